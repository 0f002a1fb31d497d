"""How a hand errs when it copies a number, and what tells such a slip from two things never meant to be equal."""

from __future__ import annotations

from decimal import Decimal

from core.numbers.rounding import HOLDS
from core.numbers.typed_numbers import plain
from core.prose.equations import Sum
from core.prose.quantity import Quantity, spell_bare
from core.prose.rates import Rated

TURNED = "数字颠倒"
ONE_DIGIT = "错一位数字"
POINT = "小数点错位"
UNIT = "元、万元混淆"
DROPPED = "漏写或多写一位"


def slip(quantity: Quantity, wanted: Decimal) -> str:
    """How what is written may have come of a wanted value, "" where no slip of the hand explains it."""
    written = quantity.value
    right = wanted
    if written == right or right < 0 or written < 0:
        return ""
    if written and right:
        if quantity.is_money and written in (right.scaleb(4), right.scaleb(-4)):
            return UNIT
        if any(written == right.scaleb(n) for n in (-3, -2, -1, 1, 2, 3)):
            return POINT
    places = len(spell_bare(quantity, written).partition(".")[2])
    a = _digits(quantity, written, places)
    b = _digits(quantity, right, places)
    if len(a) == len(b):
        off = [n for n in range(len(a)) if a[n] != b[n]]
        if len(off) == 1:
            return ONE_DIGIT
        if len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]:
            return TURNED
        return ""
    short, long = sorted((a.lstrip("0"), b.lstrip("0")), key=len)
    if len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long))):
        return DROPPED
    return ""


def is_slip(quantity: Quantity, wanted: Decimal) -> bool:
    return bool(slip(quantity, wanted))


def slipped(quantity: Quantity) -> list[Decimal]:
    """The values that a figure may have had before a slip of the hand."""
    digits = quantity.number.replace(",", "").lstrip("+-")
    scale = quantity.scale
    out: dict[Decimal, None] = {}
    for n in range(len(digits) - 1):
        if digits[n].isdigit():
            other = n + 1 if digits[n + 1].isdigit() else n + 2
            if other < len(digits) and digits[other].isdigit():
                turned = list(digits)
                turned[n], turned[other] = turned[other], turned[n]
                out[_value("".join(turned), scale)] = None
    for n, digit in enumerate(digits):
        if digit.isdigit():
            for new in "0123456789":
                if new != digit:
                    out[_value(digits[:n] + new + digits[n + 1 :], scale)] = None
    for power in (-4, 4) if quantity.is_money else ():
        out[quantity.value.scaleb(power)] = None
    for power in (-3, -2, -1, 1, 2, 3):
        out[quantity.value.scaleb(power)] = None
    out.pop(quantity.value, None)
    return list(out)


def mended_by_a_slip(equation: Sum) -> bool:
    """Whether one figure, changed as a hand errs, makes a sum come out."""
    for quantity in equation.quantities:
        wanted = equation.implied(quantity)
        if wanted is not None and wanted > 0 and is_slip(quantity, wanted):
            return True
    return False


def digits_of(quantity: Quantity) -> int:
    """How many digits tell a number from another: without the point, the commas and the noughts at its ends."""
    return len(quantity.number.replace(".", "").replace(",", "").strip("0"))


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


def _value(digits: str, scale: int) -> Decimal:
    return Decimal(digits).scaleb(scale)


def _digits(quantity: Quantity, value: Decimal, least: int) -> str:
    """A value's digits with the places that the quantity is written with, `least` of them, aligned by noughts."""
    number = value.scaleb(-quantity.scale)
    own = quantity.value.scaleb(-quantity.scale)
    places = max(least, len(plain(number.normalize()).partition(".")[2]))
    shown = f"{abs(number):.{places}f}"
    digits = shown.replace(".", "")
    if _magnitude(number) != _magnitude(own):
        return digits
    width = max(len(shown), len(f"{abs(own):.{places}f}"))
    return digits.rjust(width - (1 if places else 0), "0")


def _magnitude(number: Decimal) -> int:
    return number.adjusted() if number else 0
