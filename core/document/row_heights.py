"""How high the rows of a form are, so that every cell's words are whole where nobody can drag a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.document.forms import FilledCell
from core.forms.grid import UPRIGHT, Spot

LINE = 1.3
PADDING = 5.0
"""Points of a line of words to its size, and above and below them."""

_PIECE = re.compile(r"[“‘（《〈【「『〔]*(?:[!-~]+|.)[，。、；：！？”’）》〉】」』〕％]*", re.DOTALL)
"""What a line is not broken in: a word or a number, a character with the marks that belong to it."""


def row_heights(
    own: Sequence[float], widths: Sequence[float], cells: Mapping[Spot, FilledCell]
) -> list[float]:
    """Heights in points: the form's `own` (0: hidden), or as high as the words need.

    What is missing for a cell over several rows is shared out among them. `widths` are in characters.
    """
    heights = list(own)
    for (row, column), cell in sorted(cells.items(), key=lambda item: item[1].rows):
        needed = _needed(cell, sum(widths[column : column + cell.columns]))
        missing = needed - sum(heights[row : row + cell.rows])
        shown = [number for number in range(row, row + cell.rows) if heights[number]]
        for number in shown if missing > 0 else ():
            heights[number] += missing / len(shown)
    return heights


def _needed(cell: FilledCell, width: float) -> float:
    """Points that a cell's words take; none where they need not be whole: the form does not wrap them."""
    style = cell.cell.style
    if not cell.words:
        return 0.0
    if style.turned == UPRIGHT:
        return len(cell.words.replace("\n", "")) * style.size * LINE + PADDING
    if style.turned:
        return max(_wide(line) for line in cell.words.split("\n")) * style.size / 2 + PADDING
    return text_height(cell.words, width, style.size) if style.wrap else 0.0


def text_height(words: str, width: float, size: float) -> float:
    """Points that words need in a cell `width` characters wide (of the 11 point default type)."""
    room = max(2, int((width - 1) * 11 / size))
    lines = sum(_lines(line, room) for line in words.split("\n"))
    return lines * size * LINE + PADDING


def _lines(text: str, room: int) -> int:
    """Lines of `room` characters that a text is broken into."""
    lines = 1
    used = 0
    for piece in _PIECE.findall(text):
        wide = _wide(piece)
        if used and used + wide > room:
            lines += 1
            used = 0
        lines += max(wide - 1, 0) // room
        used = used + wide if wide <= room else wide % room or room
    return lines


def _wide(text: str) -> int:
    """Characters as a table counts them: a Chinese one is two."""
    return sum(1 if character < "\u2000" else 2 for character in text)
