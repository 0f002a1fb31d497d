"""The lines of a form's cells: whole pixels draw just what snapped ones do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPixmap

from core.forms.grid import Style
from gui.forms.painting import snapped_lines, whole_lines

WIDTHS = ("", "thin", "medium", "thick")


def drawn(act: Callable[[QPainter], None]) -> QImage:
    paper = QPixmap(60, 40)
    paper.fill()
    painter = QPainter(paper)
    act(painter)
    painter.end()
    return paper.toImage()


@pytest.mark.parametrize(("row", "column"), product((0, 3), (0, 2)))
def test_whole_pixels_draw_what_snapped_ones_do(qapp: object, row: int, column: int) -> None:
    rect = QRect(10, 8, 30, 20)
    for left, right, top, bottom in product(WIDTHS, repeat=4):
        style = Style("宋体", 12.0, left=left, right=right, top=top, bottom=bottom)
        whole = drawn(lambda painter, style=style: whole_lines(painter, rect, row, column, style))
        snapped = drawn(lambda painter, style=style: snapped_lines(painter, rect, row, column, style, 1.0))
        assert whole == snapped, style
