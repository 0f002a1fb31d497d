"""The view of a listing: a spreadsheet's keys, cells that grow with their words, one cursor."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyledItemDelegate, QTableView, QWidget

from gui.editors.cell_delegate import CellDelegate
from gui.editors.cell_editors import ChoiceCell
from gui.editors.listing_acts import ListingActs
from gui.editors.listing_sizes import ListingSizes
from gui.editors.listing_steps import ENTER, ListingSteps
from gui.index import Index
from gui.models import sums
from gui.models.listing_model import ListingModel
from gui.session import Session

Key, Held = Qt.Key, Qt.KeyboardModifier
TABS = (Key.Key_Tab, Key.Key_Backtab)


class ListingView(QTableView):
    """The table of one listing; ListingSteps moves its cursor, ListingActs does what its menu offers."""

    key_entered = Signal(str)
    explain_requested = Signal(str)
    selection_said = Signal(str)
    resized = Signal()

    def __init__(self, session: Session, listing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps = ListingSteps(self)
        self._leaving = False
        self.rows = ListingModel(session, listing, self)
        self._delegate = CellDelegate(session, self.rows, self)
        self.setModel(self.rows)
        self.sizes = ListingSizes(self, self.rows)
        self.setItemDelegate(self._delegate)
        self.rows.modelAboutToBeReset.connect(self._delegate.drop)
        self._delegate.stepped.connect(self._on_stepped)
        self.acts = ListingActs(session, self)
        self.setObjectName(listing)
        self.setAccessibleName(self.rows.definition.label)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sizes.set_all()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.stand_on(self.rows.index(0, 0))

    @Slot()
    def _on_scrolled(self) -> None:
        self.sizes.fit_visible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sizes.stretch()
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.sizes.set_all()
            self.resized.emit()

    def current_key(self) -> str:
        """The key of the cursor's cell, the listing's in the blank row."""
        index = self.currentIndex()
        return (self.rows.key_at(index) if index.isValid() else None) or self.rows.listing

    def currentChanged(self, current: Index, previous: Index) -> None:
        self._leaving = True
        self.commit()
        self._leaving = False
        if self._delegate.editor is not None:
            self._delegate.finish(self._delegate.editor)
        super().currentChanged(current, previous)
        self._steps.cursor_moved()
        self.key_entered.emit(self.current_key())

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            self._delegate.drop()
        super().rowsAboutToBeRemoved(parent, start, end)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.key_entered.emit(self.current_key())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        report = self._session.report
        numbers: list[Decimal] = []
        for area in self.areas():
            columns = [self.rows.column(place) for place in range(area.left(), area.right() + 1)]
            for row in self.rows.rows[area.top() : area.bottom() + 1]:
                found = (sums.number_of(report, c, row) for c in columns if c.kind.numeric)
                numbers += [number for number in found if number is not None]
        self.selection_said.emit(sums.said(numbers))

    def areas(self) -> list[QItemSelectionRange]:
        """The rectangles that are selected."""
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def stand_on(self, index: Index) -> None:
        """Puts the cursor on a cell and selects only it, whatever keys are held down."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_block(self, number: int, place: int, high: int, wide: int) -> None:
        """Selects a block of cells, the cursor in its first."""
        last = self.rows.index(
            min(number + high, self.rows.rowCount()) - 1, min(place + wide, self.rows.columnCount()) - 1
        )
        first = self.rows.index(number, place)
        if first.isValid() and last.isValid():
            self.stand_on(first)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(QItemSelection(first, last), flag)

    @Slot(object, object)
    def _on_stepped(self, key: int, held: Qt.KeyboardModifier) -> None:
        """After an edit: a cell whose text was refused keeps the cursor."""
        if not self.rows.refusal_at(self.currentIndex()):
            self._steps.step(key, held)

    def leave(self, forward: bool) -> None:
        """Gives the focus to what comes behind, or before, the table."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

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
        return drops and self.rows.refusal_at(self.currentIndex()) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held, index = event.key(), event.modifiers() & ~Held.KeypadModifier, self.currentIndex()
        act = self.acts.by_key(key, held)
        if self.editor() is not None:
            event.ignore()  # a key that the open editor has no use for does nothing to the table
            return
        if self._drops_refusal(event):
            self.rows.forget_refusals([index])
        elif act is not None:
            act()
        elif key in (*ENTER, *TABS) and not held & Held.AltModifier:
            self._steps.step(key, held)
        elif key == Key.Key_F2 and not held:
            self.open_editor()
        elif self._types(event) and index.isValid() and self.rows.column(index.column()).formula:
            self.acts.explain()
        else:
            super().keyPressEvent(event)

    def _types(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & (Held.ControlModifier | Held.AltModifier | Held.MetaModifier)
        return bool(event.text()) and event.text().isprintable() and not held

    def keyboardSearch(self, search: str) -> None:
        """Typing where nothing can be typed does not send the cursor elsewhere."""

    def open_editor(self) -> None:
        """Opens the cursor's cell with the caret at the end; a computed one for its 填报值."""
        index = self.currentIndex()
        if not index.isValid() or self.rows.read_only:
            return
        if self.rows.column(index.column()).formula:
            if self.rows.key_at(index) is None:
                return
            self.rows.report_instead(index)
        self.edit(index)
        editor = self.editor()
        if editor is not None:
            editor.to_end()  # type: ignore[attr-defined]

    def editor(self) -> QWidget | None:
        """The editor that is open, None where there is none."""
        return self._delegate.editor

    def commit(self) -> None:
        """Stores what is being typed in a cell, with what an input method holds."""
        editor = self.editor()
        if editor is not None:
            editor.end_composition()  # type: ignore[attr-defined]
            if not getattr(editor, "composing", False):
                self._delegate.finish(editor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition that opened a cell and is given up leaves its words as they were."""
        editor = self.editor()
        if self._leaving and editor is not None:
            QCoreApplication.sendEvent(editor, event)  # Qt would look for it at the new cursor
            return
        if getattr(editor, "composing", False) and not event.preeditString() and not event.commitString():
            editor.setProperty("loaded", False)  # type: ignore[union-attr]
        super().inputMethodEvent(event)
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImCursorRectangle)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self._delegate.editor = None
        self.rows.report_instead(None)
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache:
            self.rows.forget_refusals([self.currentIndex()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        editor = self.editor()
        if isinstance(editor, ChoiceCell):
            editor.showPopup()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self._pop_up(self.acts.menu(), at)

    @Slot(QPoint)
    def _on_header_menu(self, at: QPoint) -> None:
        place = self.horizontalHeader().logicalIndexAt(at)
        if place >= 0:
            self.stand_on(self.rows.index(max(0, self.currentIndex().row()), place))
            self._pop_up(self.acts.menu(("sort_up", "sort_down")), self.horizontalHeader().mapToGlobal(at))

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
