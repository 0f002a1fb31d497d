"""Where the cells of a form stand in a sheet that came back, and in what unit they have their money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.forms.grid import Spot, cell_name
from core.intake.forms.alignment import Alignment, align
from core.intake.forms.heading_columns import Columns, HeadingPlace, headings_of
from core.intake.forms.labels import unit_in_brackets, unit_of_sheet
from core.intake.forms.shape import Label, Shape
from core.intake.forms.sheet_lines import EQUAL, Lines
from core.pack.binding import BoundForm

_BELOW_THE_TOP = 10
"""Rows at the top of a sheet in which its unit of money stands."""


@dataclass(frozen=True)
class Placing:
    """A form laid over a sheet by its words."""

    shape: Shape
    lines: Lines
    alignment: Alignment
    headings: Mapping[Spot, list[HeadingPlace]]
    _units: dict[Spot, str] = field(default_factory=dict)
    _words: dict[Spot, str] = field(default_factory=dict)

    @classmethod
    def of(cls, shape: Shape, lines: Lines) -> Placing:
        """Lays them over one another."""
        alignment = align(shape, lines)
        return cls(shape, lines, alignment, headings_of(shape, lines, alignment))

    @property
    def form(self) -> BoundForm:
        """The form."""
        return self.shape.form

    def source(self, spot: Spot) -> str:
        """A place as a person finds it: 附件2!F6."""
        return f"{self.lines.sheet.name}!{cell_name(spot)}"

    # -- places ---------------------------------------------------------------------------------------

    def range_of(self, template: int, column: int, number: int) -> Columns | None:
        """The columns in which a cell of the form is looked for in a row of the sheet; None where nothing tells."""
        place = (template, column)
        heading = self.shape.headings.get(place)
        if heading is not None:
            return self._under(heading, number)
        if place in self.shape.labels:
            spot = self.alignment.labels.get(place) or self._beside_others(template, column, number)
            return (spot[1], self.lines.last_column(spot)) if spot is not None else None
        label = self.shape.besides.get(place)
        spot = self.alignment.labels.get(label) if label is not None else None
        return self._behind(spot, template, column) if spot is not None and spot[0] == number else None

    def _under(self, heading: Spot, number: int) -> Columns | None:
        """The columns of a heading for a row below it: where it stands there twice, below the nearer one."""
        above = [found.columns for found in self.headings.get(heading, ()) if found.top < number]
        return above[-1] if above else None

    def column(self, template: int, column: int, number: int) -> int | None:
        """The first of the sheet's columns below the heading of a cell of the form; None where it is not there."""
        heading = self.shape.headings.get((template, column))
        found = self._under(heading, number) if heading is not None else None
        return found[0] if found is not None else None

    def is_across(self, place: Spot) -> bool:
        """Whether a cell's row has a label merged over several columns whose headings changed their order."""
        heading = self.shape.headings.get(place)
        row = self.shape.heading_rows[heading[0]] if heading is not None else ()
        if not row or not self._is_reordered(row):
            return False
        top = self.alignment.rows[row[0].spot[0]][0]
        columns = [(column, self.lines.last_column((top, column))) for column in self.lines.rows[top]]
        spots = [self.alignment.labels.get(label.spot) for label in self.shape.rows.get(place[0], ())]
        spans = [(spot[1], self.lines.last_column(spot)) for spot in spots if spot is not None]
        return any(
            sum(first <= right and left <= last for first, last in columns) > 1 for left, right in spans
        )

    def _is_reordered(self, row: tuple[Label, ...]) -> bool:
        """Whether headings stand in another order than in the form, those of one name too."""
        numbers = self.alignment.rows.get(row[0].spot[0], [])
        there = [(numbers[0], column) for column in self.lines.rows[numbers[0]]] if numbers else []
        known = [next((label.core for label in row if self.lines.fit(label, spot)), "") for spot in there]
        theirs = [core for core in known if core]
        return theirs != [label.core for label in row if label.core in theirs]

    def _behind(self, spot: Spot, template: int, column: int) -> Columns:
        """The columns at the right of a label, up to the next that the form has in this row."""
        first = self.lines.last_column(spot) + 1
        others = [
            place[1] for place in self.alignment.labels.values() if place[0] == spot[0] and place[1] > spot[1]
        ]
        wide = self.form.grid.cells[template, column].columns
        return first, min([first + wide, *(other - 1 for other in others)])

    def _beside_others(self, template: int, column: int, number: int) -> Spot | None:
        """Where a cell of words should stand whose words are not there: moved as the row's other labels are."""
        moves = {
            self.alignment.labels[label.spot][1] - label.spot[1]
            for label in self.shape.rows.get(template, ())
            if label.spot in self.alignment.labels
        }
        there = (number, column + sum(moves))
        return there if len(moves) < 2 and there in self.lines.sheet.cells else None

    def spot(self, template: int, column: int, number: int) -> Spot | None:
        """Where a cell of the form stands in the sheet; None where nothing tells, or where several places do."""
        columns = self.range_of(template, column, number)
        if columns is None:
            return None
        cells = self.lines.sheet.cells
        rows = [number]
        for below in range(template + 1, template + self.form.grid.cells[template, column].rows):
            rows += self.alignment.rows.get(below, ())
        places = [(row, there) for row in rows for there in range(columns[0], columns[1] + 1)]
        filled = [place for place in places if place in cells and not self._is_label(place)]
        if len({cells[place].text for place in filled}) > 1:
            return None
        return filled[0] if filled else (number, columns[0])

    def _is_label(self, place: Spot) -> bool:
        """Whether a label of the form that holds no figure stands at a place."""
        return place in self._labels

    @cached_property
    def _labels(self) -> frozenset[Spot]:
        found = self.alignment.labels.items()
        return frozenset(spot for label, spot in found if not self.shape.labels[label].around)

    # -- what is said of it ---------------------------------------------------------------------------

    def words_of(self, template: int, column: int) -> str:
        """The words by which a cell of the form was known: 公务接待 · 2023年决算数."""
        if (template, column) not in self._words:
            self._words[template, column] = self._known_by(template, column)
        return self._words[template, column]

    def _known_by(self, template: int, column: int) -> str:
        heading = self.shape.headings.get((template, column))
        left = [label for label in self.shape.rows.get(template, ()) if label.spot[1] <= column]
        own = [label.spot for label in left if label.rows == min(each.rows for each in left)]
        beside = own[:1] if heading is not None else own[-1:]
        found = [self.alignment.labels.get(label) for label in (*beside, heading) if label is not None]
        texts = [self.lines.sheet.cells[spot].text for spot in found if spot is not None]
        return " · ".join(dict.fromkeys(" ".join(text.split())[:24] for text in texts))

    def alike(self) -> Iterator[tuple[Label, Spot]]:
        """The labels that stand in other words and were read all the same."""
        for label, spot in sorted(self.alignment.labels.items()):
            known = self.shape.labels[label]
            if self.lines.fit(known, spot) < EQUAL and not known.around and not self._holds_marks(label):
                yield known, spot

    def _holds_marks(self, spot: Spot) -> bool:
        """Whether a label of the form has figures among its words, which nobody needs to be told of."""
        bound = self.form.cells.get(spot)
        return bound is not None and bool(bound.keys)

    # -- money ----------------------------------------------------------------------------------------

    @cached_property
    def unit_of_form(self) -> str:
        """The unit that the form names for the whole table, "" where it names none."""
        return next((u for cell in self.form.grid.cells.values() if (u := unit_of_sheet(cell.text))), "")

    @cached_property
    def unit_of_sheet(self) -> str:
        """The unit that the sheet names for the whole table, "" where it names none.

        What is filled in names none: a figure may be called （元）.
        """
        rows = set(list(self.lines.rows)[:_BELOW_THE_TOP])
        filled_in = {
            self.spot(template, column, number)
            for template, column in self.form.cells
            if not unit_of_sheet(self.form.grid.cells[template, column].text)
            for number in self.alignment.rows.get(template, ())
            if number in rows
        }
        cells = sorted(self.lines.sheet.cells.items())
        found = (
            unit_of_sheet(read.text) for spot, read in cells if spot[0] in rows and spot not in filled_in
        )
        return next((unit for unit in found if unit), "")

    def unit(self, template: int, column: int) -> str:
        """The unit that the sheet names for a cell: in its heading, at its left, for the whole table; "" for none."""
        place = (template, column)
        if place not in self._units:
            self._units[place] = self._unit_nearby(template, column) or self.unit_of_sheet
        return self._units[place]

    def _unit_nearby(self, template: int, column: int) -> str:
        """The unit that a label of a cell names: its heading, its row's, one that spans its row."""
        heading = self.shape.headings.get((template, column))
        found = [heading, self.shape.besides.get((template, column))]
        above = heading[0] if heading is not None else template
        found += [
            label.spot
            for label in self.shape.labels.values()
            if label.spot[1] < column
            and (label.spot[0] <= template < label.spot[0] + label.rows or label.spot[0] == above)
        ][::-1]
        for label in found:
            spot = self.alignment.labels.get(label) if label is not None else None
            if spot is not None and (unit := unit_in_brackets(self.lines.sheet.cells[spot].text)):
                return unit
        return ""
