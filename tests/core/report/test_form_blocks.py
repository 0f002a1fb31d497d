"""Blocks pasted into a form: where each text comes, what is left alone and what is refused."""

from __future__ import annotations

import pytest

from core.report.cell_blocks import Block, PasteProposal, pasted
from core.report.form_blocks import proposed
from core.report.sheets import Sheet
from tests.core.report.forms_to_edit import FIVE, FIXED, JOINED, PARTS, SHEETS, again, column, sheet_with

WORDS = "格是表样的文字，没有粘贴"
COMPUTED = "格由公式算出，没有粘贴；要按原表填写请用 F2"


def put(sheet: Sheet, block: Block, line: int, place: int, *, marks: bool = False) -> PasteProposal:
    """Pastes a block."""
    proposal = proposed(sheet, block, line, place, marks=marks)
    pasted(sheet.report, proposal)
    return proposal


def cells(proposal: PasteProposal) -> dict[str, str | None]:
    """The entries of cells, without ranks and ticks."""
    return {key: text for key, text in proposal.entries.items() if "!" not in key}


# -- over what stands ---------------------------------------------------------------------------------------


def test_texts_go_cell_by_cell_over_what_the_form_has_merged() -> None:
    sheet = sheet_with(JOINED, FIVE)
    proposal = proposed(sheet, [["7", "8", "说"]], 8, 0)
    assert cells(proposal) == {"钱.收入": "7", "钱.说明": "说"}
    assert proposal.notes == [f"1 {COMPUTED}"]


def test_with_covered_cells_texts_go_by_place() -> None:
    sheet = sheet_with(JOINED, FIVE)
    proposal = proposed(sheet, [["7", None, None, "150", "说", None]], 8, 0)
    assert cells(proposal) == {"钱.收入": "7", "钱.说明": "说"}
    assert proposal.notes == []  # 150 is what is computed


def test_one_row_over_a_joined_cell_changes_all_rows_under_it() -> None:
    proposal = proposed(sheet_with(JOINED, FIVE), [["甲", "南", "丙"]], 4, 0)
    assert cells(proposal) == {
        "事[3].类": "甲", "事[4].类": "甲", "事[5].类": "甲", "事[3].组": "南", "事[3].名": "丙",
    }  # fmt: skip


def test_a_tall_block_over_joined_cells_is_taken_row_by_row() -> None:
    sheet = sheet_with(JOINED, FIVE)
    put(sheet, [["甲", "南", "A", "10"], ["乙", "东", "B", "20"], ["乙", "东", "C", "30"]], 2, 0)
    report = sheet.report
    assert column(report, "类") == ["甲", "乙", "乙", "乙", "乙"]
    assert column(report, "组") == ["南", "东", "东", "西", "西"]
    assert column(report, "名") == ["A", "B", "C", "四", "五"]
    assert column(report, "数") == ["10", "20", "30", "4", ""]


def test_merged_neighbours_of_a_block_are_so_in_joined_columns() -> None:
    sheet = sheet_with(JOINED, FIVE)
    put(sheet, [["乙", "南", "A"], [None, None, "B"], [None, "北", None]], 2, 0)
    report = sheet.report
    assert column(report, "类") == ["乙"] * 5
    assert column(report, "组") == ["南", "南", "北", "西", "西"]
    assert column(report, "名") == ["A", "B", "三", "四", "五"]


def test_what_the_form_says_and_what_is_computed_stays_and_is_counted() -> None:
    sheet = sheet_with(JOINED, FIVE)
    before = dict(sheet.report.graph.state.entries.all)
    proposal = put(sheet, [["总计", "99"], ["1", "2"]], 7, 0)
    assert proposal.notes == [f"1 {WORDS}", f"2 {COMPUTED}"]
    assert {**before, "钱.收入": "1"} == sheet.report.graph.state.entries.all


@pytest.mark.parametrize("text", ["合计", " 合计 ", ""])
def test_the_same_words_and_blanks_over_words_are_not_worth_a_note(text: str) -> None:
    assert proposed(sheet_with(JOINED, FIVE), [[text]], 7, 0).notes == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [("很多", 3, "不是数字"), ("丙", 0, "没有“丙”这个选项"), ("10.5", 5, "不高于 10.00")],
)
def test_what_cannot_be_read_is_told_with_its_reason(text: str, place: int, words: str) -> None:
    proposal = proposed(sheet_with(JOINED, FIVE), [[text]], 2, place)
    assert not proposal.entries
    assert {(cell.row, cell.text, words in cell.reason) for cell in proposal.refused} <= {
        (2, text, True),
        (3, text, True),
    }
    assert proposal.refused


def test_the_readable_rest_of_a_block_is_one_step() -> None:
    sheet = sheet_with(JOINED, FIVE)
    steps = len(sheet.report.store.heads)
    proposal = put(sheet, [["A", "很多"], ["B", "２０００元"]], 2, 2)
    assert column(sheet.report, "名")[:2] == ["A", "B"]
    assert column(sheet.report, "数")[:2] == ["1", "0.2"]
    assert [cell.text for cell in proposal.refused] == ["很多"]
    assert sheet.report.undo_label == "粘贴 2 行 × 2 列"
    assert len(sheet.report.store.heads) == steps + 1


