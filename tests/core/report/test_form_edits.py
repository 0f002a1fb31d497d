"""What is typed into a form's cells and done with its rows, as entries of one step."""

from __future__ import annotations

import pytest

from core.numbers.troubles import Refused
from core.report.form_blocks import emptied
from core.report.form_edits import (
    entries_typed,
    rows_inserted,
    rows_moved,
    rows_removed,
    targets,
    typed_cells,
)
from core.report.sheets import Sheet
from tests.core.report.forms_to_edit import FIVE, FIXED, JOINED, PARTS, SHEETS, again, column, sheet_with


def typed(sheet: Sheet, line: int, place: int, text: str, key: str = "") -> dict[str, str | None]:
    """Types a text and enters what comes of it."""
    entries = entries_typed(sheet, line, place, text, key)
    sheet.report.enter(entries, "填写")
    return entries


# -- which figures a cell writes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "key", "written"),
    [
        ((0, 0), "", []),  # words of the form
        ((2, 0), "", [("事.类", "1", 2), ("事.类", "2", 3)]),  # joined: all rows under the cell
        ((4, 0), "", [("事.类", "3", 4), ("事.类", "4", 5), ("事.类", "5", 6)]),
        ((5, 1), "", [("事.组", "4", 5), ("事.组", "5", 6)]),
        ((3, 2), "", [("事.名", "2", 3)]),
        ((3, 4), "", [("事.倍", "2", 3)]),  # computed
        ((8, 0), "", [("钱.收入", "", 8)]),  # figures in words: the first
        ((8, 0), "钱.支出", [("钱.支出", "", 8)]),
        ((9, 0), "", [("局.名", "", 9)]),
    ],
)
def test_a_cell_writes_the_figures_under_it(
    place: tuple[int, int], key: str, written: list[tuple[str, str, int]]
) -> None:
    found = targets(sheet_with(JOINED, FIVE), *place, key)
    assert [(figure.key, row, line) for figure, row, line in found] == written


@pytest.mark.parametrize(
    ("place", "keys"),
    [((0, 0), []), ((3, 2), ["事.名"]), ((3, 4), []), ((8, 0), ["钱.收入", "钱.支出"]), ((8, 3), [])],
)
def test_only_what_no_formula_gives_is_typed(place: tuple[int, int], keys: list[str]) -> None:
    assert typed_cells(sheet_with(JOINED, FIVE), *place) == keys


# -- typing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "text", "key", "entries"),
    [
        ((2, 0), "乙", "", {"事[1].类": "乙", "事[2].类": "乙"}),
        ((5, 1), "", "", {"事[4].组": None, "事[5].组": None}),
        ((3, 3), "１２,０００元", "", {"事[2].数": "1.2"}),
        ((8, 0), "7", "", {"钱.收入": "7"}),
        ((8, 0), "8", "钱.支出", {"钱.支出": "8"}),
        ((8, 3), "149", "", {"钱.结余!填报": "149"}),
        ((3, 4), "5", "", {"事[2].倍!填报": "5"}),
    ],
)
def test_typing_writes_all_rows_under_a_cell(
    place: tuple[int, int], text: str, key: str, entries: dict[str, str | None]
) -> None:
    assert entries_typed(sheet_with(JOINED, FIVE), *place, text, key) == entries


@pytest.mark.parametrize(
    ("place", "text", "words"),
    [
        ((2, 0), "丙", "没有“丙”这个选项"),
        ((3, 3), "很多", "很多"),
        ((3, 5), "11", "不高于 10.00"),
        ((3, 5), "-1", "不低于"),
    ],
)
def test_what_cannot_be_read_or_lies_outside_is_refused(
    place: tuple[int, int], text: str, words: str
) -> None:
    with pytest.raises(Refused) as caught:
        entries_typed(sheet_with(JOINED, FIVE), *place, text)
    assert words in caught.value.reason


def test_a_computed_cell_takes_a_reported_value_and_loses_it_by_the_computed_words() -> None:
    sheet = sheet_with(JOINED, FIVE)
    typed(sheet, 8, 3, "149.5")
    assert (sheet.words(8, 3), sheet.report.entry("钱.结余!填报")) == ("149.5", "149.5")
    typed(sheet, 8, 3, sheet.report.computed("钱.结余"))
    assert (sheet.words(8, 3), sheet.report.entry("钱.结余!填报")) == ("150", None)


