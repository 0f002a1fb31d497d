"""A cell of a form that came back as the entry of a figure: units, per cents, dates, numbers typed as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from core.figures.blanks import Value
from core.figures.definitions import Definition
from core.figures.marks import escape
from core.intake.forms.labels import bare, is_unfilled
from core.material.workbook import CellRead
from core.numbers.cleaning import clean, one_line
from core.numbers.rounding import MOST_PLACES, WIDE, places_of, round_half_up, shifted
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import plain, read_number

TEN_THOUSAND = "万元"
"""The unit in which money is kept."""

NOISE = 10
"""Places beyond which a double's digits say nothing."""

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_NO_DATE = re.compile(r"[_＿\s]*年[_＿\s]*月[_＿\s]*日?[_＿\s]*")
_DASHES = re.compile("[-—–－―─]{1,4}")
_PLACEHOLDER = re.compile(
    r"[.…]{2,}|(?:指标|目标|项目|问题|措施|建议|任务)(?:\d{1,2}|[一二三四五六七八九十]):?|x{2,}|×{2,}"
)
_TICKED = "☑√✓✔■☒●"
_OPEN = "□☐○◯"
_OPEN_PLACE = re.compile(r"[Xx×]{2,}|某某|[_＿]{2,}|[.…]{2,}$")
_TEMPLATE_MARK = re.compile(r"(?<!\{)\{[^{}\s\d][^{}]{0,60}\.[^{}]{1,60}\}(?!\})")
_QUANTITY = re.compile(r"[≥≤<>＞＜=约不低高超过于]*[+\-]?[\d,]+(?:\.\d+)?(?P<unit>\D{0,8})")
_SIGNS = re.compile(r"(?P<before>[^\d]*?)(?P<number>[+\-]?[\d,]+(?:\.\d+)?)(?P<behind>[^\d]*)")
_FIRST_SERIAL = 18_264
_LAST_SERIAL = 73_050
_TALL = Decimal("1.5")
_HUGE = Decimal(10)


class CellPlace(NamedTuple):
    """What the cell's place says of its number: its unit of money, and whether the form shows it per cent."""

    unit: str = TEN_THOUSAND
    percent: bool = False
    near: Value = None
    """What the report computes for it, by which 0.8045 and 80.45 are told apart."""


class CellEntry(NamedTuple):
    """What a cell says: an entry (None: blank), or why it cannot be one.

    `counted`: it is an Excel number, whose trailing zeros are not known. `doubt` says why it may be meant
    otherwise.
    """

    entry: str | None
    reason: str = ""
    counted: bool = False
    doubt: str = ""


def is_error(read: CellRead) -> bool:
    """Whether a cell holds an error of Excel, like #DIV/0!."""
    return _ERROR.fullmatch(read.text.strip()) is not None


def is_quantity(text: str) -> bool:
    """Whether a text is a number, with a unit or without."""
    try:
        read_number(text)
    except Refused:
        return False
    return True


def entry_of(definition: Definition, read: CellRead | None, place: CellPlace) -> CellEntry:
    """What a cell says of a figure."""
    if read is None or is_unfilled(read.text) or is_placeholder(read.text):
        return CellEntry(None)
    kind = definition.kind
    try:
        text = _typed(definition, read, place)
        if kind.is_lines:
            text = escape(clean(text).strip())
        entry = definition.read(text)
    except Refused as refusal:
        return CellEntry(None, refusal.reason)
    return CellEntry(entry, counted=read.number is not None, doubt=_doubt_of(definition, read, text))


def _doubt_of(definition: Definition, read: CellRead, typed: str) -> str:
    """Why a cell may mean something else than was read."""
    if not definition.kind.numeric and (open_place := _OPEN_PLACE.search(read.text)):
        return f"里面还有“{open_place[0]}”，像是没有填完"
    if read.scaled:
        return f"格子里是 {read.text}，显示成“{read.shown}”，按显示的读"
    if read.percent and read.number is not None and definition.kind.is_percentage:
        seen = plain(_bare(shifted(tidy(read.number), 2)))
        return f"显示成 {seen}%，像是 {typed}%" if seen != typed else ""
    return ""


def is_placeholder(text: str) -> bool:
    """Whether a text is one that an official form has where something is to be filled in: ……, 指标1：."""
    lines = [bare(line) for line in text.split("\n") if bare(line)]
    return bool(lines) and all(_PLACEHOLDER.fullmatch(line) for line in lines)


def option_ticked(text: str, options: Sequence[str]) -> str | None:
    """The option whose box is ticked, "" where none is; None where several are, or where boxes are missing."""
    plain = bare(text)
    places = [plain.find(bare(option)) for option in options]
    boxes = [at for at, sign in enumerate(plain) if sign in _TICKED + _OPEN]
    if min(places) < 0 or len(boxes) != len(options):
        return None
    before = boxes[0] < min(places)
    chosen = []
    for option, place in zip(options, places, strict=True):
        box = place - 1 if before else place + len(bare(option))
        if box not in boxes:
            return None
        if plain[box] in _TICKED:
            chosen.append(option)
    return "".join(chosen) if len(chosen) < 2 else None


def template_mark(text: str) -> str:
    """A mark of a template that was left in a text, like {专项.指标.原因}; "" where there is none."""
    found = _TEMPLATE_MARK.search(text)
    return found[0] if found else ""


