"""The rows that are repeated on every page stay at the top of the screen when they have scrolled away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.forms.painting import FormPainting

if TYPE_CHECKING:
    from gui.forms.view import FormView


class FormHead(QWidget):
    """Paints the repeated rows over the view's top; the mouse goes through it."""

    def __init__(self, view: FormView, painting: FormPainting) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._painting = painting
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def _lines(self) -> tuple[int, int] | None:
        titles = self._view.rows.form.grid.paper.titles
        first = self._view.rows.sheet.first_line
        return (first[titles[0]], first[titles[1]]) if titles else None

    def height_over(self, line: int) -> int:
        """How much of a line's place the head would cover."""
        lines = self._lines()
        return self._height(lines) if lines is not None and line > lines[1] else 0

    def _height(self, lines: tuple[int, int]) -> int:
        return sum(self._view.rowHeight(line) for line in range(lines[0], lines[1] + 1))

    def follow(self) -> None:
        """Shows or hides itself as the view scrolls."""
        lines = self._lines()
        away = lines is not None and self._view.rowViewportPosition(lines[0]) < 0
        if lines is not None and away:
            self.setGeometry(0, 0, self._view.viewport().width(), self._height(lines) + 2)
            self.raise_()
            self.update()
        self.setVisible(away)

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines()
        if lines is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        sheet = self._view.rows.sheet
        view = self._view
        top = 0
        for line in range(lines[0], lines[1] + 1):
            for column in range(sheet.form.grid.columns):
                if (line, column) in sheet.covered:
                    continue
                high, wide = sheet.spans.get((line, column), (1, 1))
                high = min(high, lines[1] - line + 1)
                box = QRect(
                    view.columnViewportPosition(column),
                    top,
                    sum(view.columnWidth(c) for c in range(column, column + wide)),
                    sum(view.rowHeight(n) for n in range(line, line + high)),
                )
                self._painting.paint(
                    painter, box, line, column, selected=False, current=False, room=self.rect()
                )
            top += view.rowHeight(line)
        painter.end()
