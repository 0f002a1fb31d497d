"""The rounded grounds of chips, painted below the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextLayout
from PySide6.QtWidgets import QTextEdit

from gui import theme
from gui.chips.chip_document import Paragraph
from gui.utf16 import u16

_INSET = 0.75
_RADIUS = 3.0


class _Place(NamedTuple):
    """Where a paragraph is painted: its layout, its corner, and the stretch to be painted anew."""

    layout: QTextLayout
    left: float
    top: float
    clip: QRect


def paint_chips(
    text: QTextEdit, paragraph_of: Callable[[QTextBlock], Paragraph], clip: QRect, touched: int
) -> None:
    """Paints the grounds of the chips in sight; the one the caret touches gets an outline.

    A background in the text itself would fuse neighbours, and what is being composed would inherit it.
    """
    painter = QPainter(text.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = theme.colour("chip")
    edge = theme.colour("accent")
    layout = text.document().documentLayout()
    across = text.horizontalScrollBar().value()
    down = text.verticalScrollBar().value()
    block = text.cursorForPosition(clip.topLeft()).block()
    ratio = text.devicePixelRatioF()
    painter.setBrush(ground)
    while block.isValid():
        chips = paragraph_of(block).chips
        corner = block.layout().position() - QPointF(across, down)
        if layout.blockBoundingRect(block).top() - down > clip.bottom():
            break
        place = _Place(block.layout(), corner.x(), corner.y(), clip)
        before = place.layout.preeditAreaPosition()
        length = u16(place.layout.preeditAreaText())
        for uid, start, end in chips:
            shift = length if length and before <= start else 0
            painter.setPen(edge if uid == touched else Qt.PenStyle.NoPen)
            _paint(painter, place, start + shift, end + shift, ratio)
        block = block.next()
    painter.end()


def _paint(painter: QPainter, place: _Place, start: int, end: int, ratio: float) -> None:
    """One chip, a ground for each line it stands on."""
    first = place.layout.lineForTextPosition(start)
    last = place.layout.lineForTextPosition(end - 1)
    if not first.isValid() or not last.isValid():
        return
    for number in range(first.lineNumber(), last.lineNumber() + 1):
        line = first if number == first.lineNumber() else place.layout.lineAt(number)
        top = place.top + line.y()
        bottom = top + line.ascent() + line.descent()
        if bottom < place.clip.top() or top > place.clip.bottom():
            continue
        begin = line.textStart()
        near = _x(line.cursorToX(max(start, begin)))
        far = _x(line.cursorToX(min(end, begin + line.textLength())))
        left = place.left + min(near, far) + _INSET
        right = place.left + max(near, far) - _INSET
        snapped = QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, 0, 0)
        snapped.setRight(round(right * ratio) / ratio)
        snapped.setBottom(round(bottom * ratio) / ratio)
        if painter.pen().style() != Qt.PenStyle.NoPen:
            snapped.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(snapped, _RADIUS, _RADIUS)


def _x(place: Any) -> float:
    """The binding gives the place and the position it belongs to."""
    return float(place[0] if isinstance(place, tuple) else place)
