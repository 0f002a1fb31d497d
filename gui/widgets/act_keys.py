"""The keys of acts stay theirs: a field does not edit its text by them, whatever the system would make of a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
"""What a person types into."""

EDITING = ("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Del", "Ctrl+;")
"""Keys of acts that a field answers itself: what they do is done to its own text."""


_EDITING = frozenset(map(QKeySequence, EDITING))


def edits(key: int, held: Qt.KeyboardModifier) -> bool:
    """Whether a field answers a key itself, though an act has it."""
    return QKeySequence(held.value | key) in _EDITING


@runtime_checkable
class Claiming(Protocol):
    """A field that does something of its own with a key of an act."""

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is this field's."""


@runtime_checkable
class Answering(Protocol):
    """A widget around fields that has acts of its own, as a table has."""

    def answers_to(self, key: int, held: Qt.KeyboardModifier) -> bool:
        """Whether one of its acts has a key."""


class ActKeys(QObject):
    """Stands before every field that has had the focus, in every window of the program.

    On X11 Qt empties a line by Ctrl+U and cuts it by Ctrl+K, and asks for these keys before any menu is. `keys` gives
    those of the window's acts, when the first is pressed. One that cannot be done now is no key of the field either.

    It lives as long as the application, which has one.
    """

    def __init__(self, app: QApplication, keys: Callable[[], Iterable[str]]) -> None:
        super().__init__(app)
        self._keys = keys
        self._known: frozenset[QKeySequence] = frozenset()
        app.focusObjectChanged.connect(self._on_focus)

    @Slot(QObject)
    def _on_focus(self, now: QObject | None) -> None:
        if isinstance(now, FIELDS):
            now.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """A key of an act goes past the field, to the menus and to what stands around it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(field, QWidget):
            return False
        if not self._is_of_an_act(field, event):
            return False
        event.ignore()
        return True

    def _is_of_an_act(self, field: QWidget, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if edits(event.key(), held) or (isinstance(field, Claiming) and field.claims(event)):
            return False
        if isinstance(field, QComboBox) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        if not self._known:
            self._known = frozenset(map(QKeySequence, self._keys()))
        return QKeySequence(held.value | event.key()) in self._known or any(
            isinstance(widget, Answering) and widget.answers_to(event.key(), held)
            for widget in _around(field)
        )


def _around(widget: QWidget) -> Iterator[QWidget]:
    """What a widget stands in, from the inside out."""
    outer = widget.parentWidget()
    while outer is not None:
        yield outer
        outer = outer.parentWidget()
