"""Where a figure comes from, down to who entered what when, and where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from core.figures.definitions import Definition
from core.figures.formula import Call, parse
from core.figures.functions import AGGREGATES
from core.figures.keys import REPORTED, Key, Row, outer_row, split_key
from core.figures.scope import Context
from core.figures.texts import Cell
from core.numbers.typed_numbers import plain
from core.pack.parameters import PARAMETERS
from core.report.history import BEGUN
from core.report.report import Report

MOST_LINES = 200
MOST_ADDENDS = 12
MOST_USES = 20
_WINDOWS = (64, 1024)
_MANY = re.compile(r"(合计|计数)\((\d+) 项\)")
_CALL = re.compile("[\u4e00-\u9fff]\\(")


@dataclass(frozen=True, slots=True)
class Entered:
    """The step that entered what stands there."""

    who: str
    at: str
    label: str

    @property
    def signed(self) -> str:
        """Who and when, to the minute."""
        return f"{self.who or '未署名'} {self.at[:16].replace('T', ' ')}"


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One figure on the way down: a computed one with its formula in numbers and in words, an entry with its step."""

    key: Key
    label: str
    words: str
    depth: int
    numbers: str = ""
    entered: Entered | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Uses:
    """Where a figure is used: cells of computed figures, rules, texts."""

    figures: tuple[Key, ...] = ()
    rules: tuple[str, ...] = ()
    texts: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureExplanation:
    """A figure explained both ways; `lines` begin with the figure itself, `missing` is what it still wants."""

    key: Key
    formula: str
    lines: tuple[ExplanationLine, ...]
    uses: Uses
    missing: tuple[Key, ...] = ()

    @property
    def numbers(self) -> str:
        """The formula in numbers with its outcome, "" for an entry."""
        return self.lines[0].numbers


def explain(report: Report, key: Key) -> FigureExplanation:
    """Everything that is to be said of a figure or cell; raises KeyError for an unknown key."""
    definition = report.definition(key)
    found = list(_down(report, key))
    entered = who_entered(report, [one for line in found for one in (line.key, line.key + REPORTED)])
    lines = tuple(_with_entered(line, entered) for line in found)
    return FigureExplanation(key, definition.formula.strip(), lines, uses(report, key), missing(report, key))


def missing(report: Report, key: Key) -> tuple[Key, ...]:
    """What must be entered before a computed figure has a value: cells, and lists without a row."""
    name, row = split_key(key)
    if not report.definition(key).formula or report.computed(key):
        return ()
    found = report.graph.waiting.behind(name, row)
    return () if found == (key,) else found


def who_entered(report: Report, names: Iterable[str]) -> dict[str, Entered]:
    """The newest step that touched each of some entries; what none touched came with the report itself."""
    missing = {name for name in names if report.entry(name) is not None}
    found: dict[str, Entered] = {}
    heads = report.store.heads
    began = heads[0] if heads and heads[0].kind == BEGUN else None
    most = len(heads) - (began is not None)
    for window in (*(w for w in _WINDOWS if w < most), most):
        for step in report.store.history(window) if missing else ():
            for edit in step.edits:
                if edit.key in missing:
                    missing.discard(edit.key)
                    found[edit.key] = Entered(step.head.who, step.head.at, step.head.label)
    if began is not None:
        found |= dict.fromkeys(missing, Entered(began.who, began.at, began.label))
    return found


def uses(report: Report, key: Key) -> Uses:
    """Where a figure is used; of many rows only the first."""
    name, row = split_key(key)
    graph = report.graph
    plan = report.graph.plan
    aggregates = _aggregates_over(report, name)
    figures: list[Key] = []
    for source in (name, *aggregates):
        for reader in plan.dependents.get(source, ()):
            if reader in plan.formulas:
                figures += _cells_reading(report, name, row, reader)
    plan.compile_messages()
    rules = [r for source in (name, *aggregates) for r in plan.rule_dependents.get(source, ())]
    texts = {cell for source in (name, *aggregates) for cell in graph.texts.reading(source)}
    found = sorted(
        (cell for cell in texts if _shows(report, cell, name, key)), key=lambda cell: _place(report, cell)
    )
    named = tuple(graph.state.key_of(*cell) for cell in found)
    return Uses(tuple(dict.fromkeys(figures))[:MOST_USES], tuple(dict.fromkeys(rules)), named)


def _down(report: Report, key: Key) -> Iterator[ExplanationLine]:
    """The figure, then all it is made of, each once, in the order of its formula."""
    waiting = [(key, 0)]
    seen: set[Key] = set()
    while waiting and len(seen) < MOST_LINES:
        cell, depth = waiting.pop()
        if cell in seen:
            continue
        seen.add(cell)
        definition = report.definition(cell)
        row = split_key(cell)[1]
        numbers = ""
        words = ""
        if definition.formula:
            explanation = report.graph.explanation
            said = explanation.inputs(definition, row, _Said(report, definition, row))[1]
            numbers = f"{said} = {report.computed(cell) or '未填'}"
            words = _in_words(report, definition, cell) if report.computed(cell) else ""
            waiting += [(inner, depth + 1) for inner in reversed(list(_cells_read(report, definition, row)))]
        yield ExplanationLine(cell, definition.label, report.words(cell), depth, numbers, said=words)


