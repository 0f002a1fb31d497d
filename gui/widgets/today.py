"""This day, as it is entered by Ctrl+; wherever a day may stand."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def today() -> str:
    """This day as it is written."""
    day = date.today()
    return f"{day.year}年{day.month}月{day.day}日"


def asks_for_today(event: QKeyEvent) -> bool:
    """Whether a key is Ctrl+;."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (event.key(), held) == (Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
