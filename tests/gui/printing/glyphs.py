"""What stands where in a PDF, read back with a library that had no part in writing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from ctypes import byref, c_double
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


class Glyph(NamedTuple):
    """A character with its origin in points from the paper's upper left corner."""

    page: int
    character: str
    x: float
    y: float


def glyphs(path: Path) -> list[Glyph]:
    """Every character that is drawn, page by page."""
    return list(_glyphs(path))


def _glyphs(path: Path) -> Iterator[Glyph]:
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        height = page.get_height()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text, at))
            x = c_double()
            y = c_double()
            if pdfium.FPDFText_GetCharOrigin(text, at, byref(x), byref(y)) and not character.isspace():
                yield Glyph(number, character, x.value, height - y.value)
    document.close()


def lines(found: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one page by their baselines, from above."""
    by_line: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in found:
        by_line[round(glyph.y, 1)].append(glyph)
    return [by_line[y] for y in sorted(by_line)]


def body(found: list[Glyph], page: int) -> list[list[Glyph]]:
    """The lines within the type area of an upright page."""
    inside = [g for g in found if g.page == page and 37 * MM < g.y < 262 * MM]
    return lines(inside)