def _in_words(report: Report, definition: Definition, cell: Key) -> str:
    """How a figure came to its value, for one who reads no formulas."""
    row = split_key(cell)[1]
    explanation = report.graph.explanation
    said = explanation.in_words(definition, row, _Said(report, definition, row))
    said = _MANY.sub(r"\2 项\1", said)
    if not _CALL.search(said):
        return said
    names = [
        report.definition(key).label for key in explanation.needed(definition, row) if _is_told(report, key)
    ]
    return f"由 {'、'.join(dict.fromkeys(names))} 算出" if names else ""


def _is_told(report: Report, key: Key) -> bool:
    """Whether a cell is a figure of the report, and not a list or a parameter of the pack."""
    name = split_key(key)[0]
    return name in report.pack.definitions.figures and not name.startswith(f"{PARAMETERS}.")


def _with_entered(line: ExplanationLine, entered: dict[str, Entered]) -> ExplanationLine:
    found = entered.get(line.key + REPORTED) or entered.get(line.key)
    return replace(line, entered=found)


class _Said:
    """Says aggregates by their addends: 116 + 50 + 20."""

    def __init__(self, report: Report, definition: Definition, row: Row) -> None:
        self._report = report
        self._row = row
        self._context = Context(definition.listing, definition.group)

    def __call__(self, call: Call, alone: bool) -> str | None:
        compiler = self._report.graph.plan.compiler
        if call.function not in AGGREGATES or not compiler.scope.is_over_rows(call, self._context):
            return None
        aggregate = compiler.aggregate(call, self._context)
        scope = aggregate.scope_row(self._row)
        tally = aggregate.tallies.get(scope)
        count = tally.applicable if tally else 0
        if tally is None or call.function == "计数" or count > MOST_ADDENDS:
            return f"{call.function}({count} 项)"
        rows = self._report.graph.state.rows.under(aggregate.scope, scope, aggregate.element)
        words = [plain(v) if isinstance(v, Decimal) else str(v) for v in tally.values(rows)]
        if call.function == "合计" and len(words) > 1:
            return " + ".join(words) if alone else f"({' + '.join(words)})"
        return f"{call.function}({'、'.join(words)})"


def _cells_read(report: Report, definition: Definition, row: Row) -> Iterator[Key]:
    """The cells that a computed figure's formula reads, the live rows of lists it adds up."""
    graph = report.graph
    compiler = graph.plan.compiler
    definitions = report.pack.definitions
    for _, key in compiler.scope.resolve(
        parse(definition.formula), Context(definition.listing, definition.group)
    ):
        found = definitions.figures.get(key)
        if found is None:
            continue
        if definitions.covers(found.listing, definition.listing):
            yield graph.state.key_seen_from(key, row)
        elif found.listing is not None:
            scope = graph.state.rows.scope(found.listing, definition.listing)
            place = outer_row(row, definitions.depth(scope))
            for inner in graph.state.rows.under(scope, place, found.listing)[:MOST_LINES]:
                if graph.state.rows.is_live(found.listing, inner):
                    yield graph.state.key_of(key, inner)


def _aggregates_over(report: Report, name: Key) -> list[Key]:
    """The aggregates that read a figure, those of aggregates too."""
    plan = report.graph.plan
    waiting = [name]
    found: list[Key] = []
    for source in waiting:
        for reader in plan.dependents.get(source, ()):
            if reader in plan.compiler.aggregates and reader not in found:
                found.append(reader)
                waiting.append(reader)
    return found


def _cells_reading(report: Report, name: Key, row: Row, reader: Key) -> list[Key]:
    """The cells of a computed figure that read a cell."""
    listing = report.pack.definitions.figures[name].listing
    inner = report.pack.definitions.figures[reader].listing
    if inner is None:
        return [reader]
    rows = [row] if listing == inner else report.graph.state.rows.reached(listing, row, inner)
    return [report.cell(reader, one) for one in rows[:MOST_USES]]


def _place(report: Report, cell: Cell) -> tuple[object, ...]:
    """What sorts texts as they stand in the report."""
    listing = report.pack.definitions.figures[cell[0]].listing
    return (cell[0], *(report.graph.state.rows.place(listing, cell[1]) if listing else ()))


def _shows(report: Report, cell: Cell, name: Key, key: Key) -> bool:
    """Whether a text that reads a column shows just this cell, or may, since it computes with the column."""
    shown = {run.key for run in report.graph.texts.runs(*cell)}
    return key in shown or not any(split_key(one)[0] == name for one in shown if one)
