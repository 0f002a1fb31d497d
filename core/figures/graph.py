"""The graph of figures: entries in, values and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.figures.aggregates import Aggregate
from core.figures.blanks import Value
from core.figures.compiler import Compiler
from core.figures.definitions import Definition, Definitions
from core.figures.entries import Entries
from core.figures.formula import Said
from core.figures.judging import Judge
from core.figures.keys import cell_key, outer_row
from core.figures.plan import Plan, RulePlan, make_plan
from core.figures.recalculation import Changes, Recalculation
from core.figures.template import BLANK, Run
from core.figures.texts import Texts
from core.numbers.finding import Finding
from core.numbers.writing import NumberFormat


class Graph:
    """The values of all figures of a report, kept current.

    `values` are what formulas read, `computed` what formulas give; 未填 stands in neither. Raises PackError
    when made of definitions that are unsound.
    """

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.values: dict[str, dict[str, Value]] = {key: {} for key in definitions.figures}
        self.computed: dict[str, dict[str, Value]] = {
            key: {} for key, d in definitions.figures.items() if d.formula
        }
        self._paths = {key: definitions.path(d.listing) for key, d in definitions.figures.items()}
        self.entries = Entries(definitions)
        self.rows = self.entries.rows
        compiler = Compiler(definitions, self.values, self.rows, self.entries.none_ticked)
        self.plan: Plan = make_plan(definitions, compiler, self.show)
        compiler.made = self._adopt
        self.texts = Texts(self)
        self.judge = Judge(self)

    def _adopt(self, aggregate: Aggregate) -> None:
        """A text has brought an aggregate that the pack has not."""
        self.plan.adopt(aggregate)
        aggregate.load(self.rows.every_live(aggregate.element))

    # -- looking ------------------------------------------------------------------------------------

    @property
    def findings(self) -> Mapping[str, Finding]:
        """All findings by identity."""
        return self.judge.findings

    def inputs(self, definition: Definition, row: str) -> tuple[tuple[str, ...], str]:
        """The cells a computed figure is made of, and its formula with their numbers in it."""
        return self.judge.inputs(definition, row)

    def formula_words(self, definition: Definition, row: str, call: Said | None = None) -> str:
        """A computed figure's formula with the numbers in it; `call` says what an aggregate is made of."""
        return self.judge.inputs(definition, row, call)[1]

    def verdict(self, plan: RulePlan, row: str) -> bool | None:
        """Whether a rule holds in a row; None where it is silent."""
        return self.judge.verdict(plan, row)

    def holds(self, plan: RulePlan, row: str) -> bool:
        """Whether a rule speaks in a row and is content."""
        return self.judge.verdict(plan, row) is True

    def keys_of_rule(self, plan: RulePlan, row: str) -> tuple[str, ...]:
        """The cells a rule speaks of in a row; columns read by aggregates as their listings."""
        return self.judge.keys(plan, row)

    def key_of(self, definition: str, row: str) -> str:
        """The cell key of a definition in a row."""
        return cell_key(definition, self._paths[definition], row)

    def key_seen_from(self, definition: str, row: str) -> str:
        """The cell key of a definition in a row, or in the row around it that has the definition's column."""
        depth = self.definitions.depth(self.definitions.figures[definition].listing)
        return self.key_of(definition, outer_row(row, depth))

    def show(self, definition: Definition, row: str, form: NumberFormat | None) -> list[Run]:
        """The words of a figure as it is printed: 填报值, entry as typed, or computed with its places."""
        if definition.kind.is_lines:
            return self.texts.nested(definition, row)
        key = self.key_of(definition.key, row)
        text = self.words_of(definition, row, form)
        if not text and (definition.required or definition.kind.numeric):
            text = BLANK
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
            if not definition.formula and not definition.kind.is_lines:
                value = definition.value
                self._fill(key, {row: value(text) for row, text in self.entries.cells[key].items()})
        for key in self.plan.order:
            if key in self.plan.formulas:
                self._compute_all(key)
            else:
                aggregate = self.plan.compiler.aggregates[key]
                aggregate.load(self.rows.every_live(aggregate.element))
        self.texts.load()
        self.judge.all()

    def apply(self, edits: Iterable[tuple[str, str | None]]) -> Changes:
        """Takes edits (key, new entry or None) and recalculates only what reads what they changed."""
        recalculation = Recalculation(self)
        for key, after in edits:
            recalculation.take(self.entries.put(key, after))
        return recalculation.run()

    def effective(self, definition: Definition, row: str, computed: Value) -> Value:
        """What formulas read of a computed figure: its 填报值 where the pack lets it count."""
        reported = self.entries.reported[definition.key].get(row)
        return definition.value(reported) if definition.reads_reported and reported is not None else computed

    def _compute_all(self, key: str) -> None:
        definition = self.definitions.figures[key]
        run = self.plan.formulas[key].run
        rows = self.rows.every(definition.listing) if definition.listing else [""]
        computed: dict[str, Value] = {row: value for row in rows if (value := run(row)) is not None}
        self.computed[key] = computed
        if definition.reads_reported and self.entries.reported[key]:
            computed = {row: self.effective(definition, row, computed.get(row)) for row in rows}
        self._fill(key, computed)

    def _fill(self, key: str, values: Mapping[str, Value]) -> None:
        """Fills the table that the compiled formulas hold on to."""
        table = self.values[key]
        table.clear()
        table.update({row: value for row, value in values.items() if value is not None})
