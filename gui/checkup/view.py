"""A check-up on the screen: the text at the left, what is said of it at the right, each leading to the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from gui.checkup.outcome import Outcome, known_by
from gui.checkup.pages import CheckupPages
from gui.checkup.text import CheckupText


class CheckupView(QSplitter):
    """Shows one outcome at a time; what is set aside or taken back changes the outcome."""

    changed = Signal()
    """Findings were hidden or shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome: Outcome | None = None
        self._pages = CheckupPages()
        self._text = CheckupText(lambda mark: self._pages.in_words(mark.page, mark.row))
        self.addWidget(self._text)
        self.addWidget(self._pages)
        self.setChildrenCollapsible(False)
        self.setSizes([640, 440])
        self._pages.chosen.connect(self._on_chosen)
        self._pages.gone_to.connect(self._on_gone_to)
        self._pages.turned.connect(self._mark)
        self._pages.set_aside.connect(self._set_aside)
        self._pages.taken_back.connect(self._take_back)
        self._text.chosen.connect(self._pages.choose)

    def show_outcome(self, outcome: Outcome, *, again: bool) -> None:
        """Shows a text with what is said of it; `again` stays where it was read."""
        at = self._text.verticalScrollBar().value() if again else 0
        self._outcome = outcome
        self._text.show_text(outcome.text)
        self._fill()
        self._text.verticalScrollBar().setValue(at)
        self._pages.focus()

    def step(self, by: int) -> None:
        """The next or the previous line of the list shown, and its place."""
        self._pages.step(by)

    def focus_next(self) -> bool:
        """F6: from outside to the text, from it to the list; False where the list was left."""
        if self._pages.isAncestorOf(self.window().focusWidget()):
            return False
        if self._text.hasFocus():
            self._pages.focus()
        else:
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Another set of colours: the groups' names and the marks are coloured anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._outcome is not None:
            row = self._pages.row
            self._fill()
            self._pages.choose(self._pages.page, row)

    def _fill(self) -> None:
        if self._outcome is not None:
            self._pages.show_outcome(self._outcome)
            self._mark()

    @Slot()
    def _mark(self) -> None:
        """Marks the text for the list shown, and the place of what is chosen there."""
        self._text.show_marks(self._pages.marks())
        self._text.show_chosen((self._pages.page, self._pages.row))

    @Slot(int, int)
    def _on_chosen(self, page: int, row: int) -> None:
        start, end = self._pages.place(page, row)
        if end > 0:
            self._text.go_to(start)
        self._text.show_chosen((page, row))

    @Slot(int, int)
    def _on_gone_to(self, page: int, row: int) -> None:
        if self._pages.place(page, row)[1] > 0:
            self._on_chosen(page, row)
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _set_aside(self, row: int) -> None:
        if self._outcome is not None:
            self._outcome.hide(self._outcome.aside | {known_by(self._outcome.found[row])})
            self._fill()
            self._pages.choose(self._pages.page, min(row, len(self._outcome.found) - 1))
            self._pages.focus()
            self.changed.emit()

    @Slot()
    def _take_back(self) -> None:
        if self._outcome is not None:
            self._outcome.hide(frozenset())
            self._fill()
            self._pages.focus()
            self.changed.emit()
