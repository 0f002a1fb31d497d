"""How a finding is drawn: its mark and code, where it is, and the sentence with its numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTreeView

from gui import theme
from gui.index import Index

STANDING = Qt.ItemDataRole.UserRole
SEVERITY = Qt.ItemDataRole.UserRole + 1
CODE = Qt.ItemDataRole.UserRole + 2
PLACE = Qt.ItemDataRole.UserRole + 3
MESSAGE = Qt.ItemDataRole.UserRole + 4
STATE = Qt.ItemDataRole.UserRole + 5
_WRAP = Qt.TextFlag.TextWordWrap
_EDGE = 8


class FindingRows(QStyledItemDelegate):
    """Two lines: mark, code and place; then the sentence, as many lines as it needs."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: Any, index: Index) -> QSize:
        message = index.data(MESSAGE)
        if message is None:
            return super().sizeHint(option, index)
        room = self._tree.viewport().width() - self._indent(index) - 2 * _EDGE
        height = _height(option.fontMetrics, str(message), max(room, 40))
        return QSize(60, height + option.fontMetrics.lineSpacing() + 2 * _EDGE)

    def _indent(self, index: Index) -> int:
        depth = 0
        parent = index.parent()
        while parent.isValid():
            depth = depth + 1
            parent = parent.parent()
        return (depth + 1) * self._tree.indentation()

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        if index.data(MESSAGE) is None:
            super().paint(painter, option, index)
            return
        painter.save()
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("chip"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._first_line(painter, option, index, rect)
        below = rect.adjusted(_EDGE, _EDGE + option.fontMetrics.lineSpacing() + 2, -_EDGE, -4)
        painter.setPen(theme.colour("ink"))
        painter.drawText(below, _WRAP, str(index.data(MESSAGE)))
        painter.restore()

    def _first_line(self, painter: QPainter, option: Any, index: Index, rect: QRect) -> None:
        mark, colour = theme.SEVERITY[index.data(SEVERITY)]
        line = QRect(
            rect.left() + _EDGE, rect.top() + 6, rect.width() - 2 * _EDGE, option.fontMetrics.height()
        )
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        state = str(index.data(STATE) or "")
        head = f"{mark} {index.data(CODE)}"
        bold = painter.fontMetrics()
        told = bold.horizontalAdvance(state) + 8 if state else 0
        head = bold.elidedText(head, Qt.TextElideMode.ElideRight, line.width() - told)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, head)
        used = bold.horizontalAdvance(head) + 8
        font.setBold(False)
        painter.setFont(font)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, state)
        room = line.width() - used - told
        painter.setPen(theme.colour("second"))
        place = option.fontMetrics.elidedText(str(index.data(PLACE)), Qt.TextElideMode.ElideRight, room)
        if room > option.fontMetrics.height() * 2:
            painter.drawText(line.adjusted(used, 0, -told, 0), Qt.AlignmentFlag.AlignVCenter, place)


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """The height of wrapped words."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()
