"""Finding the numbers of a text that are quantities, and passing by those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.numbers.chinese import read_chinese
from core.prose.cells import numerals_of_cells
from core.prose.flow import CONTENTS, ROW, Flow, FlowParagraph
from core.prose.quantity import DATE, YEAR, Numeral
from core.prose.quantity_units import (
    COUNT,
    COUNT_SCALES,
    MEASURES,
    MONEY,
    MONEY_SCALES,
    ONLY_CHINESE,
    PERCENT,
    POINTS,
    SCORE,
    alike,
)

MOST_DIGITS = 16
_BY_LENGTH = sorted(MEASURES, key=len, reverse=True)
_MEASURE = "|".join(word for word in _BY_LENGTH if word not in ONLY_CHINESE)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_UNIT = (
    rf"(?P<before>余|多|来)?(?P<scale>百万|千万|十万|万|亿|千|百(?!分点))?(?P<middle>余|多)?"
    rf"(?P<unit>元|%|‰|个?百分点|{_MEASURE})?"
)
_QUANTITY = re.compile(
    rf"(?P<sign>[-+])?(?P<number>{_NUMBER})(?P<range>(?:[~至到]|-|—)(?P<upper>{_NUMBER})(?=[\u4e00-\u9fff%]))?{_UNIT}"
)
_DATE = re.compile(
    r"(?P<y>\d{2,5})(?:年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?|[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d|[-/.]\d))"
    r"|(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号]|(?P<m4>\d{1,2})月份?(?![\u4e00-\u9fff]?\d)"
)
_CHINESE = re.compile(
    rf"(?P<number>[一二两三四五六七八九十百千零〇]{{1,9}})(?P<vague>余|多|来|几)?(?P<unit>{'|'.join(_BY_LENGTH)})"
)
_CHINESE_MONEY = re.compile(r"(?P<number>[一二两三四五六七八九十百千万亿零〇]{1,12})元(?!素|件|旦|宵)")
_PER_CENT = re.compile(r"百分之(?P<number>[一二三四五六七八九十百零〇点]{1,9})")
_TABLE_UNIT = re.compile("单位：(元|千元|万元|亿元)")
_NUMBERING = re.compile(r"[①-⑳]|[（(]\d{1,2}[）)]")
_ROUGH_BEFORE = re.compile(
    r"(?:大约|约|近|超过|超|不足|不到|将近|接近|突破|逾|至少|最多|≥|≤|>|<|不低于|不少于|不超过|高于|低于)$"
)
_ROUGH_BEHIND = re.compile(r"左右|上下|以上|以下|以内|余|多(?!个|媒)|不等")
_NAMES = re.compile(r"八项规定|六项禁令|三大攻坚战|五大发展理念|(?:十四|十三|十五)五规划")
"""What begins with a number and is a name."""
_NOT_BEFORE = re.compile(r"(?:第|[A-Za-z+×*·/#№〔\[]|\d[.:]|G|No)$")
_NOT_BEHIND = re.compile(r"[A-Za-z+×*·〕\]]|号|版|级|式|路|字头|/\d|:\d")
_NO_COUNT = re.compile(
    r"(?:一级|一般|一体|统一|万一|之一|唯一|专一|第|每|逐|某|同|任|哪|这|那|另|上|(?<![以如])下|前|后|首|头|再|又|不|无|进|单)$"
)

_NEXT = re.compile("[、和及与，/]|以及")
"""What stands between two numbers of a list."""


def scan(flow: Flow) -> Iterator[tuple[int, Numeral]]:
    """The numerals of a text in order, each with the number of its paragraph.

    Dates and years are among them; page numbers and codes are left out.
    """
    scale = 0
    for number, paragraph in enumerate(flow.paragraphs):
        unit = _TABLE_UNIT.search(flow.text, paragraph.start, min(paragraph.end, paragraph.start + 80))
        scale = MONEY_SCALES[unit[1]] if unit else scale
        if paragraph.kind != CONTENTS:
            for numeral in _in_paragraph(flow, paragraph, scale):
                yield number, numeral


def _in_paragraph(flow: Flow, paragraph: FlowParagraph, scale: int) -> list[Numeral]:
    """The numerals of a paragraph; `scale` is what the unit above a table makes of its bare numbers."""
    text = flow.text
    start = paragraph.start + len(paragraph.number)
    out = list(_dates(text, start, paragraph.end))
    taken = [(one.start, one.end) for one in out]
    taken += [(m.start(), m.end()) for m in _NAMES.finditer(text, start, paragraph.end)]
    taken += [(m.start(), m.end()) for m in _NUMBERING.finditer(text, start, paragraph.end)]
    blocked = {at for low, high in taken for at in range(low, high)}
    if paragraph.kind == ROW:
        out += numerals_of_cells(text, paragraph, blocked, scale)
    else:
        out += _digits(text, start, paragraph.end, blocked)
        out += _chinese(text, start, paragraph.end, blocked)
    out.sort(key=lambda one: one.start)
    return [one for one in _with_shared_units(text, out) if one.kind]


def _dates(text: str, start: int, end: int) -> Iterator[Numeral]:
    for found in _DATE.finditer(text, start, end):
        year = found["y"]
        behind = text[found.end() : found.end() + 1]
        if year and found["m"] is None and found["m2"] is None:
            if (len(year) == 4 and year[:2] in ("19", "20")) or (len(year) == 5 and year[:2] in ("20",)):
                yield _date(found, YEAR, year)
        elif year is None or len(year) in (2, 3, 4, 5):
            if found["m4"] and behind and behind not in "，。；、至到底末初中上下）—-~\n":
                continue
            yield _date(found, DATE, year or "0")


def _date(found: re.Match[str], kind: str, number: str) -> Numeral:
    return Numeral(found.start(), found.end(), number, Decimal(number), Decimal(1), kind, kind, found[0])


def _digits(text: str, start: int, end: int, blocked: set[int]) -> Iterator[Numeral]:
    for found in _QUANTITY.finditer(text, start, end):
        if found.start("number") in blocked or found.end("number") - 1 in blocked:
            continue
        before = text[max(start, found.start() - 6) : found.start()]
        if _NOT_BEFORE.search(before) or (found["sign"] and before[-1:].isascii() and before[-1:].isalnum()):
            continue
        unit = found["unit"] or ""
        if not unit and not found["scale"] and _NOT_BEHIND.match(text, found.end(), end):
            continue
        if _names_a_year(found, before):
            continue
        rough = _ROUGH_BEFORE.search(before)
        behind = _ROUGH_BEHIND.match(text, found.end(), end)
        around = (rough[0] if rough else "") + (behind[0] if behind else "")
        numeral = _numeral(found, unit, around)
        if numeral is not None:
            yield numeral


def _names_a_year(found: re.Match[str], before: str) -> bool:
    """2023 at the head of an event's name: 2023株洲论坛."""
    bare = re.fullmatch("(?:19|20)[0-9]{2}", found["number"]) is not None and not found["scale"]
    return bare and found["unit"] not in ("元", "%") and (not before or before[-1] in "，。；：、“《（\n")


