"""Fills the official forms of a pack with a report's figures."""

from __future__ import annotations

from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.document.live_sums import live_sums
from core.document.row_heights import row_heights
from core.forms.grid import Handling, Spot
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of
from core.report.withholding import forms_going_out

DEFAULT_HEIGHT = 18.0
"""Points of a row of which the form says nothing."""


def filled_forms(report: Report) -> tuple[FilledForm, ...]:
    """The forms that go out, filled; a form that has no sheet is left out."""
    pack = report.pack
    graph = report.graph
    bound = {form: pack.bound(form, graph) for form in forms_going_out(report)}
    forms = (
        FilledForm(
            pack.forms[form].name,
            tuple(filled_sheet(sheet) for sheet in sheets_of(report, one, printed=True)),
        )
        for form, one in bound.items()
    )
    return tuple(form for form in forms if form.sheets)


def filled_sheet(sheet: Sheet) -> FilledSheet:
    """A laid-out sheet as it is printed."""
    grid = sheet.form.grid
    covered = sheet.covered
    spans = sheet.spans
    sums = live_sums(sheet) if sheet.form.entry.live_sums else {}
    cells: dict[Spot, FilledCell] = {}
    for number, line in enumerate(sheet.lines):
        for column in range(grid.columns):
            cell = grid.cells.get((line.template, column))
            if cell is not None and (number, column) not in covered:
                high, wide = spans.get((number, column), (1, 1))
                words = sheet.words(number, column)
                value = sheet.number(number, column)
                key = next(iter(sheet.keys(number, column)), "")
                if number != sheet.first_line[line.template]:
                    cell = cell._replace(comment="")  # said once, not beside every row
                cells[number, column] = FilledCell(
                    words, value, cell, high, wide, key, sums.get((number, column), ())
                )
    titles = grid.paper.titles
    if titles is not None:
        titles = sheet.first_line[titles[0]], sheet.first_line[titles[1]]
    handling = _handling(sheet)
    own = [
        0.0 if number in handling.hidden_rows else grid.heights[line.template] or DEFAULT_HEIGHT
        for number, line in enumerate(sheet.lines)
    ]
    return FilledSheet(
        sheet.title,
        grid.widths,
        tuple(row_heights(own, grid.widths, cells)),
        cells,
        grid.paper._replace(titles=titles),
        handling,
    )


def _handling(sheet: Sheet) -> Handling:
    """What is hidden and frozen, in the lines of the sheet."""
    handling = sheet.form.grid.handling
    hidden = (n for n, line in enumerate(sheet.lines) if line.template in handling.hidden_rows)
    frozen = handling.frozen
    if frozen is not None:
        frozen = sheet.first_line.get(frozen[0], len(sheet.lines)), frozen[1]
    return handling._replace(hidden_rows=frozenset(hidden), frozen=frozen)
