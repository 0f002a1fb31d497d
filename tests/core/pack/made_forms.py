"""Tiny packs with one official form, whose .xlsx is made here."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.styles import Alignment

from core.pack.binding import BoundForm
from core.pack.cases import read_cases
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of

FILE = "forms/附件1.xlsx"
HEAD = """
编号: 有表的
标题: 有表的
题名: "{局.名}"
单位名: 局.名
报告年度: 局.年度
附件:
  附件1: {标题: 花名册, 文件: forms/附件1.xlsx%s}
"""
FIGURES = """
局:
  名: {类型: 文字, 标题: 局名}
  年度: {类型: 年度}
钱:
  收入: {类型: 金额}
  支出: {类型: 金额}
  结余: {类型: 金额, 公式: 收入 - 支出, 格式: "0.000000"}
  占比: {类型: 百分比, 公式: "占比(支出, 收入)"}
事:
  辨识: 名
  列:
    类: {类型: 选项, 值: [甲, 乙]}
    组: {类型: 文字}
    名: {类型: 文字}
    数: {类型: 金额}
    步:
      列: {做: {类型: 文字}, 分: {类型: 分值}}
人:
  列: {姓: {类型: 文字}}
合计数: {类型: 金额, 公式: 合计(事.数), 格式: "0.000000"}
"""
SECTIONS = "头: {数据: [局, 钱]}\n"


def xlsx(
    cells: Mapping[str, str],
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
    *,
    landscape: bool = False,
    titles: str = "",
    sheets: int = 1,
    wrapped: Sequence[str] = (),
) -> bytes:
    """A workbook whose one sheet 花名册 holds these cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for place, text in cells.items():
        sheet[place] = text
    for area in merged:
        sheet.merge_cells(area)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for place in wrapped:
        sheet[place].alignment = Alignment(wrap_text=True)
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if titles:
        sheet.print_title_rows = titles
    for _ in range(sheets - 1):
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pack_with(
    form: bytes, *, per_row: str = "", figures: str = FIGURES, sections: str = SECTIONS, rules: str = ""
) -> Pack:
    """A checked pack with this form."""
    head = HEAD % (f", 每行: {per_row}" if per_row else "")
    texts = {"pack.yaml": head, "figures.yaml": figures, "rules.yaml": rules, "sections.yaml": sections}
    return read_pack({FILE: form} | {name: text.encode() for name, text in texts.items()})


def report_of(pack: Pack, given: str = "") -> Report:
    """A report with entries written as in a case of the pack."""
    lines = "\n".join(f"    {line}" for line in given.strip().split("\n"))
    case = read_cases("cases", f"例:\n  给定:\n{lines}\n".encode(), pack)[0] if given.strip() else None
    return Report.in_memory(pack, entries=pack.first_entries() | (dict(case.given) if case else {}))


def bound(report: Report) -> BoundForm:
    """The pack's one form."""
    return report.pack.bound("附件1", report.graph)


def sheet_of(report: Report) -> Sheet:
    """The form's one sheet."""
    (sheet,) = sheets_of(report, bound(report))
    return sheet


def lines_of(sheet: Sheet) -> list[list[str]]:
    """A sheet's words, line by line, with ⟂ where a span covers a cell."""
    return [
        [
            "⟂" if (line, column) in sheet.covered else sheet.words(line, column)
            for column in range(sheet.form.grid.columns)
        ]
        for line in range(len(sheet.lines))
    ]
