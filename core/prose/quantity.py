"""One quantity of a text: its characters, its value, its unit, what it is about, and how it is spelled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.numbers.rounding import places_of, round_half_up
from core.numbers.typed_numbers import plain
from core.prose.quantity_units import COUNT, MONEY

VALUE = "数"
SHARE = "占比"
CHANGE = "增减额"
RATE = "增减率"
COMPLETION = "完成率"
YEAR = "年份"
DATE = "日期"
"""What a quantity says: how much there is, which share, by how much it turned, which part of a plan is done."""


class Numeral(NamedTuple):
    """A number with its unit as it is written, before the words around it are read.

    `value` is in 万元 for money, in per cent for shares, in ones for counts; `step` is one unit of the last
    place written. `vague` holds 余, 约 …; `high` the upper end of a range.
    """

    start: int
    end: int
    number: str
    value: Decimal
    step: Decimal
    kind: str
    measure: str
    written: str
    scale: int = 0
    vague: str = ""
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A numeral at its place in the text, with what the words around it say of it: `Quantity(id, *numeral, …)`.

    `id` is its number among the text's quantities. `subject` are the words it is about, `whole` the words behind
    占 or 完成, `sign` the direction of a change, `year` its period; `is_base` is set where a percentage right
    behind it is of it: 完成年初预算60万元的40%.
    """

    id: int
    start: int
    end: int
    number: str
    value: Decimal
    step: Decimal
    kind: str
    measure: str
    written: str
    scale: int = 0
    vague: str = ""
    high: Decimal | None = None
    paragraph: int = -1
    in_table: bool = False
    role: str = VALUE
    lead: str = ""
    lead_start: int = 0
    subject: str = ""
    whole: str = ""
    sign: int = 0
    year: int | None = None
    depth: int = 0
    is_base: bool = False

    @property
    def is_exact(self) -> bool:
        return not self.vague and self.high is None

    @property
    def is_counted(self) -> bool:
        """Whether it counts whole things, which nobody rounds."""
        return self.kind == COUNT and not self.scale and self.step == 1

    @property
    def is_money(self) -> bool:
        return self.kind == MONEY

    def is_like(self, other: Quantity) -> bool:
        """Whether two quantities can be added."""
        return self.kind == other.kind and self.measure == other.measure


def spell(quantity: Quantity, value: Decimal) -> str:
    """A value in the unit and, where it fits, with the places of a quantity: 1272.75万元."""
    return spell_bare(quantity, value) + unit_of(quantity)


def spell_bare(quantity: Quantity, value: Decimal) -> str:
    """The same without the unit."""
    written = value.scaleb(-quantity.scale)
    own = max(places_of(quantity.step.scaleb(-quantity.scale)), 0)
    places = max(own, min(places_of(written.normalize()), own + 2))
    return plain(round_half_up(written, places))


def unit_of(quantity: Quantity) -> str:
    """The characters behind the number."""
    at = quantity.written.find(quantity.number)
    tail = quantity.written[at + len(quantity.number) :] if at >= 0 else ""
    return tail.strip("余多来")
