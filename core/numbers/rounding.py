"""Rounding half-up and the three verdicts on two sides that should be equal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

LARGEST = 39
"""The power of ten beyond which a number is none that a report could hold: Overflow is raised there."""

DIVIDING = Context(prec=28, rounding=ROUND_HALF_UP, Emin=-100, Emax=LARGEST)
"""Quotients are carried to 28 digits."""

EXACT = Context(prec=160, rounding=ROUND_HALF_UP, Emin=0, Emax=LARGEST)
"""Sums and products lose nothing up to 159 places; so no chain of products grows for ever."""

WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Holds the sum of whatever EXACT gives, and every shift of its point."""

MOST_PLACES = 12


def round_half_up(number: Decimal, places: int) -> Decimal:
    """A number at some decimal places, half away from zero as accountants round."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=WIDE)


def shifted(number: Decimal, places: int) -> Decimal:
    """A number times a power of ten, exactly."""
    return number.scaleb(places, context=WIDE)


def places_of(number: Decimal) -> int:
    """Decimal places a number carries; an unending quotient carries as many as are ever shown."""
    exponent = number.as_tuple().exponent
    return min(max(-exponent, 0), MOST_PLACES) if isinstance(exponent, int) else 0


def difference(a: Decimal, b: Decimal, places: int) -> int:
    """|a − b| in units of the last of some decimal places, both sides rounded to them."""
    gap = WIDE.subtract(round_half_up(a, places), round_half_up(b, places))
    return int(shifted(gap.copy_abs(), places))


HOLDS = "相符"
TAIL = "四舍五入尾差"
MAYBE_TAIL = "可能是尾差"
BROKEN = "不相符"


def judge(units: int, addends: int) -> str:
    """The verdict on a difference in last-place units, with the entries added up behind both sides.

    Nothing: holds; one unit with two addends or more: a rounding tail; up to (n+1) half units: perhaps one;
    beyond, and always for one figure against one: broken.
    """
    if units == 0:
        return HOLDS
    if addends < 2:
        return BROKEN
    if units == 1:
        return TAIL
    return MAYBE_TAIL if 2 * units <= addends + 1 else BROKEN
