"""The official forms on paper: cells with their words, frozen as they are printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from core.forms.grid import FREE, GridCell, Handling, Paper, Spot

SMALLEST = 0.55
HEAD_ROWS = 3
"""Type is made smaller than a form asks only so far; among so many rows a form's own number is looked for."""


class FilledCell(NamedTuple):
    """One cell as it is printed: its words, its number where it holds one, the key of its first figure.

    `adds` are the places on its sheet that its number is the sum of, where Excel is to go on adding them up.
    """

    words: str
    number: Decimal | None
    cell: GridCell
    rows: int = 1
    columns: int = 1
    key: str = ""
    adds: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet: cells by (row, column), widths in characters, heights in points.

    `paper.titles` and `handling` count rows of this sheet.
    """

    title: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: Mapping[Spot, FilledCell]
    paper: Paper
    handling: Handling = FREE

    def shown(self) -> FilledSheet:
        """The sheet as it is printed: without the rows and columns that the form hides."""
        hidden = self.handling
        if not hidden.hidden_rows and not hidden.hidden_columns:
            return self
        rows = [row for row in range(len(self.heights)) if row not in hidden.hidden_rows]
        columns = [column for column in range(len(self.widths)) if column not in hidden.hidden_columns]
        cells: dict[Spot, FilledCell] = {}
        for (row, column), cell in self.cells.items():
            high = _within(rows, row, cell.rows)
            wide = _within(columns, column, cell.columns)
            if high and wide:
                place = bisect_left(rows, row), bisect_left(columns, column)
                cells[place] = cell._replace(rows=high, columns=wide)
        titles = self.paper.titles
        if titles is not None:
            high = _within(rows, titles[0], titles[1] - titles[0] + 1)
            first = bisect_left(rows, titles[0])
            titles = (first, first + high - 1) if high else None
        return replace(
            self,
            widths=tuple(self.widths[column] for column in columns),
            heights=tuple(self.heights[row] for row in rows),
            cells=cells,
            paper=self.paper._replace(titles=titles),
            handling=FREE,
        )

    def column_widths(self, room: float) -> list[float]:
        """The columns stretched or narrowed to fill a width, in twips."""
        natural = [_natural(width) for width in self.widths]
        return [width * room / sum(natural) for width in natural]

    def reach(self, place: Spot) -> int:
        """The column behind the last one for a cell's words: those that do not wrap run over empty cells."""
        filled = self.cells[place]
        (row, column) = place
        end = column + filled.columns
        alone = not filled.cell.style.wrap and filled.rows == 1 and filled.number is None
        if filled.words and alone and filled.cell.style.across in ("", "left"):
            while end < len(self.widths) and self._is_open(row, end):
                end += 1
        return end

    def _is_open(self, row: int, column: int) -> bool:
        """Whether a place is a cell of its own, empty and without a line at its left."""
        filled = self.cells.get((row, column))
        return (
            filled is not None
            and not filled.words
            and filled.rows == filled.columns == 1
            and not filled.cell.style.left
        )

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


def _within(shown: Sequence[int], first: int, count: int) -> int:
    """How many of some rows or columns are shown."""
    return bisect_left(shown, first + count) - bisect_left(shown, first)


def _natural(characters: float) -> float:
    """The width of an Excel column in twips: 7 pixels a character and 5 beside, 96 to the inch."""
    return (characters * 7 + 5) * 15.0
