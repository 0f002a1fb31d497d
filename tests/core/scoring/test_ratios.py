"""Points from two numbers, and from a ratio and a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.ratios import (
    DIRECTIONS,
    RATE_MODES,
    RESTS,
    equal,
    proportion,
    ratio_cap,
    reverse,
    without_base,
)

D = Decimal
amounts = st.decimals(min_value=-100, max_value=10**9, places=2)
targets = st.decimals(min_value=-100, max_value=10**9, places=2)
weights = st.decimals(min_value=0, max_value=100, places=2)
positive = st.decimals(min_value=D("0.01"), max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("actual", "target", "points", "mode", "won", "words"),
    [
        ("3824.26", "4753.66", "10", "精确比率", "8.04", "3824.26 ÷ 4753.66 = 80.45%，× 10"),
        ("3824.26", "4753.66", "10", "显示比率", "8.05", "3824.26 ÷ 4753.66 = 80.45%，80.45% × 10"),
        ("1093", "1100", "6", "精确比率", "5.96", "1093 ÷ 1100 = 99.36%，× 6"),
        ("2.45", "2.6", "6", "精确比率", "5.65", "2.45 ÷ 2.6 = 94.23%，× 6"),
        ("4800", "4753.66", "10", "精确比率", "10.00", "4800 ÷ 4753.66 = 100.97%，达到 100%，得满分"),
        ("116.00", "116", "10", "精确比率", "10.00", "116.00 ÷ 116 = 100.00%，达到 100%，得满分"),
        ("99.996", "100", "10", "显示比率", "10.00", "99.996 ÷ 100 = 100.00%，达到 100%，得满分"),
        ("99.996", "100", "100", "精确比率", "100.00", "99.996 ÷ 100 = 99.996%，× 100"),
        ("99.99", "100", "100", "精确比率", "99.99", "99.99 ÷ 100 = 99.99%，× 100"),
        ("0", "100", "10", "精确比率", "0.00", "0 ÷ 100 = 0.00%，× 10"),
        ("-3", "100", "10", "精确比率", "0.00", "-3 按 0 计，0 ÷ 100 = 0.00%，× 10"),
        ("-3", "-5", "10", "精确比率", "10.00", "-3 达到 -5，得满分"),
        ("-5", "-5", "10", "精确比率", "10.00", "-5 达到 -5，得满分"),
        ("-8", "-5", "10", "精确比率", "0.00", "-8 未达到 -5，不得分"),
        ("1.2345", "2", "10", "精确比率", "6.17", "1.2345 ÷ 2 = 61.73%，× 10"),
        ("1.23456", "2", "10", "精确比率", "6.17", "1.2346 ÷ 2 = 61.73%，× 10"),
        ("1", "2", "0.01", "精确比率", "0.01", "1 ÷ 2 = 50.00%，× 0.01"),
    ],
)
def test_a_proportion_is_capped_at_the_full_points(
    actual: str, target: str, points: str, mode: str, won: str, words: str
) -> None:
    score = proportion(D(actual), D(target), D(points), mode)

    assert score is not None
    assert (str(score.points), score.words) == (won, words)


@pytest.mark.parametrize("mode", RATE_MODES)
def test_nothing_of_nothing_does_not_apply_and_something_earns_nothing(mode: str) -> None:
    assert proportion(D(0), D(0), D(10), mode) is None
    assert proportion(D(-3), D("0.00"), D(10), mode) is None
    assert without_base(D(5), D(1), D(10)) is None

    score = proportion(D(5), D("0.00"), D(10), mode)

    assert score == (D("0.00"), "5 ÷ 0，目标（预算、上年数）为 0 却有发生，不得分")


def test_an_unending_number_is_cut_in_the_words() -> None:
    score = proportion(D(1) / D(3), D(1), D(10))

    assert score is not None
    assert score.words == "0.3333 ÷ 1 = 33.33%，× 10"


@pytest.mark.parametrize(
    ("actual", "target", "won", "words"),
    [
        ("4", "5", "10.00", "4 ≤ 5，得满分"),
        ("5", "5", "10.00", "5 ≤ 5，得满分"),
        ("5.01", "5", "9.98", "(1 − (5.01 − 5) ÷ 5) × 10"),
        ("6", "5", "8.00", "(1 − (6 − 5) ÷ 5) × 10"),
        ("7", "6", "8.33", "(1 − (7 − 6) ÷ 6) × 10"),
        ("9.99", "5", "0.02", "(1 − (9.99 − 5) ÷ 5) × 10"),
        ("10", "5", "0.00", "10 达到 5 的 2 倍，不得分"),
        ("11", "5", "0.00", "11 达到 5 的 2 倍，不得分"),
        ("-1", "5", "10.00", "-1 ≤ 5，得满分"),
        ("0", "0", "10.00", "0 ≤ 0，得满分"),
        ("1", "0", "0.00", "1 超过 0，不得分"),
        ("-6", "-5", "10.00", "-6 ≤ -5，得满分"),
        ("-4", "-5", "0.00", "-4 超过 -5，不得分"),
    ],
)
def test_a_ceiling_is_full_up_to_the_target_and_empty_from_its_double(
    actual: str, target: str, won: str, words: str
) -> None:
    score = reverse(D(actual), D(target), D(10))

    assert (str(score.points), score.words) == (won, words)


@pytest.mark.parametrize(
    ("actual", "target", "won", "words"),
    [
        ("21", "21", "6.00", "21 ÷ 21 = 100.00%，达到 100%，得满分"),
        ("20", "21", "5.71", "20 ÷ 21 = 95.24%，× 6"),
        ("30", "21", "6.00", "30 ÷ 21 = 142.86%，达到 100%，得满分"),
        ("0", "0", "6.00", "目标为 0，实际 0，得满分"),
        ("-1", "0", "6.00", "目标为 0，实际 -1，得满分"),
        ("1", "0", "0.00", "目标为 0，实际 1，不得分"),
        ("-5", "-5", "6.00", "目标 -5，实际 -5，得满分"),
        ("-4", "-5", "0.00", "目标 -5，实际 -4，不得分"),
    ],
)
def test_nothing_expected_is_met_by_nothing_only(actual: str, target: str, won: str, words: str) -> None:
    score = equal(D(actual), D(target), D(6))

    assert (str(score.points), score.words) == (won, words)


@pytest.mark.parametrize(
    ("ratio", "points", "line", "step", "deduct", "direction", "rest", "won", "words"),
    [
        ("98.5", "5", "100", "1", "0.5", "不高于", "不扣", "5.00", "98.5% 不高于 100%，得满分"),
        ("100", "5", "100", "1", "0.5", "不高于", "不扣", "5.00", "100% 不高于 100%，得满分"),
        ("103.2", "5", "100", "1", "0.5", "不高于", "不扣", "3.50", "103.2%，比 100% 高 3.2 个百分点，每 1 个百分点扣 0.5 分，扣 1.5 分"),
        ("103.2", "5", "100", "1", "0.5", "不高于", "进一", "3.00", "103.2%，比 100% 高 3.2 个百分点，每 1 个百分点扣 0.5 分，扣 2 分"),
        ("103.2", "5", "100", "1", "0.5", "不高于", "按比例", "3.40", "103.2%，比 100% 高 3.2 个百分点，每 1 个百分点扣 0.5 分，扣 1.6 分"),
        ("103", "5", "100", "1", "0.5", "不高于", "进一", "3.50", "103%，比 100% 高 3 个百分点，每 1 个百分点扣 0.5 分，扣 1.5 分"),
        ("100.9", "5", "100", "1", "0.5", "不高于", "不扣", "5.00", "100.9%，比 100% 高 0.9 个百分点，每 1 个百分点扣 0.5 分，扣 0 分"),
        ("112", "8", "100", "1", "1", "不高于", "不扣", "0.00", "112%，比 100% 高 12 个百分点，每 1 个百分点扣 1 分，扣 12 分，扣完为止"),
        ("108", "8", "100", "1", "1", "不高于", "不扣", "0.00", "108%，比 100% 高 8 个百分点，每 1 个百分点扣 1 分，扣 8 分"),
        ("100", "5", "100", "5", "2", "不低于", "不扣", "5.00", "100% 不低于 100%，得满分"),
        ("93", "5", "100", "5", "2", "不低于", "不扣", "3.00", "93%，比 100% 低 7 个百分点，每 5 个百分点扣 2 分，扣 2 分"),
        ("93", "5", "100", "5", "2", "不低于", "进一", "1.00", "93%，比 100% 低 7 个百分点，每 5 个百分点扣 2 分，扣 4 分"),
        ("100", "6", "100", "5", "2", "等于", "不扣", "6.00", "100% 等于 100%，得满分"),
        ("110", "6", "100", "5", "2", "等于", "不扣", "2.00", "110%，比 100% 高 10 个百分点，每 5 个百分点扣 2 分，扣 4 分"),
        ("90", "6", "100", "5", "2", "等于", "不扣", "2.00", "90%，比 100% 低 10 个百分点，每 5 个百分点扣 2 分，扣 4 分"),
        ("-3", "5", "0", "1", "0.5", "不高于", "不扣", "5.00", "-3% 不高于 0%，得满分"),
    ],
)  # fmt: skip
def test_each_step_beyond_the_line_costs_points(
    ratio: str,
    points: str,
    line: str,
    step: str,
    deduct: str,
    direction: str,
    rest: str,
    won: str,
    words: str,
) -> None:
    score = ratio_cap(D(ratio), D(points), D(line), D(step), D(deduct), direction, rest)

    assert (str(score.points), score.words) == (won, words)


@pytest.mark.parametrize(
    ("ratio", "mode", "won", "words"),
    [
        ("100.995", "精确比率", "8.00", "100.995%，比 100% 高 0.995 个百分点，每 1 个百分点扣 1 分，扣 0 分"),
        ("100.995", "显示比率", "7.00", "101.00%，比 100% 高 1 个百分点，每 1 个百分点扣 1 分，扣 1 分"),
        (
            "100.99999",
            "精确比率",
            "8.00",
            "100.99999%，比 100% 高 0.99999 个百分点，每 1 个百分点扣 1 分，扣 0 分",
        ),
        (
            "100.00001",
            "精确比率",
            "8.00",
            "100.00001%，比 100% 高 0.00001 个百分点，每 1 个百分点扣 1 分，扣 0 分",
        ),
        ("100.004", "显示比率", "8.00", "100.00% 不高于 100%，得满分"),
    ],
)
def test_a_ratio_counts_as_it_is_or_as_it_is_printed_and_its_words_show_which(
    ratio: str, mode: str, won: str, words: str
) -> None:
    score = ratio_cap(D(ratio), D(8), D(100), D(1), D(1), mode=mode)

    assert (str(score.points), score.words) == (won, words)


def test_the_rate_of_an_excess_may_be_taken_as_it_is_printed() -> None:
    exact = reverse(D(5), D(3), D(100))
    printed = reverse(D(5), D(3), D(100), "显示比率")

    assert (str(exact.points), exact.words) == ("33.33", "(1 − (5 − 3) ÷ 3) × 100")
    assert (str(printed.points), printed.words) == ("33.33", "(5 − 3) ÷ 3 = 66.67%，(1 − 66.67%) × 100")
    assert str(equal(D("3824.26"), D("4753.66"), D(10), "显示比率").points) == "8.05"


def test_an_unending_ratio_is_cut_in_the_words() -> None:
    score = ratio_cap(D(320) / D(3), D(5), D(100), D(1), D("0.5"))

    assert score.words == "106.6667%，比 100% 高 6.6667 个百分点，每 1 个百分点扣 0.5 分，扣 3 分"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"direction": "高于"}, "方向没有“高于”，可以写 不高于、不低于、等于"),
        ({"rest": "四舍五入"}, "不足一档没有“四舍五入”，可以写 不扣、进一、按比例"),
        ({"step": D(0)}, "比率封顶的“每”应大于 0，这里是 0"),
        ({"deduct": D("-0.5")}, "比率封顶的“扣”不应是负数，这里是 -0.5"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(change: dict[str, object], sentence: str) -> None:
    rule: dict[str, object] = {"line": D(100), "step": D(1), "deduct": D(1)}

    with pytest.raises(ValueError) as refused:
        ratio_cap(D(101), D(5), **(rule | change))  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="比率取值没有“大概”，可以写 精确比率、显示比率"):
        proportion(D(1), D(2), D(3), "大概")


@given(amounts, targets, weights, st.sampled_from(RATE_MODES))
def test_two_numbers_give_between_nothing_and_the_full_points(
    actual: Decimal, target: Decimal, points: Decimal, mode: str
) -> None:
    part = proportion(actual, target, points, mode)
    scores = [reverse(actual, target, points), equal(actual, target, points), *([part] if part else [])]

    assert (part is None) == (target == 0 and actual <= 0)
    for score in scores:
        assert 0 <= score.points <= points
        assert score.points.as_tuple().exponent == -2
        assert score.words


@given(
    st.decimals(-200, 400, places=3),
    weights,
    st.decimals(0, 200, places=1),
    st.decimals(D("0.1"), 10, places=1),
    st.decimals(0, 5, places=1),
    st.sampled_from(DIRECTIONS),
)
def test_a_line_gives_between_nothing_and_the_full_points_and_a_started_step_costs_most(
    ratio: Decimal, points: Decimal, line: Decimal, step: Decimal, deduct: Decimal, direction: str
) -> None:
    dropped, started, part = (ratio_cap(ratio, points, line, step, deduct, direction, rest) for rest in RESTS)

    assert 0 <= started.points <= part.points <= dropped.points <= points
    assert started.words
    assert dropped.words


@given(amounts, amounts, targets.filter(bool), weights, st.sampled_from(RATE_MODES))
def test_more_achieved_never_earns_less(
    left: Decimal, right: Decimal, target: Decimal, points: Decimal, mode: str
) -> None:
    low, high = sorted((left, right))

    less = proportion(low, target, points, mode)
    more = proportion(high, target, points, mode)
    assert less is not None
    assert more is not None
    assert less.points <= more.points


@given(st.integers(0, 300), st.integers(0, 300), st.integers(-5, 100), weights)
def test_more_beyond_a_ceiling_never_earns_more(left: int, right: int, target: int, points: Decimal) -> None:
    low, high = sorted((left, right))

    assert reverse(D(high), D(target), points).points <= reverse(D(low), D(target), points).points


@given(positive, positive, weights)
def test_a_proportion_is_the_half_up_rounding_of_the_exact_quotient(
    actual: Decimal, target: Decimal, points: Decimal
) -> None:
    score = proportion(actual, target, points)

    assert score is not None
    hundredths = int(points * 100) * min(int(actual * 100), int(target * 100))
    assert int(score.points * 100) == (2 * hundredths + int(target * 100)) // (2 * int(target * 100))


def test_numbers_of_any_size_earn_points_and_raise_nothing() -> None:
    vast = D(10) ** 39
    tiny = D(10) ** -18

    for rest in RESTS:
        assert ratio_cap(vast, D(5), D(100), tiny, vast, rest=rest).points == 0
    part = proportion(vast, tiny, D(5))
    assert part is not None
    assert part.points == equal(vast, tiny, D(5)).points == 5
    assert reverse(vast, tiny, D(5)).points == 0
    assert equal(tiny, vast, D(5)).points == 0
