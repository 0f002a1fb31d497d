"""What a clerk reckons in a field: =100+20.5, =(3＋4)×2.5; plain numbers, exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from core.numbers.cleaning import halfwidth
from core.numbers.troubles import Refused

BEGINS = "="
MOST_PLACES = 18
"""Places behind the point beyond which a number is taken for one without end."""
_SIGNS = str.maketrans("×÷−–。", "*/--.")
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[-+*/()]", re.ASCII)


def is_reckoning(text: str) -> bool:
    """Whether a text asks to be reckoned: it begins with an equals sign."""
    return halfwidth(text).lstrip().startswith(BEGINS)


def reckoned(text: str, shown: str) -> Decimal:
    """What stands behind the equals sign, reckoned; `shown` is how a refusal quotes it.

    Raises Refused for anything but numbers, + - × ÷ and brackets, and for what has no exact decimal.
    """
    sum_ = re.sub(r"\s+", " ", halfwidth(text).translate(_SIGNS)).strip().removeprefix(BEGINS)
    if re.search(r"[\d.,] [\d.,]", sum_):
        raise Refused(f"“{shown}”里像是有两个数，中间请写上加减乘除")
    bare = sum_.replace(" ", "")
    tokens = _TOKEN.findall(bare)
    if not tokens or "".join(tokens) != bare:
        raise Refused(f"“{shown}”的等号后面只能写数字、加减乘除和括号，如 =100+20.5")
    return _decimal(_Reckoning(tokens, shown).value(), shown)


class _Reckoning:
    """One sum, read from its left: brackets before × and ÷, these before + and -."""

    def __init__(self, tokens: list[str], shown: str) -> None:
        self._tokens = [*tokens, ""]
        self._at = 0
        self._shown = shown

    def value(self) -> Fraction:
        total = self._sum()
        if self._tokens[self._at]:
            raise self._incomplete()
        return total

    def _sum(self) -> Fraction:
        total = self._product()
        while (sign := self._tokens[self._at]) in ("+", "-"):
            self._at += 1
            total += self._product() * (1 if sign == "+" else -1)
        return total

    def _product(self) -> Fraction:
        total = self._number()
        while (sign := self._tokens[self._at]) in ("*", "/"):
            self._at += 1
            other = self._number()
            if sign == "/" and not other:
                raise Refused(f"“{self._shown}”里有除以 0，请核对")
            total = total * other if sign == "*" else total / other
        return total

    def _number(self) -> Fraction:
        token = self._tokens[self._at]
        self._at += 1
        if token in ("+", "-"):
            return self._number() * (1 if token == "+" else -1)
        if token == "(":
            total = self._sum()
            if self._tokens[self._at] != ")":
                raise self._incomplete()
            self._at += 1
            return total
        if not token or token in "*/)":
            raise self._incomplete()
        return Fraction(token.replace(",", ""))

    def _incomplete(self) -> Refused:
        return Refused(f"“{self._shown}”没有写完，或者括号不成对，请核对")


def _decimal(value: Fraction, shown: str) -> Decimal:
    """The same number with its places; raises Refused where there is no end of them."""
    for places in range(MOST_PLACES + 1):
        whole = value * 10**places
        if whole.denominator == 1:
            return Decimal(f"{whole.numerator}e-{places}")
    raise Refused(f"“{shown}”除不尽，请填四舍五入以后的数")
