"""The graph of figures: entries in, values and findings out, recalculating only what reads what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from core.figures.aggregates import SKIPPED, Contribution, Tally
from core.figures.blanks import Value, same
from core.figures.compiler import Aggregate, Compiler
from core.figures.definitions import Definition, Definitions
from core.figures.entries import Entries, Place
from core.figures.judging import Judge
from core.figures.keys import cell_key
from core.figures.plan import Plan, RulePlan, make_plan
from core.figures.template import Run
from core.figures.texts import Texts
from core.numbers.finding import Finding
from core.numbers.writing import NumberFormat


@dataclass(slots=True)
class Changes:
    """What one set of edits turned: keys whose words changed, findings that came and went."""

    keys: set[str] = field(default_factory=set)
    added: list[Finding] = field(default_factory=list)
    removed: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    """What is still to be computed: rows by key, in the order of the plan."""

    heap: list[tuple[int, str]] = field(default_factory=list)
    rows: dict[str, set[str]] = field(default_factory=dict)
    scopes: dict[str, set[str]] = field(default_factory=dict)
    rules: dict[str, set[str]] = field(default_factory=dict)
    touched: set[tuple[str, str]] = field(default_factory=set)
    structure: set[tuple[str, str]] = field(default_factory=set)


class Graph:
    """The values of all figures of a report, kept current.

    Raises PackError when made of definitions that are unsound.
    """

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.values: dict[str, dict[str, Value]] = {key: {} for key in definitions.figures}
        self.computed: dict[str, dict[str, Value]] = {
            key: {} for key, d in definitions.figures.items() if d.formula
        }
        self._paths = {key: _listing_path(definitions, d) for key, d in definitions.figures.items()}
        self.entries = Entries(definitions)
        self.rows = self.entries.rows
        compiler = Compiler(definitions, self.values)
        compiler.rows = self.rows.live
        compiler.none_ticked = self.entries.none_ticked
        self.plan: Plan = make_plan(definitions, compiler, self.show)
        self.texts = Texts(self)
        self._judge = Judge(self)

    # -- looking ------------------------------------------------------------------------------------

    @property
    def findings(self) -> Mapping[str, Finding]:
        """All findings by identity, gravest first within the pack's order of rules."""
        return self._judge.findings

    def inputs(self, definition: Definition, row: str) -> tuple[tuple[str, ...], str]:
        """The cells a computed figure is made of, and its formula with their numbers in it."""
        return self._judge.inputs(definition, row)

    def holds(self, plan: RulePlan, row: str) -> bool:
        """Whether a rule speaks in a row and is content."""
        return self._judge.verdict(plan, row) is True

    def keys_of_rule(self, plan: RulePlan, row: str) -> tuple[str, ...]:
        """The cells a rule speaks of in a row; columns read by aggregates as their listings."""
        return self._judge.keys(plan, row)

    def key_of(self, definition: str, row: str) -> str:
        """The cell key of a definition in a row."""
        return cell_key(definition, self._paths[definition], row)

    def show(self, definition: Definition, row: str, form: NumberFormat | None) -> list[Run]:
        """The words of a figure as it is printed: 填报值, entry as typed, or computed with its places."""
        if definition.kind.name == "多行文字":
            return self.texts.nested(definition, row)
        key = self.key_of(definition.key, row)
        text = self.words_of(definition, row, form)
        if not text and (definition.required or definition.kind.numeric):
            text = "＿＿"
        return [Run(text, key)]

    def words_of(self, definition: Definition, row: str, form: NumberFormat | None = None) -> str:
        """A figure's words, "" when it is 未填."""
        if definition.formula:
            reported = self.entries.reported[definition.key].get(row)
            if reported is not None:
                return reported
            return definition.kind.show(self.computed[definition.key].get(row), form or definition.form)
        canonical = self.entries.cells[definition.key].get(row)
        return "" if canonical is None else definition.kind.show_entry(canonical, form or definition.form)

    # -- computing ------------------------------------------------------------------------------------

    def load(self, entries: Mapping[str, str]) -> None:
        """Takes all entries at once and computes everything from nothing."""
        self.entries.load(entries)
        for key, definition in self.definitions.figures.items():
            if not definition.formula and definition.kind.name != "多行文字":
                value = definition.kind.value
                self.values[key] = self._fill(key, {r: value(c) for r, c in self.entries.cells[key].items()})
        for key in self.plan.order:
            if key in self.plan.formulas:
                self._compute_all(key)
            else:
                self._tally_all(self.plan.compiler.aggregates[key])
        self.texts.load()
        self._judge.all()

    def _fill(self, key: str, values: dict[str, Value]) -> dict[str, Value]:
        """Fills the table that the compiled formulas hold on to."""
        table = self.values[key]
        table.clear()
        table.update(values)
        return table

    def _compute_all(self, key: str) -> None:
        definition, run = self.definitions.figures[key], self.plan.formulas[key].run
        rows = self.rows.every(definition.listing) if definition.listing else [""]
        values = {row: run(row) for row in rows}
        self.computed[key] = values
        self._fill(key, values)
        if definition.reads_reported:
            for row in self.entries.reported[key]:
                self.values[key][row] = self._effective(definition, row, values.get(row))

    def _effective(self, definition: Definition, row: str, computed: Value) -> Value:
        reported = self.entries.reported[definition.key].get(row)
        if definition.reads_reported and reported is not None:
            return definition.kind.value(reported)
        return computed

    def _tally_all(self, aggregate: Aggregate) -> None:
        aggregate.tallies.clear()
        depth = self.definitions.depth(aggregate.scope)
        for row in self.rows.every(aggregate.element):
            if self.rows.is_live(aggregate.element, row):
                self._tally(aggregate, row, depth).put(row, contribution(aggregate, row))

    def _tally(self, aggregate: Aggregate, row: str, depth: int) -> Tally:
        scope = "/".join(row.split("/")[:depth]) if depth else ""
        return aggregate.tallies.setdefault(scope, Tally())

    def apply(self, edits: Iterable[tuple[str, str | None]]) -> Changes:
        """Takes edits (key, new entry or None) and recalculates only what reads what they changed."""
        work, changes = _Work(), Changes()
        for key, after in edits:
            self._take(self.entries.put(key, after), work)
        while work.heap:
            _, key = heappop(work.heap)
            if key in self.plan.formulas:
                self._recompute(key, work)
            else:
                self._retally(self.plan.compiler.aggregates[key], work)
        texts = self.texts.follow(work.touched, work.structure)
        for definition, row in texts:
            self._note_rules(definition, row, work)
        changes.keys |= {self.key_of(d, r) for d, r in work.touched | texts}
        changes.keys |= {self.entries.listing_key(listing, row) for listing, row in work.structure}
        self._judge.again(work.rules, texts, work.touched, changes.added, changes.removed)
        return changes

    def _take(self, place: Place | None, work: _Work) -> None:
        """One edit that has reached the entries: what it touches at once."""
        if place is None:
            return
        if place.definition:
            self._take_cell(self.definitions.figures[place.definition], place.row, work)
        if place.structural and place.listing:
            self._take_row(place.listing, place.row if not place.ticked else None, place.parent, work)

    def _take_cell(self, definition: Definition, row: str, work: _Work) -> None:
        key = definition.key
        if definition.kind.name == "多行文字":
            work.touched.add((key, row))
            self.texts.put(key, row)
            self._note_rules(key, row, work)
        elif definition.formula:
            work.touched.add((key, row))
            self._store(definition, row, self._effective(definition, row, self.computed[key].get(row)), work)
            self._note_rules(key, row, work)
        else:
            work.touched.add((key, row))
            self._store(definition, row, definition.kind.value(self.entries.cells[key].get(row)), work)

    def _store(self, definition: Definition, row: str, value: Value, work: _Work) -> None:
        table = self.values[definition.key]
        if same(table.get(row), value):
            return
        if value is None:
            table.pop(row, None)
        else:
            table[row] = value
        work.touched.add((definition.key, row))
        self._push(definition.key, definition.listing, row, work)

    def _push(self, key: str, listing: str | None, row: str, work: _Work) -> None:
        """Puts all that reads a changed key on the heap."""
        for reader in self.plan.dependents.get(key, ()):
            inner = self._listing_read_in(reader)
            rows = [""] if inner is None else self.rows.under(listing, row, inner)
            if inner is not None and listing == inner and not rows:
                rows = [row]
            self._want(reader, rows, work)
        self._note_rules(key, row, work)

    def _want(self, reader: str, rows: Iterable[str], work: _Work) -> None:
        if reader not in work.rows:
            work.rows[reader] = set()
            heappush(work.heap, (self.plan.rank[reader], reader))
        work.rows[reader].update(rows)

    def _listing_read_in(self, reader: str) -> str | None:
        aggregate = self.plan.compiler.aggregates.get(reader)
        return aggregate.element if aggregate else self.definitions.figures[reader].listing

    def _note_rules(self, key: str, row: str, work: _Work) -> None:
        definition = self.definitions.figures.get(key)
        aggregate = self.plan.compiler.aggregates.get(key)
        listing = definition.listing if definition else aggregate.scope if aggregate else None
        for name in self.plan.rule_dependents.get(key, ()):
            inner = self.plan.rules[name].rule.per_row
            rows = [""] if inner is None else self.rows.under(listing, row, inner)
            work.rules.setdefault(name, set()).update(rows)

    def _take_row(self, listing: str, row: str | None, parent: str, work: _Work) -> None:
        """A row came, went, moved, became live or blank; or (row None) 无 was ticked."""
        work.structure.add((listing, parent))
        for aggregate in self.plan.compiler.aggregates.values():
            if aggregate.element == listing:
                self._want(aggregate.key, [row] if row is not None else [], work)
                depth = self.definitions.depth(aggregate.scope)
                scope = "/".join(parent.split("/")[:depth]) if depth else ""
                work.scopes.setdefault(aggregate.key, set()).add(scope)
        for name in self.plan.rule_dependents.get(listing, ()):
            work.rules.setdefault(name, set()).add("")
        if row is None:
            return
        for key in self.definitions.listings[listing].columns:
            if key in self.plan.formulas:
                self._want(key, [row], work)
        for name, plan in self.plan.rules.items():
            if plan.rule.per_row == listing:
                work.rules.setdefault(name, set()).add(row)

    def _recompute(self, key: str, work: _Work) -> None:
        definition, run = self.definitions.figures[key], self.plan.formulas[key].run
        for row in work.rows.pop(key):
            there = not definition.listing or self.rows.has(definition.listing, row)
            value = run(row) if there else None
            before = self.computed[key].get(row)
            if there:
                self.computed[key][row] = value
            else:
                self.computed[key].pop(row, None)
            if not same(before, value):
                work.touched.add((key, row))
                self._note_rules(key, row, work)
            self._store(definition, row, self._effective(definition, row, value), work)

    def _retally(self, aggregate: Aggregate, work: _Work) -> None:
        depth = self.definitions.depth(aggregate.scope)
        scopes = work.scopes.pop(aggregate.key, set())
        for row in work.rows.pop(aggregate.key):
            tally = self._tally(aggregate, row, depth)
            if self.rows.is_live(aggregate.element, row):
                tally.put(row, contribution(aggregate, row))
            else:
                tally.drop(row)
            scopes.add("/".join(row.split("/")[:depth]) if depth else "")
        for scope in scopes:
            self._push(aggregate.key, aggregate.scope, scope, work)


def contribution(aggregate: Aggregate, row: str) -> Contribution:
    """What a live row gives to an aggregate: a value, 未填 (None), or nothing (SKIPPED)."""
    if aggregate.condition is not None:
        decided = aggregate.condition(row)
        if decided is None:
            return None
        if decided is not True:
            return SKIPPED
    value = aggregate.run(row)
    if aggregate.function in ("计数", "连接") and value is None:
        return SKIPPED
    return value


def _listing_path(definitions: Definitions, definition: Definition) -> tuple[str, ...]:
    path: list[str] = []
    listing = definition.listing
    while listing is not None:
        path.insert(0, listing)
        listing = definitions.listings[listing].parent
    return tuple(path)


