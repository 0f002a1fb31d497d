"""Points from a table of brackets, from a yes or no, from a list of deductions (分段, 是否, 清单扣分)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from core.numbers.cleaning import halfwidth
from core.numbers.rounding import WIDE
from core.numbers.typed_numbers import MOST_DIGITS
from core.scoring.ratios import EXACT_RATE, rate_in
from core.scoring.score import SPENT, Score, all_or_nothing, scored, shown

OTHERWISE = "其余"
_EXAMPLE = "≤10: 4；≤20: 3；其余: 0"

_FITS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "≤": operator.le,
    "≥": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_SIGNS = {"<=": "≤", ">=": "≥", "≦": "≤", "≧": "≥"} | {sign: sign for sign in _FITS}
_NUMBER = re.compile(rf"[+-]?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?")


class Bracket(NamedTuple):
    """One row: values that stand to the limit as the sign says earn the points; 其余 has the sign ""."""

    sign: str
    limit: Decimal
    points: Decimal

    def fits(self, value: Decimal) -> bool:
        """Whether a value belongs to the row."""
        return not self.sign or _FITS[self.sign](value, self.limit)

    @property
    def words(self) -> str:
        """The row's condition as a clerk would write it: ≤10, 其余."""
        return f"{self.sign}{shown(self.limit)}" if self.sign else OTHERWISE


Brackets = tuple[Bracket, ...]
"""Rows in order: the first that fits a value wins."""


def read_brackets(text: str) -> Brackets:
    """The table in a text such as ≤10: 4；≤20: 3；其余: 0 (signs ≤ ≥ < > =, full- or half-width punctuation).

    Raises ValueError with a sentence for an unknown sign, no number, negative points, a row after 其余.
    """
    rows = [row for each in re.split(r"[;\n]", halfwidth(text)) if (row := "".join(each.split()))]
    if not rows:
        raise ValueError(f"分段没有内容，请写如 {_EXAMPLE}")
    brackets = tuple(_read_bracket(row) for row in rows)
    for bracket, row in zip(brackets, rows[1:], strict=False):
        if not bracket.sign:
            raise ValueError(f"“{OTHERWISE}”应在分段的最后，它后面还有“{_cut(row)}”")
    return brackets


def by_bracket(value: Decimal, brackets: Brackets, mode: str = EXACT_RATE) -> Score | None:
    """分段得分: the points of the first row that fits, None where none does."""
    value = rate_in(mode, value)
    limits = [bracket.limit for bracket in brackets if bracket.sign]
    for bracket in brackets:
        if bracket.fits(value):
            return scored(bracket.points, f"{shown(value, *limits)} 属于“{bracket.words}”一档")
    return None


def yes_no(yes: bool, points: Decimal) -> Score:
    """是否得分: all the points or none."""
    return all_or_nothing(yes, points, "是" if yes else "否")


def deducted(points: Decimal, taken: Decimal) -> Score:
    """清单扣分: the points less what the list takes, never under 0; a negative deduction counts 0."""
    if taken < 0:
        return scored(points, f"{shown(points)} − 0（扣分 {shown(taken)} 按 0 计）")
    left = WIDE.subtract(points, taken)
    words = f"{shown(points)} − {shown(taken)}"
    return scored(left, f"{words}，{SPENT}" if left < 0 else words)


def _read_bracket(row: str) -> Bracket:
    condition, colon, points = row.partition(":")
    if not colon:
        raise ValueError(f"分段“{_cut(row)}”里没有冒号，请写如 {_EXAMPLE}")
    won = _number(points.removesuffix("分"), row, "分数")
    if won < 0:
        raise ValueError(f"分段“{_cut(row)}”的分数不应是负数")
    if condition == OTHERWISE:
        return Bracket("", Decimal(0), won)
    sign = next((sign for sign in _SIGNS if condition.startswith(sign)), None)
    if sign is None:
        raise ValueError(f"分段“{_cut(row)}”没有以 ≤ ≥ < > = 或“{OTHERWISE}”开头，请写如 {_EXAMPLE}")
    return Bracket(_SIGNS[sign], _number(condition[len(sign) :].removesuffix("%"), row, "界限"), won)


def _number(text: str, row: str, what: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"分段“{_cut(row)}”的{what}“{_cut(text)}”不是一个数，请写如 {_EXAMPLE}")
    return Decimal(text)


def _cut(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"
