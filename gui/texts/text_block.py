"""A text with the line under it: what is offered, what was refused, how long it is."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.figures.keys import Key
from gui import theme
from gui.session import Session
from gui.texts.text_editor import TextEditor

COUNT_PAUSE = 300
"""Milliseconds after which the characters are counted again."""


def characters(words: str) -> int:
    """How many characters a text has, white space left out."""
    return len(re.sub(r"\s", "", words))


class TextBlock(QWidget):
    """The editor of a text and its footer; `most_characters` is what the text may hold, 0 for no limit."""

    def __init__(
        self, session: Session, key: Key, most_characters: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most = most_characters
        self.editor = TextEditor(session, key)
        self._says = _Words()
        self._says.setObjectName(f"{key}!提示")
        self._says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._name = _NameLine()
        self._name.setObjectName(f"{key}!名称")
        self._name.setAccessibleName("数据项名称")
        self._name.setMinimumWidth(240)
        self._name.hide()
        self._count = _Words()
        self._count.setObjectName(f"{key}!字数")
        self._pause = QTimer(self, singleShot=True, interval=COUNT_PAUSE)
        self._pause.timeout.connect(self.count)
        footer = QHBoxLayout()
        footer.setContentsMargins(2, 0, 2, 0)
        footer.addWidget(self._says, 1)
        footer.addWidget(self._name)
        footer.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.editor)
        layout.addLayout(footer)
        self.setFocusProxy(self.editor)
        self.editor.textChanged.connect(self._pause.start)
        self.editor.links.offer_changed.connect(self._say)
        self.editor.links.name_asked.connect(self._ask_name)
        self._name.returnPressed.connect(self._on_named)
        self._name.given_up.connect(self._stop_naming)
        session.refused.connect(self._on_refused)
        self._say("")
        self.count()

    @Slot()
    def count(self) -> None:
        """Shows how many characters the text has."""
        count = characters(self.editor.toPlainText()) - self.editor.marks.unsaid
        over = self._most and count > self._most
        words = f"{count:,} / {self._most:,} 字" if self._most else f"{count:,} 字"
        if over:
            self._count.say(f"{words}，超出 {count - self._most:,} 字", "explain")
        else:
            self._count.say(words)

    @Slot(str)
    def _say(self, words: str, role: str = "quiet") -> None:
        self._says.say(words, role)
        self._says.setToolTip(words)

    @Slot(str, str)
    def _on_refused(self, key: Key, reason: str) -> None:
        if key == self.editor.key:
            self._say(f"✕ {reason}", "refusal")

    @Slot(str)
    def _ask_name(self, proposed: str) -> None:
        self._name.setText(proposed)
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()
        self._say("设为数据项，名称（Enter 确定，Esc 取消）：")

    @Slot()
    def _on_named(self) -> None:
        if self.editor.links.make(self._name.text()):
            self._stop_naming()

    @Slot()
    def _stop_naming(self) -> None:
        self.editor.links.stop_naming()
        self._say("")
        self._name.hide()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class _NameLine(QLineEdit):
    """A line for a name that Escape leaves."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class _Words(QLabel):
    """Words of the footer; their role is for the style sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._role = ""

    def say(self, words: str, role: str = "quiet") -> None:
        """Shows words with the looks of a role."""
        self.setText(words)
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            theme.restyle(self)
