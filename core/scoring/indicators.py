"""Points of a 绩效指标 by the sign of its target, with what happens far above and far below it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.numbers.rounding import WIDE
from core.scoring.ratios import equal, proportion, reverse
from core.scoring.score import (
    NONE,
    Score,
    all_or_nothing,
    percent_of,
    percent_words,
    percentage,
    scored,
    share,
    shown,
)

FLOORS = ("≥", ">")
CEILINGS = ("≤", "<")
WITHIN = "±"
NATURES = (*FLOORS, "=", *CEILINGS, WITHIN)
"""指标性质 that are computed; 定性 is judged."""

UNTOUCHED = "无"
EXPLAINED = "说明"
REDUCED = "扣减"
ZEROED = "零分"
EFFECTS = (UNTOUCHED, EXPLAINED, REDUCED, ZEROED)

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Limits:
    """From which 完成率 (%) on an indicator is over- or under-achieved, None for never, and what follows.

    无 and 说明 leave the points as they are, 扣减 takes the part by which the line was passed, 零分 takes all.
    Raises ValueError for an unknown effect.
    """

    over_line: Decimal | None = None
    over_effect: str = UNTOUCHED
    under_line: Decimal | None = None
    under_effect: str = UNTOUCHED

    def __post_init__(self) -> None:
        for effect in (self.over_effect, self.under_effect):
            if effect not in EFFECTS:
                raise ValueError(f"没有“{effect}”这种处理，可以写 {'、'.join(EFFECTS)}")

    def effect(self, completion: Decimal) -> str:
        """What follows from a 完成率: the effect of the line it passed, 无 if it passed none."""
        if self.over_line is not None and completion > self.over_line:
            return self.over_effect
        if self.under_line is not None and completion < self.under_line:
            return self.under_effect
        return UNTOUCHED


NO_LIMITS = Limits()


def completion(nature: str, target: Decimal, actual: Decimal) -> Decimal:
    """完成率 in %, not rounded and not capped, never under 0.

    ≥ > =: actual ÷ target. ≤ <: 100 where the ceiling was kept, else 100 less the excess in % of the target. ±, and
    a target of 0 or a negative one: it is met (100) or not (0). Raises ValueError for a nature that is not computed.
    """
    if nature not in NATURES:
        raise ValueError(f"指标性质“{nature}”不能计算完成率，应是 {' '.join(NATURES)} 之一")
    if nature in CEILINGS:
        if actual <= target:
            return _HUNDRED
        if target <= 0:
            return _ZERO
        left = WIDE.subtract(WIDE.multiply(target, Decimal(2)), actual)
        return max(_ZERO, percentage(left, target))
    if target > 0 and nature != WITHIN:
        return max(_ZERO, percentage(actual, target))
    return _HUNDRED if _met(nature, target, actual) else _ZERO


def indicator(
    nature: str, target: Decimal, actual: Decimal, points: Decimal, limits: Limits = NO_LIMITS
) -> Score:
    """得分 of a quantitative indicator: by proportion (≥ > =) or in reverse (≤ <), then the limits.

    扣减 takes from the points won as many % as the 完成率 lies beyond the line (财预〔2020〕10号 for targets set too
    low). A target of 0 or less, and ±, is met or not. Raises ValueError for a nature that is not computed.
    """
    done = completion(nature, target, actual)
    won = _won(nature, target, actual, points)
    effect = limits.effect(done)
    if effect not in (REDUCED, ZEROED):
        return won
    over = limits.over_line is not None and done > limits.over_line
    line = limits.over_line if over else limits.under_line
    assert line is not None
    words = (
        f"实际 {shown(actual)}，目标 {shown(target)}，"
        f"完成率 {percent_words(done, line)} {'超过' if over else '低于'} {shown(line)}%"
    )
    if effect == ZEROED:
        return scored(_ZERO, f"{words}，{NONE}")
    beyond = min(_HUNDRED, WIDE.subtract(done, line).copy_abs())
    kept = percent_of(won.points, WIDE.subtract(_HUNDRED, beyond))
    return scored(kept, f"{words}，{shown(won.points)} × (1 − {percent_words(beyond, _ZERO)})")


def rescaled(won: Decimal, applicable: Decimal, whole: Decimal = _HUNDRED) -> Score | None:
    """换算得分: 得分 ÷ 适用分值 × 满分, for totals from which items that do not apply were left out.

    None where nothing applies; the points won themselves where everything does.
    """
    if applicable <= 0:
        return None
    if applicable == whole:
        return scored(won, shown(won))
    return scored(share(won, applicable, whole), f"{shown(won)} ÷ {shown(applicable)} × {shown(whole)}")


def _won(nature: str, target: Decimal, actual: Decimal, points: Decimal) -> Score:
    if nature in CEILINGS:
        return reverse(actual, target, points)
    if nature == "=":
        return equal(actual, target, points)
    score = proportion(actual, target, points) if target > 0 and nature != WITHIN else None
    if score:
        return score
    words = f"目标 {nature}{shown(target)}，实际 {shown(actual, target)}"
    return all_or_nothing(_met(nature, target, actual), points, words)


def _met(nature: str, target: Decimal, actual: Decimal) -> bool:
    """Whether a floor, an = or a ± that has no proportion is met; nothing expected (= 0) is met by less, too."""
    if nature == WITHIN:
        return actual.copy_abs() <= target
    if nature == "=":
        return actual <= 0 if target == 0 else actual == target
    return actual > target if nature == ">" else actual >= target
