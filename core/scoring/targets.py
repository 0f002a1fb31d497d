"""Reading 年度指标值 and 实际完成值 as clerks write them: ≥90%, 1.2万亩, 300元/亩, 3万余次, 5天以内, 显著."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from core.numbers.chinese import CHARACTERS, read_chinese
from core.numbers.cleaning import halfwidth
from core.numbers.rounding import shifted
from core.numbers.typed_numbers import LONGEST, plain
from core.scoring.amounts import COUNTED, SCALES, Amount, read_amount, read_behind, sign_before
from core.scoring.indicators import WITHIN

QUALITATIVE = "定性"

MOST_KEPT = 20_000
"""Texts whose reading is kept: several formulas of a row read its target, and a table has two columns of them."""

_ZERO = Decimal(0)

_DIGITS = re.compile("[0-9.,]*[0-9][.,]*")
_CHINESE = re.compile(f"[{CHARACTERS}]+")
_WITH_UNIT_OR_ZERO = re.compile("[十拾百佰千仟万亿〇○零]")
_NEEDLESS_BLANK = re.compile("(?<![0-9]) | (?![0-9])")
_PER_CENT = "百分之"
_ASIDE = re.compile(r"\(含(?:本数)?\)")
_DATE = re.compile(r"(?:19|20)[0-9][0-9]年|(?:1[0-2]|[1-9])月(?:[底前初中末份]|[上中下]旬)")
_RANGE = re.compile(f"(?P<multiplier>{'|'.join(SCALES)})?(?P<unit>.*?)(?:[-~—–]{{1,2}}|[至到])")


@dataclass(frozen=True, slots=True)
class Target:
    """A target or an actual: its 指标性质 (≥ > = ≤ < ±, 定性, "" for a blank), its number, its unit.

    Multipliers are in the number (1.2万亩 is 12000 亩), a percentage is not (90% is 90 with the unit %). `scale`
    is the power of ten that was written as a multiplier; `way`, `signed` and `level` are those of the Amount.
    """

    nature: str
    number: Decimal | None
    unit: str
    scale: int = field(default=0, compare=False)
    way: int = field(default=0, compare=False)
    signed: bool = field(default=False, compare=False)
    level: bool = field(default=False, compare=False)


@lru_cache(maxsize=MOST_KEPT)
def read_target(text: str) -> Target:
    """What a clerk wrote, as nature, number and unit; raises nothing, takes time linear in the text.

    Without a sign a number is a floor (≥), but a bare 0 is to be met (=), as 0起; ±5% and 误差不超过5% bound both
    sides. A range (90%-95%) is a floor at
    its lower end; with a ceiling's sign, or from 0 on, a ceiling at its upper end. Rough numbers (3万余次) are read
    as written. 定性: words, dates, ordinals, several numbers, more than 80 characters.
    """
    bare = _ASIDE.sub("", _NEEDLESS_BLANK.sub("", " ".join(halfwidth(text).split())))
    if not text.strip():
        return Target("", None, "")
    amount = None if len(bare) > LONGEST else _amount(_in_digits(bare))
    if amount is None:
        return Target(QUALITATIVE, None, "")
    nature = amount.sign or ("≥" if amount.number or amount.way else "=")
    return Target(nature, amount.number, amount.unit, amount.scale, amount.way, amount.signed, amount.level)


def done(actual: Target, target: Target) -> Decimal | None:
    """The number in 实际完成值, counted in the direction of the target; None where it has a doubt.

    Against 下降5% a fall of 3% is 3 and a rise of 2% is −2; against 增长5% a fall of 1% is −1.
    """
    number = actual.number
    if number is None or target.number is None or doubt(actual, target):
        return None
    wanted = target.way or 1
    way = actual.way or (1 if actual.signed else wanted)
    return number.copy_negate() if way != wanted and number else number


def doubt(actual: Target, target: Target) -> str:
    """Why a number in 实际完成值 cannot be set against the target's, in words; "" where it can, or there is none.

    Two units; a change against a level; a bare 1100 against 1093万元, which may well have been meant in 万元; 0.96 against 95%, which may be
    96%; a fall against a target that names no direction.
    """
    if not actual.nature or target.number is None:
        return ""
    if actual.number is None:
        return "没有写出一个数，请写数和单位"
    if actual.unit and target.unit and actual.unit != target.unit:
        return f"的单位是“{actual.unit}”，指标值的单位是“{target.unit}”，请写成同一单位"
    silent, named = (target, actual) if actual.unit else (actual, target)
    if silent.unit != named.unit and named.scale and not silent.scale:
        return "和指标值有一个没有写单位，不知道是不是万、亿，请把单位写全"
    if silent.unit != named.unit and named.unit == "%" and _may_be_a_share(silent, named):
        return f"和指标值有一个没有写百分号，“{plain(silent.number or _ZERO)}”是否为 {_percent_of(silent)}%？请写明"
    if (target.way and actual.level) or (target.level and actual.way):
        return "和指标值一个写增减多少，一个写到多少，不能比，请写成一样的"
    if actual.way < 0 and not (target.way or target.signed or target.nature == WITHIN):
        return "写的是下降，指标值没有写增长还是下降，请在指标值里写明"
    return ""


def _may_be_a_share(silent: Target, named: Target) -> bool:
    """Whether a bare number beside a percentage may be a part of one (0.96 for 96%)."""
    bare = abs(silent.number or _ZERO)
    return 0 < bare <= 1 < abs(named.number or _ZERO)


def _percent_of(silent: Target) -> str:
    return plain(shifted(silent.number or _ZERO, 2))


def _amount(bare: str) -> Amount | None:
    """The one number of a text, or the end of a range that counts."""
    found = list(_DIGITS.finditer(bare))
    if not 1 <= len(found) <= 2 or _DATE.search(bare):
        return None
    first = found[0]
    last = found[-1]
    before = bare[: first.start()]
    behind = bare[last.end() :]
    if first is last:
        return read_amount(before, first[0], behind)
    between = _RANGE.fullmatch(bare[first.end() : last.start()])
    upper = read_amount("", last[0], behind)
    if between is None or upper is None or between["unit"] not in ("", upper.unit):
        return None
    written = f"{between['multiplier'] or ''}{between['unit']}"
    lower = read_amount(before, first[0], written or behind)
    return None if lower is None or lower.sign == WITHIN else _end_of_range(lower, upper)


def _end_of_range(lower: Amount, upper: Amount) -> Amount | None:
    if lower.number > upper.number:
        return None
    sign = lower.sign or upper.sign
    if sign in ("≤", "<") or (not sign and lower.number == 0):
        return upper._replace(sign=sign or "≤", unit=upper.unit or lower.unit, way=lower.way)
    return lower._replace(sign=sign or "≥", unit=lower.unit or upper.unit)


def _in_digits(bare: str) -> str:
    """The text with its Chinese number in digits, where the whole number is written so (二十一期, 百分之九十)."""
    head, per_cent, tail = bare.partition(_PER_CENT)
    if per_cent:
        found = _DIGITS.match(tail) or _CHINESE.match(tail)
        number = _digits("一百" if found[0] == "百" else found[0]) if found else None
        return f"{head}{number}%{tail[found.end() :]}" if found and number else bare
    found = None if _DIGITS.search(bare) else _CHINESE.search(bare)
    if found is None:
        return bare
    before = bare[: found.start()]
    behind = bare[found.end() :]
    unit = read_behind(behind)[1]
    is_number = (not before or sign_before(before) != ("", before)) and (unit in COUNTED or not behind)
    number = _digits(found[0]) if is_number else None
    return f"{before}{number}{behind}" if number else bare


def _digits(numerals: str) -> str | None:
    """Numerals in digits, a multiplier at their end kept as such; None for none, or two as in 三五天."""
    if _DIGITS.fullmatch(numerals):
        return numerals
    head = numerals[:-1]
    end = numerals[-1]
    if end not in "万亿" or set(head) & set("万亿"):
        head = numerals
        end = ""
    number = read_chinese(head)
    if number is None or (len(head) > 1 and not _WITH_UNIT_OR_ZERO.search(head)):
        return None
    return f"{number}{end}"
