"""What every table of cells has in common: its own keys, its editors, what an input method composes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyledItemDelegate, QTableView, QWidget

from gui.index import Index
from gui.tables.cell_editors import ChoiceCell
from gui.tables.tab_runs import ENTER, TABS, TabRuns

if TYPE_CHECKING:
    from gui.tables.ending_edits import EndingEdits
    from gui.tables.table_acts import TableActs

Key = Qt.Key
Held = Qt.KeyboardModifier


class KeyedTable(QTableView):
    """A table with a spreadsheet's keys.

    Who inherits gives it `acts`, `steps` and `edits`, and says what is refused and computed at the cursor.
    """

    acts: TableActs
    steps: TabRuns
    edits: EndingEdits

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    # -- what the cursor stands on --------------------------------------------------------------------

    def is_refused_here(self) -> bool:
        """Whether a text that was not taken stands in the cursor's cell."""
        raise NotImplementedError

    def forget_refusal_here(self) -> None:
        """Lets that text go."""
        raise NotImplementedError

    def is_computed_here(self) -> bool:
        """Whether the cursor's cell is computed."""
        raise NotImplementedError

    def open_editor(self) -> None:
        """Opens the cursor's cell with the caret at the end; a computed one for its 填报值."""
        raise NotImplementedError

    def end_reporting(self) -> None:
        """The computed cell that took a 填报值 takes none any more."""
        raise NotImplementedError

    def stand_on(self, index: Index) -> None:
        """Puts the cursor on a cell and selects only it, whatever keys are held down."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- keys and menus -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The table's own keys are not the window's while it has the focus."""
        override = event.type() == QEvent.Type.ShortcutOverride and self.editor() is None
        if override and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Held.KeypadModifier
            if self.acts.by_key(event.key(), held) or self._drops_refusal(event):
                event.accept()
                return True
        return super().event(event)

    def _drops_refusal(self, event: QKeyEvent) -> bool:
        """Whether a key lets go what was refused in the cursor's cell, before any step is taken back."""
        drops = event.key() == Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo)
        return drops and self.is_refused_here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        held = event.modifiers() & ~Held.KeypadModifier
        act = self.acts.by_key(key, held)
        if self.editor() is not None:
            event.ignore()  # a key that the open editor has no use for does nothing to the table
            return
        if self._drops_refusal(event):
            self.forget_refusal_here()
        elif act is not None:
            act()
        elif key in (*ENTER, *TABS) and not held & Held.AltModifier:
            self.steps.step(key, held)
        elif key == Key.Key_F2 and not held:
            self.open_editor()
        elif self._types(event) and self.is_computed_here():
            self.acts.explain()
        else:
            super().keyPressEvent(event)

    def _types(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & (Held.ControlModifier | Held.AltModifier | Held.MetaModifier)
        return bool(event.text()) and event.text().isprintable() and not held

    def keyboardSearch(self, search: str) -> None:
        """Typing where nothing can be typed does not send the cursor elsewhere."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        editor = self.editor()
        if isinstance(editor, ChoiceCell):
            editor.showPopup()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu: QMenu = self.acts.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # -- editing --------------------------------------------------------------------------------------

    def editor(self) -> QWidget | None:
        """The editor that is open, None where there is none."""
        return self.edits.editor

    def commit(self) -> None:
        """Stores what is being typed in a cell, with what an input method holds."""
        editor = self.editor()
        if editor is not None:
            editor.end_composition()  # type: ignore[attr-defined]
            if not getattr(editor, "composing", False):
                self.edits.finish(editor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition that opened a cell and is given up leaves its words as they were."""
        editor = self.editor()
        if getattr(editor, "composing", False) and not event.preeditString() and not event.commitString():
            editor.setProperty("loaded", False)  # type: ignore[union-attr]
        super().inputMethodEvent(event)
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImCursorRectangle)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.edits.editor = None
        self.end_reporting()
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache:
            self.forget_refusal_here()
