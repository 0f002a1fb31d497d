"""What a cell says: a number under its format, words of which some are struck through or raised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from core.material.workbook import CellRead
from core.numbers.cleaning import clean
from core.numbers.rounding import shifted
from core.numbers.writing import NumberFormat
from core.reading.number_shown import show

BOOLEANS = {"1": "是", "true": "是", "0": "否", "false": "否"}
STRUCK = "struck"
RAISED = "raised"
_LONGEST_TEXT = 100_000
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_LENGTH = re.compile(r"(?<![A-Za-z])[kcdm]?m$", re.IGNORECASE)
_POWERS = {"2": "²", "3": "³"}


class CellRun(NamedTuple):
    """Some characters of a cell; `mark` None where they look as their cell does."""

    text: str
    mark: str | None = None


def read_words(runs: Sequence[CellRun], own: str = "") -> CellRead:
    """Words as they are to be read: what is struck through or raised (a note) is kept apart.

    `own` is the mark of the whole cell. A raised 2 or 3 behind a length is ² or ³, and a cell of which all is
    raised is no note. Where something left out stood between two digits a blank stands instead.
    """
    pieces: list[str] = []
    left_out: dict[str, list[str]] = {STRUCK: [], RAISED: []}
    marked = [(clean(run.text), own if run.mark is None else run.mark) for run in runs]
    all_raised = not any(text.strip() for text, mark in marked if not mark)
    gap = False
    for text, mark in marked:
        said = "".join(pieces)
        if mark == RAISED and text.strip() in _POWERS and _LENGTH.search(said):
            pieces.append(_POWERS[text.strip()])
        elif mark == STRUCK or (mark == RAISED and not all_raised):
            left_out[mark].append(text)
            gap = True
        elif text:
            if gap and said[-1:].isdigit() and text[0].isdigit():
                pieces.append(" ")
            pieces.append(text)
            gap = False
    struck = "".join(left_out[STRUCK])
    raised = "".join(left_out[RAISED])
    return CellRead("".join(pieces), struck=struck, raised=raised)


def checked(text: str) -> str:
    """Words of a length that a cell can hold; raises ValueError."""
    if len(text) > _LONGEST_TEXT:
        raise ValueError("no cell holds so long a text")
    return text


def read_number(value: str, code: str, *, since_1904: bool = False, struck: bool = False) -> CellRead:
    """A number by its digits and its format; words where it is none."""
    if len(value) > 64 or not _NUMBER.fullmatch(value) or not isfinite(float(value)):
        return read_words([CellRun(checked(value))], STRUCK if struck else "")
    digits = value.lstrip("+-0.").replace(".", "")
    if value.lstrip("+-").isdigit() or ("e" not in value.lower() and len(digits) <= 15):
        number = Decimal(value)
    else:  # Excel writes 0.8045 as 0.80449999999999999: the shortest digits of the same double
        value = f"{Decimal(repr(float(value))):f}".removesuffix(".0")
        number = Decimal(value)
    showing = show(code, number)
    words = showing.clock
    if showing.date and not words:
        words = date_words(int(number), since_1904=since_1904) if number >= 0 else ""
    read = CellRead(
        words or value, number, showing.percent, showing.date, showing.text, scaled=showing.scaled
    )
    return CellRead("", struck=_seen(read)) if struck else read


def _seen(read: CellRead) -> str:
    if read.percent and read.number is not None and not read.shown:
        return NumberFormat().write(shifted(read.number, 2).normalize()) + "%"
    return read.shown or read.text


def date_words(days: int, *, since_1904: bool) -> str:
    """The day of a serial as Excel counts, 29 February 1900 included; "" outside its calendar."""
    if not 0 <= days <= 2_957_003:
        return ""
    if since_1904:
        return in_words(date(1904, 1, 1) + timedelta(days))
    if days in (0, 60):
        return "1900年2月29日" if days else "1900年1月0日"
    return in_words(date(1899, 12, 31 if days < 60 else 30) + timedelta(days))


def read_iso_date(value: str) -> CellRead:
    """A date written 2024-03-05T00:00:00; words where it is none."""
    try:
        return CellRead(in_words(date.fromisoformat(value[:10])), date=True)
    except ValueError:
        return CellRead(clean(checked(value)))


def in_words(day: date) -> str:
    """2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def without_author(words: str, authors: Sequence[str]) -> str:
    """A comment without the line that programs put first: who wrote it."""
    first, _, rest = words.strip().partition("\n")
    is_author = first.rstrip()[-1:] in "：:" and first.rstrip(" ：:") in authors
    return rest if is_author else words.strip()
