"""The official forms filled with a report's figures: frozen, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from core.forms.grid import Cell, Paper, Spot
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of

SMALLEST = 0.55
HEAD_ROWS = 3
"""Type is made smaller than a form asks only so far; among so many rows a form's own number is looked for."""
DEFAULT_HEIGHT = 18.0
LINE = 1.3
PADDING = 5.0
"""Points of a line whose form says nothing, of a line of words to its size, and above and below them."""


class Filled(NamedTuple):
    """One cell as it is printed: its words, its number where it holds one, the key of its first figure."""

    words: str
    number: Decimal | None
    cell: Cell
    rows: int = 1
    columns: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet: cells by (line, column), widths in characters, heights in points.

    `paper.titles` count lines of this sheet.
    """

    title: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: Mapping[Spot, Filled]
    paper: Paper

    def column_widths(self, room: float) -> list[float]:
        """The columns stretched or narrowed to fill a width, in twips."""
        natural = [_natural(width) for width in self.widths]
        return [width * room / sum(natural) for width in natural]

    def reach(self, place: Spot) -> int:
        """The column behind the last one for a cell's words: those that do not wrap run over empty cells."""
        one = self.cells[place]
        (row, column) = place
        end = column + one.columns
        alone = not one.cell.style.wrap and one.rows == 1 and one.number is None
        if one.words and alone and one.cell.style.across in ("", "left"):
            while end < len(self.widths) and self._is_open(row, end):
                end += 1
        return end

    def _is_open(self, row: int, column: int) -> bool:
        """Whether a place is a cell of its own, empty and without a line at its left."""
        one = self.cells.get((row, column))
        return one is not None and not one.words and one.rows == one.columns == 1 and not one.cell.style.left

    def type_scale(self, room: float) -> float:
        """By how much type is made smaller where the columns are narrower than the form asks."""
        return max(min(1.0, room / sum(_natural(width) for width in self.widths)), SMALLEST)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One form with its sheets; `name` is 附件2 部门整体支出绩效自评表."""

    name: str
    sheets: tuple[FilledSheet, ...]

    def label(self, sheet: FilledSheet) -> str:
        """附件1 to stand above a sheet that does not say so itself, "" for any other."""
        number = self.name.partition(" ")[0]
        says = any(one.words.startswith("附件") for (row, _), one in sheet.cells.items() if row < HEAD_ROWS)
        return number if number.startswith("附件") and not says else ""


def _natural(characters: float) -> float:
    """The width of an Excel column in twips: 7 pixels a character and 5 beside, 96 to the inch."""
    return (characters * 7 + 5) * 15.0


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
    cells: dict[Spot, Filled] = {}
    for number, line in enumerate(sheet.lines):
        for column in range(grid.columns):
            cell = grid.cells.get((line.template, column))
            if cell is not None and (number, column) not in covered:
                high, wide = spans.get((number, column), (1, 1))
                words = sheet.words(number, column)
                value = sheet.number(number, column)
                key = next(iter(sheet.keys(number, column)), "")
                cells[number, column] = Filled(words, value, cell, high, wide, key)
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


def _heights(sheet: Sheet, cells: Mapping[Spot, Filled]) -> Iterator[float]:
    """Heights in points: the form's own, or as high as the words of a line need."""
    needed = [
        DEFAULT_HEIGHT if (h := sheet.form.grid.heights[line.template]) is None else h for line in sheet.lines
    ]
    for (line, column), one in cells.items():
        if one.rows == 1 and one.cell.style.wrap and not one.cell.style.turned and one.words:
            width = sum(sheet.form.grid.widths[column : column + one.columns])
            needed[line] = max(needed[line], text_height(one.words, width, one.cell.style.size))
    yield from needed


def text_height(words: str, width: float, size: float) -> float:
    """Points that words need in a cell `width` characters wide (of the 11 point default type)."""
    room = max(2.0, (width - 1) * 11 / size)
    lines = sum(max(1, ceil(_wide(line) / room)) for line in words.split("\n"))
    return lines * size * LINE + PADDING


def _wide(text: str) -> int:
    """Characters as a table counts them: a Chinese one is two."""
    return sum(1 if character < "\u2000" else 2 for character in text)
