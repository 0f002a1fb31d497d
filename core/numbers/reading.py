"""Reading numbers as clerks write them: １，２７２.７５万元, 12,727,512.34元, 五十, 59.81%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.numbers.chinese import CHARACTERS, read_chinese
from core.numbers.cleaning import halfwidth
from core.numbers.troubles import Refused

NUMBER = r"[+\-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number in half-width text, thousands separated or not."""

MOST_DIGITS = 18
"""A figure with more digits before or after the point is a slip of the hand."""

MONEY_UNITS = {"元": -4, "千元": -1, "万元": 0, "万": 0, "百万元": 2, "千万元": 3, "亿元": 4, "亿": 4}
"""Powers of ten from a unit of money to 万元."""

_SHAPE = re.compile(rf"(?P<currency>[¥￥]|人民币)?(?P<number>{NUMBER}|\.\d+)(?P<unit>\D*)")
_CHINESE = re.compile(f"(?P<number>[{CHARACTERS}]+)(?P<unit>.*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was written, with what stood behind it."""

    value: Decimal
    unit: str


def read_quantity(text: str) -> Quantity:
    """The number and the unit in a short text; raises Refused with a sentence for the field."""
    plain = re.sub(r"\s+", "", halfwidth(text)).replace("，", ",").replace("．", ".")
    negative = re.fullmatch(r"\((.+)\)", plain)
    if negative and "-" not in plain:
        plain = "-" + negative[1]
    found = _SHAPE.fullmatch(plain)
    if found:
        digits = found["number"].replace(",", "")
        _refuse_long(digits, text)
        return Quantity(Decimal(digits), found["unit"])
    chinese = _CHINESE.fullmatch(plain)
    number = read_chinese(chinese["number"]) if chinese else None
    if chinese and number is not None:
        return Quantity(Decimal(number), chinese["unit"])
    raise Refused(_why_not(text, plain))


def _refuse_long(digits: str, text: str) -> None:
    whole, _, fraction = digits.lstrip("+-").partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DIGITS:
        raise Refused(f"“{text.strip()[:24]}…”位数太多，请核对后重新填写")


def _why_not(text: str, plain: str) -> str:
    shown = text.strip() if len(text.strip()) <= 24 else text.strip()[:24] + "…"
    if plain.count(".") > 1:
        return f"“{shown}”里有两个小数点，请改成一个数"
    if re.fullmatch(r"[+\-]?[\d,]+(\.\d+)?\D*", plain):
        return f"“{shown}”的千分位逗号位置不对，请改为如 1,272.75"
    if re.search(r"\d", plain):
        return f"“{shown}”不是一个数，请只填数字，如 1272.75"
    return f"“{shown}”不是数字，请填写数字；没有此项请填“无”"


def plain(number: Decimal) -> str:
    """The shortest exact writing that keeps the places: never an exponent, never a minus zero."""
    text = format(number, "f")
    return text[1:] if text.startswith("-") and not number else text
