"""The tabs at the left: sections of the report, attachments and checks, each with its mark and count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from gui import theme
from gui.index import Index

PAGE = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
NUMBER = Qt.ItemDataRole.UserRole + 2
LEVEL = Qt.ItemDataRole.UserRole + 3
GROUP = "组"
OVERVIEW = "检查:概览"
UNFILLED = "检查:未填项"
RULES = "检查:审核关系"
NUMBERS = "检查:数字依据"
"""Pages that are no sections; a section's row id has no colon."""


class Tab(NamedTuple):
    """One page to go to; `level` indents, `state` gives the mark, `number` stands at the right."""

    page: str
    name: str
    state: str = ""
    number: int = 0
    level: int = 0


class Navigation(QListWidget):
    """A list of pages in groups."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName("章节")
        self.setMinimumWidth(150)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TabDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.currentItemChanged.connect(self._on_current)

    def show_tabs(self, groups: Iterable[tuple[str, list[Tab]]]) -> None:
        """Shows these pages; the current one stays the current one."""
        current = self.page
        wanted: list[tuple[str, Tab | None]] = []
        for name, group in groups:
            wanted += [(name, None), *((name, tab) for tab in group)] if group else []
        self.blockSignals(True)
        if [item.data(PAGE) for item in self._items()] != [t.page if t else GROUP for _, t in wanted]:
            self.clear()
            for _ in wanted:
                self.addItem(QListWidgetItem())
        for item, (group_name, tab) in zip(self._items(), wanted, strict=True):
            _dress(item, group_name, tab)
            if tab is not None and tab.page == current:
                self.setCurrentItem(item)
        self.blockSignals(False)

    @property
    def page(self) -> str | None:
        """The page shown, None where there is none yet."""
        item = self.currentItem()
        return str(item.data(PAGE)) if item is not None else None

    def go_to(self, page: str) -> bool:
        """Makes a page the current one; False where there is none of this name."""
        for item in self._items():
            if item.data(PAGE) == page and item.data(PAGE) != GROUP:
                self.setCurrentItem(item)
                return True
        return False

    def turn_from(self, row: int) -> None:
        """The page at a row that is gone: the one that stands there now, else the one above."""
        row = min(row, self.count() - 1)
        while row > 0 and self.item(row).data(PAGE) == GROUP:
            row -= 1
        self.setCurrentRow(max(row, 1))

    def turn(self, by: int) -> None:
        """The next or the previous page."""
        row = self.currentRow() + by
        while 0 <= row < self.count() and self.item(row).data(PAGE) == GROUP:
            row += by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(PAGE) != GROUP:
            self.page_requested.emit(item.data(PAGE))


def _dress(item: QListWidgetItem, group: str, tab: Tab | None) -> None:
    """Gives an item what it shows; unchanged data repaints nothing."""
    said = group if tab is None else f"{tab.name}，{tab.state}{f' {tab.number}' if tab.number else ''}"
    wanted = {
        PAGE: GROUP if tab is None else tab.page,
        STATE: "" if tab is None else tab.state,
        NUMBER: 0 if tab is None else tab.number,
        LEVEL: 0 if tab is None else tab.level,
        Qt.ItemDataRole.DisplayRole: group if tab is None else tab.name,
        Qt.ItemDataRole.ToolTipRole: said,
        Qt.ItemDataRole.AccessibleTextRole: said,
    }
    for role, value in wanted.items():
        if item.data(role) != value:
            item.setData(role, value)
    if tab is None:
        item.setFlags(Qt.ItemFlag.NoItemFlags)


class _TabDelegate(QStyledItemDelegate):
    """Draws the mark, the name and the count; a group's name small above its pages."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        height = option.fontMetrics.height()
        return QSize(100, height + (14 if index.data(PAGE) == GROUP else 16))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        rect = QRect(option.rect)
        group = index.data(PAGE) == GROUP
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        font = option.font
        if group:
            font.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(font)
            painter.setPen(theme.colour("second"))
            painter.drawText(rect.adjusted(12, 6, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
            painter.restore()
            return
        if selected:
            painter.fillRect(rect, theme.colour("paper"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
            font.setBold(True)
            painter.setFont(font)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.colour("accent"))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        mark, colour = theme.MARKS.get(index.data(STATE), ("", "second"))
        number = str(index.data(NUMBER) or "")
        indent = 12 + 14 * int(index.data(LEVEL))
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour(colour))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(indent, 0, 0, 0), centre, mark)
        wide = metrics.horizontalAdvance(number) + 12
        painter.drawText(rect.adjusted(0, 0, -10, 0), centre | Qt.AlignmentFlag.AlignRight, number)
        painter.setPen(theme.colour("accent" if selected else "ink"))
        room = rect.adjusted(indent + metrics.height() + 2, 0, -wide - 4, 0)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, centre, name)
        painter.restore()
