"""The grid of an official form: cells with their spans, looks, widths, heights and print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Spot = tuple[int, int]
"""(row, column), both counted from 0."""

UPRIGHT = 255
"""The turning of a cell whose characters stand one under another."""


class Style(NamedTuple):
    """How a cell looks; words are those of the Excel format (thin, center …), colours are RRGGBB or "".

    `diagonal` is the line across the cell, from the upper left (`falls`), from the lower left (`rises`) or both.
    `locked` cells cannot be changed in a protected sheet.
    """

    font: str = ""
    size: float = 11.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    fill: str = ""
    across: str = ""
    down: str = ""
    wrap: bool = False
    turned: int = 0
    indent: int = 0
    shrink: bool = False
    number_format: str = "General"
    left: str = ""
    top: str = ""
    right: str = ""
    bottom: str = ""
    struck: bool = False
    diagonal: str = ""
    falls: bool = False
    rises: bool = False
    locked: bool = True


class StyledWords(NamedTuple):
    """Some words of a cell that look otherwise than the rest; `raised` is superscript, subscript or ""."""

    words: str
    style: Style
    raised: str = ""


class InputCheck(NamedTuple):
    """What Excel lets be typed in a cell; `kind`, `sign` and `alarm` are words of its format.

    `first` and `second` are the limits; of a list `first` are its options in quotes, with commas between.
    """

    kind: str
    first: str
    second: str = ""
    sign: str = ""
    blank: bool = True
    alarm: str = ""
    refusal_title: str = ""
    refusal: str = ""
    prompt_title: str = ""
    prompt: str = ""
    refuses: bool = False
    prompts: bool = False


class GridCell(NamedTuple):
    """One cell with the rows and columns it spans.

    `parts` are its words by their looks where they have several; `comment` is what is pinned to it.
    """

    text: str
    style: Style
    rows: int = 1
    columns: int = 1
    parts: tuple[StyledWords, ...] = ()
    comment: str = ""
    check: InputCheck | None = None

    def dressed(self, words: str) -> tuple[StyledWords, ...]:
        """Printed words in the looks of the cell's parts: as far as they are those of the form, then in the next."""
        found: list[StyledWords] = []
        rest = words
        for part in self.parts:
            if "{" in part.words or not rest.startswith(part.words):
                return (*found, part._replace(words=rest)) if rest else tuple(found)
            found.append(part)
            rest = rest[len(part.words) :]
        return (*found, StyledWords(rest, self.style)) if rest else tuple(found)


class PageEdge(NamedTuple):
    """What stands at the head or the foot of a page, with Excel's codes: 第 &P 页."""

    left: str = ""
    middle: str = ""
    right: str = ""


class Paper(NamedTuple):
    """The print set-up; `fit` are pages across and down (0: as many as it takes), margins are inches.

    `titles` are the first and the last row repeated on every page. `edges` are head and foot of the pages, `first`
    and `even` those of the first and of even pages where they differ.
    """

    landscape: bool = False
    size: int = 9
    fit: tuple[int, int] | None = (1, 0)
    margins: tuple[float, float, float, float] = (0.7, 0.75, 0.7, 0.75)
    titles: tuple[int, int] | None = None
    centred: bool = True
    edges: tuple[PageEdge, PageEdge] = (PageEdge(), PageEdge())
    first: tuple[PageEdge, PageEdge] | None = None
    even: tuple[PageEdge, PageEdge] | None = None


class Handling(NamedTuple):
    """What may be seen and done on a sheet in Excel.

    `frozen` is the first place that moves when the sheet is scrolled. `protection` are the attributes of a
    protected sheet, as the Excel format writes them.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    frozen: Spot | None = None
    protection: tuple[tuple[str, str], ...] = ()


FREE = Handling()
"""A sheet of which all may be seen and done."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: cells by place, column widths in characters, row heights in points (None: as high as needed).

    Spans do not overlap; a cell that a span covers is not among `cells`.
    """

    name: str
    widths: tuple[float, ...]
    heights: tuple[float | None, ...]
    cells: Mapping[Spot, GridCell]
    paper: Paper
    handling: Handling = FREE

    @property
    def rows(self) -> int:
        return len(self.heights)

    @property
    def columns(self) -> int:
        return len(self.widths)

    def covered(self) -> dict[Spot, Spot]:
        """The places hidden under a span, each with the place of the cell that hides it."""
        return hidden_under({place: (cell.rows, cell.columns) for place, cell in self.cells.items()})

    def address(self, spot: Spot) -> str:
        """A cell's name as a person finds it: 附件2!C4."""
        return f"{self.name}!{cell_name(spot)}"


def spots(place: Spot, rows: int, columns: int) -> Iterator[Spot]:
    """All places of a span, row by row."""
    for row in range(place[0], place[0] + rows):
        for column in range(place[1], place[1] + columns):
            yield row, column


def hidden_under(spans: Mapping[Spot, tuple[int, int]]) -> dict[Spot, Spot]:
    """The places that spans hide, each with the place of the cell that hides it."""
    return {
        spot: place
        for place, (rows, columns) in spans.items()
        for spot in spots(place, rows, columns)
        if spot != place
    }


def column_letters(column: int) -> str:
    """A column as Excel names it: 2 is C."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(spot: Spot) -> str:
    """A place as Excel writes it: (3, 2) is C4."""
    return f"{column_letters(spot[1])}{spot[0] + 1}"


def areas(places: Iterable[Spot]) -> list[str]:
    """Places as Excel writes them, those below each other as one area: B3:B5, C7."""
    runs: list[list[Spot]] = []
    for place in sorted(places, key=lambda spot: (spot[1], spot[0])):
        if runs and runs[-1][-1] == (place[0] - 1, place[1]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [cell_name(run[0]) + (f":{cell_name(run[-1])}" if len(run) > 1 else "") for run in runs]
