"""What every table's cells have in common: what was not taken, what is painted, the frame around one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gui import theme


class Refusal(NamedTuple):
    """What was typed and not taken, and why."""

    text: str
    reason: str


class Shown(NamedTuple):
    """All that a cell's painting needs."""

    text: str
    refused: bool = False
    computed: bool = False
    reported: bool = False
    severity: str = ""


def frame(painter: QPainter, rect: QRect, colour: str) -> None:
    """A frame of two pixels inside a cell."""
    ink = theme.colour(colour)
    painter.fillRect(rect.left(), rect.top(), rect.width(), 2, ink)
    painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, ink)
    painter.fillRect(rect.left(), rect.top(), 2, rect.height(), ink)
    painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), ink)
