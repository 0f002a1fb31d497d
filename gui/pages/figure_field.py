"""Fields bound to one figure: typed, chosen, or computed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.figures.keys import REPORTED, Key
from core.report.change import Change
from gui.session import Session
from gui.widgets.composing import Composing
from gui.widgets.today import asks_for_today, today
from gui.widgets.undo_keys import lets_undo_pass

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TABS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FigureField(Composing, QLineEdit):
    """Shows one figure, and sends what the user types to the session.

    Nothing is sent while an input method composes: Enter then belongs to it, and leaving waits for its words. `entered`
    says that Enter stored it and leads on (1) or back (-1), `arrowed` that an arrow leads down or up.
    """

    entered = Signal(int)
    arrowed = Signal(int)

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        definition = session.report.definition(key)
        self._computed = bool(definition.formula)
        self._reporting = self._by_hand = self._showing = False
        self.setObjectName(key)
        suffix = definition.kind.suffix
        self.setAccessibleName(definition.label + (f"（{suffix}）" if suffix else ""))
        self.setAccessibleDescription(definition.note)
        if definition.kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._computed:
            self.setProperty("computed", True)
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab leads to what is filled in
        self.setReadOnly(self._computed or session.report.read_only)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_text)
        session.changed.connect(self._on_changed)
        self._show()

    @property
    def is_computed(self) -> bool:
        """Whether a formula gives the figure."""
        return self._computed

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the report's, not the field's."""
        return False if lets_undo_pass(event) else super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._session.where.stand_on(self._key)
        if event.reason() in _TABS:
            self.selectAll()
        elif event.reason() == Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A menu that takes the focus leaves the selection: 复制 is chosen there."""
        start = self.selectionStart()
        length = len(self.selectedText())
        super().focusOutEvent(event)
        if length and event.reason() == Qt.FocusReason.MenuBarFocusReason:
            self.setSelection(start, length)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 on a computed figure: 按原表填写. Escape takes back what is being typed; Enter and the arrows go on."""
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.composing and key in _ENTERS:
            return
        if key in _ENTERS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self._enter(-1 if held else 1)
        elif key in _ARROWS and not held:
            self.arrowed.emit(_ARROWS[Qt.Key(key)])
        elif asks_for_today(event):
            self._enter_today()
        elif key == Qt.Key.Key_F2 and self._computed and not self._session.report.read_only:
            self._report_instead()
        elif key == Qt.Key.Key_Escape and (self.isModified() or self._reporting):
            self._stop_reporting()
            self._show()
            self._session.refused.emit(self._key, "")
        elif self.isReadOnly() and _writes(event):
            self._session.where.say_why_not(self._session.report.read_only)
        else:
            super().keyPressEvent(event)

    def _enter(self, by: int) -> None:
        """Stores what is typed and goes on; what was refused keeps the caret."""
        self.commit()
        if not self._reporting and not self.isModified():
            self.entered.emit(by)

    def _enter_today(self) -> None:
        """This day: in place of what a date holds, at the caret of a line of words."""
        kind = self._session.report.definition(self._key).kind
        if kind.takes_date and not self.isReadOnly():
            if kind.is_date:
                self.selectAll()
            self.insert(today())
            self.setModified(True)
            if kind.is_date:
                self.commit()

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._by_hand = True

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        """A text that neither keys nor the report put here came from a screen reader or the like: it counts."""
        by_hand = self._by_hand
        self._by_hand = False
        if not by_hand and not self._showing and not self._computed:
            self.setModified(True)
            self.commit()

    def _put(self, text: str) -> None:
        self._showing = True
        self.setText(text)
        self._showing = False

    def _report_instead(self) -> None:
        self._reporting = True
        self.setReadOnly(False)
        self._put(
            self._session.report.entry(self._key + REPORTED) or self._session.report.computed(self._key)
        )
        self.selectAll()

    def _stop_reporting(self) -> None:
        self._reporting = False
        if self._computed:
            self.setReadOnly(True)

    @Slot()
    def commit(self) -> None:
        """Sends what is typed, with what an input method still holds."""
        if self.composing:
            self.end_composition()
        if self.composing:
            return
        if self._computed:
            if self._reporting:
                text = self.text() if self.text() != self._session.report.computed(self._key) else ""
                if self._session.report_as(self._key, text, origin=self):
                    self._stop_reporting()
                    self._show()
        elif self.isModified() and self._session.set(self._key, self.text(), origin=self):
            self._show()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key in change.keys and not self._is_typed_in():
            self._show()

    def _is_typed_in(self) -> bool:
        return self._reporting or self.composing or (self.isModified() and self.hasFocus())

    def _show(self) -> None:
        words = self._session.report.words(self._key)
        behind = len(self.text()) - self.cursorPosition()
        self._put(f"ƒ {words}" if self._computed and words else words)
        self.setModified(False)
        self.setCursorPosition(max(len(self.text()) - behind, 0) if self.hasFocus() else 0)


def _writes(event: QKeyEvent) -> bool:
    """Whether a key writes a character, or all that was copied."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    types = bool(event.text()) and event.text().isprintable() and not held
    return types or event.matches(QKeySequence.StandardKey.Paste)


class ChoiceField(QComboBox):
    """Shows one 选项 or 是否, and sends what is chosen to the session; `entered` and `arrowed` as a line says them."""

    entered = Signal(int)
    arrowed = Signal(int)

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        definition = session.report.definition(key)
        self.setObjectName(key)
        self.setAccessibleName(definition.label)
        self.setAccessibleDescription(definition.note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.addItem("")
        self.addItems(list(definition.options) or ["是", "否"])
        self.setEnabled(not session.report.read_only)
        self.activated.connect(self._commit)
        session.changed.connect(self._on_changed)
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._session.where.stand_on(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties the choice; Enter and the arrows go on: an arrow passing by chooses nothing."""
        if event.key() in _ENTERS:
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.arrowed.emit(_ARROWS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.setCurrentIndex(0)
            self._commit(0)
        else:
            super().keyPressEvent(event)

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
