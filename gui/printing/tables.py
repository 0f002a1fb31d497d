"""An official form as a table on paper: columns fill the type area, rows are as high as their words.

No row is cut by a page unless it is higher than one; rows that the form repeats stand on every page; a box
joined over rows of two pages is drawn on both, its words in each where they fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF

from core.document.forms import FilledSheet
from gui.printing.cells import MARGIN, LaidCell, lay_cells
from gui.printing.faces import Faces
from gui.printing.measures import LANDSCAPE, PORTRAIT, pt

LEAST_HEIGHT = pt(15)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on one page: where it stands and which of its lines are in it."""

    cell: LaidCell
    rect: QRectF
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TableParts:
    """What stands on one page; `height` is how far down it reaches."""

    boxes: tuple[Box, ...]
    rows: tuple[int, ...]
    height: float


class LaidTable:
    """A sheet in rows and columns; `heights` and the edges `xs` are twips.

    Of the first page `taken` is needed for something above the table.
    """

    def __init__(self, sheet: FilledSheet, faces: Faces, taken: float = 0.0) -> None:
        self.landscape = sheet.paper.landscape
        area = LANDSCAPE if self.landscape else PORTRAIT
        self.xs = [0.0, *accumulate(sheet.column_widths(area.width))]
        self.scale = sheet.type_scale(area.width)
        self.taken = taken
        self.cells = lay_cells(sheet, self.xs, self.scale, faces)
        self.heights = self._heights(sheet)
        self.titles = range(0)
        if sheet.paper.titles is not None:
            self.titles = range(sheet.paper.titles[0], sheet.paper.titles[1] + 1)
        self._squeeze(area.height - taken)
        self._split_tall(area.height)

    def _heights(self, sheet: FilledSheet) -> list[float]:
        """The form's own heights, or what the words need."""
        return self._grown([pt(height) * self.scale for height in sheet.heights])

    def _grown(self, out: list[float]) -> list[float]:
        """Rows at least as high as their words; a joined cell's missing height goes to its last row."""
        for cell in sorted(self.cells, key=lambda one: one.rows):
            rows = range(cell.row, min(cell.row + cell.rows, len(out)))
            missing = cell.needed - sum(out[row] for row in rows)
            if missing > 0:
                out[rows[-1]] += missing
        return out

    def _squeeze(self, room: float) -> None:
        """A form that needs a second page only for its empty space is kept on one."""
        least = self._grown([min(height, LEAST_HEIGHT) for height in self.heights])
        spare = sum(self.heights) - sum(least)
        over = sum(self.heights) - room
        if 0 < over <= spare:
            share = over / spare
            self.heights = [h - (h - low) * share for h, low in zip(self.heights, least, strict=True)]

    def _split_tall(self, room: float) -> None:
        """A row higher than a page becomes several, cut between lines."""
        room -= sum(self.heights[row] for row in self.titles)
        row = 0
        while row < len(self.heights):
            if self.heights[row] > room and row not in self.titles:
                height = self.heights[row]
                pieces = [room] * int(height // room)
                if height - sum(pieces) > 1:
                    pieces.append(height - sum(pieces) + pt(20))
                self.heights[row : row + 1] = pieces
                more = len(pieces) - 1
                for cell in self.cells:
                    cell.make_room(row, more)
                if row < self.titles.start:
                    self.titles = range(self.titles.start + more, self.titles.stop + more)
                row += more
            row += 1

    def pages(self, room: float) -> Iterator[TableParts]:
        """What stands on each page of this height."""
        shown: dict[int, int] = {}
        for rows in self._rows_of_pages(room):
            yield self._part(rows, shown)

    def _rows_of_pages(self, room: float) -> Iterator[list[int]]:
        rows = list[int]()
        taken = self.taken
        for row, height in enumerate(self.heights):
            if rows and sum(self.heights[n] for n in rows) + height > room - taken + 0.5:
                moved: list[int] = []
                while len(rows) > 1 and rows[-1] in self.titles:
                    moved.insert(0, rows.pop())
                yield rows
                taken = 0.0
                rows = moved or ([*self.titles] if row >= self.titles.stop else [])
            rows.append(row)
        if rows:
            yield rows

    def _part(self, rows: Sequence[int], shown: dict[int, int]) -> TableParts:
        tops = dict[int, float]()
        y = 0.0
        for row in rows:
            tops[row] = y
            y += self.heights[row]
        boxes = []
        for number, cell in enumerate(self.cells):
            here = [row for row in range(cell.row, cell.row + cell.rows) if row in tops]
            if here:
                bottom = tops[here[-1]] + self.heights[here[-1]]
                left = self.xs[cell.column]
                right = self.xs[cell.column + cell.columns]
                rect = QRectF(left, tops[here[0]], right - left, bottom - tops[here[0]])
                boxes.append(_box(number, cell, rect, whole=len(here) == cell.rows, shown=shown))
        return TableParts(tuple(boxes), tuple(rows), y)


def _box(number: int, cell: LaidCell, rect: QRectF, whole: bool, shown: dict[int, int]) -> Box:
    """A cell's box: all its lines, or those that follow what an earlier page has shown."""
    lines = cell.text.lines if cell.text is not None else 0
    if whole or not lines or cell.needed <= rect.height() + 1:
        return Box(cell, rect, 0, lines)
    first = shown.get(number, 0)
    fits = int((rect.height() - 2 * MARGIN) // cell.text.setting.pitch) if cell.text is not None else 0
    last = min(first + max(fits, 0), lines)
    shown[number] = last
    return Box(cell, rect, first, last)
