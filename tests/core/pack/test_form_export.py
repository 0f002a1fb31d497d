"""Filled forms as workbooks, read back with openpyxl: numbers, looks, print set-up, texts, names of sheets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.document.filling import filled_forms
from core.export.excel import LONGEST_TITLE, write_excel
from core.numbers.troubles import FileTrouble
from core.pack.cases import load_cases
from core.pack.loading import load_pack
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of
from tests.core.pack.made_forms import pack_with, report_of, xlsx

PACKS = sorted(
    p.parent for p in (Path(__file__).resolve().parents[3] / "resources" / "packs").glob("*/pack.yaml")
)
ROLL = xlsx(
    {
        "A1": "花名册", "A2": "{钱.收入:,0.00元}", "B2": "{钱.支出}", "C2": "{钱.占比}", "D2": "{钱.结余:,0.00元}",
        "A3": "{事.名}", "B3": "{事.数}",
        "A4": "名", "B4": "数", "A5": "{局.名}", "B5": "{合计数}",
    },
    ["A1:D1"],
    {"A2": "#,##0.00", "B2": "0.0", "C2": "0.00%", "D2": "#,##0.00", "B3": "#,##0.000"},
    landscape=True,
    titles="4:4",
)  # fmt: skip
GIVEN = """
局.名: 甲乙局
钱: {收入: "12,727,512.34元", 支出: 761.25}
事: [{名: 一, 数: 1.5}, {名: 二, 数: 无}, {名: 三}, {名: 四, 数: "0.01元"}]
"""


def _written(report: Report, path: Path, *, draft: bool = False) -> list[Worksheet]:
    write_excel(filled_forms(report), path, draft=draft)
    return list(openpyxl.load_workbook(path).worksheets)


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    (sheet,) = _written(report_of(pack_with(ROLL), GIVEN), tmp_path / "a.xlsx")
    return sheet


def test_numbers_are_those_of_the_store_in_the_unit_of_the_form(sheet: Worksheet) -> None:
    assert [sheet.cell(2, column).value for column in range(1, 5)] == [
        12727512.34,
        761.25,
        0.5981,
        5115012.34,
    ]
    assert [(sheet.cell(line, 1).value, sheet.cell(line, 2).value) for line in range(3, 7)] == [
        ("一", 1.5), ("二", "无"), ("三", None), ("四", 0.000001),
    ]  # fmt: skip
    assert sheet["B8"].value is None


def test_looks_are_those_of_the_form(sheet: Worksheet) -> None:
    assert [sheet.cell(2, c).number_format for c in range(1, 5)] == ["#,##0.00", "0.0", "0.00%", "#,##0.00"]
    assert {sheet.cell(line, 2).number_format for line in range(3, 7)} == {"#,##0.000"}
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]


def test_the_print_set_up_is_that_of_the_form_and_titles_move_with_their_row(sheet: Worksheet) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (int(sheet.page_setup.fitToWidth), int(sheet.page_setup.fitToHeight)) == (1, 0)
    assert sheet["A7"].value == "名"
    assert sheet.print_title_rows.replace("$", "") == "7:7"
    assert str(sheet.print_area).endswith("$A$1:$D$8")


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_is_marked_in_the_page_header(draft: bool, tmp_path: Path) -> None:
    (sheet,) = _written(report_of(pack_with(ROLL), GIVEN), tmp_path / "a.xlsx", draft=draft)

    assert (sheet.oddHeader.right.text == "草稿") is draft
    assert not any("草稿" in str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-3", "@你", "=HYPERLINK(1)", "0012", "2023-01-05", "TRUE", "#N/A"]
)
def test_text_stays_text_whatever_it_looks_like(text: str, tmp_path: Path) -> None:
    report = report_of(pack_with(ROLL), "事: [{名: 一}, {名: 二}]")
    report.set("事[1].名", text)
    report.set("局.名", text)

    (sheet,) = _written(report, tmp_path / "a.xlsx")

    for place in ("A3", "A6"):
        assert sheet[place].value == text
        assert sheet[place].data_type == "s"
        assert sheet[place].quotePrefix is (text[0] in "=+-@")


def test_names_of_sheets_are_legal_and_each_once(tmp_path: Path) -> None:
    names = [
        "修路", "修路", "a/b[1]:*?\\c", "'引号'", "History", "ABC", "abc", "很长的" * 20, "很长的" * 20, "///",
    ]  # fmt: skip
    report = report_of(pack_with(xlsx({"A1": "{事.名}"}), per_row="事"), "事: [{数: 1}]")
    for name in names:
        report.set(f"事[{report.add_row('事').row}].名", name)

    sheets = _written(report, tmp_path / "a.xlsx")

    titles = [sheet.title for sheet in sheets]
    assert titles[:8] == ["花名册", "修路", "修路（2）", "ab1c", "引号", "History（2）", "ABC", "abc（2）"]
    assert titles[8:] == [("很长的" * 11)[:31], ("很长的" * 11)[:28] + "（2）", "表"]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert max(map(len, titles)) <= LONGEST_TITLE
    assert [sheet["A1"].value for sheet in sheets] == [None, *names]


def test_a_text_longer_than_a_cell_holds_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    report = report_of(pack_with(xlsx({"A1": "{局.名}"})))
    report.set("局.名", "长" * 32_768)

    with pytest.raises(FileTrouble, match="Excel 放不下"):
        write_excel(filled_forms(report), tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_form_with_a_sheet_per_row_is_left_out_while_there_is_no_row() -> None:
    assert filled_forms(report_of(pack_with(xlsx({"A1": "{事.名}"}), per_row="事"))) == ()


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_the_forms_of_a_pack_hold_what_the_store_holds(folder: Path, tmp_path: Path) -> None:
    pack = load_pack(folder)
    fullest = sorted(load_cases(folder, pack), key=lambda case: len(case.given))[-3:]
    compared = 0
    for case in fullest:
        report = Report.in_memory(pack, entries=pack.first_entries() | dict(case.given))
        written = _written(report, tmp_path / "a.xlsx", draft=True)
        forms = [pack.bound(form, report.graph) for form in pack.forms]
        laid_out = [sheet for form in forms for sheet in sheets_of(report, form, printed=True)]
        assert len(written) == len(laid_out)
        compared += sum(_compared(*pair) for pair in zip(laid_out, written, strict=True))
    assert compared > 20


def _compared(laid_out: Sheet, written: Worksheet) -> int:
    """How many figures of a sheet were compared with the report's."""
    count = 0
    for line in range(len(laid_out.lines)):
        for column in range(laid_out.form.grid.columns):
            bound = laid_out.bound(line, column)
            keys = laid_out.keys(line, column)
            if bound is None or not bound.is_figure or not keys or (line, column) in laid_out.covered:
                continue
            kept = written.cell(line + 1, column + 1)
            shown = laid_out.report.words(keys[0])
            if isinstance(kept.value, int | float):
                in_unit = Decimal(10_000) if bound.form and bound.form.unit == "元" else Decimal(1)
                factor = Decimal("0.01") if kept.number_format.endswith("%") else in_unit
                assert Decimal(str(kept.value)) == Decimal(shown.replace(",", "")) * factor
            else:
                assert (kept.value or "") == shown
            count += bool(shown)
    return count
