"""The algebra of values with their blanks: how 未填 and 不涉及 go through sums, quotients, comparisons."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Overflow

from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.keys import Row
from core.numbers.rounding import DIVIDING, EXACT, MOST_PLACES, round_half_up

Evaluate = Callable[[Row], Value]
"""Gives a value for a row's path ("" outside every listing)."""

ZERO = Decimal(0)
HUNDRED = Decimal(100)


def number(value: Value) -> Decimal:
    """A value inside arithmetic: 不涉及 counts 0, 是 and 否 count 1 and 0."""
    if isinstance(value, Decimal):
        return value
    return Decimal(1) if value is True else ZERO


def _plain_zero(x: Decimal) -> Decimal:
    return x if x else x.copy_abs()


def sum_of(x: Value, y: Value) -> Value:
    """x + y; 不涉及 counts 0."""
    if x is None or y is None:
        return None
    try:
        return EXACT.add(number(x), number(y))
    except Overflow:
        return NOT_APPLICABLE


def difference_of(x: Value, y: Value) -> Value:
    """x − y; 不涉及 counts 0."""
    if x is None or y is None:
        return None
    try:
        return EXACT.subtract(number(x), number(y))
    except Overflow:
        return NOT_APPLICABLE


def product_of(x: Value, y: Value) -> Value:
    """x × y; 不涉及 when either is."""
    if x is None or y is None:
        return None
    if x is NOT_APPLICABLE or y is NOT_APPLICABLE:
        return NOT_APPLICABLE
    try:
        return _plain_zero(EXACT.multiply(number(x), number(y)))
    except Overflow:
        return NOT_APPLICABLE


def quotient(x: Value, y: Value) -> Value:
    """x ÷ y to 28 digits; 不涉及 when either is, and when y is 0."""
    if x is None or y is None:
        return None
    if x is NOT_APPLICABLE or y is NOT_APPLICABLE or not number(y):
        return NOT_APPLICABLE
    try:
        return _plain_zero(DIVIDING.divide(number(x), number(y)))
    except Overflow:
        return NOT_APPLICABLE


def add(a: Evaluate, b: Evaluate) -> Evaluate:
    return lambda row: sum_of(a(row), b(row))


def subtract(a: Evaluate, b: Evaluate) -> Evaluate:
    return lambda row: difference_of(a(row), b(row))


def multiply(a: Evaluate, b: Evaluate) -> Evaluate:
    return lambda row: product_of(a(row), b(row))


def divide(a: Evaluate, b: Evaluate) -> Evaluate:
    return lambda row: quotient(a(row), b(row))


def negate(a: Evaluate) -> Evaluate:
    def run(row: Row) -> Value:
        x = a(row)
        return _plain_zero(x.copy_negate()) if isinstance(x, Decimal) else x

    return run


def negation(a: Evaluate) -> Evaluate:
    def run(row: Row) -> Value:
        x = a(row)
        return x if x is None or x is NOT_APPLICABLE else not x

    return run


def all_of(parts: tuple[Evaluate, ...]) -> Evaluate:
    """且: the first 否 decides; else 未填 before 不涉及 before 是."""

    def run(row: Row) -> Value:
        blank: Value = True
        for part in parts:
            value = part(row)
            if value is False:
                return False
            if value is None or (value is NOT_APPLICABLE and blank is True):
                blank = value
        return blank

    return run


def any_of(parts: tuple[Evaluate, ...]) -> Evaluate:
    """或: the first 是 decides; else 未填 before 不涉及 before 否."""

    def run(row: Row) -> Value:
        blank: Value = False
        for part in parts:
            value = part(row)
            if value is True:
                return True
            if value is None or (value is NOT_APPLICABLE and blank is False):
                blank = value
        return blank

    return run


def compare(sign: str, a: Evaluate, b: Evaluate) -> Evaluate:
    """< ≤ > ≥ ≠ on two values; text and dates compare as they are written."""
    test = _TESTS[sign]

    def run(row: Row) -> Value:
        x = a(row)
        y = b(row)
        if x is None or y is None:
            return None
        if x is NOT_APPLICABLE or y is NOT_APPLICABLE:
            return NOT_APPLICABLE
        return test(x, y)

    return run


_TESTS: dict[str, Callable[[object, object], bool]] = {
    "<": lambda x, y: x < y,  # type: ignore[operator]
    "≤": lambda x, y: x <= y,  # type: ignore[operator]
    ">": lambda x, y: x > y,  # type: ignore[operator]
    "≥": lambda x, y: x >= y,  # type: ignore[operator]
    "≠": lambda x, y: x != y,
}


def share(part: Value, whole: Value) -> Value:
    """part ÷ whole × 100."""
    return product_of(quotient(part, whole), HUNDRED)


def change_rate(now: Value, before: Value) -> Value:
    """(now − before) ÷ before × 100; no rate where there was nothing before."""
    if now is None or before is None:
        return None
    if now is NOT_APPLICABLE or before is NOT_APPLICABLE:
        return NOT_APPLICABLE
    return share(difference_of(now, before), before)


def rounded(value: Value, places: Value) -> Value:
    if not isinstance(value, Decimal) or not isinstance(places, Decimal):
        return value if places is not None else None
    return _plain_zero(round_half_up(value, max(-MOST_PLACES, min(MOST_PLACES, int(places)))))


def bare(value: Value) -> Value:
    """A value without its unit; 是 and 否 count 1 and 0."""
    return number(value) if isinstance(value, bool) else value
