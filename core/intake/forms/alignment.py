"""A sheet that came back laid over a form: which form it is, which of its rows and columns are which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.figures.marks import parse_marks
from core.intake.forms.labels import alike, label_of, pairs_of, stands_around, words_around
from core.material.workbook import SheetRead
from core.pack.binding import BoundForm

MOST_PAIRS = 300_000
"""Rows of the form times rows of the sheet that are compared; what stands further below is not read."""

ENOUGH = 0.4
FEWEST = 3
"""The share of a form's labels, and their number, by which a sheet is known to be the form."""

_SHIFTS = (0, 1, -1, 2)
_FARTHEST = 3
_LIKE = 0.6
_WORD = re.compile(r"\w")
_EQUAL = 4.0
_SIMILAR = 2.0
_OTHER = -3.0
_MISSING = -1.0
_SKIPPED_ROW = -1.0
_SKIPPED_LABEL = -2.0
_SKIPPED_VALUES = -0.5


class Label(NamedTuple):
    """Words by which a row of the form is known; with `around` they stand around figures."""

    column: int
    words: str
    around: tuple[str, ...]
    pairs: frozenset[str]
    columns: tuple[int, ...]


class Row(NamedTuple):
    """One row of the form: its labels, the columns of its figures, and those a span from above covers."""

    labels: tuple[Label, ...]
    values: frozenset[int]
    covered: frozenset[int]
    repeats: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a form is compared with sheets, made once."""

    rows: tuple[Row, ...]
    fixed: tuple[Label, ...]
    """The labels without figures that say something."""
    wide: int

    @classmethod
    def of(cls, form: BoundForm) -> Shape:
        """The shape of a form."""
        grid = form.grid
        covered = form.grid.covered()
        rows: list[Row] = []
        fixed: list[Label] = []
        for number in range(grid.rows):
            labels: list[Label] = []
            values: set[int] = set()
            for column in range(grid.columns):
                cell = grid.cells.get((number, column))
                if cell is None or not cell.text.strip():
                    continue
                bound = form.cells.get((number, column))
                columns = tuple(range(column, column + cell.columns))
                if bound is not None:
                    values.update(columns if bound.keys else ())
                around = words_around(parse_marks(bound.marks)) if bound else ()
                words = "".join(around) if bound else label_of(cell.text)
                if words:
                    labels.append(Label(column, words, around, pairs_of(words), columns))
                    if bound is None and len(words) > 1 and _WORD.search(words):
                        fixed.append(labels[-1])
            hidden = frozenset(c for r, c in covered if r == number and covered[r, c][0] < number)
            rows.append(Row(tuple(labels), frozenset(values), hidden, number in form.bands))
        return cls(tuple(rows), tuple(fixed), grid.columns)


@dataclass(frozen=True, slots=True)
class Lines:
    """A sheet's rows that say something, their cells as labels; made once for all forms."""

    numbers: tuple[int, ...]
    cells: Mapping[int, Mapping[int, str]]
    places: Mapping[str, frozenset[int]]
    """The columns in which a label stands."""

    @classmethod
    def of(cls, sheet: SheetRead) -> Lines:
        """The lines of a sheet."""
        cells: dict[int, dict[int, str]] = {}
        places: dict[str, set[int]] = {}
        for (row, column), read in sorted(sheet.cells.items()):
            words = label_of(read.text) or read.text.strip()
            if words:
                cells.setdefault(row, {})[column] = words
                places.setdefault(words, set()).add(column)
        return cls(tuple(cells), cells, {words: frozenset(found) for words, found in places.items()})


class Likeness(NamedTuple):
    """How far a sheet is a form: labels found of those it has, and where the form's columns stand."""

    found: int
    total: int
    columns: Mapping[int, int]

    @property
    def enough(self) -> bool:
        """Whether the sheet is to be read as this form."""
        return self.found >= max(1, min(FEWEST, self.total), self.total * ENOUGH)

    @property
    def weight(self) -> int:
        """By which the best of several forms is chosen."""
        return 2 * self.found - self.total


def likeness(shape: Shape, lines: Lines) -> Likeness:
    """Compares a sheet with a form by its labels."""
    places = lines.places
    counts = {d: sum(one.column + d in places.get(one.words, ()) for one in shape.fixed) for d in _SHIFTS}
    shift = max(_SHIFTS, key=lambda d: (counts[d], -_SHIFTS.index(d)))
    columns = _columns(shape, places, shift)
    found = sum(columns[one.column] in places.get(one.words, ()) for one in shape.fixed)
    return Likeness(found, len(shape.fixed), columns)


def _columns(shape: Shape, places: Mapping[str, frozenset[int]], shift: int) -> dict[int, int]:
    """Where each column of the form stands in the sheet: moved as one, or those behind an inserted one."""
    wide = shape.wide
    offsets: dict[int, int] = {}
    for column in range(wide):
        found = [places[x.words] for x in shape.fixed if x.column == column and x.words in places]
        counts = {d: sum(column + d in where for where in found) for d in range(-_FARTHEST, _FARTHEST + 1)}
        best = max(counts, key=lambda d: (counts[d], d == shift, -abs(d - shift)))
        if counts[best]:
            offsets[column] = best
    out: dict[int, int] = {}
    offset = shift
    for column in range(wide):
        offset = offsets.get(column, offset)
        out[column] = column + offset
    moved = list(out.values())
    return out if moved == sorted(set(moved)) else {column: column + shift for column in out}


