"""Grades of totals, and the interval a qualitative tier leaves."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.tiers import TIERS, Interval, Tier, grade, interval

D = Decimal
NATIONAL = {"优": D(90), "良": D(80), "中": D(60), "差": D(0)}
SICHUAN = {"差": D(0), "中": D(70), "良": D(80), "优": D(90)}


@pytest.mark.parametrize(
    ("score", "grades", "name"),
    [
        ("100", NATIONAL, "优"),
        ("90", NATIONAL, "优"),
        ("89.99", NATIONAL, "良"),
        ("80", NATIONAL, "良"),
        ("60", NATIONAL, "中"),
        ("59.99", NATIONAL, "差"),
        ("-1", NATIONAL, "差"),
        ("69", SICHUAN, "差"),
        ("70", SICHUAN, "中"),
        ("95", SICHUAN, "优"),
        ("10", {"合格": D(60), "优": D(90)}, "合格"),
    ],
)
def test_the_highest_grade_that_is_reached_counts(score: str, grades: dict[str, Decimal], name: str) -> None:
    assert grade(D(score), grades) == name


def test_a_score_without_grades_is_refused() -> None:
    with pytest.raises(ValueError, match="没有等级"):
        grade(D(90), {})


@pytest.mark.parametrize(
    ("tier", "points", "expected", "words"),
    [
        (0, "6", Interval(D("4.80"), D(6), True), "4.80（含）—6"),
        (1, "6", Interval(D("3.60"), D("4.80"), False), "3.60（含）—4.80（不含）"),
        (2, "6", Interval(D(0), D("3.60"), False), "0（含）—3.60（不含）"),
        (0, "7.77", Interval(D("6.22"), D("7.77"), True), "6.22（含）—7.77"),
        (1, "7.77", Interval(D("4.66"), D("6.22"), False), "4.66（含）—6.22（不含）"),
        (0, "0", Interval(D("0.00"), D(0), True), "0.00（含）—0"),
        (2, "0", Interval(D(0), D("0.00"), True), "0（含）—0.00"),
    ],
)
def test_a_border_belongs_to_the_better_tier(tier: int, points: str, expected: Interval, words: str) -> None:
    found = interval(TIERS[tier], TIERS, D(points))

    assert found == expected
    assert found.words == words


def test_a_tier_keeps_its_high_border_where_no_other_goes_on_from_it() -> None:
    tiers = (Tier("好", D(90), D(100)), Tier("差", D(0), D(50)))

    assert interval(tiers[1], tiers, D(10)) == Interval(D(0), D("5.00"), True)


@pytest.mark.parametrize(
    ("score", "held"), [("3.59", False), ("3.6", True), ("4.79", True), ("4.80", False), ("4.81", False)]
)
def test_the_low_border_is_allowed_and_the_high_one_is_not(score: str, held: bool) -> None:
    assert interval(TIERS[1], TIERS, D(6)).holds(D(score)) is held


@given(st.decimals(D("0.1"), 100, places=1), st.integers(0, 10_000))
def test_every_score_belongs_to_just_one_tier(points: Decimal, part: int) -> None:
    score = (points * part / 10_000).quantize(D("0.01"))

    holding = [tier.name for tier in TIERS if interval(tier, TIERS, points).holds(score)]
    assert len(holding) == 1
