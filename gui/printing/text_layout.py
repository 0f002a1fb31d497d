"""Words laid out in lines, once and without a device: what is drawn and measured later is the same lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from gui.printing.faces import LATIN, TITLE, Faces
from gui.utf16 import Units, one_a_unit

STOPS = frozenset("，。、；：！？")
"""Stops that may hang behind a full line; no line begins with one."""
_WESTERN = re.compile(r"[\x21-\x7e\u00c0-\u024f]+")
_OUTSIDE_GBK = re.compile(r"[^\x00-\u9fa5\uff00-\uffef]")
_BASE = 0.88
"""From the top of a character to its baseline, as a share of its size."""


class Stretch(NamedTuple):
    """Characters set alike: from `start` to `end` in a kind of type, with the key of the figure they show."""

    start: int
    end: int
    kind: str
    key: str = ""


class Setting(NamedTuple):
    """How words are set; lengths are twips. `cell` is a Chinese character's width, 0: as the font has it."""

    size: float
    pitch: float
    width: float
    indent: float = 0.0
    cell: float = 0.0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignJustify
    bold: bool = False
    underline: bool = False
    hanging: bool = False


class TextLayout:
    """Words in lines; line i stands from i × pitch to (i + 1) × pitch below the top.

    `lead` is what a line leaves free above its characters.
    """

    def __init__(self, text: str, stretches: Sequence[Stretch], setting: Setting, faces: Faces) -> None:
        self.text = text
        self.stretches = tuple(stretches)
        self.setting = setting
        units = Units(text)
        first = stretches[0].kind if stretches else LATIN
        self._layout = QTextLayout(text, faces.font(first, setting.size, setting.bold))
        self._layout.setCacheEnabled(True)
        option = QTextOption(setting.align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        self._layout.setTextOption(option)
        self._layout.setFormats(list(_formats(text, stretches, setting, faces, units)))
        self._break()

    @property
    def lines(self) -> int:
        return self._layout.lineCount()

    @property
    def height(self) -> float:
        return self.lines * self.setting.pitch

    def line_text(self, number: int) -> str:
        """The characters of a line."""
        line = self._layout.lineAt(number)
        units = self.text.encode("utf-16-le", "surrogatepass")
        start = line.textStart()
        end = line.textStart() + line.textLength()
        return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")

    def natural_width(self) -> float:
        """The width of its longest line."""
        return max(
            (self._layout.lineAt(number).naturalTextWidth() for number in range(self.lines)), default=0.0
        )

    def draw(self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None) -> None:
        """Draws lines first … last (not included) with the first one's top at y."""
        up = first * self.setting.pitch
        for number in range(first, self.lines if last is None else last):
            self._layout.lineAt(number).draw(painter, QPointF(x, y - up))

    def key_at(self, x: float, y: float) -> str:
        """The key of the figure shown at a place, "" for words of the text itself."""
        number = int(y // self.setting.pitch)
        if not 0 <= number < self.lines:
            return ""
        line = self._layout.lineAt(number)
        units = Units(self.text)
        at = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        if isinstance(at, tuple):
            at = at[0]
        return next((s.key for s in self.stretches if units(s.start) <= at < units(s.end)), "")

    def lacking(self) -> set[str]:
        """Characters that no font has: they would be boxes. Only what GB 18030's everyday part lacks is asked."""
        rare = {match[0] for match in _OUTSIDE_GBK.finditer(self.text)}
        return {one for one in rare if _is_box(one, self._layout.font())} if rare else set()

    def _break(self) -> None:
        text = one_a_unit(self.text)
        setting = self.setting
        self._layout.beginLayout()
        number = 0
        while (line := self._layout.createLine()).isValid():
            indent = setting.indent if not number else 0.0
            width = setting.width - indent
            line.setLineWidth(width)
            if setting.hanging:
                _hang(line, text, width, setting.cell)
            base = _base(setting)
            line.setPosition(QPointF(indent, number * setting.pitch + base - line.ascent()))
            number += 1
        self._layout.endLayout()


def top_of(setting: Setting) -> float:
    """What a line leaves free above its characters: a little at a page's top, most of it below."""
    return min((setting.pitch - setting.size) / 2, 50.0)


def _base(setting: Setting) -> float:
    return top_of(setting) + setting.size * _BASE


def _hang(line: QTextLine, text: str, width: float, cell: float) -> None:
    """A stop behind a full line hangs in the margin, where Qt would send the character before it down too."""
    after = line.textStart() + line.textLength() + 1
    if after >= len(text) or text[after] not in STOPS:
        return
    line.setLineWidth(width + cell)
    if line.textStart() + line.textLength() != after + 1:
        line.setLineWidth(width)


def _formats(
    text: str, stretches: Sequence[Stretch], setting: Setting, faces: Faces, units: Callable[[int], int]
) -> Iterator[Any]:
    for stretch in stretches:
        for start, end, kind in _parted(text, stretch):
            font = QFont(faces.font(kind, setting.size, setting.bold))
            if kind != LATIN and setting.cell:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, setting.cell - setting.size)
            form = QTextCharFormat()
            form.setFont(font)
            form.setFontUnderline(setting.underline)
            # PySide leaves the fields out of its description of the class
            format_range: Any = QTextLayout.FormatRange()
            format_range.start = units(start)
            format_range.length = units(end) - units(start)
            format_range.format = form
            yield format_range


def _parted(text: str, stretch: Stretch) -> Iterator[tuple[int, int, str]]:
    """A stretch in its own type and, for digits and letters, in the western one; a title has its own digits."""
    at = stretch.start
    if stretch.kind == TITLE:
        yield at, stretch.end, stretch.kind
        return
    for match in _WESTERN.finditer(text, stretch.start, stretch.end):
        if match.start() > at:
            yield at, match.start(), stretch.kind
        yield match.start(), match.end(), LATIN
        at = match.end()
    if at < stretch.end:
        yield at, stretch.end, stretch.kind


def _is_box(character: str, font: QFont) -> bool:
    layout = QTextLayout(character, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())
