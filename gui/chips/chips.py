"""Chips in a QTextDocument: runs of words that belong to a mark, read and written with their marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextFormat, QTextFragment

from core.figures.marks import escape, parse_marks, unparse

UID = QTextFormat.Property.UserProperty.value + 2
"""The property of a chip's run. It is a running number: equal neighbours would melt into one fragment."""

SOFT_BREAK = "\u2028"
BLANK = "＿＿"
"""Stands on the screen where a mark has no words: a chip must be there to be seen and deleted."""


class Shown(NamedTuple):
    """What a chip was drawn with; `said` is how many code points its mark says on paper."""

    raw: str
    words: str
    said: int


class Chip(NamedTuple):
    """A chip's place in its paragraph, in Qt's UTF-16 units."""

    uid: int
    start: int
    end: int


class Line(NamedTuple):
    """A paragraph: its text with marks, its chips, and whether all of them are as they were drawn."""

    stored: str
    chips: tuple[Chip, ...]
    whole: bool


class Stretch(NamedTuple):
    """A chip as it stands in the document: its mark, its first and last positions, its words."""

    uid: int
    raw: str
    start: int
    end: int
    words: str


def plain_format() -> QTextCharFormat:
    return QTextCharFormat()


def chip_format(uid: int) -> QTextCharFormat:
    """The words a chip shows are no part of its format: each update would leave one more in the document."""
    form = QTextCharFormat()
    form.setProperty(UID, uid)
    return form


def read_line(block: QTextBlock, shown: Mapping[int, Shown]) -> Line:
    """A paragraph as it stands in the document now."""
    out: list[str] = []
    chips: list[Chip] = []
    words = ""
    last = 0
    place = 0
    whole = True
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        text = fragment.text()
        uid = _uid(fragment, shown)
        end = place + fragment.length()
        if not uid:
            out.append(escape(text))
        elif uid == last:
            words += text
            chips[-1] = Chip(uid, chips[-1].start, end)
        else:
            whole = whole and all(chip.uid != uid for chip in chips)
            out.append(shown[uid].raw)
            words = text
            chips.append(Chip(uid, place, end))
        last = uid
        place = end
        at += 1
        if last and (at.atEnd() or _uid(at.fragment(), shown) != last):
            whole = whole and words == shown[last].words
    return Line("".join(out), tuple(chips), whole)


def _uid(fragment: QTextFragment, shown: Mapping[int, Shown]) -> int:
    uid = fragment.charFormat().intProperty(UID)
    return uid if uid in shown else 0


def atoms(stored: str) -> list[str]:
    """A text's atoms, a character or a whole mark each; a mark can be told by its length."""
    out: list[str] = []
    for part in parse_marks(stored):
        if isinstance(part, str):
            out += part
        else:
            out.append(unparse((part,)))
    return out


def stored_of(some: list[str]) -> str:
    """Atoms as a text with marks."""
    return "".join(one if len(one) > 1 else escape(one) for one in some)
