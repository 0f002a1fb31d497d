"""Column widths and row heights of a form on the screen, as on paper; rows grow with their words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QTableView

from core.document.filling import DEFAULT_HEIGHT
from gui.forms.model import FormModel
from gui.forms.painting import PIXELS, FormPainting

LEAST_ZOOM = 0.5
MOST_ZOOM = 3.0
_FIT = (0.7, 1.25)
"""How far a form is made smaller or larger to fit the page's width."""


class FormSizes:
    """Keeps the view's sections as the form and its words want them."""

    def __init__(self, view: QTableView, rows: FormModel, painting: FormPainting) -> None:
        self._view = view
        self._rows = rows
        self._painting = painting

    @property
    def width(self) -> float:
        """The form's width in pixels at the size of paper."""
        return sum(int(chars * 7 + 5) for chars in self._rows.form.grid.widths)

    def fitting(self, room: int) -> float:
        """The zoom at which the form fits a width."""
        return min(max(room / max(self.width, 1), _FIT[0]), _FIT[1])

    def set_all(self) -> None:
        """All columns and rows."""
        zoom = self._painting.zoom
        header = self._view.horizontalHeader()
        for column, chars in enumerate(self._rows.form.grid.widths):
            header.resizeSection(column, max(4, int(int(chars * 7 + 5) * zoom)))
        self.fit(range(self._rows.rowCount()))

    def fit(self, lines: Iterable[int]) -> None:
        """Some rows as high as the form says, or as their words need."""
        header = self._view.verticalHeader()
        header.blockSignals(True)
        changed = False
        for line in lines:
            high = self.height(line)
            if header.sectionSize(line) != high:
                header.resizeSection(line, high)
                changed = True
        header.blockSignals(False)
        if changed:
            self._view.updateGeometries()
            self._view.viewport().update()

    def height(self, line: int) -> int:
        """A row's height in pixels."""
        sheet = self._rows.sheet
        header = self._view.horizontalHeader()
        template = sheet.form.grid.heights[sheet.lines[line].template]
        high = round((template or DEFAULT_HEIGHT) * PIXELS * self._painting.zoom)
        for column in range(sheet.form.grid.columns):
            if (line, column) not in sheet.covered:
                rows, columns = sheet.spans.get((line, column), (1, 1))
                if rows == 1:
                    wide = sum(header.sectionSize(c) for c in range(column, column + columns))
                    high = max(high, self._painting.height(line, column, wide))
        return high
