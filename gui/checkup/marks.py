"""Marks in a checked text: where they stand, which one a character belongs to, and what is drawn where they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.numbers.finding import SEVERITIES
from core.report.findings import FINE

BARE = "没有依据"
"""The kind of a number that nothing supports."""

KINDS = (*SEVERITIES, BARE, FINE)
"""Where marks overlap, the first of these is drawn."""


ListRow = tuple[int, int]
"""A list and a row of it."""

NONE: ListRow = (-1, -1)


class Mark(NamedTuple):
    """Some characters of the text with the kind of what is said of them, and the list and row that say it."""

    start: int
    end: int
    kind: str
    page: int
    row: int


class Stretch(NamedTuple):
    """Characters drawn alike; `chosen` is what is chosen in the list."""

    start: int
    end: int
    kind: str
    chosen: bool


def marks_at(marks: Iterable[Mark], place: int) -> list[Mark]:
    """The marks that a character belongs to, the shortest first."""
    return sorted((m for m in marks if m.start <= place < m.end), key=lambda m: m.end - m.start)


def stretches(marks: Sequence[Mark], chosen: ListRow, first: int, last: int) -> list[Stretch]:
    """What is to be drawn between two places: stretches in their order, none over another."""
    inside = [m for m in marks if m.start < last and m.end > first]
    ranked = [(m.start, m.end, KINDS.index(m.kind)) for m in inside]
    ranked += [(m.start, m.end, len(KINDS)) for m in inside if (m.page, m.row) == chosen]
    turns: dict[int, list[tuple[int, int]]] = {}
    for start, end, rank in ranked:
        if max(start, first) < min(end, last):
            turns.setdefault(max(start, first), []).append((rank, 1))
            turns.setdefault(min(end, last), []).append((rank, -1))
    out: list[Stretch] = []
    standing = [0] * (len(KINDS) + 1)
    before = first
    kind = ""
    is_chosen = False
    for place in sorted(turns):
        if place > before and kind:
            out.append(Stretch(before, place, kind, is_chosen))
        for rank, by in turns[place]:
            standing[rank] += by
        kind = next((name for name, count in zip(KINDS, standing, strict=False) if count), "")
        before = place
        is_chosen = standing[-1] > 0
    return out
