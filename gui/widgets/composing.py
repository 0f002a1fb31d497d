"""Knowing whether an input method is composing, in any widget that takes text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent


class Composing:
    """Stands before a Qt widget among a class's bases; `composing` is true while letters stand under the caret.

    `preedit` is what stands there. Asked to hand it over some input methods let it go (ibus with pinyin): what
    was selected is gone by then, so it is put in all the same, here and on leaving.
    """

    composing = False
    preedit = ""
    dropped = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.note(event)
        self.composing = bool(event.preeditString())
        widget: Any = super()
        widget.inputMethodEvent(event)

    def note(self, event: QInputMethodEvent) -> None:
        """Remembers what is composed, and until the next turn what the input method dropped."""
        if event.commitString() or event.preeditString():
            self.dropped = ""
        elif self.preedit:
            self.dropped = self.preedit
            widget: Any = self
            QTimer.singleShot(0, widget, self._forget)
        self.preedit = event.preeditString()

    def _forget(self) -> None:
        self.dropped = ""

    def end_composition(self) -> None:
        """What is composed becomes text."""
        QGuiApplication.inputMethod().commit()
        self.take_back()

    def take_back(self) -> None:
        """Puts in what was dropped just now."""
        words = self.dropped
        self.dropped = ""
        if words:
            event = QInputMethodEvent()
            event.setCommitString(words)
            widget: Any = self
            QCoreApplication.sendEvent(widget, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_back()
        widget: Any = super()
        widget.focusOutEvent(event)
