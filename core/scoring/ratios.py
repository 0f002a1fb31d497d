"""Points from two numbers, or from a ratio and a line (定量指标, 比率指标)."""

from __future__ import annotations

from decimal import Decimal

from core.numbers.rounding import WIDE, round_half_up
from core.scoring.score import (
    FULL,
    NONE,
    SPENT,
    Score,
    all_or_nothing,
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
_HUNDRED = Decimal(100)


def proportion(actual: Decimal, target: Decimal, points: Decimal, mode: str = EXACT_RATE) -> Score | None:
    """比例得分: 分值 × 实际 ÷ 目标, at most the full points (财预〔2020〕10号, 定量指标).

    A target of 0 gives None (不涉及), but nothing where there is an actual all the same; a negative actual counts 0.
    A negative target has no proportion: it is reached or it is not. Raises ValueError for an unknown mode.
    """
    if target == 0:
        return without_base(actual, target, points)
    if target < 0:
        reached = actual >= target
        words = f"{shown(actual, target)} {'达到' if reached else '未达到'} {shown(target)}"
        return all_or_nothing(reached, points, words)
    counted, note = _at_least_zero(actual)
    rate = rate_in(mode, percentage(counted, target))
    words = f"{note}{shown(counted)} ÷ {shown(target)} = {percent_words(rate, _HUNDRED)}"
    if counted >= target or rate >= 100:
        return scored(points, f"{words}，达到 100%，{FULL}")
    if mode == SHOWN_RATE:
        return scored(percent_of(points, rate), f"{words}，{percent_words(rate)} × {shown(points)}")
    return scored(share(counted, target, points), f"{words}，× {shown(points)}")


def without_base(actual: Decimal, base: Decimal, points: Decimal) -> Score | None:
    """A ratio to a base of 0: None (不涉及) for 0 of 0, nothing for something: it lies beyond every budget.

    None too for a base that is not 0: there is a ratio.
    """
    if actual <= 0 or base != 0:
        return None
    return scored(Decimal(0), f"{shown(actual)} ÷ 0，目标（预算、上年数）为 0 却有发生，{NONE}")


def reverse(actual: Decimal, target: Decimal, points: Decimal, mode: str = EXACT_RATE) -> Score:
    """反向指标 (≤): full up to the target, then (1 − (实际 − 目标) ÷ 目标) × 分值, nothing from twice the target.

    A target of 0 or less has no proportion: it is kept or it is not.
    """
    a = shown(actual, target)
    t = shown(target)
    if actual <= target:
        return scored(points, f"{a} ≤ {t}，{FULL}")
    if target <= 0:
        return scored(_ZERO, f"{a} 超过 {t}，{NONE}")
    double = WIDE.multiply(target, Decimal(2))
    if actual >= double:
        return scored(_ZERO, f"{shown(actual, double)} 达到 {t} 的 2 倍，{NONE}")
    if mode == SHOWN_RATE:
        excess = rate_in(mode, percentage(WIDE.subtract(actual, target), target))
        won = percent_of(points, WIDE.subtract(_HUNDRED, excess))
        return scored(
            won,
            f"({a} − {t}) ÷ {t} = {percent_words(excess)}，(1 − {percent_words(excess)}) × {shown(points)}",
        )
    left = WIDE.subtract(double, actual)
    return scored(share(left, target, points), f"(1 − ({a} − {t}) ÷ {t}) × {shown(points)}")


def equal(actual: Decimal, target: Decimal, points: Decimal, mode: str = EXACT_RATE) -> Score:
    """等于指标 (=): as a proportion; with a target of 0 full for an actual of 0 or less, else nothing.

    A negative target is met by itself only.
    """
    a = shown(actual, target)
    t = shown(target)
    if target == 0:
        kept = actual <= 0
        return all_or_nothing(kept, points, f"目标为 0，实际 {a}")
    if target < 0:
        return all_or_nothing(actual == target, points, f"目标 {t}，实际 {a}")
    score = proportion(actual, target, points, mode)
    assert score is not None
    return score


def rate_in(mode: str, rate: Decimal) -> Decimal:
    """A rate (%) as the mode counts it: as it is, or as it is printed; raises ValueError for an unknown mode."""
    _must_be_one("比率取值", mode, RATE_MODES)
    return round_half_up(rate, 2) if mode == SHOWN_RATE else rate


def ratio_cap(
    ratio: Decimal,
    points: Decimal,
    line: Decimal,
    step: Decimal,
    deduct: Decimal,
    direction: str = AT_MOST,
    rest: str = DROPPED,
    mode: str = EXACT_RATE,
) -> Score:
    """比率封顶: full on the right side of a line, beyond it `deduct` points for each `step` of the excess.

    Ratio, line and step are per cent. 等于 counts the distance to both sides. Never under 0.
    Raises ValueError for an unknown direction, rest or mode, a step that is not positive, a negative deduction.
    """
    _must_be_one("方向", direction, DIRECTIONS)
    _must_be_one("不足一档", rest, RESTS)
    if step <= 0:
        raise ValueError(f"比率封顶的“每”应大于 0，这里是 {shown(step)}")
    if deduct < 0:
        raise ValueError(f"比率封顶的“扣”不应是负数，这里是 {shown(deduct)}")
    ratio = rate_in(mode, ratio)
    above = WIDE.subtract(ratio, line)
    if _within(above, direction):
        return scored(points, f"{shown(ratio, line)}% {direction} {shown(line)}%，{FULL}")
    excess = above.copy_abs()
    taken = _taken(excess, step, deduct, rest)
    left = WIDE.subtract(points, taken)
    nearest = WIDE.multiply(step, round_half_up(share(excess, step, Decimal(1)), 0))
    border = WIDE.add(line, nearest.copy_sign(above))
    words = (
        f"{shown(ratio, line, border)}%，比 {shown(line)}% {'高' if above > 0 else '低'} "
        f"{reckoned(excess, nearest)} 个百分点，每 {shown(step)} 个百分点扣 {shown(deduct)} 分，扣 {reckoned(taken)} 分"
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


def _must_be_one(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{what}没有“{given}”，可以写 {'、'.join(known)}")
