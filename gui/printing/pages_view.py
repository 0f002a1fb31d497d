"""Pages one under another on the screen, drawn straight from their layout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.document.paper import Document
from gui import theme
from gui.printing.drawing import draw_page
from gui.printing.pagination import Page, paginate
from gui.printing.typesetter import Typesetter

GAP = 12
"""Pixels between pages."""
SLICE = 0.012
"""Seconds of laying out before the window may do something else."""
FIT_WIDTH = "适合宽度"
FIT_PAGE = "整页"
STEP = 1.1
SMALLEST = 0.25
LARGEST = 4.0
PAPER = QColor(255, 255, 255)
"""Paper is white in every set of colours."""


class PagesView(QAbstractScrollArea):
    """Shows a document's pages; the first is there at once, the others while nothing else is to be done.

    `figure_chosen` carries the key of a figure that was clicked; `moved` tells that another page is in sight
    or that there are more of them; `zoomed` that the size is another.
    """

    figure_chosen = Signal(str)
    moved = Signal()
    zoomed = Signal()

    def __init__(self, setter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setter = setter
        self.document: Document | None = None
        self.pages: list[Page] = []
        self.zoom: float | str = FIT_WIDTH
        self._coming: Iterator[Page] = iter(())
        self._fresh: list[Page] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._lay_some)
        self.setAccessibleName("打印预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    # -- the pages ------------------------------------------------------------------------------------

    def show_document(self, document: Document) -> None:
        """Shows another document, or the same one after an edit, at the place where the view is."""
        self.document = document
        self._coming = paginate(document, self.setter)
        self._fresh = []
        in_sight = self.current() + 2
        self._fresh += islice(self._coming, in_sight)
        if not self.pages or len(self._fresh) < in_sight:
            self.pages = list(self._fresh)
        else:
            self.pages[:in_sight] = self._fresh
        self._measure()
        self._idle.start()
        self.viewport().update()

    @property
    def is_whole(self) -> bool:
        """Whether every page has been laid out."""
        return not self._idle.isActive()

    def whole(self) -> list[Page]:
        """All pages, those that are still to come laid out now."""
        if not self.is_whole:
            self._fresh += self._coming
            self._lay_some()
        return self.pages

    def _lay_some(self) -> None:
        """Some more pages; the old ones stay in sight until all are there."""
        stop = perf_counter() + SLICE
        for page in self._coming:
            self._fresh.append(page)
            if perf_counter() > stop:
                break
        else:
            self._idle.stop()
            if self.document is not None:
                self.setter.forget(self.document)
            self.pages = list(self._fresh)
        if len(self._fresh) > len(self.pages):
            self.pages = list(self._fresh)
        self._measure()
        self.viewport().update()
        self.moved.emit()

    # -- where they are ---------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Pixels to the twip."""
        if isinstance(self.zoom, float):
            return self.zoom * self.logicalDpiX() / 1440
        widest = max((page.area.page_width for page in self.pages), default=1.0)
        room = self.viewport().width() - 2 * GAP
        if self.zoom == FIT_WIDTH:
            return max(room, 50) / widest
        highest = max((page.area.page_height for page in self.pages), default=1.0)
        return max(min(room / widest, (self.viewport().height() - 2 * GAP) / highest), 0.01)

    def set_zoom(self, zoom: float | str) -> None:
        """A size, 1.0 being that of the paper, or 适合宽度 or 整页; the page in sight stays."""
        at = self.current()
        self.zoom = zoom if isinstance(zoom, str) else min(max(zoom, SMALLEST), LARGEST)
        self._measure()
        self.go_to(at)
        self.viewport().update()
        self.zoomed.emit()

    def percent(self) -> int:
        """The size in hundredths of the paper's."""
        return round(self.scale * 1440 / self.logicalDpiX() * 100)

    def rects(self) -> list[QRectF]:
        """The pages' places in pixels, counted from the top of the first one's margin."""
        scale = self.scale
        y = float(GAP)
        widest = max((page.area.page_width for page in self.pages), default=0.0) * scale
        width = max(widest + 2 * GAP, float(self.viewport().width()))
        out = []
        for page in self.pages:
            size = page.area.page_width * scale, page.area.page_height * scale
            out.append(QRectF((width - size[0]) / 2, y, *size))
            y += size[1] + GAP
        return out

    def current(self) -> int:
        """The page in the middle of the window, counted from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        rects = self.rects()
        return next(
            (n for n, rect in enumerate(rects) if rect.bottom() + GAP > middle), max(len(rects) - 1, 0)
        )

    def go_to(self, page: int) -> None:
        """Brings a page's top into sight."""
        rects = self.rects()
        if rects:
            self.verticalScrollBar().setValue(round(rects[min(max(page, 0), len(rects) - 1)].top() - GAP))

    def _measure(self) -> None:
        rects = self.rects()
        port = self.viewport()
        down = self.verticalScrollBar()
        across = self.horizontalScrollBar()
        height = rects[-1].bottom() + GAP if rects else 0
        width = max((rect.right() for rect in rects), default=0.0) + GAP
        down.setRange(0, max(round(height) - port.height(), 0))
        down.setPageStep(port.height())
        down.setSingleStep(40)
        across.setRange(0, max(round(width) - port.width(), 0))
        across.setPageStep(port.width())

    def _origin(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # -- drawing and the hand ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), theme.colour("computed"))
        origin = self._origin()
        scale = self.scale
        in_sight = QRectF(event.rect()).translated(origin)
        for page, rect in zip(self.pages, self.rects(), strict=True):
            if not rect.intersects(in_sight) or self.document is None:
                continue
            painter.save()
            painter.translate(rect.topLeft() - origin)
            painter.fillRect(QRectF(0, 0, rect.width(), rect.height()), PAPER)
            painter.setPen(theme.colour("line"))
            painter.drawRect(QRectF(-0.5, -0.5, rect.width(), rect.height()))
            painter.scale(scale, scale)
            draw_page(painter, page, self.document, self.setter.faces)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = self.current()
        self._measure()
        if isinstance(self.zoom, str):
            self.go_to(at)

    def key_under(self, point: QPoint) -> str:
        """The key of the figure that is shown at a place of the window."""
        place = QPointF(point) + self._origin()
        for page, rect in zip(self.pages, self.rects(), strict=True):
            if rect.contains(place):
                inside = place - rect.topLeft()
                return page.key_at(inside.x() / self.scale, inside.y() / self.scale)
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.key_under(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key = self.key_under(event.position().toPoint())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.figure_chosen.emit(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.percent() / 100 * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        step = self.verticalScrollBar().singleStep()
        moves = {
            Qt.Key.Key_Down: bar.value() + step,
            Qt.Key.Key_Up: bar.value() - step,
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        if Qt.Key(event.key()) in moves:
            bar.setValue(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)
