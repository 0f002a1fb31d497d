"""The columns of a form in a sheet that came back: each where its heading stands, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from core.forms.grid import Spot
from core.intake.forms.alignment import Alignment
from core.intake.forms.shape import Label, Shape
from core.intake.forms.sheet_lines import Lines

Columns = tuple[int, int]
"""The first and the last column."""

_MOST_OF_A_NAME = 5
_WORD = re.compile(r"\w")


class HeadingPlace(NamedTuple):
    """A heading as it stands in the sheet: its row, and the columns below it."""

    top: int
    columns: Columns


def headings_of(shape: Shape, lines: Lines, alignment: Alignment) -> dict[Spot, list[HeadingPlace]]:
    """The headings that are there for certain, by their place in the form, from top to bottom."""
    out: dict[Spot, list[HeadingPlace]] = {}
    for row, labels in shape.heading_rows.items():
        first = {
            label.spot: alignment.labels[label.spot] for label in labels if label.spot in alignment.labels
        }
        everywhere = [first, *(dict(found) for _, found in sorted(alignment.again.get(row, {}).items()))]
        tops = [next(iter(found.values()))[0] for found in everywhere if found]
        for places, end in zip(everywhere, [*tops[1:], 1 << 30], strict=False):
            for group in _groups(labels):
                if len(group) == 1 and _is_twice(lines, places.get(group[0].spot)):
                    places.pop(group[0].spot)
                elif len(group) > 1:
                    _tell_apart(group, labels, places, _Filled(shape, lines, alignment, row, end))
            for spot, place in places.items():
                found = HeadingPlace(place[0], _below(lines, place, shape.labels[spot].columns))
                out.setdefault(spot, []).append(found)
    return out


def _groups(labels: tuple[Label, ...]) -> Iterator[list[Label]]:
    """The headings of one row that have the same words."""
    for core in dict.fromkeys(label.core for label in labels):
        yield [label for label in labels if label.core == core]


def _is_twice(lines: Lines, place: Spot | None) -> bool:
    """Whether the words of a heading stand twice in its row: which is it?"""
    if place is None:
        return False
    core = lines.core(place)
    return sum(lines.core((place[0], column)) == core for column in lines.rows[place[0]]) > 1


def _below(lines: Lines, place: Spot, wide: int) -> Columns:
    """The columns that a heading stands over: merged, or as many as in the form up to the next heading."""
    row, first = place
    following = next((column for column in lines.rows[row] if column > first), first + wide)
    last = max(lines.last_column(place), min(first + wide, following) - 1)
    return first, last


class _Filled:
    """In which rows of the form columns are filled in, here and there."""

    def __init__(self, shape: Shape, lines: Lines, alignment: Alignment, row: int, end: int) -> None:
        self._shape = shape
        self._lines = lines
        below = {place[0] for place, heading in shape.headings.items() if heading[0] == row}
        self._rows = {
            at: n
            for at, n in alignment.rows.items()
            if at in below and at not in shape.form.bands and n[0] < end
        }

    def fits(self, label: Label, place: Spot) -> bool:
        """Whether a column has figures only in rows where the form has some below a heading."""
        ours = {at for (at, _), heading in self._shape.headings.items() if heading == label.spot}
        column = place[1]
        return all(
            at in ours
            for at, numbers in self._rows.items()
            if any(self._says_something((number, column)) for number in numbers)
        )

    def _says_something(self, spot: Spot) -> bool:
        read = self._lines.sheet.cells.get(spot)
        return read is not None and _WORD.search(read.text) is not None


def _tell_apart(
    group: list[Label], labels: tuple[Label, ...], places: dict[Spot, Spot], filled: _Filled
) -> None:
    """Headings of the same words: by their neighbours at the left, else by the rows that they fill."""
    found = sorted(places[label.spot] for label in group if label.spot in places)
    for label in group:
        places.pop(label.spot, None)
    if len(found) > _MOST_OF_A_NAME:
        return
    chosen = [
        dict(zip([label.spot for label in group], order, strict=False))
        for order in permutations(found, len(found))
        if len(found) == len(group)
    ]
    sound = [each for each in chosen if all(filled.fits(label, each[label.spot]) for label in group)]
    named = [each for each in sound if _has_neighbours(group, labels, each, places)]
    kept = named if len(named) == 1 else sound
    if len(kept) == 1:
        places.update(kept[0])
    elif chosen and chosen[0] in sound and _in_order(labels, places | chosen[0]):
        places.update(chosen[0])


def _has_neighbours(
    group: list[Label], labels: tuple[Label, ...], chosen: Mapping[Spot, Spot], places: Mapping[Spot, Spot]
) -> bool:
    """Whether each has the heading at its left that it has in the form."""
    everything = {**places, **chosen}
    ours = [label.spot for label in labels]
    theirs = sorted(everything, key=lambda spot: everything[spot])
    for label in group:
        left = ours.index(label.spot)
        there = theirs.index(label.spot)
        if (ours[left - 1] if left else None) != (theirs[there - 1] if there else None):
            return False
    return True


def _in_order(labels: tuple[Label, ...], places: Mapping[Spot, Spot]) -> bool:
    """Whether all headings that are there stand as in the form."""
    order = [places[label.spot] for label in labels if label.spot in places]
    return order == sorted(order)
