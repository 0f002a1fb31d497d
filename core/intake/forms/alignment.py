"""A sheet that came back laid over a form by its words: which of its rows are which of the form's.

A row is the form's where its words are: no value in the right place makes up for other words. What stands
between two rows that are known is a band's, or belongs to the one row without words that is expected there;
where a row with words is missing nobody can tell what took its place, and it is said.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.forms.grid import Spot
from core.intake.forms.shape import Label, Shape
from core.intake.forms.sheet_lines import ALIKE, EQUAL, OTHER, Lines

ENOUGH = 0.4
FEWEST = 3
"""The share of a form's labels, and their number, by which a sheet is known to be the form."""

_FEWEST_AGAIN = 2
_WEIGHTS = {EQUAL: 4.0, ALIKE: 2.0, OTHER: -1.0}


class Likeness(NamedTuple):
    """How far a sheet is a form: labels found of those it has."""

    found: int
    total: int

    @property
    def enough(self) -> bool:
        """Whether the sheet is to be read as this form."""
        return self.found >= max(1, min(FEWEST, self.total), self.total * ENOUGH)

    @property
    def weight(self) -> int:
        """By which the best of several forms is chosen."""
        return 2 * self.found - self.total


def likeness(shape: Shape, lines: Lines) -> Likeness:
    """Compares a sheet with a form by its labels; a label that the form has twice must be there twice."""
    wanted = Counter(label.core for label in shape.fixed)
    aliases = {label.core: label.aliases for label in shape.fixed}
    found = 0
    for core, count in wanted.items():
        there = sum(len(lines.by_core.get(each, ())) for each in (core, *aliases[core]))
        found += min(count, there)
    return Likeness(found, sum(wanted.values()))


class Unclear(NamedTuple):
    """A row of which it cannot be told whether it is one of the form's missing rows, or a row of these bands."""

    words: str
    bands: tuple[int, ...]


