"""Where a score belongs: the grade of a total, the interval a qualitative tier leaves to the clerk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.numbers.rounding import round_half_up
from core.scoring.score import POINT_PLACES, percent_of, shown


class Tier(NamedTuple):
    """One degree of reaching a qualitative target, from `lowest` to `highest` % of the points."""

    name: str
    lowest: Decimal
    highest: Decimal


TIERS = (
    Tier("达成年度指标", Decimal(80), Decimal(100)),
    Tier("部分达成年度指标并具有一定效果", Decimal(60), Decimal(80)),
    Tier("未达成年度指标且效果较差", Decimal(0), Decimal(60)),
)
"""The three tiers of 财预〔2020〕10号."""


class Interval(NamedTuple):
    """The points (分) a tier allows: `low` belongs to it, `high` only where it says so."""

    low: Decimal
    high: Decimal
    includes_high: bool

    @property
    def words(self) -> str:
        """As a clerk would write it: 4.80（含）—6, 3.60（含）—4.80（不含）."""
        return f"{shown(self.low)}（含）—{shown(self.high)}{'' if self.includes_high else '（不含）'}"

    def holds(self, score: Decimal) -> bool:
        """Whether a score is allowed."""
        return self.low <= score and (score < self.high or (self.includes_high and score == self.high))


def interval(tier: Tier, tiers: Sequence[Tier], points: Decimal) -> Interval:
    """The points a tier allows, its borders rounded to two places.

    A border belongs to the better tier (财预〔2020〕10号: 80%（含）, 60%（含）), so 未达成 is [0, 0.6w). The high
    border is allowed where no other tier goes on from it, and where it is the only value (an indicator of 0 points).
    """
    low = _border(tier.lowest, points)
    high = _border(tier.highest, points)
    goes_on = any(other.lowest <= tier.highest < other.highest for other in tiers)
    return Interval(low, high, includes_high=not goes_on or low == high)


def grade(score: Decimal, grades: Mapping[str, Decimal]) -> str:
    """等级: the highest grade whose lowest score is reached; below all of them the lowest grade.

    `grades` names each grade's lowest score, as 优: 90. Raises ValueError where there are none.
    """
    if not grades:
        raise ValueError("没有等级，请写如 优: 90、良: 80、中: 60、差: 0")
    best_first = sorted(grades, key=lambda name: grades[name], reverse=True)
    return next((name for name in best_first if score >= grades[name]), best_first[-1])


def _border(percent: Decimal, points: Decimal) -> Decimal:
    """A share of the points; nothing and the whole stay as they are written."""
    if percent == 100 or percent == 0:
        return points if percent else Decimal(0)
    return round_half_up(percent_of(points, percent), POINT_PLACES)
