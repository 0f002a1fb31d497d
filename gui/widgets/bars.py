"""A few bars with their figures, drawn with Qt's painter: pointed at, clicked, walked through, copied."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from core.report.overview import Bar, Chart
from gui import theme

_PADDING = 12
_GAP = 8


class Bars(QWidget):
    """One chart. Enter or a click goes to a bar's figure; Ctrl+C copies it as a picture and as a table."""

    chosen = Signal(str)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._at = 0
        self.setObjectName(f"图:{chart.title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Other bars in place of these."""
        self._chart = chart
        self._at = min(self._at, len(chart.bars) - 1)
        self.setAccessibleName(f"{chart.title}：" + "，".join(f"{b.label} {b.words}" for b in chart.bars))
        self.updateGeometry()
        self.update()

    # -- painting -------------------------------------------------------------------------------------

    def _row(self) -> int:
        return self.fontMetrics().height() + _GAP

    def sizeHint(self) -> QSize:
        return QSize(420, 2 * _PADDING + self._row() * (len(self._chart.bars) + 1) + 4)

    def _bar_at(self, place: QPoint) -> int | None:
        number = (place.y() - _PADDING - self._row() - 4) // self._row()
        return number if 0 <= number < len(self._chart.bars) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        metrics = self.fontMetrics()
        row = self._row()
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        head = QRect(_PADDING, _PADDING, self.width() - 2 * _PADDING, row)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._chart.title)
        painter.setFont(self.font())
        inside = self.width() - 2 * _PADDING
        names = min(max(metrics.horizontalAdvance(b.label) for b in self._chart.bars), inside * 2 // 5)
        figures = max(metrics.horizontalAdvance(b.words) for b in self._chart.bars)
        room = max(inside - names - figures - 3 * _GAP, 20)
        for number, bar in enumerate(self._chart.bars):
            top = _PADDING + row * (number + 1) + 4
            self._bar(painter, bar, QRect(_PADDING, top, inside, row), names, room)
            if number == self._at and self.hasFocus():
                painter.setPen(theme.colour("accent"))
                painter.drawRect(QRect(_PADDING - 4, top, inside + 8, row - 1))

    def _bar(self, painter: QPainter, bar: Bar, line: QRect, names: int, room: int) -> None:
        metrics = painter.fontMetrics()
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink"))
        label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, names)
        painter.drawText(line, centre, label)
        track = QRect(line.left() + names + _GAP, line.top() + 5, room, line.height() - 10)
        painter.fillRect(track, theme.colour("computed"))
        if bar.part is not None and bar.whole:
            share = min(max(float(bar.part / bar.whole), 0.0), 1.0)
            over = bar.part > bar.whole
            filled = QRect(track.left(), track.top(), round(track.width() * share), track.height())
            painter.fillRect(filled, theme.colour("explain" if over else "accent"))
        painter.setPen(theme.colour("ink" if bar.part is not None else "second"))
        painter.drawText(line.adjusted(names + room + 2 * _GAP, 0, 0, 0), centre, bar.words)

    # -- going to a figure ----------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._bar_at(event.position().toPoint())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = number
            self.chosen.emit(self._chart.bars[number].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            self._at = min(max(self._at + by, 0), len(self._chart.bars) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._chart.bars[self._at].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._bar_at(event.pos())
            if number is not None:
                bar = self._chart.bars[number]
                QToolTip.showText(event.globalPos(), f"{bar.label}　{bar.words}", self)
            return True
        return super().event(event)

    # -- copying --------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制图和数", self.copy)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Puts the chart on the clipboard: a picture for Word, a table for Excel."""
        mime = QMimeData()
        mime.setImageData(self.grab().toImage())
        lines = [(self._chart.title, ""), *((bar.label, bar.words) for bar in self._chart.bars)]
        mime.setText("".join(f"{label}\t{words}\r\n" for label, words in lines))
        cells = "".join(
            f"<tr><td>{html.escape(label)}</td><td>{html.escape(words)}</td></tr>" for label, words in lines
        )
        mime.setHtml(f"<table>{cells}</table>")
        QGuiApplication.clipboard().setMimeData(mime)
