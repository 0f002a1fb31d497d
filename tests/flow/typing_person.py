"""A person at the keyboard: nothing but keys reaches the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
    """Presses a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(_focus(), key, modifier)
        QApplication.processEvents()


def write(text: str) -> None:
    """Types a text, Chinese characters too."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(_focus(), QKeyEvent(kind, 0, NO_MODIFIER, character))
    QApplication.processEvents()


def tab_to(name: str, most: int = 60) -> None:
    """Presses Tab until the field with a name has the focus."""
    for _ in range(most):
        if _focus().objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{name} was not reached by Tab; the focus is on {_focus().objectName()!r}")


def retype(text: str) -> None:
    """Replaces all of a field and leaves it."""
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(text)
    press(Qt.Key.Key_Tab)


def menu(letter: Qt.Key, item: Qt.Key) -> None:
    """Alt+letter opens a menu, a second letter chooses in it."""
    press(letter, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, item)
    QApplication.processEvents()


def _focus() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    return widget
