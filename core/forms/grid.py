"""The grid of an official form: cells with their spans, looks, widths, heights and print set-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Spot = tuple[int, int]
"""(row, column), both counted from 0."""

UPRIGHT = 255
"""The turning of a cell whose characters stand one under another."""


class Style(NamedTuple):
    """How a cell looks; words are those of the Excel format (thin, center …), colours are RRGGBB or ""."""

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


class GridCell(NamedTuple):
    """One cell with the rows and columns it spans."""

    text: str
    style: Style
    rows: int = 1
    columns: int = 1


class Paper(NamedTuple):
    """The print set-up; `fit` are pages across and down (0: as many as it takes), margins are inches.

    `titles` are the first and the last row repeated on every page.
    """

    landscape: bool = False
    size: int = 9
    fit: tuple[int, int] | None = (1, 0)
    margins: tuple[float, float, float, float] = (0.7, 0.75, 0.7, 0.75)
    titles: tuple[int, int] | None = None
    centred: bool = True


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


def cell_name(spot: Spot) -> str:
    """A place as Excel writes it: (3, 2) is C4."""
    letters = ""
    number = spot[1] + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{spot[0] + 1}"
