"""What a figure may be besides a value: 未填 (None) and 不涉及 (NOT_APPLICABLE)."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final, Literal


class _Blank(Enum):
    NOT_APPLICABLE = "不涉及"


NOT_APPLICABLE: Final = _Blank.NOT_APPLICABLE
"""Counts 0 in a sum, is left out of counts and means, makes a quotient or comparison not applicable."""

Value = Decimal | str | bool | Literal[_Blank.NOT_APPLICABLE] | None
"""The value of a figure; None is 未填, which makes unfilled whatever reads it."""

NOT_APPLICABLE_WORDS = ("无", "不涉及", "—", "——", "/", "／")


def same(a: Value, b: Value) -> bool:
    """Whether two values are one, their decimal places included (1.0 and 1.00 are not)."""
    if a is b:
        return True
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b and a.as_tuple().exponent == b.as_tuple().exponent
    return type(a) is type(b) and a == b
