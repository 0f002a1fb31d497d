"""The arithmetic that binds quantities: sums, ratios, changes, equality, order; how each is judged.

The rounding rule is the house's: nothing off holds; one unit of the last place with two addends or more is a
rounding tail; up to (n + 1) half units perhaps one; beyond it is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from core.numbers.rounding import BROKEN, HOLDS, TAIL, judge, round_half_up
from core.prose.quantity import Quantity, spell, spell_bare
from core.prose.subjects import short

UNDEFINED = "无从计算"
HUNDRED = Decimal(100)
ZERO = Decimal(0)

Values = Callable[[Quantity], Decimal]
"""What a quantity is taken to be: its own value, or another in its place."""


def own(quantity: Quantity) -> Decimal:
    """A quantity as it stands."""
    return quantity.value


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what was computed and the sum laid out."""

    verdict: str
    expected: str = ""
    actual: str = ""
    words: str = ""
    gap: str = ""


class Equation:
    """Something that must be true of some quantities."""

    __slots__ = ()
    quantities: tuple[Quantity, ...]

    def verdict(self, value: Values = own) -> str:
        """The verdict alone, for readings that are only tried."""
        raise NotImplementedError

    def judged(self, value: Values = own) -> Judged:
        """The verdict with the sum laid out."""
        raise NotImplementedError

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        """What one quantity must be if all others are right, None where that cannot be said exactly."""
        return None

    def fits(self, value: Values = own) -> bool:
        """Whether it holds, a rounding tail granted."""
        return self.verdict(value) in (HOLDS, TAIL, UNDEFINED)


@dataclass(frozen=True, slots=True)
class Sum(Equation):
    """whole = the parts added up, each with its sign; `is_exact` where nothing was rounded."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    signs: tuple[int, ...] = ()
    is_exact: bool = False

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.whole, *self.parts)

    def _signed(self) -> Sequence[tuple[int, Quantity]]:
        return list(zip(self.signs or (1,) * len(self.parts), self.parts, strict=True))

    def _total(self, value: Values) -> Decimal:
        return sum((sign * value(part) for sign, part in self._signed()), ZERO)

    def verdict(self, value: Values = own) -> str:
        return self._verdict(self._total(value), value(self.whole))

    def _verdict(self, total: Decimal, whole: Decimal) -> str:
        if total == whole:
            return HOLDS
        finest = min(one.step for one in self.quantities)
        if self.is_exact or all(one.is_counted for one in self.quantities):
            return BROKEN
        verdict = judge(int(round_half_up(abs(total - whole) / finest, 0)), len(self.parts))
        step = self.whole.step
        if (
            verdict != HOLDS
            and step > finest
            and round_half_up(total / step, 0) == round_half_up(whole / step, 0)
        ):
            return TAIL
        return verdict

    def judged(self, value: Values = own) -> Judged:
        total = self._total(value)
        whole = value(self.whole)
        gap = spell(self.whole, abs(total - whole))
        words = self._words(value, total)
        verdict = self._verdict(total, whole)
        return Judged(verdict, spell(self.whole, total), spell(self.whole, whole), words, gap)

    def _words(self, value: Values, total: Decimal) -> str:
        shown = self._signed()
        out = ""
        for number, (sign, part) in enumerate(shown):
            amount = value(part)
            if number and amount < 0:  # + -4.50 is written - 4.50
                sign = -sign
                amount = -amount
            if sign < 0:
                out += " - "
            elif number:
                out += " + "
            out += spell_bare(part, amount) if part.scale == self.whole.scale else spell(part, amount)
        return f"{out} = {spell_bare(self.whole, total)}"

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        total = sum((sign * value(part) for sign, part in self._signed() if part is not wanted), ZERO)
        if wanted is self.whole:
            return total
        sign = next((s for s, part in self._signed() if part is wanted), 0)
        return sign * (value(self.whole) - total) if sign else None


@dataclass(frozen=True, slots=True)
class Product(Equation):
    """whole = the factors multiplied, and `times` 12 where an amount a month makes a year's."""

    whole: Quantity
    factors: tuple[Quantity, ...]
    times: int = 1

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.whole, *self.factors)

    def _product(self, value: Values) -> Decimal:
        return prod((value(one) for one in self.factors), start=Decimal(self.times))

    def verdict(self, value: Values = own) -> str:
        gap = abs(self._product(value) - value(self.whole))
        return HOLDS if 2 * gap <= (0 if self.whole.is_counted else self.whole.step) else BROKEN

    def judged(self, value: Values = own) -> Judged:
        shown = [spell(one, value(one)) for one in self.factors]
        if self.times > 1:
            shown.append(f"{self.times}个月")
        expected = spell(self.whole, self._product(value))
        words = f"{' × '.join(shown)} = {expected}"
        return Judged(self.verdict(value), expected, spell(self.whole, value(self.whole)), words)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        if wanted is self.whole:
            return self._product(value)
        others = prod((value(one) for one in self.factors if one is not wanted), start=Decimal(self.times))
        return value(self.whole) / others if others else None


