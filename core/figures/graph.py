"""The graph of figures: entries in, values and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.figures.aggregates import Aggregate
from core.figures.blanks import Value
from core.figures.compiler import Compiler
from core.figures.definitions import Definitions
from core.figures.explanation import Explanation
from core.figures.judging import Judge
from core.figures.keys import WHOLE, Key, Row
from core.figures.plan import make_plan
from core.figures.recalculation import Recalculation
from core.figures.state import State
from core.figures.texts import Texts
from core.figures.waiting import Waiting
from core.numbers.finding import Finding


@dataclass(slots=True, eq=False)
class Changes:
    """What one set of edits turned: keys whose words changed, findings that came and went."""

    keys: set[Key] = field(default_factory=set)
    added: list[Finding] = field(default_factory=list)
    removed: list[Finding] = field(default_factory=list)


class Graph:
    """Puts the parts together: state, plan, texts, explanation, waiting and judge, which do not know it.

    Raises PackError when made of definitions that are unsound.
    """

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.state = State(definitions)
        compiler = Compiler(self.state)
        self.texts = Texts(self.state, compiler)
        self.plan = make_plan(definitions, compiler, self.texts.templates)
        compiler.adopt = self._adopt
        self.explanation = Explanation(self.state, self.plan)
        self.waiting = Waiting(self.state, compiler)
        self.judge = Judge(self.state, self.plan, self.texts, self.explanation)

    def _adopt(self, aggregate: Aggregate) -> None:
        """A text has brought an aggregate that the pack has not."""
        self.plan.adopt(aggregate)
        aggregate.load(self.state.rows.every_live(aggregate.element))

    def load(self, entries: Mapping[str, str]) -> None:
        """Takes all entries at once and computes everything from nothing."""
        state = self.state
        state.entries.load(entries)
        for key, definition in self.definitions.figures.items():
            if not definition.formula and not definition.kind.is_lines:
                value = definition.value
                state.fill(key, {row: value(text) for row, text in state.entries.cells[key].items()})
        for key in self.plan.order:
            if key in self.plan.formulas:
                self._compute_all(key)
            else:
                aggregate = self.plan.compiler.aggregates[key]
                aggregate.load(state.rows.every_live(aggregate.element))
        self.texts.load()
        self.judge.all()

    def apply(self, edits: Iterable[tuple[str, str | None]]) -> Changes:
        """Takes edits (key, new entry or None) and recalculates only what reads what they changed."""
        recalculation = Recalculation(self.state, self.plan, self.texts)
        for key, after in edits:
            recalculation.take(self.state.entries.put(key, after))
        reach = recalculation.run()
        added, removed = self.judge.again(reach)
        return Changes(reach.keys, added, removed)

    def _compute_all(self, key: Key) -> None:
        state = self.state
        definition = self.definitions.figures[key]
        run = self.plan.formulas[key].run
        rows = state.rows.every(definition.listing) if definition.listing else [WHOLE]
        computed: dict[Row, Value] = {row: value for row in rows if (value := run(row)) is not None}
        state.computed[key] = computed
        if definition.reads_reported and state.entries.reported[key]:
            computed = {row: state.effective(definition, row, computed.get(row)) for row in rows}
        state.fill(key, computed)