@dataclass(slots=True)
class Alignment:
    """Rows of the form with the sheet's rows they are; a band has any number.

    `labels` are the form's labels with their places in the sheet, `blank` rows of the form without words that
    were left blank, with their places. `unknown` are rows of the sheet that are none of the form's, `unclear`
    those of which it cannot be told; `missing` rows of the form that are not there.
    """

    rows: dict[int, list[int]] = field(default_factory=dict)
    labels: dict[Spot, Spot] = field(default_factory=dict)
    blank: dict[int, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    unclear: dict[int, Unclear] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    again: dict[int, dict[int, dict[Spot, Spot]]] = field(default_factory=dict)
    """Rows of headings that stand in the sheet once more, in other rows, with the places of their labels there."""
    strange: dict[Spot, int] = field(default_factory=dict)
    """Labels of rows that are known by their other words, with the sheet's row: other words stand there."""


def align(shape: Shape, lines: Lines) -> Alignment:
    """Lays the form's rows over the sheet's, in order, so that as many labels as can be meet."""
    return _Aligning(shape, lines).alignment()


class _Pair(NamedTuple):
    """A row of the form as a row of the sheet, with the places of its labels there."""

    row: int
    number: int
    score: float
    labels: Mapping[Spot, Spot]


class _Chain(NamedTuple):
    """Pairs in order, the last with those before it."""

    score: float
    pair: _Pair | None = None
    before: _Chain | None = None


class _Aligning:
    def __init__(self, shape: Shape, lines: Lines) -> None:
        self._shape = shape
        self._lines = lines
        self._out = Alignment()
        self._cores = Counter(label.core for label in shape.fixed)

    def alignment(self) -> Alignment:
        """The whole sheet."""
        pairs = {row: list(self._pairs(row)) for row in self._shape.rows}
        for pair in self._only(self._best(pairs), pairs):
            self._take(pair)
        self._repeat()
        self._rescue(pairs)
        missing = [row for row in self._shape.rows if row not in self._out.rows]
        self._out.missing = missing
        _Gaps(self._shape, self._lines, self._out).fill()
        return self._out

    def _take(self, pair: _Pair) -> None:
        self._out.rows[pair.row] = [pair.number]
        self._out.labels.update(pair.labels)
        for label in self._shape.rows[pair.row]:
            if label.spot not in pair.labels:
                self._out.strange[label.spot] = pair.number

    # -- pairs ----------------------------------------------------------------------------------------

    def _pairs(self, row: int) -> Iterator[_Pair]:
        """The rows of the sheet that may be a row of the form."""
        labels = self._shape.rows[row]
        numbers = sorted({spot[0] for label in labels for spot in self._lines.spots_of(label)})
        for number in numbers:
            found = self._found(labels, number)
            if self._is_row(row, labels, found, number):
                score = sum(
                    _WEIGHTS[self._lines.fit(label, found[label.spot]) if label.spot in found else OTHER]
                    for label in labels
                )
                yield _Pair(row, number, score, found)

    def _found(self, labels: tuple[Label, ...], number: int) -> dict[Spot, Spot]:
        """The places of labels in a row of the sheet: each its own, the best fit first, one of a kind in order."""
        out: dict[Spot, Spot] = {}
        taken: set[Spot] = set()
        spots = [(number, column) for column in self._lines.rows.get(number, ())]
        for wanted in (EQUAL, ALIKE):
            for label in labels:
                if label.spot in out:
                    continue
                place = next(
                    (s for s in spots if s not in taken and self._lines.fit(label, s) == wanted), None
                )
                if place is not None:
                    out[label.spot] = place
                    taken.add(place)
        return out

    def _is_row(self, row: int, labels: tuple[Label, ...], found: Mapping[Spot, Spot], number: int) -> bool:
        """Whether the words found make the sheet's row the form's."""
        own = [label for label in labels if label.rows == min(each.rows for each in labels)]
        there = sum(label.spot in found for label in own)
        headed = self._shape.is_headed(row) and row not in self._shape.heading_rows
        if headed and not any(label.around for label in labels):
            strange = self._strangers(labels, found, number)
            return there * 2 > len(own) and not strange
        if row in self._shape.heading_rows:
            return len(found) * 2 >= len(labels)
        return bool(found)

    def _strangers(self, labels: tuple[Label, ...], found: Mapping[Spot, Spot], number: int) -> bool:
        """Whether the row has words by which the form knows another of its rows."""
        own = {label.core for label in labels}
        places = set(found.values())
        others = ((number, column) for column in self._lines.rows.get(number, ()))
        words = {self._lines.core(spot) for spot in others if spot not in places}
        return any(core in self._cores and core not in own for core in words)

    # -- the best of them -----------------------------------------------------------------------------

    def _best(self, pairs: Mapping[int, list[_Pair]]) -> list[_Pair]:
        """The pairs in order that fit best together."""
        ends: list[int] = []  # rows of the sheet, with ever better chains that end there
        chains: list[_Chain] = []
        for row in sorted(pairs):
            fresh = []
            for pair in pairs[row]:
                at = bisect_left(ends, pair.number)
                before = chains[at - 1] if at else _Chain(0.0)
                fresh.append(_Chain(before.score + pair.score, pair, before))
            for each in fresh:
                self._put(ends, chains, each)
        out: list[_Pair] = []
        chain: _Chain | None = chains[-1] if chains else None
        while chain is not None and chain.pair is not None:
            out.append(chain.pair)
            chain = chain.before
        return out[::-1]

    def _only(self, best: list[_Pair], pairs: Mapping[int, list[_Pair]]) -> Iterator[_Pair]:
        """The pairs of which there is no other as good: behind a band the last counts, before one the first."""
        edges = [-1, *(pair.number for pair in best), 1 << 30]
        rows = [-1, *(pair.row for pair in best), 1 << 30]
        for at, pair in enumerate(best, 1):
            rivals = [
                each
                for each in pairs[pair.row]
                if edges[at - 1] < each.number < edges[at + 1] and each.score >= pair.score
            ]
            bands = self._shape.form.bands
            behind = any(rows[at - 1] < band < pair.row for band in bands)
            before = any(pair.row < band < rows[at + 1] for band in bands)
            if len(rivals) == 1 or (before and not behind):
                yield pair
            elif behind and not before:
                yield rivals[-1]
            else:
                words = self._shape.rows[pair.row][0].text[:20]
                self._out.unclear.update({each.number: Unclear(f"“{words}”", ()) for each in rivals})

    @staticmethod
    def _put(ends: list[int], chains: list[_Chain], chain: _Chain) -> None:
        """Keeps a chain where it is better than all that end before it; those it beats go."""
        number = chain.pair.number if chain.pair is not None else -1
        at = bisect_left(ends, number)
        if at and chains[at - 1].score >= chain.score:
            return
        stop = at
        while stop < len(ends) and (chains[stop].score < chain.score or ends[stop] == number):
            if chains[stop].score > chain.score:
                return
            stop += 1
        ends[at:stop] = [number]
        chains[at:stop] = [chain]

    # -- headings that come again ---------------------------------------------------------------------

    def _repeat(self) -> None:
        """Rows of headings that stand there once more: where a table goes on, with columns in any order."""
        taken = {number for numbers in self._out.rows.values() for number in numbers}
        for row, labels in self._shape.heading_rows.items():
            if row not in self._out.rows or len(labels) < _FEWEST_AGAIN:
                continue
            numbers = {spot[0] for label in labels for spot in self._lines.spots_of(label)}
            for number in sorted(numbers - taken):
                found = self._found(labels, number)
                if number > self._out.rows[row][0] and len(found) >= max(_FEWEST_AGAIN, len(labels) / 2):
                    self._out.again.setdefault(row, {})[number] = found

    # -- rows out of order ----------------------------------------------------------------------------

    def _rescue(self, pairs: Mapping[int, list[_Pair]]) -> None:
        """Rows that stand elsewhere, below the headings they belong to: where their words are there once."""
        taken = {number for numbers in self._out.rows.values() for number in numbers}
        for row, found in pairs.items():
            if row in self._out.rows or row in self._shape.heading_rows:
                continue
            free = [pair for pair in found if pair.number not in taken]
            if len(free) == 1 and len(found) == 1 and self._is_below(row, free[0]):
                self._take(free[0])
                taken.add(free[0].number)

    def _is_below(self, row: int, pair: _Pair) -> bool:
        """Whether a row stands between its own headings and the next."""
        above = {spot[0] for place, spot in self._shape.headings.items() if place[0] == row}
        tops = sorted((self._out.rows[r][0], r) for r in self._shape.heading_rows if r in self._out.rows)
        nearest = [r for number, r in tops if number < pair.number]
        return not above or (bool(nearest) and nearest[-1] in above)


class _Gaps:
    """What stands between the rows that are known."""

    def __init__(self, shape: Shape, lines: Lines, out: Alignment) -> None:
        self._shape = shape
        self._lines = lines
        self._out = out
        again = {number for numbers in out.again.values() for number in numbers}
        self._known = {number for numbers in out.rows.values() for number in numbers} | again
        self._silent = self._rows_without_words()

    def _rows_without_words(self) -> list[int]:
        """Rows of the form that are filled in and have no words: bands, and rows under their headings."""
        rows = {row for (row, _), bound in self._shape.form.cells.items() if bound.edits}
        return sorted(row for row in rows if row in self._shape.form.bands or row not in self._shape.rows)

    def fill(self) -> None:
        """All of them, and what is none of the form's."""
        order = sorted(self._out.rows, key=lambda row: (self._out.rows[row][0], row))
        in_order = [row for row in order if self._is_in_order(row, order)]
        edges = [-1, *in_order, max([*self._silent, *in_order, -1]) + 1]
        for before, after in itertools.pairwise(edges):
            low = self._out.rows[before][0] if before in self._out.rows else -1
            high = self._out.rows[after][0] if after in self._out.rows else 1 << 30
            if after > before:
                self._fill(before, after, [n for n in self._lines.rows if low < n < high])
        read = {number for numbers in self._out.rows.values() for number in numbers}
        assigned = read | self._known | set(self._out.unclear)
        self._out.unknown = [number for number in self._lines.rows if number not in assigned]

    def _is_in_order(self, row: int, order: list[int]) -> bool:
        """Whether a row that is known stands behind all that the form has before it."""
        at = order.index(row)
        return all(other < row for other in order[:at])

    def _fill(self, before: int, after: int, numbers: list[int]) -> None:
        """One gap: the form's rows between two that are known, the sheet's rows between them."""
        silent = [row for row in self._silent if before < row < after]
        missing = [row for row in self._out.missing if before < row < after]
        free = [number for number in numbers if number not in self._known]
        if not silent:
            return
        bands = [row for row in silent if row in self._shape.form.bands]
        singles = [row for row in silent if row not in self._shape.form.bands]
        if len(bands) == 1 and not singles:
            self._band(bands[0], missing, free)
        elif len(singles) == 1 and not bands:
            self._single(singles[0], missing, free, before)
        else:
            self._several(silent, missing, free)

    def _band(self, band: int, missing: list[int], free: list[int]) -> None:
        """A band's rows; as many at its edge as rows of the form are missing there might be those."""
        above = [row for row in missing if row < band]
        below = [row for row in missing if row > band]
        if not self._filled_in(band, free):
            return
        first = min(len(above), len(free))
        last = max(first, len(free) - len(below))
        for number in free[:first] + free[last:]:
            words = self._words_of(above if number in free[:first] else below)
            self._out.unclear[number] = Unclear(words, (band,))
        if free[first:last]:
            self._out.rows[band] = free[first:last]

    def _single(self, row: int, missing: list[int], free: list[int], before: int) -> None:
        """The one row under its headings; of several none is taken."""
        filled = self._filled_in(row, free)
        if missing or len(filled) > 1:
            for number in filled:
                self._out.unclear[number] = Unclear(self._words_of(missing), ())
        elif filled:
            self._out.rows[row] = filled
        elif before in self._out.rows:
            self._out.blank[row] = free[0] if free else self._out.rows[before][0] + 1

    def _several(self, silent: list[int], missing: list[int], free: list[int]) -> None:
        """Several rows without words beside one another: only just as many rows are those."""
        if not missing and len(free) == len(silent):
            self._out.rows.update({row: [number] for row, number in zip(silent, free, strict=True)})
            return
        bands = tuple(row for row in silent if row in self._shape.form.bands)
        for number in free:
            self._out.unclear[number] = Unclear(self._words_of(missing), bands)

    def _filled_in(self, row: int, numbers: list[int]) -> list[int]:
        """The rows of the sheet that say something where the form's row is filled in."""
        places = set(self._columns(row))
        return [number for number in numbers if places.intersection(self._lines.rows[number])]

    def _columns(self, row: int) -> Iterator[int]:
        """The columns of the sheet below the headings of a row."""
        for column, _ in self._shape.bound_in(row):
            heading = self._shape.headings.get((row, column))
            spot = self._out.labels.get(heading) if heading is not None else None
            if spot is not None and heading is not None:
                wide = self._shape.labels[heading].columns
                yield from range(spot[1], max(self._lines.last_column(spot), spot[1] + wide - 1) + 1)

    def _words_of(self, rows: list[int]) -> str:
        return "、".join(f"“{self._shape.rows[row][0].text[:20]}”" for row in rows)
