"""The editor of one text of the report: a section's, or a cell of many lines."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFocusEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from core.report.change import Change
from gui import theme
from gui.session import Session
from gui.widgets.marked_text import MarkedText

PAUSE = 600
"""Milliseconds without a key after which what was typed is stored."""


class TextEditor(MarkedText):
    """Shows a text with its figures live, and stores it at each pause and on leaving."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(lambda marks: session.report.said(key, marks), theme.colour("chip"), parent)
        self._session, self._key = session, key
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._store_pause)
        self.setObjectName(key)
        self.setAccessibleName(session.report.definition(key).label)
        self.setMinimumHeight(220)
        self.load(session.report.entry(key) or "")
        self._space_lines()
        self.textChanged.connect(self._pause.start)
        session.changed.connect(self._on_changed)

    def _space_lines(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(4)
        self._quiet = True
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self._quiet = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def commit(self) -> None:
        """Stores what is typed and closes its step."""
        self._pause.stop()
        if self.stored() != (self._session.report.entry(self._key) or ""):
            self._session.set(self._key, self.stored(), origin=self)
        self._session.report.leave(self._key)

    @Slot()
    def _store_pause(self) -> None:
        if self.composing:
            self._pause.start()
        elif self.stored() != (self._session.report.entry(self._key) or ""):
            self._session.set(self._key, self.stored(), origin=self, typing=True)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key not in change.keys or change.origin is self:
            return
        entry = self._session.report.entry(self._key) or ""
        if self.stored() != entry:
            self._pause.stop()
            self.load(entry)
            self._space_lines()
            self._pause.stop()
        else:
            self.refresh()
            self._pause.stop()
