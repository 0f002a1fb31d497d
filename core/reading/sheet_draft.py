"""A sheet while it is read, whatever its format: what lies beyond the bounds is counted, never kept."""

from __future__ import annotations

from core.material.workbook import CellRead, SheetRead
from core.reading.most_read import COLUMNS, ROWS, Bounds


class SheetDraft:
    """Cells, merges, hidden lines and comments of one sheet, rows and columns counted from 0."""

    def __init__(self, bounds: Bounds) -> None:
        self.cells: dict[tuple[int, int], CellRead] = {}
        self._bounds = bounds
        self._merges: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._comments: dict[tuple[int, int], str] = {}
        self._beyond = 0

    def put(self, row: int, column: int, read: CellRead) -> None:
        """Keeps a cell if it says something, or something of it could not be read."""
        if not (read.text.strip() or read.unreckoned or read.struck.strip() or read.scaled):
            return
        self._bounds.count("cells")
        if row < ROWS and column < COLUMNS:
            self.cells[row, column] = read
        else:
            self._beyond += 1

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Joins the cells of a range; one that leaves the bounds is dropped."""
        if (top, left) == (bottom, right):
            return
        self._bounds.count("merges")
        if bottom < ROWS and right < COLUMNS:
            self._merges.append((top, left, bottom, right))

    def hide_rows(self, first: int, last: int) -> None:
        """Hides rows, the last one included."""
        self._hidden_rows.update(range(max(first, 0), min(last + 1, ROWS)))

    def hide_columns(self, first: int, last: int) -> None:
        """Hides columns, the last one included."""
        self._hidden_columns.update(range(max(first, 0), min(last + 1, COLUMNS)))

    def comment(self, row: int, column: int, words: str) -> None:
        """Adds the words of a comment on a cell."""
        if words.strip():
            self._bounds.count("comments")
            if row < ROWS and column < COLUMNS:
                before = self._comments.get((row, column), "")
                self._comments[row, column] = f"{before}\n{words.strip()}".strip()

    def read(self, name: str, *, hidden: bool) -> SheetRead:
        """The sheet as it stands."""
        return SheetRead(
            name,
            hidden,
            self.cells,
            tuple(self._merges),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            self._comments,
            self._beyond,
        )
