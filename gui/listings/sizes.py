"""How wide a table's columns are and how high its rows, from the size of type and the words in sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from core.figures.definitions import Definition
from gui.listings.delegate import MARGIN, MOST_LINES, WRAPS, line_height
from gui.listings.model import ListingModel

MOST_SHOWN = 12
"""The table is as high as these rows, then it scrolls."""

_LOWEST_ROW = 30
_ARROW = 40
_MOST_MEASURED = 600


class ListingSizes:
    """The sizes of one table; rows grow only when they come into sight."""

    def __init__(self, view: QTableView, rows: ListingModel) -> None:
        self._view = view
        self._rows = rows
        self._columns = [rows.column(number) for number in range(rows.columnCount())]
        self._wrapped = [n for n, column in enumerate(self._columns) if column.kind.is_words]

    def set_all(self) -> None:
        """Row heights and column widths from the size of type."""
        metrics = self._view.fontMetrics()
        header = self._view.horizontalHeader()
        self._view.verticalHeader().setDefaultSectionSize(max(_LOWEST_ROW, metrics.lineSpacing() + 12))
        for number, column in enumerate(self._columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            head = str(self._rows.headerData(number, Qt.Orientation.Horizontal))
            wide = max(self._width(column), metrics.horizontalAdvance(head))
            self._view.setColumnWidth(number, wide + 3 * MARGIN)
        self.stretch()

    def stretch(self) -> None:
        """Gives the columns of words what room is left; where there is too little they keep their width."""
        lines = any(column.kind.is_lines for column in self._columns)
        stretched = [
            n for n, c in enumerate(self._columns) if (c.kind.is_lines if lines else c.kind.is_words)
        ]
        rest = sum(self._view.columnWidth(n) for n in range(len(self._columns)) if n not in stretched)
        least = self._view.fontMetrics().horizontalAdvance("字" * 10) + 3 * MARGIN
        fits = self._view.viewport().width() - rest >= least * len(stretched)
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header = self._view.horizontalHeader()
        for number in stretched:
            if header.sectionResizeMode(number) != mode:
                header.setSectionResizeMode(number, mode)
                self._view.setColumnWidth(number, least)

    def _width(self, column: Definition) -> int:
        """The width of what usually stands in a column."""
        advance = self._view.fontMetrics().horizontalAdvance
        if column.options or column.kind.choices:
            return min(max(map(advance, column.options or column.kind.choices)) + _ARROW, advance("字" * 14))
        return advance("字" * 14) if column.kind.is_words else advance("0" * 13)

    def fit_rows(self, numbers: Iterable[int]) -> None:
        """Makes rows as high as the words in them need."""
        header = self._view.verticalHeader()
        for number in numbers if self._wrapped else ():
            high = max(self._cell_height(number, place) for place in self._wrapped)
            if high != header.sectionSize(number):
                header.resizeSection(number, high)

    def _cell_height(self, number: int, place: int) -> int:
        metrics = self._view.fontMetrics()
        text = self._rows.shown(number, place).text[:_MOST_MEASURED]
        lowest = self._view.verticalHeader().defaultSectionSize()
        wide = self._view.columnWidth(place) - 2 * MARGIN
        if wide <= 0 or ("\n" not in text and metrics.horizontalAdvance(text) <= wide):
            return lowest
        room = metrics.boundingRect(QRect(0, 0, wide, 100_000), WRAPS.value, text)
        return max(lowest, min(room.height(), MOST_LINES * line_height(metrics)) + 12)

    def fit_visible(self) -> None:
        """Makes the rows in sight as high as they need."""
        first = self._view.rowAt(0)
        last = self._view.rowAt(self._view.viewport().height() - 1)
        self.fit_rows(range(max(0, first), (last if last >= 0 else self._rows.rowCount() - 1) + 1))

    def wanted_height(self) -> int:
        """The height at which the rows fit, up to twelve of them."""
        shown = range(min(MOST_SHOWN, self._rows.rowCount()))
        self.fit_rows(shown)
        rows = sum(self._view.rowHeight(number) for number in shown)
        most = 2 * MOST_SHOWN * self._view.verticalHeader().defaultSectionSize()
        bar = self._view.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        head = self._view.horizontalHeader().sizeHint().height()
        return min(rows, most) + head + below + 2 * self._view.frameWidth() + 2
