"""What is entered must lie within the limits that a pack sets: a score within its tier."""

from __future__ import annotations

from decimal import Decimal

from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import Row
from core.numbers.troubles import Refused

_WORDS = {"≥": "不低于", "≤": "不高于", "<": "低于"}


def refuse_outside(graph: Graph, definition: Definition, row: Row, canonical: str | None) -> None:
    """Raises Refused with the allowed interval where a value lies outside; blanks and 不涉及 never do."""
    limits = graph.plan.limits.get(definition.key, ())
    value = definition.value(canonical)
    if not limits or not isinstance(value, Decimal):
        return
    known = [(sign, bound) for sign, run in limits if isinstance(bound := run.run(row), Decimal)]
    if all(_within(value, sign, bound) for sign, bound in known):
        return
    told = [(sign, bound) for sign, bound in known if sign != "≤" or not _lower(known, bound)]
    allowed = "、".join(f"{_WORDS[sign]} {definition.kind.show(bound)}" for sign, bound in told)
    raise Refused(f"{definition.label} {canonical} 超出允许的范围，应{allowed}，请调整后再填")


def _lower(known: list[tuple[str, Decimal]], most: Decimal) -> bool:
    """Whether a bound that is not reached itself lies no higher than another, which then need not be told."""
    return any(sign == "<" and bound <= most for sign, bound in known)


def _within(value: Decimal, sign: str, bound: Decimal) -> bool:
    if sign == "≥":
        return value >= bound
    return value <= bound if sign == "≤" else value < bound
