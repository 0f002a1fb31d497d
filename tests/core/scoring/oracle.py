"""A second reckoning of every rule type, in exact fractions, from the texts that a clerk types.

It shares nothing with core.scoring: what a rule gives is written here from the rule's words alone.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

LEFT_OUT = "—"
BLANK = "未填"
Outcome = Fraction | str
"""A number, LEFT_OUT (不涉及) or BLANK (未填)."""

_NONE = ("无", "不涉及", "—", "/")
_INDICATOR = re.compile(
    r"(?P<sign>≥|≤|=|>|<|±|不低于|不超过|误差不超过)?(?P<way>同比增长|增长|上升|下降|减少)?"
    r"(?P<minus>[-+])?(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<unit>%|期)?"
)
_SIGNS = {"不低于": "≥", "不超过": "≤", "误差不超过": "±"}
_WAYS = {"同比增长": 1, "增长": 1, "上升": 1, "下降": -1, "减少": -1, None: 0}


def amount(text: str) -> Outcome:
    """A typed amount in 万元."""
    bare = text.replace(",", "")
    if not bare:
        return BLANK
    if bare in _NONE:
        return LEFT_OUT
    if bare.endswith("万元"):
        return Fraction(bare.removesuffix("万元"))
    return Fraction(bare.removesuffix("元")) / (10_000 if bare.endswith("元") else 1)


def two_places(number: Fraction) -> Fraction:
    """Half away from zero."""
    size = (abs(number) * 200 + 1) // 2
    return Fraction(size if number >= 0 else -size, 100)


def rate(part: Outcome, whole: Outcome) -> Outcome:
    """占比."""
    return _rate(part, whole, Fraction(0))


def change(now: Outcome, before: Outcome) -> Outcome:
    """变动率."""
    return _rate(now, before, Fraction(100))


def _rate(part: Outcome, whole: Outcome, less: Fraction) -> Outcome:
    if BLANK in (part, whole):
        return BLANK
    if isinstance(part, str) or isinstance(whole, str) or whole == 0:
        return LEFT_OUT
    return part / whole * 100 - less


class Rate(NamedTuple):
    """A rate with its two sides, as it counts: printed or exact."""

    part: Outcome
    whole: Outcome
    value: Outcome
    printed: bool

    def counted(self) -> Outcome:
        """The rate that points come from."""
        return two_places(self.value) if self.printed and isinstance(self.value, Fraction) else self.value

    def without(self, points: Fraction) -> Outcome:
        """What stands for the points where there is no rate."""
        if BLANK in (self.part, self.whole):
            return BLANK
        over = self.whole in (0, LEFT_OUT) and isinstance(self.part, Fraction) and self.part > 0
        return Fraction(0) if over else LEFT_OUT


def capped(
    given: Rate, points: Fraction, line: Fraction, step: Fraction, taken: Fraction, direction: str, rest: str
) -> Outcome:
    """比率封顶."""
    counted = given.counted()
    if isinstance(counted, str):
        return given.without(points)
    beyond = {"不高于": counted - line, "不低于": line - counted, "等于": abs(counted - line)}[direction]
    if beyond <= 0:
        return two_places(points)
    steps = beyond / step
    whole_steps = Fraction(steps.numerator // steps.denominator)
    if rest == "进一" and steps != whole_steps:
        whole_steps += 1
    lost = steps if rest == "按比例" else whole_steps
    return two_places(max(Fraction(0), points - lost * taken))


def banded(given: Rate, bands: tuple[tuple[str, int, int], ...], otherwise: int) -> Outcome:
    """分段 with ≤ or ≥ bands."""
    counted = given.counted()
    if isinstance(counted, str):
        return given.without(Fraction(0))
    for sign, limit, won in bands:
        if (counted <= limit) if sign == "≤" else (counted >= limit):
            return Fraction(won)
    return Fraction(otherwise)


def proportional(actual: Outcome, target: Outcome, points: Fraction, printed: bool) -> Outcome:
    """按比例."""
    if BLANK in (actual, target):
        return BLANK
    if isinstance(actual, str):
        return LEFT_OUT
    if target in (0, LEFT_OUT):
        return Fraction(0) if actual > 0 else LEFT_OUT
    assert isinstance(target, Fraction)
    if target < 0:
        return two_places(points) if actual >= target else Fraction(0)
    part = max(Fraction(0), actual) / target
    if printed:
        part = two_places(part * 100) / 100
    return two_places(points * min(part, Fraction(1)))


def reversed_(actual: Outcome, target: Outcome, points: Fraction, printed: bool) -> Outcome:
    """反向."""
    blank = _blank(actual, target)
    if blank:
        return blank
    assert isinstance(actual, Fraction)
    assert isinstance(target, Fraction)
    if actual <= target:
        return two_places(points)
    if target <= 0 or actual >= 2 * target:
        return Fraction(0)
    excess = (actual - target) / target
    if printed:
        excess = two_places(excess * 100) / 100
    return two_places((1 - excess) * points)


def equal(actual: Outcome, target: Outcome, points: Fraction, printed: bool) -> Outcome:
    """等于."""
    blank = _blank(actual, target)
    if blank:
        return blank
    assert isinstance(actual, Fraction)
    assert isinstance(target, Fraction)
    if target > 0:
        return proportional(actual, target, points, printed)
    kept = actual <= 0 if target == 0 else actual == target
    return two_places(points) if kept else Fraction(0)


def _blank(*values: Outcome) -> str:
    if BLANK in values:
        return BLANK
    return LEFT_OUT if LEFT_OUT in values else ""


class Written(NamedTuple):
    """An indicator's text: 指标性质, the number, the direction, whether a sign stood before it, its unit."""

    nature: str
    number: Fraction
    way: int
    signed: bool
    unit: str


