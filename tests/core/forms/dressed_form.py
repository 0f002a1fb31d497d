"""A form with all that an office puts on one beside its figures: lines, colours, lists, comments, a head and a foot."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

RED = InlineFont(rFont="宋体", sz=11, color="FFFF0000")
CELLS = {
    "A1": "{局.年度}年度花名册",
    "A2": "项目／类别", "B2": "类", "C2": "数", "D2": "备用",
    "A3": "{事.名}", "B3": "{事.类}", "C3": "{事.数}",
    "A4": "合计", "C4": "{合计数}",
    "A5": "局名：{局.名}", "B5": "作废",
    "A6": "甲", "B6": "乙",
    "A7": "填报人",
}  # fmt: skip


def dressed() -> bytes:
    """The form; row 6 and column D are hidden, and the row holds the options of the list in B3."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for place, text in CELLS.items():
        sheet[place] = text
    sheet.merge_cells("A1:C1")
    _looks(sheet)
    _checks(sheet)
    sheet["C2"].comment = Comment("单位：万元", "财政局", width=200, height=60)
    sheet["C3"].comment = Comment("按决算数", "财政局")
    sheet.oddHeader.left.text = "XX省财政厅监制"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.center.size = 9
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.password = "监制"
    sheet.freeze_panes = "B3"
    sheet.row_dimensions[6].hidden = True
    sheet.row_dimensions[3].height = 30
    sheet.column_dimensions["D"].hidden = True
    sheet.print_title_rows = "2:2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _looks(sheet: Worksheet) -> None:
    thin = Side(style="thin")
    sheet["A2"].border = Border(thin, thin, thin, thin, diagonal=thin, diagonalDown=True)
    sheet["B2"].value = CellRichText("类", TextBlock(RED, "（必填）"))
    sheet["A5"].value = CellRichText(TextBlock(RED, "*"), TextBlock(InlineFont(b=True), "局名：{局.名}"))
    sheet["B5"].font = Font(name="宋体", strike=True)
    sheet["A7"].alignment = Alignment(wrap_text=True)
    sheet["C3"].number_format = "#,##0.00"
    for place in ("A3", "B3", "C3"):
        sheet[place].protection = Protection(locked=False)


def _checks(sheet: Worksheet) -> None:
    listed = DataValidation("list", "$A$6:$B$6", allow_blank=True, showErrorMessage=True)
    listed.errorTitle = "类别"
    listed.error = "请从列表中选"
    listed.add("B3")
    bounded = DataValidation("decimal", "0", "100000", operator="between", allow_blank=True)
    bounded.promptTitle = "数"
    bounded.prompt = "万元"
    bounded.showInputMessage = True
    bounded.add("C3")
    sheet.add_data_validation(listed)
    sheet.add_data_validation(bounded)


def changed(*changes: Callable[[Worksheet], None]) -> bytes:
    """The form with more on it."""
    book = openpyxl.load_workbook(io.BytesIO(dressed()), rich_text=True)
    for change in changes:
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