@dataclass(slots=True)
class Alignment:
    """Rows of the form with the sheet's rows they are; a band has any number. `unknown` are rows of neither."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    blank: dict[int, int] = field(default_factory=dict)
    """Rows of the form without labels, with the blank rows of the sheet in their place."""
    below: int = 0
    """Rows that stand too far below to be compared."""


def align(shape: Shape, lines: Lines, columns: Mapping[int, int]) -> Alignment:
    """Lays the form's rows over the sheet's, in order, so that as many labels as can be meet."""
    numbers = lines.numbers[: max(1, MOST_PAIRS // max(1, len(shape.rows)))]
    out = Alignment(below=len(lines.numbers) - len(numbers))
    scoring = _Scoring(shape, columns)
    choices = _best(shape, [lines.cells[number] for number in numbers], scoring)
    for row, at in choices:
        if row is None:
            out.unknown.append(numbers[at])
        else:
            out.rows.setdefault(row, []).append(numbers[at])
    _find_blank(shape, out)
    return out


def _best(shape: Shape, rows: list[Mapping[int, str]], scoring: _Scoring) -> list[tuple[int | None, int]]:
    """For each row of the sheet the row of the form it is (None: none), by dynamic programming."""
    high = len(shape.rows)
    wide = len(rows)
    above = [_SKIPPED_ROW * at for at in range(wide + 1)]
    table = [
        bytearray(b"s" * (wide + 1))
    ]  # s: row of the sheet left out, t: of the form, m: match, r: repeated
    for number in range(high):
        row = shape.rows[number]
        left_out = _SKIPPED_LABEL if shape.rows[number].labels else _SKIPPED_VALUES
        here = [above[0] + left_out]
        moves = bytearray(b"t")
        for at in range(wide):
            value = scoring.of(number, rows[at])
            best = above[at] + value
            move = "m"
            if row.repeats and here[at] + value > best:
                best = here[at] + value
                move = "r"
            if above[at + 1] + left_out > best:
                best = above[at + 1] + left_out
                move = "t"
            if here[at] + _SKIPPED_ROW > best:
                best = here[at] + _SKIPPED_ROW
                move = "s"
            here.append(best)
            moves.append(ord(move))
        above = here
        table.append(moves)
    return _traced(table, high, wide)


def _traced(table: list[bytearray], number: int, at: int) -> list[tuple[int | None, int]]:
    out: list[tuple[int | None, int]] = []
    while number or at:
        move = chr(table[number][at]) if number else "s"
        if move == "t":
            number -= 1
            continue
        at -= 1
        out.append((None if move == "s" else number - 1, at))
        number -= move == "m"
    out.reverse()
    return out


class _Scoring:
    """How well a row of the sheet is a row of the form."""

    def __init__(self, shape: Shape, columns: Mapping[int, int]) -> None:
        self._shape = shape
        self._columns = columns
        self._heads = {(columns[one.column], one.words) for one in shape.fixed}
        self._known: dict[tuple[str, str], float] = {}

    def of(self, number: int, cells: Mapping[int, str]) -> float:
        """The score of a pair."""
        row = self._shape.rows[number]
        columns = self._columns
        score = 0.0
        used = set()
        for label in row.labels:
            place = next((c for x in label.columns if (c := columns[x]) in cells), None)
            if place is None:
                score += _MISSING
            else:
                used.add(place)
                score += self._label(label, cells[place])
        values = {columns[c] for c in row.values}
        allowed = {columns[c] for c in row.covered}
        filled = [c for c in cells if c not in used and c not in allowed]
        score += sum(0.5 if c in values else -0.5 for c in filled)
        if not any(label.words and not label.around for label in row.labels):
            score += 1.0 - sum(1.5 for c in filled if c in values and (c, cells[c]) in self._heads)
        return score

    def _label(self, label: Label, words: str) -> float:
        pair = (label.words, words)
        score = self._known.get(pair)
        if score is None:
            score = self._known[pair] = self._compared(label, words)
        return score

    def _compared(self, label: Label, words: str) -> float:
        if label.around:
            if stands_around(label.around, words):
                return _EQUAL
        elif label.words == words:
            return _EQUAL
        return _SIMILAR if alike(label.pairs, pairs_of(words)) >= _LIKE else _OTHER


def _find_blank(shape: Shape, out: Alignment) -> None:
    """Rows of the form without labels that stand where the sheet has a blank row between their neighbours."""
    order = sorted(out.rows)
    for before, after in zip([-1, *order], [*order, len(shape.rows)], strict=True):
        between = [
            n for n in range(before + 1, after) if not shape.rows[n].repeats and not shape.rows[n].labels
        ]
        if before < 0 or after == len(shape.rows) or not between:
            continue
        first = out.rows[before][-1]
        last = out.rows[after][0]
        taken = set(out.unknown)
        free = [number for number in range(first + 1, last) if number not in taken]
        out.blank.update(zip(between, free, strict=False))
