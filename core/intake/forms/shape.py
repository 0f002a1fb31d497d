"""What of a form identifies its cells: the words of its rows, of its columns, and those in the cells themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from core.figures.graph import Graph
from core.figures.keys import Key
from core.figures.marks import Mark, parse_marks
from core.forms.grid import Spot
from core.intake.forms.labels import (
    core_of,
    gist_of,
    is_attachment,
    label_of,
    words_around,
    yearless,
    years_in,
)
from core.pack.binding import BoundForm, CellBinding
from core.pack.pack import Pack

_BASE = 2000
"""The year that stands in for the title's in a form's own words."""

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_HAS_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a form that are looked for in a sheet.

    `core` and `gist` are its words as they are the same, and alike; `aliases` other words for it, as their
    cores. With `around` the words stand around figures in one cell. `years` are the years it names, relative
    to the title's.
    """

    spot: Spot
    text: str
    core: str
    gist: str
    around: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1
    aliases: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """Its last column."""
        return self.spot[1] + self.columns - 1

    def words(self, year: int) -> str:
        """Its words as a note quotes them, with the years they name: 2023年决算数."""
        if not self.years:
            return self.text
        return _YEAR.sub(lambda found: str(int(found[0]) - _BASE + year) if year else "", self.text)

    def without_years(self) -> Label:
        """The label with its years left open."""
        return replace(self, core=yearless(self.core), gist=yearless(self.gist)) if self.years else self


@dataclass(frozen=True)
class Shape:
    """A form by its words. `headings` and `besides` name, for a cell that is filled in, the label above it and
    the one at its left by which it is known; a cell with words of its own has neither."""

    form: BoundForm
    labels: Mapping[Spot, Label]
    headings: Mapping[Spot, Spot]
    besides: Mapping[Spot, Spot]

    @classmethod
    def of(cls, form: BoundForm, year_key: Key) -> Shape:
        """The shape of a form; `year_key` names the figure that holds the report's year."""
        aliases = {core_of(words): others for words, others in form.entry.aliases.items()}
        labels = {}
        for spot, _cell in sorted(form.grid.cells.items()):
            label = _label(form, spot, year_key, aliases)
            if label is not None:
                labels[spot] = label
        headings: dict[Spot, Spot] = {}
        besides: dict[Spot, Spot] = {}
        covered = form.grid.covered()
        for spot, bound in sorted(form.cells.items()):
            if not bound.typed or (labels.get(spot) and spot[0] not in form.bands):
                continue
            above = _heading(form, labels, covered, spot)
            if above is not None:
                headings[spot] = above
            left = _beside(form, labels, spot)
            if left is not None:
                besides[spot] = left
        return cls(form, labels, headings, besides)

    def without_years(self) -> Shape:
        """The form with its years left open, as it is handed out by a report that has none yet."""
        labels = {spot: label.without_years() for spot, label in self.labels.items()}
        return Shape(self.form, labels, self.headings, self.besides)

    @cached_property
    def rows(self) -> Mapping[int, tuple[Label, ...]]:
        """The labels of each row that has any and is no band, from left to right."""
        out: dict[int, list[Label]] = {}
        for (row, _), label in sorted(self.labels.items()):
            if row not in self.form.bands:
                out.setdefault(row, []).append(label)
        return {row: tuple(labels) for row, labels in out.items()}

    @cached_property
    def fixed(self) -> tuple[Label, ...]:
        """The labels without figures of more than one character, by which a form is known."""
        found = (label for row in self.rows.values() for label in row if not label.around)
        return tuple(label for label in found if len(label.core) > 1)

    @cached_property
    def title(self) -> Label | None:
        """The form's title: the longest label that spans it, above its first figure."""
        first = min((row for (row, _), bound in self.form.cells.items() if bound.edits), default=0)
        spanning = [
            label
            for label in self.fixed
            if label.spot[0] < first and not label.spot[1] and not is_attachment(label.text)
        ]
        return max(spanning, key=lambda label: len(label.core), default=None)

    @cached_property
    def heading_rows(self) -> Mapping[int, tuple[Label, ...]]:
        """The rows of headings, with all labels that stand in them."""
        rows = {spot[0] for spot in self.headings.values()}
        return {row: labels for row, labels in self.rows.items() if row in rows}

    def is_headed(self, row: int) -> bool:
        """Whether cells of a row are known by their headings."""
        return any(spot[0] == row for spot in self.headings)

    def bound_in(self, row: int) -> Iterator[tuple[int, CellBinding]]:
        """The columns of a row that are filled in."""
        for (at, column), bound in sorted(self.form.cells.items()):
            if at == row and bound.typed:
                yield column, bound


def _label(
    form: BoundForm, spot: Spot, year_key: Key, aliases: Mapping[str, tuple[str, ...]]
) -> Label | None:
    """A cell's words, None where it has none: years of marks as the years they are."""
    cell = form.grid.cells[spot]
    bound = form.cells.get(spot)
    if bound is not None and (bound.is_figure or spot[0] in form.bands):
        return None
    text = cell.text if bound is None else _with_years(bound, year_key)
    shown = " ".join(text.split())
    around = words_around(parse_marks(bound.marks)) if bound is not None and bound.edits else ()
    if around:
        text = "".join(around)
    if not _HAS_WORDS.search(label_of(text)):
        return None
    core = core_of(text, _BASE)
    others = aliases.get(core_of(text), aliases.get(core, ()))
    return Label(
        spot,
        shown,
        core,
        gist_of(text, _BASE),
        around,
        cell.rows,
        cell.columns,
        frozenset(core_of(each, _BASE) for each in others),
        () if around else tuple(year - _BASE for year in years_in(text)),
    )


def _with_years(bound: CellBinding, year_key: Key) -> str:
    """The words of a label with the years that its marks name."""
    out = ""
    for part in parse_marks(bound.marks):
        if isinstance(part, str):
            out += part
        elif isinstance(part, Mark):
            found = re.fullmatch(rf"{re.escape(year_key)}\s*(?:([+\-])\s*(\d+))?", part.expression)
            if found:
                offset = int(found[2] or 0) * (-1 if found[1] == "-" else 1)
                out += str(_BASE + offset)
    return out


def _heading(
    form: BoundForm, labels: Mapping[Spot, Label], covered: Mapping[Spot, Spot], spot: Spot
) -> Spot | None:
    """The label above a cell that stands over all its columns, and over no label beside it."""
    wide = form.grid.cells[spot].columns
    row, column = spot
    for above in range(row - 1, -1, -1):
        place = covered.get((above, column), (above, column))
        label = labels.get(place)
        if label is None or label.around:
            continue
        spans = range(place[1], label.last + 1)
        if label.columns == form.grid.columns or column + wide - 1 > label.last or place[1] > column:
            return None
        divided = any((row, other) in labels for other in spans if other != column)
        return None if divided else place
    return None


def _beside(form: BoundForm, labels: Mapping[Spot, Label], spot: Spot) -> Spot | None:
    """The label at the left of a cell with no other cell between that is filled in."""
    row, column = spot
    for left in range(column - 1, -1, -1):
        bound = form.cells.get((row, left))
        if bound is not None and bound.edits:
            return None
        if (row, left) in labels:
            return row, left
    return None


def shapes_of(pack: Pack, graph: Graph) -> dict[str, Shape]:
    """The shapes of all forms of a pack."""
    return {form: Shape.of(pack.bound(form, graph), pack.year_key) for form in pack.forms}
