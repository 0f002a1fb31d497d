"""What can be done with the cells and rows selected in a table, by key or by menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from core.figures.keys import REPORTED
from core.report import cell_blocks
from gui.session import Session
from gui.tables import sums
from gui.tables.copying import Copied, on_clipboard
from gui.tables.ending_edits import today
from gui.tables.pasting import Grid
from gui.tables.table_acts import CELL_ACTS, EXPLAIN, ROW_ACTS, Act, TableActs, confirm_removal

if TYPE_CHECKING:
    from gui.listings.view import ListingView

ACTS = (
    *CELL_ACTS,
    Act("insert_rows", "插入一行", ("Ctrl+Shift+=", "Ctrl+Shift++", "Ctrl++", "Ins")),
    *ROW_ACTS,
    Act("sort_up", "按此列升序", ()),
    Act("sort_down", "按此列降序", ()),
    EXPLAIN,
)
_BREAKS_BEFORE = ("fill_down", "insert_rows", "sort_up", "explain")


class ListingActs(TableActs):
    """The acts of one listing's table."""

    def __init__(self, session: Session, view: ListingView) -> None:
        super().__init__(view, ACTS, _BREAKS_BEFORE)
        self._session = session
        self._view = view
        self._rows = view.rows

    @property
    def read_only(self) -> bool:
        return self._rows.read_only

    # -- what is selected -----------------------------------------------------------------------------

    def _numbers(self) -> list[int]:
        """The selected rows' numbers, the blank row's too; the cursor's row where nothing is selected."""
        found = {number for area in self._view.areas() for number in range(area.top(), area.bottom() + 1)}
        return sorted(found) or [max(0, self._view.currentIndex().row())]

    def _places(self) -> list[int]:
        """The selected columns' numbers."""
        found = {place for area in self._view.areas() for place in range(area.left(), area.right() + 1)}
        return sorted(found) or [max(0, self._view.currentIndex().column())]

    def _selected_rows(self) -> list[str]:
        return [row for number in self._numbers() if (row := self._rows.row_at(number)) is not None]

    # -- cells ----------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Puts the selected cells on the clipboard."""
        rows = self._selected_rows()
        if rows:
            cells = [[self._copied(row, place) for place in self._places()] for row in rows]
            QGuiApplication.clipboard().setMimeData(on_clipboard(cells))

    def _copied(self, row: str, place: int) -> Copied:
        report = self._session.report
        column = self._rows.column(place)
        key = report.cell(column.key, row)
        words = report.words(key)
        entry = words if column.formula else report.entry(key) or ""
        return Copied(words, entry, sums.number_of(report, column, row) is not None)

    def clear(self) -> None:
        """Empties the selected cells as one step."""
        report = self._session.report
        indexes = self._view.selectedIndexes() or [self._view.currentIndex()]
        keys = [key for index in indexes if (key := self._rows.key_at(index)) is not None]
        filled = [key for key in keys if report.entry(key) or report.entry(key + REPORTED)]
        if filled:
            self._session.do(self._rows.listing, lambda report: cell_blocks.emptied(report, filled))
        self._rows.forget_refusals(indexes)

    def fill_down(self) -> None:
        """Gives the selected cells what the topmost hold; a single row takes it from the row above."""
        numbers = [number for number in self._numbers() if self._rows.row_at(number) is not None]
        if len(numbers) == 1 and numbers[0] > 0:
            numbers.insert(0, numbers[0] - 1)
        if len(numbers) > 1:
            rows = [self._rows.rows[number] for number in numbers]
            columns = [self._rows.column(place).key for place in self._places()]
            self._session.do(
                self._rows.listing, lambda report: cell_blocks.filled_down(report, columns, rows)
            )

    def enter_today(self) -> None:
        """Enters this day where a date or words may stand."""
        index = self._view.currentIndex()
        if index.isValid() and self._rows.column(index.column()).kind.takes_date:
            self._rows.setData(index, today())

    def paste(self) -> None:
        """Puts the clipboard's block where the selection begins; what is refused or overwritten is shown first."""
        found = self.from_clipboard()
        if found is None:
            return
        at = self._numbers()[0]
        column = self._places()[0]
        block = self._tiled(found.block)
        proposal = cell_blocks.proposed(
            self._session.report, self._rows.listing, block, rows=self._rows.rows, at=at, column=column,
            given=self._rows.given(), marks=found.own,
        )  # fmt: skip
        if not self.agreed(proposal):
            return
        if proposal.entries and self._session.do(
            self._rows.listing, lambda report: cell_blocks.pasted(report, proposal)
        ):
            self._view.select_block(at, column, len(block), len(block[0]))
        self.noted.emit("；".join(proposal.notes))

    def _tiled(self, block: Grid) -> Grid:
        """A block repeated where the selection is a multiple of it, as one copied cell fills many."""
        down = len(self._numbers())
        across = len(self._places())
        high = len(block)
        wide = len(block[0])
        if (down, across) == (high, wide) or down % high or across % wide:
            return block
        return [row * (across // wide) for row in block] * (down // high)

    # -- rows -----------------------------------------------------------------------------------------

    def insert_rows(self) -> None:
        """Puts as many blank rows as are selected above the first of them."""
        numbers = self._numbers()
        place = self._view.currentIndex().column()
        before = self._rows.row_at(numbers[0]) or ""
        given = self._rows.given()
        if self._session.do(
            self._rows.listing,
            lambda report: cell_blocks.rows_inserted(
                report, self._rows.listing, len(numbers), before=before, given=given
            ),
        ):
            self._view.stand_on(self._rows.index(numbers[0], max(0, place)))

    def remove_rows(self) -> None:
        """Removes the selected rows as one step; where texts refer to them it asks first."""
        rows = self._selected_rows()
        listing = self._rows.listing
        report = self._session.report
        if not rows:
            return
        if confirm_removal(self._view.window(), report, listing, rows):
            self._session.do(listing, lambda report: report.remove_rows(listing, rows))

    def move_up(self) -> None:
        """Puts the selected rows ahead of the row above them."""
        rows = self._selected_rows()
        first = self._numbers()[0]
        if rows and first > 0:
            self._move(rows, self._rows.rows[first - 1])

    def move_down(self) -> None:
        """Puts the selected rows behind the row below them."""
        rows = self._selected_rows()
        below = self._rows.row_at(self._rows.number_of(rows[-1]) + 1) if rows else None
        if below is not None:
            everything = self._session.report.rows(self._rows.listing)
            behind = everything[everything.index(below) + 1 :]
            self._move(rows, next((row for row in behind if row not in rows), ""))

    def _move(self, rows: list[str], before: str) -> None:
        listing = self._rows.listing
        self._session.do(listing, lambda report: report.move_rows(listing, rows, before))
        self._view.scrollTo(self._view.currentIndex())

    def sort_up(self) -> None:
        """Puts all rows in the order of the cursor's column."""
        self._sort(descending=False)

    def sort_down(self) -> None:
        """Puts all rows in the opposite order of the cursor's column."""
        self._sort(descending=True)

    def _sort(self, *, descending: bool) -> None:
        listing = self._rows.listing
        column = self._rows.column(max(0, self._view.currentIndex().column()))
        self._session.do(listing, lambda report: report.sort(listing, column.key, descending=descending))

    def explain(self) -> None:
        """Asks why the cursor's cell shows what it shows."""
        key = self._rows.key_at(self._view.currentIndex())
        if key is not None:
            self._view.explain_requested.emit(key)
