"""What the cells of an .xlsx name by number: shared strings, and looks (a number format, a struck font)."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.reading.cell_values import RAISED, STRUCK, CellRun, checked
from core.reading.most_read import Bounds
from core.reading.number_shown import BUILT_IN
from core.reading.xml_hearing import Listener

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "off", "none")


class CellLook(NamedTuple):
    """How cells look: their number format's code, and STRUCK, RAISED or nothing."""

    number_format: str = ""
    mark: str = ""


class RichWords:
    """Hears the runs of a text (si, is, text); readings of characters (rPh) are left out."""

    def __init__(self) -> None:
        self.runs: list[CellRun] = []
        self._mark: str | None = None

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element opened within the text."""
        if name == "rPr":
            self._mark = ""
        elif name != "r":
            self._mark = mark_of(name, attributes) or self._mark if self._mark != STRUCK else STRUCK

    def ended(self, name: str, text: str, trail: list[str]) -> None:
        """An element closed; `trail` is what is still open."""
        if name == "t" and "rPh" not in trail:
            self.runs.append(CellRun(unescaped(text), self._mark))
        elif name == "r":
            self._mark = None

    def taken(self) -> tuple[CellRun, ...]:
        """The runs since the last time; raises ValueError where no cell holds so many characters."""
        runs = tuple(self.runs)
        checked("".join(run.text for run in runs))
        self.runs.clear()
        self._mark = None
        return runs


class Strings(Listener):
    """The shared strings."""

    texts = frozenset({"t"})

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.found: list[tuple[CellRun, ...]] = []
        self._words = RichWords()

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name not in ("si", "sst"):
            self._words.started(name, attributes)

    def ended(self, name: str, text: str) -> None:
        if name == "si":
            self.bounds.count("strings")
            self.found.append(self._words.taken())
        else:
            self._words.ended(name, text, self.trail)


class Styles(Listener):
    """The formats that cells name by number."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self._codes = dict(BUILT_IN)
        self._fonts: list[str] = []
        self._formats: list[tuple[int, int]] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        within = self.trail[-2] if len(self.trail) > 1 else ""
        if name == "numFmt" and within == "numFmts":
            self.bounds.count("codes")
            self._codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and within == "fonts":
            self.bounds.count("fonts")
            self._fonts.append("")
        elif within == "font" and self._fonts and self.trail[-3:-2] == ["fonts"]:
            if self._fonts[-1] != STRUCK:
                self._fonts[-1] = mark_of(name, attributes) or self._fonts[-1]
        elif name == "xf" and within == "cellXfs":
            self.bounds.count("formats")
            self._formats.append((whole(attributes.get("numFmtId")), whole(attributes.get("fontId"))))

    def looks(self) -> list[CellLook]:
        """The looks by the numbers that cells have for them."""
        fonts = dict(enumerate(self._fonts))
        return [CellLook(self._codes.get(code, ""), fonts.get(font, "")) for code, font in self._formats]


def mark_of(name: str, attributes: dict[str, str]) -> str:
    """STRUCK or RAISED where a font's element says so."""
    value = attributes.get("val", "").lower()
    if name in ("strike", "dstrike") and value not in _OFF:
        return STRUCK
    return RAISED if name == "vertAlign" and value == "superscript" else ""


def unescaped(text: str) -> str:
    """Words with their _x000D_ as characters."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """A small whole number; -1 where there is none."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else -1
