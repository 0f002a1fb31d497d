"""Which form a sheet is, of which year; and a sheet that holds several forms, below or beside one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.forms.grid import Spot, column_letters
from core.intake.forms.alignment import likeness
from core.intake.forms.labels import bare, is_attachment, yearless
from core.intake.forms.shape import Label, Shape
from core.intake.forms.sheet_lines import Lines
from core.material.workbook import SheetRead

_ATTACHMENT_ROWS = 2
"""Rows above a title that belong to its form: 附件3."""

_NAMED_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_SHARE = 0.5
_SEVERAL = 2
"""Headings of a year that name it where no title does."""


class Recognised(NamedTuple):
    """A sheet, or a part of one, that is known to be a form.

    `lines` have the year of its title; `stated` is that year, 0 where none is named; `headed` the year that
    its headings speak of where that is another. `shape` is the form's, without years where the sheet names none.
    """

    form: str
    shape: Shape
    lines: Lines
    stated: int = 0
    headed: int = 0


def parts_of_sheet(sheet: SheetRead, shapes: Mapping[str, Shape]) -> list[Lines]:
    """A sheet, cut where it holds several forms: at their titles, else where words of a form come again."""
    lines = Lines(sheet)
    starts = _titles(lines, shapes)
    if len(starts) < 2:
        starts = _repeated(lines, shapes)
    if len(starts) < 2:
        return [lines]
    return [part for part in _cut(sheet, starts) if part.sheet.cells]


def _titles(lines: Lines, shapes: Mapping[str, Shape]) -> list[Spot]:
    """Where titles of forms stand, whatever their year."""
    titles = {_without_year(shape.title.core) for shape in shapes.values() if shape.title is not None}
    found = {core: spots for core, spots in lines.by_core.items() if _without_year(core) in titles}
    return sorted(spot for core, spots in found.items() for spot in _apart(spots))


def _apart(spots: Sequence[Spot]) -> list[Spot]:
    """Places of the same words, without those beside or below one of them: a merged cell that was taken apart."""
    there = set(spots)
    return [(row, column) for row, column in spots if not {(row, column - 1), (row - 1, column)} & there]


def _without_year(core: str) -> str:
    """A title's words without its year, named or left open."""
    return _NAMED_YEAR.sub("", yearless(core)).removeprefix("年")


def _repeated(lines: Lines, shapes: Mapping[str, Shape]) -> list[Spot]:
    """Where the first words of a form stand whose words stand there several times."""
    for shape in sorted(shapes.values(), key=lambda each: -likeness(each, lines).weight)[:1]:
        counts = Counter(label.core for label in shape.fixed)
        own = [label for label in shape.fixed if counts[label.core] == 1]
        places = {label.core: _apart(lines.by_core.get(label.core, ())) for label in own}
        there = [spots for spots in places.values() if spots]
        twice = [spots for spots in there if len(spots) > 1]
        if len(twice) > len(there) * _SHARE:
            times = Counter(map(len, twice)).most_common(1)[0][0]
            return next(spots for spots in twice if len(spots) == times)
    return []


def _cut(sheet: SheetRead, starts: Sequence[Spot]) -> Iterator[Lines]:
    """The parts that begin at places; those in one row stand beside one another."""
    tops = sorted({row for row, _ in starts})
    rows = [_with_attachment(sheet, row) if row > tops[0] else 0 for row in tops]
    bottom = max(row for row, _ in sheet.cells) + 1
    right = max(column for _, column in sheet.cells) + 1
    for top, low, high in zip(tops, rows, [*rows[1:], bottom], strict=True):
        columns = sorted(column for row, column in starts if row == top)
        lefts = [0, *columns[1:]]
        for left, end in zip(lefts, [*lefts[1:], right], strict=True):
            beside = f" {column_letters(left)}—{column_letters(end - 1)} 列" if len(lefts) > 1 else ""
            below = f"第 {low + 1}—{high} 行" if len(tops) > 1 else ""
            yield Lines(_within(sheet, low, left, high, end), part=f"{below}{beside}".strip())


