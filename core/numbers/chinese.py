"""Chinese numerals: reading 二十三, 一百零五, 两; writing 一、二、三."""

from __future__ import annotations

_WRITINGS = ("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: digit for digit, written in enumerate(_WRITINGS) for character in written}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join([*_DIGITS, *_UNITS, *_BIG])
_WRITE = "零一二三四五六七八九"


def read_chinese(text: str) -> int | None:
    """The number that Chinese numerals name, None if they name none."""
    if not text or any(c not in CHARACTERS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or (1 if not section else 0)) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[c] if c == "亿" else total + (section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def write_chinese(number: int) -> str:
    """An ordinal as headings count: 1 → 一, 12 → 十二, 105 → 一百零五; below 10,000."""
    if not 0 <= number < 10_000:
        return str(number)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero and out else "") + _WRITE[digit] + name
            zero = False
        else:
            zero = True
    out = out or "零"
    return out[1:] if out.startswith("一十") else out
