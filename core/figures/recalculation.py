"""Recalculating only what reads what some edits changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

from core.figures.aggregates import Aggregate
from core.figures.blanks import Value, same
from core.figures.definitions import Definition
from core.figures.entries import Touched
from core.figures.keys import WHOLE, Key, ListingKey, Row, parent_row
from core.figures.plan import Plan
from core.figures.rows import Spot
from core.figures.state import State
from core.figures.texts import Cell, Texts


@dataclass(slots=True, eq=False)
class Reach:
    """What a recalculation has reached: keys whose words changed, and for the judge rules by row, texts,
    computed cells, notes."""

    keys: set[Key] = field(default_factory=set)

    rules: dict[str, set[Row]] = field(default_factory=dict)
    texts: set[Cell] = field(default_factory=set)
    computed: set[Cell] = field(default_factory=set)
    notes: set[Key] = field(default_factory=set)


class Recalculation:
    """One set of edits on its way through the graph.

    Figures and aggregates wait in the order of the plan, each once with all rows to be computed; texts follow
    when all figures are settled, rules are judged last.
    """

    def __init__(self, state: State, plan: Plan, texts: Texts) -> None:
        self._state = state
        self._plan = plan
        self._texts = texts
        self._rows = state.rows
        self._heap: list[tuple[int, Key]] = []
        self._waiting: dict[Key, set[Row]] = {}
        self._scopes: dict[Key, set[Row]] = {}
        self._touched: set[Cell] = set()
        self._fresh: set[Cell] = set()
        self._structure: set[Spot] = set()
        self._turned: set[Key] = set()
        self._recounted: set[Cell] = set()
        self._reach = Reach()

    def take(self, touched: Touched | None) -> None:
        """One edit that has reached the entries."""
        if touched is None:
            return
        if touched.cell:
            self._take_cell(self._state.definitions.figures[touched.cell[0]], touched.cell[1])
        for listing, row in touched.turned:
            self._take_row(listing, row)
        if touched.ticked:
            self._take_structure(*touched.ticked)
        if touched.note:
            self._reach.notes.add(touched.note)

    def run(self) -> Reach:
        """Computes and says all that was reached."""
        while self._heap:
            _, key = heappop(self._heap)
            if key in self._plan.formulas:
                self._recompute(key)
            else:
                self._retally(self._plan.compiler.aggregates[key])
        self._texts.put(self._fresh)
        turned = (
            self._turned | {key for key, _ in self._touched} | {listing for listing, _ in self._structure}
        )
        changed, said = self._texts.follow(self._fresh, turned)
        for key, row in changed | self._fresh:
            self._note_rules(key, self._state.definitions.figures[key].listing, row)
        key_of = self._state.key_of
        listing_key = self._state.entries.listing_key
        self._reach.texts = said | self._fresh
        self._reach.keys = {key_of(definition, row) for definition, row in self._touched | changed}
        self._reach.keys |= {listing_key(listing, row) for listing, row in self._structure}
        return self._reach

    # -- what an edit touches at once -----------------------------------------------------------------

    def _take_cell(self, definition: Definition, row: Row) -> None:
        key = definition.key
        self._touched.add((key, row))
        self._reach.computed.update((figure, row) for figure in self._plan.reasons.get(key, ()))
        if definition.kind.is_lines:
            self._fresh.add((key, row))
        elif definition.formula:
            computed = self._state.computed[key].get(row)
            self._store(definition, row, self._state.effective(definition, row, computed))
            self._reach.computed.add((key, row))
            self._push(key, definition.listing, row)
        else:
            self._store(definition, row, self._state.entered(definition, row))
            self._push(key, definition.listing, row)

    def _take_row(self, listing: ListingKey, row: Row) -> None:
        """A row came, went, moved, or began or ceased to count."""
        self._take_structure(listing, parent_row(row), row)
        for key in self._state.definitions.listings[listing].columns:
            if key in self._plan.formulas:
                self._want(key, [row])
        for name in self._plan.row_rules.get(listing, ()):
            self._reach.rules.setdefault(name, set()).add(row)

    def _take_structure(self, listing: ListingKey, parent: Row, row: Row = WHOLE) -> None:
        """The rows of a listing in a parent's row are no longer the same, or 无 was ticked."""
        self._structure.add((listing, parent))
        for aggregate in self._plan.structure.get(listing, ()):
            self._want(aggregate.key, [row] if row and aggregate.element == listing else [])
            self._scopes.setdefault(aggregate.key, set()).add(aggregate.scope_row(parent))
        above = self._state.definitions.listings[listing].parent
        self._note_rules(listing, above, parent)

    def _store(self, definition: Definition, row: Row, value: Value) -> bool:
        """Keeps a value; whether it is another than before."""
        table = self._state.values[definition.key]
        if same(table.get(row), value):
            return False
        if value is None:
            table.pop(row, None)
        else:
            table[row] = value
        self._touched.add((definition.key, row))
        return True

    # -- what reads it ----------------------------------------------------------------------------------

    def _push(self, key: Key, listing: ListingKey | None, row: Row, recounted: bool = False) -> None:
        """Puts all that reads a figure or an aggregate in line; `listing` is where it stands.

        `recounted`: it is added up from more or fewer entries than before, which rules must know.
        """
        for reader in self._plan.dependents.get(key, ()):
            aggregate = self._plan.compiler.aggregates.get(reader)
            inner = aggregate.element if aggregate else self._state.definitions.figures[reader].listing
            if inner is None:
                rows = [WHOLE]
            elif inner == listing:
                rows = [row]
            else:
                rows = self._rows.reached(listing, row, inner)
            self._want(reader, rows)
            if recounted and not aggregate and key in self._plan.formulas[reader].through:
                self._recounted.update((reader, one) for one in rows)
        self._note_rules(key, listing, row)

    def _want(self, reader: Key, rows: Iterable[Row]) -> None:
        if reader not in self._waiting:
            self._waiting[reader] = set()
            heappush(self._heap, (self._plan.rank[reader], reader))
        self._waiting[reader].update(rows)

    def _note_rules(self, key: Key, listing: ListingKey | None, row: Row) -> None:
        for name in self._plan.rule_dependents.get(key, ()):
            inner = self._plan.rules[name].rule.per_row
            if inner is None:
                rows = [WHOLE]
            elif (name, key) in self._plan.spread:
                rows = self._rows.every(inner)
            else:
                rows = self._rows.reached(listing, row, inner)
            self._reach.rules.setdefault(name, set()).update(rows)

    # -- computing ----------------------------------------------------------------------------------------

    def _recompute(self, key: Key) -> None:
        definition = self._state.definitions.figures[key]
        run = self._plan.formulas[key].run
        listing = definition.listing
        computed = self._state.computed[key]
        reported = self._state.entries.reported[key]
        for row in self._waiting.pop(key):
            value = run(row) if listing is None or self._rows.has(listing, row) else None
            if row in reported:
                self._reach.computed.add((key, row))
            if not same(computed.get(row), value):
                self._touched.add((key, row))
                if value is None:
                    computed.pop(row, None)
                else:
                    computed[row] = value
                self._note_rules(key, listing, row)
            recounted = (key, row) in self._recounted
            if self._store(definition, row, self._state.effective(definition, row, value)) or recounted:
                self._push(key, listing, row, recounted)

    def _retally(self, aggregate: Aggregate) -> None:
        scopes = self._scopes.pop(aggregate.key, set())
        rows = self._waiting.pop(aggregate.key)
        scopes |= {aggregate.scope_row(row) for row in rows}
        before = {scope: aggregate.applicable(scope) for scope in scopes}
        for row in rows:
            if self._rows.is_live(aggregate.element, row):
                aggregate.put(row)
            else:
                aggregate.drop(row)
        self._turned.add(aggregate.key)
        for scope, count in before.items():
            self._push(aggregate.key, aggregate.scope, scope, aggregate.applicable(scope) != count)