def _with_attachment(sheet: SheetRead, row: int) -> int:
    """The row where a form begins: above its title stands 附件3."""
    above = row
    for _ in range(_ATTACHMENT_ROWS):
        words = [read.text for (at, _), read in sheet.cells.items() if at == above - 1]
        if above and all(is_attachment(word) for word in words):
            above -= 1
    return above


def _within(sheet: SheetRead, top: int, left: int, bottom: int, right: int) -> SheetRead:
    """The sheet with what stands in a range alone."""

    def inside(spot: Spot) -> bool:
        return top <= spot[0] < bottom and left <= spot[1] < right

    return sheet._replace(
        cells={spot: read for spot, read in sheet.cells.items() if inside(spot)},
        merges=tuple(merge for merge in sheet.merges if inside(merge[:2])),
        comments={spot: words for spot, words in sheet.comments.items() if inside(spot)},
    )


# -- which form, of which year ------------------------------------------------------------------------


def recognised(lines: Lines, shapes: Mapping[str, Shape], year: int) -> Recognised | None:
    """The form that a sheet is, None where it is none; `year` is the report's, 0 where it has none."""
    found: list[tuple[int, bool, Recognised]] = []
    years = {lines.year: lines}
    for form, shape in shapes.items():
        known = _of_year(form, shape, lines, year, years)
        alike = likeness(known.shape, known.lines)
        if alike.enough:
            named = bare(lines.sheet.name) in (bare(form), bare(shape.form.grid.name))
            found.append((alike.weight, named, known))
    if not found:
        return None
    known = max(found, key=lambda each: each[:2])[2]
    labels = [label for label in known.shape.labels.values() if len(label.core) > 1]
    return known._replace(
        lines=known.lines.joined({label.core: (label.rows, label.columns) for label in labels})
    )


def _of_year(form: str, shape: Shape, lines: Lines, year: int, years: dict[int, Lines]) -> Recognised:
    """A sheet as a form, with the year in which most of the form's words are there."""
    labels = [label for label in shape.fixed if label.years]
    named = {one for years in lines.years.values() for one in years}
    bases = {one - offset for one in named for label in labels for offset in label.years}
    if not labels or not bases:
        return Recognised(form, shape.without_years(), _in_year(years, lines, year))
    stated = _stated(shape, lines)
    counts = {base: _fitting(labels, _in_year(years, lines, base)) for base in bases}
    best = max(sorted(bases), key=lambda base: (counts[base], base == stated, base == year))
    if not counts[best]:
        return Recognised(form, shape.without_years(), _in_year(years, lines, stated or year), stated)
    headed = best if stated and stated != best and counts[best] > counts.get(stated, 0) else 0
    told = stated or (best if counts[best] >= _SEVERAL else 0)
    return Recognised(form, shape, _in_year(years, lines, best), told, headed)


def _in_year(years: dict[int, Lines], lines: Lines, year: int) -> Lines:
    """The sheet as one of a year; made once for all forms."""
    if year not in years:
        years[year] = Lines(lines.sheet, year, lines.part)
    return years[year]


def _fitting(labels: Sequence[Label], lines: Lines) -> int:
    """How many labels that name a year are there."""
    return sum(label.core in lines.by_core for label in labels)


def _stated(shape: Shape, lines: Lines) -> int:
    """The year above the first row of headings: in the title, or in a line of its own."""
    first = min(shape.heading_rows, default=0)
    tops = {
        _without_year(label.core) for label in shape.fixed if label.years == (0,) and label.spot[0] < first
    }
    headings = [label.core for row in shape.heading_rows.values() for label in row if not label.years]
    top = min((spot[0] for core in headings for spot in lines.by_core.get(core, ())), default=0)
    for spot, years in sorted(lines.years.items()):
        words = _without_year(lines.core(spot))
        if len(years) == 1 and words in tops and spot[0] < top:
            return years[0]
    return 0
