"""One text of the report as it stands on the screen: live, stored at each pause, following the report."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.figures.keys import Key, split_key
from core.pack.sections import BODY, HEADING
from core.report.change import Change
from core.report.linking import is_sayable, key_of_mark, may_change
from core.report.names import figure_name
from gui.chips.chip_document import Chip
from gui.chips.marked_text import MarkedText
from gui.chips.run_in_heads import RunInHeads
from gui.session import Session

PAUSE = 600
"""Milliseconds without a key after which what was typed is stored."""


class ReportText(MarkedText):
    """A section's text, or a cell of many lines, with its figures live.

    `paused` tells that what was typed was stored at a pause, `rewritten` that the text was changed elsewhere.
    """

    paused = Signal()
    rewritten = Signal()

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        report = session.report
        super().__init__(
            lambda marks: report.said(key, marks), parent, lambda raw: is_sayable(report, key, raw)
        )
        self.session = session
        self.key = key
        self._entry = report.entry(key) or ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.setObjectName(key)
        self._name()
        if report.read_only:
            self.setReadOnly(True)
            browsing = Qt.TextInteractionFlag.TextSelectableByMouse
            self.setTextInteractionFlags(browsing | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if split_key(key)[0] == BODY:
            self._heads = RunInHeads(self.document())
        self.load(self._entry)
        self._shown_as = self.stored()
        self.textChanged.connect(self._pause.start)
        session.changed.connect(self._on_changed)

    def _name(self) -> None:
        self.setAccessibleName(figure_name(self.session.report, self.key))

    def is_underway(self) -> bool:
        """Whether the clerk is in the middle of something that a pause does not store."""
        return self.composing

    def commit(self) -> None:
        """Stores what is typed, what is being composed too, and closes its step."""
        if self.composing:
            self.end_composition()
        self._pause.stop()
        self._store(typing=False)
        self.session.report.leave(self.key)

    def _store(self, typing: bool) -> None:
        stored = self.stored()
        if stored not in (self._entry, self._shown_as) and not self.isReadOnly():
            self.session.set(self.key, stored, origin=self, typing=typing)

    @Slot()
    def _on_pause(self) -> None:
        if self.is_underway():
            self._pause.start()
            return
        self._store(typing=True)
        self.paused.emit()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        report = self.session.report
        entry = report.entry(self.key) or ""
        if entry != self._entry:
            self._entry = entry
            if change.origin is not self:
                self.rewritten.emit()
                self.apply(entry)
                self._pause.stop()
            self._shown_as = entry if self.composing else self.stored()
        names = frozenset(split_key(key)[0] for key in change.keys)
        if names:
            self.refresh(lambda raw: may_change(report, self.key, raw, names))
        if HEADING in names:
            self._name()

    def key_of(self, chip: Chip) -> Key:
        """The cell or listing that a chip shows."""
        return key_of_mark(self.session.report, self.key, chip.raw)

    def unlink_here(self, chip: Chip) -> None:
        """取消链接: a chip becomes its words, as a step of its own."""
        self.commit()
        self.unlink(chip)
        self.commit()
