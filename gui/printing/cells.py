"""The cells of a form set in type: their own fonts, sizes and places, as the form asks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from core.document.forms import Filled, FilledSheet
from core.forms.grid import Spot, Style
from gui.printing.faces import Faces, kind_of
from gui.printing.measures import pt
from gui.printing.text_layout import LaidText, Setting, Stretch

MARGIN = 40.0
SIDE = 60.0
"""Twips above and below, and beside, a cell's words."""
LEADING = 1.3
UPRIGHT_LEADING = 1.12
UPRIGHT = 255
"""The turning of a cell whose characters stand one under another."""
WIDE = 1e6
LEAST = 0.75
"""Words that the form does not wrap are made smaller so far before they are."""
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "centerContinuous": Qt.AlignmentFlag.AlignHCenter,
    "distributed": Qt.AlignmentFlag.AlignHCenter,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


@dataclass(slots=True)
class LaidCell:
    """One cell; `angle` turns its words clockwise, `needed` is the height that they take."""

    row: int
    column: int
    rows: int
    columns: int
    style: Style
    text: LaidText | None
    key: str = ""
    angle: int = 0
    shift: float = 0.0

    @property
    def needed(self) -> float:
        if self.text is None:
            return 0.0
        return (self.text.natural_width() if self.angle else self.text.height) + 2 * MARGIN

    def make_room(self, row: int, more: int) -> None:
        """A row of the table became several."""
        if self.row > row:
            self.row += more
        elif row < self.row + self.rows:
            self.rows += more


def lay_cells(sheet: FilledSheet, xs: list[float], scale: float, faces: Faces) -> list[LaidCell]:
    """All cells of a sheet, their columns ending at the edges `xs`."""
    return [
        _lay(place, one, xs[sheet.reach(place)] - xs[place[1]] - 2 * SIDE, scale, faces)
        for place, one in sheet.cells.items()
    ]


def _lay(place: Spot, one: Filled, room: float, scale: float, faces: Faces) -> LaidCell:
    style = one.cell.style
    laid = LaidCell(place[0], place[1], one.rows, one.columns, style, None, one.key)
    if not one.words.strip():
        return laid
    size = pt(style.size) * scale
    kind = kind_of(style.font)
    align = _ALIGN.get(style.across, _ALIGN["left"] if one.number is None else _ALIGN["right"])
    laid.shift = style.indent * size if align == _ALIGN["left"] else 0.0
    words = one.words.replace("\n", "\u2028")
    leading = LEADING
    if style.turned == UPRIGHT:
        words = "\u2028".join(one.words.replace("\n", ""))
        align = _ALIGN["center"]
        leading = UPRIGHT_LEADING
    elif style.turned:
        laid.angle = -style.turned if style.turned <= 90 else style.turned - 90
        room = WIDE
        align = _ALIGN["left"]
    setting = Setting(
        size,
        size * leading,
        max(room - laid.shift, size),
        align=align,
        bold=style.bold,
        underline=style.underline,
    )
    stretches = [Stretch(0, len(words), kind, one.key)]
    laid.text = LaidText(words, stretches, setting, faces)
    if laid.text.lines > 1 and "\u2028" not in words and not style.wrap:
        whole = LaidText(words, stretches, setting._replace(width=WIDE), faces).natural_width()
        small = size * setting.width / whole * 0.98
        if small >= (pt(5) if style.shrink else size * LEAST):
            laid.text = LaidText(words, stretches, setting._replace(size=small, pitch=small * leading), faces)
    return laid
