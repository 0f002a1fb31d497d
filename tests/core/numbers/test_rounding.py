"""Rounding half-up, and the three verdicts on two sides that should be equal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers.rounding import (
    BROKEN,
    HOLDS,
    MAYBE_TAIL,
    TAIL,
    difference,
    judge,
    places_of,
    round_half_up,
    shifted,
)


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("59.8114", 2, "59.81"),
        ("59.815", 2, "59.82"),
        ("1", 2, "1.00"),
        ("0.0049999", 2, "0.00"),
        ("9" * 30 + ".5", 0, "1" + "0" * 30),
    ],
)
def test_halves_are_rounded_away_from_zero(number: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(number), places)) == rounded


@pytest.mark.parametrize(
    ("units", "addends", "verdict"),
    [
        (0, 0, HOLDS),
        (0, 9, HOLDS),
        (1, 0, BROKEN),
        (1, 1, BROKEN),
        (1, 2, TAIL),
        (1, 5, TAIL),
        (2, 2, BROKEN),
        (2, 3, MAYBE_TAIL),
        (3, 4, BROKEN),
        (3, 5, MAYBE_TAIL),
        (4, 7, MAYBE_TAIL),
        (5, 8, BROKEN),
    ],
)
def test_the_verdict_grows_with_the_difference_and_shrinks_with_the_addends(
    units: int, addends: int, verdict: str
) -> None:
    assert judge(units, addends) == verdict


@given(st.integers(1, 200), st.integers(0, 100))
def test_more_addends_never_make_a_difference_graver(units: int, addends: int) -> None:
    order = [HOLDS, TAIL, MAYBE_TAIL, BROKEN]

    assert order.index(judge(units, addends + 1)) <= order.index(judge(units, addends))


def test_a_difference_counts_units_of_the_last_place() -> None:
    assert difference(Decimal("1.005"), Decimal("1"), 2) == 1
    assert difference(Decimal("116.01"), Decimal("116"), 2) == 1
    assert difference(Decimal("116.01"), Decimal("116"), 0) == 0
    assert difference(Decimal("1" * 30), Decimal("0"), 2) == int("1" * 30 + "00")


def test_places_are_those_that_are_written() -> None:
    assert [places_of(Decimal(n)) for n in ("1", "1.0", "1.25", "100", "1E+3")] == [0, 1, 2, 0, 0]
    assert places_of(Decimal(1) / Decimal(3)) == 12


def test_a_shift_of_the_point_loses_nothing() -> None:
    number = Decimal("123456789012345678.123456789012345678")

    assert shifted(shifted(number, -4), 4) == number
