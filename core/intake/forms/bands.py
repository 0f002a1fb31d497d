"""The bands of a sheet that came back: their rows found in the report, new, or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from core.figures.keys import NO_KEY, WHOLE, Key, ListingKey, Row
from core.forms.grid import cell_name
from core.intake.forms.labels import bare, name_of, without_numbering
from core.intake.forms.row_matching import filled_down, is_filler, is_no_row, matched, says_none
from core.intake.forms.sheet_reading import FigureCell, SheetReading
from core.intake.forms.values import is_placeholder, same
from core.pack.binding import Band

LAST = 1 << 30
"""A row below all others."""


@dataclass(slots=True)
class BandRow:
    """A row of the sheet in a band: what it says by figure; `weak` are figures only taken from above."""

    number: int
    cells: dict[Key, FigureCell] = field(default_factory=dict)
    joined: set[Key] = field(default_factory=set)
    weak: set[Key] = field(default_factory=set)
    name: str = ""
    row: Row = WHOLE
    doubt: str = ""

    @property
    def own(self) -> list[str]:
        """Its words, without what it has in common with its neighbours."""
        return [one.read.text for key, one in self.cells.items() if one.read and key not in self.joined]


class BandReading:
    """All bands of one sheet."""

    def __init__(self, reading: SheetReading) -> None:
        self._reading = reading
        self._name = reading.placing.lines.sheet.name
        self._gathering = reading.gathering
        self._report = reading.report
        self._layout = reading.layout
        self._form = reading.form
        self._definitions = self._report.pack.definitions
        self._claimed: set[tuple[ListingKey, Row]] = set()
        self._unread: set[tuple[int, ListingKey]] = set()
        self.claimed: set[int] = set()
        """Rows of the sheet that might have been something else, and are rows of the report by their names."""
        self._lines = {(line.template, line.row): n for n, line in enumerate(self._layout.lines) if line.band}

    def read(self) -> None:
        """Reads them; rows by name in their own band first, so that a row in two places stays where it was."""
        bands = [band for _, band in sorted(self._form.bands.items())]
        rows = [self._rows(band) for band in bands]
        for band, own in zip(bands, rows, strict=True):
            self._match(band, own)
        for band, own in zip(bands, rows, strict=True):
            self._settle(band, own)

    # -- rows of the sheet ----------------------------------------------------------------------------

    def _rows(self, band: Band) -> list[BandRow]:
        """The sheet's rows in a band that are rows, merged columns filled."""
        reading = self._reading
        placing = reading.placing
        bound_columns = [
            c for (t, c), bound in sorted(self._form.cells.items()) if t == band.row and bound.typed
        ]
        known_by = self._definitions.listings[band.listing].known_by
        first = placing.alignment.rows.get(band.row, [LAST])[0]
        columns = [c for c in bound_columns if placing.column(band.row, c, first) is not None]
        if not self._has_names(band, columns, known_by):
            return []
        numbers = self._numbers(band)
        joined = [c for c in columns if c in band.joined]
        places = {
            (n, c): (n, at)
            for n in numbers
            for c in joined
            if (at := placing.column(band.row, c, n)) is not None
        }
        cells = {place: reading.cells[spot] for place, spot in places.items() if spot in reading.cells}
        anchors = {
            place: (placing.lines.anchors[spot][0], place[1])
            for place, spot in places.items()
            if spot in placing.lines.anchors
        }
        above = filled_down(numbers, cells, joined, anchors)
        rows = [BandRow(number) for number in numbers]
        for row in rows:
            for column in columns:
                filled = above.get((row.number, column)) if column in joined else None
                found = {
                    one.key: one
                    for one in reading.figure_cells(
                        band.row, column, row.number, filled[0] if filled else None
                    )
                }
                row.cells |= found
                row.joined |= set(found) if column in joined else set()
                row.weak |= set(found) if filled is not None and not filled[1] else set()
            if known_by in row.cells:
                row.cells[known_by] = _unnumbered(row.cells[known_by])
            row.name = _words(row.cells.get(known_by))
        return rows

    def _has_names(self, band: Band, columns: list[int], known_by: Key) -> bool:
        """Whether the sheet has the column by which the band's rows are known; without it nothing is read."""
        names = [c for (t, c), bound in self._form.cells.items() if t == band.row and known_by in bound.edits]
        if not known_by or not names or names[0] in columns:
            return True
        numbers = self._reading.placing.alignment.rows.get(band.row, [])
        self._unread.add((band.row, band.listing))
        for number in numbers:
            self._reading.seen.update((number, c) for c in self._reading.placing.lines.rows.get(number, ()))
        if numbers:
            label = self._definitions.figures[known_by].label
            rows = f"{self._name} 第 {numbers[0] + 1}—{numbers[-1] + 1} 行"
            self._gathering.leave(rows, "", f"没有“{label}”一栏，不知道是哪一行")
        return False

    def _numbers(self, band: Band) -> list[int]:
        """The rows of the sheet in a band, with those that only a merged cell reaches."""
        placing = self._reading.placing
        numbers = [*placing.alignment.rows.get(band.row, []), *self._known_after_all(band)]
        if not numbers or not band.joined:
            return sorted(numbers)
        others = {n for t, rows in placing.alignment.rows.items() if t != band.row for n in rows}
        others.update(placing.alignment.unknown, placing.alignment.unclear)
        places = {placing.column(band.row, c, numbers[0]) for c in band.joined}
        inside = set(numbers)
        reached = {
            row
            for (row, column), (top, _) in placing.lines.anchors.items()
            if column in places and top in inside and row not in others
        }
        return sorted(inside | reached)

    def _known_after_all(self, band: Band) -> list[int]:
        """Rows that might be something else, but have the name of a row of the report that is shown here."""
        known_by = self._definitions.listings[band.listing].known_by
        columns = [
            c for (t, c), bound in self._form.cells.items() if t == band.row and known_by in bound.edits
        ]
        column = self._reading.placing.column(band.row, columns[0], LAST) if known_by and columns else None
        if column is None:
            return []
        names = {self._known_as(known_by, path) for path in self._shown(band)} - {""}
        unclear = self._reading.placing.alignment.unclear
        found = [
            number
            for number, what in unclear.items()
            if band.row in what.bands
            and (read := self._reading.cells.get((number, column))) is not None
            and name_of(read.text) in names
        ]
        self.claimed.update(found)
        return found

    def _is_stray(self, row: BandRow) -> bool:
        """Whether a row, unless the report has it so, is none: dots, 无, a sum, a note."""
        words = [text for text in row.own if not is_placeholder(text)]
        return (bool(row.own) and is_filler(words)) or is_no_row(row.name or next(iter(row.own), ""))

    def _drop(self, band: Band, row: BandRow) -> None:
        """Says of a row that is none what it is."""
        if says_none(row.own):
            self._gathering.none.setdefault(self._layout.listing_key(band), self._source(row))
        elif not is_filler([text for text in row.own if not is_placeholder(text)]):
            words = " ".join(next(iter(row.own), "").split())[:24]
            self._gathering.leave(f"{self._name} 第 {row.number + 1} 行", words, "是合计或说明，不是一行数据")

    def _source(self, row: BandRow, key: Key = NO_KEY) -> str:
        """Where a row stands: the cell of its name, else its first that says something."""
        named = row.cells.get(key)
        first = next(
            (one for k, one in row.cells.items() if one.read is not None and k not in row.joined), None
        )
        chosen = named if named is not None and named.read is not None else first
        return f"{self._name}!{cell_name(chosen.spot if chosen is not None else (row.number, 0))}"

    # -- matching -------------------------------------------------------------------------------------

    def _match(self, band: Band, rows: list[BandRow]) -> None:
        """Gives the sheet's rows the report's rows of the same band."""
        listing = self._definitions.listings[band.listing]
        ours = self._shown(band)
        self._doubt_twins(listing.known_by, rows, ours)
        named = any(listing.known_by in row.cells for row in rows)
        theirs: list[Hashable] = [row.name if named else self._signature(row) for row in rows]
        own: list[Hashable] = [
            self._known_as(listing.known_by, path) if named else self._signature_of(rows, path)
            for path in ours
        ]
        stray = {at for at, row in enumerate(rows) if self._is_stray(row)}
        found = matched(
            theirs, own, lambda i, j: self._alike(band, rows[i], ours[j]), named=named, stray=stray
        )
        for row, at in zip(rows, found, strict=True):
            if at is not None:
                row.row = ours[at]
                self._claimed.add((band.listing, row.row))
        order = [at for at in found if at is not None]
        if order != sorted(order):
            self._gathering.note(f"{self._name} 里{listing.label}的行换了先后，报告里的先后没有改")

    def _doubt_twins(self, known_by: Key, rows: list[BandRow], ours: list[Row]) -> None:
        """Rows of one name of which the report has fewer: which of them is its row?"""
        names = Counter(row.name for row in rows if row.name)
        known = Counter(self._known_as(known_by, path) for path in ours) if known_by else Counter()
        for row in rows:
            if 0 < known[row.name] < names[row.name]:
                row.doubt = f"表里有 {names[row.name]} 行都叫这个名称"
                row.cells = {key: cell._replace(doubt=row.doubt) for key, cell in row.cells.items()}

    def _shown(self, band: Band) -> list[Row]:
        """The report's rows of a band of which the form shows anything."""
        columns = [column for template, column in self._form.cells if template == band.row]
        rows = self._layout.rows_of(band, printed=True)
        return [
            path for path in rows if any(self._layout.words(self._lines[band.row, path], c) for c in columns)
        ]

    def _known_as(self, known_by: Key, path: Row) -> str:
        return name_of(self._report.words(self._report.cell(known_by, path)))

    def _signature(self, row: BandRow) -> tuple[Hashable, ...]:
        """What a row of the sheet says, for rows without names."""
        return tuple(
            self._comparable(name, self._reading.statement(one, row.row, None).content.entry)
            for name, one in row.cells.items()
        )

    def _signature_of(self, rows: Sequence[BandRow], path: Row) -> tuple[Hashable, ...]:
        """What a row of the report says in the columns of the sheet's rows."""
        names = rows[0].cells if rows else ()
        return tuple(self._comparable(n, self._report.entry(self._reading.key(n, path))) for n in names)

    def _comparable(self, name: Key, entry: str | None) -> Hashable:
        definition = self._definitions.figures[name]
        value = None if definition.formula else definition.value(entry)
        return bare(value) if isinstance(value, str) else value

    def _alike(self, band: Band, row: BandRow, path: Row) -> bool:
        """Whether at least half of the cells beside the name are equal, of those that say something."""
        line = self._lines.get((band.row, path))
        known_by = self._definitions.listings[band.listing].known_by
        total = equal = 0
        for name, cell in row.cells.items():
            if name == known_by or name in row.joined:
                continue
            key = self._reading.key(name, path)
            definition = self._definitions.figures[name]
            statement = self._reading.statement(cell, path, line)
            shown = self._report.words(key)
            if statement.content.entry is None and not shown:
                continue
            total += 1
            before = shown if definition.formula else self._report.entry(key)
            equal += statement.unchanged or same(definition, before, statement.content.entry)
        return equal * 2 >= total

    # -- gathering ------------------------------------------------------------------------------------

    def _settle(self, band: Band, rows: list[BandRow]) -> None:
        """Tells what each row says, as a row of the report, a row from another part, or a new one."""
        gathering = self._gathering
        listing = self._definitions.listings[band.listing]
        listing_key = self._layout.listing_key(band)
        everything = self._report.rows(listing_key)
        behind = dict(zip(everything, [*everything[1:], WHOLE], strict=False))
        elsewhere = self._elsewhere(band, listing_key)
        before = next((row.row for row in rows if row.row in behind), WHOLE)
        extra = 0
        for row in rows:
            if not row.row and self._is_stray(row):
                self._drop(band, row)
                continue
            if not row.row and row.name:
                row.row = elsewhere.pop(row.name, WHOLE) or self._new_elsewhere(band, listing_key, row)
                if row.row:
                    gathering.give(band.listing, row.row, band.given, self._source(row), self._form.entry.id)
            if not row.row and row.own:
                if not listing.open_rows:
                    extra += 1
                    continue
                row.row = self._new(band, listing_key, row, before)
            before = behind.get(row.row, before)
            if row.row:
                self._claimed.add((band.listing, row.row))
                self._gather(band, row)
        if extra:
            words = f"{listing.label}的行是模板固定的，多出 {extra} 行"
            gathering.leave(self._name, "", words)
        for path in self._shown(band):
            if (band.row, band.listing) not in self._unread and (band.listing, path) not in self._claimed:
                gathering.miss(listing_key, path, self._name)

    def _gather(self, band: Band, row: BandRow) -> None:
        line = self._lines.get((band.row, row.row))
        self._gathering.seen.add((band.listing, row.row))
        for name, cell in row.cells.items():
            if (
                name in row.weak
                and line is not None
                and not self._report.words(self._reading.key(name, row.row))
            ):
                continue
            self._reading.gather(cell, row.row, line)

    def _elsewhere(self, band: Band, listing_key: ListingKey) -> dict[str, Row]:
        """The report's rows that no band of this sheet has taken, by their names."""
        known_by = self._definitions.listings[band.listing].known_by
        if not known_by:
            return {}
        rows = [
            r for r in self._report.rows(listing_key, live=True) if (band.listing, r) not in self._claimed
        ]
        return {self._known_as(known_by, row): row for row in reversed(rows)}

    def _new_elsewhere(self, band: Band, listing_key: ListingKey, row: BandRow) -> Row:
        """The row that another sheet has brought."""
        return next(
            (
                path
                for path in self._gathering.rows_named(listing_key, row.name)
                if (band.listing, path) not in self._claimed
            ),
            WHOLE,
        )

    def _new(self, band: Band, listing_key: ListingKey, row: BandRow, before: Row) -> Row:
        known_by = self._definitions.listings[band.listing].known_by
        words = [one.read.text for key in (known_by, *row.cells) if (one := row.cells.get(key)) and one.read]
        name = " ".join(words[0].split())[:40]
        source = self._source(row, known_by)
        fresh = self._gathering.new_row(listing_key, name, source, before, self._reading.asks, row.doubt)
        self._gathering.give(band.listing, fresh, band.given, source, self._form.entry.id)
        return fresh


def _words(cell: FigureCell | None) -> str:
    return name_of(cell.read.text) if cell is not None and cell.read is not None else ""


def _unnumbered(cell: FigureCell) -> FigureCell:
    """A cell with a row's name, without the number in front of it."""
    if cell.read is None or cell.read.number is not None:
        return cell
    return cell._replace(read=cell.read._replace(text=without_numbering(cell.read.text)))
