"""What tells a slip of the hand from two things that were never meant to be equal."""

from __future__ import annotations

from decimal import Decimal

from core.numbers.rounding import HOLDS
from core.prose.equations import Sum
from core.prose.quantity import Quantity
from core.prose.rates import Rated
from core.prose.slips import is_slip, slipped


def mended_by_a_slip(equation: Sum) -> bool:
    """Whether one figure, changed as a hand errs, makes a sum come out."""
    for one in equation.quantities:
        wanted = equation.implied(one)
        if wanted is not None and wanted > 0 and is_slip(one, wanted):
            return True
    return False


def digits_of(one: Quantity) -> int:
    """How many digits tell a number from another: without the point, the commas and the noughts at its ends."""
    return len(one.number.replace(".", "").replace(",", "").strip("0"))


def rate_is_slip(rate: Quantity, exact: Decimal) -> bool:
    """Whether a rate may have come of the right one by a slip of the hand, its point put wrong among them."""
    if not exact:
        return False
    near = exact.quantize(rate.step)
    return is_slip(rate, near) or any(
        abs(rate.value.scaleb(power) - exact) * 2 <= rate.step.scaleb(power) for power in (-2, -1, 1, 2)
    )


def mended_by_one(equation: Rated, among: tuple[Quantity, ...]) -> bool:
    """Whether one of some figures, changed as a hand errs, makes a rate come out."""
    return any(
        equation.verdict(lambda q, one=one, value=value: value if q is one else q.value) == HOLDS  # type: ignore[misc]
        for one in among
        for value in slipped(one)
    )
