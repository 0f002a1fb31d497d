"""The rule types of scoring as functions that formulas call: 按比例, 比率封顶, 分段, 指标得分 …"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, Overflow
from typing import TYPE_CHECKING

from core.figures import algebra
from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, NOT_APPLICABLE_WORDS, Value
from core.figures.functions import PERCENT, Scalar, lift, strict
from core.figures.keys import Row
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
        "按比例": _scored(3, 4, ratios.proportion, base=1),
        "反向": _scored(3, 4, ratios.reverse),
        "等于得分": _scored(3, 4, ratios.equal),
        "比率封顶": _scored(5, 8, ratios.ratio_cap),
        "分段": _scored(2, 3, _bracket),
        "无基数": _scored(3, 3, ratios.without_base, base=1),
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
        "完成数": _plain(2, ANY, _done, most=3),
        "完成值疑问": _plain(2, TEXT, _doubt, most=3),
        "适用时": Scalar(3, 3, lambda _function, units: units[2], _unless_left_out),
    }


def _scored(least: int, most: int, rule: Rule, base: int | None = None) -> Scalar:
    """A rule type as a function; 未填 and 不涉及 go through it, its words explain the score.

    Of the arguments that may be left out 不涉及 says that a pack does not set them; as the `base` of a ratio it
    counts 0: what is spent against a budget of 无 is spent against none.
    """

    def counted(values: Sequence[Value]) -> Sequence[Value]:
        if base is None or values[base] is not NOT_APPLICABLE:
            return values
        return [*values[:base], algebra.ZERO, *values[base + 1 :]]

    def points(*given: Value) -> Value:
        values = counted(given)
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
            score = rule(*map(_given, counted(values)))
        except (Overflow, ValueError):
            return "—"
        return score.words if score else "—"

    return Scalar(least, most, lambda _function, _units: POINTS, lift(points), words)


def _plain(least: int, unit: Unit, function: Callable[..., Value], most: int = 0) -> Scalar:
    """A function of known values without words of its own."""

    def run(*values: Value) -> Value:
        try:
            return function(*map(_given, values))
        except Overflow:
            return NOT_APPLICABLE

    return Scalar(least, max(least, most), lambda _function, _units: unit, lift(strict(run)))


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


def _bracket(value: Decimal, text: str, mode: str = ratios.EXACT_RATE) -> Score | None:
    return tables.by_bracket(value, tables.read_brackets(text), mode)


def _completion(nature: str, target: Decimal, actual: Decimal) -> Value:
    return indicators.completion(nature, target, actual) if nature in indicators.NATURES else NOT_APPLICABLE


def _target(text: str, unit: str = "") -> Target:
    """A text as a target, with the unit of a column of its own where it names none."""
    from core.scoring.targets import read_target  # not before there is an indicator

    found = read_target(text)
    return found if found.unit or found.number is None else replace(found, unit="".join(unit.split()))


def _done(actual: str, target: str, unit: str = "") -> Value:
    """The number in 实际完成值 where it is counted as the target is; else nothing is known."""
    from core.scoring.targets import done

    return done(_target(actual), _target(target, unit))


def _doubt(actual: str, target: str, unit: str = "") -> Value:
    """Why 实际完成值 is not counted, 不涉及 where it is, and for what is judged."""
    from core.scoring.targets import doubt

    return doubt(_target(actual), _target(target, unit)) or NOT_APPLICABLE


def _unless_left_out(runs: tuple[Evaluate, ...]) -> Evaluate:
    """The third value; 不涉及 where 指标值 and 完成值 both say so (不涉及, 无, —)."""
    target, actual, value = runs

    def run(row: Row) -> Value:
        left_out = all(_left_out(part(row)) for part in (target, actual))
        return NOT_APPLICABLE if left_out else value(row)

    return run


def _left_out(text: Value) -> bool:
    return isinstance(text, str) and "".join(text.split()) in NOT_APPLICABLE_WORDS
