"""Draws a page: the same for the screen, the PDF and the printer. One unit is a twip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from core.document.paper import Document
from core.forms.grid import Style
from gui.printing.faces import HEI, SONG, Faces
from gui.printing.measures import (
    HEIGHT,
    LEFT,
    NUMBER_DROP,
    NUMBER_SIZE,
    PAGE_HEIGHT,
    SMALL_SIZE,
    TOP,
    WIDTH,
    mm,
    pt,
)
from gui.printing.pagination import Page, PlacedTable, PlacedText
from gui.printing.table_layout import MARGIN, SIDE, Box

DRAFT = "草稿"
INK = QColor(0, 0, 0)
_WIDTHS = {"hair": 0.25, "thin": 0.5, "medium": 1.25, "thick": 2.0, "double": 1.5}
"""Points of a form's lines."""
_DASHES = {"dashed": Qt.PenStyle.DashLine, "dotted": Qt.PenStyle.DotLine}


def draw_page(painter: QPainter, page: Page, document: Document, faces: Faces) -> None:
    """Draws one page; the painter's origin is the paper's corner."""
    painter.save()
    painter.translate(page.area.left, page.area.top)
    painter.setPen(INK)
    for piece in page.pieces:
        if isinstance(piece, PlacedText):
            piece.layout.draw(painter, 0.0, piece.y, piece.first, piece.last)
        else:
            _draw_table(painter, piece)
    painter.restore()
    painter.save()
    if page.landscape:  # the number keeps the place that it has on an upright page
        painter.translate(PAGE_HEIGHT, 0)
        painter.rotate(90)
    _draw_foot(painter, page.number, document, faces)
    painter.restore()


def _draw_table(painter: QPainter, part: PlacedTable) -> None:
    for box in part.slice.boxes:
        fill = box.cell.style.fill
        if fill:
            painter.fillRect(box.rect.translated(0, part.y), QBrush(QColor(f"#{fill}")))
    for box in part.slice.boxes:
        rect = box.rect.translated(0, part.y)
        _draw_words(painter, box, rect)
        _draw_lines(painter, box.cell.style, rect)


def _draw_words(painter: QPainter, box: Box, rect: QRectF) -> None:
    cell = box.cell
    if cell.text is None or box.first == box.last:
        return
    painter.setPen(QColor(f"#{cell.style.colour}") if cell.style.colour else INK)
    if cell.angle:
        painter.save()
        painter.translate(rect.center())
        painter.rotate(cell.angle)
        cell.text.draw(painter, -cell.text.natural_width() / 2, -cell.text.height / 2)
        painter.restore()
        return
    height = (box.last - box.first) * cell.text.setting.pitch
    y = rect.top() + MARGIN
    if cell.style.down == "center":
        y = rect.top() + max((rect.height() - height) / 2, 0.0)
    elif cell.style.down in ("", "bottom"):
        y = rect.top() + max(rect.height() - height - MARGIN, 0.0)
    cell.text.draw(painter, rect.left() + SIDE + cell.shift, y, box.first, box.last)


def _draw_lines(painter: QPainter, style: Style, rect: QRectF) -> None:
    for kind, start, end in (
        (style.left, rect.topLeft(), rect.bottomLeft()),
        (style.top, rect.topLeft(), rect.topRight()),
        (style.right, rect.topRight(), rect.bottomRight()),
        (style.bottom, rect.bottomLeft(), rect.bottomRight()),
    ):
        if kind:
            pen = QPen(INK, pt(_WIDTHS.get(kind, 0.5)), _DASHES.get(kind, Qt.PenStyle.SolidLine))
            painter.setPen(pen)
            painter.drawLine(start, end)


def _draw_foot(painter: QPainter, number: int, document: Document, faces: Faces) -> None:
    """The page number one character in from the outer edge, the stamp at the other side, 草稿 at the head."""
    painter.setPen(INK)
    words = f"— {number} —"
    painter.setFont(faces.font(SONG, NUMBER_SIZE))
    width = painter.fontMetrics().horizontalAdvance(words)
    odd = number % 2 == 1
    x = LEFT + WIDTH - NUMBER_SIZE - width if odd else LEFT + NUMBER_SIZE
    y = TOP + HEIGHT + NUMBER_DROP + NUMBER_SIZE * 0.35
    painter.drawText(QPointF(x, y), words)
    if document.stamp:
        painter.setFont(faces.font(SONG, SMALL_SIZE))
        width = painter.fontMetrics().horizontalAdvance(document.stamp)
        painter.drawText(QPointF(LEFT if odd else LEFT + WIDTH - width, y), document.stamp)
    if document.draft:
        painter.setFont(faces.font(HEI, NUMBER_SIZE))
        width = painter.fontMetrics().horizontalAdvance(DRAFT)
        painter.drawText(QPointF(LEFT + WIDTH - width, mm(22)), DRAFT)
