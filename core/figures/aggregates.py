"""Aggregates over a listing's rows, kept up to date row by row: 合计 计数 平均 最大 最小 连接."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from core.figures.algebra import ZERO, Evaluate, number, quotient
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.keys import Key, ListingKey, Row, outer_row
from core.figures.rows import Rows
from core.figures.units import Unit
from core.numbers.rounding import WIDE
from core.numbers.typed_numbers import plain

SKIPPED = object()
"""A row that a condition leaves out."""

Contribution = object


@dataclass(slots=True, eq=False)
class Tally:
    """What the rows of one scope add up to.

    Sums are kept with the number of addends at each exponent, so that taking a row out leaves just what a
    whole recalculation would give, decimal places included.
    """

    parts: dict[Row, Contribution] = field(default_factory=dict)
    total: Decimal = ZERO
    exponents: Counter[int] = field(default_factory=Counter)
    unfilled: int = 0
    applicable: int = 0

    def put(self, row: Row, part: Contribution) -> None:
        """A row's contribution, in place of what it gave before."""
        if row in self.parts:
            self._count(self.parts[row], -1)
        self.parts[row] = part
        self._count(part, 1)

    def drop(self, row: Row) -> None:
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
                self.total = WIDE.add(self.total, part) if sign > 0 else WIDE.subtract(self.total, part)
                exponent = part.as_tuple().exponent
                assert isinstance(exponent, int)
                self.exponents[exponent] += sign

    def values(self, order: Iterable[Row]) -> list[Value]:
        """The applicable values, in the order of the rows given."""
        parts = self.parts
        found = (parts.get(row, SKIPPED) for row in order)
        return [p for p in found if p is not SKIPPED and p is not NOT_APPLICABLE and p is not None]  # type: ignore[misc]

    def sum(self) -> Decimal:
        """The exact sum with the places of its finest addend."""
        if not self.applicable:
            return ZERO
        finest = min((e for e, n in self.exponents.items() if n), default=0)
        total = self.total.quantize(Decimal((0, (1,), finest)), context=WIDE)
        return total if total else total.copy_abs()


@dataclass(slots=True, eq=False)
class Aggregate:
    """One aggregate of a pack or a text, shared by all formulas that write it alike.

    It is taken in each row of the listing `scope`; `chain` are the listings from there down to `element`.
    """

    key: Key
    function: str
    scope: ListingKey | None
    depth: int
    chain: tuple[ListingKey, ...]
    unit: Unit
    run: Evaluate
    condition: Evaluate | None
    extra: Evaluate | None
    reads: set[Key]
    tallies: dict[Row, Tally] = field(default_factory=dict)

    @property
    def element(self) -> ListingKey:
        """The listing over whose rows it goes."""
        return self.chain[-1]

    def scope_row(self, row: Row) -> Row:
        """The row of `scope` in which a row stands."""
        return outer_row(row, self.depth)

    def contribution(self, row: Row) -> Contribution:
        """What a live row gives: a value, 未填 (None), or nothing (SKIPPED)."""
        if self.condition is not None:
            decided = self.condition(row)
            if decided is None:
                return None
            if decided is not True:
                return SKIPPED
        value = self.run(row)
        if value is None and self.function in ("计数", "连接"):
            return SKIPPED
        return value

    def put(self, row: Row) -> None:
        """Takes a live row's contribution in."""
        scope = self.scope_row(row)
        tally = self.tallies.get(scope)
        if tally is None:
            tally = self.tallies[scope] = Tally()
        tally.put(row, self.contribution(row))

    def drop(self, row: Row) -> None:
        """Takes a row out."""
        tally = self.tallies.get(self.scope_row(row))
        if tally:
            tally.drop(row)

    def load(self, rows: Iterable[Row]) -> None:
        """All live rows at once."""
        self.tallies.clear()
        for row in rows:
            self.put(row)

    def applicable(self, row: Row) -> int:
        """How many entries are added up in the scope of a row."""
        tally = self.tallies.get(self.scope_row(row))
        return tally.applicable if tally else 0


class Outcomes:
    """Gives the values of aggregates."""

    def __init__(self, rows: Rows, none_ticked: Callable[[ListingKey, Row], bool]) -> None:
        self._rows = rows
        self._none_ticked = none_ticked

    def value(self, aggregate: Aggregate, scope_row: Row) -> Value:
        """An aggregate in a scope's row; 未填 while a row is, or while a listing has no rows and no 无."""
        tally = aggregate.tallies.get(scope_row)
        if tally is None or not tally.parts or len(aggregate.chain) > 1:
            if self.is_unfilled(aggregate.chain, scope_row):
                return None
            tally = tally or Tally()
        function = aggregate.function
        if tally.unfilled:
            return None
        if function == "合计":
            return tally.sum()
        if function == "计数":
            return Decimal(tally.applicable)
        if function == "平均":
            return quotient(tally.sum(), Decimal(tally.applicable))
        if function == "连接":
            return self._joined(aggregate, tally, scope_row)
        numbers = [number(v) for v in tally.values(tally.parts)]
        return _extreme(function, numbers) if numbers else NOT_APPLICABLE

    def is_unfilled(self, chain: tuple[ListingKey, ...], row: Row) -> bool:
        """Whether one of the listings, in a row or in the rows in it, has neither rows nor 无 ticked."""
        rows = self._rows.live(chain[0], row)
        if not rows:
            return not self._none_ticked(chain[0], row)
        return len(chain) > 1 and any(self.is_unfilled(chain[1:], inner) for inner in rows)

    def _joined(self, aggregate: Aggregate, tally: Tally, scope_row: Row) -> Value:
        separator = aggregate.extra(scope_row) if aggregate.extra else "、"
        if not isinstance(separator, str):
            return separator
        words = [
            _words(v) for v in tally.values(self._rows.under(aggregate.scope, scope_row, aggregate.element))
        ]
        return separator.join(words) or "无"


def _words(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _extreme(function: str, numbers: list[Decimal]) -> Decimal:
    """The largest or smallest; of 1.0 and 1.00 the finer, whichever row comes first."""
    best = max(numbers) if function == "最大" else min(numbers)
    return min((n for n in numbers if n == best), key=lambda n: int(n.as_tuple().exponent))