def test_typing_into_an_empty_band_makes_its_first_row() -> None:
    sheet = sheet_with(JOINED)
    entries = typed(sheet, 2, 3, "2.5")
    (row,) = sheet.report.rows("事")
    assert {k: v for k, v in entries.items() if v is not None and "!" not in k} == {f"事[{row}].数": "2.5"}
    assert [line.row for line in again(sheet).lines] == ["", "", row, "", "", ""]


def test_typing_into_an_empty_part_gives_what_the_part_shares() -> None:
    sheet = sheet_with(PARTS)
    typed(sheet, 3, 0, "新")
    report = sheet.report
    assert (column(report, "名"), column(report, "类"), column(report, "组")) == (["新"], ["乙"], ["东"])
    assert again(sheet).words(3, 0) == "新"


def test_the_first_row_of_a_sheet_stands_in_the_sheets_row() -> None:
    sheet = sheet_with(SHEETS, "事:\n  - {名: 一}\n  - {名: 二}", per_row="事")
    typed(sheet, 1, 1, "看")
    (row,) = sheet.report.rows("事[1].步")
    assert sheet.report.words(sheet.report.cell("事.步.做", row)) == "看"
    assert sheet.report.rows("事[2].步") == []


def test_an_empty_band_without_open_rows_is_refused_a_row() -> None:
    sheet = sheet_with(FIXED)
    with pytest.raises(Refused, match="模板固定"):
        rows_inserted(sheet, 0)
    assert sheet.words(0, 0) == "上半年"


def test_in_an_empty_band_the_sheets_own_figures_are_typed_and_computed_ones_wait() -> None:
    sheet = sheet_with(SHEETS, "事:\n  - {名: 一, 类: 甲}", per_row="事")
    assert entries_typed(sheet, 1, 0, "乙") == {"事[1].类": "乙"}
    with pytest.raises(Refused):
        entries_typed(sheet, 1, 3, "5")


def test_the_first_row_too_keeps_within_limits() -> None:
    with pytest.raises(Refused, match="不高于"):
        entries_typed(sheet_with(JOINED), 2, 5, "11")


def test_a_row_removed_meanwhile_does_not_come_back_by_one_cell() -> None:
    sheet = sheet_with(JOINED, FIVE)
    assert sheet.rows_under(2, 0) == ["1", "2"]
    sheet.report.remove_row("事", "2")
    with pytest.raises(Refused, match="已经删除"):
        entries_typed(sheet, 2, 0, "乙")


# -- rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "below", "at", "taken"),
    [
        (2, False, 0, ("甲", "东")),  # above the first: as that is
        (2, True, 1, ("甲", "东")),
        (4, False, 2, ("甲", "东")),  # above a run: as the row above
        (4, True, 3, ("乙", "东")),
        (6, True, 5, ("乙", "西")),
    ],
)
def test_a_new_row_takes_the_joined_columns_of_the_row_above(
    line: int, below: bool, at: int, taken: tuple[str, str]
) -> None:
    sheet = sheet_with(JOINED, FIVE)
    change = rows_inserted(sheet, line, below=below)
    report = sheet.report
    assert report.rows("事").index(change.row) == at
    assert (report.words(f"事[{change.row}].类"), report.words(f"事[{change.row}].组")) == taken
    assert report.words(f"事[{change.row}].名") == ""
    assert report.undo_label == "事增加一行"
    report.undo()
    assert report.rows("事") == ["1", "2", "3", "4", "5"]


def test_several_rows_are_added_as_one_step() -> None:
    sheet = sheet_with(JOINED, FIVE)
    steps = len(sheet.report.store.heads)
    rows_inserted(sheet, 3, 3)
    assert column(sheet.report, "名") == ["一", "", "", "", "二", "三", "四", "五"]
    assert column(sheet.report, "类")[:5] == ["甲"] * 5
    assert len(sheet.report.store.heads) == steps + 1


