"""What can be done with the cells and rows selected in a table, by key or by menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.figures.keys import REPORTED, WHOLE, Row
from core.report import cell_blocks
from gui.acts import Act, bound
from gui.listings.model import ListingModel
from gui.session import Session
from gui.tables import sums
from gui.tables.copying import Copied, on_clipboard
from gui.tables.pasting import Grid
from gui.tables.selection import CellSelection
from gui.tables.table_acts import CELL_ACTS, EXPLAIN, ROW_ACTS, TableActs
from gui.widgets.today import today


class ListingActs(TableActs):
    """The acts of one listing, on what is selected in its model; `widget` is where their questions are asked.

    `rows_moved` says that the cursor's row stands elsewhere now.
    """

    rows_moved = Signal()

    def __init__(
        self, session: Session, model: ListingModel, selection: CellSelection, widget: QWidget
    ) -> None:
        super().__init__(widget)
        self._session = session
        self._model = model
        self._selection = selection
        self.offer(bound(act, self) for act in ACTS)

    @property
    def read_only(self) -> bool:
        return self._model.read_only

    # -- what is selected -----------------------------------------------------------------------------

    def _rows(self) -> list[int]:
        """The selected rows, the blank one too; the cursor's row where nothing is selected."""
        rows = {row for area in self._selection.areas() for row in range(area.top(), area.bottom() + 1)}
        return sorted(rows) or [max(0, self._selection.currentIndex().row())]

    def _columns(self) -> list[int]:
        """The selected columns; the cursor's where nothing is selected."""
        columns = {c for area in self._selection.areas() for c in range(area.left(), area.right() + 1)}
        return sorted(columns) or [max(0, self._selection.currentIndex().column())]

    def _row_ids(self) -> list[Row]:
        return [row_id for row in self._rows() if (row_id := self._model.row_id(row)) is not None]

    # -- cells ----------------------------------------------------------------------------------------

    def copy(self) -> None:
        row_ids = self._row_ids()
        if row_ids:
            columns = self._columns()
            cells = [[self._copy_of(row_id, column) for column in columns] for row_id in row_ids]
            QGuiApplication.clipboard().setMimeData(on_clipboard(cells))

    def _copy_of(self, row_id: Row, column: int) -> Copied:
        report = self._session.report
        figure = self._model.figure(column)
        key = report.cell(figure.key, row_id)
        words = report.words(key)
        entry = words if figure.formula else report.entry(key) or ""
        return Copied(words, entry, sums.number_of(report, figure, row_id) is not None)

    def clear(self) -> None:
        report = self._session.report
        indexes = self._selection.selectedIndexes() or [self._selection.currentIndex()]
        keys = [key for index in indexes if (key := self._model.key_at(index)) is not None]
        filled = [key for key in keys if report.entry(key) or report.entry(key + REPORTED)]
        if filled:
            self._session.do(self._model.listing, lambda report: cell_blocks.emptied(report, filled))
        self._model.forget_refusals([(index.row(), index.column()) for index in indexes])

    def fill_down(self) -> None:
        rows = [row for row in self._rows() if self._model.row_id(row) is not None]
        if len(rows) == 1 and rows[0] > 0:
            rows.insert(0, rows[0] - 1)
        if len(rows) > 1:
            row_ids = [self._model.row_ids[row] for row in rows]
            figures = [self._model.figure(column).key for column in self._columns()]
            self._session.do(
                self._model.listing, lambda report: cell_blocks.filled_down(report, figures, row_ids)
            )

    def enter_today(self) -> None:
        index = self._selection.currentIndex()
        if index.isValid() and self._model.figure(index.column()).kind.takes_date:
            self._model.setData(index, today())

    def paste(self) -> None:
        clip = self.clipboard_block()
        if clip is None:
            return
        row = self._rows()[0]
        column = self._columns()[0]
        block = self._tiled(clip.block)
        proposal = cell_blocks.proposed(
            self._session.report,
            self._model.listing,
            block,
            rows=self._model.row_ids,
            at=row,
            column=column,
            given=self._model.given(),
            marks=clip.own,
        )
        if not self.agrees_to(proposal):
            return
        if proposal.entries and self._session.do(
            self._model.listing, lambda report: cell_blocks.pasted(report, proposal)
        ):
            self._selection.select_block(row, column, len(block), len(block[0]))
        self.noted.emit("；".join(proposal.notes))

    def _tiled(self, block: Grid) -> Grid:
        """A block repeated where the selection is a multiple of it, as one copied cell fills many."""
        down = len(self._rows())
        across = len(self._columns())
        high = len(block)
        wide = len(block[0])
        if (down, across) == (high, wide) or down % high or across % wide:
            return block
        return [row * (across // wide) for row in block] * (down // high)

    # -- rows -----------------------------------------------------------------------------------------

    def has_rows_here(self) -> bool:
        return True

    def insert_rows(self) -> None:
        """Puts as many blank rows as are selected above the first of them."""
        rows = self._rows()
        column = self._selection.currentIndex().column()
        listing = self._model.listing
        before = self._model.row_id(rows[0]) or WHOLE
        given = self._model.given()
        if self._session.do(
            listing,
            lambda report: cell_blocks.rows_inserted(report, listing, len(rows), before=before, given=given),
        ):
            self._selection.stand_on(self._model.index(rows[0], max(0, column)))

    def remove_rows(self) -> None:
        row_ids = self._row_ids()
        listing = self._model.listing
        if row_ids and self.confirms_removal(self._session.report, listing, row_ids):
            self._session.do(listing, lambda report: report.remove_rows(listing, row_ids))

    def move_up(self) -> None:
        row_ids = self._row_ids()
        first = self._rows()[0]
        if row_ids and first > 0:
            self._move(row_ids, self._model.row_ids[first - 1])

    def move_down(self) -> None:
        row_ids = self._row_ids()
        below = self._model.row_id(self._model.row_of(row_ids[-1]) + 1) if row_ids else None
        if below is not None:
            every = self._session.report.rows(self._model.listing)
            behind = every[every.index(below) + 1 :]
            self._move(row_ids, next((row_id for row_id in behind if row_id not in row_ids), WHOLE))

    def _move(self, row_ids: Sequence[Row], before: Row) -> None:
        listing = self._model.listing
        self._session.do(listing, lambda report: report.move_rows(listing, row_ids, before))
        self.rows_moved.emit()

    def sort_up(self) -> None:
        """Puts all rows in the order of the cursor's column."""
        self._sort(descending=False)

    def sort_down(self) -> None:
        """Puts all rows in the opposite order of the cursor's column."""
        self._sort(descending=True)

    def _sort(self, *, descending: bool) -> None:
        listing = self._model.listing
        figure = self._model.figure(max(0, self._selection.currentIndex().column()))
        self._session.do(listing, lambda report: report.sort(listing, figure.key, descending=descending))

    def explain(self) -> None:
        key = self._model.key_at(self._selection.currentIndex())
        if key is not None:
            self._session.where.explain_requested.emit(key)


ACTS: tuple[Act[ListingActs], ...] = (
    *CELL_ACTS,
    Act(
        "insert_rows",
        "插入一行",
        ListingActs.insert_rows,
        ("Ctrl+Shift+=", "Ctrl+Shift++", "Ctrl++", "Ins"),
        writes=True,
        opens_group=True,
    ),
    *ROW_ACTS,
    Act("sort_up", "按此列升序", ListingActs.sort_up, writes=True, opens_group=True),
    Act("sort_down", "按此列降序", ListingActs.sort_down, writes=True),
    EXPLAIN._replace(opens_group=True),
)
"""In the order of the menu."""
