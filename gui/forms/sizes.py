"""Column widths and row heights of a form on the screen, as on paper; rows grow with their words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHeaderView

from core.document.filling import DEFAULT_HEIGHT
from gui.forms.model import FormModel
from gui.forms.painting import PIXELS, FormPainting

LEAST_ZOOM = 0.5
MOST_ZOOM = 3.0
_FIT = (0.7, 1.25)
"""How far a form is made smaller or larger to fit the page's width."""


class FormSizes:
    """Keeps the sections of a table's headers as the form and its words want them."""

    def __init__(
        self, model: FormModel, painting: FormPainting, rows: QHeaderView, columns: QHeaderView
    ) -> None:
        self._model = model
        self._painting = painting
        self._rows = rows
        self._columns = columns

    @property
    def width(self) -> float:
        """The form's width in pixels at the size of paper."""
        return sum(int(chars * 7 + 5) for chars in self._model.form.grid.widths)

    def fitting(self, room: int) -> float:
        """The zoom at which the form fits a width."""
        return min(max(room / max(self.width, 1), _FIT[0]), _FIT[1])

    def set_all(self) -> bool:
        """All columns and rows; whether the height of any row is another now."""
        zoom = self._painting.zoom
        for column, chars in enumerate(self._model.form.grid.widths):
            self._columns.resizeSection(column, max(4, int(int(chars * 7 + 5) * zoom)))
        return self.fit(range(self._model.rowCount()))

    def fit(self, rows: Iterable[int]) -> bool:
        """Some rows as high as the form says, or as their words need; whether any height is another now.

        The header does not tell of each: the table is to lay itself out once.
        """
        self._rows.blockSignals(True)
        changed = False
        for row in rows:
            high = self.height(row)
            if self._rows.sectionSize(row) != high:
                self._rows.resizeSection(row, high)
                changed = True
        self._rows.blockSignals(False)
        return changed

    def height(self, row: int) -> int:
        """A row's height in pixels."""
        sheet = self._model.sheet
        template = sheet.form.grid.heights[sheet.lines[row].template]
        high = round((template or DEFAULT_HEIGHT) * PIXELS * self._painting.zoom)
        for column in range(sheet.form.grid.columns):
            if (row, column) not in sheet.covered:
                rows, columns = sheet.spans.get((row, column), (1, 1))
                if rows == 1:
                    wide = sum(self._columns.sectionSize(c) for c in range(column, column + columns))
                    high = max(high, self._painting.height(row, column, wide))
        return high
