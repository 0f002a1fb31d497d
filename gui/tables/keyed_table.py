"""What every table of cells has in common: its own keys, its cursor, its editors, what an input method composes."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionRange, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView, QWidget

from core.figures.keys import NO_KEY, Key
from gui.index import Index
from gui.tables import sums
from gui.tables.cell_editors import ChoiceCell
from gui.tables.cells import has_focus
from gui.tables.delegate import Editor, TableDelegate
from gui.tables.selection import CellSelection
from gui.tables.tab_runs import ENTER, TABS, TabRuns, goes_back
from gui.tables.table_acts import TableActs
from gui.tables.table_model import TableModel
from gui.whereabouts import Whereabouts
from gui.widgets.act_keys import edits

_QtKey = Qt.Key
_PASSING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
Held = Qt.KeyboardModifier


class KeyedTable(QTableView):
    """A table with a spreadsheet's keys: `steps` say where its cursor goes, `acts` what its menu offers.

    `moved` tells those around it that its cursor stands elsewhere; everybody else asks `where`.

    Model, delegate, steps and acts do not know the table. Who inherits sets the acts, which work on its
    `selection`.
    """

    moved = Signal()
    acts: TableActs
    edits: TableDelegate
    steps: TabRuns
    _model: TableModel

    def __init__(
        self,
        where: Whereabouts,
        model: TableModel,
        edits: TableDelegate,
        steps: TabRuns,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._where = where
        self._model = model
        self._stepping = False
        self.edits = edits
        self.steps = steps
        self.selection = CellSelection(model, self)
        model.setParent(self)
        edits.setParent(self)
        self.setModel(model)
        self.setSelectionModel(self.selection)
        self.setItemDelegate(edits)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelAboutToBeReset.connect(self.drop_editor)
        model.replaced.connect(self.drop_editor_in)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._tell_again)
        for turned in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            turned.connect(self._settled.start)
        model.modelReset.connect(self._settled.start)
        edits.stepped.connect(self._on_stepped)

    def model(self) -> TableModel:
        """The table's model."""
        return self._model

    def follow_acts(self, acts: TableActs) -> None:
        """Answers what acts ask of the table that shows their cells."""
        acts.edit_requested.connect(self.open_editor)

    # -- the cursor and what is selected --------------------------------------------------------------

    def current_place(self) -> tuple[int, int]:
        """The row and column under the cursor: those of the cell that is seen there."""
        return self.model().seen_at(self.currentIndex())

    def current_key(self) -> Key:
        """The key of the figure in the cursor's cell, "" for words."""
        return self.model().key_at(self.model().index(*self.current_place())) or NO_KEY

    def stand_on(self, index: Index) -> None:
        """Puts the cursor on a cell and selects only it, whatever keys are held down."""
        self.selection.stand_on(index)

    def show_index(self, index: Index) -> None:
        """Puts the focus and the cursor on a cell and brings it into sight."""
        self.setFocus()
        self.stand_on(index)
        self.scrollTo(index)

    def areas(self) -> list[QItemSelectionRange]:
        """The rectangles that are selected."""
        return self.selection.areas()

    def select_block(self, row: int, column: int, high: int, wide: int) -> None:
        """Selects a block of cells, the cursor in its first."""
        self.selection.select_block(row, column, high, wide)

    def selected_numbers(self) -> list[Decimal]:
        """The numbers in the selected cells."""
        raise NotImplementedError

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._stepping:
            self.steps.end_run()
        self._tell_place()

    def _tell_place(self) -> None:
        """Those around it follow first: what they put under it has a cursor of its own.

        The clerk stands here only with the focus: the cursor of a table elsewhere moves when its row goes.
        """
        self.moved.emit()
        if has_focus(self):
            self._where.stand_on(self.current_key())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if has_focus(self):
            self._tell_sums()

    def _tell_sums(self) -> None:
        self._where.selection_changed.emit(sums.summary(self.selected_numbers()))

    @Slot()
    def _tell_again(self) -> None:
        """The report has turned under the cursor: another cell stands there, or another number."""
        if has_focus(self):
            self._tell_sums()
            if self.editor() is None and self._where.key != self.current_key():
                self._tell_place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_place()
        self._tell_sums()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is selected here is selected no more for who looks elsewhere; a menu or another window is not."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING and not has_focus(self):
            self._where.selection_changed.emit("")

    def step(self, key: int, held: Qt.KeyboardModifier) -> None:
        """Moves the cursor as Enter and Tab do, or leaves the table."""
        index = self.steps.step(self.currentIndex(), key, held)
        if index is None:
            self.leave(not goes_back(key, held))
            return
        self._stepping = True
        self.step_to(index)
        self._stepping = False

    def step_to(self, index: Index) -> None:
        """Puts the cursor where a step leads."""
        self.stand_on(index)

    @Slot(object, object)
    def _on_stepped(self, key: int, held: Qt.KeyboardModifier) -> None:
        """After an edit: a cell whose text was refused keeps the cursor."""
        if not self.is_refused_here():
            self.step(key, held)

    def leave(self, forward: bool) -> None:
        """Gives the focus to what comes behind, or before, the table."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    # -- what the cursor stands on --------------------------------------------------------------------

    def is_refused_here(self) -> bool:
        """Whether a text that was not taken stands in the cursor's cell."""
        return self.currentIndex().isValid() and self.model().refusal_at(*self.current_place()) is not None

    def forget_refusal_here(self) -> None:
        """Lets that text go."""
        if self.currentIndex().isValid():
            self.model().forget_refusals([self.current_place()])

    def is_computed_here(self) -> bool:
        """Whether the cursor's cell is computed."""
        return self.currentIndex().isValid() and self.model().is_computed(*self.current_place())

    def takes_no_typing_here(self) -> bool:
        """Whether typing does nothing here, and the clerk is told why."""
        return self.model().read_only or self.is_computed_here()

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

    def answers_to(self, key: int, held: Qt.KeyboardModifier) -> bool:
        """Whether one of the table's acts has a key."""
        return self.acts.by_key(key, held) is not None

    def _drops_refusal(self, event: QKeyEvent) -> bool:
        """Whether a key lets go what was refused in the cursor's cell, before any step is taken back."""
        drops = event.key() == _QtKey.Key_Escape or event.matches(QKeySequence.StandardKey.Undo)
        return drops and self.is_refused_here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        held = event.modifiers() & ~Held.KeypadModifier
        act = self.acts.by_key(key, held)
        if self.editor() is not None:
            event.setAccepted(self._acts_while_typing(key, held))
            return
        if self._drops_refusal(event):
            self.forget_refusal_here()
        elif act is not None:
            act()
        elif key in (*ENTER, *TABS) and not held & Held.AltModifier:
            self.step(key, held)
        elif key == _QtKey.Key_F2 and not held:
            self.open_editor()
        elif self._types(event) and self.takes_no_typing_here():
            self._where.say_why_not(self.model().read_only)
        else:
            super().keyPressEvent(event)

    def _acts_while_typing(self, key: int, held: Qt.KeyboardModifier) -> bool:
        """A key that the open editor has no use for does its act once what is typed is stored; else nothing."""
        act = None if edits(key, held) else self.acts.by_key(key, held)
        if act is None:
            return False
        self.commit()
        if self.editor() is None and not self.is_refused_here():
            act()
        return True

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
        menu = self.acts.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # -- editing --------------------------------------------------------------------------------------

    def editor(self) -> Editor | None:
        """The editor that is open, None where there is none."""
        return self.edits.editor

    @Slot()
    def open_editor(self) -> None:
        """Opens the cursor's cell with the caret at the end; a computed one for its 填报值."""
        model = self.model()
        place = self.current_place()
        if model.read_only or not self.currentIndex().isValid():
            return
        if model.is_computed(*place):
            model.report_instead(*place)
        index = model.index(*place)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        editor = self.editor()
        if editor is not None:
            editor.to_end()

    def commit(self) -> None:
        """Stores what is being typed in a cell, with what an input method holds."""
        editor = self.editor()
        if editor is not None:
            editor.end_composition()
            if not editor.composing:
                self.edits.finish(editor)

    @Slot()
    def drop_editor(self) -> None:
        """Lets the open editor go without storing it: its cell is no longer there."""
        editor = self.editor()
        if editor is not None:
            editor.removeEventFilter(self.edits)
            if has_focus(self):
                self.setFocus()
            self.edits.editor = None

    @Slot(int, int)
    def drop_editor_in(self, first: int, last: int) -> None:
        """Lets an editor go that is open in some rows: they are others now."""
        if first <= self.edits.at.row() <= last:
            self.drop_editor()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """An editor in a row that goes is let go: Qt would store what it holds."""
        self.drop_editor_in(start, end)
        super().rowsAboutToBeRemoved(parent, start, end)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition that opened a cell and is given up leaves its words as they were."""
        editor = self.editor()
        gives_up = not event.preeditString() and not event.commitString()
        if editor is None and not gives_up and self.takes_no_typing_here():
            self._where.say_why_not(self.model().read_only)
            return
        if editor is not None and editor.composing and gives_up:
            editor.loaded = False
        super().inputMethodEvent(event)
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImCursorRectangle)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.edits.editor = None
        self.model().end_reporting()
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache:
            self.forget_refusal_here()
