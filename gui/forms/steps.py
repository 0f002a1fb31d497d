"""How arrows, Enter and Tab walk over a form: past joined cells, from one cell that is filled in to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

from gui.tables.tab_runs import TabRuns

if TYPE_CHECKING:
    from gui.forms.view import FormView

_Action = QAbstractItemView.CursorAction
_ARROWS = {
    _Action.MoveUp: (-1, 0),
    _Action.MoveDown: (1, 0),
    _Action.MoveLeft: (0, -1),
    _Action.MoveRight: (0, 1),
}


class FormSteps(TabRuns):
    """Moves a form's cursor.

    Tab goes in reading order through the cells that are filled in, Enter down the column; after Tab, Tab, Enter
    it returns to the column in which the run of Tabs began.
    """

    def __init__(self, view: FormView) -> None:
        super().__init__()
        self._view = view

    def knows(self, action: QAbstractItemView.CursorAction) -> bool:
        """Whether a move of the cursor is one of the four arrows."""
        return action in _ARROWS

    def moved(self, action: QAbstractItemView.CursorAction) -> tuple[int, int]:
        """Where an arrow leads: over all that is joined to the cell behind it."""
        down, across = _ARROWS[action]
        sheet = self._view.rows.sheet
        (line, column) = self._view.current_place()
        high, wide = sheet.spans.get((line, column), (1, 1))
        at = (line + (high if down > 0 else down), column + (wide if across > 0 else across))
        if not (0 <= at[0] < len(sheet.lines) and 0 <= at[1] < sheet.form.grid.columns):
            return line, column
        return sheet.place_of(*at)

    def first(self) -> tuple[int, int]:
        """The first cell that is filled in, else the form's first."""
        return next(iter(self._typed()), (0, 0))

    def _typed(self) -> list[tuple[int, int]]:
        rows = self._view.rows
        return [
            (line, column)
            for line in range(len(rows.sheet.lines))
            for column in range(rows.form.grid.columns)
            if rows.is_typed(line, column)
        ]

    def enter(self, by: int) -> None:
        line, column = self._view.current_place()
        wanted = column if self.run is None else self.run
        ahead = [p for p in self._typed() if (p[0] - line) * by > 0 and self._spans(p, wanted)]
        self._go(min(ahead, key=lambda p: abs(p[0] - line)) if ahead else (line, column))
        self.run = None

    def _spans(self, place: tuple[int, int], column: int) -> bool:
        wide = self._view.rows.sheet.spans.get(place, (1, 1))[1]
        return place[1] <= column < place[1] + wide

    def tab(self, by: int) -> None:
        here = self._view.current_place()
        if self.run is None:
            self.run = here[1]
        ahead = [place for place in self._typed() if (place > here if by > 0 else place < here)]
        if not ahead:
            self.leave(by > 0)
            return
        self._go(min(ahead) if by > 0 else max(ahead))

    def leave(self, forward: bool) -> None:
        self._view.setTabKeyNavigation(False)
        self._view.focusNextPrevChild(forward)
        self._view.setTabKeyNavigation(True)

    def _go(self, place: tuple[int, int]) -> None:
        self.stepping = True
        self._view.stand_on(self._view.rows.index(*place))
        self._view.scrollTo(self._view.rows.index(*place))
        self.stepping = False
