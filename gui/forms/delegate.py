"""The delegate of a form: it paints through FormPainting, and opens the editor a cell's figures need."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from gui import theme
from gui.forms.model import FormModel
from gui.forms.painting import FormPainting
from gui.index import Index
from gui.session import Session
from gui.tables.cell_editors import CellEditor
from gui.tables.ending_edits import EndingEdits
from gui.tables.fields_cell import FieldsCell


class FormDelegate(EndingEdits):
    """One editor at a time: a field, a choice, lines of text, or fields for several figures in one cell."""

    def __init__(self, session: Session, rows: FormModel, view: QTableView) -> None:
        super().__init__(view)
        self._session = session
        self._rows = rows
        self.painting = FormPainting(rows)
        self._at = QPersistentModelIndex()
        rows.rowsAboutToBeRemoved.connect(self._on_rows_going)  # ahead of the view, which would close it

    @Slot(QModelIndex, int, int)
    def _on_rows_going(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first <= self._at.row() <= last:
            self.drop()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        inside = self.has_focus()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("paper"))  # over what the style has painted
        current = self._view.currentIndex()
        here = (current.row(), current.column()) if current.isValid() else None
        self.painting.paint(
            painter,
            rect,
            index.row(),
            index.column(),
            selected=inside
            and bool(state & QStyle.StateFlag.State_Selected)
            and here != (index.row(), index.column()),
            current=inside and here == (index.row(), index.column()),
            room=self._view.viewport().rect(),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, 20)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = index.row()
        column = index.column()
        figures = self._rows.figures(line, column)
        if len(figures) > 1:
            fields = FieldsCell(figures, parent)
            fields.finished.connect(lambda: self.finish(fields))
            fields.given_up.connect(lambda: self.give_up(fields))
            editor: QWidget = fields
        else:
            stored = self._rows.stored(line, column, figures[0])
            key = self._rows.sheet.key_of(line, figures[0].key)
            editor = self.editor_of(self._session.report, figures[0], parent, key, stored)
        style = self._rows.style(line, column)
        if style is not None:
            editor.setFont(self.painting.font(style)[0])
        editor.setObjectName(f"{self._rows.key_at(index) or figures[0].key}!编辑")
        self.editor = editor
        self._at = QPersistentModelIndex(index)
        return editor

    def load(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, FieldsCell):
            line = index.row()
            column = index.column()
            editor.load({f.key: self._rows.stored(line, column, f) for f in self._rows.figures(line, column)})
        else:
            super().load(editor, index)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FieldsCell):
            for key, text in editor.changed().items():
                self._rows.put(index.row(), index.column(), text, key)
        else:
            self._rows.put(index.row(), index.column(), cast(CellEditor, editor).stored())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect).adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        if isinstance(editor, FieldsCell):
            editor.place(rect, self._view.viewport().rect())
            return
        rect.setLeft(rect.left() + self._label_width(index, rect.width()))
        self.lay(editor, rect)

    def _label_width(self, index: Index, width: int) -> int:
        """In a cell of words the field opens behind the words that stand before the figure."""
        bound = self._rows.sheet.bound(index.row(), index.column())
        style = self._rows.style(index.row(), index.column())
        if bound is None or bound.is_figure or style is None or not bound.marks.partition("{")[0].strip():
            return 0
        before = bound.marks.partition("{")[0]
        return min(self.painting.font(style)[1].horizontalAdvance(before), width - 60)

    def give_up(self, editor: QWidget) -> None:
        """Closes an editor and keeps what was there."""
        if editor is self.editor and not self._ending:
            self._ending = True
            self.closeEditor.emit(editor, FormDelegate.EndEditHint.RevertModelCache)
            self._ending = False
