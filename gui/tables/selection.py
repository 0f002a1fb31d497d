"""The cursor of a table and the cells selected with it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from gui.index import Index


class CellSelection(QItemSelectionModel):
    """The selection that a table shows and its acts work on."""

    def stand_on(self, index: Index) -> None:
        """Puts the cursor on a cell and selects only it, whatever keys are held down."""
        self.setCurrentIndex(index, self.SelectionFlag.ClearAndSelect)

    def areas(self) -> list[QItemSelectionRange]:
        """The rectangles that are selected."""
        selection = self.selection()
        return [selection.at(number) for number in range(selection.count())]

    def select_block(self, row: int, column: int, high: int, wide: int) -> None:
        """Selects a block of cells, the cursor in its first; what reaches beyond the table is cut off."""
        model = self.model()
        first = model.index(row, column)
        last = model.index(min(row + high, model.rowCount()) - 1, min(column + wide, model.columnCount()) - 1)
        if first.isValid() and last.isValid():
            self.stand_on(first)
            self.select(QItemSelection(first, last), self.SelectionFlag.ClearAndSelect)
