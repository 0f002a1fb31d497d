"""A listing as a table: Excel's keys, a blank last row, 无 as a tick."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import NONE_TICKED
from core.report.change import Change
from gui.models.listing_model import Index, ListingModel
from gui.session import Session

MOST_SHOWN = 12


class _Cells(QStyledItemDelegate):
    """Options are chosen from a box; everything else is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ListingModel)
        options = model.column(index.column()).options
        if not options:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.addItems(["", *options])
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)


class _View(QTableView):
    """Enter goes down, Delete empties cells, Ctrl+Delete removes the row."""

    def __init__(self, session: Session, listing: str) -> None:
        super().__init__()
        self._session, self._listing = session, listing
        self.rows = ListingModel(session, listing, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setObjectName(listing)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        for number in range(self.rows.columnCount()):
            wide = self.rows.column(number).kind.name in ("文字", "多行文字")
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, mode)
            header.resizeSection(number, 130)
        if not any(
            self.rows.column(n).kind.name in ("文字", "多行文字") for n in range(self.rows.columnCount())
        ):
            header.setStretchLastSection(True)
        self.setCurrentIndex(self.rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete:
            self._remove_row() if control else self._empty()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def _down(self) -> None:
        index = self.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def _empty(self) -> None:
        for index in self.selectedIndexes():
            if self.rows.key_at(index) is not None and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.rows.setData(index, "")

    def _remove_row(self) -> None:
        row = self.rows.row_at(self.currentIndex().row())
        if row is not None:
            self._session.remove_row(self._listing, row)


class ListingTable(QWidget):
    """The table of one listing with its label, its 无 and its refusals."""

    def __init__(self, session: Session, listing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._listing = session, listing
        self.view = _View(session, listing)
        self._none = QCheckBox("无")
        self._none.setObjectName(listing + NONE_TICKED)
        self._refusal = QLabel()
        self._refusal.setProperty("role", "refusal")
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none)
        layout.addWidget(self.view)
        layout.addWidget(self._refusal)
        self._none.clicked.connect(self._tick)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)
        self._follow()

    def show_cell(self, key: str) -> bool:
        """Puts the focus on a cell; False where the listing has no such cell."""
        index = self.view.rows.index_of(key)
        if key == self._listing:
            index = self.view.rows.index(0, 0)
        if index.isValid():
            self.view.setFocus()
            self.view.setCurrentIndex(index)
        return index.isValid()

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self._session.tick_none(self._listing, ticked)
        self._follow()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._listing in change.keys:
            self._follow()
        if any(key.startswith(self._listing) for key in change.keys):
            self._refusal.hide()

    @Slot(str, str)
    def _on_refused(self, key: str, reason: str) -> None:
        if key == self._listing or key.startswith(f"{self._listing}["):
            self._refusal.setText(f"✕ {reason}")
            self._refusal.show()

    def _follow(self) -> None:
        self._none.setChecked(self._session.report.entry(self._listing + NONE_TICKED) == "是")
        self._none.setVisible(not self._session.report.rows(self._listing, live=True))
        shown = min(MOST_SHOWN, self.view.rows.rowCount(QModelIndex()))
        self.view.setFixedHeight(shown * 30 + self.view.horizontalHeader().sizeHint().height() + 6)
