"""What Enter and Tab mean in every table: down and back to where a run of Tabs began, on, and out."""

from __future__ import annotations

from PySide6.QtCore import Qt

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class TabRuns:
    """After Tab, Tab, Enter the cursor is in the column in which the run of Tabs began.

    Who inherits says how one step of Enter (`enter`), of Tab (`tab`) is done, and how the table is left.
    """

    def __init__(self) -> None:
        self.run: int | None = None
        self.stepping = False

    def cursor_moved(self) -> None:
        """The cursor went elsewhere: unless a step moved it, a run of Tabs is over."""
        if not self.stepping:
            self.run = None

    def step(self, key: int, held: Qt.KeyboardModifier) -> None:
        """Moves the cursor as Enter and Tab do; Ctrl+Tab leaves the table."""
        back = key == Qt.Key.Key_Backtab or bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.enter(-1 if back else 1)
        elif held & Qt.KeyboardModifier.ControlModifier:
            self.leave(not back)
        else:
            self.tab(-1 if back else 1)

    def enter(self, by: int) -> None:
        raise NotImplementedError

    def tab(self, by: int) -> None:
        raise NotImplementedError

    def leave(self, forward: bool) -> None:
        raise NotImplementedError
