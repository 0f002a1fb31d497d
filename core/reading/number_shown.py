"""What a number format makes of a number: a per cent, a date, a time, words and signs around it, another number.

The codes are Excel's, as WPS and LibreOffice write them too: `#,##0.00_);(#,##0.00)`, `"≤"0"元"`, `0!.0,"万元"`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from core.numbers.rounding import WIDE, round_half_up, shifted


class Showing(NamedTuple):
    """A number as its format shows it.

    `text` is what is seen, where that is more than the number's digits; `scaled` where the digits that are
    seen are another number, and then `text` is "" if it is not known what is seen.
    """

    percent: bool = False
    date: bool = False  # a day or a time
    clock: str = ""  # a time of the day or a duration, as it is seen: 6:02
    text: str = ""
    scaled: bool = False


_DAY = "yyyy/m/d"
_CLOCKS = {
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
}  # fmt: skip
_DAYS = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58)
BUILT_IN: dict[int, str] = {9: "0%", 10: "0.00%"} | dict.fromkeys(_DAYS, _DAY) | _CLOCKS
"""The codes that a file names by number alone, of those that make more of a number than its digits."""


class _Token(NamedTuple):
    kind: str
    text: str


_LONGEST_CODE = 255
_TOKENS = re.compile(
    r"""(?P<literal>"[^"]*"?|[\\!].)|(?P<skip>[_*].)|(?P<bracket>\[[^\]]*\])
    |(?P<general>General|Standard|G/通用格式|通用格式)|(?P<power>E[+-])|(?P<noon>AM/PM|A/P|上午/下午)
    |(?P<day>y+|d+|a{3,}|e+)|(?P<minute>m+)|(?P<hour>[hs]+)
    |(?P<digit>[0\#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<at>@)|(?P<end>;)|(?P<slash>/)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_COMPARED = {"<": lt, ">": gt, "<=": le, ">=": ge, "=": eq, "<>": ne}
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_RED = re.compile("red|红色?", re.IGNORECASE)
_OTHER_DIGITS = re.compile(r"(?:db|nat)num[1-9]", re.IGNORECASE)
_BLANKS = " \u3000\xa0"
_CURRENCY = "￥¥"
_GROUPING = frozenset(_BLANKS + ",'’")
_MINUS = "-−－"
_BRACKETS = ("()", "（）")
_FIGURES = frozenset("0123456789.,")


class _Section(NamedTuple):
    """One of the parts of a code between its semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None = None
    red: bool = False
    other_digits: bool = False  # Chinese numerals

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @property
    def places(self) -> list[int]:
        """Where its digits stand among the tokens."""
        return [i for i, token in enumerate(self.tokens) if token.kind in ("digit", "general")]

    @property
    def is_day(self) -> bool:
        if self.has("day") or (self.has("minute") and not self.is_time):
            return True
        written = any(token.kind == "other" and token.text in "年月日" for token in self.tokens)
        return written and not self.has("digit", "general")

    @property
    def is_time(self) -> bool:
        return self.has("hour", "elapsed", "noon") and not self.has("day")

    @property
    def thousands(self) -> int:
        """How often the number is divided by 1,000: the commas behind the last digit or before the point."""
        count = 0
        behind = True
        for token in reversed(self.tokens):
            if token.kind == "comma":
                count += behind
            elif token.kind == "digit":
                behind = False
            elif token.kind == "point":
                behind = True
        return count if self.has("digit") else 0

    @property
    def is_known(self) -> bool:
        """Whether it can be rendered: no Chinese numerals, powers, fractions."""
        points = sum(token.kind == "point" for token in self.tokens)
        whole = self.tokens
        fraction = any(
            token.kind == "slash" and any(before.kind == "digit" for before in whole[:i])
            for i, token in enumerate(whole)
            if whole[i + 1 :] and (whole[i + 1].kind == "digit" or whole[i + 1].text.isdigit())
        )
        return not (self.other_digits or self.has("power") or fraction or points > 1)

    def around(self) -> tuple[str, str, str]:
        """The literals before its first digit, between its digits, behind the last."""
        places = self.places
        first = places[0] if places else len(self.tokens)
        last = places[-1] if places else -1
        said = [
            (i, token.text)
            for i, token in enumerate(self.tokens)
            if token.kind in ("literal", "other", "slash")
        ]
        before = "".join(text for i, text in said if i < first)
        between = "".join(text for i, text in said if first < i < last)
        behind = "".join(text for i, text in said if i > last and i > first)
        return before, between, behind


def show(code: str, number: Decimal) -> Showing:
    """What a code makes of a number; codes of unknown kinds are taken for no plain look."""
    if len(code) > _LONGEST_CODE:
        return Showing(scaled=True)
    section, signed = _chosen(_sections(code), number)
    if section is None:
        return Showing()
    if section.is_day:
        return Showing(date=True)
    if section.is_time:
        return Showing(date=True, clock=_clock(section, number))
    return _figures(section, number, signed)


def _figures(section: _Section, number: Decimal, signed: bool) -> Showing:
    """A number under a section of digits and words; `signed` where a minus is set before it."""
    percent = section.has("percent")
    before, between, behind = section.around()
    if not section.is_known:
        words = any(token.text.strip(_BLANKS) for token in section.tokens if token.kind == "literal")
        return Showing(percent, scaled=words or section.thousands > 0)
    right_sign, front, back = _unsigned(before, behind, number, signed)
    front = front.strip(_BLANKS)
    if front in _CURRENCY:
        front = ""
    back = back.strip(_BLANKS)
    if not section.places and number:
        text = f"{before}{behind}".strip(_BLANKS)
        return Showing(percent, text=text, scaled=True)
    glued = (before[-1:] in _FIGURES and before) or (behind[:1] in _FIGURES and behind)
    misleading = glued or not (right_sign or section.red) or not _GROUPING.issuperset(between)
    scaled = bool(section.thousands or misleading)
    if not (front or back or between or scaled):
        return Showing(percent)
    sign = "-" if signed and number < 0 else ""
    return Showing(percent, text=sign + _rendered(section, number).strip(_BLANKS), scaled=scaled)


def _unsigned(before: str, behind: str, number: Decimal, signed: bool) -> tuple[bool, str, str]:
    """Whether the literals give the number its own sign, and the literals without it."""
    front = before.strip(_BLANKS + _CURRENCY)
    back = behind.strip(_BLANKS)
    bracketed = f"{front[:1]}{back[-1:]}" in _BRACKETS
    dashed = front[:1] in _MINUS if front else False
    if number < 0 and not signed:
        if bracketed:
            return True, before.replace(front[0], "", 1), behind[: behind.rindex(back[-1])]
        return dashed, before.replace(front[:1], "", 1) if dashed else before, behind
    if number == 0:
        dashed_words = f"{front}{back}" in _MINUS
        return True, "" if dashed_words else before, "" if dashed_words else behind
    return number < 0 or not (bracketed or dashed or (front[-1:] in _MINUS and front)), before, behind


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, bool]:
    """The section for a number, and whether a minus is set before what it shows of a negative one."""
    if not sections:
        return None, True
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARED[section.condition[0]](number, section.condition[1]):
                return section, not _only_negative(section.condition)
        return sections[-1], True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    return sections[2 if number == 0 and len(sections) > 2 else 0], True


def _only_negative(condition: tuple[str, Decimal] | None) -> bool:
    if condition is None:
        return False
    sign, limit = condition
    return (sign in ("<", "<=") and limit <= 0) or (sign == "=" and limit < 0)


@lru_cache(maxsize=1_024)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a code that are for numbers: the one for text (with @) is left out."""
    sections: list[_Section] = []
    tokens: list[_Token] = []
    for found in _TOKENS.finditer(code):
        kind = found.lastgroup or "other"
        if kind == "end":
            sections.append(_section(tokens))
            tokens = []
        else:
            tokens.append(_Token(kind, found[0]))
    sections.append(_section(tokens))
    while len(sections) > 1 and (sections[-1].has("at") or len(sections) > 3):
        sections.pop()
    only = sections[0]
    return () if len(sections) == 1 and (only.has("at") or not only.tokens) else tuple(sections)


def _section(tokens: list[_Token]) -> _Section:
    """A section, its literals bare, its brackets understood."""
    kept: list[_Token] = []
    made = _Section(())
    for kind, text in tokens:
        match kind:
            case "literal":
                kept.append(_Token(kind, text.strip('"') if text.startswith('"') else text[1:]))
            case "skip":
                kept.append(_Token("other", " "))
            case "bracket":
                inside = text[1:-1]
                found = _CONDITION.fullmatch(inside.replace(" ", ""))
                if found:
                    made = made._replace(condition=(found[1], Decimal(found[2])))
                elif inside.startswith("$"):
                    kept.append(_Token("literal", inside[1:].partition("-")[0]))
                elif _ELAPSED.fullmatch(inside):
                    kept.append(_Token("elapsed", inside))
                elif _OTHER_DIGITS.match(inside):
                    made = made._replace(other_digits=True)
                else:
                    made = made._replace(red=made.red or _RED.fullmatch(inside) is not None)
            case _:
                kept.append(_Token(kind, text))
    return made._replace(tokens=tuple(kept))


def _rendered(section: _Section, number: Decimal) -> str:
    """The characters of a number's size under a section, its sign left out."""
    percents = sum(token.kind == "percent" for token in section.tokens)
    size = shifted(abs(number), 2 * percents - 3 * section.thousands)
    point = next((i for i, token in enumerate(section.tokens) if token.kind == "point"), len(section.tokens))
    whole_places = [i for i in section.places if i < point]
    part_places = [i for i in section.places if i > point]
    if not section.has("general"):
        size = round_half_up(size, len(part_places))
    whole, _, part = f"{size:f}".partition(".")
    shown = _whole(section, whole_places, whole.lstrip("0"))
    if not whole_places:
        shown[point] = f"{whole.lstrip('0')}."
    kept = len(part.rstrip("0"))
    for nth, i in enumerate(part_places):
        optional = section.tokens[i].text != "0" and nth >= kept
        shown[i] = "" if optional else part[nth]
    words = {"literal", "other", "slash", "percent", "point"}
    pieces = (
        f"{size.normalize(WIDE):f}"
        if token.kind == "general"
        else shown.get(i, token.text if token.kind in words else "")
        for i, token in enumerate(section.tokens)
    )
    return "".join(pieces)


def _whole(section: _Section, places: list[int], digits: str) -> dict[int, str]:
    """The digits before the point by the token that shows them; more than there are go with the first."""
    between = section.tokens[places[0] : places[-1]] if places else ()
    grouped = any(token.kind == "comma" for token in between)
    shown: dict[int, str] = dict.fromkeys(places, "")
    for nth in range(max(len(places), len(digits) if places else 0)):
        i = places[-1 - nth] if nth < len(places) else places[0]
        padding = "0" if section.tokens[i].text == "0" else ""
        digit = digits[-1 - nth] if nth < len(digits) else padding
        comma = "," if grouped and digit and nth and nth % 3 == 0 else ""
        shown[i] = digit + comma + shown[i]
    return shown


def _clock(section: _Section, number: Decimal) -> str:
    """A time as a section shows it: 6:02, 下午3时05分, 26:30:00."""
    tokens = section.tokens
    places = sum(token.kind == "digit" for token in tokens)
    seconds = round_half_up(number * 86_400, places)
    elapsed = {token.text[0].lower() for token in tokens if token.kind == "elapsed"}
    whole = int(seconds)
    counts = {"h": whole // 3_600, "m": whole // 60, "s": whole}
    if "h" not in elapsed:
        counts["h"] %= 24
    if "m" not in elapsed:
        counts["m"] %= 60
    if "s" not in elapsed:
        counts["s"] %= 60
    afternoon = counts["h"] >= 12
    if section.has("noon"):
        counts["h"] = counts["h"] % 12 or 12
    fraction = iter(f"{seconds:f}".partition(".")[2])
    out: list[str] = []
    for token in tokens:
        match token.kind:
            case "hour" | "minute" | "elapsed":
                out.append(f"{counts[token.text[0].lower()]:0{min(len(token.text), 2)}}")
            case "noon":
                out.append(token.text.split("/")[afternoon])
            case "digit":
                out.append(next(fraction, ""))
            case _:
                out.append(token.text)
    return "".join(out).strip(_BLANKS)