def _numeral(found: re.Match[str], unit: str, around: str) -> Numeral | None:
    """A number in digits, `around` making it vague; without a unit its kind is "" until a list lends it one."""
    digits = found["number"].replace(",", "")
    whole, _, fraction = digits.partition(".")
    if (
        len(whole) > MOST_DIGITS
        or len(fraction) > MOST_DIGITS
        or (len(whole) >= 7 and not unit and not found["scale"])
    ):
        return None
    sign = "-" if found["sign"] == "-" else ""
    number = sign + (digits if whole else f"0{digits}")
    scale_word = found["scale"] or ""
    kind, measure, scale = _kind_of(unit, scale_word)
    value = Decimal(number).scaleb(scale)
    step = Decimal(1).scaleb(scale - len(fraction))
    high = Decimal(found["upper"].replace(",", "")).scaleb(scale) if found["upper"] else None
    vague = (found["before"] or "") + (found["middle"] or "") + around
    end = found.end()
    return Numeral(
        found.start(), end, found["number"], value, step, kind, measure, found[0], scale, vague, high
    )


def _kind_of(unit: str, scale: str) -> tuple[str, str, int]:
    """The kind, the measure word and the power of ten that a unit makes."""
    if unit == "元":
        return MONEY, MONEY, COUNT_SCALES.get(scale, 0) - 4
    if unit in ("%", "‰"):
        return PERCENT, PERCENT, 0 if unit == "%" else -1
    if unit.endswith("百分点"):
        return POINTS, POINTS, 0
    power = COUNT_SCALES.get(scale, 0)
    if unit == "分":
        return SCORE, SCORE, power
    if unit:
        return COUNT, alike(unit), power
    return ("", "", power) if not scale else (COUNT, "", power)


def _chinese(text: str, start: int, end: int, blocked: set[int]) -> Iterator[Numeral]:
    for found in _PER_CENT.finditer(text, start, end):
        whole, _, fraction = found["number"].partition("点")
        value = read_chinese(whole)
        digits = "".join(str(read_chinese(c)) for c in fraction)
        if value is not None and "None" not in digits:
            number = f"{value}.{digits}" if digits else str(value)
            step = Decimal(1).scaleb(-len(digits))
            yield Numeral(
                found.start(), found.end(), number, Decimal(number), step, PERCENT, PERCENT, found[0]
            )
    for found in _CHINESE_MONEY.finditer(text, start, end):
        amount = read_chinese(found["number"])
        if amount is not None and not text[found.start() - 1 : found.start()].isdigit():
            money = Decimal(amount).scaleb(-4)
            yield Numeral(
                found.start(),
                found.end(),
                str(amount),
                money,
                money or Decimal(1),
                MONEY,
                MONEY,
                found[0],
                -4,
            )
    for found in _CHINESE.finditer(text, start, end):
        value = read_chinese(found["number"])
        before = text[max(start, found.start() - 3) : found.start()]
        if value is None or found.start() in blocked or _NO_COUNT.search(before) or "百分之" in before:
            continue
        if text.rfind("百分之", max(start, found.start() - 10), found.start()) >= 0:
            continue
        if value < 2 and not before.endswith(("共", "有", "设", "仅")):
            continue
        if before[-1:] in "0123456789.,一二三四五六七八九十百千万":
            continue
        number = str(value)
        yield Numeral(
            found.start(), found.end(), number, Decimal(value), Decimal(1), COUNT, alike(found["unit"]),
            found[0], vague=found["vague"] or "",
        )  # fmt: skip


def _with_shared_units(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Numbers of a list whose last one has the unit get it too: 116、100、28.8万元."""
    out = numerals[-1:]
    for numeral in numerals[-2::-1]:
        behind = out[-1]
        lends = not numeral.kind and behind.kind and behind.kind not in (YEAR, DATE)
        if lends and _NEXT.fullmatch(text, numeral.end, behind.start):
            shift = behind.scale - numeral.scale
            numeral = numeral._replace(
                kind=behind.kind,
                measure=behind.measure,
                value=numeral.value.scaleb(shift),
                step=numeral.step.scaleb(shift),
                scale=behind.scale,
            )
        out.append(numeral)
    return out[::-1]
