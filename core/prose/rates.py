"""Rates: a share of a whole, a change against what was before; each judged by its own last place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, DivisionByZero, InvalidOperation

from core.numbers.rounding import BROKEN, DIVIDING, HOLDS, MAYBE_TAIL, round_half_up
from core.prose.equations import HUNDRED, UNDEFINED, ZERO, Equation, Judged, Values, own
from core.prose.quantity import Quantity, spell, spell_bare, unit_of

CUT = "截断"


class Rated(Equation):
    """A written rate against what comes out; a class of its own says what that is."""

    __slots__ = ()
    rate: Quantity

    def exact(self, value: Values) -> tuple[Decimal, Decimal] | None:
        """The exact rate and how far its parts' own rounding reaches, None where nothing can be computed."""
        raise NotImplementedError

    def laid_out(self, value: Values) -> str:
        """The sum as it is shown."""
        raise NotImplementedError

    def verdict(self, value: Values = own) -> str:
        exact = self.exact(value)
        return rate_verdict(self.rate, value(self.rate), *exact) if exact else UNDEFINED

    def judged(self, value: Values = own) -> Judged:
        exact = self.exact(value)
        if exact is None:
            return Judged(UNDEFINED)
        return rate_judged(self.rate, value(self.rate), *exact, self.laid_out(value))

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        exact = self.exact(value) if wanted is self.rate else None
        return _at_its_places(wanted, exact[0]) if exact else None


@dataclass(frozen=True, slots=True)
class Ratio(Rated):
    """rate = part ÷ whole × 100."""

    rate: Quantity
    part: Quantity
    whole: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.part, self.whole)

    def exact(self, value: Values) -> tuple[Decimal, Decimal] | None:
        part = value(self.part)
        whole = value(self.whole)
        if whole == 0:
            return None
        return _quotient(part * HUNDRED, whole), _spread(part, self.part.step, whole, self.whole.step)

    def laid_out(self, value: Values) -> str:
        same = self.part.scale == self.whole.scale and self.part.kind == self.whole.kind
        a, b = (spell_bare(q, value(q)) if same else spell(q, value(q)) for q in (self.part, self.whole))
        return f"{a} ÷ {b} × 100"


@dataclass(frozen=True, slots=True)
class Growth(Rated):
    """rate = change ÷ (current − change) × 100, the change counted up or down."""

    rate: Quantity
    change: Quantity
    current: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.change, self.current)

    def exact(self, value: Values) -> tuple[Decimal, Decimal] | None:
        change = value(self.change) * (self.change.sign or 1)
        before = value(self.current) - change
        if before == 0:
            return None
        loose = _spread(abs(change), self.change.step, abs(before), self.current.step)
        return _quotient(change * HUNDRED, before) * (self.rate.sign or 1), loose

    def laid_out(self, value: Values) -> str:
        change = value(self.change)
        sign = "-" if (self.change.sign or 1) > 0 else "+"
        shown = spell_bare(self.change, abs(change))
        return f"{shown} ÷ ({spell_bare(self.current, value(self.current))} {sign} {shown}) × 100"


@dataclass(frozen=True, slots=True)
class Turned(Rated):
    """rate = (current − before) ÷ before × 100."""

    rate: Quantity
    current: Quantity
    before: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.current, self.before)

    def exact(self, value: Values) -> tuple[Decimal, Decimal] | None:
        before = value(self.before)
        current = value(self.current)
        if before == 0:
            return None
        loose = _spread(abs(current - before), self.current.step * 2, abs(before), self.before.step)
        return _quotient((current - before) * HUNDRED, before) * (self.rate.sign or 1), loose

    def laid_out(self, value: Values) -> str:
        before = spell_bare(self.before, value(self.before))
        return f"({spell_bare(self.current, value(self.current))} - {before}) ÷ {before} × 100"


def rate_verdict(rate: Quantity, written: Decimal, exact: Decimal, loose: Decimal) -> str:
    """Holds within half a unit of the last place; cut off; within what the parts' own rounding allows; broken."""
    step = rate.step
    gap = abs(written - exact)
    if 2 * gap <= step:
        return HOLDS
    whole = step >= 1
    if written == exact.quantize(Decimal(1) if whole else step, rounding=ROUND_DOWN):
        return CUT
    return MAYBE_TAIL if gap <= loose + step / 2 else BROKEN


def rate_judged(rate: Quantity, written: Decimal, exact: Decimal, loose: Decimal, laid: str) -> Judged:
    """The verdict on a written rate against the exact one; `loose` is how far the parts' own rounding reaches."""
    step = rate.step
    unit = unit_of(rate)
    places = max(-int(step.normalize().as_tuple().exponent), 0)
    expected = round_half_up(exact, places if abs(written - exact) <= step else max(places, 2))
    return Judged(
        rate_verdict(rate, written, exact, loose),
        f"{expected:f}{unit}",
        f"{spell_bare(rate, written)}{unit}",
        f"{laid} = {expected:f}",
        f"{abs(written - expected):f}",
    )


def _at_its_places(rate: Quantity, exact: Decimal) -> Decimal:
    """A computed rate with the places that a written one has."""
    return round_half_up(exact / rate.step, 0) * rate.step


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    try:
        return DIVIDING.divide(a, b)
    except (DivisionByZero, InvalidOperation):
        return ZERO


def _spread(part: Decimal, part_step: Decimal, whole: Decimal, whole_step: Decimal) -> Decimal:
    """How far a percentage can be off because its parts were rounded."""
    if whole == 0:
        return ZERO
    rel = part_step / 2 / abs(whole) + abs(part) * (whole_step / 2) / (whole * whole)
    return rel * HUNDRED
