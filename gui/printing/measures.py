"""The page of GB/T 9704-2012 in twips (1/20 point), the unit in which everything is laid out.

28 characters of 315 twips and 22 lines fill 156 × 225 mm; 315 is a whole number, so that every line of 28
characters is exactly as wide as every other, on the screen, in the PDF and on the printer.
"""

from __future__ import annotations

from typing import NamedTuple


def mm(length: float) -> float:
    """Millimetres in twips."""
    return length * 1440 / 25.4


def pt(size: float) -> float:
    """Points in twips."""
    return size * 20


PAGE_WIDTH = mm(210)
PAGE_HEIGHT = mm(297)
TOP = mm(37)
LEFT = mm(28)
CHARACTERS = 28
LINES = 22
CELL = 315.0
"""The width of one character of the body: 16 points less a quarter, 156 mm over 28."""
WIDTH = CHARACTERS * CELL + 0.5
HEIGHT = mm(225)
"""The type area; half a twip more, so that a full line is never a hair too long."""
PITCH = HEIGHT / LINES

TITLE_SIZE = pt(22)
BODY_SIZE = pt(16)
NUMBER_SIZE = pt(14)
SMALL_SIZE = pt(9)
"""2号, 3号, 4号 and what is printed small at the foot."""
TITLE_PITCH = pt(35)
LANDSCAPE_TOP = mm(28)
LANDSCAPE_LEFT = mm(35)
"""The type area turned: the binding edge is at the top."""
NUMBER_DROP = mm(7)
"""From the type area to the page number (GB/T 9704-2012, 7.5)."""


class Area(NamedTuple):
    """The type area of a page, with the page around it."""

    left: float
    top: float
    width: float
    height: float
    page_width: float
    page_height: float


PORTRAIT = Area(LEFT, TOP, WIDTH, HEIGHT, PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = Area(LANDSCAPE_LEFT, LANDSCAPE_TOP, HEIGHT, mm(156), PAGE_HEIGHT, PAGE_WIDTH)
