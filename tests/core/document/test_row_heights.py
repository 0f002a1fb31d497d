"""Rows are as high as the words of their cells need, also of cells over several rows and columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.filling import filled_forms
from core.document.forms import FilledCell, FilledSheet
from core.document.row_heights import LINE, PADDING, row_heights, text_height
from core.forms.grid import UPRIGHT, GridCell, Style
from core.pack.loading import load_pack
from core.report.report import Report
from tests.core.pack.made_forms import pack_with, report_of, xlsx

PACKS = Path(__file__).resolve().parents[3] / "resources" / "packs"
HUNDRED = "因资金下达较晚部分项目跨年实施" * 6 + "已列入下年计划执行。"
WRAPS = Style(size=11.0, wrap=True)


def cell(words: str, rows: int = 1, columns: int = 1, style: Style = WRAPS) -> FilledCell:
    return FilledCell(words, None, GridCell("", style), rows, columns)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("字" * 7, 15.0, 1),
        ("字" * 8, 15.0, 2),
        (HUNDRED, 15.0, 15),  # 7 characters a line, never half of one
        ("字" * 6 + "，字", 15.0, 2),  # a mark does not begin a line
        ("字" * 5 + "12345.67", 15.0, 2),  # nor is a number cut
        ("1" * 29, 15.0, 3),  # but where it is longer than a line
        ("甲\n\n乙", 15.0, 3),
        ("字", 1.0, 1),
    ],
)
def test_lines_are_broken_as_a_table_breaks_them(words: str, width: float, lines: int) -> None:
    assert len(HUNDRED) == 100
    assert text_height(words, width, 11.0) == pytest.approx(lines * 11 * LINE + PADDING)


def test_what_a_cell_over_several_rows_lacks_is_shared_out_among_them() -> None:
    heights = row_heights([20.0, 30.0, 20.0, 18.0], [15.0, 8.0], {(0, 0): cell(HUNDRED, rows=3)})

    missing = text_height(HUNDRED, 15.0, 11.0) - 70
    assert heights == pytest.approx([20 + missing / 3, 30 + missing / 3, 20 + missing / 3, 18])


def test_the_columns_of_a_cell_count_together_and_a_high_row_needs_no_more() -> None:
    over = {(0, 0): cell(HUNDRED, rows=2, columns=3)}

    assert sum(row_heights([20.0] * 2, [15.0] * 3, over)) == pytest.approx(text_height(HUNDRED, 45.0, 11.0))
    assert row_heights([200.0, 200.0], [15.0] * 3, over) == [200.0, 200.0]


def test_what_single_rows_take_is_there_for_the_cell_over_them() -> None:
    cells = {(0, 0): cell("字" * 77, rows=2), (1, 1): cell("字" * 63)}

    heights = row_heights([20.0, 20.0], [15.0, 15.0], cells)

    assert heights[1] == pytest.approx(text_height("字" * 63, 15.0, 11.0) + (heights[0] - 20))
    assert sum(heights) == pytest.approx(text_height("字" * 77, 15.0, 11.0))


def test_a_hidden_row_takes_no_part() -> None:
    heights = row_heights([20.0, 0.0, 20.0], [15.0], {(0, 0): cell(HUNDRED, rows=3)})

    assert heights[1] == 0
    assert heights[0] == heights[2] > 20


@pytest.mark.parametrize(("turned", "needed"), [(UPRIGHT, 9 * 11 * LINE), (90, 9 * 11)])
def test_words_that_stand_or_are_turned_run_down_the_rows(turned: int, needed: float) -> None:
    style = WRAPS._replace(turned=turned)

    heights = row_heights([20.0, 20.0], [5.0], {(0, 0): cell("年度预算申请万元整", 2, 1, style)})

    assert sum(heights) == pytest.approx(needed + PADDING)


def test_words_that_the_form_does_not_wrap_make_no_row_higher() -> None:
    assert row_heights([20.0], [5.0], {(0, 0): cell(HUNDRED, style=Style())}) == [20.0]


def test_joined_rows_of_a_band_are_high_enough_together() -> None:
    form = xlsx({"A1": "{事.组^}", "B1": "{事.名}"}, wrapped=("A1",))
    given = f"事: [{{组: {HUNDRED}, 名: 一}}, {{组: {HUNDRED}, 名: 二}}, {{组: 短, 名: 三}}]"

    sheet = filled_forms(report_of(pack_with(form), given))[0].sheets[0]

    assert sheet.cells[0, 0].rows == 2
    assert sum(sheet.heights[:2]) == pytest.approx(text_height(HUNDRED, sheet.widths[0], 11.0))
    assert sheet.heights[2] == pytest.approx(text_height("短", sheet.widths[0], 11.0))


def test_the_longest_reason_is_whole_in_the_forms_that_limit_it() -> None:
    report = Report.in_memory(load_pack(PACKS / "pidu-2025"))
    row = report.add_row("项目").row
    report.set(f"项目[{row}].名称", "道路")
    reasons = ("收支.执行率原因", f"项目[{row}].执行率原因")
    for key in reasons:
        report.set(key, HUNDRED)

    found = [
        (place, one, sheet)
        for form in filled_forms(report)
        for sheet in form.sheets
        for place, one in sheet.cells.items()
        if one.key in reasons
    ]

    assert [one.key for _, one, _ in found] == list(reasons)
    for place, over, sheet in found:
        assert _height(sheet, place[0], over.rows) >= text_height(HUNDRED, sheet.widths[place[1]], 10.5)


def _height(sheet: FilledSheet, row: int, rows: int) -> float:
    return sum(sheet.heights[row : row + rows])
