"""Reading 年度指标值 and 实际完成值 as clerks write them: ≥90%, 1.2万亩, 300元/亩, 3万余次, 5天以内, 显著."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from core.numbers.chinese import CHARACTERS, read_chinese
from core.numbers.cleaning import halfwidth
from core.numbers.typed_numbers import LONGEST
from core.scoring.amounts import COUNTED, SCALES, Amount, read_amount, read_behind, sign_before

QUALITATIVE = "定性"

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
    """A target or an actual: its 指标性质 (≥ > = ≤ <, 定性, "" for a blank), its number, its unit.

    Multipliers are in the number (1.2万亩 is 12000 亩), a percentage is not (90% is 90 with the unit %). `scale`
    is the power of ten that was written as a multiplier.
    """

    nature: str
    number: Decimal | None
    unit: str
    scale: int = field(default=0, compare=False)


def read_target(text: str) -> Target:
    """What a clerk wrote, as nature, number and unit; raises nothing, takes time linear in the text.

    Without a sign a number is a floor (≥), but a bare 0 is to be met (=), as 0起. A range (90%-95%) is a floor at
    its lower end; with a ceiling's sign, or from 0 on, a ceiling at its upper end. Rough numbers (3万余次) are read
    as written. 定性: words, dates, ordinals, several numbers, more than 80 characters.
    """
    bare = _ASIDE.sub("", _NEEDLESS_BLANK.sub("", " ".join(halfwidth(text).split())))
    if not text.strip():
        return Target("", None, "")
    amount = None if len(bare) > LONGEST else _amount(_in_digits(bare))
    if amount is None:
        return Target(QUALITATIVE, None, "")
    nature = amount.sign or ("≥" if amount.number else "=")
    return Target(nature, amount.number, amount.unit, amount.scale)


def comparable(a: Target, b: Target) -> bool:
    """Whether a rate of both has a sense: both have numbers, of one unit, or of one that goes without saying.

    A bare 1100 is not compared with 1093万元: it may well have been meant in 万元.
    """
    if a.number is None or b.number is None:
        return False
    if a.unit == b.unit:
        return True
    if a.unit and b.unit:
        return False
    silent, named = (b, a) if a.unit else (a, b)
    return bool(silent.scale) or not named.scale


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
    return None if lower is None else _end_of_range(lower, upper)


def _end_of_range(lower: Amount, upper: Amount) -> Amount | None:
    if lower.number > upper.number:
        return None
    sign = lower.sign or upper.sign
    if sign in ("≤", "<") or (not sign and lower.number == 0):
        return upper._replace(sign=sign or "≤", unit=upper.unit or lower.unit)
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
