"""The words of a form and of a sheet that came back, compared without widths, blanks and kinds of signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.figures.keys import NO_KEY, Key
from core.figures.marks import Mark, Parts, parse_marks
from core.numbers.cleaning import halfwidth
from core.numbers.typed_numbers import MONEY_UNITS

LONGEST_LABEL = 400
"""Characters of a cell that are looked at to know a row by it."""

_SAME_SIGNS = str.maketrans("“”‘’'「」『』、。【】〔〕—–－―─﹣·•", '""""""""",.[][]------..')
_UNITS = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_UNIT_IN_BRACKETS = re.compile(rf"\((?:单位:)?(?:人民币)?({_UNITS})\)")
_UNIT_OF_SHEET = re.compile(rf"(?:金额)?单位:(?:人民币)?({_UNITS})(?![^\s)])")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)", re.ASCII)
_UNFILLED = re.compile(r"[_＿\s]*")


def bare(text: str) -> str:
    """A text as it is compared: half-width, without blanks, signs of one kind."""
    return "".join(halfwidth(text).translate(_SAME_SIGNS).split())


@lru_cache(maxsize=20_000)
def label_of(text: str) -> str:
    """A label as it is compared: besides, without its year and its unit of money."""
    words = bare(text[:LONGEST_LABEL])
    words = _UNIT_OF_SHEET.sub("单位:", _UNIT_IN_BRACKETS.sub("", words))
    return _YEAR.sub("", words)


def unit_of_sheet(text: str) -> str:
    """元 of 单位：元, "" where a text names no unit for the whole sheet."""
    found = _UNIT_OF_SHEET.search(bare(text[:LONGEST_LABEL]))
    return found[1] if found else ""


def unit_in_brackets(text: str) -> str:
    """元 of 年度预算申请（元）, "" where a label names no unit."""
    found = _UNIT_IN_BRACKETS.search(bare(text[:LONGEST_LABEL]))
    return found[1] if found else ""


def pairs_of(words: str) -> frozenset[str]:
    """The neighbouring characters of a label, by which like labels are found."""
    return frozenset(words[at : at + 2] for at in range(max(1, len(words) - 1)))


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two labels have in common: 1 for all, 0 for nothing."""
    return 2 * len(a & b) / (len(a) + len(b))


class CellPart(NamedTuple):
    """A part of a text with marks: words, or the key of a figure ("" for one that is only shown)."""

    words: str = ""
    key: Key = NO_KEY


def parts_of(marks: str, find: Callable[[str], Key], keys: Container[Key]) -> tuple[CellPart, ...]:
    """A cell's text with marks in parts; `find` names the figure of a mark's expression, of `keys` are those read."""
    out: list[CellPart] = []
    for part in parse_marks(marks):
        if isinstance(part, str):
            if bare(part):
                out.append(CellPart(part))
        else:
            key = find(part.expression) if isinstance(part, Mark) else NO_KEY
            out.append(CellPart(key=key if key in keys else NO_KEY))
    return tuple(out)


def words_around(parts: Parts) -> tuple[str, ...]:
    """The words of a text with marks, without the marks, as they are compared."""
    words = (label_of(part) for part in parts if isinstance(part, str))
    return tuple(word for word in words if word)


def stands_around(words: tuple[str, ...], label: str) -> bool:
    """Whether the words of a text with marks stand in a cell's label in their order."""
    at = 0
    for word in words:
        found = label.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return bool(words)


def figures_in(parts: Sequence[CellPart], text: str) -> dict[Key, str] | None:
    """What stands in a text in the places of a cell's figures; None where the words around do not fit."""
    plain = halfwidth(text).translate(_SAME_SIGNS)
    places = [at for at, sign in enumerate(plain) if not sign.isspace()]
    squeezed = "".join(plain[at] for at in places)
    out: dict[Key, str] = {}
    waiting: Key | None = None  # the figure whose end is looked for, "" for one that is only shown
    start = 0
    for number, part in enumerate(parts):
        if not part.words:
            if waiting is not None and (waiting or part.key):
                return None  # nothing parts two figures
            waiting = part.key
            continue
        word = bare(part.words)
        if waiting is None:
            at = start if squeezed.startswith(word, start) else -1
        elif number == len(parts) - 1:
            at = len(squeezed) - len(word) if squeezed.endswith(word) else -1
        else:
            at = squeezed.find(word, start)
        if at < start:
            return None
        if waiting:
            out[waiting] = _between(text, places, start, at)
        waiting = None
        start = at + len(word)
    if waiting:
        out[waiting] = _between(text, places, start, len(squeezed))
    return out if waiting is not None or start == len(squeezed) else None


def _between(text: str, places: list[int], start: int, end: int) -> str:
    return text[places[start] : places[end - 1] + 1] if end > start else ""


def is_unfilled(text: str) -> bool:
    """Whether a place was left open: blank, or a line to write on."""
    return _UNFILLED.fullmatch(text) is not None
