"""What tells a slip of the hand from two things that were never meant to be equal."""

from __future__ import annotations

from core.prose.equations import Sum
from core.prose.quantity import Quantity
from core.prose.slips import is_slip


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
