"""The rows of a form's sheet in a table view, following the report."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from core.figures.keys import WHOLE, Key, ListingKey, Row, split_key
from core.pack.binding import BoundForm
from core.report.change import Change
from core.report.sheets import Sheet
from gui.index import Index
from gui.session import Session
from gui.tables.table_model import TableModel

MOST_SIGNALS = 60
Joints = dict[tuple[int, Row], tuple[tuple[int, int], ...]]


class FormRows(TableModel):
    """One sheet of a form laid out; `joined` says that cells span others than before."""

    joined = Signal()

    def __init__(
        self, session: Session, form: BoundForm, row_id: Row = WHOLE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.form = form
        self.sheet = Sheet(session.report, form, row_id)
        self._years = [spot for spot, bound in form.cells.items() if not bound.keys]
        session.changed.connect(self._on_changed)

    def show_row(self, row_id: Row) -> None:
        """Shows the sheet of another row."""
        self.beginResetModel()
        self._take(Sheet(self._session.report, self.form, row_id))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.form.grid.columns

    # -- following the report -------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if not self._is_there():
            return
        bands = self.form.bands.values()
        conditions = any(band.condition or self.sheet.is_scattered(band) for band in bands)
        names = {key.partition("!")[0] for key in change.keys}
        self.turned(change.touched)
        structural = any(self.sheet.listing_key(band) in names for band in bands)
        listings = {band.listing for band in bands}
        if structural or (conditions and any(self._of_listing(key, listings) for key in change.keys)):
            self._lay_out_anew()
        elif self._joins(change.keys):
            before = _joints(self.sheet)
            self.sheet.join_anew()
            self._join(before)
        keys = change.touched
        self._repaint_keys(keys)
        self.followed(keys)

    def turned(self, keys: Iterable[Key]) -> None:
        """Some figures have turned: what was kept of their cells holds no more."""

    def moved(self) -> None:
        """Cells stand elsewhere: nothing that was kept of any holds."""

    def followed(self, keys: frozenset[Key]) -> None:
        """The sheet stands as the report does now; `keys` are what turned."""

    def _is_there(self) -> bool:
        """Whether the row whose sheet this is still stands."""
        listing = self.form.entry.per_row
        return not listing or self._session.report.graph.state.rows.has(listing, self.sheet.row)

    def _of_listing(self, key: Key, listings: set[ListingKey]) -> bool:
        name = split_key(key)[0]
        return any(name.startswith(f"{listing}.") or name == listing for listing in listings)

    def _joins(self, keys: Iterable[Key]) -> bool:
        joined = self.sheet.joined_keys
        return bool(joined) and any(split_key(key)[0] in joined for key in keys)

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.moved()

    def _lay_out_anew(self) -> None:
        """Other rows: where one run of them came or went the view keeps all others."""
        fresh = Sheet(self._session.report, self.form, self.sheet.row)
        before = _joints(self.sheet)
        old = [(line.template, line.row) for line in self.sheet.lines]
        new = [(line.template, line.row) for line in fresh.lines]
        if old == new:
            self._take(fresh)
            self._join(before)
            return
        start = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        tail = 0
        while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone = len(old) - start - tail
        come = len(new) - start - tail
        both = min(gone, come)
        if old[start : start + both] != new[start : start + both]:
            self.replaced.emit(start, start + both - 1)
        if come > gone:
            self.beginInsertRows(QModelIndex(), start + gone, start + come - 1)
            self._take(fresh)
            self.endInsertRows()
        elif gone > come:
            self.beginRemoveRows(QModelIndex(), start + come, start + gone - 1)
            self._take(fresh)
            self.endRemoveRows()
        self._take(fresh)
        if both:  # a blank line has become a row, or a row a blank line
            self.dataChanged.emit(self.index(start, 0), self.index(start + both - 1, self.columnCount() - 1))
        self._join(before)

    def _join(self, before: Joints) -> None:
        """Cells are joined otherwise: rows that are may need another height."""
        self.joined.emit()
        now = _joints(self.sheet)
        for row, line in enumerate(self.sheet.lines):
            name = (line.template, line.row)
            is_empty_band = line.band is not None and not line.row  # it may say 无 now
            if is_empty_band or now.get(name) != before.get(name):
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _repaint_keys(self, keys: Iterable[Key]) -> None:
        places = {spot for key in keys for spot in self.sheet.places(key)}
        for template, column in self._years:
            places.add((self.sheet.first_line[template], column))
        if len(places) > MOST_SIGNALS:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        for spot in places:
            self._repaint(*self.sheet.place_of(*spot))

    def _repaint(self, row: int, column: int) -> None:
        cell = self.index(row, column)
        if cell.isValid():
            self.dataChanged.emit(cell, cell)


def _joints(sheet: Sheet) -> Joints:
    """How the cells of each row of a band are joined, by the row's id: (0, 0) under another."""
    return {
        (line.template, line.row): tuple(
            (0, 0) if (row, column) in sheet.covered else sheet.spans.get((row, column), (1, 1))
            for column in line.band.joined
        )
        for row, line in enumerate(sheet.lines)
        if line.band is not None and line.band.joined
    }
