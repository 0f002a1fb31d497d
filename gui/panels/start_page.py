"""The start page: what was being done last is one Enter away, and the ways to begin beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.computer.settings import Recent
from gui.index import Index

PATH = Qt.ItemDataRole.UserRole
SECOND = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
WIDEST = 70
"""Characters across the page."""


class Way(NamedTuple):
    """A way to begin: what its large button says, and what it does."""

    name: str
    words: str
    more: str
    begin: Callable[[], None]


class StartPage(QWidget):
    """Recent reports at the right, large buttons at the left; files may be dropped anywhere on it."""

    def __init__(
        self,
        ways: Sequence[Way],
        check_up: Way,
        recent: Sequence[Recent],
        open_recent: Callable[[str], None],
        forget: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        inner = QWidget()
        inner.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * WIDEST)
        columns = QHBoxLayout(inner)
        columns.setSpacing(32)
        columns.addLayout(self._ways(ways), 4)
        right = self._recent(recent, open_recent, forget)
        right.addSpacing(12)
        right.addWidget(_button(check_up))
        columns.addLayout(right, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addStretch(1)
        layout.addWidget(self._title())
        layout.addSpacing(16)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 12)
        middle.addStretch(1)
        layout.addLayout(middle, 8)
        layout.addWidget(self._drop_note())
        layout.addStretch(1)

    def _title(self) -> QLabel:
        title = QLabel("自评通　部门整体支出绩效自评报告")
        title.setObjectName("heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return title

    def _ways(self, ways: Sequence[Way]) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(12)
        label = QLabel("开始")
        label.setProperty("role", "group")
        layout.addWidget(label)
        for way in ways:
            layout.addWidget(_button(way))
        layout.addStretch(1)
        return layout

    def _recent(
        self, recent: Sequence[Recent], open_recent: Callable[[str], None], forget: Callable[[str], None]
    ) -> QVBoxLayout:
        layout = QVBoxLayout()
        label = QLabel("最近的报告")
        label.setProperty("role", "group")
        layout.addWidget(label)
        self._list = _RecentList(forget)
        for report in recent:
            self._list.addItem(_recent_item(report))
        self._list.itemActivated.connect(lambda item: open_recent(item.data(PATH)))
        layout.addWidget(self._list, 1)
        if not recent:
            note = QLabel("还没有打开过报告。第一次用，可以先打开示例。")
            note.setProperty("role", "quiet")
            note.setWordWrap(True)
            layout.addWidget(note)
            layout.addStretch(1)
            self._list.hide()
        self._list.setCurrentRow(0)
        return layout

    def _drop_note(self) -> QLabel:
        note = QLabel("也可以把 .jxzp、.docx 或 .txt 文件拖到这里")
        note.setProperty("role", "drop")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return note

    def focus_first(self) -> None:
        """The newest report, else the first way to begin."""
        first = self._list if self._list.count() else self.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def _button(way: Way) -> QPushButton:
    """A large button: what it does, and below it in more words."""
    button = QPushButton(f"{way.words}\n{way.more}")
    button.setObjectName(f"开始:{way.name}")
    button.setAccessibleName(way.words)
    button.setAccessibleDescription(way.more)
    button.setProperty("role", "large")
    button.setAutoDefault(True)
    button.clicked.connect(way.begin)
    return button


def _recent_item(recent: Recent) -> QListWidgetItem:
    path = Path(recent.path)
    name = f"{recent.unit or path.stem}　{f'{recent.year}年度' if recent.year else ''}".strip()
    second = f"{recent.at}　{path.parent}{'' if recent.is_there else '（文件不在这里了）'}"
    item = QListWidgetItem(name)
    for role, value in ((PATH, recent.path), (SECOND, second), (STATE, recent.state)):
        item.setData(role, value)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}，{recent.state}，{second}")
    item.setToolTip(recent.path)
    return item


class _RecentList(QListWidget):
    """Two lines a report; Enter opens it, Delete takes it off the list and leaves the file alone."""

    def __init__(self, forget: Callable[[str], None]) -> None:
        super().__init__()
        self._forget = forget
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        off = self.addAction("从列表中去掉(&D)")
        off.setShortcut(Qt.Key.Key_Delete)
        off.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        off.triggered.connect(self._take_off)
        self.setObjectName("recent")
        self.setAccessibleName("最近的报告")
        self.setItemDelegate(_RecentRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _take_off(self) -> None:
        item = self.takeItem(self.currentRow()) if self.currentItem() is not None else None
        if item is not None:
            self._forget(item.data(PATH))


class _RecentRows(QStyledItemDelegate):
    """Unit and year with the report's state; below, when and where."""

    def __init__(self, recent: QListWidget) -> None:
        super().__init__(recent)
        self._list = recent

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, option.fontMetrics.lineSpacing() * 2 + 20)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        rect = QRect(option.rect)
        if index.row() == self._list.currentRow():
            painter.fillRect(rect, theme.colour("chip"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        metrics = option.fontMetrics
        inside = rect.adjusted(12, 8, -12, -8)
        state = str(index.data(STATE) or "")
        room = inside.width() - metrics.horizontalAdvance(state) - 12
        top = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        painter.setPen(theme.colour("ink"))
        painter.drawText(top, 0, metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room))
        painter.setPen(theme.colour("second"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, state)
        below = top.translated(0, metrics.lineSpacing() + 4)
        text = metrics.elidedText(str(index.data(SECOND)), Qt.TextElideMode.ElideMiddle, inside.width())
        painter.drawText(below, 0, text)
        painter.restore()
