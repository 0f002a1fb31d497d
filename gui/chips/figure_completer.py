"""The list of figures that can be put into a text, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from core.report.linking import Sayable
from gui import theme
from gui.index import Index
from gui.widgets.announcing import announce

WIDTH = 460
ROWS = 8
MOST = 200
PARTS = Qt.ItemDataRole.UserRole


def matching(figures: Sequence[Sayable], search: str) -> list[Sayable]:
    """The figures whose label or key holds what was typed: labels that begin with it first, short ones before long."""
    needle = search.strip().casefold()
    if not needle:
        return list(figures[:MOST])
    matches: list[tuple[bool, bool, int, int]] = []
    for number, figure in enumerate(figures):
        label = figure.label.casefold()
        if needle in label or needle in figure.key.casefold():
            matches.append((not label.startswith(needle), needle not in label, len(label), number))
    return [figures[number] for *_, number in sorted(matches)[:MOST]]


class FigureList(QAbstractListModel):
    """The figures found; the words a figure shows now are asked for only where it is in sight."""

    def __init__(self, words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[Sayable] = []

    def show(self, rows: list[Sayable]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        figure = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return figure.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{figure.label}，{figure.group}，{self._words(figure.mark)}"
            case _ if role == PARTS:
                return figure.label, figure.group, self._words(figure.mark)
        return None

    def at(self, row: int) -> Sayable | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None


class _Row(QStyledItemDelegate):
    """One line: the label, the group behind it, the words at the right."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(WIDTH - 20, option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        label, group, words = index.data(PARTS)
        rect = option.rect.adjusted(10, 0, -10, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("chip"))
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        middle = Qt.AlignmentFlag.AlignVCenter
        right = metrics.elidedText(words, elide, rect.width() // 3)
        label = metrics.elidedText(label, elide, rect.width() // 2)
        painter.setPen(QPen(theme.colour("ink")))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, label)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, right)
        at = metrics.horizontalAdvance(label) + 12
        room = rect.width() - at - metrics.horizontalAdvance(right) - 12
        painter.setPen(QPen(theme.colour("second")))
        painter.drawText(rect.adjusted(at, 0, 0, 0), middle, metrics.elidedText(group, elide, max(room, 0)))


class FigureCompleter(QFrame):
    """The list beside the caret; the keyboard stays with the text, which hands on the keys that choose."""

    chosen = Signal(str)

    def __init__(self, words: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._figures: list[Sayable] = []
        self.model = FigureList(words, self)
        self.view = QListView()
        self.view.setObjectName("数据项")
        self.view.setAccessibleName("可以插入的数据项")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Row(self.view))
        self.view.clicked.connect(self._on_clicked)
        self._none = QLabel("没有这样的数据项")
        self._none.setProperty("role", "quiet")
        self._none.setContentsMargins(10, 8, 10, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self._none)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setPen(QPen(theme.colour("line")))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def open(self, figures: list[Sayable], search: str, caret: QRect) -> None:
        """Shows the figures under the caret (in global places), above it where there is no room."""
        self._figures = figures
        self.narrow(search)
        height = self.sizeHint().height()
        place = caret.bottomLeft() + QPoint(0, 4)
        screen = self.screen().availableGeometry()
        if place.y() + height > screen.bottom():
            place.setY(caret.top() - height - 4)
        place.setX(max(screen.left(), min(place.x(), screen.right() - WIDTH)))
        self.move(place)
        self.show()

    def narrow(self, search: str) -> None:
        """Shows only what fits the words typed."""
        figures = matching(self._figures, search)
        self.model.show(figures)
        self.view.setVisible(bool(figures))
        self._none.setVisible(not figures)
        self.view.setCurrentIndex(self.model.index(0))
        height = self.view.sizeHintForRow(0) if figures else 0
        self.view.setFixedHeight(max(height, 1) * min(len(figures), ROWS))
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        self._tell()

    @property
    def count(self) -> int:
        """How many figures are found."""
        return self.model.rowCount()

    def current(self) -> Sayable | None:
        """The figure that Enter would take."""
        return self.model.at(self.view.currentIndex().row())

    def move_by(self, rows: int) -> None:
        """Up and down the list, without falling off its ends."""
        row = min(max(self.view.currentIndex().row() + rows, 0), self.count - 1)
        self.view.setCurrentIndex(self.model.index(row))
        self._tell()

    def _tell(self) -> None:
        index = self.view.currentIndex()
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else self._none.text()
        announce(self, words)

    def _on_clicked(self, index: QModelIndex) -> None:
        figure = self.model.at(index.row())
        if figure is not None:
            self.chosen.emit(figure.mark)