def _typed(definition: Definition, read: CellRead, place: CellPlace) -> str:
    """What a person would type for the cell; raises Refused where it holds something else."""
    kind = definition.kind
    if mark := template_mark(read.text):
        raise Refused(f"格子里还留着模板的记号 {mark[:20]}，请填好再读")
    if kind.numeric and read.date:
        raise Refused(f"这一格成了日期（{read.text}），不是数，请改回数字，如 6.2")
    if read.scaled and not read.shown:
        raise Refused(f"格子里是 {read.text}，显示的格式看不懂，请改成常规的数字格式")
    if read.number is None or read.scaled:
        return _typed_text(definition, read.shown if read.scaled else read.text, place)
    number = tidy(read.number)
    signs = _SIGNS.fullmatch(read.shown)
    if signs:
        inside = plain(number) if kind.numeric else signs["number"]
        return _typed_text(definition, f"{signs['before']}{inside}{signs['behind']}", place)
    if kind.is_money:
        return plain(number) + (place.unit if place.unit != TEN_THOUSAND else "")
    if kind.unit == "%":
        return plain(_per_cent(number, place._replace(percent=place.percent or read.percent), read.percent))
    if kind.is_date:
        return read.text if read.date else _day(number)
    if kind.numeric:
        return plain(number)
    if read.percent:
        return f"{plain(_bare(shifted(number, 2)))}%"
    return read.text if read.date else plain(number)


def _typed_text(definition: Definition, text: str, place: CellPlace) -> str:
    kind = definition.kind
    short = one_line(text)
    if kind.is_date and _NO_DATE.fullmatch(short):
        return ""
    if not kind.numeric:
        return text
    short = short.strip("_＿ ")
    if _DASHES.fullmatch(short):
        return "—"
    if not (kind.is_money or kind.is_percentage):
        return short
    try:
        quantity = read_number(short)
    except Refused:
        return short  # its kind says why
    if quantity.unit or quantity.in_ones:
        return short
    if kind.is_money:
        return short + (place.unit if place.unit != TEN_THOUSAND else "")
    return plain(_per_cent(quantity.value, place, shown=False))


def _per_cent(number: Decimal, place: CellPlace, shown: bool) -> Decimal:
    """80.45 of 0.8045; where the place is per cent and the number is none, the report's own value decides."""
    hundredfold = _bare(shifted(number, 2))
    if not place.percent:
        return number
    if isinstance(place.near, Decimal):
        for candidate in (hundredfold, number):
            if abs(candidate - place.near) <= _half_unit(max(2, places_of(candidate))):
                return candidate
    return hundredfold if abs(number) <= (_HUGE if shown else _TALL) else number


def tidy(number: Decimal) -> Decimal:
    """A number without a double's noise: 0.3 of 0.30000000000000004."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= MOST_PLACES:
        return number
    return _bare(round_half_up(number, MOST_PLACES))


def _bare(number: Decimal) -> Decimal:
    """A number without trailing zeros behind its point."""
    if number == number.to_integral_value():
        return round_half_up(number, 0)
    return WIDE.normalize(number)


def _day(number: Decimal) -> str:
    """A serial number that lost its look as a day: 45356 is 2024-03-05."""
    if number == number.to_integral_value() and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return (date(1899, 12, 30) + timedelta(int(number))).isoformat()
    return plain(number)


def _half_unit(places: int) -> Decimal:
    return shifted(Decimal(5), -places - 1)


# -- comparing ----------------------------------------------------------------------------------------


def same(definition: Definition, left: str | None, right: str | None) -> bool:
    """Whether two entries say the same: 12.5 and 12.50, 无 and —, a text but for blanks at its edges."""
    a = definition.value(left)
    b = definition.value(right)
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b or float(a) == float(b)
    if isinstance(a, str) and isinstance(b, str):
        return same_words(a, b)
    return a is b or a == b


def same_words(left: str, right: str) -> bool:
    """Whether two texts differ by nothing but blanks at the ends of their lines."""
    return left == right or _lines(left) == _lines(right)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).strip().split("\n")]


def agrees(definition: Definition, typed: CellEntry, exact: Value) -> bool:
    """Whether a cell says what a formula gives: as it is shown, or exactly to the cell's own last place.

    An Excel number without decimals may have had some: it is compared at the places shown.
    """
    value = definition.value(typed.entry)
    shown = definition.kind.show(exact, definition.form)
    if not isinstance(value, Decimal) or not isinstance(exact, Decimal):
        if isinstance(value, str) and isinstance(exact, str):
            return same_words(value, shown)
        return value is not None and (value is exact or value == exact)
    seen = definition.kind.number_shown(shown)
    if value == seen:
        return True
    places = places_of(value)
    if typed.counted or definition.reads_reported:
        places = max(places, places_of(seen) if seen is not None else 0)
    if places >= NOISE:
        return abs(value - exact) <= shifted(Decimal(1), -NOISE)
    return abs(value - exact) <= _half_unit(places)


def in_other_units(before: str, after: str) -> bool:
    """Whether two texts are numbers of which one has a unit that the other lacks: 93% and 0.93."""
    standing = _QUANTITY.fullmatch(bare(before))
    returned = _QUANTITY.fullmatch(bare(after))
    return standing is not None and returned is not None and standing["unit"] != returned["unit"]


def times_ten(before: Value, after: Value) -> int:
    """By which power of ten one number is another: 1 for 16 and 160; 0 where the digits differ, or nothing does."""
    if not (isinstance(before, Decimal) and isinstance(after, Decimal) and before and after):
        return 0
    power = after.adjusted() - before.adjusted()
    return power if power and shifted(before, power) == after else 0


def in_words(definition: Definition, entry: str | None) -> str:
    """An entry as it would be shown."""
    if entry is None:
        return ""
    return entry if definition.formula else definition.kind.show_entry(entry, definition.form)


def is_number_of(read: CellRead, shown: Decimal | None) -> bool:
    """Whether a cell still holds the very number that an export put there."""
    return shown is not None and read.number is not None and float(read.number) == float(shown)