def written(text: str) -> Written | None:
    """The parts of a 指标值 or 完成值; None for words."""
    found = _INDICATOR.fullmatch(text)
    if not found:
        return None
    number = Fraction(found["digits"]) * (-1 if found["minus"] == "-" else 1)
    way = _WAYS[found["way"]]
    sign = _SIGNS.get(found["sign"], found["sign"])
    nature = sign or ("=" if number == 0 and not way else "≥")
    return Written(nature, number, way, bool(found["minus"]), found["unit"] or "")


def counted(actual: Written, target: Written) -> Fraction | None:
    """The actual in the target's direction; None where it may mean two things."""
    if actual.unit and target.unit and actual.unit != target.unit:
        return None
    if {actual.unit, target.unit} == {"", "%"}:
        bare = abs(target.number if actual.unit else actual.number)
        named = abs(actual.number if actual.unit else target.number)
        if 0 < bare <= 1 < named:
            return None
    if not target.way:
        if actual.way < 0 and not target.signed and target.nature != "±":
            return None
        return actual.number * (actual.way or 1)
    if actual.way:
        return actual.number * actual.way * target.way
    return actual.number * target.way if actual.signed else actual.number


def indicator(
    target_text: str, actual_text: str, points: Fraction, over: str = "无", under: str = "无"
) -> Outcome:
    """指标得分 with the lines 130 and 70."""
    if target_text in _NONE and actual_text in _NONE:
        return LEFT_OUT
    target = written(target_text)
    actual = written(actual_text)
    done = counted(actual, target) if actual and target else None
    if target is None or done is None:
        return BLANK
    completion, share = _completion(target.nature, target.number, done)
    won = two_places(points * share)
    for beyond, effect in ((completion - 130, over), (70 - completion, under)):
        if beyond > 0 and effect == "零分":
            return Fraction(0)
        if beyond > 0 and effect == "扣减":
            return two_places(won * (1 - min(beyond, Fraction(100)) / 100))
    return won


def _completion(nature: str, target: Fraction, actual: Fraction) -> tuple[Fraction, Fraction]:
    """完成率 in % and the share of the points."""
    if nature in ("≤", "<") and target > 0 and actual > target:
        share = max(Fraction(0), 2 - actual / target)
        return share * 100, share
    if nature in ("≥", ">", "=") and target > 0:
        rate_done = max(Fraction(0), actual / target)
        return rate_done * 100, min(rate_done, Fraction(1))
    met = {
        "≥": actual >= target,
        ">": actual > target,
        "≤": actual <= target,
        "<": actual <= target,
        "±": abs(actual) <= target,
        "=": actual <= 0 if target == 0 else actual == target,
    }[nature]
    return Fraction(100 if met else 0), Fraction(1 if met else 0)


def total(won: list[Outcome], points: list[Fraction]) -> tuple[Outcome, Outcome]:
    """适用分值 and the table's 得分 of its items."""
    if BLANK in won:
        return BLANK, BLANK
    applicable = sum((p for p, w in zip(points, won, strict=True) if w != LEFT_OUT), Fraction(0))
    if applicable == 0:
        return applicable, LEFT_OUT
    return applicable, two_places(
        sum((w for w in won if isinstance(w, Fraction)), Fraction(0)) / applicable * 100
    )


def grade(score: Outcome) -> str:
    """等级 at 90, 80, 60."""
    if isinstance(score, str):
        return score
    return next((name for name, least in (("优", 90), ("良", 80), ("中", 60)) if score >= least), "差")
