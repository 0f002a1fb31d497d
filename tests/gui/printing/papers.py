"""Invented documents for the page, and the typesetter that sets them."""

from __future__ import annotations

from decimal import Decimal

from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.document.paper import Block, Document, Heading, Paragraph, Title
from core.forms.grid import GridCell, Paper, Style
from core.numbers.runs import Run

HANZI = "本县农业生产稳定发展各项任务按期完成资金使用规范安全有效群众满意度逐年提高"
BOXED = Style("宋体", 10.5, wrap=True, across="center", down="center", left="thin", top="thin", right="thin", bottom="thin")  # fmt: skip


def paragraph(text: str, key: str = "") -> Paragraph:
    return Paragraph((Run(text, key),))


def hanzi(count: int) -> str:
    """So many Chinese characters without a stop."""
    return (HANZI * (count // len(HANZI) + 1))[:count]


def document(*blocks: Block, forms: tuple[FilledForm, ...] = (), draft: bool = False) -> Document:
    return Document("青禾县水利局2023年度报告", blocks, draft, forms, "青禾县水利局")


def report() -> Document:
    """Some pages of headings and paragraphs."""
    blocks: list[Block] = [Title((Run("青禾县水利局"),)), Title((Run("2023年度部门整体支出绩效自评报告"),))]
    for number, name in enumerate("一二三四五六", start=1):
        blocks += [Heading(f"{name}、第{name}部分情况", 1), Heading(f"（一）第{name}部分之一", 2)]
        blocks += [
            paragraph(f"全年支出{number}20.35万元，{hanzi(37 * number)}，增长{number}.25%。")
            for _ in range(3)
        ]
    return document(*blocks)


def sheet(
    rows: int,
    *,
    columns: int = 4,
    words: str = "内容",
    landscape: bool = False,
    titles: tuple[int, int] | None = (0, 0),
    height: float = 24.0,
) -> FilledSheet:
    """A table with a row of headings; each cell says its row and column."""
    cells = {
        (row, column): FilledCell(
            f"{words}{row}-{column}" if row else f"栏{column}", None, GridCell("", BOXED), key=f"格{row}"
        )
        for row in range(rows)
        for column in range(columns)
    }
    return FilledSheet(
        "表", (12.0,) * columns, (height,) * rows, cells, Paper(landscape=landscape, titles=titles)
    )


def form(*sheets: FilledSheet, name: str = "附件1 基础数据表") -> FilledForm:
    return FilledForm(name, sheets)


def number(value: str) -> FilledCell:
    return FilledCell(value, Decimal(value), GridCell("", BOXED))
