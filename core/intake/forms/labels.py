"""The fixed words of a form and of a sheet that came back: the same, alike, or others.

A form's words are what identifies a cell. They are the same without widths, blanks, signs, numbering and units;
alike without remarks in brackets and endings that say nothing (数, 额, 情况, 费); else they are others.
"""

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

MOST_KEPT = 50_000
"""Texts whose words are kept: those of a sheet of 5,000 rows."""

_SAME_SIGNS = str.maketrans("“”‘’'「」『』、。【】〔〕—–－―─﹣·•", '""""""""",.[][]------..')
_UNITS = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_UNIT_IN_BRACKETS = re.compile(rf"\((?:金额)?(?:单位:)?(?:人民币)?({_UNITS})\)")
_UNIT_OF_SHEET = re.compile(rf"(?:金额)?单位:(?:人民币)?({_UNITS})(?![^\s)])")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)", re.ASCII)
_CHINESE_YEAR = re.compile("[一二][〇零○一二三四五六七八九]{3}(?=年)")
_LIKE_A_YEAR = re.compile(rf"(?:19|20)\d\d|{_CHINESE_YEAR.pattern}", re.ASCII)
_CHINESE_DIGITS = {sign: str(digit) for digit, sign in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_LAST_YEAR = re.compile("(?:上一?|去)年度?(?!结)")
_THIS_YEAR = re.compile("(?:本|当|今)年度?")
_YEAR_WORD = re.compile("Y(?:[㊀㊉]\\d+)?(?=年)")
_NUMBERING = re.compile(
    r"(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|\d{1,2}\)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[,.](?!\d)|[①-⑳])"
)
_OF_WHICH = re.compile("其中:?")
_NO_WORD = re.compile(r"(?:(?!(?<=\d)\.(?=\d))[\W_])+")
_TO_BE_SIGNED = re.compile(r"\((?:公?章|盖章|签字|签名|签章|签字盖章)\)")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOINING = re.compile("[的和与及]")
_ENDING = re.compile("(?<=..)(?:数|额|情况|经费|费用|费)$")
_ATTACHMENT = re.compile(r"附(?:件|表)[\w\-]{0,5}:?")
_UNFILLED = re.compile(r"[_＿\s]*")


def bare(text: str) -> str:
    """A text as it is compared: half-width, without blanks, signs of one kind."""
    return "".join(_of_one_kind(text).split())


@lru_cache(maxsize=MOST_KEPT)
def label_of(text: str) -> str:
    """A label as it is compared: besides, without its unit of money."""
    words = bare(text[:LONGEST_LABEL])
    return _UNIT_OF_SHEET.sub("单位:", _UNIT_IN_BRACKETS.sub("", words))


@lru_cache(maxsize=MOST_KEPT)
def years_in(text: str) -> tuple[int, ...]:
    """The years that a label names."""
    return tuple(int(found[0]) for found in _YEAR.finditer(_arabic_years(bare(text[:LONGEST_LABEL]))))


def core_of(text: str, year: int = 0) -> str:
    """The words by which a label is the same: no signs, numbering, units; years relative to the title's."""
    return _core_of(text, year if _may_name_a_year(text) else 0)


def gist_of(text: str, year: int = 0) -> str:
    """The words by which a label is alike: besides, no remarks in brackets, no endings that say nothing."""
    return _gist_of(text, year if _may_name_a_year(text) else 0)


@lru_cache(maxsize=MOST_KEPT)
def _core_of(text: str, year: int) -> str:
    words = _arabic_years(label_of(text))
    if year:
        words = _YEAR.sub(lambda found: _year_word(int(found[0]) - year), words)
    words = _THIS_YEAR.sub("Y年", _LAST_YEAR.sub("Y㊀1年", words)).replace("年度", "年")
    return _signless(_OF_WHICH.sub("", _TO_BE_SIGNED.sub("", words)))


@lru_cache(maxsize=MOST_KEPT)
def _gist_of(text: str, year: int) -> str:
    words = _REMARK.sub("", label_of(_TO_BE_SIGNED.sub("", label_of(text))))
    return _ENDING.sub("", _JOINING.sub("", _core_of(words, year)))


def _of_one_kind(text: str) -> str:
    """A text half-width and with signs of one kind, character for character."""
    return text if text.isascii() else halfwidth(text).translate(_SAME_SIGNS)


def _may_name_a_year(text: str) -> bool:
    """Whether the title's year can change a label's words: with most it cannot, and they are kept once."""
    return _LIKE_A_YEAR.search(label_of(text)) is not None


def yearless(core: str) -> str:
    """The core of a label without the years it names."""
    return _YEAR_WORD.sub("", core)


def _signless(words: str) -> str:
    """Without numbering at its beginning, and without signs."""
    words = _NUMBERING.sub("", words, count=1) if _NUMBERING.match(words) else words
    return _NO_WORD.sub("", words)


def _year_word(offset: int) -> str:
    """A year as labels are compared: that of the title, or so many before or behind it."""
    return f"Y{'㊀' if offset < 0 else '㊉'}{abs(offset)}" if offset else "Y"


def _arabic_years(words: str) -> str:
    return _CHINESE_YEAR.sub(lambda found: "".join(_CHINESE_DIGITS[sign] for sign in found[0]), words)


def name_of(text: str) -> str:
    """A row's name as it is compared: （1）甲项目 is 甲项目."""
    words = bare(text)
    found = _NUMBERING.match(words)
    return words[found.end() :] if found and found.end() < len(words) else words


def without_numbering(text: str) -> str:
    """A name as it is entered, without the number in front of it."""
    plain = _of_one_kind(text)
    start = len(plain) - len(plain.lstrip())
    found = _NUMBERING.match(plain, start)
    return text[found.end() :].strip() if found and text[found.end() :].strip() else text.strip()


def unit_of_sheet(text: str) -> str:
    """元 of 单位：元 and of a bare （元）, "" where a text names no unit for the whole sheet."""
    words = bare(text[:LONGEST_LABEL])
    found = _UNIT_OF_SHEET.search(words) or _UNIT_IN_BRACKETS.fullmatch(words)
    return found[1] if found else ""


def unit_in_brackets(text: str) -> str:
    """元 of 年度预算申请（元）, "" where a label names no unit."""
    found = _UNIT_IN_BRACKETS.search(bare(text[:LONGEST_LABEL]))
    return found[1] if found else ""


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
    plain = _of_one_kind(text)
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


def is_attachment(text: str) -> bool:
    """Whether a text is just an attachment's number: 附件2, 附表 3-1."""
    return _ATTACHMENT.fullmatch(bare(text)) is not None
