"""Fills the official forms of a pack with a report's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.forms.grid import Spot
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of

DEFAULT_HEIGHT = 18.0
LINE = 1.3
PADDING = 5.0
"""Points of a line whose form says nothing, of a line of words to its size, and above and below them."""


def filled_forms(report: Report) -> tuple[FilledForm, ...]:
    """All forms of the report's pack, filled; a form that has no sheet is left out."""
    pack = report.pack
    graph = report.graph
    bound = {form: pack.bound(form, graph) for form in pack.forms}
    forms = (
        FilledForm(
            pack.forms[form].name,
            tuple(filled_sheet(sheet) for sheet in sheets_of(report, one, printed=True)),
        )
        for form, one in bound.items()
    )
    return tuple(form for form in forms if form.sheets)


def filled_sheet(sheet: Sheet) -> FilledSheet:
    """A laid-out sheet as it is printed."""
    grid = sheet.form.grid
    covered = sheet.covered
    spans = sheet.spans
    cells: dict[Spot, FilledCell] = {}
    for number, line in enumerate(sheet.lines):
        for column in range(grid.columns):
            cell = grid.cells.get((line.template, column))
            if cell is not None and (number, column) not in covered:
                high, wide = spans.get((number, column), (1, 1))
                words = sheet.words(number, column)
                value = sheet.number(number, column)
                key = next(iter(sheet.keys(number, column)), "")
                cells[number, column] = FilledCell(words, value, cell, high, wide, key)
    titles = grid.paper.titles
    if titles is not None:
        titles = sheet.first_line[titles[0]], sheet.first_line[titles[1]]
    return FilledSheet(
        sheet.title,
        grid.widths,
        tuple(_heights(sheet, cells)),
        cells,
        grid.paper._replace(titles=titles),
    )


def _heights(sheet: Sheet, cells: Mapping[Spot, FilledCell]) -> Iterator[float]:
    """Heights in points: the form's own, or as high as the words of a line need."""
    needed = [
        DEFAULT_HEIGHT if (h := sheet.form.grid.heights[line.template]) is None else h for line in sheet.lines
    ]
    for (line, column), filled in cells.items():
        if filled.rows == 1 and filled.cell.style.wrap and not filled.cell.style.turned and filled.words:
            width = sum(sheet.form.grid.widths[column : column + filled.columns])
            needed[line] = max(needed[line], text_height(filled.words, width, filled.cell.style.size))
    yield from needed


def text_height(words: str, width: float, size: float) -> float:
    """Points that words need in a cell `width` characters wide (of the 11 point default type)."""
    room = max(2.0, (width - 1) * 11 / size)
    lines = sum(max(1, ceil(_wide(line) / room)) for line in words.split("\n"))
    return lines * size * LINE + PADDING


def _wide(text: str) -> int:
    """Characters as a table counts them: a Chinese one is two."""
    return sum(1 if character < "\u2000" else 2 for character in text)
