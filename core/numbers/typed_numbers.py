"""Reading numbers as clerks write them: １，２７２.７５万元, 12,727,512.34元, 五十, 59.81%, （12.5）."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from core.numbers.arithmetic import is_reckoning, reckoned
from core.numbers.chinese import CHARACTERS, read_chinese
from core.numbers.cleaning import halfwidth
from core.numbers.troubles import Refused

NUMBER = r"[+\-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number in half-width text, thousands separated or not."""

MOST_DIGITS = 18
"""A figure with more digits before or after the point is a slip of the hand."""

LONGEST = 80
"""A text longer than this holds more than a number."""

MONEY_UNITS = {"元": -4, "千元": -1, "万元": 0, "万": 0, "百万元": 2, "千万元": 3, "亿元": 4, "亿": 4}
"""Powers of ten from a unit of money to 万元."""

_SHAPE = re.compile(
    rf"(?P<currency>[¥￥]|人民币)?(?P<number>{NUMBER}|[+\-]?\.\d+)(?P<unit>[^\d.,+\-]*)", re.ASCII
)
_CHINESE = re.compile(f"(?:人民币)?(?P<number>[{CHARACTERS}]+)(?P<unit>.*)")
_VAGUE = re.compile("多|余|左右|上下|以上|以下|以内|不到|约|近")
_PARTED = re.compile(rf"[\d.,]\s+[\d.,]|[{CHARACTERS}]\s+[{CHARACTERS}]", re.ASCII)
_GROUPED = re.compile(r"[^\d\n]*\d{1,3}(?: \d{3})+(?:\.\d+)?[^\d\n]*", re.ASCII)
_POINT = re.compile(r"(?<=[\d０-９])。(?=[\d０-９])")
"""A full stop that an input method wrote for a point."""
_BRACKETS = re.compile(r"\(([^()\-]+)\)([^()\d]*)")


class TypedNumber(NamedTuple):
    """A number as it was written, with what stood behind it.

    `in_ones` where 万 or 亿 was written as part of the number itself, as in 五十万: it counts ones, not 万元.
    """

    value: Decimal
    unit: str
    in_ones: bool = False


def read_number(text: str) -> TypedNumber:
    """The number and the unit in a short text; raises Refused with a sentence for the field."""
    words = " ".join(text.split())
    shown = words if len(words) <= 24 else words[:24] + "…"
    if len(text.strip()) > LONGEST:
        raise Refused(f"“{shown}”太长，请只填一个数字，如 1272.75")
    if is_reckoning(text):
        return TypedNumber(_of_few_digits(plain(reckoned(text, shown)), shown), "")
    text = _POINT.sub(".", text)
    bare = _joined(halfwidth(text), shown).replace("，", ",").replace("．", ".")
    negative = _BRACKETS.fullmatch(bare)
    if negative:
        bare = f"-{negative[1]}{negative[2]}"
    found = _SHAPE.fullmatch(bare)
    if found:
        number = _of_few_digits(found["number"].replace(",", ""), shown)
        return TypedNumber(number, _exact(found["unit"], shown))
    chinese = _CHINESE.fullmatch(bare)
    counted = read_chinese(chinese["number"]) if chinese else None
    if chinese and counted is not None:
        in_ones = any(unit in chinese["number"] for unit in "万亿")
        return TypedNumber(_of_few_digits(str(counted), shown), _exact(chinese["unit"], shown), in_ones)
    raise Refused(_why_not(shown, bare))


def _of_few_digits(digits: str, shown: str) -> Decimal:
    whole, _, fraction = digits.lstrip("+-").partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DIGITS:
        raise Refused(f"“{shown}”位数太多，请核对后重新填写")
    return Decimal(digits)


def _joined(text: str, shown: str) -> str:
    """The text without blanks; raises Refused where a blank or a line end would make one number of two."""
    if _PARTED.search(text) and not _GROUPED.fullmatch(text):
        raise Refused(f"“{shown}”里像是有两个数，请只填一个，如 1272.75")
    return re.sub(r"\s+", "", text)


def _exact(unit: str, shown: str) -> str:
    """The unit, refused where it makes the number a rough one."""
    vague = _VAGUE.search(unit)
    if vague:
        raise Refused(f"“{shown}”不是数字，请填写确切的数，不写“{vague[0]}”")
    return unit


def _why_not(shown: str, bare: str) -> str:
    if bare.count(".") > 1:
        return f"“{shown}”里有两个小数点，请改成一个数"
    if re.fullmatch(r"[+\-]?[\d,]+(\.\d+)?\D*", bare) and "," in bare:
        return f"“{shown}”的千分位逗号位置不对，请改为如 1,272.75"
    if re.search(r"\d", bare):
        return f"“{shown}”不是一个数，请只填数字，如 1272.75"
    if bare and all(c in CHARACTERS for c in bare):
        return f"“{shown}”读不准是多少，请改用数字，如 35000"
    return f"“{shown}”不是数字，请填写数字；没有此项请填“无”"


def plain(number: Decimal) -> str:
    """The shortest exact writing that keeps the places: never an exponent, never a minus zero."""
    text = format(number, "f")
    return text[1:] if text.startswith("-") and not number else text
