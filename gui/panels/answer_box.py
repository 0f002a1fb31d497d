"""The answer to a 需说明, given where the finding stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import Key
from core.numbers.codes import REFERENCE_GONE
from core.report.findings import EXPLAINED, STALE, Standing
from core.report.names import figure_name
from core.report.report import Report
from gui.widgets.composing import Composing

MOST_SHOWN = 6
"""So many changed figures are shown side by side."""


class AnswerBox(QWidget):
    """Words for a finding, phrases to begin with, who said it when; `given` carries the text.

    A place where something a text named was removed need only be looked at: `seen` says that it was.
    """

    given = Signal(str)
    seen = Signal()

    def __init__(
        self, report: Report, standing: Standing, phrases: list[str], said: str, most: int = 0,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._standing = standing
        code = standing.finding.code
        self.text = _Words(f"{code} 的说明")
        self.text.setPlainText(standing.answer)
        limit = f"，不超过 {most} 字" if most else ""
        self.text.setPlaceholderText(f"请写明原因{limit}；Ctrl+Enter 保存")
        self.text.left.connect(self.store)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        if standing.state == STALE:
            layout.addWidget(self._turned(report))
        layout.addWidget(self.text)
        layout.addLayout(self._line(phrases, code))
        if said:
            note = QLabel(said)
            note.setProperty("role", "quiet")
            note.setWordWrap(True)
            layout.addWidget(note)
        self.setFocusProxy(self.text)

    def _turned(self, report: Report) -> QLabel:
        """What was then and what is now, side by side."""
        then = dict(self._standing.then)
        now = dict(self._standing.now)
        turned = [key for key in now if then.get(key) != now[key]]
        lines = [
            f"{figure_name(report, Key(key))}　原为 {then.get(key) or '未填'} → 现为 {now[key] or '未填'}"
            for key in turned[:MOST_SHOWN]
        ]
        label = QLabel("写说明以后数字变了，请重新确认：\n" + "\n".join(lines))
        label.setProperty("role", "explain")
        label.setWordWrap(True)
        return label

    def _line(self, phrases: list[str], code: str) -> QHBoxLayout:
        line = QHBoxLayout()
        if phrases:
            box = QComboBox()
            box.setAccessibleName(f"{code} 的常用说明")
            box.addItem("常用说明…")
            box.addItems(phrases)
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(lambda at: self._take(box.itemText(at)) if at else None)
            line.addWidget(box, 1)
        line.addStretch(1)
        if code == REFERENCE_GONE:
            looked = QPushButton("看过了")
            looked.setAccessibleName(f"{code} 看过了")
            looked.clicked.connect(self.seen)
            line.addWidget(looked)
        stale = self._standing.state == STALE
        save = QPushButton("仍然适用" if stale else "保存说明")
        save.setAccessibleName(f"{code} {save.text()}")
        save.clicked.connect(self._confirm)
        line.addWidget(save)
        return line

    def _take(self, phrase: str) -> None:
        self.text.insertPlainText(phrase)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unsaved(self) -> str | None:
        """What was typed and is not stored yet, None where nothing was."""
        text = self.text.toPlainText()
        return text if text.strip() != self._standing.answer.strip() else None

    @Slot()
    def store(self) -> None:
        """Stores what was typed; an answer that asks to be confirmed is not confirmed by passing over it."""
        if not self.text.composing and self.unsaved is not None:
            self.given.emit(self.text.toPlainText())

    @Slot()
    def _confirm(self) -> None:
        self.text.commit_composition()
        if self._standing.state != EXPLAINED or self.unsaved is not None:
            self.given.emit(self.text.toPlainText())


class _Words(Composing, QPlainTextEdit):
    """A few lines; leaving them or Ctrl+Enter stores them, never while an input method composes."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 18)

    def commit_composition(self) -> None:
        self.end_composition()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        elif not (enter and self.composing):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, self.left.emit)  # the list around it may be at work: it is made anew then
