"""占比合计: the shares of all parts of one whole add up to 100."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.prose.equations import Hundred, Sum
from core.prose.rates import Ratio
from core.prose.relation import Relation

CODE = "占比合计"


def find(lists: Sequence[Relation], shares: Sequence[Relation]) -> Iterator[Relation]:
    """The lists of which every part has its share."""
    by_part: dict[int, list[Ratio]] = defaultdict(list)
    for relation in shares:
        if isinstance(relation.equation, Ratio):
            by_part[relation.equation.part.id].append(relation.equation)
    for one in lists:
        equation = one.equation
        if not isinstance(equation, Sum):
            continue
        found = [
            next((r.rate for r in by_part[part.id] if r.whole is equation.whole), None)
            for part in equation.parts
        ]
        told = [rate for rate in found if rate is not None]
        if len(told) >= 2 and len(told) == len(found):
            yield Relation(CODE, Hundred(tuple(told)), 0.85, f"{one.label}各项占比")
