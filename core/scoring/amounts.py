"""One number in a short text, with the words around it: the sign, the multiplier, the unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from core.numbers.rounding import shifted
from core.numbers.typed_numbers import MOST_DIGITS, NUMBER

_SIGNS_BEFORE = {
    ">=": "≥", "=>": "≥", "≥": "≥", "≧": "≥", "⩾": "≥", "≮": "≥",
    "<=": "≤", "=<": "≤", "≤": "≤", "≦": "≤", "⩽": "≤", "≯": "≤", "±": "±",
    ">": ">", "<": "<", "=": "=",
    "大于或等于": "≥", "大于等于": "≥", "至少": "≥", "达到": "≥",
    "小于或等于": "≤", "小于等于": "≤", "至多": "≤", "最多": "≤", "控制在": "≤",
    "超过": ">", "大于": ">", "高于": ">", "多于": ">",
    "低于": "<", "少于": "<", "小于": "<", "不足": "<", "不到": "<",
    "等于": "=",
    "降至": "≤", "降到": "≤", "降低至": "≤", "降低到": "≤", "减至": "≤", "减少至": "≤", "减少到": "≤", "压减到": "≤",
}  # fmt: skip
_SIGNS_BEHIND = {"以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤", "内": "≤"}
_OPPOSITE = {"≥": "<", "<": "≥", "≤": ">", ">": "≤", "=": "=", "±": "±"}
_NOT = ("不", "不得", "不能", "不应", "未")
SCALES = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8,
    "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3,
}  # fmt: skip
"""Multipliers that may follow a number, as powers of ten; a name comes before those it begins with."""

_ROUGHLY_BEFORE = ("大约", "约", "近", "逾")
_ROUGHLY_BEHIND = ("余", "多", "来")
_COUNTED = (
    "个 人 名 次 期 天 日 周 月 年 季度 小时 分钟 个月 个工作日 工作日 个百分点 户 亩 公顷 份 场 批 批次 项 件 起 例 宗 "
    "家 所 座 台 套 辆 篇 部 处 村 个村 镇 个乡镇 条 公里 米 平方米 吨 元 人次 户次 场次 车次 % 事故 投诉"
)
COUNTED = frozenset(_COUNTED.split())
"""What Chinese numerals and 每 may count: 二十一期 is a number, 一定程度 and 十分满意 are none."""

_RISE = "增长|增加|提高|提升|上升|上涨|增幅|涨幅"
_FALL = "下降|降低|减少|下跌|下滑|压减|缩减|降幅|减幅|跌幅"
_RISES = re.compile(rf"(?:{_RISE})(?![到至为])")
_FALLS = re.compile(rf"(?:{_FALL})(?![到至为])")
_WAY_AT_END = re.compile(rf"(?:同比|环比|[较比]上年)?(?:{_RISE}|{_FALL})率?\Z")
_LEVELS = re.compile(r"(?:增长|增加|提高|提升|上升|上涨|下降|降低|减少|压减|[升降增减])[到至为]")
_DEVIATES = re.compile("误差|偏差|偏离|波动|浮动")
_WORDS_BEFORE = tuple(sorted(_SIGNS_BEFORE, key=len, reverse=True))
_WRITTEN = re.compile(NUMBER, re.ASCII)
_STOP = re.compile(r"[,;:!?()\[\]<>=≤≥。、“”\"]")
_LETTER_AT_END = re.compile(r"[A-Za-z]\Z")
_BEHIND = re.compile(r"及?(以[上下内]|之内|(?<=[天日时钟月年周度])内)|左右|上下")


class Amount(NamedTuple):
    """A number with its multiplier (a power of ten, already in it), its unit and the sign it was written with.

    `way` is 1 for a rise (增长5%), −1 for a fall (下降5%), else 0; `level` for what something rose or fell to
    (提高到95%); `signed` where + or − stood before the digits.
    """

    sign: str
    number: Decimal
    scale: int
    unit: str
    way: int = 0
    signed: bool = False
    level: bool = False


def read_amount(before: str, digits: str, behind: str) -> Amount | None:
    """The amount that digits and the half-width words around them make, without blanks; None for no number.

    None too for a version or an ordinal (PM2.5, 第3), for a dash that may or may not be a minus, for words of a
    rise and of a fall together, for more than 18 digits.
    """
    number = _number(digits)
    rises = bool(_RISES.search(before))
    falls = bool(_FALLS.search(before))
    level = bool(_LEVELS.search(before))
    deviates = bool(_DEVIATES.search(before))
    positive = before.rstrip("¥￥").endswith("+")
    before = before.rstrip("¥￥+")
    negative = before.endswith(("-", "负"))
    doubtful = before.endswith("-") and before != "-"
    sign, before = sign_before(_WAY_AT_END.sub("", before[:-1] if negative else before))
    if number is None or (doubtful and not sign) or (rises and falls):
        return None
    if before.endswith("第") or _LETTER_AT_END.search(before):
        return None
    scale, unit, sign_behind = read_behind(behind)
    number = shifted(-number if negative and number else number, scale)
    if number.adjusted() >= MOST_DIGITS:
        return None
    sign = sign or sign_behind
    if deviates and sign in ("≤", "<"):
        sign = "±"
    return Amount(sign, number, scale, _per(before, unit), rises - falls, positive or negative, level)


def sign_before(before: str) -> tuple[str, str]:
    """The sign that words before a number end with, "" for none, and the words before the sign."""
    before = _without(before, _ROUGHLY_BEFORE)
    word = next((word for word in _WORDS_BEFORE if before.endswith(word)), "")
    if not word:
        return "", before
    sign = _SIGNS_BEFORE[word]
    before = before[: -len(word)]
    return (_OPPOSITE[sign], before) if before.endswith(_NOT) else (sign, before)


def read_behind(behind: str) -> tuple[int, str, str]:
    """The multiplier (as a power of ten), the unit and the sign (以上, 以内) in the words behind a number."""
    behind = _without_start(behind, _ROUGHLY_BEHIND)
    multiplier = next((name for name in SCALES if behind.startswith(name)), "")
    behind = _without_start(behind[len(multiplier) :], _ROUGHLY_BEHIND)
    stop = _STOP.search(behind)
    unit = behind[: stop.start()] if stop else behind
    found = _BEHIND.search(unit)
    sign = _SIGNS_BEHIND.get(found[1] or "", "") if found else ""
    if found:
        unit = unit[: found.start()]
    return SCALES.get(multiplier, 0), "%" if unit.startswith("%") else unit, sign


def _number(digits: str) -> Decimal | None:
    """The number of a run of digits, points and commas."""
    digits = digits.strip(",").rstrip(".")
    whole, _, fraction = digits.replace(",", "").partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DIGITS or not _WRITTEN.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


def _per(before: str, unit: str) -> str:
    """每亩300元 and 300元每亩 as 元/亩."""
    _, each, counted = before.rpartition("每")
    if each and counted in COUNTED and unit and "/" not in unit:
        return f"{unit}/{counted}"
    return unit[:1] + unit[1:].replace("每", "/")


def _without(text: str, endings: tuple[str, ...]) -> str:
    return next((text.removesuffix(each) for each in endings if text.endswith(each)), text)


def _without_start(text: str, beginnings: tuple[str, ...]) -> str:
    return next((text.removeprefix(each) for each in beginnings if text.startswith(each)), text)
