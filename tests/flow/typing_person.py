"""A person at the keyboard: nothing but keys reaches the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QTreeWidget, QTreeWidgetItem, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
    """Presses a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(focus(), key, modifier)
        QApplication.processEvents()


def write(text: str) -> None:
    """Types a text, Chinese characters too."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus(), QKeyEvent(kind, 0, NO_MODIFIER, character))
    QApplication.processEvents()


def compose(letters: str, words: str) -> None:
    """An input method: letters stand under the caret, then words take their place."""
    for number in range(1, len(letters) + 1):
        QApplication.sendEvent(focus(), QInputMethodEvent(letters[:number], []))
    done = QInputMethodEvent("", [])
    done.setCommitString(words)
    QApplication.sendEvent(focus(), done)
    QApplication.processEvents()


def tab_to(name: str, most: int = 120) -> None:
    """Presses Tab until the field with a name has the focus; Ctrl+Tab leaves a table."""
    for _ in range(most):
        if focus().objectName() == name:
            return
        inside = isinstance(focus().parent(), QWidget) and focus().inherits("QTableView")
        press(Key.Key_Tab, CTRL if inside else NO_MODIFIER)
    raise AssertionError(f"{name} was not reached by Tab; the focus is on {focus().objectName()!r}")


def retype(text: str) -> None:
    """Replaces all of a field and leaves it."""
    press(Key.Key_A, CTRL)
    write(text)
    press(Key.Key_Tab)


def menu(letter: Qt.Key, item: Qt.Key) -> None:
    """Alt+letter opens a menu, a second letter chooses in it."""
    press(letter, ALT)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, item)
    QApplication.processEvents()


def clipboard(text: str = "", html: str = "") -> None:
    """What another program has copied."""
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QApplication.clipboard().setMimeData(mime)


def go_to_section(window: QWidget, words: str) -> None:
    """Ctrl+PgUp and Ctrl+PgDown until the tab with these words is the current one."""
    sections = window.findChild(QListWidget, "sections")
    assert sections is not None
    press(Key.Key_PageUp, CTRL, times=sections.count())
    for _ in range(sections.count()):
        if sections.currentItem() is not None and words in sections.currentItem().text():
            return
        press(Key.Key_PageDown, CTRL)
    raise AssertionError(f"no section {words}")


def findings(window: QWidget) -> str:
    """All that the findings panel says, as it says it to a screen reader."""
    tree = window.findChild(QTreeWidget, "findings")
    assert tree is not None
    waiting = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    said = []
    while waiting:
        item = waiting.pop(0)
        assert isinstance(item, QTreeWidgetItem)
        said.append(str(item.data(0, Qt.ItemDataRole.AccessibleTextRole) or ""))
        waiting[:0] = [item.child(n) for n in range(item.childCount())]
    return "\n".join(said)


def focus() -> QWidget:
    """The widget that keys reach."""
    widget = (
        QApplication.activePopupWidget()
        or QApplication.focusWidget()
        or QApplication.activeModalWidget()
        or QApplication.activeWindow()
    )
    assert widget is not None
    return widget
