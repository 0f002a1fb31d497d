"""Reports with their forms exported, and what becomes of a workbook in offices."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from core.document.filling import filled_forms
from core.export.excel import write_excel
from core.figures.definitions import Definition
from core.figures.keys import Key, split_listing_key
from core.intake.forms.proposing import FormProposal, accept_forms, propose_forms
from core.numbers.troubles import Refused
from core.pack.loading import load_pack, read_pack
from core.pack.pack import Pack
from core.pack.sections import SECTIONS
from core.reading.workbooks import read_workbook
from core.report.report import Report

HUNAN = Path(__file__).parents[4] / "resources/packs/hunan-county-2023"
FIGURES = {
    "单位.全称": "某县某局",
    "单位.年度": "2023",
    "单位.填表人": "张三",
    "单位.日期": "2024年3月5日",
    "人员.编制数": "40",
    "人员.在职": "33",
    "三公.因公出国": "无",
    "收支.年初预算": "1500",
    "收支.预算收入": "2000.50",
    "基本支出.人员经费": "761.25",
    "基本支出.公用经费": "511.50",
    "收入性质.一般公共预算": "1900",
    "收入性质.其他资金": "100.50",
    "支出性质.基本支出": "1272.75",
    "目标.预期": "目标1：甲\n目标2：乙",
    "目标.完成": "已完成{基本支出.总额}万元",
}
PROJECTS = (
    ("甲项目", "其他项目", "业务工作项目", "100.10"),
    ("乙项目", "其他项目", "业务工作项目", "59.86"),
    ("丙项目", "专项资金", "", "200"),
)
INDICATORS = (
    ("产出指标", "数量指标", "培训人数", "≥90人", "95人"),
    ("产出指标", "数量指标", "培训期数", "≥9期", "9期"),
    ("产出指标", "质量指标", "合格率", "≥95%", "96%"),
    ("效益指标", "社会效益指标", "引进人才数", "≥10人", "12人"),
)
NAMES = ("一级", "二级", "三级", "指标值", "完成值")
Change = Callable[[Any], None]
"""What is done to a workbook of openpyxl."""


@cache
def hunan() -> Pack:
    """The pack of the county."""
    return load_pack(HUNAN)


@cache
def _filled() -> tuple[Mapping[str, str], bytes]:
    """The entries of a report with figures, projects and indicators on all forms, and its workbook."""
    report = Report.in_memory(hunan(), entries={})
    for key, text in FIGURES.items():
        report.set(key, text)
    for name, sort, kind, amount in PROJECTS:
        cells = {"名称": name, "类别": sort, "性质": kind, "金额": amount, "全年预算数": amount}
        row = report.add_row("项目", cells=cells).row
        cells = dict(zip(NAMES, INDICATORS[0], strict=True))
        report.add_row(f"项目[{row}].绩效指标", cells=cells | {"三级": f"{name}指标", "分值": "50"})
    for indicator in INDICATORS:
        report.add_row("绩效指标", cells=dict(zip(NAMES, indicator, strict=True)) | {"分值": "10"})
    with TemporaryDirectory() as folder:
        return dict(report.graph.state.entries.all), exported(report, Path(folder) / "附件.xlsx").read_bytes()


def filled_report() -> Report:
    """A report with figures, projects and indicators on all forms."""
    return Report.in_memory(hunan(), entries=_filled()[0])


def filled_file(path: Path) -> Path:
    """Its forms as a workbook."""
    path.write_bytes(_filled()[1])
    return path


def filled_throughout(pack: Pack, *, sections: bool = False) -> Report:
    """A report in which every figure that can be typed says something of its own, with three rows in a listing.

    With `sections` its text is that with which a report begins; without it has none.
    """
    report = Report.in_memory(pack, entries=None if sections else {})
    count = 0

    def fill(key: Key) -> None:
        nonlocal count
        definition = report.definition(key)
        count += 1
        if not definition.formula:
            with suppress(Refused):  # limits of another figure: it stays as it is
                report.set(key, _typed(definition, count))

    figures = pack.definitions.figures
    for key, figure in figures.items():
        if figure.listing is None:
            fill(key)
    listings = [
        key
        for key, listing in pack.definitions.listings.items()
        if listing.parent is None and key != SECTIONS
    ]
    while listings:
        listing_key = listings.pop(0)
        listing = pack.definitions.listings[split_listing_key(listing_key)[0]]
        for _ in range(3 if listing.open_rows and not listing.fixed_rows else 0):
            report.add_row(listing_key)
        for row in report.rows(listing_key):
            for column in listing.columns:
                fill(report.cell(column, row))
            inside = report.graph.state.rows.listings_in(listing.key)
            listings += [report.graph.state.entries.listing_key(child, row) for child in inside]
    return report


def _typed(definition: Definition, count: int) -> str:
    """Something that only this figure says."""
    kind = definition.kind
    if kind.is_year:
        return "2023"
    if kind.is_date:
        return f"2024-03-{count % 28 + 1:02}"
    if kind.is_option:
        return definition.options[count % len(definition.options)]
    if kind.choices:
        return "是"
    if kind.is_money:
        return f"{100 + count}.{count % 9 + 1}{count % 7 + 1}"
    if kind.numeric:
        return str(count)
    return f"{definition.name}第{count}号"


def exported(report: Report, path: Path) -> Path:
    """The report's forms as a workbook."""
    write_excel(filled_forms(report), path)
    return path


