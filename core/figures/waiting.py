"""What a computed figure waits for: the unfilled figures and lists without which its formula gives nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.figures.algebra import Evaluate
from core.figures.compiler import Compiler
from core.figures.formula import Call, Name, Node, Operation, parse
from core.figures.functions import AGGREGATES
from core.figures.keys import Key, ListingKey, Row, outer_row
from core.figures.scope import Context, context_of
from core.figures.state import State

_Keys = Callable[[Row], Iterator[Key]]
"""Gives the keys of what is missing in a row; asked only where the formula gives nothing there."""


class Waiting:
    """Looks behind blank figures, as far as those that are typed."""

    def __init__(self, state: State, compiler: Compiler) -> None:
        self._state = state
        self._compiler = compiler
        self._formulas: dict[Key, _Keys] = {}

    def behind(self, definition: Key, row: Row) -> tuple[Key, ...]:
        """The keys of the cells and lists to be filled before a blank figure has a value.

        The figure itself where it is typed, or where its formula gives nothing though nothing is missing.
        """
        return tuple(dict.fromkeys(self._typed(definition, row))) or (self._state.key_of(definition, row),)

    def _typed(self, key: Key, row: Row) -> Iterator[Key]:
        """What is to be typed; nothing where a formula gives nothing of itself."""
        definition = self._state.definitions.figures[key]
        if not definition.formula:
            yield self._state.key_of(key, row)
            return
        if key not in self._formulas:
            self._formulas[key] = self._of(parse(definition.formula), context_of(definition))
        yield from self._formulas[key](row)

    def _of(self, node: Node, context: Context) -> _Keys:
        """What a part of a formula waits for."""
        match node:
            case Name():
                return self._of_name(node, context)
            case Operation(operands=parts):
                return self._of_parts(parts, context)
            case Call(function="已填"):
                return lambda _row: iter(())
            case Call(function="缺省", arguments=(first, _)):
                return self._of(first, context)
            case Call(function="如果", arguments=(condition, yes, no)):
                return self._of_choice(condition, yes, no, context)
            case Call(function=function) if function in AGGREGATES and self._compiler.scope.is_over_rows(
                node, context
            ):
                return self._of_rows(node, context)
            case Call(function="查找", arguments=(_, _, name)):
                return self._of_parts((name,), context)
            case Call(arguments=parts):
                return self._of_parts(parts, context)
        return lambda _row: iter(())

    def _run(self, node: Node, context: Context) -> Evaluate:
        return self._compiler.part(node, context, set())[0]

    def _of_name(self, name: Name, context: Context) -> _Keys:
        scope = self._compiler.scope
        state = self._state
        key = scope.find(name.key, context)
        definition = state.definitions.figures[key]
        depth = state.definitions.depth(definition.listing)
        named = scope.named_row(name, definition) if name.row else None

        def waiting(row: Row) -> Iterator[Key]:
            place = outer_row(row, depth) if named is None else named
            yield from self._typed(key, place)

        return waiting

    def _of_parts(self, parts: tuple[Node, ...], context: Context) -> _Keys:
        """All parts that give nothing."""
        made = [(self._run(part, context), self._of(part, context)) for part in parts]

        def waiting(row: Row) -> Iterator[Key]:
            for run, inner in made:
                if run(row) is None:
                    yield from inner(row)

        return waiting

    def _of_choice(self, condition: Node, yes: Node, no: Node, context: Context) -> _Keys:
        """The condition where it is not known, else the branch that it chooses.

        Of 如果(已填(明细), 明细, 总数) the 明细: the total is a stopgap for reports that say no more.
        """
        run = self._run(condition, context)
        first, second, third = (self._of(part, context) for part in (condition, yes, no))
        if _asks_whether_filled(condition):
            return second

        def waiting(row: Row) -> Iterator[Key]:
            decided = run(row)
            if decided is None:
                yield from first(row)
            else:
                yield from (second if decided is True else third)(row)

        return waiting

    def _of_rows(self, call: Call, context: Context) -> _Keys:
        """The list that has no rows, or what its rows have not."""
        aggregate = self._compiler.aggregate(call, context)
        inside = replace(context, listing=aggregate.element)
        conditions = call.arguments[1:] if call.function != "连接" else call.arguments[2:]
        condition = self._of_parts(conditions, inside)
        first = call.arguments[0]
        whole = isinstance(first, Name) and self._is_listing(first, context)
        value = self._of_parts((), inside) if whole else self._of_parts((first,), inside)
        state = self._state

        def waiting(row: Row) -> Iterator[Key]:
            scope = aggregate.scope_row(row)
            yield from self._unfilled(aggregate.chain, scope)
            for inner in state.rows.under(aggregate.scope, scope, aggregate.element):
                if state.rows.is_live(aggregate.element, inner) and aggregate.contribution(inner) is None:
                    waits = list(condition(inner))
                    yield from waits or value(inner)

        return waiting

    def _is_listing(self, name: Name, context: Context) -> bool:
        return self._compiler.scope.find(name.key, context) in self._state.definitions.listings

    def _unfilled(self, chain: tuple[ListingKey, ...], row: Row) -> Iterator[Key]:
        """The lists, in a row or in the rows in it, that have neither rows nor 无."""
        state = self._state
        rows = state.rows.live(chain[0], row)
        if not rows and not state.entries.none_ticked(chain[0], row):
            yield state.entries.listing_key(chain[0], row)
        for inner in rows if len(chain) > 1 else ():
            yield from self._unfilled(chain[1:], inner)


def _asks_whether_filled(condition: Node) -> bool:
    """Whether a condition is 已填(甲), or several of them joined by 且."""
    match condition:
        case Call(function="已填"):
            return True
        case Operation(sign="且", operands=parts):
            return all(map(_asks_whether_filled, parts))
    return False
