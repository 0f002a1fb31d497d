"""The list of findings as a tree: groups by severity, findings, what follows from them, answers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from gui.panels.finding_rows import STANDING, FindingRows


class FindingList(QTreeWidget):
    """The tree; Enter activates an item."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self.setAccessibleName("审核结果")
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(FindingRows(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_boxes()
        self.scheduleDelayedItemsLayout()

    def fit_boxes(self) -> None:
        """Gives every open answer the height that its words need at this width."""
        for item in items_of(self):
            box = self.itemWidget(item, 0)
            layout = box.layout() if box is not None else None
            if layout is not None:
                wide = max(self.viewport().width() - self.indentation() * 3, 120)
                high = max(layout.totalHeightForWidth(wide), layout.totalSizeHint().height())
                item.setSizeHint(0, QSize(100, high + 8))


def severity_of(item: QTreeWidgetItem) -> str:
    """The severity of an item's finding, "" for one that is none."""
    standing = item.data(0, STANDING)
    return str(standing.finding.severity) if standing is not None else ""


def items_of(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """All items from top to bottom, folded ones too."""
    waiting = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        if item is not None:
            yield item
            waiting[:0] = [item.child(number) for number in range(item.childCount())]
