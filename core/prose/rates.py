"""Rates: a share of a whole, a change against what was before; each judged by its own last place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, DivisionByZero, InvalidOperation

from core.numbers.rounding import BROKEN, DIVIDING, HOLDS, MAYBE_TAIL, round_half_up
from core.prose.equations import HUNDRED, UNDEFINED, ZERO, Equation, Judged, Values, own
from core.prose.quantity import Quantity
from core.prose.saying import bare, said, unit_of

CUT = "截断"


@dataclass(frozen=True, slots=True)
class Ratio(Equation):
    """rate = part ÷ whole × 100."""

    rate: Quantity
    part: Quantity
    whole: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.part, self.whole)

    def judged(self, value: Values = own) -> Judged:
        part, whole = value(self.part), value(self.whole)
        if whole == 0:
            return Judged(UNDEFINED)
        exact = _quotient(part * HUNDRED, whole)
        loose = _spread(part, self.part.step, whole, self.whole.step)
        same = self.part.scale == self.whole.scale and self.part.kind == self.whole.kind
        numbers = [bare(q, value(q)) if same else said(q, value(q)) for q in (self.part, self.whole)]
        return rate_judged(self.rate, value(self.rate), exact, loose, f"{numbers[0]} ÷ {numbers[1]} × 100")

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        whole = value(self.whole)
        return (
            _at_its_places(wanted, _quotient(value(self.part) * HUNDRED, whole))
            if wanted is self.rate and whole
            else None
        )


@dataclass(frozen=True, slots=True)
class Growth(Equation):
    """rate = change ÷ (current − change) × 100, the change counted up or down."""

    rate: Quantity
    change: Quantity
    current: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.change, self.current)

    def judged(self, value: Values = own) -> Judged:
        change = value(self.change) * (self.change.sign or 1)
        before = value(self.current) - change
        if before == 0:
            return Judged(UNDEFINED)
        exact = _quotient(change * HUNDRED, before) * (self.rate.sign or 1)
        loose = _spread(abs(change), self.change.step, abs(before), self.current.step)
        sign = "+" if change < 0 else "-"
        laid = f"{bare(self.change, abs(change))} ÷ ({bare(self.current, value(self.current))} {sign} {bare(self.change, abs(change))}) × 100"
        return rate_judged(self.rate, value(self.rate), exact, loose, laid)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        change = value(self.change) * (self.change.sign or 1)
        before = value(self.current) - change
        if wanted is not self.rate or not before:
            return None
        return _at_its_places(wanted, _quotient(change * HUNDRED, before) * (self.rate.sign or 1))


@dataclass(frozen=True, slots=True)
class Turned(Equation):
    """rate = (current − before) ÷ before × 100."""

    rate: Quantity
    current: Quantity
    before: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:  # type: ignore[override]
        return (self.rate, self.current, self.before)

    def judged(self, value: Values = own) -> Judged:
        before, current = value(self.before), value(self.current)
        if before == 0:
            return Judged(UNDEFINED)
        exact = _quotient((current - before) * HUNDRED, before) * (self.rate.sign or 1)
        loose = _spread(abs(current - before), self.current.step * 2, abs(before), self.before.step)
        laid = f"({bare(self.current, current)} - {bare(self.before, before)}) ÷ {bare(self.before, before)} × 100"
        return rate_judged(self.rate, value(self.rate), exact, loose, laid)

    def implied(self, wanted: Quantity, value: Values = own) -> Decimal | None:
        before = value(self.before)
        if wanted is not self.rate or not before:
            return None
        exact = _quotient((value(self.current) - before) * HUNDRED, before)
        return _at_its_places(wanted, exact * (self.rate.sign or 1))


def rate_judged(rate: Quantity, written: Decimal, exact: Decimal, loose: Decimal, laid: str) -> Judged:
    """The verdict on a written rate against the exact one; `loose` is how far the parts' own rounding reaches."""
    step, unit = rate.step, unit_of(rate)
    places = max(-int(step.normalize().as_tuple().exponent), 0)
    gap = abs(written - exact)
    expected = round_half_up(exact, places if gap <= step else max(places, 2))
    words = f"{laid} = {expected:f}"
    found = (f"{expected:f}{unit}", f"{bare(rate, written)}{unit}", words, f"{abs(written - expected):f}")
    if 2 * gap <= step:
        return Judged(HOLDS, *found)
    if written == exact.quantize(step if places else Decimal(1), rounding=ROUND_DOWN):
        return Judged(CUT, *found)
    if gap <= loose + step / 2 and gap <= 2 * step:
        return Judged(MAYBE_TAIL, *found)
    return Judged(BROKEN, *found)


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
