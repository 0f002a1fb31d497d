"""Knowing whether an input method is composing, in any widget that takes text."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QInputMethodEvent


class Composing:
    """Stands before a Qt widget among a class's bases; `composing` is true while letters stand under the caret."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        widget: Any = super()
        widget.inputMethodEvent(event)