@pytest.mark.parametrize(
    ("line", "below", "names", "given"),
    [
        (1, False, ["", "一", "二", "三", "四", "五"], ("甲", "")),
        (2, True, ["一", "二", "", "三", "四", "五"], ("甲", "")),  # at the end of its part
        (4, True, ["一", "二", "三", "", "四", "五"], ("乙", "东")),
        (4, False, ["一", "二", "", "三", "四", "五"], ("乙", "东")),
    ],
)
def test_a_row_added_in_a_part_gets_its_values_and_stands_in_it(
    line: int, below: bool, names: list[str], given: tuple[str, str]
) -> None:
    sheet = sheet_with(PARTS, FIVE)
    row = rows_inserted(sheet, line, below=below).row
    report = sheet.report
    assert column(report, "名") == names
    assert (report.words(f"事[{row}].类"), report.words(f"事[{row}].组")) == given
    band = sheet.lines[line].band
    assert band is not None
    assert row in again(sheet).rows_of(band)


@pytest.mark.parametrize("line", [0, 1, 7, 8])
def test_outside_a_band_rows_neither_come_nor_go_nor_move(line: int) -> None:
    sheet = sheet_with(JOINED, FIVE)
    for act in (
        lambda: rows_inserted(sheet, line),
        lambda: rows_removed(sheet, [line]),
        lambda: rows_moved(sheet, [line], 1),
    ):
        with pytest.raises(Refused):
            act()
    assert sheet.report.rows("事") == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [([2], "二三四五"), ([3, 4], "一四五"), ([6, 7, 8], "一二三四"), ([2, 3, 4, 5, 6], "")],
)
def test_rows_of_the_band_alone_are_removed(lines: list[int], left: str) -> None:
    sheet = sheet_with(JOINED, FIVE)
    rows_removed(sheet, lines)
    assert column(sheet.report, "名") == list(left)
    assert sheet.report.words("局.名") == "某局"


@pytest.mark.parametrize(
    ("lines", "by", "order"),
    [
        ([2], 1, "二一三四五"),
        ([3], -1, "二一三四五"),
        ([3, 4], 1, "一四二三五"),
        ([5, 6], -1, "一二四五三"),
        ([2], -1, None),
        ([5, 6], 1, None),
        ([6, 7], 1, None),  # a line below the band is not moved
    ],
)
def test_rows_move_inside_their_band(lines: list[int], by: int, order: str | None) -> None:
    sheet = sheet_with(JOINED, FIVE)
    change = rows_moved(sheet, lines, by)
    assert (change is None) == (order is None)
    assert column(sheet.report, "名") == list(order or "一二三四五")


def test_rows_of_a_part_move_past_those_of_other_parts() -> None:
    given = "事:\n" + "".join(
        f"  - {{类: {c}, 组: 东, 名: {n}}}\n" for c, n in zip("甲乙甲", "一二三", strict=True)
    )
    sheet = sheet_with(PARTS, given)
    assert [sheet.words(n, 0) for n in (1, 2, 4)] == ["一", "三", "二"]
    rows_moved(sheet, [1], 1)
    fresh = again(sheet)
    assert [fresh.words(n, 0) for n in (1, 2, 4)] == ["三", "一", "二"]
    rows_moved(fresh, [2], -1)
    assert [again(sheet).words(n, 0) for n in (1, 2, 4)] == ["一", "三", "二"]


# -- emptying -----------------------------------------------------------------------------------------------


def test_emptying_empties_all_rows_under_a_cell_and_takes_reported_values_away() -> None:
    sheet = sheet_with(JOINED, FIVE)
    typed(sheet, 8, 3, "149")
    steps = len(sheet.report.store.heads)
    emptied(sheet, [(0, 0), (2, 0), (3, 3), (8, 0), (8, 3), (7, 0)])
    report = sheet.report
    assert column(report, "类") == ["", "", "乙", "乙", "乙"]
    assert column(report, "数") == ["1", "", "3", "4", ""]
    assert (report.words("钱.收入"), report.words("钱.支出")) == ("", "")
    assert report.entry("钱.结余!填报") is None
    assert report.undo_label == "清空 6 格"
    assert len(report.store.heads) == steps + 1


@pytest.mark.parametrize("places", [[], [(0, 0)], [(8, 4)], [(7, 3)]])
def test_where_nothing_stands_emptying_is_no_step(places: list[tuple[int, int]]) -> None:
    sheet = sheet_with(JOINED, FIVE)
    steps = len(sheet.report.store.heads)
    emptied(sheet, places)
    assert len(sheet.report.store.heads) == steps


def test_emptying_an_empty_band_does_nothing() -> None:
    sheet = sheet_with(JOINED)
    before = dict(sheet.report.graph.state.entries.all)
    emptied(sheet, [(2, column) for column in range(6)])
    assert sheet.report.graph.state.entries.all == before
