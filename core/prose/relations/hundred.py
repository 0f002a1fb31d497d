"""占比合计: the shares of all parts of one whole add up to 100."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.numbers.codes import SHARES_SUM
from core.prose.equations import Hundred, Sum
from core.prose.rates import Ratio
from core.prose.relation import Relation


def find(lists: Sequence[Relation], shares: Sequence[Relation]) -> Iterator[Relation]:
    """The lists of which every part has its share."""
    by_part: dict[int, list[Ratio]] = defaultdict(list)
    for relation in shares:
        if isinstance(relation.equation, Ratio):
            by_part[relation.equation.part.id].append(relation.equation)
    for parts_sum in lists:
        equation = parts_sum.equation
        if not isinstance(equation, Sum):
            continue
        rates = [
            next((r.rate for r in by_part[part.id] if r.whole is equation.whole), None)
            for part in equation.parts
        ]
        known = [rate for rate in rates if rate is not None]
        if len(known) >= 2 and len(known) == len(rates):
            yield Relation(SHARES_SUM, Hundred(tuple(known)), 0.85, f"{parts_sum.label}各项占比")
