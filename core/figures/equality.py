"""Two sides of a relation: equal, equal but for rounding, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.keys import Row
from core.numbers.rounding import MAYBE_TAIL, TAIL, difference, judge, places_of


class Tolerance:
    """How much a rule under judgement lets pass: nothing, a rounding tail, or what may be one."""

    EXACT = 0
    TAIL = 1
    MAYBE = 2

    def __init__(self) -> None:
        self.level = self.EXACT

    @contextmanager
    def at(self, level: int) -> Iterator[None]:
        """Lets more pass for a while."""
        self.level = level
        try:
            yield
        finally:
            self.level = self.EXACT


def equal(
    a: Evaluate,
    b: Evaluate,
    count_a: Callable[[Row], int],
    count_b: Callable[[Row], int],
    exact: bool,
    tolerance: Tolerance,
) -> Evaluate:
    """`=` judged at the coarser side's places; head-counts and years know no rounding (`exact`)."""

    def run(row: Row) -> Value:
        x = a(row)
        y = b(row)
        if x is None or y is None:
            return None
        if x is NOT_APPLICABLE or y is NOT_APPLICABLE:
            return NOT_APPLICABLE
        if x == y or exact or not isinstance(x, Decimal) or not isinstance(y, Decimal):
            return x == y
        a_count = count_a(row)
        b_count = count_b(row)
        units = difference(x, y, compared_places(x, y, a_count, b_count))
        if not units or not tolerance.level:
            return not units
        verdict = judge(units, addends(a_count, b_count))
        return verdict == TAIL or (verdict == MAYBE_TAIL and tolerance.level == Tolerance.MAYBE)

    return run


def compared_places(x: Decimal, y: Decimal, count_x: int, count_y: int) -> int:
    """The places at which two sides are compared: the coarser side's.

    A sum is never the coarser side: its addends are exact figures whose trailing zeros were left out
    (116万元 among figures with two places), so 116 + 100 against 216.01 differs by 0.01.
    """
    a = places_of(x)
    b = places_of(y)
    coarse_count = count_x if a < b else count_y
    return max(a, b) if coarse_count > 1 else min(a, b)


def addends(a: int, b: int) -> int:
    """The entries added up behind two sides; a side of one figure adds nothing up."""
    return (a if a > 1 else 0) + (b if b > 1 else 0)
