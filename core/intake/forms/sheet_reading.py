"""One sheet that came back, read cell by cell where the form's words say which figure a cell is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from core.figures.formula import FormulaError, Name, parse
from core.figures.keys import NO_KEY, WHOLE, Key, Row, split_key
from core.figures.template import BLANK
from core.forms.grid import Spot, cell_name
from core.forms.number_format import read_number_format
from core.intake.forms.form_proposal import Question
from core.intake.forms.gathering import Gathering, Statement
from core.intake.forms.labels import CellPart, bare, figures_in, is_unfilled, name_of, parts_of
from core.intake.forms.placing import Placing
from core.intake.forms.values import (
    TEN_THOUSAND,
    CellPlace,
    entry_of,
    is_error,
    is_number_of,
    is_quantity,
    option_ticked,
    same_words,
)
from core.material.workbook import CellRead
from core.pack.binding import CellBinding
from core.pack.parameters import PARAMETERS
from core.report.report import Report
from core.report.sheets import Sheet

_BY_PLACE = "格子里没有表样的字，只是位置相同"


class FigureCell(NamedTuple):
    """What stands in the place of one figure of a cell, None where the place is blank."""

    key: Key
    read: CellRead | None
    bound: CellBinding
    place: Spot
    spot: Spot
    doubt: str = ""


class Stated(NamedTuple):
    """What a cell says of a figure, with the unit in which the sheet has its money, and its row in the sheet."""

    key: Key
    statement: Statement
    unit: str
    number: int


class SheetReading:
    """Reads one sheet; `row` is the row of the report it belongs to where the form has a sheet per row.

    `asks` is what must be asked before anything of it is taken, `doubt` what makes all of it doubtful; `unit` the
    unit of money it is read in where somebody has said so. What is read is kept in `stated`, the places read in `seen`.
    """

    def __init__(
        self,
        gathering: Gathering,
        placing: Placing,
        row: Row = WHOLE,
        *,
        asks: Question | None = None,
        unit: str = "",
        doubt: str = "",
    ) -> None:
        self.gathering = gathering
        self.placing = placing
        self.row = row
        self.asks = asks
        self.doubt = doubt
        self.report: Report = gathering.report
        self.form = placing.form
        self.cells = placing.lines.sheet.cells
        self.name = placing.lines.name
        self.stated: list[Stated] = []
        self.seen: set[Spot] = set()
        self._unit = unit
        self._figures = self.report.pack.definitions.figures
        self._parts: dict[Spot, tuple[CellPart, ...]] = {}

    @cached_property
    def layout(self) -> Sheet:
        """The report's own sheet, to compare with; a sheet that is only looked into needs none."""
        return Sheet(self.report, self.form, self.row, printed=True)

    # -- cells ----------------------------------------------------------------------------------------

    def figure_cells(
        self, template: int, column: int, number: int, read: CellRead | None = None, line: int | None = None
    ) -> Iterator[FigureCell]:
        """What a cell of the form says of its figures in a row of the sheet.

        `read` stands in for a blank cell; `line` is where the report's own sheet has the cell, if that is known.
        """
        bound = self.form.cells[template, column]
        spot = self.placing.spot(template, column, number)
        if spot is None:
            self._leave(template, column, number)
            return
        read = self.cells.get(spot, read)
        self.seen.add(spot)
        if (read is None and self._is_covered(spot)) or (read is not None and self._says_nothing(spot, read)):
            return
        if read is not None and self._is_too_wide(template, column, spot, read.text):
            return
        if bound.is_figure:
            yield FigureCell(bound.keys[0], read, bound, (template, column), spot)
            return
        yield from self._ticked(bound, read, (template, column), spot)
        if read is None or not bound.edits:
            for key in bound.edits:
                yield FigureCell(key, None, bound, (template, column), spot)
            return
        found, doubt = self._in_text(template, column, bound, read)
        if line is not None and bare(read.text) == bare(self.layout.words(line, column)):
            shown = {split_key(key)[0]: words for key, words in self._shown(bound, line).items()}
            found = {key: shown.get(key, "") for key in bound.edits}
            doubt = ""
        if found is None:
            self.gathering.leave(self.placing.source(spot), read.text, "文字与表样不同")
            return
        for key, text in found.items():
            words = CellRead(text) if text else None
            yield FigureCell(key, words, bound, (template, column), spot, doubt)

    def _ticked(
        self, bound: CellBinding, read: CellRead | None, place: Spot, spot: Spot
    ) -> Iterator[FigureCell]:
        """The options whose boxes are ticked in a cell."""
        for key in dict.fromkeys(key for key, _ in bound.ticks):
            options = [option for ticked, option in bound.ticks if ticked == key]
            option = option_ticked(read.text, options) if read is not None else ""
            if option is None and read is not None:
                self.gathering.leave(
                    self.placing.source(spot), read.text, "勾了几项，或者没有方框，分不清是哪一项"
                )
            else:
                yield FigureCell(key, CellRead(option) if option else None, bound, place, spot)

    def _leave(self, template: int, column: int, number: int) -> None:
        """Says of a cell that stands nowhere, or in several places, which they are."""
        places = self.placing.range_of(template, column, number)
        if places is None:
            label = self.placing.shape.labels.get((template, column))
            if label is not None:
                self.gathering.leave(self.name, label.text[:24], "表里没有找到这一格")
            return
        spots = [
            (number, there) for there in range(places[0], places[1] + 1) if (number, there) in self.cells
        ]
        self.seen.update(spots)
        words = "、".join(self.cells[spot].text for spot in spots)
        first = self.placing.source(spots[0] if spots else (number, places[0]))
        self.gathering.leave(first, words, "一格里有几处不同的内容，分不清是哪一个")

    def _says_nothing(self, spot: Spot, read: CellRead) -> bool:
        """Whether a cell holds what cannot be read as anything; it is said."""
        source = self.placing.source(spot)
        if is_error(read):
            self.gathering.leave(source, read.text, "是 Excel 的错误值")
        elif read.unreckoned:
            self.gathering.leave(source, "", "是公式，文件里没有算出的值（用 Excel 或 WPS 打开另存一次就有）")
        elif not read.text.strip() and read.struck:
            self.gathering.leave(source, read.struck, "整格划掉了")
        else:
            return False
        return True

    def _is_covered(self, spot: Spot) -> bool:
        """Whether somebody has merged a cell of its own with one that says something: nothing is read there."""
        anchor = self.placing.lines.anchors.get(spot, spot)
        if anchor == spot or anchor not in self.cells:
            return False
        self.gathering.leave(self.placing.source(spot), "", f"与 {cell_name(anchor)} 合并成了一格")
        return True

    def _is_too_wide(self, template: int, column: int, spot: Spot, text: str) -> bool:
        """Whether a cell is merged over the columns of other headings: whose is it?"""
        if self._is_too_high(template, column, spot):
            self.gathering.leave(self.placing.source(spot), text, "合并了几行，分不清是哪一行")
            return True
        last = self.placing.lines.last_column(spot)
        heading = self.placing.shape.headings.get((template, column))
        if last == spot[1] or heading is None:
            return False
        row = self.placing.shape.heading_rows.get(heading[0], ())
        others = [
            at for label in row if label.spot != heading for at in self.placing.headings.get(label.spot, ())
        ]
        if any(spot[1] < other.columns[0] <= last for other in others):
            self.gathering.leave(self.placing.source(spot), text, "合并了几栏，分不清是哪一栏")
            return True
        return False

    def _is_too_high(self, template: int, column: int, spot: Spot) -> bool:
        """Whether a cell is merged over rows that have figures of their own in this column."""
        band = self.form.bands.get(template)
        high = self.form.grid.cells[template, column].rows
        bottom = self.placing.lines.spans.get(spot, spot)[0]
        if bottom == spot[0] or high > 1 or (band is not None and column in band.joined):
            return False
        rows = {n: row for row, numbers in self.placing.alignment.rows.items() for n in numbers}
        below = [rows[number] for number in range(spot[0] + 1, bottom + 1) if number in rows]
        return any((row, column) in self.form.cells for row in below)

    def _in_text(
        self, template: int, column: int, bound: CellBinding, read: CellRead
    ) -> tuple[Mapping[Key, str] | None, str]:
        """The figures in a cell of words; one that holds just its only figure may be that figure."""
        parts = self.parts(template, column)
        found = figures_in(parts, read.text)
        if found is not None:
            return found, ""
        typed = [key for key in bound.edits if not self._figures[key].formula]
        words = [bare(part.words) for part in parts if part.words]
        if len(typed) == 1 and not any(word in bare(read.text) for word in words):
            headed = (template, column) in self.placing.shape.headings
            if parts[0].key == typed[0] and headed:
                return {typed[0]: read.text}, ""
            if self._figures[typed[0]].kind.numeric and is_quantity(read.text):
                return {typed[0]: read.text}, _BY_PLACE
        return None, ""

    def parts(self, template: int, column: int) -> tuple[CellPart, ...]:
        """The parts of a cell of words."""
        spot = (template, column)
        if spot not in self._parts:
            bound = self.form.cells[spot]
            compiler = self.report.graph.plan.compiler
            context = self.form.context(template)

            def find(expression: str) -> Key:
                try:
                    node = parse(expression)
                    return compiler.scope.find(node.key, context) if isinstance(node, Name) else NO_KEY
                except FormulaError:
                    return NO_KEY

            self._parts[spot] = parts_of(bound.marks, find, bound.edits)
        return self._parts[spot]

    # -- gathering ------------------------------------------------------------------------------------

    def key(self, name: Key, row: Row) -> Key:
        """The key of a figure in a row, or in the row that holds it."""
        return self.report.graph.state.key_seen_from(name, row)

    def gather(self, cell: FigureCell, row: Row, line: int | None) -> None:
        """Tells what a cell says of a figure in a row that stands in a line of the report's own sheet."""
        statement = self.statement(cell, row, line)
        if cell.key.partition(".")[0] == PARAMETERS:
            if not self._agrees_with_parameter(cell, statement):
                reason = f"是模板的参数，模板里是 {self.report.words(cell.key)}，退回的表不能改它"
                self.gathering.leave(statement.source, statement.words, reason)
            return
        unit = self.unit_of(cell.place)
        self.stated.append(Stated(self.key(cell.key, row), statement, unit, cell.spot[0]))

    def _agrees_with_parameter(self, cell: FigureCell, statement: Statement) -> bool:
        definition = self._figures[cell.key]
        typed = definition.value(statement.content.entry)
        blank = statement.content.entry is None and not statement.content.reason
        return blank or statement.unchanged or typed == self.report.graph.state.computed[cell.key].get(WHOLE)

    def statement(self, cell: FigureCell, row: Row, line: int | None) -> Statement:
        """What a cell says of a figure, compared with what the report shows there."""
        definition = self._figures[cell.key]
        key = self.key(cell.key, row)
        content = entry_of(definition, cell.read, self._place(cell, row))
        words = (cell.read.shown or cell.read.text).strip() if cell.read else ""
        unchanged = line is not None and self._unchanged(cell, key, line)
        if not content.reason and content.entry is not None and definition.kind.is_lines:
            unchanged = unchanged or same_words(words, self.report.words(key))
        listing = definition.listing
        if listing is not None and cell.key == self.report.pack.definitions.listings[listing].known_by:
            unchanged = unchanged or bool(words and name_of(words) == name_of(self.report.words(key)))
        return Statement(
            content,
            words,
            self.placing.source(cell.spot),
            self.form.entry.id,
            unchanged,
            self.placing.words_of(*cell.place),
            content.doubt or cell.doubt or self._doubt_of_unit(cell) or self._doubt_of_order(cell),
            self.asks,
        )

    def _doubt_of_order(self, cell: FigureCell) -> str:
        """What makes a row doubtful below headings in another order: it may stand where it stood before."""
        if cell.place[0] in self.form.bands:
            return ""
        return "栏目换过次序，这一行未必跟着换了" if self.placing.is_across(cell.place) else ""

    # -- money ----------------------------------------------------------------------------------------

    def unit_of(self, place: Spot) -> str:
        """The unit in which a cell of the form has its money in this sheet."""
        return self._unit or self.placing.unit(*place) or self.own_unit(place)

    def unit_named(self) -> str:
        """The name of the unit that the sheet was filled in by, "" where it names none."""
        key = self.report.pack.unit_key
        return next((said.statement.words for said in self.stated if said.key == key), "")

    def own_unit(self, place: Spot) -> str:
        """The unit in which the form itself has the money of a cell."""
        bound = self.form.cells[place]
        return bound.form.unit if bound.form and bound.form.unit else TEN_THOUSAND

    def is_converted(self, place: Spot) -> bool:
        """Whether the sheet has the money of a cell in another unit than the form."""
        return self.unit_of(place) != self.own_unit(place)

    def _doubt_of_unit(self, cell: FigureCell) -> str:
        """What makes the unit of an amount doubtful: the sheet names two."""
        if not self._figures[cell.key].kind.is_money or cell.read is None or self._unit:
            return ""
        corner = self.placing.unit_of_sheet
        unit = self.unit_of(cell.place)
        changed = unit != self.own_unit(cell.place) or (
            corner and corner != (self.placing.unit_of_form or TEN_THOUSAND)
        )
        return f"表里既写“{corner}”又写“{unit}”，按{unit}读" if corner and corner != unit and changed else ""

    def _place(self, cell: FigureCell, row: Row) -> CellPlace:
        name = cell.key
        definition = self._figures[name]
        unit = self.unit_of(cell.place)
        if definition.kind.unit != "%":
            return CellPlace(unit)
        style = self.form.grid.cells[cell.place].style
        percent = cell.bound.is_figure and read_number_format(style.number_format).percent
        path = split_key(self.key(name, row))[1]
        known = self.report.graph.state.computed if definition.formula else self.report.graph.state.values
        return CellPlace(unit, percent, known[name].get(path))

    # -- what the report shows ------------------------------------------------------------------------

    def _unchanged(self, cell: FigureCell, key: Key, line: int) -> bool:
        """Whether a cell still holds what the report shows there."""
        money = self._figures[cell.key].kind.is_money
        if money and cell.read is not None and (self.is_converted(cell.place) or cell.read.scaled):
            return False
        text = cell.read.text if cell.read else ""
        if any(cell.key == ticked for ticked, _ in cell.bound.ticks):
            return text == self.report.words(key)
        if cell.bound.is_figure:
            number = self.layout.number(line, cell.place[1])
            if cell.read is not None and not cell.read.date and is_number_of(cell.read, number):
                return True
            if money and cell.read is not None and number is not None and self._shows(cell, line):
                return True
            return number is None and same_words(text, self.layout.words(line, cell.place[1]))
        return bare(text) == bare(self._shown(cell.bound, line).get(key, ""))

    def _shows(self, cell: FigureCell, line: int) -> bool:
        """Whether a cell holds the digits that the report's own shows, which keeps more decimals than it shows."""
        kind = self._figures[cell.key].kind
        shown = kind.number_shown(self.layout.words(line, cell.place[1]))
        if shown is None or cell.read is None:
            return False
        return shown == (kind.number_shown(cell.read.text) if cell.read.number is None else cell.read.number)

    def _shown(self, bound: CellBinding, line: int) -> dict[Key, str]:
        """The words by which a text of the report shows its figures, by key."""
        shown = self.layout.lines[line]
        context = self.form.context(shown.template)
        runs = self.report.graph.texts.templates.of(bound.marks, context).render(shown.row)
        out: dict[Key, str] = {}
        for run in runs:
            if run.key:
                key = Key(run.key)
                out[key] = out.get(key, "") + ("" if run.text == BLANK else run.text)
        return out

    # -- the sheet as a whole -------------------------------------------------------------------------

    def plain_cells(self) -> Iterator[tuple[int, int, int]]:
        """(row of the form, column, row of the sheet) of all cells outside bands that are read."""
        alignment = self.placing.alignment
        for (template, column), bound in sorted(self.form.cells.items()):
            if template in self.form.bands or not bound.typed:
                continue
            numbers = alignment.rows.get(template)
            if numbers:
                yield template, column, numbers[0]
            elif template in alignment.blank:
                yield template, column, alignment.blank[template]


def filled_in(report: Report, placing: Placing, key: Key) -> str:
    """What a sheet says of a figure beside its bands, "" where it was left open."""
    reading = SheetReading(Gathering(report), placing)
    for template, column, number in reading.plain_cells():
        if key in placing.form.cells[template, column].edits:
            for cell in reading.figure_cells(template, column, number):
                if cell.key == key and cell.read is not None and not is_unfilled(cell.read.text):
                    return cell.read.text
    return ""
