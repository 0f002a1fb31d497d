"""What an Excel number format shows: 1,272.75, 82.50%, or the words as they are."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from core.numbers.rounding import WIDE, shifted
from core.numbers.writing import NumberFormat

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?,]+(?:\.([0#?]+))?")


class Look(NamedTuple):
    """How a number format writes a number; `places` None shows those it needs."""

    comma: bool = False
    places: int | None = None
    percent: bool = False

    def write(self, number: Decimal) -> str:
        """A number's characters: 0.8045 under 0.00% is 80.45%."""
        if self.percent:
            number = shifted(number, 2)
        if self.places is None and not self.percent:
            number = number.normalize(WIDE)
        return NumberFormat(self.comma, self.places).write(number) + ("%" if self.percent else "")


@lru_cache(maxsize=256)
def read_number_format(code: str) -> Look:
    """The look of a format's first section; General and formats that are no numbers show the digits."""
    section = _QUOTED.sub("", code.partition(";")[0])
    digits = _DIGITS.search(section)
    if digits is None:
        return Look(percent="%" in section)
    return Look("," in digits[0].partition(".")[0], len(digits[1] or ""), "%" in section)
