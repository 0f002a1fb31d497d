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

    def judged(self, value: Values = own) -> Judged:
        raise NotImplementedError

    def verdict(self, value: Values = own) -> str:
        """The verdict alone, for readings that are only tried."""
        return self.judged(value).verdict

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
        total = self._total(value)
        whole = value(self.whole)
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
        return Judged(self.verdict(value), spell(self.whole, total), spell(self.whole, whole), words, gap)

    def _words(self, value: Values, total: Decimal) -> str:
        shown = self._signed()
        out = ""
        for number, (sign, part) in enumerate(shown):
            amount = value(part)
            if number and amount < 0:  # + -4.50 is written - 4.50
                sign = -sign
                amount = -amount
            out += ("" if not number else " + ") if sign > 0 else " - "
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

    def judged(self, value: Values = own) -> Judged:
        product = self._product(value)
        whole = value(self.whole)
        fits = 2 * abs(product - whole) <= (0 if self.whole.is_counted else self.whole.step)
        shown = [spell(one, value(one)) for one in self.factors] + (
            [f"{self.times}个月"] if self.times > 1 else []
        )
        expected = spell(self.whole, product)
        return Judged(
            HOLDS if fits else BROKEN, expected, spell(self.whole, whole), f"{' × '.join(shown)} = {expected}"
        )

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

    def judged(self, value: Values = own) -> Judged:
        a = value(self.first)
        b = value(self.second)
        coarse = max(self.first.step, self.second.step)
        equal = a == b or (
            self.first.step != self.second.step
            and round_half_up(a / coarse, 0) == round_half_up(b / coarse, 0)
        )
        words = f"{spell(self.first, a)} = {spell(self.second, b)}"
        return Judged(HOLDS if equal else BROKEN, spell(self.first, a), spell(self.second, b), words)

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

    def judged(self, value: Values = own) -> Judged:
        a = value(self.lesser)
        b = value(self.greater)
        names = (short(self.lesser.subject), short(self.greater.subject))
        words = f"{names[0]} {spell(self.lesser, a)} ≤ {names[1]} {spell(self.greater, b)}".replace(
            "  ", " "
        ).strip()
        return Judged(
            HOLDS if a <= b else BROKEN, f"不超过 {spell(self.greater, b)}", spell(self.lesser, a), words
        )


@dataclass(frozen=True, slots=True)
class Computed(Equation):
    """A written number against one that is computed of others: a score; `exact` is what comes out."""

    written: Quantity
    exact: Decimal

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.written,)

    def judged(self, value: Values = own) -> Judged:
        written = value(self.written)
        expected = round_half_up(self.exact, 2).normalize()
        near = abs(written - self.exact) <= Decimal("0.01")
        return Judged(HOLDS if near else BROKEN, f"{expected:f}", spell_bare(self.written, written))


@dataclass(frozen=True, slots=True)
class Hundred(Equation):
    """Shares of one whole that add to 100."""

    shares: tuple[Quantity, ...]

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return self.shares

    def judged(self, value: Values = own) -> Judged:
        total = sum((value(one) for one in self.shares), ZERO)
        step = min(one.step for one in self.shares)
        verdict = judge(int(abs(total - HUNDRED) / step), len(self.shares))
        words = f"{' + '.join(spell_bare(one, value(one)) for one in self.shares)} = {total.normalize():f}"
        return Judged(verdict, "100%", f"{total.normalize():f}%", words)

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

    def judged(self, value: Values = own) -> Judged:
        count = value(self.count)
        fine = count >= self.least if self.is_open else self.least <= count <= self.most
        said_most = f"{self.least}" if self.least == self.most else f"{self.least} 至 {self.most}"
        words = f"{self.count.written}：列出 {said_most} 项{'（等）' if self.is_open else ''}"
        return Judged(HOLDS if fine else BROKEN, said_most, spell_bare(self.count, count), words)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        return Decimal(self.most)
