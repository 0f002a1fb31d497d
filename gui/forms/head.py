"""The rows that are repeated on every page stay at the top of the screen when they have scrolled away."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from gui import theme
from gui.forms.model import FormModel
from gui.forms.painting import FormPainting


class FormHead(QWidget):
    """Paints the repeated rows over the top of a form's viewport; the mouse goes through it.

    The headers of the table tell where its rows and columns stand.
    """

    def __init__(
        self, model: FormModel, painting: FormPainting, rows: QHeaderView, columns: QHeaderView, over: QWidget
    ) -> None:
        super().__init__(over)
        self._model = model
        self._painting = painting
        self._rows = rows
        self._columns = columns
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def _repeated(self) -> tuple[int, int] | None:
        """The first and the last of the repeated rows."""
        titles = self._model.form.grid.paper.titles
        first = self._model.sheet.first_line
        return (first[titles[0]], first[titles[1]]) if titles else None

    def height_over(self, row: int) -> int:
        """How much of a row's place the head would cover."""
        repeated = self._repeated()
        return self._height(*repeated) if repeated is not None and row > repeated[1] else 0

    def _height(self, first: int, last: int) -> int:
        return sum(self._rows.sectionSize(row) for row in range(first, last + 1))

    def follow(self, width: int) -> None:
        """Shows or hides itself as the form scrolls, as wide as what is seen of it."""
        repeated = self._repeated()
        away = repeated is not None and self._rows.sectionViewportPosition(repeated[0]) < 0
        if repeated is not None and away:
            self.setGeometry(0, 0, width, self._height(*repeated) + 2)
            self.raise_()
            self.update()
        self.setVisible(away)

    def paintEvent(self, event: QPaintEvent) -> None:
        repeated = self._repeated()
        if repeated is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        sheet = self._model.sheet
        first, last = repeated
        top = 0
        for row in range(first, last + 1):
            for column in range(self._model.columnCount()):
                if (row, column) in sheet.covered:
                    continue
                high, wide = sheet.spans.get((row, column), (1, 1))
                box = QRect(
                    self._columns.sectionViewportPosition(column),
                    top,
                    sum(self._columns.sectionSize(c) for c in range(column, column + wide)),
                    self._height(row, min(row + high - 1, last)),
                )
                self._painting.paint(
                    painter, box, row, column, selected=False, current=False, room=self.rect()
                )
            top += self._rows.sectionSize(row)
        painter.end()
