"""Undo and redo belong to the report: editors let these keys pass to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def lets_undo_pass(event: QEvent) -> bool:
    """Ignores an editor's claim to Ctrl+Z and Ctrl+Y; True when the event was one."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    control_y = (event.key(), event.modifiers()) == (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    if undo or control_y:
        event.ignore()
        return True
    return False
