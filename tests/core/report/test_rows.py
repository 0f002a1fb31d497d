"""Rows come, move and go; what named a removed row keeps the words, until someone has looked."""

from __future__ import annotations

import pytest

from core.numbers.finding import EXPLAIN
from core.numbers.troubles import Refused
from core.report.findings import standings
from core.report.report import Report
from tests.core.report.conftest import add

BODY = "章节[概况].正文"
OTHER = "章节[支出].正文"


def names(report: Report) -> list[str]:
    return [report.words(report.cell("项目.名称", row)) for row in report.rows("项目")]


def test_rows_are_added_moved_and_removed_as_one_small_step_each(report: Report) -> None:
    first = add(report, "甲", "1")
    add(report, "乙", "2")
    add(report, "丙", "3", before=first)
    assert names(report) == ["丙", "甲", "乙"]
    assert report.words("项目合计") == "6.00"
    assert report.undo_label == "项目增加一行"

    change = report.move_row("项目", first)
    assert names(report) == ["丙", "乙", "甲"]
    assert change.keys == {"项目"}
    assert len(report.store.history(1)[0].edits) == 1

    change = report.remove_row("项目", first)
    assert names(report) == ["丙", "乙"]
    assert report.words("项目合计") == "5.00"
    assert {"项目", "项目合计"} <= change.keys

    report.undo()
    assert names(report) == ["丙", "乙", "甲"]


def test_adding_a_row_takes_the_tick_of_none_away_and_undo_brings_it_back(report: Report) -> None:
    report.tick_none("项目", True)
    assert report.words("项目合计") == "0.00"

    add(report, "甲", "1")
    assert report.words("项目合计") == "1.00"

    report.undo()
    assert report.words("项目合计") == "0.00"


def test_none_cannot_be_ticked_over_rows(report: Report) -> None:
    add(report, "甲")

    with pytest.raises(Refused, match="请先删除各行"):
        report.tick_none("项目", True)


def test_a_cell_that_cannot_be_read_refuses_the_whole_row(report: Report) -> None:
    steps = len(report.store.heads)

    with pytest.raises(Refused):
        report.add_row("项目", cells={"名称": "甲", "金额": "很多"})

    assert (report.rows("项目"), len(report.store.heads)) == ([], steps)


def test_a_row_of_the_pack_cannot_be_removed(report: Report) -> None:
    with pytest.raises(Refused, match="模板里固定的"):
        report.remove_row("固定", "甲")


def test_rows_added_behind_the_packs_own_stand_behind_them(report: Report) -> None:
    row = report.add_row("固定", cells={"名": "第三"}).row

    assert report.rows("固定") == ["甲", "乙", row]


@pytest.mark.parametrize("act", ["remove", "move", "add"])
def test_what_is_gone_cannot_be_touched(report: Report, act: str) -> None:
    row = add(report, "甲")
    report.remove_row("项目", row)

    with pytest.raises(Refused, match="已经删除"):
        if act == "remove":
            report.remove_row("项目", row)
        elif act == "move":
            report.move_row("项目", row)
        else:
            report.add_row(f"项目[{row}].指标", cells={"名称": "一"})


def test_a_removed_row_takes_the_rows_in_it_along_and_undo_brings_all_back(report: Report) -> None:
    row = add(report, "甲", "1")
    inner = report.add_row(f"项目[{row}].指标", cells={"名称": "一", "分": "5"}).row
    report.set(report.cell("项目.指标.分", inner), "6")
    entries = dict(report.store.entries)

    report.remove_row("项目", row)
    assert not any(key.startswith("项目") for key in report.store.entries)

    report.undo()
    assert report.store.entries == entries
    assert report.rows(f"项目[{row}].指标") == [inner]


# -- references -------------------------------------------------------------------------------------------


def referring(report: Report) -> str:
    row = add(report, "道路", "116")
    report.set(
        BODY,
        f"{{{{注}}}}投入{{项目[{row}].金额}}万元，{{若 项目[{row}].金额 > 100：较大|较小}}；共{{项目合计}}",
    )
    report.set(OTHER, f"见{{项目[{row}].名称}}，{{项目合计}}")
    return row


def test_the_places_that_name_a_row_can_be_listed_first(report: Report) -> None:
    row = referring(report)

    assert report.places_naming("项目", row) == [BODY, OTHER]
    assert report.places_naming("项目", "zzz") == []


def test_marks_of_a_removed_row_become_the_words_they_showed_in_the_same_step(report: Report) -> None:
    row = referring(report)
    steps = len(report.store.heads)

    report.remove_row("项目", row)

    assert len(report.store.heads) == steps + 1
    assert report.entry(BODY) == "{{注}}投入116万元，较大；共{项目合计}"
    assert report.entry(OTHER) == "见道路，{项目合计}"
    assert report.words(BODY) == "{注}投入116万元，较大；共＿＿"


