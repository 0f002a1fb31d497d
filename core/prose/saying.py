"""Saying a quantity's value, or another one, in the writing that the text uses for it."""

from __future__ import annotations

from decimal import Decimal

from core.numbers.rounding import places_of, round_half_up
from core.numbers.typed_numbers import plain
from core.prose.quantity import Quantity


def said(quantity: Quantity, value: Decimal) -> str:
    """A value in the unit and, where it fits, with the places of a quantity: 1272.75万元."""
    return bare(quantity, value) + unit_of(quantity)


def bare(quantity: Quantity, value: Decimal) -> str:
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


def rounded(value: Decimal, places: int) -> str:
    """A computed value at some places."""
    return plain(round_half_up(value, places))
