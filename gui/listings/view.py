"""The view of a listing: a spreadsheet's keys, cells that grow with their words, one cursor."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from core.figures.keys import Key, ListingKey
from gui.index import Index
from gui.listings.acts import ListingActs
from gui.listings.delegate import ListingDelegate
from gui.listings.model import ListingModel
from gui.listings.steps import ListingSteps
from gui.session import Session
from gui.tables import sums
from gui.tables.keyed_table import KeyedTable


class ListingView(KeyedTable):
    """The table of one listing; ListingSteps says where its cursor goes, ListingActs does what its menu offers.

    How wide its columns and how high its rows are is settled by who hears that it was `resized`, `shown` or
    `restyled`.
    """

    resized = Signal()
    shown = Signal()
    restyled = Signal()
    acts: ListingActs
    _model: ListingModel

    def __init__(self, session: Session, listing: ListingKey, parent: QWidget | None = None) -> None:
        model = ListingModel(session, listing)
        super().__init__(session.where, model, ListingDelegate(session, model), ListingSteps(model), parent)
        self._session = session
        self._leaving = False
        self.acts = ListingActs(session, model, self.selection, self.viewport())
        self.follow_acts(self.acts)
        self.acts.rows_moved.connect(self._on_rows_moved)
        self.setObjectName(listing)
        self.setAccessibleName(model.definition.label)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stand_on(model.index(0, 0))

    def model(self) -> ListingModel:
        return self._model

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.restyled.emit()

    def current_key(self) -> Key:
        """The key of the cursor's cell, the listing's in the blank row."""
        index = self.currentIndex()
        return (self.model().key_at(index) if index.isValid() else None) or self.model().listing

    def currentChanged(self, current: Index, previous: Index) -> None:
        self._leaving = True
        self.commit()
        self._leaving = False
        editor = self.editor()
        if editor is not None:
            self.edits.finish(editor)
        super().currentChanged(current, previous)

    def selected_numbers(self) -> list[Decimal]:
        model = self.model()
        numbers: list[Decimal] = []
        for area in self.areas():
            figures = [model.figure(column) for column in range(area.left(), area.right() + 1)]
            for row_id in model.row_ids[area.top() : area.bottom() + 1]:
                cells = (sums.number_of(self._session.report, f, row_id) for f in figures if f.kind.numeric)
                numbers += [number for number in cells if number is not None]
        return numbers

    @Slot()
    def _on_rows_moved(self) -> None:
        self.scrollTo(self.currentIndex())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        editor = self.editor()
        if self._leaving and editor is not None:
            QCoreApplication.sendEvent(editor, event)  # Qt would look for it at the new cursor
            return
        super().inputMethodEvent(event)

    @Slot(QPoint)
    def _on_header_menu(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.stand_on(self.model().index(max(0, self.currentIndex().row()), column))
            menu = self.acts.menu(("sort_up", "sort_down"))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.horizontalHeader().mapToGlobal(at))
