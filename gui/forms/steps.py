"""How arrows, Enter and Tab walk over a form: past joined cells, from one cell that is filled in to the next."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView

from core.figures.keys import Row
from gui.forms.model import FormModel
from gui.index import Index
from gui.tables.tab_runs import TabRuns

_Action = QAbstractItemView.CursorAction
_ARROWS = {
    _Action.MoveUp: (-1, 0),
    _Action.MoveDown: (1, 0),
    _Action.MoveLeft: (0, -1),
    _Action.MoveRight: (0, 1),
}


class FormSteps(TabRuns):
    """Where a form's cursor goes.

    Tab goes in reading order through the cells that are filled in, Enter down the column; after Tab, Tab, Enter
    it returns to the column in which the run of Tabs began.
    """

    def __init__(self, model: FormModel) -> None:
        super().__init__()
        self._model = model

    def by_arrow(self, at: Index, action: QAbstractItemView.CursorAction) -> QModelIndex | None:
        """The cell to which an arrow leads, over all that is joined to the cell behind it; None for other moves."""
        if action not in _ARROWS:
            return None
        down, across = _ARROWS[action]
        sheet = self._model.sheet
        row, column = self._model.seen_at(at)
        high, wide = sheet.spans.get((row, column), (1, 1))
        ahead = (row + (high if down > 0 else down), column + (wide if across > 0 else across))
        inside = 0 <= ahead[0] < self._model.rowCount() and 0 <= ahead[1] < self._model.columnCount()
        return self._model.index(*sheet.place_of(*ahead)) if inside else self._model.index(row, column)

    def first(self) -> QModelIndex:
        """The first cell that is filled in, else the form's first."""
        return self._model.index(*next(iter(self._typed()), (0, 0)))

    def first_of(self, row_id: Row) -> QModelIndex | None:
        """The first cell of a listing's row that is filled in; None where the row has none."""
        lines = self._model.sheet.lines
        place = next((p for p in self._typed() if lines[p[0]].band and lines[p[0]].row == row_id), None)
        return None if place is None else self._model.index(*place)

    def _typed(self) -> list[tuple[int, int]]:
        return [
            (row, column)
            for row in range(self._model.rowCount())
            for column in range(self._model.columnCount())
            if self._model.is_typed(row, column)
        ]

    def enter(self, at: Index, by: int) -> QModelIndex:
        row, column = self._model.seen_at(at)
        wanted = column if self.run is None else self.run
        ahead = [p for p in self._typed() if (p[0] - row) * by > 0 and self._spans(p, wanted)]
        self.run = None
        place = min(ahead, key=lambda p: abs(p[0] - row)) if ahead else (row, column)
        return self._model.index(*place)

    def _spans(self, place: tuple[int, int], column: int) -> bool:
        wide = self._model.sheet.spans.get(place, (1, 1))[1]
        return place[1] <= column < place[1] + wide

    def tab(self, at: Index, by: int) -> QModelIndex | None:
        here = self._model.seen_at(at)
        if self.run is None:
            self.run = here[1]
        ahead = [place for place in self._typed() if (place > here if by > 0 else place < here)]
        if not ahead:
            return None
        return self._model.index(*(min(ahead) if by > 0 else max(ahead)))
