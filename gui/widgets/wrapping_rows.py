"""Rows of a tree that are as high as their words need."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtWidgets import QStyledItemDelegate, QTreeView

from gui.index import Index

_EDGE = 12
_PADDING = 10


class WrappingRows(QStyledItemDelegate):
    """Wraps the words of every column at its present width; the tree must have word wrap on."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.setWordWrap(True)
        tree.setUniformRowHeights(False)
        tree.header().sectionResized.connect(self._on_resized)

    @Slot()
    def _on_resized(self, *_: object) -> None:
        self._tree.scheduleDelayedItemsLayout()

    def sizeHint(self, option: Any, index: Index) -> QSize:
        room = self._tree.columnWidth(index.column()) - _EDGE
        if index.column() == 0:
            room -= self._depth(index) * self._tree.indentation()
        words = str(index.data() or "")
        flags = Qt.TextFlag.TextWordWrap
        high = option.fontMetrics.boundingRect(QRect(0, 0, max(room, 40), 10_000), flags, words).height()
        return QSize(60, max(high, option.fontMetrics.height()) + _PADDING)

    def _depth(self, index: Index) -> int:
        depth = int(self._tree.rootIsDecorated())
        parent = index.parent()
        while parent.isValid():
            depth = depth + 1
            parent = parent.parent()
        return depth
