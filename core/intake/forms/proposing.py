"""Filled forms that came back: which sheets are which forms, and what they would change in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from core.figures.keys import NO_KEY, WHOLE, Key, ListingKey, Row
from core.intake.forms.bands import BandReading
from core.intake.forms.doubts import asked_of, with_doubts
from core.intake.forms.form_comparison import FormComparison
from core.intake.forms.form_proposal import FormEdit, FormProposal, FormSheet, RowEdit, accept_forms
from core.intake.forms.gathering import Gathering
from core.intake.forms.labels import bare, name_of, without_numbering
from core.intake.forms.leftovers import Leftovers
from core.intake.forms.placing import Placing
from core.intake.forms.regions import Recognised, parts_of_sheet, recognised
from core.intake.forms.shape import Shape, shapes_of
from core.intake.forms.sheet_lines import Lines
from core.intake.forms.sheet_reading import SheetReading, filled_in
from core.material.workbook import WorkbookRead
from core.pack.binding import BoundForm
from core.report.report import Report

__all__ = ["FormEdit", "FormProposal", "FormSheet", "RowEdit", "accept_forms", "propose_forms"]


def propose_forms(
    report: Report,
    workbook: WorkbookRead,
    step: Callable[[str], None] = lambda _words: None,
    units: Mapping[str, str] = MappingProxyType({}),
    shapes: Mapping[str, Shape] | None = None,
) -> FormProposal:
    """What a workbook with filled forms would change in a report; nothing is written.

    `step` hears of every sheet; what it raises stops the reading. `units` names sheets whose money somebody has
    said to be in a unit, whatever they say themselves; `shapes` are those of the pack's forms where they are known.
    """
    return _Proposing(report, step, units, shapes or shapes_of(report.pack, report.graph)).proposal(workbook)


class _KnownSheet(NamedTuple):
    """A sheet that is a form, laid over it, with the name of the row it is for ("" for none)."""

    known: Recognised
    placing: Placing
    name: str

    @property
    def same_as(self) -> tuple[str, str]:
        """What two sheets share that are one form of one row."""
        return self.known.form, name_of(self.name)


class _Proposing:
    def __init__(
        self,
        report: Report,
        step: Callable[[str], None],
        units: Mapping[str, str],
        shapes: Mapping[str, Shape],
    ) -> None:
        self._report = report
        self._step = step
        self._units = units
        self._gathering = Gathering(report)
        self._shapes = shapes
        self._forms = {form: shape.form for form, shape in self._shapes.items()}
        self._read_rows: dict[tuple[str, Row], str] = {}
        self._twins: Counter[tuple[str, str]] = Counter()

    def proposal(self, workbook: WorkbookRead) -> FormProposal:
        """The whole workbook."""
        known = [self._laid_over(each) for each in self._known(workbook)]
        order = list(self._forms)
        self._twins = _twins_among(known)
        for each in sorted(known, key=lambda one: order.index(one.known.form)):
            self._step(f"正在读工作表 {each.known.lines.name}")
            self._read(each)
        self._gone_sheets({one.known.form for one in known})
        return FormComparison(self._gathering).proposal()

    # -- which form -----------------------------------------------------------------------------------

    def _known(self, workbook: WorkbookRead) -> list[Recognised]:
        """The sheets that are forms; a hidden one counts only where no other sheet is its form."""
        out: list[Recognised] = []
        for sheet in workbook.sheets:
            for lines in parts_of_sheet(sheet, self._shapes) if not sheet.hidden and sheet.cells else ():
                found = recognised(lines, self._shapes, self._year)
                if found is not None:
                    out.append(found)
                else:
                    self._gathering.leave(f"工作表“{lines.name}”", "", "不像任何一张附件")
        shown = {one.form for one in out}
        for sheet in workbook.sheets:
            found = (
                recognised(Lines(sheet), self._shapes, self._year) if sheet.hidden and sheet.cells else None
            )
            if found is not None and found.form in shown:
                reason = f"像{found.form}，另有一张没有隐藏的"
                self._gathering.leave(f"隐藏的工作表“{sheet.name}”", "", reason)
            elif found is not None:
                self._gathering.note(f"{found.form} 在隐藏的工作表“{sheet.name}”里，已读")
                out.append(found)
        return out

    def _laid_over(self, known: Recognised) -> _KnownSheet:
        placing = Placing.of(known.shape, known.lines)
        listing = known.shape.form.entry.per_row
        key = self._known_by(listing) if listing else NO_KEY
        return _KnownSheet(known, placing, filled_in(self._report, placing, key) if key else "")

    def _known_by(self, listing: ListingKey) -> Key:
        """The column by which sheets are known."""
        definition = self._report.pack.definitions.listings[listing]
        return definition.known_by or definition.columns[0]

    def _doubt_of(self, sheet: _KnownSheet) -> str:
        """What makes a whole sheet doubtful: another one of the same row, or a title that is another row's."""
        if self._twins[sheet.same_as] > 1:
            return "另有一张同样的表，内容不同，不知道用哪一张"
        lines = sheet.known.lines
        title = bare(lines.sheet.name)
        listing = sheet.known.shape.form.entry.per_row
        column = self._report.pack.definitions.listings[listing].known_by if listing else NO_KEY
        if not column or lines.part or not sheet.name or title == name_of(sheet.name):
            return ""
        names = {
            bare(self._report.words(self._report.cell(column, row))) for row in self._report.rows(listing)
        }
        return f"工作表叫“{lines.sheet.name}”，表里写的却是另一个" if title in names else ""

    @property
    def _year(self) -> int:
        """The report's year, 0 where it has none."""
        words = self._report.words(self._report.pack.year_key)
        return int(words) if words.isdigit() else 0

    # -- reading --------------------------------------------------------------------------------------

    def _read(self, sheet: _KnownSheet) -> None:
        known = sheet.known
        placing = sheet.placing
        row = WHOLE
        if known.shape.form.entry.per_row:
            found = self._row_of(sheet)
            if found is None:
                return
            row = found
        first = self._read_rows.setdefault((known.form, row), known.lines.name)
        if first != known.lines.name or any(
            (one.form, one.row) == (known.form, row) for one in self._gathering.forms
        ):
            self._gathering.leave(f"工作表“{known.lines.name}”", "", f"和“{first}”是同一张表")
            return
        asks = asked_of(self._gathering, known, placing)
        reading = SheetReading(
            self._gathering,
            placing,
            row,
            asks=asks,
            unit=self._units.get(known.lines.sheet.name, ""),
            doubt=self._doubt_of(sheet),
        )
        self._read_sheet(reading)
        same = sum(said.statement.unchanged for said in reading.stated)
        unit = reading.unit_named()
        self._gathering.forms.append(FormSheet(known.form, known.lines.name, row, known.stated, unit, same))

    def _read_sheet(self, reading: SheetReading) -> None:
        for template, column, number in reading.plain_cells():
            line = reading.layout.first_line[template]
            for cell in reading.figure_cells(template, column, number, line=line):
                reading.gather(cell, reading.row, line)
        bands = BandReading(reading)
        bands.read()
        astray = Leftovers(reading).tell(bands.claimed)
        for key, statement in with_doubts(reading, astray):
            self._gathering.add(key, statement)

    # -- a sheet per row ------------------------------------------------------------------------------

    def _row_of(self, sheet: _KnownSheet) -> Row | None:
        """The row that a sheet is for; a new one where the report has none; None for a sheet left blank."""
        placing = sheet.placing
        form = placing.form
        listing = form.entry.per_row
        report = self._report
        column = self._known_by(listing)
        name = sheet.name
        names = {
            row: name_of(report.words(report.cell(column, row))) for row in report.rows(listing, live=True)
        }
        open_rows = [row for row in names if (form.entry.id, row) not in self._read_rows]
        wanted = name_of(name)
        title = bare(placing.lines.sheet.name)
        if wanted:
            known = [
                row
                for row in (*open_rows, *names)
                if self._is_named(report.cell(column, row), names[row], wanted)
            ]
            if found := [*known, *self._gathering.rows_named(listing, name)]:
                return self._seen(listing, found[0])
        for row in open_rows:
            if title and names[row] == title and self._is_renamed(form, placing, row):
                return self._seen(listing, row)
        nameless = [row for row in open_rows if not wanted and not names[row]]
        if nameless:
            return self._seen(listing, nameless[0])
        if not wanted and not self._says_anything(SheetReading(Gathering(report), placing)):
            self._gathering.leave(f"工作表“{placing.lines.name}”", "", "没有填写")
            return None
        return self._gathering.new_row(
            listing, without_numbering(name) or placing.lines.sheet.name, placing.lines.sheet.name
        )

    def _is_named(self, key: Key, known: str, wanted: str) -> bool:
        """Whether a row has a name, in the report or as another sheet has it."""
        return known == wanted or self._gathering.is_stated(key, wanted)

    def _seen(self, listing: ListingKey, row: Row) -> Row:
        self._gathering.seen.add((listing, row))
        return row

    def _is_renamed(self, form: BoundForm, placing: Placing, row: Row) -> bool:
        """Whether at least half of a sheet's filled cells are those of a row of another name."""
        reading = SheetReading(Gathering(self._report), placing, row)
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


def _twins_among(known: list[_KnownSheet]) -> Counter[tuple[str, str]]:
    """How many sheets of different contents are one form of one row."""
    contents = {
        (each.same_as, frozenset(read.text for read in each.known.lines.sheet.cells.values()))
        for each in known
    }
    return Counter(same for same, _ in contents)
