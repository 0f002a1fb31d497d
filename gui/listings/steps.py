"""How Enter and Tab walk through a table, as they do in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.tables.tab_runs import TabRuns

if TYPE_CHECKING:
    from gui.listings.view import ListingView


class ListingSteps(TabRuns):
    """Moves a table's cursor.

    After Tab, Tab, Enter it returns to the column in which the run of Tabs began; Tab passes computed cells by,
    and leaves the table behind its last cell.
    """

    def __init__(self, view: ListingView) -> None:
        super().__init__()
        self._view = view

    def enter(self, by: int) -> None:
        index = self._view.currentIndex()
        place = index.column() if self.run is None else self.run
        self._go(min(max(0, index.row() + by), self._view.rows.rowCount() - 1), place)
        self.run = None

    def tab(self, by: int) -> None:
        index = self._view.currentIndex()
        rows = self._view.rows
        if self.run is None:
            self.run = index.column()
        places = [n for n in range(rows.columnCount()) if not rows.column(n).formula]
        ahead = [n for n in places if (n - index.column()) * by > 0]
        number = index.row() if ahead else index.row() + by
        if not places or not 0 <= number < rows.rowCount():
            self.leave(by > 0)
            return
        self._go(number, (ahead or places)[0 if by > 0 else -1])

    def _go(self, number: int, place: int) -> None:
        self.stepping = True
        self._view.stand_on(self._view.rows.index(number, place))
        self.stepping = False

    def leave(self, forward: bool) -> None:
        self._view.leave(forward)
