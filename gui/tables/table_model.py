"""What a table of cells asks of its model beside what Qt asks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Signal

from core.figures.keys import Key
from gui.index import Index
from gui.tables.cells import CellState, Refusal


class TableModel(QAbstractTableModel):
    """Cells as the report has them; a text that was refused stays in its cell, but is stored nowhere.

    Cells are named by row and column, counted from 0. `replaced` says that the rows from a first to a last become
    others at their places.
    """

    refusals_changed = Signal()
    replaced = Signal(int, int)
    read_only: bool

    def seen_at(self, index: Index) -> tuple[int, int]:
        """The row and column of the cell that is seen at an index; the first cell for an invalid one."""
        return max(index.row(), 0), max(index.column(), 0)

    def key_at(self, index: Index) -> Key | None:
        """The key of a cell, None where it has none."""
        raise NotImplementedError

    def index_of(self, key: Key) -> QModelIndex:
        """The cell with a key; an invalid index where there is none."""
        raise NotImplementedError

    def state_at(self, row: int, column: int) -> CellState:
        """A cell's text and state."""
        raise NotImplementedError

    def is_computed(self, row: int, column: int) -> bool:
        """Whether a cell is a figure that a formula gives."""
        raise NotImplementedError

    def report_instead(self, row: int, column: int) -> None:
        """Lets a computed cell take a 填报值."""
        raise NotImplementedError

    def end_reporting(self) -> None:
        """The computed cell that took a 填报值 takes none any more."""
        raise NotImplementedError

    def refusal_at(self, row: int, column: int) -> Refusal | None:
        """What stands in a cell without having been taken."""
        raise NotImplementedError

    def forget_refusals(self, cells: Iterable[tuple[int, int]]) -> None:
        """Lets refused texts go: their cells show what is stored."""
        raise NotImplementedError
