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
    QFocusEvent,
    QInputMethodEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.index import Index
from gui.listings.acts import ListingActs
from gui.listings.delegate import CellDelegate
from gui.listings.model import ListingModel
from gui.listings.sizes import ListingSizes
from gui.listings.steps import ListingSteps
from gui.session import Session
from gui.tables import sums
from gui.tables.keyed_table import KeyedTable


class ListingView(KeyedTable):
    """The table of one listing; ListingSteps moves its cursor, ListingActs does what its menu offers."""

    key_entered = Signal(str)
    explain_requested = Signal(str)
    selection_said = Signal(str)
    resized = Signal()
    acts: ListingActs
    steps: ListingSteps
    edits: CellDelegate

    def __init__(self, session: Session, listing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.steps = ListingSteps(self)
        self._leaving = False
        self.rows = ListingModel(session, listing, self)
        self.edits = CellDelegate(session, self.rows, self)
        self.setModel(self.rows)
        self.sizes = ListingSizes(self, self.rows)
        self.setItemDelegate(self.edits)
        self.rows.modelAboutToBeReset.connect(self.edits.drop)
        self.edits.stepped.connect(self._on_stepped)
        self.acts = ListingActs(session, self)
        self.setObjectName(listing)
        self.setAccessibleName(self.rows.definition.label)
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
        if self.edits.editor is not None:
            self.edits.finish(self.edits.editor)
        super().currentChanged(current, previous)
        self.steps.cursor_moved()
        self.key_entered.emit(self.current_key())

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            self.edits.drop()
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
        if not self.is_refused_here():
            self.steps.step(key, held)

    def leave(self, forward: bool) -> None:
        """Gives the focus to what comes behind, or before, the table."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    # -- what the cursor stands on --------------------------------------------------------------------

    def is_refused_here(self) -> bool:
        return self.rows.refusal_at(self.currentIndex()) is not None

    def forget_refusal_here(self) -> None:
        self.rows.forget_refusals([self.currentIndex()])

    def is_computed_here(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and bool(self.rows.column(index.column()).formula)

    def end_reporting(self) -> None:
        self.rows.report_instead(None)

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

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        editor = self.editor()
        if self._leaving and editor is not None:
            QCoreApplication.sendEvent(editor, event)  # Qt would look for it at the new cursor
            return
        super().inputMethodEvent(event)

    @Slot(QPoint)
    def _on_header_menu(self, at: QPoint) -> None:
        place = self.horizontalHeader().logicalIndexAt(at)
        if place >= 0:
            self.stand_on(self.rows.index(max(0, self.currentIndex().row()), place))
            menu = self.acts.menu(("sort_up", "sort_down"))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.horizontalHeader().mapToGlobal(at))
