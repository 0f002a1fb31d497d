"""The delegate of a form: it paints through FormPainting, and opens the editor a cell's figures need."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from gui import theme
from gui.forms.model import FormModel
from gui.forms.painting import FormPainting
from gui.index import Index
from gui.session import Session
from gui.tables.cells import has_focus, option_of
from gui.tables.delegate import Editor, TableDelegate, TextEditor
from gui.tables.fields_cell import FieldsCell


class FormDelegate(TableDelegate):
    """One editor at a time: a field, a choice, lines of text, or fields for several figures in one cell."""

    def __init__(self, session: Session, model: FormModel) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self.painting = FormPainting(model)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = option_of(option)
        table = cell.widget
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        inside = has_focus(table)
        if selected:
            painter.fillRect(cell.rect, theme.colour("paper"))  # over what the style has painted
        here = table.currentIndex() == index
        self.painting.paint(
            painter,
            cell.rect,
            index.row(),
            index.column(),
            selected=inside and selected and not here,
            current=inside and here,
            room=table.viewport().rect(),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, 20)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = index.row()
        column = index.column()
        figures = self._model.figures(row, column)
        if len(figures) > 1:
            fields = FieldsCell(figures, parent)
            fields.finished.connect(lambda: self.finish(fields))
            fields.given_up.connect(lambda: self.give_up(fields))
            editor: Editor = fields
        else:
            stored = self._model.stored(row, column, figures[0])
            key = self._model.sheet.key_of(row, figures[0].key)
            editor = self.editor_of(self._session.report, figures[0], parent, key, stored)
        style = self._model.style(row, column)
        if style is not None:
            editor.setFont(self.painting.font(style)[0])
        editor.setObjectName(f"{self._model.key_at(index) or figures[0].key}!编辑")
        return self.opened(editor, index)

    def load(self, editor: Editor, index: Index) -> None:
        if isinstance(editor, FieldsCell):
            row = index.row()
            column = index.column()
            figures = self._model.figures(row, column)
            editor.load({figure.key: self._model.stored(row, column, figure) for figure in figures})
        else:
            super().load(editor, index)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FieldsCell):
            for key, text in editor.changed().items():
                self._model.put(index.row(), index.column(), text, key)
        elif isinstance(editor, TextEditor):
            self._model.put(index.row(), index.column(), editor.stored())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell = option_of(option)
        rect = cell.rect.adjusted(1, 1, -1, -1)
        if isinstance(editor, FieldsCell):
            editor.lie_over(rect, cell.widget.viewport().rect())
            return
        rect.setLeft(rect.left() + self._label_width(index, rect.width()))
        self.lay(editor, rect)

    def _label_width(self, index: Index, width: int) -> int:
        """In a cell of words the field opens behind the words that stand before the figure."""
        bound = self._model.sheet.bound(index.row(), index.column())
        style = self._model.style(index.row(), index.column())
        if bound is None or bound.is_figure or style is None or not bound.marks.partition("{")[0].strip():
            return 0
        before = bound.marks.partition("{")[0]
        return min(self.painting.font(style)[1].horizontalAdvance(before), width - 60)
