"""Points by the sign of a target, and what happens far above and far below it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers.rounding import round_half_up
from core.scoring.indicators import EFFECTS, NATURES, Limits, completion, indicator, rescaled

D = Decimal


@pytest.mark.parametrize(
    ("nature", "target", "actual", "expected"),
    [
        ("≥", "1100", "1093", "99.36"),
        (">", "100", "150", "150.00"),
        ("=", "21", "21", "100.00"),
        ("≥", "100", "-5", "0.00"),
        ("≥", "0", "5", "100.00"),
        ("≥", "0", "-1", "0.00"),
        (">", "0", "5", "100.00"),
        (">", "0", "0", "0.00"),
        ("±", "5", "-5", "100.00"),
        ("±", "5", "-5.01", "0.00"),
        ("±", "5", "8", "0.00"),
        ("±", "0", "0", "100.00"),
        ("=", "0", "0", "100.00"),
        ("=", "0", "1", "0.00"),
        ("≤", "5", "3", "100.00"),
        ("≤", "5", "5", "100.00"),
        ("≤", "5", "6", "80.00"),
        ("<", "5", "10", "0.00"),
        ("<", "5", "40", "0.00"),
        ("≤", "0", "0", "100.00"),
        ("≤", "0", "1", "0.00"),
        ("≤", "-5", "-6", "100.00"),
        ("≤", "-5", "-4", "0.00"),
        ("≥", "-5", "-4", "100.00"),
        ("≥", "-5", "-6", "0.00"),
        ("=", "-5", "-5", "100.00"),
        ("=", "-5", "5", "0.00"),
        ("=", "-5", "-6", "0.00"),
        ("=", "0", "-1", "100.00"),
        ("≥", "-5", "-5", "100.00"),
    ],
)
def test_completion_says_how_well_a_target_was_met(
    nature: str, target: str, actual: str, expected: str
) -> None:
    assert str(round_half_up(completion(nature, D(target), D(actual)), 2)) == expected


@pytest.mark.parametrize(
    ("nature", "target", "actual", "points", "won"),
    [
        ("≥", "1100", "1093", "6", "5.96"),
        ("≥", "2.6", "2.45", "6", "5.65"),
        (">", "100", "100", "6", "6.00"),
        ("≥", "100", "260", "6", "6.00"),
        ("=", "21", "21", "6", "6.00"),
        ("=", "0", "0", "6", "6.00"),
        ("=", "0", "2", "6", "0.00"),
        ("≤", "5", "5", "6", "6.00"),
        ("≤", "5", "6", "6", "4.80"),
        ("<", "5", "10", "6", "0.00"),
        ("±", "5", "4.99", "6", "6.00"),
        ("±", "5", "-8", "6", "0.00"),
    ],
)
def test_the_sign_of_the_target_chooses_the_rule(
    nature: str, target: str, actual: str, points: str, won: str
) -> None:
    score = indicator(nature, D(target), D(actual), D(points))

    assert str(score.points) == won


@pytest.mark.parametrize(
    ("nature", "actual", "expected"),
    [
        ("≥", "0", ("6.00", "目标 ≥0，实际 0，得满分")),
        ("≥", "3", ("6.00", "目标 ≥0，实际 3，得满分")),
        ("≥", "-0.01", ("0.00", "目标 ≥0，实际 -0.01，不得分")),
        (">", "0", ("0.00", "目标 >0，实际 0，不得分")),
    ],
)
def test_a_floor_of_nothing_is_reached_or_not(nature: str, actual: str, expected: tuple[str, str]) -> None:
    score = indicator(nature, D(0), D(actual), D(6), Limits(over_line=D(130), over_effect="零分"))

    assert (str(score.points), score.words) == expected


def test_words_tell_a_rate_from_the_line_beside_it() -> None:
    limits = Limits(D(130), "零分", D(70), "零分")

    over = indicator("≥", D(100), D("130.001"), D(10), limits)
    under = indicator("≥", D(100000), D("69999"), D(10), limits)

    assert over.words == "实际 130.001，目标 100，完成率 130.001% 超过 130%，不得分"
    assert under.words == "实际 69999，目标 100000，完成率 69.999% 低于 70%，不得分"


PIDU = {"over_line": D(130), "under_line": D(70)}


@pytest.mark.parametrize(
    ("actual", "over", "under", "won", "words"),
    [
        ("131", "零分", "零分", "0.00", "实际 131，目标 100，完成率 131.00% 超过 130%，不得分"),
        ("130", "零分", "零分", "10.00", "130 ÷ 100 = 130.00%，达到 100%，得满分"),
        ("70", "零分", "零分", "7.00", "70 ÷ 100 = 70.00%，× 10"),
        ("69", "零分", "零分", "0.00", "实际 69，目标 100，完成率 69.00% 低于 70%，不得分"),
        ("150", "扣减", "无", "8.00", "实际 150，目标 100，完成率 150.00% 超过 130%，10.00 × (1 − 20.00%)"),
        ("500", "扣减", "无", "0.00", "实际 500，目标 100，完成率 500.00% 超过 130%，10.00 × (1 − 100.00%)"),
        ("60", "无", "扣减", "5.40", "实际 60，目标 100，完成率 60.00% 低于 70%，6.00 × (1 − 10.00%)"),
        ("150", "说明", "说明", "10.00", "150 ÷ 100 = 150.00%，达到 100%，得满分"),
        ("60", "说明", "说明", "6.00", "60 ÷ 100 = 60.00%，× 10"),
        ("150", "无", "零分", "10.00", "150 ÷ 100 = 150.00%，达到 100%，得满分"),
    ],
)
def test_what_lies_beyond_a_line_has_its_effect(
    actual: str, over: str, under: str, won: str, words: str
) -> None:
    limits = Limits(D(130), over, D(70), under)

    score = indicator("≥", D(100), D(actual), D(10), limits)

    assert (str(score.points), score.words) == (won, words)


def test_a_badly_kept_ceiling_is_under_the_line() -> None:
    score = indicator("≤", D(5), D(7), D(10), Limits(under_line=D(70), under_effect="零分"))

    assert score == (D("0.00"), "实际 7，目标 5，完成率 60.00% 低于 70%，不得分")


def test_an_effect_is_named_even_where_it_costs_nothing() -> None:
    limits = Limits(D(130), "说明", D(70), "零分")

    found = [limits.effect(D(done)) for done in ("130.01", "130", "70", "69.99")]
    assert found == ["说明", "无", "无", "零分"]
    assert Limits().effect(D(1000)) == "无"


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="没有“归零”这种处理，可以写 无、说明、扣减、零分"):
        Limits(over_effect="归零")
    with pytest.raises(ValueError, match="指标性质“定性”不能计算完成率"):
        indicator("定性", D(1), D(1), D(1))


@pytest.mark.parametrize(
    ("won", "applicable", "expected"),
    [
        ("85.5", "95", ("90.00", "85.5 ÷ 95 × 100")),
        ("57", "60", ("95.00", "57 ÷ 60 × 100")),
        ("88.37", "100", ("88.37", "88.37")),
        ("88.37", "100.00", ("88.37", "88.37")),
        ("0", "90", ("0.00", "0 ÷ 90 × 100")),
    ],
)
def test_what_does_not_apply_is_left_out_of_the_whole(
    won: str, applicable: str, expected: tuple[str, str]
) -> None:
    score = rescaled(D(won), D(applicable))

    assert score is not None
    assert (str(score.points), score.words) == expected


def test_a_total_of_which_nothing_applies_has_no_score() -> None:
    assert rescaled(D(0), D(0)) is None


def test_another_whole_than_a_hundred() -> None:
    assert rescaled(D(40), D(45), whole=D(50)) == (D("44.44"), "40 ÷ 45 × 50")


@given(
    st.sampled_from(NATURES),
    st.decimals(-50, 1000, places=2),
    st.decimals(-50, 1000, places=2),
    st.decimals(0, 100, places=2),
    st.sampled_from(EFFECTS),
    st.sampled_from(EFFECTS),
)
def test_points_lie_between_nothing_and_the_full_points(
    nature: str, target: Decimal, actual: Decimal, points: Decimal, over: str, under: str
) -> None:
    plain = indicator(nature, target, actual, points)
    score = indicator(nature, target, actual, points, Limits(D(120), over, D(70), under))

    assert 0 <= score.points <= plain.points <= points
    assert score.words
    assert plain.words


@given(st.decimals(0, 90, places=2), st.decimals(90, 100, places=2))
def test_a_rescaled_total_stays_within_the_whole(won: Decimal, applicable: Decimal) -> None:
    score = rescaled(won, applicable)

    assert score is not None
    assert round_half_up(won, 2) <= score.points <= 100
