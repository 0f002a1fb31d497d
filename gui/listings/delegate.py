"""How a table's cells are painted, and which editor opens in them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from core.figures.keys import NO_KEY
from gui import theme
from gui.index import Index
from gui.listings.model import ListingModel
from gui.session import Session
from gui.tables.cells import frame, has_focus, option_of
from gui.tables.delegate import TableDelegate, TextEditor

MOST_LINES = 5
"""A cell shows no more lines of its text than these."""

WRAPS = Qt.TextFlag.TextWordWrap
"""At a word's end where that is possible: no line begins with a full stop."""

MARGIN = 8
_MOST_PAINTED = 600


class ListingDelegate(TableDelegate):
    """Paints cells from the model's own words; opens the editor that a column needs."""

    def __init__(self, session: Session, model: ListingModel) -> None:
        super().__init__()
        self._session = session
        self._model = model
        listings = session.report.pack.definitions.listings.values()
        self._has_lists = any(listing.parent == model.definition.key for listing in listings)

    # -- painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = self._model.state_at(index.row(), index.column())
        cell = option_of(option)
        rect = cell.rect
        table = cell.widget
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        inside = has_focus(table)
        if inside and selected:
            painter.fillRect(rect, theme.colour("chip"))
        elif state.computed:
            painter.fillRect(rect, theme.colour("computed"))
        elif selected:
            painter.fillRect(rect, theme.colour("paper"))  # over what the style has painted
        numeric = self._model.figure(index.column()).kind.numeric
        inner = rect.adjusted(MARGIN, 2, -MARGIN, -2)
        painter.setFont(cell.font)
        if state.computed and state.text:
            inner = self._sign(painter, inner, "填" if state.reported else "ƒ", "second", numeric)
        if state.severity:
            inner = self._sign(painter, inner, *theme.SEVERITY[state.severity], numeric)
        if state.text:
            painter.setPen(theme.colour("error" if state.refused else "ink"))
            self._words(painter, inner, state.text, index.column())
        if state.refused:
            frame(painter, rect, "error")
        elif inside and index == table.currentIndex():
            frame(painter, rect, "accent")
        elif self._has_lists and index.row() == table.currentIndex().row():
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.colour("accent"))

    def _sign(self, painter: QPainter, inner: QRect, sign: str, colour: str, at_left: bool) -> QRect:
        """A sign at the edge where the text does not stand; gives the room that is left."""
        wide = painter.fontMetrics().horizontalAdvance(sign) + 4
        painter.setPen(theme.colour(colour))
        side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, sign)
        return inner.adjusted(wide, 0, 0, 0) if at_left else inner.adjusted(0, 0, -wide, 0)

    def _words(self, painter: QPainter, inner: QRect, text: str, column: int) -> None:
        kind = self._model.figure(column).kind
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight if kind.numeric else Qt.AlignmentFlag.AlignLeft
        text = text[:_MOST_PAINTED]
        if "\n" not in text and metrics.horizontalAdvance(text) <= inner.width():
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        elif kind.is_words:
            high = line_height(metrics)
            whole = max(1, min(MOST_LINES, inner.height() // high)) * high
            top = QRect(inner.left(), inner.top() + (inner.height() - whole) // 2, inner.width(), whole)
            painter.drawText(top, side | Qt.AlignmentFlag.AlignTop | WRAPS, text)
        else:
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option_of(option).fontMetrics
        text = self._model.state_at(index.row(), index.column()).text
        return QSize(metrics.horizontalAdvance(text[:60]) + 2 * MARGIN + 16, metrics.lineSpacing() + 12)

    # -- editing --------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        figure = self._model.figure(index.column())
        key = self._model.key_at(index) or NO_KEY
        stored = str(index.data(Qt.ItemDataRole.EditRole))
        editor = self.editor_of(self._session.report, figure, parent, key, stored)
        editor.setObjectName(f"{key or figure.key}!编辑")
        return self.opened(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TextEditor):
            model.setData(index, editor.stored())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        self.lay(editor, option_of(option).rect)


def line_height(metrics: QFontMetrics) -> int:
    """The height of a line of Chinese words: that of the font that has them, not of the first that is asked."""
    return metrics.boundingRect(QRect(0, 0, 1000, 1000), WRAPS.value, "字\n字").height() // 2
