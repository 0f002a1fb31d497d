"""The view of a form: printed shape, a spreadsheet's keys, header rows that stay in sight."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from core.figures.keys import WHOLE, Key, Row
from core.pack.binding import BoundForm
from gui.forms.acts import FormActs
from gui.forms.delegate import FormDelegate
from gui.forms.head import FormHead
from gui.forms.model import FormModel
from gui.forms.sizes import LEAST_ZOOM, MOST_ZOOM, FormSizes
from gui.forms.steps import FormSteps
from gui.index import Index
from gui.session import Session
from gui.tables.keyed_table import KeyedTable

_MOST_ADDED = 4000
"""The sum of more selected cells than these is not told."""


class FormView(KeyedTable):
    """One sheet of a form; FormSteps says where its cursor goes, FormActs does what its menu offers."""

    zoom_changed = Signal(float)
    acts: FormActs
    edits: FormDelegate
    steps: FormSteps
    _model: FormModel

    def __init__(
        self, session: Session, form: BoundForm, row_id: Row = WHOLE, parent: QWidget | None = None
    ) -> None:
        model = FormModel(session, form, row_id)
        delegate = FormDelegate(session, model)
        super().__init__(session.where, model, delegate, FormSteps(model), parent)
        self._fits = True
        rows = self.verticalHeader()
        columns = self.horizontalHeader()
        self._painting = delegate.painting
        self._head = FormHead(model, delegate.painting, rows, columns, self.viewport())
        self.sizes = FormSizes(model, delegate.painting, rows, columns)
        self.acts = FormActs(session, model, self.selection, self.viewport())
        self.follow_acts(self.acts)
        self.setObjectName(model.name)
        self.setAccessibleName(form.entry.name)
        self.setShowGrid(False)
        for header in (columns, rows):
            header.setMinimumSectionSize(4)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_inserted)
        model.joined.connect(self._span)
        model.dataChanged.connect(self._on_data_changed)
        self._on_reset()

    def model(self) -> FormModel:
        return self._model

    # -- shape ----------------------------------------------------------------------------------------

    @Slot()
    def _span(self) -> None:
        """Cells that are one with others are so in the view too."""
        self.clearSpans()
        for (row, column), (high, wide) in self.model().sheet.spans.items():
            if high * wide > 1:
                self.setSpan(row, column, high, wide)

    @Slot()
    def _on_reset(self) -> None:
        self._span()
        self._lay_out(self.sizes.set_all())
        self.stand_on(self.steps.first())

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit(range(first, last + 1))

    @Slot(QModelIndex, QModelIndex)
    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit(range(first.row(), last.row() + 1))

    def _fit(self, rows: Iterable[int]) -> None:
        self._lay_out(self.sizes.fit(rows))

    def _lay_out(self, changed: bool) -> None:
        """Where row heights have changed all is laid out once."""
        if changed:
            self.updateGeometries()
            self.viewport().update()

    def zoom_to(self, zoom: float | None) -> None:
        """Shows the form at a size; None fits it to the width of the page."""
        self._fits = zoom is None
        wanted = self.sizes.fitting(self.viewport().width() - 2) if zoom is None else zoom
        wanted = min(max(wanted, LEAST_ZOOM), MOST_ZOOM)
        if wanted != self._painting.zoom:
            self.commit()
            self._painting.set_zoom(wanted)
            self._lay_out(self.sizes.set_all())
        self.zoom_changed.emit(wanted)

    @property
    def zoom(self) -> float:
        """The size now, 1 being that of paper."""
        return self._painting.zoom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.zoom_to(None)
        self._head.follow(self.viewport().width())

    @Slot()
    def _on_scrolled(self) -> None:
        self._head.follow(self.viewport().width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(round(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1), 2))
            event.accept()
        else:
            super().wheelEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if index.isValid():
            over = self._head.height_over(index.row()) - self.visualRect(index).top()
            if over > 0:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() - over)

    # -- the cursor -----------------------------------------------------------------------------------

    def show_cell(self, key: Key) -> bool:
        """Puts the cursor on a figure's cell; False where it does not stand on this sheet."""
        index = self.model().index_of(key)
        if index.isValid():
            self.show_index(index)
        return index.isValid()

    def show_row(self, row_id: Row) -> bool:
        """Puts the cursor on a row of a listing; False where it does not stand on this sheet."""
        index = self.steps.first_of(row_id)
        if index is not None:
            self.show_index(index)
        return index is not None

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ahead = self.steps.by_arrow(self.currentIndex(), action)
        return super().moveCursor(action, modifiers) if ahead is None else ahead

    def currentChanged(self, current: Index, previous: Index) -> None:
        self.commit()
        super().currentChanged(current, previous)

    def step_to(self, index: Index) -> None:
        super().step_to(index)
        self.scrollTo(index)

    def selected_numbers(self) -> list[Decimal]:
        sheet = self.model().sheet
        places = {sheet.place_of(i.row(), i.column()) for i in self.selectedIndexes()[:_MOST_ADDED]}
        return [number for place in places if (number := sheet.number(*place)) is not None]
