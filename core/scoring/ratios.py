"""Points from two numbers, or from a ratio and a line (定量指标, 比率指标)."""

from __future__ import annotations

from decimal import Decimal

from core.numbers.rounding import WIDE, round_half_up
from core.scoring.score import (
    FULL,
    NONE,
    SPENT,
    Score,
    percent_of,
    percent_words,
    percentage,
    reckoned,
    scored,
    share,
    shown,
)

EXACT_RATE = "精确比率"
SHOWN_RATE = "显示比率"
RATE_MODES = (EXACT_RATE, SHOWN_RATE)
"""Whether points come from the rate itself or from the rate as it is printed, at two places."""

AT_MOST = "不高于"
AT_LEAST = "不低于"
JUST = "等于"
DIRECTIONS = (AT_MOST, AT_LEAST, JUST)

DROPPED = "不扣"
STARTED = "进一"
IN_PROPORTION = "按比例"
RESTS = (DROPPED, STARTED, IN_PROPORTION)
"""What an unfinished step costs: nothing, a whole step, its part of a step."""

_ZERO = Decimal(0)


def proportion(actual: Decimal, target: Decimal, points: Decimal, mode: str = EXACT_RATE) -> Score | None:
    """比例得分: 分值 × 实际 ÷ 目标, at most the full points (财预〔2020〕10号, 定量指标).

    A target of 0 gives None (不涉及); a negative actual counts 0. A negative target has no proportion: it is
    reached or it is not. Raises ValueError for an unknown mode.
    """
    _must_be_one("比率取值", mode, RATE_MODES)
    if target == 0:
        return None
    if target < 0:
        reached = actual >= target
        words = f"{shown(actual)} {'达到' if reached else '未达到'} {shown(target)}"
        return _all_or_nothing(reached, points, words)
    counted, note = _at_least_zero(actual)
    rate = percentage(counted, target)
    words = f"{note}{shown(counted)} ÷ {shown(target)} = {percent_words(rate)}"
    if mode == SHOWN_RATE:
        rate = round_half_up(rate, 2)
    if counted >= target or rate >= 100:
        return scored(points, f"{words}，达到 100%，{FULL}")
    if mode == SHOWN_RATE:
        return scored(percent_of(points, rate), f"{words}，{percent_words(rate)} × {shown(points)}")
    return scored(share(counted, target, points), f"{words}，× {shown(points)}")


def reverse(actual: Decimal, target: Decimal, points: Decimal) -> Score:
    """反向指标 (≤): full up to the target, then (1 − (实际 − 目标) ÷ 目标) × 分值, nothing from twice the target.

    A target of 0 or less has no proportion: it is kept or it is not.
    """
    a = shown(actual)
    t = shown(target)
    if actual <= target:
        return scored(points, f"{a} ≤ {t}，{FULL}")
    if target <= 0:
        return scored(_ZERO, f"{a} 超过 {t}，{NONE}")
    double = WIDE.multiply(target, Decimal(2))
    if actual >= double:
        return scored(_ZERO, f"{a} 达到 {t} 的 2 倍，{NONE}")
    left = WIDE.subtract(double, actual)
    return scored(share(left, target, points), f"(1 − ({a} − {t}) ÷ {t}) × {shown(points)}")


def equal(actual: Decimal, target: Decimal, points: Decimal) -> Score:
    """等于指标 (=): as a proportion; with a target of 0 full for an actual of 0 or less, else nothing.

    A negative target is met by itself only.
    """
    a = shown(actual)
    t = shown(target)
    if target == 0:
        kept = actual <= 0
        return _all_or_nothing(kept, points, f"目标为 0，实际 {a}")
    if target < 0:
        return _all_or_nothing(actual == target, points, f"目标 {t}，实际 {a}")
    score = proportion(actual, target, points)
    assert score is not None
    return score


def ratio_cap(
    ratio: Decimal,
    points: Decimal,
    line: Decimal,
    step: Decimal,
    deduct: Decimal,
    direction: str = AT_MOST,
    rest: str = DROPPED,
) -> Score:
    """比率封顶: full on the right side of a line, beyond it `deduct` points for each `step` of the excess.

    Ratio, line and step share one unit (mostly %). 等于 counts the distance to both sides. Never under 0.
    Raises ValueError for an unknown direction or rest, a step that is not positive, a negative deduction.
    """
    _must_be_one("方向", direction, DIRECTIONS)
    _must_be_one("不足一档", rest, RESTS)
    if step <= 0:
        raise ValueError(f"比率封顶的“每”应大于 0，这里是 {shown(step)}")
    if deduct < 0:
        raise ValueError(f"比率封顶的“扣”不应是负数，这里是 {shown(deduct)}")
    above = WIDE.subtract(ratio, line)
    if _within(above, direction):
        return scored(points, f"{shown(ratio)} {direction} {shown(line)}，{FULL}")
    excess = above.copy_abs()
    taken = _taken(excess, step, deduct, rest)
    left = WIDE.subtract(points, taken)
    words = (
        f"{shown(ratio)} {'超过' if above > 0 else '低于'} {shown(line)} 共 {reckoned(excess)}，"
        f"每 {shown(step)} 扣 {shown(deduct)}，扣 {reckoned(taken)}"
    )
    return scored(left, f"{words}，{SPENT}" if left < 0 else words)


def _within(above: Decimal, direction: str) -> bool:
    """Whether a ratio that lies so far above the line is on its right side."""
    if direction == AT_MOST:
        return above <= 0
    return above >= 0 if direction == AT_LEAST else above == 0


def _taken(excess: Decimal, step: Decimal, deduct: Decimal, rest: str) -> Decimal:
    if rest == IN_PROPORTION:
        return share(excess, step, deduct)
    steps, unfinished = WIDE.divmod(excess, step)
    if rest == STARTED and unfinished:
        steps = WIDE.add(steps, Decimal(1))
    return WIDE.multiply(steps, deduct)


def _at_least_zero(actual: Decimal) -> tuple[Decimal, str]:
    """The actual that counts, and the words for one that was raised to 0."""
    return (_ZERO, f"{shown(actual)} 按 0 计，") if actual < 0 else (actual, "")


def _all_or_nothing(reached: bool, points: Decimal, words: str) -> Score:
    return scored(points, f"{words}，{FULL}") if reached else scored(_ZERO, f"{words}，{NONE}")


def _must_be_one(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{what}没有“{given}”，可以写 {'、'.join(known)}")
