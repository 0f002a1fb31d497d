"""Which characters of a quotation are marked: all of a short one, of a long one the numbers that are spoken of."""

from __future__ import annotations

import re

Span = tuple[int, int]

WHOLE = 24
"""A quotation of more characters is marked only at the numbers that its sentence names."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_NEAR = 1500
_LAST = 300


def marked_places(text: str, start: int, end: int, message: str) -> list[Span]:
    """The stretches of a text to mark for a finding that quotes `start` to `end` and says `message`."""
    if end - start <= WHOLE:
        return [(start, end)] if end > start else []
    numbers = {bare for number in _NUMBER.findall(message) for bare in _writings(number)}
    out = [
        match.span()
        for first, last in _ends(start, end)
        for match in _NUMBER.finditer(text, first, last)
        if not numbers.isdisjoint(_writings(match[0]))
    ]
    return out if len(out) > 1 else [(start, end)]


def _writings(number: str) -> set[str]:
    """A number as it may be written elsewhere: without commas, without its sign of per cent."""
    bare = number.replace(",", "")
    return {bare, bare.rstrip("%")}


def _ends(start: int, end: int) -> list[Span]:
    """A very long quotation is looked through at its beginning and its end."""
    if end - start <= _NEAR + _LAST:
        return [(start, end)]
    return [(start, start + _NEAR), (end - _LAST, end)]
