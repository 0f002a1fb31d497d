"""A form laid out with a report's figures: its band repeated for the rows, equal neighbours joined.

The same layout is edited on the screen, printed, exported and read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.keys import NO_KEY, REPORTED, WHOLE, Key, ListingKey, Row, split_key
from core.figures.template import BLANK
from core.forms.grid import GridCell, Spot, hidden_under
from core.forms.number_format import read_number_format
from core.numbers.rounding import round_half_up, shifted
from core.numbers.runs import Run
from core.numbers.typed_numbers import MONEY_UNITS
from core.numbers.writing import NumberFormat
from core.pack.binding import Band, BoundForm, CellBinding
from core.report.band_rows import rows_in_band
from core.report.report import Report


class SheetLine(NamedTuple):
    """One line of a sheet: a row of the form, in a band for a row of its listing ("" in one that is kept blank)."""

    template: int
    row: Row = WHOLE
    band: Band | None = None
    number: int = 0


class Sheet:
    """One sheet of a form; `row` is the row it belongs to where the form has a sheet per row.

    With `printed` wholly blank rows are left out. Places are (line, column), counted from 0.
    """

    def __init__(self, report: Report, form: BoundForm, row: Row = WHOLE, *, printed: bool = False) -> None:
        self.report = report
        self.form = form
        self.row = row
        self._graph = report.graph
        self._figures = report.pack.definitions.figures
        self.lines: list[SheetLine] = list(self._lay_out(printed))
        self.first_line: dict[int, int] = {}
        self._places: dict[Key, dict[Row, list[Spot]]] = {}
        for number, line in enumerate(self.lines):
            self.first_line.setdefault(line.template, number)

    # -- lines and spans ------------------------------------------------------------------------------

    def _lay_out(self, printed: bool) -> Iterator[SheetLine]:
        for template in range(self.form.grid.rows):
            band = self.form.bands.get(template)
            if band is None:
                yield SheetLine(template, self.row)
                continue
            rows = self.rows_of(band, printed=printed)
            for number, row in enumerate(rows, start=1):
                yield SheetLine(template, row, band, number)
            for _ in range(band.least - len(rows)):
                yield SheetLine(template, WHOLE, band)

    def rows_of(self, band: Band, *, printed: bool = False) -> list[Row]:
        """The rows of a band's listing that it shows, in order."""
        outer = self.form.entry.per_row or None
        found = rows_in_band(self.report, band.listing, band.condition, outer, self.row)
        is_live = self._graph.state.rows.is_live
        return [row for row in found if is_live(band.listing, row)] if printed else found

    @cached_property
    def spans(self) -> dict[Spot, tuple[int, int]]:
        """The places whose cells span more than one, with lines and columns."""
        out: dict[Spot, tuple[int, int]] = {}
        for (template, column), cell in self.form.grid.cells.items():
            if cell.rows == 1 and cell.columns == 1:
                continue
            for number in self._lines_of(template) if cell.rows == 1 else self._lines_of(template)[:1]:
                high = self._last_line(template + cell.rows - 1) - number + 1 if cell.rows > 1 else 1
                out[number, column] = (high, cell.columns)
        for number, column, high in self._joined():
            out[number, column] = (high, self.cell(number, column).columns)
        return out

    @cached_property
    def covered(self) -> dict[Spot, Spot]:
        """The places hidden under a span, each with the place of the cell that hides it."""
        return hidden_under(self.spans)

    def _lines_of(self, template: int) -> list[int]:
        first = self.first_line[template]
        last = first
        while last + 1 < len(self.lines) and self.lines[last + 1].template == template:
            last += 1
        return list(range(first, last + 1))

    def blank_lines(self, template: int) -> list[int]:
        """The lines of a band that no row of its listing stands in."""
        return [number for number in self._lines_of(template) if not self.lines[number].row]

    def _last_line(self, template: int) -> int:
        return self._lines_of(template)[-1]

    def _joined(self) -> Iterator[tuple[int, int, int]]:
        """(line, column, lines) of equal neighbours: a run ends too where the run at its left ends."""
        for template, band in self.form.bands.items():
            numbers = self._lines_of(template)
            ends = {numbers[-1]}
            for column in band.joined:
                words = self._words_down(numbers, column)
                start = numbers[0]
                own = set(ends)
                for number in numbers:
                    if number in ends or words[number] != words[number + 1] or not words[number]:
                        own.add(number)
                        if number > start:
                            yield start, column, number - start + 1
                        start = number + 1
                ends = own

    def _words_down(self, numbers: Sequence[int], column: int) -> dict[int, str]:
        """The words of a column's cells; those of equal figures are rendered once."""
        bound = self.bound(numbers[0], column)
        if (
            bound is None
            or not bound.shows_names_alone
            or any(self._figures[key].kind.is_lines for key in bound.keys)
        ):
            return {number: self.words(number, column) for number in numbers}
        state = self._graph.state
        known: dict[tuple[str, ...], str] = {}
        out: dict[int, str] = {}
        for number in numbers:
            row = self.lines[number].row
            if not row:
                out[number] = self.words(number, column)
                continue
            shown = tuple(
                state.words_of(self._figures[key], state.row_seen_from(key, row)) for key in bound.keys
            )
            if shown not in known:
                known[shown] = self.words(number, column)
            out[number] = known[shown]
        return out

    # -- cells ----------------------------------------------------------------------------------------

    def place_of(self, line: int, column: int) -> Spot:
        """A place, or that of the cell that covers it."""
        return self.covered.get((line, column), (line, column))

    def cell(self, line: int, column: int) -> GridCell:
        """The form's cell at a place; raises KeyError where the form's own span covers it."""
        return self.form.grid.cells[self.lines[line].template, column]

    def bound(self, line: int, column: int) -> CellBinding | None:
        """What the cell at a place is bound to, None for words of the form."""
        return self.form.cells.get((self.lines[line].template, column))

    def keys(self, line: int, column: int) -> list[Key]:
        """The keys of the figures in a cell, none in the line of an empty band."""
        bound = self.bound(line, column)
        sheet_line = self.lines[line]
        if bound is None or (sheet_line.band is not None and not sheet_line.row):
            return []
        return [self._graph.state.key_seen_from(key, sheet_line.row) for key in bound.keys]

    def key_of(self, line: int, definition: Key) -> Key:
        """The key of a figure in a line, "" in the line of an empty band."""
        sheet_line = self.lines[line]
        return (
            self._graph.state.key_seen_from(definition, sheet_line.row)
            if sheet_line.row or sheet_line.band is None
            else NO_KEY
        )

    def figure(self, line: int, column: int) -> Definition | None:
        """The figure that a cell is, None for words and for text with figures in it."""
        bound = self.bound(line, column)
        return self._figures[bound.keys[0]] if bound is not None and bound.is_figure else None

    def rows_under(self, line: int, column: int) -> list[Row]:
        """The rows whose cells are one with the cell at a place."""
        high = self.spans.get((line, column), (1, 1))[0]
        return [one.row for one in self.lines[line : line + high] if one.row]

    def rows_of_lines(self, lines: Sequence[int]) -> tuple[Band | None, list[Row]]:
        """The band in which the first of some lines stands, and the rows of those that stand in it."""
        band = self.lines[lines[0]].band if lines else None
        return band, [self.lines[n].row for n in lines if self.lines[n].band is band and self.lines[n].row]

    def words(self, line: int, column: int) -> str:
        """What a cell shows, as it is printed."""
        sheet_line = self.lines[line]
        bound = self.bound(line, column)
        if bound is None:
            found = self.form.grid.cells.get((sheet_line.template, column))
            return found.text if found else ""
        if sheet_line.band is not None and not sheet_line.row:
            return (
                self._empty(sheet_line.band, column) if line == self.first_line[sheet_line.template] else ""
            )
        if not bound.is_figure:
            return self._text(bound, sheet_line)
        number = self.number(line, column)
        if number is not None:
            return read_number_format(self.cell(line, column).style.number_format).write(number)
        return self.report.words(self._graph.state.key_seen_from(bound.keys[0], sheet_line.row))

    def number(self, line: int, column: int) -> Decimal | None:
        """The number a cell holds in Excel: 0.8045 where 80.45 is shown as per cent; None for other cells."""
        bound = self.bound(line, column)
        sheet_line = self.lines[line]
        if bound is None or not bound.is_figure or (sheet_line.band is not None and not sheet_line.row):
            return None
        definition = self._figures[bound.keys[0]]
        value = self._exact(
            definition, self._graph.state.key_seen_from(definition.key, sheet_line.row), bound.form
        )
        style = self.cell(line, column).style
        per_cent = definition.kind.unit == "%" and read_number_format(style.number_format).percent
        return shifted(value, -2) if value is not None and per_cent else value

    def _exact(self, definition: Definition, key: Key, form: NumberFormat | None) -> Decimal | None:
        """A figure's number as it is shown; a computed amount in 元 keeps the digits that 万元 would lose."""
        if not definition.kind.numeric:
            return None
        unit = MONEY_UNITS[form.unit] if form is not None and form.unit else 0
        if unit and definition.formula and self.report.entry(key + REPORTED) is None:
            name, row = split_key(key)
            computed = self._graph.state.computed[name].get(row)
            return round_half_up(shifted(computed, -unit), 2) if isinstance(computed, Decimal) else None
        value = definition.kind.number_shown(self.report.words(key))
        return None if value is None else shifted(value, -unit)

    def _text(self, bound: CellBinding, line: SheetLine) -> str:
        template = self._graph.texts.templates.of(bound.marks, self.form.context(line.template))
        runs: Sequence[Run] = template.render(line.row, {"序": str(line.number), "序号": str(line.number)})
        return "".join(run.text for run in runs if run.text != BLANK)

    def _empty(self, band: Band, column: int) -> str:
        """无 in the first figure's cell of an empty band whose listing is ticked 无."""
        first = min(c for (r, c), b in self.form.cells.items() if r == band.row and b.keys)
        if column != first:
            return ""
        if self.is_scattered(band):
            return ""
        ticked = self._graph.state.entries.none_ticked(
            band.listing, self.row if self._nested(band) else WHOLE
        )
        return "无" if ticked else ""

    def _nested(self, band: Band) -> bool:
        return self._graph.definitions.listings[band.listing].parent is not None

    def is_scattered(self, band: Band) -> bool:
        """Whether a band shows rows of several rows of another listing: they come and go with those."""
        return self._nested(band) and not self.row

    def listing_key(self, band: Band) -> ListingKey:
        """The key under which a band's rows are added: 项目, 项目[a3f].绩效指标; the listing's own if scattered."""
        if self.is_scattered(band):
            return band.listing
        return self._graph.state.entries.listing_key(band.listing, self.row if self._nested(band) else WHOLE)

    def places(self, key: Key) -> list[Spot]:
        """Where a figure, as it stands in a row, shows on this sheet."""
        name, row = split_key(key)
        if name not in self._figure_spots:
            return []
        if name not in self._places:
            self._places[name] = self._find_places(name)
        return self._places[name].get(row, [])

    def _find_places(self, name: Key) -> dict[Row, list[Spot]]:
        """Where a figure shows, by the row that it stands in."""
        found: dict[Row, list[Spot]] = {}
        seen_from = self._graph.state.row_seen_from
        for template, column in self._figure_spots[name]:
            for number in self._lines_of(template):
                line = self.lines[number]
                if line.row or line.band is None:
                    found.setdefault(seen_from(name, line.row), []).append((number, column))
        return found

    @cached_property
    def _figure_spots(self) -> dict[Key, list[Spot]]:
        """The form's cells that show a figure, by its definition's key."""
        found: dict[Key, list[Spot]] = {}
        for spot, bound in self.form.cells.items():
            for key in dict.fromkeys(bound.keys):
                found.setdefault(key, []).append(spot)
        return found

    @cached_property
    def joined_keys(self) -> frozenset[Key]:
        """The definitions whose change may join other cells."""
        spots = [(band.row, column) for band in self.form.bands.values() for column in band.joined]
        return frozenset(key for spot in spots for key in self.form.cells[spot].keys)

    def join_anew(self) -> None:
        """Finds the spans again after a change of joined cells."""
        self.__dict__.pop("spans", None)
        self.__dict__.pop("covered", None)

    @property
    def title(self) -> str:
        """The sheet's name: the row's own where the form has a sheet per row."""
        listing = self._graph.definitions.listings.get(self.form.entry.per_row)
        if listing is None:
            return self.form.grid.name
        column = listing.known_by or listing.columns[0]
        return self.report.words(self._graph.state.key_of(column, self.row)) or self.form.grid.name


def sheets_of(report: Report, form: BoundForm, *, printed: bool = False) -> list[Sheet]:
    """All sheets of a form: one, or one for each row of its listing that counts."""
    per_row = form.entry.per_row
    rows = report.rows(per_row, live=True) if per_row else [WHOLE]
    return [Sheet(report, form, row, printed=printed) for row in rows]
