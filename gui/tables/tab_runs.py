"""What Enter and Tab mean in every table: down and back to where a run of Tabs began, on, and out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from gui.index import Index

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def goes_back(key: int, held: Qt.KeyboardModifier) -> bool:
    """Whether a step leads back rather than on."""
    return key == Qt.Key.Key_Backtab or bool(held & Qt.KeyboardModifier.ShiftModifier)


class TabRuns:
    """After Tab, Tab, Enter the cursor is in the column in which the run of Tabs began.

    Who inherits says where one step of Enter (`enter`) and of Tab (`tab`) leads.
    """

    def __init__(self) -> None:
        self.run: int | None = None

    def end_run(self) -> None:
        """The cursor went elsewhere otherwise than by a step."""
        self.run = None

    def step(self, at: Index, key: int, held: Qt.KeyboardModifier) -> QModelIndex | None:
        """The cell to which Enter and Tab lead from a cell; None where they, or Ctrl+Tab, leave the table."""
        by = -1 if goes_back(key, held) else 1
        if key in ENTER:
            return self.enter(at, by)
        return None if held & Qt.KeyboardModifier.ControlModifier else self.tab(at, by)

    def enter(self, at: Index, by: int) -> QModelIndex:
        """The cell to which Enter leads: `by` is -1 for back."""
        raise NotImplementedError

    def tab(self, at: Index, by: int) -> QModelIndex | None:
        """The cell to which Tab leads, None out of the table."""
        raise NotImplementedError
