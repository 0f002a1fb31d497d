"""Writing numbers on paper: 1272.75, 1,272.75, in 元, as a percentage."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from core.numbers.rounding import MOST_PLACES, places_of, round_half_up, shifted
from core.numbers.typed_numbers import MONEY_UNITS, plain

_PATTERN = re.compile(
    rf"(?P<comma>,)?(?:0(?:\.(?P<places>0{{1,{MOST_PLACES}}}))?)?(?P<unit>元|千元|万元|亿元)?"
)


class NumberFormat(NamedTuple):
    """How a figure is to be written: `0.00`, `,0.00`, `,0.00元`; places None keeps those it has."""

    comma: bool = False
    places: int | None = None
    unit: str = ""

    def write(self, number: Decimal) -> str:
        """The number's characters, the unit's name not among them."""
        if self.unit:
            number = shifted(number, -MONEY_UNITS[self.unit])
            if places_of(number) == 0:
                number = round_half_up(number, 0)
        if self.places is not None:
            number = round_half_up(number, self.places)
        text = plain(number)
        if not self.comma:
            return text
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        whole, point, fraction = digits.partition(".")
        return f"{sign}{int(whole):,}{point}{fraction}"


def format_like(number: str) -> str:
    """The format that has the commas and places of a number as it is written: 1,272.75 gives ,0.00."""
    places = number.partition(".")[2]
    return ("," if "," in number else "") + "0" + (f".{'0' * len(places)}" if places else "")


def read_format(text: str) -> NumberFormat | None:
    """The format a pack or a mark names, None if it is none."""
    found = _PATTERN.fullmatch(text.strip())
    if not found or not text.strip():
        return None
    bare = not re.search("0", text)
    return NumberFormat(
        comma=bool(found["comma"]),
        places=None if bare else len(found["places"] or ""),
        unit=found["unit"] or "",
    )