@dataclass(frozen=True, slots=True)
class Same(Equation):
    """Two statements of one thing."""

    first: Quantity
    second: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.first, self.second)

    def verdict(self, value: Values = own) -> str:
        a = value(self.first)
        b = value(self.second)
        if a == b:
            return HOLDS
        coarse = max(self.first.step, self.second.step)
        rounded = self.first.step != self.second.step
        return HOLDS if rounded and round_half_up(a / coarse, 0) == round_half_up(b / coarse, 0) else BROKEN

    def judged(self, value: Values = own) -> Judged:
        first = spell(self.first, value(self.first))
        second = spell(self.second, value(self.second))
        return Judged(self.verdict(value), first, second, f"{first} = {second}")

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        return value(self.second if wanted is self.first else self.first)


@dataclass(frozen=True, slots=True)
class AtMost(Equation):
    """The lesser is not more than the greater."""

    lesser: Quantity
    greater: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.lesser, self.greater)

    def verdict(self, value: Values = own) -> str:
        return HOLDS if value(self.lesser) <= value(self.greater) else BROKEN

    def judged(self, value: Values = own) -> Judged:
        lesser = spell(self.lesser, value(self.lesser))
        greater = spell(self.greater, value(self.greater))
        words = f"{short(self.lesser.subject)} {lesser} ≤ {short(self.greater.subject)} {greater}"
        words = words.replace("  ", " ").strip()
        return Judged(self.verdict(value), f"不超过 {greater}", lesser, words)


@dataclass(frozen=True, slots=True)
class Computed(Equation):
    """A written number against one that is computed of others: a score; `exact` is what comes out."""

    written: Quantity
    exact: Decimal

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.written,)

    def verdict(self, value: Values = own) -> str:
        return HOLDS if abs(value(self.written) - self.exact) <= Decimal("0.01") else BROKEN

    def judged(self, value: Values = own) -> Judged:
        expected = round_half_up(self.exact, 2).normalize()
        return Judged(self.verdict(value), f"{expected:f}", spell_bare(self.written, value(self.written)))


@dataclass(frozen=True, slots=True)
class Hundred(Equation):
    """Shares of one whole that add to 100."""

    shares: tuple[Quantity, ...]

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return self.shares

    def verdict(self, value: Values = own) -> str:
        total = sum((value(one) for one in self.shares), ZERO)
        step = min(one.step for one in self.shares)
        return judge(int(abs(total - HUNDRED) / step), len(self.shares))

    def judged(self, value: Values = own) -> Judged:
        total = sum((value(one) for one in self.shares), ZERO).normalize()
        words = f"{' + '.join(spell_bare(one, value(one)) for one in self.shares)} = {total:f}"
        return Judged(self.verdict(value), "100%", f"{total:f}%", words)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        return HUNDRED - sum((value(one) for one in self.shares if one is not wanted), ZERO)


@dataclass(frozen=True, slots=True)
class Numbered(Equation):
    """A count against things that the text lists: `least` to `most` of them, `open` with 等."""

    count: Quantity
    least: int
    most: int
    is_open: bool = False
    listed: str = ""

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.count,)

    def verdict(self, value: Values = own) -> str:
        count = value(self.count)
        enough = count >= self.least
        return HOLDS if enough and (self.is_open or count <= self.most) else BROKEN

    def judged(self, value: Values = own) -> Judged:
        items = f"{self.least}" if self.least == self.most else f"{self.least} 至 {self.most}"
        words = f"{self.count.written}：列出 {items} 项{'（等）' if self.is_open else ''}"
        return Judged(self.verdict(value), items, spell_bare(self.count, value(self.count)), words)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        return Decimal(self.most)
