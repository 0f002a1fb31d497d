"""Where the clerk is in a report, and where she asks to be taken: pages write it, panels and the window read it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.figures.keys import NO_KEY, Key

COMPUTED = "这是算出来的，F2 按原表填写"
READ_ONLY = "这份报告只能看，不能改"


class Whereabouts(QObject):
    """The figure or cell under the cursor, the words about what is selected, and her wishes to go elsewhere.

    `go_requested` carries the keys of which the first that has a place is gone to, `words_requested` a key with the
    first and last character of what it shows, `finding_requested` a finding's identity, `page_requested` a page.
    `told` carries a sentence for her that has no place of its own.
    """

    moved = Signal(str)
    selection_changed = Signal(str)
    explain_requested = Signal(str)
    go_requested = Signal(tuple)
    words_requested = Signal(str, int, int)
    finding_requested = Signal(str)
    page_requested = Signal(str)
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = NO_KEY

    def stand_on(self, key: Key) -> None:
        """The cursor stands on a figure, a cell, a listing or a text."""
        self.key = key
        self.moved.emit(key)

    def leave(self) -> None:
        """The cursor stands on nothing any more, and nothing is selected."""
        self.stand_on(NO_KEY)
        self.selection_changed.emit("")

    def say_why_not(self, read_only: bool) -> None:
        """Nothing was done with a key that was typed: a report is only read, else a figure is computed."""
        self.told.emit(READ_ONLY if read_only else COMPUTED)