def test_braces_from_elsewhere_are_words_and_from_here_marks() -> None:
    sheet = sheet_with(JOINED, FIVE)
    assert cells(proposed(sheet, [["{局.名}"]], 8, 4)) == {"钱.说明": "{{局.名}}"}
    assert cells(proposed(sheet, [["{局.名}"]], 8, 4, marks=True)) == {"钱.说明": "{局.名}"}


# -- rows that come -----------------------------------------------------------------------------------------


def test_what_is_taller_than_the_band_adds_rows_to_it_and_nothing_below() -> None:
    sheet = sheet_with(JOINED, FIVE)
    before = dict(sheet.report.graph.state.entries.all)
    proposal = put(sheet, [["乙", "西", "A", "1"], ["乙", "西", "B", "2"], ["甲", "东", "C", "3"]], 6, 0)
    report = sheet.report
    assert proposal.rows_added == 2
    assert column(report, "名") == ["一", "二", "三", "四", "A", "B", "C"]
    assert column(report, "类") == ["甲", "甲", "乙", "乙", "乙", "乙", "甲"]
    assert all(report.entry(key) == text for key, text in before.items() if not key.startswith("事[5]"))


def test_an_empty_band_is_filled_by_a_block() -> None:
    sheet = sheet_with(JOINED)
    proposal = put(
        sheet, [["甲", "东", "一", "1", "9"], ["", "", "", "", ""], ["乙", "", "二", "很多", ""]], 2, 0
    )
    assert column(sheet.report, "名") == ["一", "二"]
    assert column(sheet.report, "数") == ["1", ""]
    assert [(cell.text, cell.is_new) for cell in proposal.refused] == [("很多", True)]
    assert [line.template for line in again(sheet).lines] == [0, 1, 2, 2, 3, 4, 5]


def test_rows_that_come_take_joined_columns_of_the_row_above() -> None:
    sheet = sheet_with(JOINED, FIVE)
    put(sheet, [["A"], ["B"], ["C"]], 6, 2)
    assert column(sheet.report, "名")[4:] == ["A", "B", "C"]
    assert column(sheet.report, "类")[4:] == ["乙"] * 3
    assert column(sheet.report, "组")[4:] == ["西"] * 3


def test_merged_cells_of_a_block_are_filled_in_in_rows_that_come() -> None:
    sheet = sheet_with(JOINED)
    put(sheet, [["甲", "东", "一"], [None, None, "二"], [None, "西", "三"], ["乙", None, "四"]], 2, 0)
    assert column(sheet.report, "类") == ["甲", "甲", "甲", "乙"]
    assert column(sheet.report, "组") == ["东", "东", "西", "西"]


def test_rows_that_come_to_a_part_stand_at_its_end_with_its_values() -> None:
    sheet = sheet_with(PARTS, FIVE)
    put(sheet, [["二二", "5"], ["新", "6"]], 2, 0)
    report = sheet.report
    assert column(report, "名") == ["一", "二二", "新", "三", "四", "五"]
    assert column(report, "类")[:4] == ["甲", "甲", "甲", "乙"]
    assert [again(sheet).words(n, 0) for n in range(5)] == ["甲类", "一", "二二", "新", "乙类"]


def test_rows_that_come_to_a_sheet_stand_in_its_row() -> None:
    sheet = sheet_with(SHEETS, "事:\n  - {名: 一, 类: 甲}\n  - {名: 二}", per_row="事")
    put(sheet, [["看", "3", "7"], ["写", "4", ""]], 1, 1)
    assert len(sheet.report.rows("事[1].步")) == 2
    assert sheet.report.rows("事[2].步") == []
    assert [again(sheet).words(n, 3) for n in (1, 2)] == ["6", "8"]


def test_limits_hold_for_rows_that_come() -> None:
    proposal = proposed(sheet_with(JOINED), [["甲", "东", "一", "1", "", "11"]], 2, 0)
    assert [cell.text for cell in proposal.refused] == ["11"]
    assert proposal.rows_added == 1


@pytest.mark.parametrize("line", [0, 1])
def test_a_block_begun_above_an_empty_band_writes_nothing_into_it(line: int) -> None:
    sheet = sheet_with(JOINED)
    proposal = proposed(sheet, [["甲", "东", "一"]] * 4, line, 0)
    assert not [key for key in proposal.entries if key.startswith("事")]


@pytest.mark.parametrize("place", [(9, 0), (9, 2), (8, 4)])
def test_what_reaches_beyond_the_form_is_left_out(place: tuple[int, int]) -> None:
    sheet = sheet_with(JOINED, FIVE)
    before = set(sheet.report.graph.state.entries.all)
    put(sheet, [["x"] * 9] * 9, *place)
    assert set(sheet.report.graph.state.entries.all) - before <= {"钱.说明"}


def test_a_band_with_fixed_rows_gets_no_more() -> None:
    sheet = sheet_with(FIXED)
    put(sheet, [["上", "1"], ["下", "2"], ["中", "3"]], 0, 0)
    assert column(sheet.report, "额", "定") == ["1", "2"]
    assert sheet.report.rows("定") == ["上", "下"]
