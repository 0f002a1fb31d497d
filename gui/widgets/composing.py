"""Knowing whether an input method is composing, in any widget that takes text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent


class Composing:
    """Stands before a Qt widget among a class's bases; `composing` is true while letters stand under the caret.

    `held` is what stands there. Asked to hand it over some input methods let it go (ibus with pinyin): what
    was selected is gone by then, so it is put in all the same, here and on leaving.
    """

    composing = False
    held = let_go = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.note(event)
        self.composing = bool(event.preeditString())
        widget: Any = super()
        widget.inputMethodEvent(event)

    def note(self, event: QInputMethodEvent) -> None:
        """Remembers what is held, and until the next turn what was let go."""
        if event.commitString() or event.preeditString():
            self.let_go = ""
        elif self.held:
            self.let_go = self.held
            QTimer.singleShot(0, self, self._forget)  # type: ignore[call-overload]
        self.held = event.preeditString()

    def _forget(self) -> None:
        self.let_go = ""

    def end_composition(self) -> None:
        """What is composed becomes text."""
        QGuiApplication.inputMethod().commit()
        self.take_back()

    def take_back(self) -> None:
        """Puts in what was let go just now."""
        held = self.let_go
        self.let_go = ""
        if held:
            event = QInputMethodEvent()
            event.setCommitString(held)
            QCoreApplication.sendEvent(self, event)  # type: ignore[arg-type]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_back()
        widget: Any = super()
        widget.focusOutEvent(event)
