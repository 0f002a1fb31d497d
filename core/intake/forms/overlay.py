"""A sheet laid over its form: where each cell of the form stands in it, and in what unit it has its money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.forms.grid import Spot, cell_name
from core.intake.forms.alignment import Alignment, Lines, Shape
from core.intake.forms.labels import unit_in_brackets, unit_of_sheet
from core.intake.forms.values import TEN_THOUSAND
from core.material.workbook import SheetRead
from core.pack.binding import BoundForm

LARGEST_MERGE = 5_000
"""Cells of a merged range beyond which it is none that a person made."""


@dataclass(frozen=True)
class Overlay:
    """A sheet laid over its form."""

    form: BoundForm
    shape: Shape
    sheet: SheetRead
    lines: Lines
    columns: Mapping[int, int]
    alignment: Alignment

    @cached_property
    def anchors(self) -> dict[Spot, Spot]:
        """The places in merged cells, each with the place that holds what the merged cell says."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.sheet.merges
            if (bottom - top + 1) * (right - left + 1) <= LARGEST_MERGE
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def source(self, spot: Spot) -> str:
        """A place as a person finds it: 附件2!F6."""
        return f"{self.sheet.name}!{cell_name(spot)}"

    def spot(self, template: int, column: int, number: int) -> Spot:
        """Where a cell of the form stands in the sheet; its other places count where its first is blank."""
        cells = self.sheet.cells
        columns = self.columns
        cell = self.form.grid.cells[template, column]
        rows = [number]
        for below in range(template + 1, template + cell.rows):
            rows += self.alignment.rows.get(below, ())
        wide = [columns[c] for c in range(column, column + cell.columns) if columns.get(c, -1) >= 0]
        places = ((row, there) for row in rows for there in wide)
        return next((place for place in places if place in cells), (number, max(0, columns[column])))

    def units(self) -> tuple[str, str]:
        """The unit of the sheet's money where it is another than the form's, else ""; and a label's that contradicts."""
        own, theirs = self._units_of_sheet()
        if theirs and theirs != (own or TEN_THOUSAND):
            return theirs, ""
        other = next((there for mine, there in self._units_in_labels() if there and mine != there), "")
        if not theirs:
            return other, ""
        return (theirs, other) if other else ("", "")

    def _units_of_sheet(self) -> tuple[str, str]:
        """The units that form and sheet name for the whole table."""
        own = next((u for cell in self.form.grid.cells.values() if (u := unit_of_sheet(cell.text))), "")
        rows = set(self.lines.numbers[:10])
        figures = {
            self.spot(template, column, number)
            for template, column in self.form.cells
            for number in self.alignment.rows.get(template, ())
        }
        cells = [read for spot, read in self.sheet.cells.items() if spot[0] in rows and spot not in figures]
        return own, next((unit for read in cells if (unit := unit_of_sheet(read.text))), "")

    def _units_in_labels(self) -> Iterator[tuple[str, str]]:
        """The units in labels that form and sheet have in common, the form's first."""
        for template, numbers in self.alignment.rows.items():
            for label in self.shape.rows[template].labels:
                mine = unit_in_brackets(self.form.grid.cells[template, label.column].text)
                read = self.sheet.cells.get(self.spot(template, label.column, numbers[0])) if mine else None
                if read is not None:
                    yield mine, unit_in_brackets(read.text)
