"""Totals of a form that Excel may go on adding up: plain sums of numbers that stand on the same sheet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.figures.aggregates import SKIPPED
from core.figures.definitions import Definition
from core.figures.formula import Call, Name, Node, Operation, parse
from core.figures.keys import REPORTED, Key, Row, outer_row
from core.figures.scope import context_of
from core.forms.grid import Spot
from core.report.sheets import Sheet

MOST_PLACES = 250
"""Cells and areas that Excel adds up at once, and a few to spare."""


def live_sums(sheet: Sheet) -> dict[Spot, tuple[Spot, ...]]:
    """The places of totals, each with the places that are added up.

    Left out is a total with a 填报值, one of which a part does not stand on the sheet in the same unit, and one
    that is not to the last digit what the numbers on the sheet add up to.
    """
    return _Sums(sheet).found()


class _Sums:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._graph = sheet.report.graph
        self._figures = sheet.report.pack.definitions.figures

    def found(self) -> dict[Spot, tuple[Spot, ...]]:
        """All of the sheet."""
        sums: dict[Spot, tuple[Spot, ...]] = {}
        for line in range(len(self._sheet.lines)):
            for column in range(self._sheet.form.grid.columns):
                parts = self._parts((line, column))
                if parts and len(parts) <= MOST_PLACES:
                    sums[line, column] = parts
        return sums

    def _parts(self, spot: Spot) -> tuple[Spot, ...]:
        """The places that a total adds up, none where it is no live sum."""
        definition = self._figure_at(spot)
        total = self._sheet.number(*spot)
        if definition is None or total is None or not definition.formula:
            return ()
        node = parse(definition.formula)
        keys = self._sheet.keys(*spot)
        if isinstance(node, Name) or self._sheet.report.entry(keys[0] + REPORTED) is not None:
            return ()
        row = outer_row(self._sheet.lines[spot[0]].row, self._depth(definition))
        addends = list(self._addends(node, definition, row))
        places = [self._place(key, spot) for key in addends if key is not None]
        numbers = [self._sheet.number(*place) for place in places if place is not None]
        if not places or None in addends or None in places:
            return ()
        if sum((number for number in numbers if number is not None), Decimal(0)) != total:
            return ()
        known = [place for place in places if place is not None]
        return tuple(dict.fromkeys((*known, *self._blank_below(known))))

    def _figure_at(self, spot: Spot) -> Definition | None:
        """The figure that a cell is; none under a span or in a line without a row."""
        if spot in self._sheet.covered or not self._sheet.keys(*spot):
            return None
        return self._sheet.figure(*spot)

    def _depth(self, definition: Definition) -> int:
        return self._graph.definitions.depth(definition.listing)

    def _addends(self, node: Node, total: Definition, row: Row) -> Iterator[Key | None]:
        """The keys of what a formula adds up; None for a part that is no figure by itself."""
        compiler = self._graph.plan.compiler
        context = context_of(total)
        match node:
            case Operation(sign="+", operands=sides):
                for side in sides:
                    yield from self._addends(side, total, row)
            case Name(key=name, row=""):
                yield self._graph.state.key_seen_from(compiler.scope.find(name, context), row)
            case Call(function="合计", arguments=(Name(key=name), *_)) if compiler.scope.is_over_rows(
                node, context
            ):
                aggregate = compiler.aggregate(node, context)
                tally = aggregate.tallies.get(aggregate.scope_row(row))
                column = compiler.scope.find(name, context)
                for inner, part in tally.parts.items() if tally else ():
                    if part is not SKIPPED:
                        yield self._graph.state.key_seen_from(column, inner)
            case Call(function="如果", arguments=(condition, then, other)):
                holds = compiler.part(condition, context, set())[0](row) is True
                yield from self._addends(then if holds else other, total, row)
            case _:
                yield None

    def _place(self, key: Key, total: Spot) -> Spot | None:
        """Where a figure stands by itself, in the total's unit: a number, or 不涉及, which adds nothing."""
        for spot in self._sheet.places(key):
            if self._figure_at(spot) is not None and self._unit(spot) == self._unit(total):
                is_told = self._sheet.number(*spot) is not None or self._sheet.words(*spot)
                return spot if is_told else None
        return None

    def _unit(self, spot: Spot) -> str:
        bound = self._sheet.bound(*spot)
        return bound.form.unit if bound is not None and bound.form is not None else ""

    def _blank_below(self, places: list[Spot]) -> Iterator[Spot]:
        """The blank lines of the bands in which the places stand: what is written there later counts too."""
        for line, column in places:
            sheet_line = self._sheet.lines[line]
            if sheet_line.band is not None:
                for blank in self._sheet.blank_lines(sheet_line.template):
                    yield blank, column
