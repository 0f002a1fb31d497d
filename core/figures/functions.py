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
from core.figures.keys import Row
from core.figures.kinds import NO, YES
from core.figures.units import ANY, BARE, TEXT, YES_NO, Unit
from core.numbers.chinese import write_chinese

AGGREGATES = ("合计", "计数", "平均", "最大", "最小", "连接")
"""Functions over the rows of a listing, each with a condition per row."""

TICK = "勾"
"""The function that prints the box of one option of a 选项 or 是否."""
TICKED = "☑"
UNTICKED = "□"

PERCENT: Unit = (("%", 1),)


def check_arguments(function: str, given: int, least: int, most: int) -> None:
    """Raises FormulaError where a call has too few or too many arguments."""
    if not least <= given <= most:
        wanted = str(least) if least == most else f"{least} 到 {most}"
        raise FormulaError(f"{function} 要 {wanted} 个参数，这里有 {given} 个")


@dataclass(slots=True, eq=False)
class Scalar:
    """A function of values in one row; `words` says how it comes to its value, "" where it does not."""

    least: int
    most: int
    unit: Callable[[str, list[Unit]], Unit]
    build: Callable[[tuple[Evaluate, ...]], Evaluate]
    words: Callable[[list[Value]], str] | None = None


def lift(function: Callable[..., Value]) -> Callable[[tuple[Evaluate, ...]], Evaluate]:
    """A function of values as one of rows."""

    def build(runs: tuple[Evaluate, ...]) -> Evaluate:
        return lambda row: function(*[run(row) for run in runs])

    return build


def strict(function: Callable[..., Value]) -> Callable[..., Value]:
    """The function, asked only when nothing is 未填 or 不涉及."""

    def run(*values: Value) -> Value:
        for value in values:
            if value is None:
                return None
        return NOT_APPLICABLE if NOT_APPLICABLE in values else function(*values)

    return run


def _choose(runs: tuple[Evaluate, ...]) -> Evaluate:
    condition, yes, no = runs

    def run(row: Row) -> Value:
        decided = condition(row)
        if decided is None or decided is NOT_APPLICABLE:
            return decided
        return yes(row) if decided else no(row)

    return run


def _filled(runs: tuple[Evaluate, ...]) -> Evaluate:
    return lambda row: runs[0](row) is not None


def _applies(value: Value) -> Value:
    """Whether a value is something else than 不涉及; of 未填 nothing is known."""
    return None if value is None else value is not NOT_APPLICABLE


def _or_else(runs: tuple[Evaluate, ...]) -> Evaluate:
    """The first value unless it is 未填 or 不涉及, then the second."""

    def run(row: Row) -> Value:
        value = runs[0](row)
        return runs[1](row) if value is None or value is NOT_APPLICABLE else value

    return run


def _ticked(value: Value, option: Value) -> Value:
    """The box of an option: ticked where it is the one chosen."""
    if isinstance(value, bool):
        value = YES if value else NO
    return TICKED if value == option else UNTICKED


def _tick_unit(function: str, given: list[Unit]) -> Unit:
    if given[0] != YES_NO:
        _must_be(function, given[0], TEXT)
    _must_be(function, given[1], TEXT)
    return TEXT


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


def _same_numbers(function: str, given: list[Unit]) -> Unit:
    for unit in given:
        _must_be(function, unit, None)
    return _same_units(function, given)


def _percent_of_same(function: str, given: list[Unit]) -> Unit:
    _same_numbers(function, given)
    return PERCENT


def _first_number(function: str, given: list[Unit]) -> Unit:
    """The first argument's unit; the others are bare numbers of places or the like."""
    for unit in given:
        _must_be(function, unit, None)
    return given[0]


def _bare(function: str, given: list[Unit]) -> Unit:
    if given[0] != YES_NO:
        _must_be(function, given[0], None)
    return BARE


def _takes(result: Unit, *wanted: Unit | None) -> Callable[[str, list[Unit]], Unit]:
    """A function of texts (TEXT) and numbers (None)."""

    def unit(function: str, given: list[Unit]) -> Unit:
        for unit_given, expected in zip(given, wanted, strict=True):
            _must_be(function, unit_given, expected)
        return result

    return unit


def _must_be(function: str, unit: Unit, expected: Unit | None) -> None:
    if expected is None and units.is_text(unit):
        raise FormulaError(f"{function} 只对数字使用，这里是{units.unit_words(unit)}")
    if expected is not None and unit != expected:
        raise FormulaError(
            f"{function} 的参数应是{units.unit_words(expected)}，这里是{units.unit_words(unit)}"
        )


def aggregate_unit(function: str, unit: Unit, whole: bool) -> Unit:
    """The unit of an aggregate over values of a unit (`whole`: over the rows themselves)."""
    if whole and function != "计数":
        raise FormulaError(f"{function} 要写列名，如 {function}(项目.金额)")
    if function == "计数":
        return ANY
    if function == "连接":
        return TEXT
    _must_be(function, unit, None)
    return unit


def _extreme(pick: Callable[..., Decimal]) -> Callable[..., Value]:
    return strict(lambda *values: pick(algebra.number(v) for v in values))


SCALARS: dict[str, Scalar] = {
    "占比": Scalar(2, 2, _percent_of_same, lift(algebra.share)),
    "变动率": Scalar(2, 2, _percent_of_same, lift(algebra.change_rate)),
    "四舍五入": Scalar(2, 2, _first_number, lift(algebra.rounded)),
    "绝对值": Scalar(1, 1, _first_number, lift(strict(lambda v: algebra.number(v).copy_abs()))),
    "如果": Scalar(3, 3, _choice_unit, _choose),
    "最大": Scalar(2, 20, _same_numbers, lift(_extreme(max))),
    "最小": Scalar(2, 20, _same_numbers, lift(_extreme(min))),
    "适用": Scalar(1, 1, lambda _f, _u: YES_NO, lift(_applies)),
    "已填": Scalar(1, 1, lambda _f, _u: YES_NO, _filled),
    "缺省": Scalar(2, 2, _same_units, _or_else),
    "包含": Scalar(2, 2, _takes(YES_NO, TEXT, TEXT), lift(strict(lambda t, w: w in t))),
    "开头": Scalar(2, 2, _takes(YES_NO, TEXT, TEXT), lift(strict(lambda t, w: t.startswith(w)))),
    "结尾": Scalar(2, 2, _takes(YES_NO, TEXT, TEXT), lift(strict(lambda t, w: t.endswith(w)))),
    "字数": Scalar(1, 1, _takes(ANY, TEXT), lift(strict(lambda t: Decimal(len("".join(t.split())))))),
    "提到他年": Scalar(2, 2, _takes(YES_NO, TEXT, None), lift(strict(_other_years))),
    "中文数": Scalar(1, 1, _takes(TEXT, None), lift(strict(lambda n: write_chinese(int(algebra.number(n)))))),
    TICK: Scalar(2, 2, _tick_unit, lift(_ticked)),
    "数": Scalar(1, 1, _bare, lift(algebra.bare)),
}
