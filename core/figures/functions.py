"""The functions a formula may call."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from core.figures import algebra, units
from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.formula import FormulaError
from core.figures.units import ANY, BARE, TEXT, YES_NO, Unit
from core.numbers.chinese import write_chinese

AGGREGATES = ("合计", "计数", "平均", "最大", "最小", "连接")
"""Functions over the rows of a listing, each with a condition per row."""

PERCENT: Unit = (("%", 1),)


def check_arguments(function: str, given: int, least: int, most: int) -> None:
    """Raises FormulaError where a call has too few or too many arguments."""
    if not least <= given <= most:
        wanted = str(least) if least == most else f"{least} 到 {most}"
        raise FormulaError(f"{function} 要 {wanted} 个参数，这里有 {given} 个")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A function of values in one row."""

    least: int
    most: int
    unit: Callable[[str, list[Unit]], Unit]
    build: Callable[[tuple[Evaluate, ...]], Evaluate]


def _lift(function: Callable[..., Value]) -> Callable[[tuple[Evaluate, ...]], Evaluate]:
    """A function of values as one of rows."""

    def build(runs: tuple[Evaluate, ...]) -> Evaluate:
        return lambda row: function(*[run(row) for run in runs])

    return build


def _strict(function: Callable[..., Value]) -> Callable[..., Value]:
    """The function, asked only when nothing is 未填 or 不涉及."""

    def run(*values: Value) -> Value:
        for value in values:
            if value is None:
                return None
        return NOT_APPLICABLE if NOT_APPLICABLE in values else function(*values)

    return run


def _choose(runs: tuple[Evaluate, ...]) -> Evaluate:
    condition, yes, no = runs

    def run(row: str) -> Value:
        decided = condition(row)
        if decided is None or decided is NOT_APPLICABLE:
            return decided
        return yes(row) if decided else no(row)

    return run


def _filled(runs: tuple[Evaluate, ...]) -> Evaluate:
    return lambda row: runs[0](row) is not None


def _or_else(runs: tuple[Evaluate, ...]) -> Evaluate:
    """The first value unless it is 未填 or 不涉及, then the second."""

    def run(row: str) -> Value:
        value = runs[0](row)
        return runs[1](row) if value is None or value is NOT_APPLICABLE else value

    return run


def _other_years(text: str, year: Decimal) -> bool:
    """Whether a text names a year other than the given one (2022年, 2022年度, 二〇二二年 not)."""
    return any(int(found) != year for found in re.findall(r"(?<!\d)((?:19|20)\d\d)\s*年", text))


def _same_units(function: str, given: list[Unit]) -> Unit:
    unit = given[0]
    for other in given[1:]:
        unit = units.matching(unit, other, function, "前者", "后者")
    return unit


def _choice_unit(function: str, given: list[Unit]) -> Unit:
    if given[0] != YES_NO:
        raise FormulaError("如果 的第一个参数应是条件")
    return _same_units(function, given[1:])


def _percent_of_same(function: str, given: list[Unit]) -> Unit:
    unit = _same_units(function, given)
    if units.is_text(unit):
        raise FormulaError(f"{function} 只对数字使用")
    return PERCENT


def _texts(result: Unit, *wanted: Unit) -> Callable[[str, list[Unit]], Unit]:
    def unit(function: str, given: list[Unit]) -> Unit:
        for one, expected in zip(given, wanted, strict=False):
            if expected == TEXT and one != TEXT:
                raise FormulaError(f"{function} 的参数应是文字，这里是{units.unit_words(one)}")
        return result

    return unit


def _extreme(pick: Callable[..., Decimal]) -> Callable[..., Value]:
    return _strict(lambda *values: pick(algebra.number(v) for v in values))


SCALARS: dict[str, Scalar] = {
    "占比": Scalar(2, 2, _percent_of_same, _lift(algebra.share)),
    "变动率": Scalar(2, 2, _percent_of_same, _lift(algebra.change_rate)),
    "四舍五入": Scalar(2, 2, lambda _f, u: u[0], _lift(algebra.rounded)),
    "绝对值": Scalar(1, 1, lambda _f, u: u[0], _lift(_strict(lambda v: abs(algebra.number(v))))),
    "如果": Scalar(3, 3, _choice_unit, _choose),
    "最大": Scalar(2, 20, _same_units, _lift(_extreme(max))),
    "最小": Scalar(2, 20, _same_units, _lift(_extreme(min))),
    "已填": Scalar(1, 1, lambda _f, _u: YES_NO, _filled),
    "缺省": Scalar(2, 2, _same_units, _or_else),
    "包含": Scalar(2, 2, _texts(YES_NO, TEXT, TEXT), _lift(_strict(lambda t, w: str(w) in str(t)))),
    "开头": Scalar(2, 2, _texts(YES_NO, TEXT, TEXT), _lift(_strict(lambda t, w: str(t).startswith(str(w))))),
    "结尾": Scalar(2, 2, _texts(YES_NO, TEXT, TEXT), _lift(_strict(lambda t, w: str(t).endswith(str(w))))),
    "字数": Scalar(1, 1, _texts(ANY, TEXT), _lift(_strict(lambda t: Decimal(len("".join(str(t).split())))))),
    "提到他年": Scalar(2, 2, _texts(YES_NO, TEXT), _lift(_strict(lambda t, y: _other_years(str(t), y)))),
    "中文数": Scalar(1, 1, lambda _f, _u: TEXT, _lift(_strict(lambda n: write_chinese(int(n))))),
    "数": Scalar(1, 1, lambda _f, _u: BARE, _lift(lambda v: v)),
}
