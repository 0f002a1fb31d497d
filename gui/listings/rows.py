"""The rows of a table and the blank one behind them, moving from what is shown to what there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gui.index import Index

Role = Qt.ItemDataRole
MOST_SIGNALS = 50
"""With more separate changes than these the whole table is shown anew."""


class ListingRows(QAbstractTableModel):
    """Rows by their paths, a dictionary from path to number, and exact signals for each change."""

    def __init__(self, rows: Sequence[str], blanks: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blanks = blanks
        self._set(rows)

    def _set(self, rows: Sequence[str]) -> None:
        self._rows = list(rows)
        self._numbers = {row: number for number, row in enumerate(self._rows)}

    @property
    def rows(self) -> list[str]:
        """The paths of the rows shown, in order."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + self._blanks

    def row_at(self, number: int) -> str | None:
        """The path of a row, None for the blank one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, row: str) -> int:
        """Where a row stands; a row that is not shown, the blank one's place."""
        return self._numbers.get(row, len(self._rows))

    def show_anew(self, rows: Sequence[str]) -> None:
        """Shows other rows at once."""
        self.beginResetModel()
        self._set(rows)
        self.endResetModel()

    def follow(self, rows: list[str]) -> None:
        """Moves to the rows there are: what is gone goes, the rest is put in order, what is new comes."""
        if rows == self._rows:
            return
        wanted = set(rows)
        gone = runs([number for number, row in enumerate(self._rows) if row not in wanted])
        fresh = runs([number for number, row in enumerate(rows) if row not in self._numbers])
        if len(gone) + len(fresh) > MOST_SIGNALS:
            self.show_anew(rows)
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        kept = [row for row in rows if row in self._numbers]
        if kept != self._rows:
            self._reorder(kept)
        for first, last in fresh:
            self._insert(first, rows[first : last + 1])
        self._set(rows)

    def _reorder(self, rows: list[str]) -> None:
        """The same rows in another order; what points at a row, as the selection does, goes with it."""
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._set(rows)
        old = self.persistentIndexList()
        new = [
            self.index(self._numbers[before[one.row()]], one.column()) if one.row() < len(before) else one
            for one in old
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _insert(self, first: int, rows: Sequence[str]) -> None:
        count = len(rows)
        if first < len(self._rows) or not self._blanks:
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._rows[first:first] = rows
            self.endInsertRows()
            return
        # The blank row becomes the first new one, so that the cursor in it stays where something was typed:
        # blank rows come behind it, then they are filled.
        self.beginInsertRows(QModelIndex(), first + 1, first + count)
        self._blanks += count
        self.endInsertRows()
        self._blanks -= count
        self._rows += rows
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
