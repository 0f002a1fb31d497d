"""What every table's cells have in common: what was not taken, what is painted, the frame around one."""

from __future__ import annotations

from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyleOptionViewItem, QWidget

from gui import theme


class Refusal(NamedTuple):
    """What was typed and not taken, and why."""

    text: str
    reason: str


class CellState(NamedTuple):
    """All that a cell's painting needs."""

    text: str
    refused: bool = False
    computed: bool = False
    reported: bool = False
    severity: str = ""


class CellOption(Protocol):
    """What Qt says of the cell that a delegate works on: the table, its place there, how it stands."""

    widget: QAbstractItemView
    rect: QRect
    state: QStyle.StateFlag
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815


def option_of(option: QStyleOptionViewItem) -> CellOption:
    """A style option with its fields, which Qt's stubs leave out."""
    return cast(CellOption, option)


def has_focus(table: QWidget) -> bool:
    """Whether the focus is in a table: of several tables on a page only that one shows its selection."""
    focus = QApplication.focusWidget()
    return focus is table or (focus is not None and table.isAncestorOf(focus))


def frame(painter: QPainter, rect: QRect, colour: str) -> None:
    """A frame of two pixels inside a cell."""
    ink = theme.colour(colour)
    painter.fillRect(rect.left(), rect.top(), rect.width(), 2, ink)
    painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, ink)
    painter.fillRect(rect.left(), rect.top(), 2, rect.height(), ink)
    painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), ink)
