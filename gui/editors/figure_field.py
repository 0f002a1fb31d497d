"""Fields bound to one figure: typed, chosen, or computed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.figures.keys import REPORTED
from core.report.change import Change
from gui.session import Session
from gui.widgets.undo_keys import lets_undo_pass


class FigureField(QLineEdit):
    """Shows one figure, and sends what the user types to the session."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, key
        definition = session.report.definition(key)
        self._computed = bool(definition.formula)
        self._reporting = False
        self.setObjectName(key)
        self.setAccessibleName(definition.label)
        self.setToolTip("\n".join(t for t in (definition.note, definition.source, definition.example) if t))
        if definition.kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._computed:
            self.setProperty("computed", True)
            self.setReadOnly(True)
        self.editingFinished.connect(self.commit)
        session.changed.connect(self._on_changed)
        self._show()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the report's, not the field's."""
        return False if lets_undo_pass(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 on a computed figure: 按原表填写. Escape takes back what is being typed."""
        if event.key() == Qt.Key.Key_F2 and self._computed:
            self._report_instead()
        elif event.key() == Qt.Key.Key_Escape and (self.isModified() or self._reporting):
            self._stop_reporting()
            self._show()
        else:
            super().keyPressEvent(event)

    def _report_instead(self) -> None:
        self._reporting = True
        self.setReadOnly(False)
        self.setText(
            self._session.report.entry(self._key + REPORTED) or self._session.report.computed(self._key)
        )
        self.selectAll()

    def _stop_reporting(self) -> None:
        self._reporting = False
        if self._computed:
            self.setReadOnly(True)

    @Slot()
    def commit(self) -> None:
        """Sends what is typed."""
        if self._computed:
            if self._reporting:
                text = self.text() if self.text() != self._session.report.computed(self._key) else ""
                self._stop_reporting()
                self._session.report_as(self._key, text, origin=self)
                self._show()
        elif self.isModified() and self._session.set(self._key, self.text(), origin=self):
            self._show()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key in change.keys and not self._reporting and not (self.isModified() and self.hasFocus()):
            self._show()

    def _show(self) -> None:
        words = self._session.report.words(self._key)
        self.setText(f"ƒ {words}" if self._computed and words else words)
        self.setModified(False)


class ChoiceField(QComboBox):
    """Shows one 选项 or 是否, and sends what is chosen to the session."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, key
        definition = session.report.definition(key)
        self.setObjectName(key)
        self.setAccessibleName(definition.label)
        self.setToolTip("\n".join(t for t in (definition.note, definition.source) if t))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem("")
        self.addItems(list(definition.options) or ["是", "否"])
        self.activated.connect(self._commit)
        session.changed.connect(self._on_changed)
        self._show()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turned over the page does not change the choice."""
        event.ignore()

    @Slot(int)
    def _commit(self, _index: int) -> None:
        if self.currentText() != (self._session.report.entry(self._key) or ""):
            self._session.set(self._key, self.currentText(), origin=self)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key in change.keys:
            self._show()

    def _show(self) -> None:
        entry = self._session.report.entry(self._key) or ""
        if entry and self.findText(entry) < 0:
            self.addItem(entry)
        self.setCurrentText(entry)


class FieldWithRefusal(QWidget):
    """A field with the sentence that says why what was typed is not taken."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        kind = session.report.definition(key).kind.name
        self.field: QWidget = (ChoiceField if kind in ("选项", "是否") else FigureField)(session, key)
        self._refusal = QLabel()
        self._refusal.setProperty("role", "refusal")
        self._refusal.setObjectName(f"{key}!拒绝")
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self._refusal)
        self.setFocusProxy(self.field)
        session.refused.connect(self._on_refused)
        session.changed.connect(self._on_changed)

    @Slot(str, str)
    def _on_refused(self, key: str, reason: str) -> None:
        if key == self._key:
            self._refusal.setText(f"✕ {reason}")
            self._mark(True)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._refusal.isVisible() and (self._key in change.keys or change.origin is self.field):
            self._mark(False)

    def _mark(self, wrong: bool) -> None:
        self._refusal.setVisible(wrong)
        self.field.setProperty("wrong", wrong)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
