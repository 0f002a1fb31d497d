"""A score: the points an indicator earned, and how they came about."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from core.numbers.rounding import DIVIDING, MOST_PLACES, WIDE, places_of, round_half_up, shifted
from core.numbers.typed_numbers import plain

POINT_PLACES = 2
"""Points are kept at two decimal places."""

FULL = "得满分"
NONE = "不得分"
SPENT = "扣完为止"

_HUNDRED = Decimal(100)
_RATE_PLACES = 2
_SHOWN_PLACES = 4

_QUOTIENTS = Context(prec=DIVIDING.prec, rounding=DIVIDING.rounding)
"""Quotients to 28 digits as everywhere, but of any size: no rate of two extreme numbers raises Overflow."""


class Score(NamedTuple):
    """Points (分, two places, half up) and the words for how they came about, without the final = 8.04."""

    points: Decimal
    words: str


def scored(points: Decimal, words: str) -> Score:
    """A score of some points, rounded half up to two places and never under 0."""
    return Score(round_half_up(max(points, Decimal(0)), POINT_PLACES), words)


def share(part: Decimal, whole: Decimal, of: Decimal) -> Decimal:
    """part ÷ whole × of, divided last and only once; `whole` is not 0."""
    return _QUOTIENTS.divide(WIDE.multiply(part, of), whole)


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole in %, not rounded; `whole` is not 0."""
    return share(part, whole, _HUNDRED)


def percent_of(points: Decimal, percent: Decimal) -> Decimal:
    """A percentage of some points, exactly."""
    return shifted(WIDE.multiply(points, percent), -2)


def all_or_nothing(reached: bool, points: Decimal, words: str) -> Score:
    """All the points or none."""
    return scored(points, f"{words}，{FULL}") if reached else scored(Decimal(0), f"{words}，{NONE}")


def shown(number: Decimal, *lines: Decimal) -> str:
    """A number in words: as it was written, an unending one cut to four places.

    Cut further back where four would put it on a line that it only comes near to.
    """
    places = places_of(number)
    if places <= _SHOWN_PLACES:
        return plain(number)
    return plain(_cut(number, _SHOWN_PLACES, lines) or number)


def reckoned(number: Decimal, *lines: Decimal) -> str:
    """A computed number in words: without needless zeros behind the point."""
    return shown(number.normalize(context=WIDE), *lines)


def percent_words(rate: Decimal, *lines: Decimal) -> str:
    """A rate in words, at two places: 80.45%; at more where two would put it on one of the lines: 99.996%."""
    return f"{plain(_cut(rate, _RATE_PLACES, lines))}%"


def _cut(number: Decimal, places: int, lines: tuple[Decimal, ...]) -> Decimal:
    """A number at some places, or at as many as tell it from lines that it is not on."""
    cut = round_half_up(number, places)
    while places < MOST_PLACES and any(
        (cut < line) != (number < line) or (cut > line) != (number > line) for line in lines
    ):
        places += 1
        cut = round_half_up(number, places)
    return cut
