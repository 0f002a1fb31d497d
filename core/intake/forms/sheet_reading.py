"""One sheet that came back, read cell by cell through its form's binding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from core.figures.formula import FormulaError, Name, parse
from core.figures.keys import NO_KEY, WHOLE, Key, Row, split_key
from core.figures.template import BLANK
from core.forms.grid import Spot, cell_name
from core.forms.number_format import read_number_format
from core.intake.forms.gathering import Gathering, Statement
from core.intake.forms.labels import CellPart, bare, figures_in, parts_of
from core.intake.forms.overlay import Overlay
from core.intake.forms.values import (
    TEN_THOUSAND,
    CellPlace,
    entry_of,
    is_error,
    is_number_of,
    is_quantity,
    same_words,
)
from core.material.workbook import CellRead
from core.pack.binding import CellBinding
from core.report.report import Report
from core.report.sheets import Sheet

MOST_UNKNOWN = 5
"""Unknown rows of a sheet that are named one by one."""


class FigureCell(NamedTuple):
    """What stands in the place of one figure of a cell, None where the place is blank."""

    key: Key
    read: CellRead | None
    bound: CellBinding
    place: Spot
    spot: Spot


class SheetReading:
    """Reads one sheet; `row` is the row of the report it belongs to where the form has a sheet per row."""

    def __init__(self, gathering: Gathering, over: Overlay, row: Row = WHOLE) -> None:
        self.gathering = gathering
        self.over = over
        self.row = row
        self.report: Report = gathering.report
        self.form = over.form
        self.sheet = over.sheet
        self.layout = Sheet(self.report, over.form, row, printed=True)
        self._figures = self.report.pack.definitions.figures
        self._parts: dict[Spot, tuple[CellPart, ...]] = {}

    # -- cells ----------------------------------------------------------------------------------------

    def figure_cells(
        self, template: int, column: int, number: int, read: CellRead | None = None, line: int | None = None
    ) -> Iterator[FigureCell]:
        """What a cell of the form says of its figures in a row of the sheet.

        `read` stands in for a blank cell; `line` is where the report's own sheet has the cell, if that is known.
        """
        bound = self.form.cells[template, column]
        spot = self.over.spot(template, column, number)
        read = self.sheet.cells.get(spot, read)
        if read is None and (self.over.columns[column] < 0 or self._is_covered(spot)):
            return
        if read is not None and is_error(read):
            self.gathering.note(f"{self.over.source(spot)} 是 Excel 的错误值 {read.text.strip()}，没有读")
            return
        if bound.is_figure:
            yield FigureCell(bound.keys[0], read, bound, (template, column), spot)
            return
        if read is None:
            for key in bound.edits:
                yield FigureCell(key, None, bound, (template, column), spot)
            return
        found = self._in_text(template, column, bound, read)
        if line is not None and bare(read.text) == bare(self.layout.words(line, column)):
            found = {split_key(key)[0]: words for key, words in self._shown(bound, line).items()}
            found = {key: found.get(key, "") for key in bound.edits}
        if found is None:
            self.gathering.note(
                f"{self.over.source(spot)} 的文字与表样不同，没有读：{' '.join(read.text.split())[:24]}"
            )
            return
        for key, text in found.items():
            yield FigureCell(key, CellRead(text) if text else None, bound, (template, column), spot)

    def _is_covered(self, spot: Spot) -> bool:
        """Whether somebody has merged a cell of its own with one that says something: nothing is read there."""
        anchor = self.over.anchors.get(spot, spot)
        if anchor == spot or anchor not in self.sheet.cells:
            return False
        self.gathering.note(f"{self.over.source(spot)} 与 {cell_name(anchor)} 合并成了一格，没有读")
        return True

    def _in_text(
        self, template: int, column: int, bound: CellBinding, read: CellRead
    ) -> Mapping[Key, str] | None:
        """The figures in a cell of words; a cell that holds just its only figure is that figure."""
        parts = self.parts(template, column)
        found = figures_in(parts, read.text)
        if found is not None:
            return found
        typed = [key for key in bound.edits if not self._figures[key].formula]
        words = [bare(part.words) for part in parts if part.words]
        if len(typed) == 1 and not any(word in bare(read.text) for word in words):
            first = parts[0].key == typed[0]
            numeric = self._figures[typed[0]].kind.numeric
            if first or (numeric and is_quantity(read.text)):
                return {typed[0]: read.text}
        return None

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
        self.gathering.add(self.key(cell.key, row), self.statement(cell, row, line))

    def statement(self, cell: FigureCell, row: Row, line: int | None) -> Statement:
        """What a cell says of a figure, compared with what the report shows there."""
        definition = self._figures[cell.key]
        key = self.key(cell.key, row)
        content = entry_of(definition, cell.read, self._place(cell, row))
        unchanged = line is not None and self._unchanged(cell, key, line)
        if not content.reason and content.entry is not None and definition.kind.is_lines:
            unchanged = unchanged or same_words(cell.read.text if cell.read else "", self.report.words(key))
        words = cell.read.text.strip() if cell.read else ""
        return Statement(content, words, self.over.source(cell.spot), self.form.entry.id, unchanged)

    def _place(self, cell: FigureCell, row: Row) -> CellPlace:
        name = cell.key
        bound = cell.bound
        definition = self._figures[name]
        unit = self.unit or (bound.form.unit if bound.form and bound.form.unit else TEN_THOUSAND)
        if definition.kind.unit != "%":
            return CellPlace(unit)
        style = self.form.grid.cells[cell.place].style
        percent = bound.is_figure and read_number_format(style.number_format).percent
        path = split_key(self.key(name, row))[1]
        known = self.report.graph.state.computed if definition.formula else self.report.graph.state.values
        return CellPlace(unit, percent, known[name].get(path))

    def _unchanged(self, cell: FigureCell, key: Key, line: int) -> bool:
        """Whether a cell still holds what the report shows there."""
        money = self._figures[cell.key].kind.is_money
        if self.unit and money and cell.read is not None:
            return False
        text = cell.read.text if cell.read else ""
        if cell.bound.is_figure:
            number = self.layout.number(line, cell.place[1])
            if cell.read is not None and is_number_of(cell.read, number):
                return True
            return number is None and same_words(text, self.layout.words(line, cell.place[1]))
        return bare(text) == bare(self._shown(cell.bound, line).get(key, ""))

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

    @cached_property
    def unit(self) -> str:
        """The unit in which this sheet has its money where that is another than the form's, else ""."""
        unit, label = self.over.units()
        if label:
            self.gathering.note(f"工作表“{self.sheet.name}”里既写“{unit}”又写“{label}”，请核对金额")
        return "" if label else unit

    def note_unit(self) -> None:
        """Says that money was converted."""
        if self.unit:
            units = {b.form.unit or TEN_THOUSAND for b in self.form.cells.values() if b.form}
            form = units.pop() if len(units) == 1 else TEN_THOUSAND
            self.gathering.note(f"工作表“{self.sheet.name}”的金额写的是“{self.unit}”，已换算成“{form}”")

    def note_unknown(self) -> None:
        """Names the rows that the form has not, and those of the form that the sheet has not."""
        alignment = self.over.alignment
        name = self.sheet.name
        for number in alignment.unknown[:MOST_UNKNOWN]:
            words = "、".join(
                self.sheet.cells[number, c].text.strip() for c in sorted(self.over.lines.cells[number])
            )
            self.gathering.note(
                f"{name} 第 {number + 1} 行在表样里没有，没有读：{' '.join(words.split())[:30]}"
            )
        rest = len(alignment.unknown) - MOST_UNKNOWN
        if rest > 0:
            self.gathering.note(f"{name} 另有 {rest} 行在表样里没有，没有读")
        if alignment.below:
            self.gathering.note(f"{name} 最下面 {alignment.below} 行太靠后，没有读")

    def plain_cells(self) -> Iterator[tuple[int, int, int]]:
        """(row of the form, column, row of the sheet) of all cells outside bands that are read."""
        alignment = self.over.alignment
        lost: dict[int, str] = {}
        for (template, column), bound in sorted(self.form.cells.items()):
            if template in self.form.bands or not bound.edits:
                continue
            numbers = alignment.rows.get(template)
            if numbers:
                yield template, column, numbers[0]
            elif template in alignment.blank:
                yield template, column, alignment.blank[template]
            elif template not in lost:
                labels = self.over.shape.rows[template].labels
                first = self.form.grid.cells[template, labels[0].column].text if labels else ""
                lost[template] = (
                    " ".join(first.split()) if "{" not in first else self._figures[bound.edits[0]].label
                )
        for words in lost.values():
            self.gathering.note(f"{self.sheet.name} 里没有找到“{words[:24]}”一行，这一行没有读")
