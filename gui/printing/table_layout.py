"""An official form as a table on paper: columns fill the type area, rows are as high as their words.

No row is cut by a page unless it is higher than one; rows that the form repeats stand on every page; a box
joined over rows of two pages is drawn on both, its words in each where they fit. Each cell is set in its own
font and size, at its own place, as the form asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt

from core.document.forms import FilledCell, FilledSheet
from core.forms.grid import Spot, Style
from gui.printing.faces import Faces, kind_of
from gui.printing.measures import LANDSCAPE, PORTRAIT, pt
from gui.printing.text_layout import Setting, Stretch, TextLayout

LEAST_HEIGHT = pt(15)
MARGIN = 40.0
SIDE = 60.0
"""Twips above and below, and beside, a cell's words."""
LEADING = 1.3
UPRIGHT_LEADING = 1.12
UPRIGHT = 255
"""The turning of a cell whose characters stand one under another."""
WIDE = 1e6
LEAST = 0.75
"""Words that the form does not wrap are made smaller so far before they are."""
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "centerContinuous": Qt.AlignmentFlag.AlignHCenter,
    "distributed": Qt.AlignmentFlag.AlignHCenter,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


@dataclass(slots=True)
class CellLayout:
    """One cell; `angle` turns its words clockwise, `needed` is the height that they take."""

    row: int
    column: int
    rows: int
    columns: int
    style: Style
    text: TextLayout | None
    key: str = ""
    angle: int = 0
    shift: float = 0.0

    @property
    def needed(self) -> float:
        if self.text is None:
            return 0.0
        return (self.text.natural_width() if self.angle else self.text.height) + 2 * MARGIN

    def make_room(self, row: int, more: int) -> None:
        """A row of the table became several."""
        if self.row > row:
            self.row += more
        elif row < self.row + self.rows:
            self.rows += more


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on one page: where it stands and which of its lines are in it."""

    cell: CellLayout
    rect: QRectF
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TableSlice:
    """What stands on one page; `height` is how far down it reaches."""

    boxes: tuple[Box, ...]
    rows: tuple[int, ...]
    height: float


class TableLayout:
    """A sheet in rows and columns; `heights` and the edges `xs` are twips.

    Of the first page a height of `above` is needed for something above the table.
    """

    def __init__(self, sheet: FilledSheet, faces: Faces, above: float = 0.0) -> None:
        sheet = sheet.shown()
        self.landscape = sheet.paper.landscape
        area = LANDSCAPE if self.landscape else PORTRAIT
        self.xs = [0.0, *accumulate(sheet.column_widths(area.width))]
        self.scale = sheet.type_scale(area.width)
        self.above = above
        self.cells = _lay_cells(sheet, self.xs, self.scale, faces)
        self.heights = self._heights(sheet)
        self.titles = range(0)
        if sheet.paper.titles is not None:
            self.titles = range(sheet.paper.titles[0], sheet.paper.titles[1] + 1)
        self._squeeze(area.height - above)
        self._split_tall(area.height)

    def _heights(self, sheet: FilledSheet) -> list[float]:
        """The form's own heights, or what the words need."""
        return self._grow([pt(height) * self.scale for height in sheet.heights])

    def _grow(self, out: list[float]) -> list[float]:
        """Rows at least as high as their words; a joined cell's missing height goes to its last row."""
        for cell in sorted(self.cells, key=lambda cell: cell.rows):
            rows = range(cell.row, min(cell.row + cell.rows, len(out)))
            missing = cell.needed - sum(out[row] for row in rows)
            if missing > 0:
                out[rows[-1]] += missing
        return out

    def _squeeze(self, room: float) -> None:
        """A form that needs a second page only for its empty space is kept on one."""
        least = self._grow([min(height, LEAST_HEIGHT) for height in self.heights])
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

    def pages(self, room: float) -> Iterator[TableSlice]:
        """What stands on each page of this height."""
        shown_lines: dict[int, int] = {}
        for rows in self._rows_of_pages(room):
            yield self._slice(rows, shown_lines)

    def _rows_of_pages(self, room: float) -> Iterator[list[int]]:
        rows = list[int]()
        above = self.above
        for row, height in enumerate(self.heights):
            if rows and sum(self.heights[n] for n in rows) + height > room - above + 0.5:
                moved: list[int] = []
                while len(rows) > 1 and rows[-1] in self.titles:
                    moved.insert(0, rows.pop())
                yield rows
                above = 0.0
                rows = moved or ([*self.titles] if row >= self.titles.stop else [])
            rows.append(row)
        if rows:
            yield rows

    def _slice(self, rows: Sequence[int], shown_lines: dict[int, int]) -> TableSlice:
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
                boxes.append(_box(number, cell, rect, whole=len(here) == cell.rows, shown_lines=shown_lines))
        return TableSlice(tuple(boxes), tuple(rows), y)


def _box(number: int, cell: CellLayout, rect: QRectF, whole: bool, shown_lines: dict[int, int]) -> Box:
    """A cell's box: all its lines, or those that follow what an earlier page has shown."""
    lines = cell.text.lines if cell.text is not None else 0
    if whole or not lines or cell.needed <= rect.height() + 1:
        return Box(cell, rect, 0, lines)
    first = shown_lines.get(number, 0)
    fits = int((rect.height() - 2 * MARGIN) // cell.text.setting.pitch) if cell.text is not None else 0
    last = min(first + max(fits, 0), lines)
    shown_lines[number] = last
    return Box(cell, rect, first, last)


def _lay_cells(sheet: FilledSheet, xs: list[float], scale: float, faces: Faces) -> list[CellLayout]:
    """All cells of a sheet, their columns ending at the edges `xs`."""
    return [
        _lay_cell(place, cell, xs[sheet.reach(place)] - xs[place[1]] - 2 * SIDE, scale, faces)
        for place, cell in sheet.cells.items()
    ]


def _lay_cell(place: Spot, cell: FilledCell, room: float, scale: float, faces: Faces) -> CellLayout:
    style = cell.cell.style
    layout = CellLayout(place[0], place[1], cell.rows, cell.columns, style, None, cell.key)
    if not cell.words.strip():
        return layout
    size = pt(style.size) * scale
    kind = kind_of(style.font)
    align = _ALIGN.get(style.across, _ALIGN["left" if cell.number is None else "right"])
    layout.shift = style.indent * size if align == _ALIGN["left"] else 0.0
    words = cell.words.replace("\n", "\u2028")
    leading = LEADING
    if style.turned == UPRIGHT:
        words = "\u2028".join(cell.words.replace("\n", ""))
        align = _ALIGN["center"]
        leading = UPRIGHT_LEADING
    elif style.turned:
        layout.angle = -style.turned if style.turned <= 90 else style.turned - 90
        room = WIDE
        align = _ALIGN["left"]
    setting = Setting(
        size,
        size * leading,
        max(room - layout.shift, size),
        align=align,
        bold=style.bold,
        underline=style.underline,
    )
    stretches = [Stretch(0, len(words), kind, cell.key)]
    layout.text = TextLayout(words, stretches, setting, faces)
    if layout.text.lines > 1 and "\u2028" not in words and not style.wrap:
        whole = TextLayout(words, stretches, setting._replace(width=WIDE), faces).natural_width()
        small = size * setting.width / whole * 0.98
        if small >= (pt(5) if style.shrink else size * LEAST):
            layout.text = TextLayout(
                words, stretches, setting._replace(size=small, pitch=small * leading), faces
            )
    return layout
