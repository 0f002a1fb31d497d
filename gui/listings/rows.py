"""The rows of a table and the blank one behind them, moving from what is shown to what there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from core.figures.keys import Row
from gui.index import Index
from gui.tables.table_model import TableModel

Role = Qt.ItemDataRole
MOST_SIGNALS = 50
"""With more separate changes than these the whole table is shown anew."""


class ListingRows(TableModel):
    """The report's rows by their ids, a dictionary from id to row, and exact signals for each change."""

    def __init__(self, row_ids: Sequence[Row], blanks: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blanks = blanks
        self._set(row_ids)

    def _set(self, row_ids: Sequence[Row]) -> None:
        self._row_ids = list(row_ids)
        self._rows = {row_id: row for row, row_id in enumerate(self._row_ids)}

    @property
    def row_ids(self) -> list[Row]:
        """The ids of the rows shown, in order."""
        return self._row_ids

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._row_ids) + self._blanks

    def row_id(self, row: int) -> Row | None:
        """The id of a row, None for the blank one."""
        return self._row_ids[row] if 0 <= row < len(self._row_ids) else None

    def row_of(self, row_id: Row) -> int:
        """Where a row stands; a row that is not shown, the blank one's place."""
        return self._rows.get(row_id, len(self._row_ids))

    def show_anew(self, row_ids: Sequence[Row]) -> None:
        """Shows other rows at once."""
        self.beginResetModel()
        self._set(row_ids)
        self.endResetModel()

    def follow(self, row_ids: list[Row]) -> None:
        """Moves to the rows there are: what is gone goes, the rest is put in order, what is new comes."""
        if row_ids == self._row_ids:
            return
        wanted = set(row_ids)
        gone = runs([row for row, row_id in enumerate(self._row_ids) if row_id not in wanted])
        fresh = runs([row for row, row_id in enumerate(row_ids) if row_id not in self._rows])
        if len(gone) + len(fresh) > MOST_SIGNALS:
            self.show_anew(row_ids)
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._row_ids[first : last + 1]
            self.endRemoveRows()
        kept = [row_id for row_id in row_ids if row_id in self._rows]
        if kept != self._row_ids:
            self._reorder(kept)
        for first, last in fresh:
            self._insert(first, row_ids[first : last + 1])
        self._set(row_ids)

    def _reorder(self, row_ids: Sequence[Row]) -> None:
        """The same rows in another order; what points at a row, as the selection does, goes with it."""
        self.layoutAboutToBeChanged.emit()
        before = self._row_ids
        self._set(row_ids)
        old = self.persistentIndexList()
        new = [
            self.index(self._rows[before[index.row()]], index.column())
            if index.row() < len(before)
            else index
            for index in old
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _insert(self, first: int, row_ids: Sequence[Row]) -> None:
        count = len(row_ids)
        if first < len(self._row_ids) or not self._blanks:
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._row_ids[first:first] = row_ids
            self.endInsertRows()
            return
        # The blank row becomes the first new one, so that the cursor in it stays where something was typed:
        # blank rows come behind it, then they are filled.
        self.beginInsertRows(QModelIndex(), first + 1, first + count)
        self._blanks += count
        self.endInsertRows()
        self._blanks -= count
        self._row_ids += row_ids
        ends = self.index(first, 0), self.index(first + count - 1, self.columnCount() - 1)
        self.dataChanged.emit(*ends)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, first, first + count)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run of ascending numbers."""
    out: list[tuple[int, int]] = []
    for number in numbers:
        if out and out[-1][1] == number - 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return out
