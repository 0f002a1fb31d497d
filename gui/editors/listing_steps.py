"""How Enter and Tab walk through a table, as they do in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from gui.editors.listing_view import ListingView

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListingSteps:
    """Moves a table's cursor.

    After Tab, Tab, Enter it returns to the column in which the run of Tabs began; Tab passes computed cells by,
    and leaves the table behind its last cell.
    """

    def __init__(self, view: ListingView) -> None:
        self._view = view
        self._run: int | None = None
        self._stepping = False

    def cursor_moved(self) -> None:
        """The cursor went elsewhere: unless a step moved it, a run of Tabs is over."""
        if not self._stepping:
            self._run = None

    def step(self, key: int, held: Qt.KeyboardModifier) -> None:
        """Moves the cursor as Enter and Tab do; Ctrl+Tab leaves the table."""
        back = key == Qt.Key.Key_Backtab or bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self._enter(-1 if back else 1)
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._view.leave(not back)
        else:
            self._tab(-1 if back else 1)

    def _enter(self, by: int) -> None:
        index = self._view.currentIndex()
        place = index.column() if self._run is None else self._run
        self._go(min(max(0, index.row() + by), self._view.rows.rowCount() - 1), place)
        self._run = None

    def _tab(self, by: int) -> None:
        index, rows = self._view.currentIndex(), self._view.rows
        if self._run is None:
            self._run = index.column()
        places = [n for n in range(rows.columnCount()) if not rows.column(n).formula]
        ahead = [n for n in places if (n - index.column()) * by > 0]
        number = index.row() if ahead else index.row() + by
        if not places or not 0 <= number < rows.rowCount():
            self._view.leave(by > 0)
            return
        self._go(number, (ahead or places)[0 if by > 0 else -1])

    def _go(self, number: int, place: int) -> None:
        self._stepping = True
        self._view.stand_on(self._view.rows.index(number, place))
        self._stepping = False
