"""Judging rules, 填报值 and marks: the findings of a report."""

from __future__ import annotations

from decimal import Decimal

from core.figures.definitions import Definition
from core.figures.equality import Tolerance
from core.figures.explanation import Explanation
from core.figures.keys import WHOLE, Key, Row, split_key
from core.figures.plan import Plan, RulePlan
from core.figures.recalculation import Reach
from core.figures.state import State
from core.figures.texts import Cell, Texts
from core.numbers.codes import REFERENCE_GONE, REPORTED_DIFFERS, UNKNOWN_MARK
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES, Finding, identity_of
from core.numbers.rounding import places_of
from core.numbers.runs import words
from core.numbers.writing import NumberFormat


class Judge:
    """Holds the findings of a report and turns them when what they read turns."""

    def __init__(self, state: State, plan: Plan, texts: Texts, explanation: Explanation) -> None:
        self._state = state
        self._plan = plan
        self._texts = texts
        self._explanation = explanation
        self.findings: dict[str, Finding] = {}

    def all(self) -> None:
        """Judges everything from nothing."""
        self.findings.clear()
        rows = self._state.rows
        for plan in self._plan.rules.values():
            listing = plan.rule.per_row
            run = plan.run.run
            for row in rows.every_live(listing) if listing else (WHOLE,):
                if run(row) is False:
                    self._keep(identity_of(plan.rule.key, row), self.judge(plan, row))
        for key, rows_ in self._state.entries.reported.items():
            for row in rows_:
                self._keep(
                    identity_of(REPORTED_DIFFERS, self._state.key_of(key, row)), self._reported(key, row)
                )
        for cell in self._texts.unknown():
            self._keep(identity_of(UNKNOWN_MARK, self._state.key_of(*cell)), self._unknown(cell))
        for note in self._state.entries.notes:
            self._keep(identity_of(REFERENCE_GONE, note), self._noted(note))

    def _keep(self, identity: str, finding: Finding | None) -> None:
        if finding is None:
            self.findings.pop(identity, None)
        else:
            self.findings[identity] = finding

    def again(self, reach: Reach) -> tuple[list[Finding], list[Finding]]:
        """Judges what a change reached; gives the findings that came and those that went."""
        fresh: dict[str, Finding | None] = {}
        for name, rows in reach.rules.items():
            plan = self._plan.rules[name]
            for row in rows:
                fresh[identity_of(plan.rule.key, row)] = self.judge(plan, row)
        for key, row in reach.computed:
            fresh[identity_of(REPORTED_DIFFERS, self._state.key_of(key, row))] = self._reported(key, row)
        for cell in reach.texts:
            fresh[identity_of(UNKNOWN_MARK, self._state.key_of(*cell))] = self._unknown(cell)
        for note in reach.notes:
            fresh[identity_of(REFERENCE_GONE, note)] = self._noted(note)
        added: list[Finding] = []
        removed: list[Finding] = []
        for identity, finding in fresh.items():
            before = self.findings.get(identity)
            if before != finding:
                removed += [before] if before else []
                added += [finding] if finding else []
            self._keep(identity, finding)
        return added, removed

    def verdict(self, plan: RulePlan, row: Row) -> bool | None:
        """Whether a rule holds in a row; None where it is silent (未填, 不涉及, a blank row)."""
        listing = plan.rule.per_row
        if listing is not None and not self._state.rows.is_live(listing, row):
            return None
        value = plan.run.run(row)
        return value if isinstance(value, bool) else None

    def holds(self, plan: RulePlan, row: Row) -> bool:
        """Whether a rule speaks in a row and is content."""
        return self.verdict(plan, row) is True

    def judge(self, plan: RulePlan, row: Row) -> Finding | None:
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
        message = words(self._plan.message_of(plan).render(row)).strip() + tail
        return Finding(rule.key, severity, message, self.keys(plan, row), row, rule.source, trial=rule.trial)

    def _loosened(self, plan: RulePlan, row: Row) -> str:
        """The lighter severity where rounding alone may explain a broken relation."""
        tolerance = self._plan.compiler.tolerance
        for level, severity in ((Tolerance.TAIL, HINT), (Tolerance.MAYBE, EXPLAIN)):
            with tolerance.at(level):
                if plan.run.run(row) is True:
                    return severity
        return ""

    def keys(self, plan: RulePlan, row: Row) -> tuple[Key, ...]:
        """The cells a rule speaks of in a row; columns read by aggregates as their listings."""
        keys = self._plan.keys_of(plan)
        return tuple(dict.fromkeys(self._state.key_in_sight(key, plan.rule.per_row, row) for key in keys))

    def _reported(self, key: Key, row: Row) -> Finding | None:
        """The finding on a 填报值 that is not what the formula gives."""
        definition = self._state.definitions.figures[key]
        text = self._state.entries.reported[key].get(row)
        computed = self._state.computed[key].get(row)
        reported = definition.kind.value(text) if text is not None else None
        if text is None or computed is None or agrees(reported, computed):
            return None
        if definition.reason and self._state.entries.cells[definition.reason].get(row):
            return None
        expected = self._enough(definition, computed, reported)
        suffix = definition.kind.suffix
        inputs, formula = self._explanation.inputs(definition, row)
        stated = f"{text}{_unit(text, suffix)}"
        due = f"{expected}{_unit(expected, suffix)}"
        message = f"{definition.label} 填报为 {stated}，计算应为 {due}"
        message += f"（{formula}）" if formula and formula != expected else ""
        if definition.reason:
            message += f"，请在“{self._state.definitions.figures[definition.reason].label}”里写明原因"
        keys = (self._state.key_of(key, row), *inputs)
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

    def _noted(self, key: Key) -> Finding | None:
        """The finding on a text in which a mark became words because the row it named was removed."""
        gone = self._state.entries.notes.get(key)
        if gone is None:
            return None
        label = self._state.definitions.figures[split_key(key)[0]].label
        message = f"{label}里引用的一行已删除，原来引用的地方现为文字“{gone}”，请看是否还合适"
        return Finding(REFERENCE_GONE, EXPLAIN, message, (key,), key, actual=gone)

    def _unknown(self, cell: Cell) -> Finding | None:
        unknown = self._texts.unknown_in(cell)
        if not unknown:
            return None
        key = self._state.key_of(*cell)
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
