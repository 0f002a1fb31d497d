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

    def __init__(self, table: QTableView, model: ListingModel) -> None:
        self._table = table
        self._model = model
        self._figures = [model.figure(column) for column in range(model.columnCount())]
        self._wrapped = [column for column, figure in enumerate(self._figures) if figure.kind.is_words]

    def set_all(self) -> None:
        """Row heights and column widths from the size of type."""
        metrics = self._table.fontMetrics()
        header = self._table.horizontalHeader()
        self._table.verticalHeader().setDefaultSectionSize(max(_LOWEST_ROW, metrics.lineSpacing() + 12))
        for column, figure in enumerate(self._figures):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            head = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            wide = max(self._width(figure), metrics.horizontalAdvance(head))
            self._table.setColumnWidth(column, wide + 3 * MARGIN)
        self.stretch()

    def stretch(self) -> None:
        """Gives the columns of words what room is left; where there is too little they keep their width."""
        lines = any(figure.kind.is_lines for figure in self._figures)
        stretched = [
            column
            for column, figure in enumerate(self._figures)
            if (figure.kind.is_lines if lines else figure.kind.is_words)
        ]
        rest = sum(self._table.columnWidth(c) for c in range(len(self._figures)) if c not in stretched)
        least = self._table.fontMetrics().horizontalAdvance("字" * 10) + 3 * MARGIN
        fits = self._table.viewport().width() - rest >= least * len(stretched)
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header = self._table.horizontalHeader()
        for column in stretched:
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)
                self._table.setColumnWidth(column, least)

    def _width(self, figure: Definition) -> int:
        """The width of what usually stands in a column."""
        advance = self._table.fontMetrics().horizontalAdvance
        if figure.options or figure.kind.choices:
            return min(max(map(advance, figure.options or figure.kind.choices)) + _ARROW, advance("字" * 14))
        return advance("字" * 14) if figure.kind.is_words else advance("0" * 13)

    def fit_rows(self, rows: Iterable[int]) -> None:
        """Makes rows as high as the words in them need."""
        header = self._table.verticalHeader()
        for row in rows if self._wrapped else ():
            high = max(self._cell_height(row, column) for column in self._wrapped)
            if high != header.sectionSize(row):
                header.resizeSection(row, high)

    def _cell_height(self, row: int, column: int) -> int:
        metrics = self._table.fontMetrics()
        text = self._model.state_at(row, column).text[:_MOST_MEASURED]
        lowest = self._table.verticalHeader().defaultSectionSize()
        wide = self._table.columnWidth(column) - 2 * MARGIN
        if wide <= 0 or ("\n" not in text and metrics.horizontalAdvance(text) <= wide):
            return lowest
        room = metrics.boundingRect(QRect(0, 0, wide, 100_000), WRAPS.value, text)
        return max(lowest, min(room.height(), MOST_LINES * line_height(metrics)) + 12)

    def fit_visible(self) -> None:
        """Makes the rows in sight as high as they need."""
        first = self._table.rowAt(0)
        last = self._table.rowAt(self._table.viewport().height() - 1)
        self.fit_rows(range(max(0, first), (last if last >= 0 else self._model.rowCount() - 1) + 1))

    def wanted_height(self) -> int:
        """The height at which the rows fit, up to twelve of them."""
        shown = range(min(MOST_SHOWN, self._model.rowCount()))
        self.fit_rows(shown)
        together = sum(self._table.rowHeight(row) for row in shown)
        most = 2 * MOST_SHOWN * self._table.verticalHeader().defaultSectionSize()
        bar = self._table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        head = self._table.horizontalHeader().sizeHint().height()
        return min(together, most) + head + below + 2 * self._table.frameWidth() + 2
