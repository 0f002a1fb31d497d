"""What an office puts on its form beside the figures is in the exported workbook too."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from core.document.builder import build_document
from core.document.filling import filled_forms
from core.document.forms import FilledSheet
from core.export.excel import write_excel
from core.export.word import write_word
from core.export.word_tables import words_of
from core.intake.forms.proposing import propose_forms
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.core.forms.dressed_form import changed, dressed
from tests.core.pack.made_forms import pack_with, report_of

GIVEN = """
局: {名: 甲乙局, 年度: "2023"}
事: [{名: 一, 类: 甲, 数: 1.5}, {名: 二, 类: 乙, 数: 2}]
"""


def report_with(form: bytes) -> Report:
    return report_of(pack_with(form), GIVEN)


def written(report: Report, path: Path, *, draft: bool = False, stamp: str = "") -> Worksheet:
    write_excel(filled_forms(report), path / "出.xlsx", draft=draft, stamp=stamp)
    return openpyxl.load_workbook(path / "出.xlsx", rich_text=True).worksheets[0]


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    return written(report_with(dressed()), tmp_path, draft=True, stamp="校验码 12")


def test_the_line_across_a_head_cell_stays(sheet: Worksheet) -> None:
    assert (sheet["A2"].border.diagonal.style, sheet["A2"].border.diagonalDown) == ("thin", True)
    assert not sheet["A2"].border.diagonalUp
    assert not sheet["B2"].border.diagonalDown


def test_words_in_several_looks_stay_as_far_as_they_are_those_of_the_form(sheet: Worksheet) -> None:
    assert [(str(part), part.font.color and part.font.color.rgb) for part in rich(sheet, "B2")] == [
        ("类", None),
        ("（必填）", "FFFF0000"),
    ]
    assert [(str(part), bool(part.font.b)) for part in rich(sheet, "A6")] == [
        ("*", False),
        ("局名：甲乙局", True),
    ]


def rich(sheet: Worksheet, place: str) -> CellRichText:
    value = sheet[place].value
    assert isinstance(value, CellRichText)
    return value


def test_lists_and_limits_stand_in_every_row_of_a_band(sheet: Worksheet) -> None:
    (listed, bounded) = sheet.data_validations.dataValidation

    assert (listed.type, listed.formula1, str(listed.sqref)) == ("list", '"甲,乙"', "B3:B4")
    assert (listed.errorTitle, listed.error, listed.showErrorMessage) == ("类别", "请从列表中选", True)
    assert (bounded.type, bounded.operator, bounded.formula1, bounded.formula2, str(bounded.sqref)) == (
        "decimal", "between", "0", "100000", "C3:C4",
    )  # fmt: skip
    assert (bounded.promptTitle, bounded.prompt, bounded.showInputMessage) == ("数", "万元", True)


def test_comments_stay_and_that_of_a_band_is_said_once(sheet: Worksheet) -> None:
    said = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}

    assert said == {"C2": "单位：万元", "C3": "按决算数"}


def test_head_and_foot_stay_beside_the_marks_of_a_draft_and_a_final(sheet: Worksheet) -> None:
    assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("XX省财政厅监制", "草稿")
    assert (sheet.oddFooter.center.text, sheet.oddFooter.center.size) == ("第 &P 页，共 &N 页", 9)
    assert sheet.oddFooter.left.text == "校验码 12"


def test_every_page_bears_the_mark_where_the_first_and_even_ones_have_words_of_their_own(
    tmp_path: Path,
) -> None:
    def differ(sheet: Worksheet) -> None:
        sheet.HeaderFooter.differentFirst = True
        sheet.HeaderFooter.differentOddEven = True
        sheet.firstHeader.right.text = "首页"
        sheet.evenFooter.left.text = "双页"

    sheet = written(report_with(changed(differ)), tmp_path, draft=True, stamp="码")

    assert sheet.HeaderFooter.differentFirst
    assert sheet.HeaderFooter.differentOddEven
    heads = (sheet.oddHeader, sheet.firstHeader, sheet.evenHeader)
    assert [head.right.text for head in heads] == ["草稿", "首页　草稿", "草稿"]
    feet = (sheet.oddFooter, sheet.firstFooter, sheet.evenFooter)
    assert [foot.left.text for foot in feet] == ["码", "码", "双页　码"]


def test_a_protected_sheet_stays_protected_with_the_cells_open_that_were(sheet: Worksheet) -> None:
    own = openpyxl.load_workbook(io.BytesIO(dressed())).worksheets[0].protection

    assert sheet.protection.sheet
    assert not sheet.protection.formatColumns
    assert sheet.protection.password == own.password
    assert [sheet[place].protection.locked for place in ("A2", "A3", "C4", "C5")] == [
        True,
        False,
        False,
        True,
    ]


def test_a_password_of_the_newer_kind_stays(tmp_path: Path) -> None:
    def lock(sheet: Worksheet) -> None:
        sheet.protection.algorithmName = "SHA-512"
        sheet.protection.hashValue = "aGFzaA=="
        sheet.protection.saltValue = "c2FsdA=="
        sheet.protection.spinCount = 100000

    found = written(report_with(changed(lock)), tmp_path).protection

    assert (found.algorithmName, found.hashValue, found.saltValue, found.spinCount) == (
        "SHA-512", "aGFzaA==", "c2FsdA==", 100000,
    )  # fmt: skip


def test_what_is_frozen_and_hidden_moves_with_its_row(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "B3"
    assert [row for row in range(1, 9) if sheet.row_dimensions[row].hidden] == [7]
    assert [name for name, column in sheet.column_dimensions.items() if column.hidden] == ["D"]


def test_rows_frozen_below_a_band_stay_below_it(tmp_path: Path) -> None:
    def freeze(sheet: Worksheet) -> None:
        sheet.freeze_panes = "A5"

    assert written(report_with(changed(freeze)), tmp_path).freeze_panes == "A6"


def test_words_struck_through_stay_so(sheet: Worksheet) -> None:
    assert sheet["B6"].font.strike
    assert not sheet["A6"].font.strike


def test_rows_of_a_band_have_its_height(sheet: Worksheet) -> None:
    assert [sheet.row_dimensions[row].height for row in (3, 4)] == [30, 30]


# -- on paper and back ------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_not_printed(tmp_path: Path) -> None:
    report = report_with(dressed())
    document = build_document(report, forms=True)
    write_word(document, tmp_path / "报告.docx")
    import docx

    words = [
        words for table in docx.Document(str(tmp_path / "报告.docx")).tables for words in words_of(table)
    ]
    assert [words.count(one) for one in ("填报人", "甲", "乙", "备用")] == [1, 1, 1, 0]
    (sheet,) = document.forms[0].sheets
    shown = sheet.shown()
    assert (len(shown.widths), len(shown.heights)) == (3, 7)
    assert shown.paper.titles == (1, 1)
    assert [shown.cells[row, 0].words for row in (5, 6)] == ["*局名：甲乙局", "填报人"]


def test_a_joined_cell_is_as_large_as_what_is_shown_of_it() -> None:
    report = report_with(dressed())
    (sheet,) = filled_forms(report)[0].sheets
    handling = sheet.handling._replace(hidden_rows=frozenset({0, 3}), hidden_columns=frozenset({1}))
    titles = sheet.paper._replace(titles=(0, 0))

    shown = replace(sheet, handling=handling, paper=titles).shown()

    assert shown.paper.titles is None
    assert _words(shown, 0) == ["项目／类别", "数", "备用"]
    assert _words(shown, 1) == ["一", "1.50", ""]
    assert _words(shown, 2) == ["合计", "3.5", ""]
    (plain,) = filled_forms(report)[0].sheets
    assert replace(plain, handling=shown.handling).shown().cells == plain.cells


def _words(sheet: FilledSheet, row: int) -> list[str]:
    return [sheet.cells[row, column].words for column in range(len(sheet.widths))]


def test_the_exported_form_reads_back_without_a_change(tmp_path: Path) -> None:
    report = report_with(dressed())
    write_excel(filled_forms(report), tmp_path / "出.xlsx")

    assert propose_forms(report, read_workbook(tmp_path / "出.xlsx")).is_empty
