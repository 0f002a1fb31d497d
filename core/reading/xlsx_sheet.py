"""One sheet of an .xlsx: its cells, formulas without values, merges, hidden lines, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.material.workbook import CellRead
from core.numbers.cleaning import clean
from core.reading.cell_values import (
    BOOLEANS,
    STRUCK,
    CellRun,
    checked,
    read_iso_date,
    read_number,
    read_words,
    without_author,
)
from core.reading.most_read import COLUMNS, ROWS, Bounds
from core.reading.sheet_draft import SheetDraft
from core.reading.xlsx_styles import CellLook, RichWords, unescaped, whole
from core.reading.xml_hearing import Listener

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"')
_OTHER_FILE = re.compile(r"(?<![\w\]\[.])\[[^\[\]]+\][^\[\]!,()+*/&=<>]*!")
_NAME = re.compile(r"[^\W\d][\w.]*")
_ON = ("1", "true", "on")


class Known(NamedTuple):
    """What the cells of every sheet are read with; `linked` None where no other file is referred to."""

    strings: Sequence[tuple[CellRun, ...]]
    looks: Sequence[CellLook]
    since_1904: bool
    linked: frozenset[str] | None = None  # names that stand for cells of other files

    def read(self, kind: str, value: str, runs: tuple[CellRun, ...], style: int) -> CellRead:
        """A cell's value by its type."""
        look = self.looks[style] if 0 <= style < len(self.looks) else CellLook()
        if runs:
            return read_words(runs, look.mark)
        match kind:
            case "s":
                index = whole(value)
                return read_words(self.strings[index] if 0 <= index < len(self.strings) else (), look.mark)
            case "str" | "inlineStr" | "e":
                return read_words([CellRun(checked(unescaped(value)))], look.mark)
            case "b":
                return read_words([CellRun(BOOLEANS.get(value.strip().lower(), ""))], look.mark)
            case "d":
                return read_iso_date(value.strip())
        return read_number(
            value.strip(), look.number_format, since_1904=self.since_1904, struck=look.mark == STRUCK
        )

    def is_linked(self, formula: str) -> bool:
        """Whether a formula reads another file."""
        if self.linked is None:
            return False
        bare = _QUOTED.sub("", formula)
        return refers_elsewhere(bare) or not self.linked.isdisjoint(_NAME.findall(bare.lower()))


def refers_elsewhere(formula: str) -> bool:
    """Whether a formula names cells of another file: [1]Sheet1!A1, '[预算.xlsx]表 一'!A1."""
    return _OTHER_FILE.search(formula) is not None


