"""Rows of forms that come back: put in, taken out, renamed, moved to another part, none at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from core.intake.forms.proposing import accept_forms
from core.report.report import Report
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


def test_a_row_that_was_put_in_is_proposed_with_all_its_cells(report: Report, file: Path) -> None:
    cells = {"D15": "调研次数", "E15": "≥5次", "F15": "6次", "G15": 10, "H15": 9.5}
    proposal = proposed(report, changed(file, moved("附件2", 15, 1), put("附件2", **cells)))

    (row,) = proposal.rows
    names = {key.rpartition(".")[2]: entry for key, entry in row.entries.items()}
    assert (row.listing_key, row.name, row.source, row.is_new) == ("绩效指标", "调研次数", "附件2!D15", True)
    assert names == {
        "一级": "产出指标",
        "二级": "数量指标",
        "三级": "调研次数",
        "指标值": "≥5次",
        "完成值": "6次",
        "分值": "10",
        "得分!填报": "9.5",
    }
    assert not proposal.edits
    assert not proposal.gone
    assert not proposal.notes

    accept_forms(report, proposal)
    column = "绩效指标.三级"
    assert [report.words(report.cell(column, r)) for r in report.rows("绩效指标")] == [
        "培训人数",
        "调研次数",
        "培训期数",
        "合格率",
        "引进人才数",
    ]


def test_rows_that_are_gone_stay_unless_asked(report: Report, file: Path) -> None:
    proposal = proposed(report, changed(file, moved("附件2", 16, -1)))

    assert [row.row for row in proposal.gone] == [row_of(report, "绩效指标.三级", "合格率")]
    assert not proposal.edits
    assert not proposal.rows

    accept_forms(report, proposal)
    assert len(report.rows("绩效指标")) == 4
    accept_forms(report, proposal, gone=proposal.gone)
    assert len(report.rows("绩效指标")) == 3


def test_a_new_project_on_two_forms_is_one_row(report: Report, file: Path) -> None:
    def copied(book: openpyxl.Workbook) -> None:
        page = book.copy_worksheet(book["丙项目"])
        page.title = "丁项目"
        page["C4"] = "丁项目"
        page["F7"] = 33
        page["D14"] = "丁指标"

    row = {"A21": "丁项目", "F21": 33}
    proposal = proposed(report, changed(file, copied, moved("附件1", 21, 1), put("附件1", **row)))

    project, indicator = proposal.rows
    assert project.entries[f"项目[{project.row}].类别"] == "专项资金"
    assert project.entries[f"项目[{project.row}].金额"] == "33"
    assert indicator.listing_key == f"项目[{project.row}].绩效指标"
    assert (project.name, indicator.name) == ("丁项目", "丁指标")
    assert not proposal.edits
    assert proposal.notes == []

    accept_forms(report, proposal, rows=[indicator])
    assert len(report.rows("项目")) == 3
    assert taken_over(report, file).is_empty
    row = row_of(report, "项目.名称", "丁项目")
    assert len(report.rows(f"项目[{row}].绩效指标")) == 1


def test_a_project_moved_to_another_part_takes_its_sort_over(report: Report, file: Path) -> None:
    moves = (moved("附件1", 16, -1), moved("附件1", 20, 1), put("附件1", A20="乙项目", D20=None, F20=59.86))
    proposal = proposed(report, changed(file, *moves))

    row = row_of(report, "项目.名称", "乙项目")
    assert entries(proposal) == {f"项目[{row}].类别": "专项资金"}
    assert not proposal.rows
    assert not proposal.gone


def test_a_renamed_project_keeps_its_row_on_all_forms(report: Report, file: Path) -> None:
    row = row_of(report, "项目.名称", "乙项目")
    proposal = proposed(report, changed(file, put("附件1", A16="新乙"), put("乙项目", C4="新乙")))

    assert entries(proposal) == {f"项目[{row}].名称": "新乙"}
    assert proposal.is_empty is False
    assert not proposal.rows
    assert not proposal.gone


def test_none_is_ticked_where_a_listing_is_empty(tmp_path: Path) -> None:
    report = Report.in_memory(hunan(), entries={})
    report.set("单位.全称", "某局")
    file = changed(exported(report, tmp_path / "空表.xlsx"), put("附件1", A15="无"))

    (edit,) = proposed(report, file).edits
    assert (edit.label, edit.entry_key, edit.entry) == ("项目 填无", "项目!无", "是")
    assert taken_over(report, file).is_empty
    assert report.words("项目支出.总额") == "0.00"


def test_a_merged_cell_changes_all_its_rows(report: Report, file: Path) -> None:
    proposal = proposed(report, changed(file, put("附件2", C14="时效指标")))

    assert [(e.entry, e.source) for e in proposal.edits] == [
        ("时效指标", "附件2!C14"),
        ("时效指标", "附件2!C15"),
    ]


def names(report: Report, column: str) -> list[str]:
    return [report.words(report.cell(column, row)) for row in report.rows(column.rpartition(".")[0])]


def test_rows_put_in_at_several_places_stand_where_the_file_has_them(report: Report, file: Path) -> None:
    changes = [moved("附件2", 18, 1), moved("附件2", 16, 2), moved("附件2", 14, 1)]
    words = {"D14": "一", "D17": "二", "D18": "三", "D21": "四"}
    proposal = proposed(report, changed(file, *changes, put("附件2", **words)))
    assert proposal.certain_rows != proposal.rows
    accept_forms(report, proposal, rows=proposal.rows)

    assert names(report, "绩效指标.三级") == [
        "一", "培训人数", "培训期数", "二", "三", "合格率", "引进人才数", "四"
    ]  # fmt: skip


def test_rows_of_one_name_meet_in_order(report: Report, tmp_path: Path) -> None:
    for reached in ("1", "2"):
        report.add_row("绩效指标", cells={"三级": "同名", "完成值": reached})
    report.add_row("绩效指标", cells={"一级": "产出指标"})
    file = exported(report, tmp_path / "附件.xlsx")
    assert proposed(report, file).is_empty

    (edit,) = proposed(report, changed(file, put("附件2", F19="3"))).edits
    assert (edit.before, edit.after) == ("2", "3")


def test_a_row_without_a_name_takes_the_name_it_was_given(report: Report, tmp_path: Path) -> None:
    rows = [report.add_row("绩效指标", cells={"一级": "满意度指标"}).row for _ in range(2)]
    file = changed(exported(report, tmp_path / "附件.xlsx"), put("附件2", D18="群众", D19="干部"))

    assert entries(proposed(report, file)) == {
        f"绩效指标[{rows[0]}].三级": "群众",
        f"绩效指标[{rows[1]}].三级": "干部",
    }


def test_rows_that_the_pack_owns_neither_come_nor_go(tmp_path: Path) -> None:
    report = Report.in_memory(tiny())
    changes = (
        moved("经费", 10, -1),
        moved("经费", 11, 1),
        put("经费", A10="会计", B10=30, A11="司机", B11=50),
    )
    proposal = proposed(report, changed(exported(report, tmp_path / "表.xlsx"), *changes))

    assert entries(proposal) == {"人[乙].岁": "30"}
    assert not proposal.rows
    assert not proposal.gone
    assert [left.sentence for left in proposal.unread] == ["经费：人的行是模板固定的，多出 1 行，没有读"]
