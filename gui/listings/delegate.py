"""How a table's cells are painted, and which editor opens in them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.index import Index
from gui.listings.model import ListingModel
from gui.session import Session
from gui.tables.cell_editors import CellEditor
from gui.tables.cells import frame
from gui.tables.ending_edits import EndingEdits

MOST_LINES = 5
"""A cell shows no more lines of its text than these."""

WRAPS = Qt.TextFlag.TextWordWrap
"""At a word's end where that is possible: no line begins with a full stop."""

MARGIN = 8
_MOST_PAINTED = 600


class CellDelegate(EndingEdits):
    """Paints cells from the model's own words; opens the editor that a column needs."""

    def __init__(self, session: Session, rows: ListingModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._session = session
        self._rows = rows
        listings = session.report.pack.definitions.listings.values()
        self._has_lists = any(listing.parent == rows.definition.key for listing in listings)

    # -- painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._rows.shown(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        inside = self.has_focus()
        if inside and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("chip"))
        elif shown.computed:
            painter.fillRect(rect, theme.colour("computed"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("paper"))  # over what the style has painted
        numeric = self._rows.column(index.column()).kind.numeric
        inner = rect.adjusted(MARGIN, 2, -MARGIN, -2)
        painter.setFont(option.font)  # type: ignore[attr-defined]
        if shown.computed and shown.text:
            inner = self._sign(painter, inner, "填" if shown.reported else "ƒ", "second", numeric)
        if shown.severity:
            inner = self._sign(painter, inner, *theme.SEVERITY[shown.severity], numeric)
        if shown.text:
            painter.setPen(theme.colour("error" if shown.refused else "ink"))
            self._words(painter, inner, shown.text, index.column())
        if shown.refused:
            frame(painter, rect, "error")
        elif inside and index == self._view.currentIndex():
            frame(painter, rect, "accent")
        elif self._has_lists and index.row() == self._view.currentIndex().row():
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.colour("accent"))

    def _sign(self, painter: QPainter, inner: QRect, sign: str, colour: str, at_left: bool) -> QRect:
        """A sign at the edge where the text does not stand; gives the room that is left."""
        wide = painter.fontMetrics().horizontalAdvance(sign) + 4
        painter.setPen(theme.colour(colour))
        side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, sign)
        return inner.adjusted(wide, 0, 0, 0) if at_left else inner.adjusted(0, 0, -wide, 0)

    def _words(self, painter: QPainter, inner: QRect, text: str, place: int) -> None:
        kind = self._rows.column(place).kind
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
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        text = self._rows.shown(index.row(), index.column()).text
        return QSize(metrics.horizontalAdvance(text[:60]) + 2 * MARGIN + 16, metrics.lineSpacing() + 12)

    # -- editing --------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._rows.column(index.column())
        key = self._rows.key_at(index) or ""
        stored = str(index.data(Qt.ItemDataRole.EditRole))
        editor = self.editor_of(self._session.report, column, parent, key, stored)
        editor.setObjectName(f"{key or column.key}!编辑")
        self.editor = editor
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, cast(CellEditor, editor).stored())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        self.lay(editor, option.rect)  # type: ignore[attr-defined]


def line_height(metrics: QFontMetrics) -> int:
    """The height of a line of Chinese words: that of the font that has them, not of the first that is asked."""
    return metrics.boundingRect(QRect(0, 0, 1000, 1000), WRAPS.value, "字\n字").height() // 2
