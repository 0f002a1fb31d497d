"""A sheet's cells as words to be looked up: by their core, by their gist, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from core.forms.grid import Spot
from core.intake.forms.labels import core_of, gist_of, label_of, stands_around, years_in
from core.intake.forms.shape import Label
from core.material.workbook import SheetRead

EQUAL = 2
ALIKE = 1
OTHER = 0
"""How a sheet's words are those of a form: the same, alike, or others."""

LARGEST_MERGE = 5_000
"""Cells of a merged range beyond which it is none that a person made."""

_SHARE = 0.5


@dataclass(frozen=True)
class Lines:
    """A sheet, or a part of one that holds one form. `year` is that of its title, 0 while it is not known."""

    sheet: SheetRead
    year: int = 0
    part: str = ""
    """Which part of the sheet it is, as a person finds it: 第 21—40 行; "" for all of it."""

    _fits: dict[tuple[Spot, Spot], int] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """The sheet as a note names it."""
        return f"{self.sheet.name} {self.part}" if self.part else self.sheet.name

    def joined(self, spans: Mapping[str, tuple[int, int]]) -> Lines:
        """The sheet with labels that stand in several cells side by side in one: a merged cell taken apart.

        `spans` are the rows and columns that labels span in the form, by their cores.
        """
        sheet = self.sheet
        firsts: dict[Spot, Spot] = {}
        ends: dict[Spot, Spot] = {}
        for spot in sorted(sheet.cells):
            high, wide = spans.get(self.core(spot), (1, 1))
            for beside, span in (((spot[0], spot[1] - 1), wide), ((spot[0] - 1, spot[1]), high)):
                if span > 1 and beside in sheet.cells and sheet.cells[beside].text == sheet.cells[spot].text:
                    firsts[spot] = firsts.get(beside, beside)
                    ends[firsts[spot]] = spot
                    break
        if not firsts:
            return self
        cells = {spot: read for spot, read in sheet.cells.items() if spot not in firsts}
        merges = tuple((*first, *last) for first, last in ends.items())
        return replace(self, sheet=sheet._replace(cells=cells, merges=(*sheet.merges, *merges)), _fits={})

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that say something, by row, both in order."""
        out: dict[int, list[int]] = {}
        for row, column in sorted(self.sheet.cells):
            out.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in out.items()}

    @cached_property
    def by_core(self) -> Mapping[str, list[Spot]]:
        """The places of words, by their core."""
        return self._indexed(core_of)

    @cached_property
    def by_gist(self) -> Mapping[str, list[Spot]]:
        """The places of words, by their gist."""
        return self._indexed(gist_of)

    def _indexed(self, of: Callable[[str, int], str]) -> dict[str, list[Spot]]:
        out: dict[str, list[Spot]] = {}
        for spot, read in sorted(self.sheet.cells.items()):
            words = of(read.text, self.year) if read.number is None else ""
            if words:
                out.setdefault(words, []).append(spot)
        return out

    def core(self, spot: Spot) -> str:
        """The core of what stands at a place, "" for a number."""
        read = self.sheet.cells[spot]
        return core_of(read.text, self.year) if read.number is None else ""

    @cached_property
    def labelled(self) -> Mapping[Spot, str]:
        """Cells of words, as labels with figures in them are looked for."""
        return {
            spot: label_of(read.text)
            for spot, read in self.sheet.cells.items()
            if read.number is None and read.text
        }

    @cached_property
    def years(self) -> Mapping[Spot, tuple[int, ...]]:
        """The years that cells of words name."""
        found = (
            (spot, years_in(read.text)) for spot, read in self.sheet.cells.items() if read.number is None
        )
        return {spot: years for spot, years in found if years}

    @cached_property
    def spans(self) -> Mapping[Spot, tuple[int, int]]:
        """The last row and column of each merged cell, by its first place."""
        return {
            (top, left): (bottom, right)
            for top, left, bottom, right in self.sheet.merges
            if (bottom - top + 1) * (right - left + 1) <= LARGEST_MERGE
        }

    @cached_property
    def anchors(self) -> Mapping[Spot, Spot]:
        """The places in merged cells, each with the place that holds what the merged cell says."""
        return {
            (row, column): (top, left)
            for (top, left), (bottom, right) in self.spans.items()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def last_column(self, spot: Spot) -> int:
        """The last column of a cell."""
        return self.spans.get(spot, spot)[1]

    def fit(self, label: Label, spot: Spot) -> int:
        """How the words at a place are a label's."""
        pair = (label.spot, spot)
        found = self._fits.get(pair)
        if found is None:
            found = self._fits[pair] = self._compared(label, spot)
        return found

    def _compared(self, label: Label, spot: Spot) -> int:
        read = self.sheet.cells[spot]
        if read.number is not None:
            return OTHER
        if label.around:
            words = self.labelled.get(spot, "")
            if stands_around(label.around, words):
                return EQUAL
            there = sum(word in words for word in label.around if len(word) > 1)
            return ALIKE if there and there >= len(label.around) * _SHARE else OTHER
        core = self.core(spot)
        if core == label.core or core in label.aliases:
            return EQUAL
        return ALIKE if label.gist and gist_of(read.text, self.year) == label.gist else OTHER

    def spots_of(self, label: Label) -> list[Spot]:
        """The places whose words are a label's, the same or alike."""
        if label.around:
            return sorted(spot for spot in self.labelled if self.fit(label, spot))
        found = {spot for core in (label.core, *label.aliases) for spot in self.by_core.get(core, ())}
        found.update(self.by_gist.get(label.gist, ()) if label.gist else ())
        return sorted(found)
