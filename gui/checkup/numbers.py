"""Numbers that nothing in a text supports, each with the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from gui import theme
from gui.index import Index
from gui.texts.marked_places import Span

NUMBER = Qt.ItemDataRole.UserRole
BEFORE = Qt.ItemDataRole.UserRole + 1
AFTER = Qt.ItemDataRole.UserRole + 2
_FARTHEST = 80
"""Characters of the sentence on each side."""

_ENDS = re.compile("[。；！？\n]")
_EDGE = 8


class NumberList(QListView):
    """Two lines a number, of one height: as long a list as may be."""

    chosen = Signal(int)
    gone_to = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"checkup:{name}")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(_Numbers(self))
        self.setItemDelegate(_NumberRows(self))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.gone_to.emit(index.row()))

    def show_numbers(self, text: str, spans: Sequence[Span]) -> None:
        """Lists the numbers of another text."""
        self.model().take(text, spans)

    def model(self) -> _Numbers:
        model = super().model()
        assert isinstance(model, _Numbers)
        return model

    @property
    def count(self) -> int:
        return self.model().rowCount()

    @property
    def row(self) -> int:
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Moves the cursor to a row and brings it into sight."""
        if 0 <= row < self.count:
            self.setCurrentIndex(self.model().index(row))
            self.scrollTo(self.model().index(row))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


class _Numbers(QAbstractListModel):
    """Cuts the sentence out of the text when a row is looked at."""

    def __init__(self, parent: NumberList) -> None:
        super().__init__(parent)
        self._text = ""
        self._spans: list[Span] = []

    def take(self, text: str, spans: Sequence[Span]) -> None:
        self.beginResetModel()
        self._text = text
        self._spans = list(spans)
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._spans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        start, end = self._spans[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._text[start:end]}　{sentence_around(self._text, start, end)}"
        if role == NUMBER:
            return self._text[start:end]
        if role == BEFORE:
            return _before(self._text, start)
        if role == AFTER:
            return _after(self._text, end)
        return None


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence a number stands in."""
    return f"{_before(text, start)}{text[start:end]}{_after(text, end)}"


def _before(text: str, start: int) -> str:
    near = text[max(0, start - _FARTHEST) : start]
    return _ENDS.split(near)[-1].lstrip()


def _after(text: str, end: int) -> str:
    near = text[end : end + _FARTHEST]
    found = _ENDS.search(near)
    return (near[: found.start() + 1] if found else near).rstrip()


class _NumberRows(QStyledItemDelegate):
    """The number; below it the sentence, cut at both ends so that the number is to be seen in it."""

    def __init__(self, numbers: NumberList) -> None:
        super().__init__(numbers)

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(60, option.fontMetrics.lineSpacing() * 2 + 2 * _EDGE)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        rect = QRect(option.rect)
        metrics = option.fontMetrics
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("chip"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        number, before, after = (str(index.data(role)) for role in (NUMBER, BEFORE, AFTER))
        line = QRect(rect.left() + _EDGE, rect.top() + 6, rect.width() - 2 * _EDGE, metrics.height())
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, number)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.colour("second"))
        room = max(line.width() - metrics.horizontalAdvance(number), 0)
        left = min(metrics.horizontalAdvance(before), room // 2)
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, left)
        words = f"{before}{number}{after}"
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line.translated(0, metrics.lineSpacing() + 2), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
