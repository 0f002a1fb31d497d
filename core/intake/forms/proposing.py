"""Filled forms that came back: which sheets are which forms, and what they would change in the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.figures.keys import WHOLE, Key, ListingKey, Row
from core.intake.forms.alignment import Likeness, Lines, Shape, align, likeness
from core.intake.forms.bands import BandReading
from core.intake.forms.form_comparison import FormComparison
from core.intake.forms.form_proposal import FormEdit, FormProposal, FormSheet, RowEdit, accept_forms
from core.intake.forms.gathering import Gathering
from core.intake.forms.labels import bare, is_unfilled
from core.intake.forms.overlay import Overlay
from core.intake.forms.sheet_reading import SheetReading
from core.material.workbook import SheetRead, WorkbookRead
from core.pack.binding import BoundForm
from core.report.report import Report

__all__ = ["FormEdit", "FormProposal", "FormSheet", "RowEdit", "accept_forms", "propose_forms"]


def propose_forms(
    report: Report, workbook: WorkbookRead, step: Callable[[str], None] = lambda _words: None
) -> FormProposal:
    """What a workbook with filled forms would change in a report; nothing is written.

    `step` hears of every sheet; what it raises stops the reading.
    """
    return _Proposing(report, step).proposal(workbook)


@dataclass(slots=True)
class _Known:
    """A sheet that is known to be a form."""

    form: str
    sheet: SheetRead
    lines: Lines
    likeness: Likeness


class _Proposing:
    def __init__(self, report: Report, step: Callable[[str], None]) -> None:
        self._report = report
        self._step = step
        self._gathering = Gathering(report)
        self._forms = {form: report.pack.bound(form, report.graph) for form in report.pack.forms}
        self._shapes = {form: Shape.of(bound) for form, bound in self._forms.items()}
        self._read_rows: dict[tuple[str, Row], str] = {}

    def proposal(self, workbook: WorkbookRead) -> FormProposal:
        """The whole workbook."""
        known = self._known(workbook)
        order = list(self._forms)
        for each in sorted(known, key=lambda one: order.index(one.form)):
            self._step(f"正在读工作表 {each.sheet.name}")
            self._read(each)
        self._gone_sheets({one.form for one in known})
        return FormComparison(self._gathering).proposal()

    # -- which form -----------------------------------------------------------------------------------

    def _known(self, workbook: WorkbookRead) -> list[_Known]:
        """The sheets that are forms; a hidden one counts only where no other sheet is its form."""
        out: list[_Known] = []
        for sheet in workbook.sheets:
            found = None if sheet.hidden else self._recognised(sheet)
            if found is not None:
                out.append(found)
            elif not sheet.hidden and sheet.cells:
                self._gathering.note(f"工作表“{sheet.name}”不像任何一张附件，没有读")
        shown = {one.form for one in out}
        for sheet in workbook.sheets:
            found = self._recognised(sheet) if sheet.hidden else None
            if found is not None and found.form in shown:
                self._gathering.note(
                    f"隐藏的工作表“{sheet.name}”像{found.form}，另有一张没有隐藏，没有读这一张"
                )
            elif found is not None:
                self._gathering.note(f"{found.form} 在隐藏的工作表“{sheet.name}”里，已读")
                out.append(found)
        return out

    def _recognised(self, sheet: SheetRead) -> _Known | None:
        """The form that a sheet is, None where it is none."""
        if not sheet.cells:
            return None
        lines = Lines.of(sheet)
        found: list[tuple[int, bool, str, Likeness]] = []
        for form, shape in self._shapes.items():
            alike = likeness(shape, lines)
            named = bare(sheet.name) in (bare(form), bare(self._forms[form].grid.name))
            if alike.enough:
                found.append((alike.weight, named, form, alike))
        if not found:
            return None
        _, _, form, best = max(found, key=lambda one: one[:2])
        return _Known(form, sheet, lines, best)

    # -- reading --------------------------------------------------------------------------------------

    def _read(self, known: _Known) -> None:
        form = self._forms[known.form]
        shape = self._shapes[known.form]
        columns = known.likeness.columns
        over = Overlay(form, shape, known.sheet, known.lines, columns, align(shape, known.lines, columns))
        row = WHOLE
        if form.entry.per_row:
            found = self._row_of(form, over)
            if found is None:
                return
            row = found
        first = self._read_rows.setdefault((known.form, row), known.sheet.name)
        if first != known.sheet.name or any(
            (one.form, one.row) == (known.form, row) for one in self._gathering.forms
        ):
            self._gathering.note(f"工作表“{first}”和“{known.sheet.name}”是同一张表，只读了“{first}”")
            return
        self._gathering.forms.append(FormSheet(known.form, known.sheet.name, row))
        self._read_sheet(SheetReading(self._gathering, over, row))

    def _read_sheet(self, reading: SheetReading) -> None:
        reading.note_unit()
        for template, column, number in reading.plain_cells():
            line = reading.layout.first_line[template]
            for cell in reading.figure_cells(template, column, number, line=line):
                reading.gather(cell, reading.row, line)
        BandReading(reading).read()
        reading.note_unknown()

    # -- a sheet per row ------------------------------------------------------------------------------

    def _row_of(self, form: BoundForm, over: Overlay) -> Row | None:
        """The row that a sheet is for; a new one where the report has none; None for a sheet left blank."""
        listing = form.entry.per_row
        report = self._report
        definition = report.pack.definitions.listings[listing]
        column, name = self._name_of(form, over, definition.known_by or definition.columns[0])
        names = {row: bare(report.words(report.cell(column, row))) for row in report.rows(listing, live=True)}
        open_rows = [row for row in names if (form.entry.id, row) not in self._read_rows]
        wanted = bare(name)
        title = bare(over.sheet.name)
        if wanted:
            known = [
                row
                for row in (*open_rows, *names)
                if self._is_named(report.cell(column, row), names[row], wanted)
            ]
            if found := [*known, *self._gathering.rows_named(listing, name)]:
                return self._seen(listing, found[0])
        for row in open_rows:
            if title and names[row] == title and self._is_renamed(form, over, row):
                return self._seen(listing, row)
        nameless = [row for row in open_rows if not wanted and not names[row]]
        if nameless:
            return self._seen(listing, nameless[0])
        if not wanted and not self._says_anything(SheetReading(Gathering(report), over)):
            self._gathering.note(f"工作表“{over.sheet.name}”没有填写，没有读")
            return None
        return self._gathering.new_row(listing, name or over.sheet.name, over.sheet.name)

    def _is_named(self, key: Key, known: str, wanted: str) -> bool:
        """Whether a row has a name, in the report or as another sheet has it."""
        return known == wanted or self._gathering.is_stated(key, wanted)

    def _seen(self, listing: ListingKey, row: Row) -> Row:
        self._gathering.seen.add((listing, row))
        return row

    def _name_of(self, form: BoundForm, over: Overlay, known_by: Key) -> tuple[Key, str]:
        """The column by which sheets are known, and what stands in its cell."""
        reading = SheetReading(Gathering(self._report), over)
        spots = [s for s, b in sorted(form.cells.items()) if s[0] not in form.bands and known_by in b.edits]
        for template, column in spots:
            for number in over.alignment.rows.get(template, [])[:1]:
                for cell in reading.figure_cells(template, column, number):
                    if cell.key == known_by and cell.read is not None and not is_unfilled(cell.read.text):
                        return known_by, cell.read.text
        return known_by, ""

    def _is_renamed(self, form: BoundForm, over: Overlay, row: Row) -> bool:
        """Whether at least half of a sheet's filled cells are those of a row of another name."""
        reading = SheetReading(Gathering(self._report), over, row)
        total = equal = 0
        for template, column, number in reading.plain_cells():
            for cell in reading.figure_cells(template, column, number):
                figure = self._report.pack.definitions.figures[cell.key]
                if figure.listing == form.entry.per_row and cell.read is not None:
                    total += 1
                    equal += reading.statement(cell, row, reading.layout.first_line[template]).unchanged
        return equal * 2 >= total - 1

    def _says_anything(self, reading: SheetReading) -> bool:
        figures = self._report.pack.definitions.figures
        listing = reading.form.entry.per_row
        for template, column, number in reading.plain_cells():
            for cell in reading.figure_cells(template, column, number):
                if (
                    figures[cell.key].listing == listing
                    and not figures[cell.key].formula
                    and cell.read is not None
                ):
                    return True
        return False

    def _gone_sheets(self, forms: set[str]) -> None:
        """Rows for which a form with a sheet per row has none any more."""
        for form in forms:
            listing = self._forms[form].entry.per_row
            for row in self._report.rows(listing, live=True) if listing else ():
                if (form, row) not in self._read_rows:
                    self._gathering.miss(listing, row, form)
