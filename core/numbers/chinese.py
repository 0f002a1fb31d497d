"""Chinese numerals: reading 二十三, 一百零五, 两; writing 一、二、三."""

from __future__ import annotations

import re

_WRITINGS = ("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: digit for digit, written in enumerate(_WRITINGS) for character in written}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join([*_DIGITS, *_UNITS, *_BIG])
LONGEST = 24
"""No number is written with more numerals than this."""

_WRITE = "零一二三四五六七八九"
_PLAIN = str.maketrans({c: _WRITE[d] for c, d in _DIGITS.items()} | {"拾": "十", "佰": "百", "仟": "千"})
_BARE_TEN = re.compile("(?<![一二三四五六七八九])十")
_NEEDLESS_ZERO = re.compile("零(?=[一二三四五六七八九][十百千])")


def read_chinese(text: str) -> int | None:
    """The number that Chinese numerals name, None if they name none or might name two (三万五)."""
    if not text or len(text) > LONGEST or any(c not in CHARACTERS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    plain = text.translate(_PLAIN)
    number = _added_up(plain)
    return number if _loosely(plain) == _loosely(_in_full(number)) else None


def _added_up(plain: str) -> int:
    total = section = digit = 0
    for c in plain:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[c] if c == "亿" else total + (section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def _loosely(plain: str) -> str:
    """Numerals without what may be left out: 一 before 十, 零 before a digit that has its unit."""
    return _NEEDLESS_ZERO.sub("", _BARE_TEN.sub("一十", plain))


def _in_full(number: int) -> str:
    """A number with all its units and zeros: 一亿零五万, 一十二."""
    for unit, name in ((_BIG["亿"], "亿"), (_BIG["万"], "万")):
        if number >= unit:
            rest = number % unit
            zero = "零" if 0 < rest < unit // 10 else ""
            return _in_full(number // unit) + name + zero + (_in_full(rest) if rest else "")
    out = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + _WRITE[digit] + name
        gap = not digit
    return out or "零"


def write_chinese(number: int) -> str:
    """An ordinal as headings count: 1 → 一, 12 → 十二, 105 → 一百零五; below 10,000."""
    if not 0 <= number < 10_000:
        return str(number)
    return _in_full(number).removeprefix("一") if 10 <= number < 20 else _in_full(number)
