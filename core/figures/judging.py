"""Judging rules, 填报值 and marks: the findings of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from core.figures.blanks import NOT_APPLICABLE
from core.figures.compiler import Context
from core.figures.definitions import Definition
from core.figures.equality import Tolerance
from core.figures.formula import Call, Name, Node, Said, parse, replace_names
from core.figures.keys import cell_key, outer_row, split_key
from core.figures.plan import RulePlan
from core.figures.template import words
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES, Finding
from core.numbers.rounding import places_of
from core.numbers.writing import NumberFormat

if TYPE_CHECKING:
    from core.figures.graph import Graph
    from core.figures.recalculation import Reach

REPORTED_DIFFERS = "填报与计算不符"
UNKNOWN_MARK = "引用无效"
REFERENCE_GONE = "引用已删除"


class Judge:
    """Holds the findings of a graph and turns them when what they read turns."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.findings: dict[str, Finding] = {}
        self._formulas: dict[str, tuple[Node, dict[int, str]]] = {}

    def all(self) -> None:
        """Judges everything from nothing."""
        self.findings.clear()
        rows = self._graph.rows
        for plan in self._graph.plan.rules.values():
            listing = plan.rule.per_row
            run = plan.run.run
            for row in rows.every_live(listing) if listing else ("",):
                if run(row) is False:
                    self._keep(self.identity(plan, row), self.judge(plan, row))
        for key, rows_ in self._graph.entries.reported.items():
            for row in rows_:
                self._keep(f"{REPORTED_DIFFERS}[{self._graph.key_of(key, row)}]", self._reported(key, row))
        for cell in self._graph.texts.unknown():
            self._keep(f"{UNKNOWN_MARK}[{self._graph.key_of(*cell)}]", self._unknown(cell))
        for note in self._graph.entries.notes:
            self._keep(f"{REFERENCE_GONE}[{note}]", self._noted(note))

    def _keep(self, identity: str, finding: Finding | None) -> None:
        if finding is None:
            self.findings.pop(identity, None)
        else:
            self.findings[identity] = finding

    def again(self, reach: Reach, added: list[Finding], removed: list[Finding]) -> None:
        """Judges what a change reached, and says which findings came and went."""
        fresh: dict[str, Finding | None] = {}
        for name, rows in reach.rules.items():
            plan = self._graph.plan.rules[name]
            for row in rows:
                fresh[self.identity(plan, row)] = self.judge(plan, row)
        for key, row in reach.computed:
            fresh[f"{REPORTED_DIFFERS}[{self._graph.key_of(key, row)}]"] = self._reported(key, row)
        for cell in reach.texts:
            fresh[f"{UNKNOWN_MARK}[{self._graph.key_of(*cell)}]"] = self._unknown(cell)
        for note in reach.notes:
            fresh[f"{REFERENCE_GONE}[{note}]"] = self._noted(note)
        for identity, finding in fresh.items():
            before = self.findings.get(identity)
            if before != finding:
                removed += [before] if before else []
                added += [finding] if finding else []
            self._keep(identity, finding)

    @staticmethod
    def identity(plan: RulePlan, row: str) -> str:
        return f"{plan.rule.key}[{row}]" if row else plan.rule.key

    def verdict(self, plan: RulePlan, row: str) -> bool | None:
        """Whether a rule holds in a row; None where it is silent (未填, 不涉及, a blank row)."""
        listing = plan.rule.per_row
        if listing is not None and not self._graph.rows.is_live(listing, row):
            return None
        value = plan.run.run(row)
        return value if isinstance(value, bool) else None

    def judge(self, plan: RulePlan, row: str) -> Finding | None:
        """A rule's finding in a row, None where it holds or is silent."""
        if self.verdict(plan, row) is not False:
            return None
        rule = plan.rule
        severity = rule.severity
        tail = ""
        if not rule.no_tail:
            loosened = self._loosened(plan, row)
            if loosened:
                severity = max(severity, loosened, key=SEVERITIES.index)
                tail = "（四舍五入尾差）" if loosened == HINT else "（可能是四舍五入尾差，请核对并说明）"
        message = words(plan.message.render(row)).strip() + tail
        return Finding(rule.key, severity, message, self.keys(plan, row), row, rule.source, trial=rule.trial)

    def _loosened(self, plan: RulePlan, row: str) -> str:
        """The lighter severity where rounding alone may explain a broken relation."""
        tolerance = self._graph.plan.compiler.tolerance
        try:
            for tolerance.level, severity in ((Tolerance.TAIL, HINT), (Tolerance.MAYBE, EXPLAIN)):
                if plan.run.run(row) is True:
                    return severity
        finally:
            tolerance.level = Tolerance.EXACT
        return ""

    def keys(self, plan: RulePlan, row: str) -> tuple[str, ...]:
        """The cells a rule speaks of in a row; columns read by aggregates as their listings."""
        return tuple(dict.fromkeys(self._keys(plan, row)))

    def _keys(self, plan: RulePlan, row: str) -> Iterable[str]:
        return (self._key_seen_from(key, plan.rule.per_row, row) for key in plan.keys)

    def _key_seen_from(self, key: str, own: str | None, row: str) -> str:
        """A figure's cell as a row sees it; of a column out of its sight the list."""
        definitions = self._graph.definitions
        definition = definitions.figures.get(key)
        listing = definition.listing if definition else key
        if definition and definitions.covers(listing, own):
            return self._graph.key_seen_from(key, row)
        assert listing is not None
        depth = definitions.depth(self._graph.rows.scope(listing, own))
        return cell_key(listing, definitions.path(listing)[:depth], outer_row(row, depth))

    def _reported(self, key: str, row: str) -> Finding | None:
        """The finding on a 填报值 that is not what the formula gives."""
        definition = self._graph.definitions.figures[key]
        text = self._graph.entries.reported[key].get(row)
        computed = self._graph.computed[key].get(row)
        reported = definition.kind.value(text) if text is not None else None
        if text is None or computed is None or agrees(reported, computed):
            return None
        if definition.reason and self._graph.entries.cells[definition.reason].get(row):
            return None
        expected = self._enough(definition, computed, reported)
        suffix = definition.kind.suffix
        inputs, formula = self.inputs(definition, row)
        stated = f"{text}{_unit(text, suffix)}"
        due = f"{expected}{_unit(expected, suffix)}"
        message = f"{definition.label} 填报为 {stated}，计算应为 {due}"
        message += f"（{formula}）" if formula else ""
        if definition.reason:
            message += f"，请在“{self._graph.definitions.figures[definition.reason].label}”里写明原因"
        keys = (self._graph.key_of(key, row), *inputs)
        severity = EXPLAIN if definition.reads_reported else ERROR
        return Finding(
            REPORTED_DIFFERS,
            severity,
            message,
            keys,
            keys[0],
            definition.source,
            expected=expected,
            actual=text,
        )

    def _enough(self, definition: Definition, computed: object, reported: object) -> str:
        if isinstance(computed, Decimal) and isinstance(reported, Decimal):
            places = max(places_of(reported), definition.kind.places)
            return definition.kind.show(computed, NumberFormat(places=places))
        return definition.kind.show(computed)  # type: ignore[arg-type]

    def inputs(
        self, definition: Definition, row: str, call: Said | None = None
    ) -> tuple[tuple[str, ...], str]:
        """The cells a computed figure is made of, and its formula with their numbers in it."""
        node, names = self._formula(definition)
        return self._in_numbers(node, names, Context(definition.listing, definition.group), row, call)

    def relation(self, plan: RulePlan, row: str) -> str:
        """A rule's condition with the numbers of a row in it."""
        node = parse(plan.rule.condition)
        context = Context(plan.rule.per_row, plan.rule.group, texts=True)
        names = {id(name): key for name, key in self._graph.plan.compiler.resolve(node, context)}
        return self._in_numbers(node, names, context, row, None)[1]

    def _in_numbers(
        self, node: Node, names: dict[int, str], context: Context, row: str, call: Said | None
    ) -> tuple[tuple[str, ...], str]:
        graph = self._graph
        own = context.listing
        keys: list[str] = []

        def word(name: Name) -> str:
            key = names[id(name)]
            keys.append(self._key_seen_from(key, own, row))
            found = graph.definitions.figures.get(key)
            if found is None or not graph.definitions.covers(found.listing, own):
                return graph.definitions.listings[key].label if found is None else found.label
            place = outer_row(row, graph.definitions.depth(found.listing))
            if found.formula and not found.reads_reported:
                return found.kind.show(graph.computed[key].get(place)) or "未填"
            if found.kind.is_lines:
                return found.label
            return graph.words_of(found, place) or "未填"

        def said(one: Call, top: bool) -> str | None:
            words = call(one, top) if call else None
            return self._own_words(one, context, row) if words is None else words

        formula = replace_names(node, word, said)
        keys += [self._key_seen_from(key, own, row) for key in names.values()]
        return tuple(dict.fromkeys(keys)), formula

    def _own_words(self, call: Call, context: Context, row: str) -> str | None:
        """What a function itself says of how it comes to its value, None where it says nothing."""
        compiler = self._graph.plan.compiler
        scalar = compiler.scalars.get(call.function)
        if scalar is None or scalar.words is None:
            return None
        values = [compiler.part(one, context, set())[0](row) for one in call.arguments]
        known = None not in values and NOT_APPLICABLE not in values[: scalar.least]
        return scalar.words(values) if known else None

    def _formula(self, definition: Definition) -> tuple[Node, dict[int, str]]:
        """A figure's formula with the full key of each name in it."""
        if definition.key not in self._formulas:
            node = parse(definition.formula)
            context = Context(definition.listing, definition.group)
            names = {id(name): key for name, key in self._graph.plan.compiler.resolve(node, context)}
            self._formulas[definition.key] = (node, names)
        return self._formulas[definition.key]

    def _noted(self, key: str) -> Finding | None:
        """The finding on a text in which a mark became words because the row it named was removed."""
        gone = self._graph.entries.notes.get(key)
        if gone is None:
            return None
        label = self._graph.definitions.figures[split_key(key)[0]].label
        message = f"{label}里引用的一行已删除，原来引用的地方现为文字“{gone}”，请看是否还合适"
        return Finding(REFERENCE_GONE, EXPLAIN, message, (key,), key, actual=gone)

    def _unknown(self, cell: tuple[str, str]) -> Finding | None:
        unknown = self._graph.texts.unknown_in(cell)
        if not unknown:
            return None
        key = self._graph.key_of(*cell)
        listed = "、".join(unknown)
        message = f"正文里引用的数据项 {listed} 不存在，打印时会显示【？{unknown[0]}】，请改为文字或重新插入"
        return Finding(UNKNOWN_MARK, ERROR, message, (key,), key, actual=listed)


def agrees(reported: object, computed: object) -> bool:
    """Whether a 填报值 is the computed value within half a unit of its own last place."""
    if isinstance(reported, Decimal) and isinstance(computed, Decimal):
        half = Decimal(5).scaleb(-places_of(reported) - 1)
        return abs(reported - computed) <= half
    return reported == computed


def _unit(text: str, suffix: str) -> str:
    return ("" if suffix == "%" else " ") + suffix if suffix and text[-1:].isdigit() else ""