class XlsxSheet(Listener):
    """Hears a sheet; places that are missing follow from the place before."""

    def __init__(self, bounds: Bounds, known: Known) -> None:
        super().__init__(bounds)
        self.texts = frozenset({"v", "t"} if known.linked is None else {"v", "t", "f"})
        self.root = ""
        self.draft = SheetDraft(bounds)
        self._known = known
        self._line = self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._formula: dict[str, str] | None = None
        self._linked = False
        self._shared: dict[str, bool] = {}
        self._arrays: list[tuple[str, bool]] = []
        self._value: str | None = None
        self._words = RichWords()

    def started(self, name: str, attributes: dict[str, str]) -> None:
        trail = self.trail
        within = trail[1] if len(trail) > 2 else ""
        if within == "sheetData":
            if len(trail) == 4 and name == "c":
                self._open(attributes)
            elif len(trail) == 3 and name == "row":
                self._start_row(attributes)
            elif name == "f":
                self._formula = attributes
            elif len(trail) > 4:
                self._words.started(name, attributes)
        elif name == "mergeCell" and within == "mergeCells":
            if area := area_of(attributes.get("ref", "")):
                self.draft.merge(*area)
        elif name == "col" and within == "cols":
            first = whole(attributes.get("min"))
            if first > 0 and _is_hidden(attributes, "width"):
                self.draft.hide_columns(first - 1, whole(attributes.get("max")) - 1)
        elif len(trail) == 1:
            self.root = name

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = whole(attributes.get("r"))
        self._line = number - 1 if number > 0 else self._line + 1
        self._column = -1
        if _is_hidden(attributes, "ht"):
            self.draft.hide_rows(self._line, self._line)

    def _open(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._line, self._column + 1)
        self._cell = attributes
        self._formula = self._value = None
        self._linked = False
        self._words = RichWords()

    def ended(self, name: str, text: str) -> None:
        if len(self.trail) < 3 or self.trail[1] != "sheetData":
            return
        if name == "v":
            self._value = text
        elif name == "f":
            self._linked = self._known.is_linked(text)
        elif name == "c":
            self._close()
        else:
            self._words.ended(name, text, self.trail)

    def _close(self) -> None:
        """A cell is whole: its value, or that its formula has none."""
        kind = self._cell.get("t", "n").strip()
        runs = self._words.taken()
        linked = self._formula is not None and self._is_linked(self._formula)
        if runs or self._value:
            read = self._known.read(kind, self._value or "", runs, whole(self._cell.get("s", "0")))
            self.draft.put(self._row, self._column, read._replace(linked=linked) if linked else read)
        elif self._formula is not None and (self._value is None or kind != "str"):
            self.draft.put(self._row, self._column, CellRead("", unreckoned=True, linked=linked))
            if self._formula.get("t") in ("array", "dataTable"):
                self._arrays.append((self._formula.get("ref", ""), linked))

    def _is_linked(self, formula: dict[str, str]) -> bool:
        """Whether the cell's formula reads another file; a shared one is written at its first cell."""
        number = formula.get("si", "")
        if formula.get("t") != "shared":
            return self._linked
        if number not in self._shared or self._linked:
            self.bounds.count("formulas")
            self._shared[number] = self._linked
        return self._shared[number]

    def mark_arrays(self) -> None:
        """The cells of formulas for many cells that were never reckoned have no values either."""
        for reference, linked in self._arrays:
            area = area_of(reference)
            for place in _places(area) if area else ():
                if place not in self.draft.cells:
                    self.draft.put(*place, CellRead("", unreckoned=True, linked=linked))


class XlsxComments(Listener):
    """The comments on a sheet's cells, the line with the author's name left out."""

    texts = frozenset({"t", "text", "author"})

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.found: list[tuple[tuple[int, int], str]] = []
        self._authors: list[str] = []
        self._place: tuple[int, int] | None = None
        self._pieces: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("comment", "threadedComment"):
            self._place = place_of(attributes.get("ref", ""))
            self._pieces.clear()

    def ended(self, name: str, text: str) -> None:
        if name == "author":
            self.bounds.count("comments")
            self._authors.append(text.strip())
        elif (name == "t" and "rPh" not in self.trail) or (
            name == "text" and "threadedComment" in self.trail
        ):
            self._pieces.append(text)
        elif name in ("comment", "threadedComment") and self._place is not None:
            self.bounds.count("comments")
            words = without_author(clean(checked(unescaped("".join(self._pieces)))), self._authors)
            self.found.append((self._place, words))


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of B3, counted from 0."""
    found = _CELL.fullmatch(reference)
    if found is None or not (row := int(found[2])):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return row - 1, column - 1


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row and last column of B3:D4, counted from 0."""
    first, _, last = reference.partition(":")
    start = place_of(first)
    end = place_of(last)
    if start is None or end is None:
        return None
    top, bottom = sorted((start[0], end[0]))
    left, right = sorted((start[1], end[1]))
    return top, left, bottom, right


def _places(area: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    top, left, bottom, right = area
    for row in range(top, min(bottom + 1, ROWS)):
        for column in range(left, min(right + 1, COLUMNS)):
            yield row, column


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, by its flag or by having no size."""
    if attributes.get("hidden", "").strip().lower() in _ON:
        return True
    written = attributes.get(size, "").strip()
    return bool(written) and not written.strip("0.")
