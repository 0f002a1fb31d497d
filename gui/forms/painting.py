"""Paints the cells of a form as they are printed: fonts, lines, spans, words; with what is wrong in them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from core.forms.grid import GridCell, Style
from gui import theme
from gui.forms.model import FormModel
from gui.tables.cells import frame

PIXELS = 96 / 72
"""Pixels to a point at the size of paper."""

MARGIN = 4
_WIDTHS = {"": 0, "hair": 1, "thin": 1, "dotted": 1, "dashed": 1, "medium": 2, "thick": 3, "double": 2}
_ACROSS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "centerContinuous": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
    "distributed": Qt.AlignmentFlag.AlignHCenter,
}
_DOWN = {"top": Qt.AlignmentFlag.AlignTop, "center": Qt.AlignmentFlag.AlignVCenter}


class FormPainting:
    """Draws one cell after another at a zoom; fonts are made once for each look."""

    def __init__(self, model: FormModel) -> None:
        self._model = model
        self.zoom = 1.0
        self._fonts: dict[Style, tuple[QFont, QFontMetrics]] = {}

    def set_zoom(self, zoom: float) -> None:
        """Another size: fonts are made anew."""
        self.zoom = zoom
        self._fonts.clear()

    def font(self, style: Style) -> tuple[QFont, QFontMetrics]:
        """A look's font with its metrics."""
        if style not in self._fonts:
            font = QFont()
            font.setFamilies([style.font, *theme.FAMILIES])
            font.setPixelSize(max(6, round(style.size * PIXELS * self.zoom)))
            font.setBold(style.bold)
            font.setItalic(style.italic)
            font.setUnderline(style.underline)
            self._fonts[style] = (font, QFontMetrics(font))
        return self._fonts[style]

    def cell_at(self, row: int, column: int) -> GridCell | None:
        """The form's cell at a place, None where it has none."""
        return self._model.form.grid.cells.get((self._model.sheet.lines[row].template, column))

    def height(self, row: int, column: int, width: int) -> int:
        """Pixels that a cell's words need at a width; 0 for words that are not wrapped."""
        cell = self.cell_at(row, column)
        if cell is None or not cell.style.wrap or cell.style.turned:
            return 0
        text = self._model.state_at(row, column).text
        if not text:
            return 0
        _, metrics = self.font(cell.style)
        room = width - 2 * MARGIN - self._indent(cell.style)
        if "\n" not in text and metrics.horizontalAdvance(text) <= room:
            return metrics.height() + 6
        box = metrics.boundingRect(QRect(0, 0, max(room, 8), 100_000), Qt.TextFlag.TextWordWrap.value, text)
        return box.height() + 8

    def _indent(self, style: Style) -> int:
        return round(style.indent * 9 * self.zoom)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        row: int,
        column: int,
        *,
        selected: bool,
        current: bool,
        room: QRect,
    ) -> None:
        """One cell with its lines; `room` is what can be seen, so that a tall cell's words stay in sight."""
        cell = self.cell_at(row, column)
        if cell is None:
            return
        state = self._model.state_at(row, column)
        if selected:
            painter.fillRect(rect, theme.colour("chip"))
        elif state.computed:
            painter.fillRect(rect, theme.colour("computed"))
        elif cell.style.fill:
            painter.fillRect(rect, QColor(f"#{cell.style.fill}"))
        signed = bool(state.severity or state.reported or state.refused)
        beside = round(16 * self.zoom) if signed and not cell.style.turned else 0
        self._words(painter, rect.adjusted(beside, 0, 0, 0), room, cell, state.text, state.refused)
        self._lines(painter, rect, row, column, cell)
        if state.refused:
            frame(painter, rect, "error")
        elif current:
            frame(painter, rect, "accent")
        if signed:
            self._sign(painter, rect, *self._sign_of(state.severity, state.refused))

    def _sign_of(self, severity: str, refused: bool) -> tuple[str, str]:
        if refused or severity:
            return theme.SEVERITY["错误" if refused else severity]
        return "填", "second"

    def _sign(self, painter: QPainter, rect: QRect, sign: str, colour: str) -> None:
        """A small sign in the upper left corner, on a ground of its own."""
        font = QFont()
        font.setPixelSize(max(9, round(12 * self.zoom)))
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        box = QRect(rect.left() + 2, rect.top() + 2, metrics.horizontalAdvance(sign) + 4, metrics.height())
        painter.fillRect(box, theme.colour("paper"))
        painter.setPen(theme.colour(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _words(
        self, painter: QPainter, rect: QRect, room: QRect, cell: GridCell, text: str, refused: bool
    ) -> None:
        if not text:
            return
        style = cell.style
        font, metrics = self.font(style)
        painter.setFont(font)
        painter.setPen(theme.colour("error") if refused else _ink(style))
        inner = rect.adjusted(MARGIN + self._indent(style), 1, -MARGIN, -1)
        seen = inner & room
        least = metrics.height() * (len(text) if style.turned else 2)
        if inner.height() > room.height() // 2 and seen.height() > least:
            inner = seen
        if style.turned:
            self._turned(painter, inner, metrics, text, style)
            return
        across = _ACROSS.get(style.across, Qt.AlignmentFlag.AlignLeft)
        if not style.wrap and across == Qt.AlignmentFlag.AlignLeft:
            inner.setWidth(max(inner.width(), metrics.horizontalAdvance(text) + 4))
        painter.drawText(inner, _flags(style), text)

    def _turned(
        self, painter: QPainter, inner: QRect, metrics: QFontMetrics, text: str, style: Style
    ) -> None:
        """Words from top to bottom (255), or turned by a right angle."""
        if style.turned == 255:
            high = metrics.height()
            letters = [c for c in text if not c.isspace()]
            most = max(1, inner.height() // high)
            stacks = [letters[at : at + most] for at in range(0, len(letters), most)]
            wide = metrics.horizontalAdvance("字") + 2
            left = inner.center().x() + (len(stacks) - 1) * wide // 2
            for number, stack in enumerate(stacks):
                top = inner.center().y() - len(stack) * high // 2
                for at, letter in enumerate(stack):
                    box = QRect(left - number * wide - wide // 2, top + at * high, wide, high)
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
            return
        painter.save()
        painter.translate(inner.center())
        painter.rotate(-90 if style.turned <= 90 else 90)
        box = QRect(-inner.height() // 2, -inner.width() // 2, inner.height(), inner.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRect, row: int, column: int, cell: GridCell) -> None:
        """The four lines on the cell's outer edges."""
        ratio = painter.device().devicePixelRatioF()
        if ratio == 1:
            whole_lines(painter, rect, row, column, cell.style)
        else:
            snapped_lines(painter, rect, row, column, cell.style, ratio)


def snapped_lines(painter: QPainter, rect: QRect, row: int, column: int, style: Style, ratio: float) -> None:
    """The lines of a cell, snapped to the device's pixels, of which `ratio` are one of the screen's."""

    def snap(value: float) -> float:
        return round(value * ratio) / ratio

    ink = theme.colour("ink")
    thin = max(1, int(ratio)) / ratio
    left = snap(rect.left())
    top = snap(rect.top())
    right = snap(rect.right() + 1)
    bottom = snap(rect.bottom() + 1)
    inside = 0.0 if column else thin
    wide = right - left + thin
    high = bottom - top + thin
    for side, box in (
        (style.left, QRectF(left - thin + inside, top - thin, thin, high)),
        (style.right, QRectF(right - thin, top - thin, thin, high)),
        (style.top, QRectF(left - thin, top - thin if row else top, wide, thin)),
        (style.bottom, QRectF(left - thin, bottom - thin, wide, thin)),
    ):
        thick = _WIDTHS.get(side, 1)
        if thick:
            grown = box.adjusted(0, 0, 0 if box.width() > thin else (thick - 1) * thin, 0)
            painter.fillRect(grown, ink)


def whole_lines(painter: QPainter, rect: QRect, row: int, column: int, style: Style) -> None:
    """The four lines where a pixel of the device is one: most screens, and much the quickest."""
    ink = theme.colour("ink")
    left = rect.left()
    top = rect.top()
    wide = rect.width()
    high = rect.height()
    if thick := _WIDTHS.get(style.left, 1):
        painter.fillRect(left - (column > 0), top - 1, thick, high + 1, ink)
    if thick := _WIDTHS.get(style.right, 1):
        painter.fillRect(left + wide - 1, top - 1, thick, high + 1, ink)
    if thick := _WIDTHS.get(style.top, 1):
        painter.fillRect(left - 1, top - (row > 0), wide + 1, 1, ink)
    if thick := _WIDTHS.get(style.bottom, 1):
        painter.fillRect(left - 1, top + high - 1, wide + 1, 1, ink)


@cache
def _flags(style: Style) -> int:
    """How a look's words are set."""
    across = _ACROSS.get(style.across, Qt.AlignmentFlag.AlignLeft)
    down = _DOWN.get(style.down, Qt.AlignmentFlag.AlignBottom)
    return int(across | down | (Qt.TextFlag.TextWordWrap if style.wrap else Qt.TextFlag.TextDontClip))


def _ink(style: Style) -> QColor:
    """The colour of a look's words: its own, else black on a ground of its own."""
    if style.colour:
        return QColor(f"#{style.colour}")
    return QColor("#000000") if style.fill else theme.colour("ink")
