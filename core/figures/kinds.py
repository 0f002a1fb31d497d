"""The kinds of figures: how each reads what is typed, keeps it, and shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import NamedTuple

from core.figures.blanks import NOT_APPLICABLE, NOT_APPLICABLE_WORDS, Value
from core.numbers.cleaning import clean, halfwidth, one_line
from core.numbers.rounding import places_of, round_half_up, shifted
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import MONEY_UNITS, plain, read_number
from core.numbers.writing import NumberFormat


class Kind(NamedTuple):
    """One kind of figure, with all in which it differs from the others.

    `unit` is its dimension for the unit check; `read` makes the canonical text of what was typed (and
    raises Refused), given the options of a 选项; `places` are those a computed figure is shown with.
    `measures` are the words of its unit behind a number in a sentence, `stands_before` those that may follow its
    digits there. `below_nought_in`: of an amount with one of these words in its name less than nothing may be
    entered, of others not; None where any may be less. `carried`: next year's report begins with it. `added_up`: a column of it has a sum.
    """

    name: str
    unit: str
    read: Callable[[str, tuple[str, ...]], str]
    numeric: bool = True
    places: int = 2
    suffix: str = ""
    measures: tuple[str, ...] = ("",)
    stands_before: tuple[str, ...] = ()
    added_up: bool = False
    below_nought_in: tuple[str, ...] | None = None
    carried: bool = False
    choices: tuple[str, ...] = ()
    is_money: bool = False
    is_whole: bool = False
    is_percentage: bool = False
    is_year: bool = False
    is_bare: bool = False
    is_date: bool = False
    is_option: bool = False
    is_words: bool = False
    is_lines: bool = False

    @property
    def is_line(self) -> bool:
        """Whether it is words on one line."""
        return self.is_words and not self.is_lines

    @property
    def takes_date(self) -> bool:
        """Whether a day may be entered: as a date, or in a line of words."""
        return self.is_date or self.is_line

    def can_stand_before(self, unit: str) -> bool:
        """Whether a unit word may follow it in a sentence; a word that is no unit rules nothing out."""
        return unit in self.stands_before or unit not in UNIT_WORDS

    def value(self, canonical: str | None, options: tuple[str, ...] = ()) -> Value:
        """The value that a canonical text stands for; an option is a value even if it is called 无."""
        if canonical is None or canonical == "":
            return None
        if self.numeric:
            return NOT_APPLICABLE if canonical in NOT_APPLICABLE_WORDS else _decimal(canonical)
        if self.is_words or canonical in options:
            return canonical
        if canonical in NOT_APPLICABLE_WORDS:
            return NOT_APPLICABLE
        return canonical == YES if self.choices else canonical

    def show(self, value: Value, form: NumberFormat | None = None) -> str:
        """A value in words, as a computed figure is printed."""
        if value is None:
            return ""
        if value is NOT_APPLICABLE:
            return "—"
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, Decimal):
            return (form or NumberFormat(places=self.places)).write(value)
        return _date_words(value) if self.is_date else value

    def number_shown(self, words: str) -> Decimal | None:
        """The number that words of a figure show, None where they show none."""
        value = self.value(words.replace(",", ""))
        return value if isinstance(value, Decimal) else None

    def show_entry(self, canonical: str, form: NumberFormat | None = None) -> str:
        """An entry in words: as it was typed, unless a format is asked for."""
        value = self.value(canonical) if form and self.numeric else None
        if isinstance(value, Decimal) and form:
            return form.write(value)
        return _date_words(canonical) if self.is_date else canonical


def _decimal(canonical: str) -> Value:
    """The number, None for a text that no reading of ours has made (a damaged entry)."""
    try:
        number = Decimal(canonical)
    except InvalidOperation:
        return None
    return number if number.is_finite() and -_SANE < number.adjusted() < _SANE else None


def _date_words(canonical: str) -> str:
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", canonical)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else canonical


def _not_applicable(text: str) -> str | None:
    word = one_line(text)
    return word if word in NOT_APPLICABLE_WORDS else None


def _shown(text: str) -> str:
    """What was typed, as a refusal quotes it."""
    word = one_line(text)
    return word if len(word) <= 24 else word[:24] + "…"


def _read_money(text: str, _options: tuple[str, ...]) -> str:
    quantity = read_number(text)
    unit = quantity.unit.removesuffix("整") or ("元" if quantity.in_ones else "")
    if unit and unit not in MONEY_UNITS:
        raise Refused(f"“{_shown(text)}”的单位不是金额单位，请用 元、万元 或 亿元")
    kept = plain(shifted(quantity.value, MONEY_UNITS.get(unit, 0)))
    if unit in ("元", "千元") and not places_of(quantity.value) and "." in kept:
        return kept.rstrip("0").rstrip(".")
    return kept


def _read_whole(noun: str) -> Callable[[str, tuple[str, ...]], str]:
    def read(text: str, _options: tuple[str, ...]) -> str:
        quantity = read_number(text)
        if _OF_EXTENT.search(quantity.unit) and quantity.unit not in noun:
            raise Refused(f"“{_shown(text)}”不是{noun}，请只填整数，如 64")
        number = shifted(quantity.value, 4) if quantity.unit.startswith("万") else quantity.value
        if number != number.to_integral_value() or number < 0:
            raise Refused(f"{noun}应是不小于 0 的整数，这里是 {_shown(text)}，请核对")
        return plain(round_half_up(number, 0))

    return read


def _read_number(text: str, _options: tuple[str, ...]) -> str:
    quantity = read_number(text)
    if quantity.unit and quantity.unit not in _TIMES:
        unit = quantity.unit[:8]
        raise Refused(f"“{_shown(text)}”带着单位“{unit}”，不知道怎么折算，请按表上的单位只填数字")
    power = _TIMES.get(quantity.unit, 0)
    kept = plain(shifted(quantity.value, power))
    return kept.rstrip("0").rstrip(".") if power and "." in kept else kept


def _read_score(text: str, _options: tuple[str, ...]) -> str:
    quantity = read_number(text)
    if quantity.unit not in ("", "分"):
        raise Refused(f"“{_shown(text)}”不是分数，请只填数字，如 9.5")
    return plain(quantity.value)


def _read_percentage(text: str, _options: tuple[str, ...]) -> str:
    quantity = read_number(text)
    if quantity.unit not in ("", "%", "个百分点"):
        raise Refused(f"“{_shown(text)}”不是百分比，请只填数字，如 59.81")
    return plain(quantity.value)


def _read_year(text: str, _options: tuple[str, ...]) -> str:
    found = re.fullmatch(r"\s*(\d{4})\s*(年|年度)?\s*", halfwidth(text), re.ASCII)
    if not found or not 1949 <= int(found[1]) <= 2100:
        raise Refused(f"“{_shown(text)}”不是年度，请填四位年份，如 2023")
    return found[1]


def _read_date(text: str, _options: tuple[str, ...]) -> str:
    found = _DATE.fullmatch(halfwidth(text).strip()) or _EIGHT_DIGITS.fullmatch(halfwidth(text).strip())
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:
        raise Refused(f"“{_shown(text)}”不是日期，请按 2024年3月5日 或 2024-03-05 填写")
    return day.isoformat()


def _read_option(text: str, options: tuple[str, ...]) -> str:
    word = one_line(text)
    if word in options:
        return word
    near = get_close_matches(word, options, n=1, cutoff=0.4)
    hint = f"，是否为“{near[0]}”？" if near else f"，请从中选一项：{'、'.join(options)}"
    raise Refused(f"没有“{word[:24]}”这个选项{hint}")


def _read_yes_no(text: str, _options: tuple[str, ...]) -> str:
    word = one_line(text)
    if word in ("是", "有", "√", "✓", "对", "1"):
        return YES
    if word in ("否", "没有", "无", "×", "✕", "错", "0"):
        return NO
    raise Refused(f"“{word[:24]}”请填“是”或“否”")


def _read_line(text: str, _options: tuple[str, ...]) -> str:
    return one_line(text)


def _read_lines(text: str, _options: tuple[str, ...]) -> str:
    return clean(text)


YES = "是"
NO = "否"
_TIMES = {"万": 4, "亿": 8, "千": 3, "百": 2}
_OF_EXTENT = re.compile(r"元|%|‰|亩|公顷|㎡|㎥|米|公里|里|吨|斤|克|升|度|千瓦|小时|天|月|年")
"""Units in which nothing is counted."""

_SAME_UNITS = {
    "㎡": ("平方米", "平米", "m²", "m2", "M2", "㎡"),
    "亩": ("亩",),
    "公里": ("公里", "千米", "km"),
}
_UNIT_OF_LABEL = re.compile(r"[（(]([^（）()0-9]{1,4})[）)]$")
_SANE = 40
_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?", re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MONEY_WORDS = ("亿元", "万元", "千元", "元")
_BELOW_NOUGHT = (
    "增减", "增加", "减少", "变动", "调整", "追加", "调增", "调减", "核增", "核减", "冲减",
    "结余", "结转", "余额", "差额", "相差", "偏差", "超支", "节约", "净",
)  # fmt: skip
"""Words of amounts that may be less than nothing."""
_PER_CENT = ("%", "％")
_PEOPLE = ("人", "名")
_THINGS = ("个", "家", "项", "所", "处", "件", "次", "期", "场", "条", "辆", "台", "户", "支")

MONEY = Kind(
    "金额", "万元", _read_money, suffix="万元", measures=("万元",), stands_before=_MONEY_WORDS,
    added_up=True, is_money=True, below_nought_in=_BELOW_NOUGHT,
)  # fmt: skip
PEOPLE = Kind(
    "人数", "人", _read_whole("人数"), places=0, suffix="人", measures=(*_PEOPLE, "位"), stands_before=_PEOPLE,
    added_up=True, is_whole=True,
)  # fmt: skip
COUNT = Kind(
    "个数", "个", _read_whole("个数"), places=0, measures=_THINGS, stands_before=(*_PEOPLE, "年"),
    added_up=True, is_whole=True,
)  # fmt: skip
NUMBER = Kind(
    "数值", "", _read_number, stands_before=(*_MONEY_WORDS, *_PER_CENT, *_PEOPLE, "年", "分"), is_bare=True
)
PERCENTAGE = Kind(
    "百分比",
    "%",
    _read_percentage,
    suffix="%",
    measures=_PER_CENT,
    stands_before=_PER_CENT,
    is_percentage=True,
)
SCORE = Kind("分值", "分", _read_score, suffix="分", measures=("分",), stands_before=("分",), added_up=True)
YEAR = Kind("年度", "年", _read_year, places=0, stands_before=("年",), is_year=True)
LINE = Kind("文字", "文字", _read_line, numeric=False, carried=True, is_words=True)
LINES = Kind("多行文字", "文字", _read_lines, numeric=False, carried=True, is_words=True, is_lines=True)
DATE = Kind("日期", "日期", _read_date, numeric=False, is_date=True)
OPTION = Kind("选项", "文字", _read_option, numeric=False, carried=True, is_option=True)
YES_NO = Kind("是否", "是否", _read_yes_no, numeric=False, carried=True, choices=(YES, NO))

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        MONEY, PEOPLE, COUNT, NUMBER, PERCENTAGE, SCORE, YEAR, LINE, LINES, DATE, OPTION, YES_NO
    )
}  # fmt: skip
"""All kinds by the name that a pack's 类型 has."""

UNIT_WORDS = frozenset(word for kind in KINDS.values() for word in kind.stands_before)
"""The unit words that tell kinds apart behind a number."""


def unit_of_label(label: str) -> str:
    """㎡ of 批复规模（㎡）, "" where a label names no unit."""
    found = _UNIT_OF_LABEL.search(label)
    return found[1] if found else ""


def read_entry(kind: Kind, text: str, options: tuple[str, ...] = (), unit: str = "") -> str | None:
    """The canonical entry for what was typed: None when blank; 不涉及 as it was typed.

    `unit` is that of a bare number, which may stand behind it.
    """
    if kind.is_lines:
        return clean(text) or None
    if not one_line(text):
        return None
    if not kind.is_words:
        blank = _not_applicable(text)
        if blank and blank not in options and not (kind.choices and blank == "无"):
            return blank
    if kind.is_bare and unit:
        for word in _SAME_UNITS.get(unit, (unit,)):
            text = text.strip().removesuffix(word)
    return kind.read(text, options) or None
