"""Forms that come back filled: nothing changed is no proposal, one change is one edit, a new row is one row."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.intake.forms.proposing import FormProposal, accept_forms, propose_forms
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.core.hostile import long_book
from tests.core.intake.forms.filled import (
    changed,
    entries,
    exported,
    hunan,
    moved,
    proposed,
    put,
    row_of,
    taken_over,
    tiny,
)
from tests.steps import steps_of


def nothing(proposal: FormProposal) -> bool:
    return proposal.is_empty and not proposal.notes


def test_an_export_that_comes_back_proposes_nothing(report: Report, file: Path) -> None:
    proposal = proposed(report, file)

    assert nothing(proposal)
    assert [(one.form, one.sheet) for one in proposal.forms] == [
        ("附件1", "附件1"),
        ("附件2", "附件2"),
        ("附件3", "甲项目"),
        ("附件3", "乙项目"),
        ("附件3", "丙项目"),
        ("附件4", "附件4"),
    ]


CELLS = {
    "a number": ("附件2", "D6", 1234.5, "收支.年初预算", "1234.5"),
    "a blank": ("附件2", "D6", None, "收支.年初预算", None),
    "a new number": ("附件1", "D9", 3, "三公预算.公务用车购置", "3"),
    "not applicable": ("附件1", "F12", "—", "三公.公务接待", "—"),
    "a head-count": ("附件1", "B5", 41, "人员.编制数", "41"),
    "a computed figure": ("附件2", "F6", 1700, "收支.全年执行数!填报", "1700"),
    "words around a figure": (
        "附件2",
        "B8",
        "其中：一般公共预算：1,800.00万元",
        "收入性质.一般公共预算",
        "1800.00",
    ),
    "the second of two": (
        "附件2",
        "B10",
        "纳入专户管理的非税收入拨款：\n其他资金：90",
        "收入性质.其他资金",
        "90",
    ),
    "the first of two": (
        "附件2",
        "B10",
        "纳入专户管理的非税收入拨款：7 其他资金： 100.50",
        "收入性质.专户非税",
        "7",
    ),
    "a blank in words": ("附件2", "B8", "其中：一般公共预算：____", "收入性质.一般公共预算", None),
    "lines": ("附件2", "B12", "目标1：{甲}\n目标2：丙", "目标.预期", "目标1：{{甲}}\n目标2：丙"),
    "a text with a figure": ("附件2", "F12", "已完成1200万元", "目标.完成", "已完成1200万元"),
    "a per cent typed": ("附件2", "F16", 0.97, "完成值", "0.97"),
    "a score": ("附件2", "H15", 9, "得分!填报", "9"),
    "a name": ("附件2", "D16", "培训合格率", "三级", "培训合格率"),
    "a reason": ("附件2", "I16", "人手不够\n已补", "偏差原因", "人手不够\n已补"),
    "a project's sheet": ("甲项目", "C5", "某局", "主管部门", "某局"),
    "a project's indicator": ("乙项目", "F14", "99人", "完成值", "99人"),
}


@pytest.mark.parametrize(("sheet", "place", "value", "key", "entry"), CELLS.values(), ids=CELLS.keys())
def test_one_changed_cell_is_one_edit(
    report: Report, file: Path, sheet: str, place: str, value: object, key: str, entry: str | None
) -> None:
    proposal = proposed(report, changed(file, put(sheet, **{place: value})))

    (edit,) = proposal.edits
    assert (edit.entry, edit.source, edit.reason) == (entry, f"{sheet}!{place}", "")
    assert edit.entry_key.endswith(key)
    assert edit.before == report.words(edit.key)
    assert not proposal.rows
    assert not proposal.gone
    assert taken_over(report, file).is_empty
    assert report.words(edit.key) == edit.after


def test_a_figure_on_several_forms_is_taken_where_it_was_changed(report: Report, file: Path) -> None:
    proposal = proposed(report, changed(file, put("乙项目", F7=60)))

    (edit,) = proposal.edits
    assert (edit.label, edit.before, edit.after) == ("附件3 乙项目 的 金额", "59.86", "60")
    assert proposal.notes == ["乙项目 的 金额：乙项目!F7 是 60，附件1!F16 是 59.86，取 60"]


def test_two_changes_of_one_figure_keep_the_first_and_say_so(report: Report, file: Path) -> None:
    proposal = proposed(report, changed(file, put("附件1", F16=61), put("乙项目", F7="６２")))

    (edit,) = proposal.edits
    assert edit.entry == "61"
    assert proposal.notes == ["乙项目 的 金额：附件1!F16 是 61，乙项目!F7 是 ６２，取 61"]


def test_taking_over_is_one_step_that_can_be_undone(report: Report, file: Path) -> None:
    before = dict(report.graph.state.entries.all)
    changed(file, put("附件2", D6=1, E6=2), moved("附件2", 15, 1), put("附件2", D15="新", G15=5))

    change = accept_forms(report, proposed(report, file))

    assert change.label == report.undo_label == "读入附件"
    assert {"收支.年初预算", "收支.预算收入", "绩效指标"} <= change.keys
    report.undo()
    assert report.graph.state.entries.all == before


def test_only_the_chosen_is_written(report: Report, file: Path) -> None:
    changed(file, put("附件2", D6=1, E6=2), moved("附件2", 15, 1), put("附件2", D15="新", G15=5))
    proposal = proposed(report, file)

    accept_forms(report, proposal, edits=proposal.edits[:1], rows=[])

    assert (report.entry("收支.年初预算"), report.entry("收支.预算收入")) == ("1", "2000.50")
    assert len(report.rows("绩效指标")) == 4


def test_a_value_that_cannot_be_read_says_why_and_is_not_written(report: Report, file: Path) -> None:
    proposal = proposed(report, changed(file, put("附件2", D6="约1500", B14="产值指标（50分）")))

    first, second, *_ = proposal.refused
    assert (first.source, first.after, first.entry) == ("附件2!D6", "约1500", None)
    assert "产值指标" in second.reason
    assert not proposal.taken
    accept_forms(report, proposal)
    assert report.entry("收支.年初预算") == "1500"


def test_a_reported_value_goes_where_the_file_has_what_is_computed(report: Report, file: Path) -> None:
    report.report_as("收支.全年执行数", "1700")
    assert entries(proposed(report, file))["收支.全年执行数!填报"] is None

    assert nothing(proposed(report, exported(report, file)))


@pytest.mark.parametrize("value", [0.8162, 0.81615096225943514, "81.62%", "81.6%", "0.8162", None])
def test_a_computed_figure_to_its_own_places_is_no_edit(report: Report, file: Path, value: object) -> None:
    assert nothing(proposed(report, changed(file, put("附件2", H6=value))))


def test_a_formula_that_followed_its_figures_is_no_edit(report: Report, file: Path) -> None:
    assert entries(proposed(report, changed(file, put("附件2", E6=1632.71, H6=1, I6=10)))) == {
        "收支.预算收入": "1632.71"
    }


def test_the_empty_form_filled_by_hand_fills_the_report(report: Report, file: Path, tmp_path: Path) -> None:
    empty = Report.in_memory(hunan(), entries={})
    assert nothing(proposed(empty, exported(empty, tmp_path / "空表.xlsx")))

    assert nothing(taken_over(empty, file))
    assert exported(empty, tmp_path / "又.xlsx")
    assert proposed(report, tmp_path / "又.xlsx").is_empty


def test_the_reading_tells_of_every_sheet(report: Report, file: Path) -> None:
    told: list[str] = []
    propose_forms(report, read_workbook(file), told.append)
    assert told[0] == "正在读工作表 附件1"
    assert len(told) == 6


@pytest.mark.parametrize("count", [600, 5_000])
def test_long_sheets_are_read(report: Report, file: Path, count: int) -> None:
    proposal = propose_forms(report, long_book(file, count))

    assert len(proposal.rows) == count


def test_four_times_the_rows_take_no_more_than_four_times_the_steps(report: Report, file: Path) -> None:
    few = long_book(file, 150)
    many = long_book(file, 600)

    assert steps_of(lambda: propose_forms(report, many)) <= 4 * steps_of(lambda: propose_forms(report, few))


def test_a_pack_of_no_place_at_all_is_read_by_the_same_rules(tmp_path: Path) -> None:
    report = Report.in_memory(tiny())
    for key, text in {"单位.年度": "2023", "经费.人员": "12.345678", "经费.说明": "{单位.年度}年"}.items():
        report.set(key, text)
    for name, amount in (("书", "1"), ("笔", "0.5"), ("纸", "1")):
        report.add_row("支出", cells={"用途": name, "数": amount})
    report.add_row("基地", cells={"名": "东坡/一", "亩": "10"})
    file = exported(report, tmp_path / "表.xlsx")
    assert nothing(proposed(report, file))

    changes = (put("经费", B4=200000.5, B9=7000, B12=40), moved("经费", 10, 1), put("经费", A10="墨", B10=8))
    proposal = proposed(report, changed(file, *changes))
    row = row_of(report, "支出.用途", "笔")

    assert entries(proposal) == {"经费.人员": "20.00005", f"支出[{row}].数": "0.7", "人[甲].岁": "40"}
    assert [(r.name, list(r.entries.values())) for r in proposal.rows] == [("墨", ["墨", "0.0008"])]
