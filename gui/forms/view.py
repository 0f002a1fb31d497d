"""The view of a form: printed shape, a spreadsheet's keys, header rows that stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from core.pack.binding import BoundForm
from gui.forms.acts import FormActs
from gui.forms.delegate import FormDelegate
from gui.forms.head import FormHead
from gui.forms.model import FormModel
from gui.forms.sizes import LEAST_ZOOM, MOST_ZOOM, FormSizes
from gui.forms.steps import FormSteps
from gui.index import Index
from gui.session import Session
from gui.tables import sums
from gui.tables.keyed_table import KeyedTable


class FormView(KeyedTable):
    """One sheet of a form; FormSteps moves its cursor, FormActs does what its menu offers."""

    key_entered = Signal(str)
    explain_requested = Signal(str)
    selection_said = Signal(str)
    zoom_changed = Signal(float)
    acts: FormActs
    steps: FormSteps
    edits: FormDelegate

    def __init__(
        self, session: Session, form: BoundForm, row: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._fits = True
        self.head: FormHead | None = None
        self.form_id = form.entry.id
        self.rows = FormModel(session, form, row, self)
        self.steps = FormSteps(self)
        self.edits = FormDelegate(session, self.rows, self)
        self.sizes = FormSizes(self, self.rows, self.edits.painting)
        self.setModel(self.rows)
        self.setItemDelegate(self.edits)
        self.acts = FormActs(session, self)
        self.setObjectName(f"表:{form.entry.id}")
        self.setAccessibleName(form.entry.name)
        self.setShowGrid(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(4)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.head = FormHead(self, self.edits.painting)
        self.edits.stepped.connect(self._on_stepped)
        self.rows.modelAboutToBeReset.connect(self.edits.drop)
        self.rows.modelReset.connect(self._on_reset)
        self.rows.rowsInserted.connect(self._on_inserted)
        self.rows.joined.connect(self._span)
        self.rows.dataChanged.connect(self._on_data_changed)
        self._on_reset()

    # -- shape ----------------------------------------------------------------------------------------

    @Slot()
    def _span(self) -> None:
        """Cells that are one with others are so in the view too."""
        self.clearSpans()
        for (line, column), (high, wide) in self.rows.sheet.spans.items():
            if high * wide > 1:
                self.setSpan(line, column, high, wide)

    @Slot()
    def _on_reset(self) -> None:
        self._span()
        self.sizes.set_all()
        self.stand_on(self.rows.index(*self.steps.first()))

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.sizes.fit(range(first, last + 1))

    @Slot(QModelIndex, QModelIndex)
    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.sizes.fit(range(first.row(), last.row() + 1))

    def zoom_to(self, zoom: float | None) -> None:
        """Shows the form at a size; None fits it to the width of the page."""
        self._fits = zoom is None
        wanted = self.sizes.fitting(self.viewport().width() - 2) if zoom is None else zoom
        wanted = min(max(wanted, LEAST_ZOOM), MOST_ZOOM)
        if wanted != self.edits.painting.zoom:
            self.commit()
            self.edits.painting.set_zoom(wanted)
            self.sizes.set_all()
        self.zoom_changed.emit(wanted)

    @property
    def zoom(self) -> float:
        """The size now, 1 being that of paper."""
        return self.edits.painting.zoom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.zoom_to(None)
        if self.head is not None:
            self.head.follow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(round(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1), 2))
            event.accept()
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.head is not None:
            self.head.follow()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if self.head is not None and index.isValid():
            over = self.head.height_over(index.row()) - self.visualRect(index).top()
            if over > 0:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() - over)

    # -- the cursor -----------------------------------------------------------------------------------

    def current_place(self) -> tuple[int, int]:
        """The cell under the cursor: that which is seen, where cells are joined."""
        index = self.currentIndex()
        return self.rows.sheet.place_of(max(index.row(), 0), max(index.column(), 0))

    def current_key(self) -> str:
        """The key of the figure in the cursor's cell, "" for words."""
        return self.rows.key_at(self.rows.index(*self.current_place())) or ""

    def show_cell(self, key: str) -> bool:
        """Puts the cursor on a figure's cell; False where it does not stand on this sheet."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setFocus()
            self.stand_on(index)
            self.scrollTo(index)
        return index.isValid()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return self.rows.index(*self.steps.moved(action)) if self.steps.knows(action) else super().moveCursor(
            action, modifiers
        )  # fmt: skip

    def currentChanged(self, current: Index, previous: Index) -> None:
        self.commit()
        super().currentChanged(current, previous)
        self.steps.cursor_moved()
        if current.isValid():
            self.key_entered.emit(self.current_key())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        sheet = self.rows.sheet
        places = {sheet.place_of(i.row(), i.column()) for i in self.selectedIndexes()[:4000]}
        numbers = [n for place in places if (n := sheet.number(*place)) is not None]
        self.selection_said.emit(sums.said(numbers))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.key_entered.emit(self.current_key())

    @Slot(object, object)
    def _on_stepped(self, key: int, held: Qt.KeyboardModifier) -> None:
        if not self.is_refused_here():
            self.steps.step(key, held)

    # -- what the cursor stands on --------------------------------------------------------------------

    def is_refused_here(self) -> bool:
        return self.rows.refusal_at(*self.current_place()) is not None

    def forget_refusal_here(self) -> None:
        self.rows.forget_refusal(*self.current_place())

    def is_computed_here(self) -> bool:
        return self.rows.is_computed(*self.current_place())

    def end_reporting(self) -> None:
        self.rows.reporting = None

    def open_editor(self) -> None:
        """Opens the cursor's cell with the caret at the end; a computed one for its 填报值."""
        place = self.current_place()
        if self.rows.read_only:
            return
        if self.rows.is_computed(*place):
            self.rows.reporting = place
        index = self.rows.index(*place)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        editor = self.editor()
        if editor is not None:
            editor.to_end()  # type: ignore[attr-defined]

    def selected_area(self) -> QRect:
        """The rectangle around what is selected: columns across, lines down; the cursor's cell at least."""
        indexes = self.selectedIndexes() or [self.rows.index(*self.current_place())]
        lines = [i.row() for i in indexes]
        columns = [i.column() for i in indexes]
        return QRect(min(columns), min(lines), max(columns) - min(columns) + 1, max(lines) - min(lines) + 1)
