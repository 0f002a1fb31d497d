"""A field with what stands around it: a mark for its findings, a refusal, last year's figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.figures.keys import Key
from core.numbers.finding import gravest
from core.report.change import Change
from core.report.names import origin_of
from gui import theme
from gui.pages.figure_field import ChoiceField, FigureField
from gui.session import Session

if TYPE_CHECKING:
    from gui.texts.note_field import NoteField

    Field = FigureField | ChoiceField | NoteField


class FieldRow(QWidget):
    """A field, the mark of the gravest finding that speaks of it, and a sentence below where there is one."""

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._refused = False
        self.field = field_of(session, key)
        self._mark = QLabel()
        self._mark.setObjectName(f"{key}!标记")
        self._mark.setFixedWidth(self.fontMetrics().height())
        self._sentence = QLabel()
        self._sentence.setObjectName(f"{key}!拒绝")
        self._sentence.setProperty("role", "refusal")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._sentence)
        self._show_last_year()
        session.refused.connect(self._on_refused)
        session.changed.connect(self._on_changed)
        self._show_mark()

    def commit(self) -> None:
        """Stores what is being typed."""
        if isinstance(self.field, FigureField):
            if self.field.hasFocus():
                self.field.commit()
        elif not isinstance(self.field, ChoiceField):
            self.field.commit()

    @property
    def is_refused(self) -> bool:
        """Whether what was typed was not taken and still stands there."""
        return self._refused

    def _show_last_year(self) -> None:
        """Last year's figure in grey: in the empty field, and as its hint."""
        report = self._session.report
        last = report.last_year(self._key)
        definition = report.definition(self._key)
        if isinstance(self.field, QLineEdit) and last and not definition.formula:
            self.field.setPlaceholderText(f"去年 {last}")
        self.field.setToolTip("\n".join(origin_of(report, self._key)))

    @Slot(str, str)
    def _on_refused(self, key: Key, reason: str) -> None:
        if key == self._key:
            self._show_refusal(f"✕ {reason}" if reason else "")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key in change.keys or change.origin is self.field:
            self._show_refusal("")
        if change.findings_added or change.findings_removed:
            self._show_mark()

    def _show_refusal(self, words: str) -> None:
        """The sentence under the field; none where there is nothing to say."""
        self._refused = bool(words)
        if words == self._sentence.text() and self._sentence.isHidden() == (not words):
            return
        self._sentence.setText(words)
        self._sentence.setVisible(bool(words))
        theme.restyle(self._sentence)
        self._dress("wrong", bool(words))

    def _show_mark(self) -> None:
        findings = self._session.findings_at(self._key)
        messages = "\n".join(finding.message for finding in findings)
        worst = gravest([finding.severity for finding in findings]) or ""
        mark, _ = theme.SEVERITY.get(worst, ("", ""))
        if self._mark.text() != mark or self._mark.toolTip() != messages:
            self._mark.setText(mark)
            self._mark.setProperty("severity", worst)
            self._mark.setToolTip(messages)
            theme.restyle(self._mark)
            self._dress("severity", worst)

    def _dress(self, name: str, value: object) -> None:
        """What the style sheet reads of the field."""
        self.field.setProperty(name, value)
        theme.restyle(self.field)


def field_of(session: Session, key: Key) -> Field:
    """The field that suits a figure's kind; text editors are brought in only where there is a text."""
    kind = session.report.definition(key).kind
    if kind.is_option or kind.choices:
        return ChoiceField(session, key)
    if kind.is_lines:
        from gui.texts.note_field import NoteField

        return NoteField(session, key)
    return FigureField(session, key)