def test_each_place_asks_to_be_looked_at_until_it_is(report: Report) -> None:
    row = referring(report)

    change = report.remove_row("项目", row)

    codes = {f.identity: f for f in change.findings_added}
    assert set(codes) == {f"引用已删除[{BODY}]", f"引用已删除[{OTHER}]"}
    found = codes[f"引用已删除[{BODY}]"]
    assert (found.severity, found.keys, found.actual) == (EXPLAIN, (BODY,), "116、较大")
    assert "现为文字“116、较大”" in found.message

    looked = report.looked_at(BODY)
    assert [f.identity for f in looked.findings_removed] == [f"引用已删除[{BODY}]"]
    assert [s.finding.identity for s in standings(report)] == [f"引用已删除[{OTHER}]"]

    report.undo()
    assert f"引用已删除[{BODY}]" in report.graph.judge.findings


def test_undo_brings_back_the_row_its_marks_and_takes_the_notes_away(report: Report) -> None:
    row = referring(report)
    entries = dict(report.store.entries)

    report.remove_row("项目", row)
    report.undo()

    assert report.store.entries == entries
    assert report.words(BODY) == "{注}投入116万元，较大；共116.00"
    assert not report.graph.judge.findings.keys() & {f"引用已删除[{BODY}]", f"引用已删除[{OTHER}]"}


def test_a_removed_row_inside_a_row_is_replaced_too(report: Report) -> None:
    row = add(report, "道路", "116")
    inner = report.add_row(f"项目[{row}].指标", cells={"名称": "里程", "分": "5"}).row
    key = report.cell("项目.指标.名称", inner)
    report.set(BODY, f"看{{{key}}}")

    report.remove_row("项目", row)

    assert report.entry(BODY) == "看里程"


def test_a_second_removal_adds_to_the_note(report: Report) -> None:
    rows = [add(report, "道路", "1"), add(report, "桥梁", "2")]
    report.set(BODY, f"{{项目[{rows[0]}].名称}}{{项目[{rows[1]}].名称}}")

    for row in rows:
        report.remove_row("项目", row)

    assert report.graph.judge.findings[f"引用已删除[{BODY}]"].actual == "道路、桥梁"


def test_several_rows_go_in_one_step_and_a_text_naming_two_of_them_comes_out_right(report: Report) -> None:
    rows = [add(report, "道路", "1"), add(report, "桥梁", "2"), add(report, "学校", "3")]
    marks = "".join(f"{{项目[{row}].名称}}" for row in rows)
    report.set(BODY, f"{marks}；{{若 项目[{rows[0]}].金额 < 项目[{rows[1]}].金额：少|多}}")
    entries = dict(report.store.entries)
    steps = len(report.store.heads)
    assert report.places_naming("项目", *rows[:2]) == [BODY]

    report.remove_rows("项目", rows[:2])

    assert report.entry(BODY) == f"道路桥梁{{项目[{rows[2]}].名称}}；少"
    assert report.graph.judge.findings[f"引用已删除[{BODY}]"].actual == "道路、桥梁、少"
    assert (names(report), report.undo_label) == (["学校"], "项目删除 2 行")
    assert len(report.store.heads) == steps + 1
    report.undo()
    assert report.store.entries == entries


def test_removing_rows_with_one_of_the_pack_removes_none(report: Report) -> None:
    row = add(report, "甲")

    with pytest.raises(Refused, match="模板里固定的"):
        report.remove_rows("固定", ["甲", "乙"])

    assert report.rows("项目") == [row]
    assert report.rows("固定") == ["甲", "乙"]


# -- order ------------------------------------------------------------------------------------------------


def test_rows_move_together_and_keep_their_order(report: Report) -> None:
    rows = [add(report, name) for name in "甲乙丙丁"]

    report.move_rows("项目", rows[2:], before=rows[0])
    assert names(report) == ["丙", "丁", "甲", "乙"]

    report.move_rows("项目", [rows[2], rows[0]])
    assert names(report) == ["丁", "乙", "丙", "甲"]
    assert report.undo_label == "项目移动 2 行"


def test_sorting_goes_by_value_keeps_equals_and_leaves_blanks_behind(report: Report) -> None:
    for name, amount in (("一", "10"), ("二", ""), ("三", "9.5"), ("四", "10.0"), ("五", "不涉及")):
        add(report, name, amount)
    steps = len(report.store.heads)

    report.sort("项目", "项目.金额")
    assert names(report) == ["三", "一", "四", "五", "二"]
    report.sort("项目", "项目.金额", descending=True)
    assert names(report) == ["一", "四", "三", "五", "二"]

    assert len(report.store.heads) == steps + 2
    assert report.undo_label == "项目按项目金额降序"
    report.undo()
    report.undo()
    assert names(report) == ["一", "二", "三", "四", "五"]


def test_rows_of_the_pack_can_be_sorted_and_brought_back(report: Report) -> None:
    report.set("固定[甲].数", "2")
    report.set("固定[乙].数", "1")

    report.sort("固定", "固定.数")
    assert report.rows("固定") == ["乙", "甲"]

    report.undo()
    assert report.rows("固定") == ["甲", "乙"]


# -- ranks ------------------------------------------------------------------------------------------------


def test_rows_of_one_rank_are_told_apart_when_one_is_put_between(report: Report) -> None:
    report.enter({f"项目[{n}]!序": "5" for n in "abc"} | {f"项目[{n}].名称": n for n in "abc"}, "损坏")

    add(report, "新", before="b")

    assert names(report) == ["a", "新", "b", "c"]
