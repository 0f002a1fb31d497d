"""Aggregates over a listing's rows, kept up to date row by row: 合计 计数 平均 最大 最小 连接."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from core.figures.algebra import ZERO, number, quotient
from core.figures.blanks import NOT_APPLICABLE, Value

SKIPPED = object()
"""A row that a condition leaves out."""

Contribution = object


@dataclass(slots=True)
class Tally:
    """What the rows of one scope add up to.

    Sums are kept with the number of addends at each exponent, so that taking a row out leaves just what a
    whole recalculation would give, decimal places included.
    """

    parts: dict[str, Contribution] = field(default_factory=dict)
    total: Decimal = ZERO
    exponents: Counter[int] = field(default_factory=Counter)
    unfilled: int = 0
    applicable: int = 0

    def put(self, row: str, part: Contribution) -> None:
        """A row's contribution, in place of what it gave before."""
        self.drop(row)
        self.parts[row] = part
        self._count(part, 1)

    def drop(self, row: str) -> None:
        """Takes a row out."""
        if row in self.parts:
            self._count(self.parts.pop(row), -1)

    def _count(self, part: Contribution, sign: int) -> None:
        if part is SKIPPED:
            return
        if part is None:
            self.unfilled += sign
        elif part is not NOT_APPLICABLE:
            self.applicable += sign
            if isinstance(part, Decimal):
                self.total = self.total + part if sign > 0 else self.total - part
                exponent = part.as_tuple().exponent
                assert isinstance(exponent, int)
                self.exponents[exponent] += sign

    def values(self, order: list[str]) -> list[Value]:
        """The applicable values, in the rows' order."""
        parts = self.parts
        found = (parts.get(row, SKIPPED) for row in order)
        return [p for p in found if p is not SKIPPED and p is not NOT_APPLICABLE and p is not None]  # type: ignore[misc]

    def sum(self) -> Decimal:
        """The exact sum with the places of its finest addend."""
        if not self.applicable:
            return ZERO
        finest = min((e for e, n in self.exponents.items() if n), default=0)
        total = self.total.quantize(Decimal(1).scaleb(finest))
        return total if total else abs(total)


def outcome(function: str, tally: Tally, order: list[str], extra: Value) -> Value:
    """An aggregate's value; 未填 as long as a row that counts is unfilled."""
    if function == "计数":
        return None if tally.unfilled else Decimal(tally.applicable)
    if tally.unfilled:
        return None
    if function == "合计":
        return tally.sum()
    if function == "平均":
        return quotient(tally.sum(), Decimal(tally.applicable))
    values = tally.values(order)
    if function == "连接":
        return (extra if isinstance(extra, str) else "、").join(str(v) for v in values)
    if not values:
        return NOT_APPLICABLE
    numbers = [number(v) for v in values]
    return max(numbers) if function == "最大" else min(numbers)
