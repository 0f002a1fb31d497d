"""How Enter and Tab walk through a listing, as they do in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from gui.index import Index
from gui.listings.model import ListingModel
from gui.tables.tab_runs import TabRuns


class ListingSteps(TabRuns):
    """Where a listing's cursor goes.

    After Tab, Tab, Enter it returns to the column in which the run of Tabs began; Tab passes computed cells by,
    and leaves the table behind its last cell.
    """

    def __init__(self, model: ListingModel) -> None:
        super().__init__()
        self._model = model

    def enter(self, at: Index, by: int) -> QModelIndex:
        column = at.column() if self.run is None else self.run
        self.run = None
        return self._model.index(min(max(0, at.row() + by), self._model.rowCount() - 1), column)

    def tab(self, at: Index, by: int) -> QModelIndex | None:
        if self.run is None:
            self.run = at.column()
        columns = [c for c in range(self._model.columnCount()) if not self._model.figure(c).formula]
        ahead = [c for c in columns if (c - at.column()) * by > 0]
        row = at.row() if ahead else at.row() + by
        if not columns or not 0 <= row < self._model.rowCount():
            return None
        return self._model.index(row, (ahead or columns)[0 if by > 0 else -1])
