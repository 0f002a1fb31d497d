"""The rule types of scoring as functions that formulas call: 按比例, 比率封顶, 分段, 指标得分 …"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, Overflow
from typing import TYPE_CHECKING

from core.figures import algebra
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.functions import PERCENT, Scalar, lift, strict
from core.figures.units import ANY, TEXT, Unit, unit_named
from core.scoring import indicators, ratios, tables, tiers
from core.scoring.score import Score
from core.scoring.tiers import Interval, Tier

if TYPE_CHECKING:
    from core.scoring.targets import Target

POINTS = unit_named("分")
NOT_SET = "不设"
"""Stands for a line that a pack does not draw."""

Rule = Callable[..., Score | None]


def scoring_functions(grades: Mapping[str, Decimal], degrees: Sequence[Tier]) -> dict[str, Scalar]:
    """All scoring functions, with a pack's grades and tiers."""
    by_name = {tier.name: tier for tier in degrees}

    def allowed(name: str, points: Decimal) -> Interval | None:
        tier = by_name.get(name)
        return tiers.interval(tier, degrees, points) if tier else None

    def lowest(name: str, points: Decimal) -> Value:
        found = allowed(name, points)
        return found.low if found else NOT_APPLICABLE

    def unreached(name: str, points: Decimal) -> Value:
        found = allowed(name, points)
        return found.high if found and not found.includes_high else NOT_APPLICABLE

    def by_degree(name: str, points: Decimal) -> Value:
        best = max(degrees, key=lambda tier: tier.highest)
        return points if name == best.name else None

    return {
        "按比例": _scored(3, 4, ratios.proportion),
        "反向": _scored(3, 3, ratios.reverse),
        "等于得分": _scored(3, 3, ratios.equal),
        "比率封顶": _scored(5, 7, ratios.ratio_cap),
        "分段": _scored(2, 2, lambda value, text: tables.by_bracket(value, tables.read_brackets(text))),
        "是否得分": _scored(2, 2, tables.yes_no),
        "扣分": _scored(2, 2, tables.deducted),
        "指标得分": _scored(4, 8, _indicator),
        "折算": _scored(2, 3, indicators.rescaled),
        "完成率": _plain(3, PERCENT, _completion),
        "等级": _plain(1, TEXT, lambda score: tiers.grade(score, grades)),
        "分档下限": _plain(2, POINTS, lowest),
        "分档未满": _plain(2, POINTS, unreached),
        "分档得分": _plain(2, POINTS, by_degree),
        "指标性质": _plain(1, TEXT, lambda text: _target(text).nature or None),
        "指标数": _plain(1, ANY, lambda text: _target(text).number),
        "完成数": _plain(2, ANY, _done),
    }


def _scored(least: int, most: int, rule: Rule) -> Scalar:
    """A rule type as a function; 未填 and 不涉及 go through it, its words explain the score.

    Of the arguments that may be left out 不涉及 says that a pack does not set them.
    """

    def points(*values: Value) -> Value:
        if None in values:
            return None
        if NOT_APPLICABLE in values[:least]:
            return NOT_APPLICABLE
        try:
            score = rule(*map(_given, values))
        except Overflow:
            return NOT_APPLICABLE
        except ValueError:  # a parameter set to what the rule does not know: nothing can be said
            return None
        return NOT_APPLICABLE if score is None else score.points

    def words(values: list[Value]) -> str:
        try:
            score = rule(*map(_given, values))
        except (Overflow, ValueError):
            return "—"
        return score.words if score else "—"

    return Scalar(least, most, lambda _function, _units: POINTS, lift(points), words)


def _plain(arguments: int, unit: Unit, function: Callable[..., Value]) -> Scalar:
    """A function of known values without words of its own."""

    def run(*values: Value) -> Value:
        try:
            return function(*map(_given, values))
        except Overflow:
            return NOT_APPLICABLE

    return Scalar(arguments, arguments, lambda _function, _units: unit, lift(strict(run)))


def _given(value: Value) -> Decimal | str | bool:
    if value is NOT_APPLICABLE:
        return NOT_SET
    return value if isinstance(value, str | bool) else algebra.number(value)


def _indicator(
    nature: str,
    target: Decimal,
    actual: Decimal,
    points: Decimal,
    over_line: Decimal | str = NOT_SET,
    over_effect: str = indicators.UNTOUCHED,
    under_line: Decimal | str = NOT_SET,
    under_effect: str = indicators.UNTOUCHED,
) -> Score | None:
    if nature not in indicators.NATURES:
        return None
    limits = indicators.Limits(_line(over_line), over_effect, _line(under_line), under_effect)
    return indicators.indicator(nature, target, actual, points, limits)


def _line(line: Decimal | str) -> Decimal | None:
    return line if isinstance(line, Decimal) else None


def _completion(nature: str, target: Decimal, actual: Decimal) -> Value:
    if nature not in indicators.NATURES:
        return NOT_APPLICABLE
    done = indicators.completion(nature, target, actual)
    return NOT_APPLICABLE if done is None else done


def _target(text: str) -> Target:
    from core.scoring.targets import read_target  # not before there is an indicator

    return read_target(text)


def _done(actual: str, target: str) -> Value:
    """The number in 实际完成值 where it is counted as the target is; else nothing is known."""
    from core.scoring.targets import comparable

    found = _target(actual)
    wanted = _target(target)
    return found.number if comparable(found, wanted) else None