def changed(path: Path, *changes: Change) -> Path:
    """The workbook after what was done to it."""
    book = openpyxl.load_workbook(path)
    for change in changes:
        change(book)
    book.save(path)
    return path


def proposed(report: Report, path: Path) -> FormProposal:
    """What a workbook would change."""
    return propose_forms(report, read_workbook(path))


def taken_over(report: Report, path: Path) -> FormProposal:
    """What a file still proposes after all was taken over, but for computed figures it has as they were."""
    proposal = proposed(report, path)
    accept_forms(report, proposal, edits=proposal.edits, rows=proposal.rows)
    proposal = proposed(report, path)
    proposal.edits = [edit for edit in proposal.edits if not edit.entry_key.endswith("!填报")]
    return proposal


def entries(proposal: FormProposal) -> dict[str, str | None]:
    """The entries of the edits that can be taken, row ids left out where a row has a name."""
    return {edit.entry_key: edit.entry for edit in proposal.taken}


def row_of(report: Report, column: str, words: str) -> str:
    """The path of the row whose cell says these words."""
    listing = column.rpartition(".")[0]
    return next(row for row in report.rows(listing) if report.words(report.cell(column, row)) == words)


def put(sheet: str, **cells: object) -> Change:
    """Values typed into a sheet."""

    def change(book: Any) -> None:
        for place, value in cells.items():
            book[sheet][place] = value

    return change


def moved(sheet: str, at: int, by: int, *, columns: bool = False) -> Change:
    """Blank rows (or columns) put in at a place, or taken out (`by` below 0), merged cells with them."""

    def change(book: Any) -> None:
        page = book[sheet]
        spans = [str(span) for span in page.merged_cells.ranges]
        for span in spans:
            page.unmerge_cells(span)
        act = {True: ("delete_cols", "delete_rows"), False: ("insert_cols", "insert_rows")}[by < 0]
        getattr(page, act[0 if columns else 1])(at, abs(by))
        for span in spans:
            left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(span))
            first, last = (left, right) if columns else (top, bottom)
            first = _edge(first, at, by, first=True)
            last = _edge(last, at, by, first=False)
            edges = (first, top, last, bottom) if columns else (left, first, right, last)
            if last >= first and (edges[0], edges[1]) != (edges[2], edges[3]):
                page.merge_cells(
                    start_column=edges[0], start_row=edges[1], end_column=edges[2], end_row=edges[3]
                )

    return change


def _edge(edge: int, at: int, by: int, *, first: bool) -> int:
    """Where an edge of a span comes to stand."""
    if by > 0 or edge >= at - by:
        return edge + by if edge >= at else edge
    return at if first and edge >= at else min(edge, at - 1)


def unmerged(sheet: str, *, repeat: bool = False) -> Change:
    """All merged cells of a sheet taken apart; `repeat` writes the value into each."""

    def change(book: Any) -> None:
        page = book[sheet]
        for span in list(page.merged_cells.ranges):
            value = page.cell(span.min_row, span.min_col).value
            page.unmerge_cells(str(span))
            for row, column in span.cells if repeat else ():
                page.cell(row, column).value = value

    return change


# -- a pack of no place at all --------------------------------------------------------------------------

_PACK = """
编号: tiny
标题: 小模板
题名: "{单位.全称}年度报告"
单位名: 单位.全称
报告年度: 单位.年度
附件:
  表一: {标题: 经费表, 文件: forms/一.xlsx}
  表二: {标题: 基地表, 文件: forms/二.xlsx, 每行: 基地}
"""
_FIGURES = """
单位: {全称: {类型: 文字}, 年度: {类型: 年度}}
经费:
  人员: {类型: 金额}
  公用: {类型: 金额}
  合计: {类型: 金额, 公式: 人员 + 公用}
  率: {类型: 百分比, 公式: "占比(人员, 合计)"}
  公开: {类型: 是否}
  日: {类型: 日期}
  形式: {类型: 选项, 值: [线上, 现场]}
  说明: {类型: 多行文字}
支出:
  标题: 明细
  列: {用途: {类型: 文字}, 数: {类型: 金额}}
人:
  辨识: 名
  固定行: {甲: {名: 主任}, 乙: {名: 会计}}
  列: {名: {类型: 文字}, 岁: {类型: 人数}}
基地:
  辨识: 名
  列:
    名: {类型: 文字}
    亩: {类型: 数值}
    作物:
      辨识: 种
      列: {种: {类型: 文字}, 产: {类型: 数值}}
"""
ONE: Mapping[str, str] = {
    "A1": "经费情况表",
    "A2": "单位名称",
    "B2": "{单位.全称}",
    "D2": "单位：元",
    "A3": "项目",
    "B3": "{单位.年度}年金额",
    "C3": "占比",
    "A4": "人员经费",
    "B4": "{经费.人员:,0.00元}",
    "C4": "{经费.率}",
    "A5": "公用经费",
    "B5": "{经费.公用:,0.00元}",
    "A6": "合计",
    "B6": "{经费.合计:,0.00元}",
    "A7": "支出用途",
    "B7": "支出金额",
    "A8": "{支出.用途}",
    "B8": "{支出.数:,0.00元}",
    "A9": "人员名单",
    "B9": "年龄",
    "A10": "{人.名}",
    "B10": "{人.岁}",
    "A11": "是否公开：{经费.公开}",
    "A12": "情况说明",
    "B12": "{经费.说明}",
    "A13": "填报日期",
    "B13": "{经费.日}",
    "A14": '形式：{勾(经费.形式, "线上")}线上　{勾(经费.形式, "现场")}现场',
}
TWO: Mapping[str, str] = {
    "A1": "基地情况表",
    "A2": "基地名称",
    "B2": "{基地.名}",
    "A3": "面积（亩）",
    "B3": "{基地.亩}",
    "A4": "作物品种",
    "B4": "年产量",
    "A5": "{作物.种}",
    "B5": "{作物.产}",
}


def form_file(name: str, cells: Mapping[str, str]) -> bytes:
    """A form made of its cells."""
    book = openpyxl.Workbook()
    book.active.title = name
    for place, words in cells.items():
        book.active[place] = words
    book.active["C4"].number_format = "0.00%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def tiny() -> Pack:
    """A pack with forms of its own: money in 元, rows without names, fixed rows, a sheet per row."""
    texts = {"pack.yaml": _PACK, "figures.yaml": _FIGURES, "rules.yaml": ""}
    texts["sections.yaml"] = '情况: {标题: 基本情况, 措辞: "{单位.全称}"}'
    files = {name: text.encode() for name, text in texts.items()}
    forms = {"forms/一.xlsx": form_file("经费", ONE), "forms/二.xlsx": form_file("基地", TWO)}
    return read_pack(files | forms)
