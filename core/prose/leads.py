"""The words before a number: what it is about, and whether it is an amount, a share, a change, a completion."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from core.prose.flow import ROW, Flow
from core.prose.quantity import CHANGE, COMPLETION, DATE, RATE, SHARE, VALUE, YEAR, Numeral, Quantity
from core.prose.quantity_units import COUNT, PERCENT
from core.prose.scanning import scan
from core.prose.subjects import cleaned

LONGEST_LEAD = 70
LONGEST_SENTENCE = 600
_EDGES = "，。；：！？\n\t"
_UP = "增收|增支|增加|增长|上升|提高|上涨|提升|增幅|升高|扩大|增多"
_DOWN = "减收|减支|短收|减少|下降|降低|降幅|减幅|压减|压缩|下滑|缩减|下跌|下调|减低|回落"
_SAVED = "节约|核减|调减|结余|少支出?|少收入?|节省"
_MORE = "调增|追加|多支出?|多收入?|超支|超出"
_TAIL = r"(?:了|率|幅度|幅|比例|额)?(?:分别)?(?:为|达到|达|约|近|超过)?$"
_TURN = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_TAIL}")
_AGAINST = re.compile(r"(?:比|较|同比|环比|相比|对比)")
_YEARS = re.compile(r"(?:19|20)\d{2}(?=年)")
_COMPARING = re.compile(r"比|较|同期|上年|去年|上一年|年初|预算")
_NO_TURN = re.compile(r"(?:新|拟|需|应|再)$")
_AGAINST_WORDS = ("比", "较", "，比", "，较")
_TURN_AGAINST = re.compile(rf"(?:(?P<up>{_MORE})|(?P<down>{_SAVED})){_TAIL}")
_SHARE = re.compile(
    r"(?:分别)?占(?P<whole>[^，。；：]{0,40}?)的?(?:比重|比例|份额|比率|百分比|比)?(?:分别)?(?:为|达到|达|约|近|超过|的|是)?$"
    r"|(?:占比|比重|比例|所占份额|构成比)(?:分别)?(?:为|是|达到|达|约)?：?$"
)
_PLAN = "(?:预算|计划|任务|目标|指标)(?:数|额|任务|总额|安排)?"
_DONE = re.compile(
    rf"(?:完成|为|达到)(?:了)?(?P<whole>[^，。；：]{{0,24}}?{_PLAN})的?(?:比例为|百分比为)?$"
    rf"|占(?P<planned>(?:当年|本年|全年|年初|批复|下达|安排|调整后?|年度)(?:的)?{_PLAN})的?(?:比例为|百分比为)?$"
    "|^完成(?P<bare>[^，。；：率]{0,12}?)的?$"
)
_ONLY_KIND = re.compile(
    "(?:支出|收入)?(?:决算|执行|调整|预算)数?|调整预算数?|实际支出|全年预算数?|全年执行数?"
)
_ITS_KIND = re.compile("(?:年初|全年|调整后?|当年|批复)?(?:预算|决算|执行|调整)数?$")
_OF = re.compile("^.*?(?:完成|占|达到|为)了?(?=.{2})")
_PLANNED = re.compile("预算|计划|任务|目标|指标")
_EACH = re.compile("分别|各")
_NEXT = re.compile("[、，和及与]|以及")
_COMPARES = re.compile("(?:[与和比较同跟]|对比|对照|相比)$")
_PARTS_FROM = re.compile("[，。；：\n]|相比|对比|增|减|降|升|多|少|节约")
_A_RATE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,12}?(?:率|进度))(?:分别)?(?:为|是|达到了?|达|约|超过|仅)?：?$"
)


class _Claim(NamedTuple):
    """What a number claims to be; `lead` is what is left of the words before it."""

    role: str
    lead: str
    sign: int = 0
    whole: str = ""
    subject: str = ""


def read_leads(flow: Flow) -> list[Quantity]:
    """The quantities of a text in order, each with what the words before it say of it."""
    text = flow.text
    out: list[Quantity] = []
    last: Quantity | None = None
    beside: Numeral | None = None
    year: int | None = None
    before = -1
    for number, numeral in scan(flow):
        paragraph = flow.paragraphs[number]
        if number != before:
            last = None
            year = None
            before = number
        is_date = numeral.kind in (YEAR, DATE)
        role = numeral.kind if is_date else VALUE
        if paragraph.kind == ROW:
            out.append(Quantity(len(out), *numeral, number, in_table=True, role=role))
            continue
        low = max(paragraph.start + len(paragraph.number), numeral.start - LONGEST_LEAD)
        low = max(low, last.end) if last is not None else low
        start = _edge(text, low, numeral.start)
        lead = text[start : numeral.start]
        if is_date:
            out.append(Quantity(len(out), *numeral, number, False, role, lead, start))
            if numeral.kind == YEAR and _is_compared(text, numeral):
                beside = numeral
            elif numeral.kind == YEAR:
                year = int(numeral.value)
            continue
        if text.find("。", last.end if last else low, numeral.start) >= 0:
            year = _year_in(text, numeral, number, out)
        of_year = int(beside.value) if beside is not None and _goes_with(text, beside, numeral) else year
        claim = _claim(lead, numeral.kind)
        if last is not None and _is_of(text, numeral, claim, last):
            last = replace(last, is_base=True, subject=_OF.sub("", last.subject))
            out[last.id] = last
        claim = _inherited(text, numeral, claim, last)
        subject = claim.subject or _subject(text, paragraph.end, numeral, claim, start, last)
        depth = _depth(text, paragraph.start, numeral.start)
        last = Quantity(
            len(out), *numeral, number, False, claim.role, claim.lead, start, subject, claim.whole, claim.sign,
            of_year, depth,
        )  # fmt: skip
        out.append(last)
    return [
        _settled(text, quantity, behind) if quantity.role == CHANGE else quantity
        for quantity, behind in zip(out, [*out[1:], None], strict=False)
    ]


def _settled(text: str, change: Quantity, behind: Quantity | None) -> Quantity:
    """A change with the direction of its rate; one that is compared with nothing is an amount."""
    rate = behind if behind is not None and behind.role == RATE else None
    if not _is_turn(text, change, rate):
        subject = change.subject or cleaned(text[change.lead_start : change.start])
        return replace(change, role=VALUE, sign=0, subject=subject)
    if not change.sign and rate is not None and rate.sign:
        return replace(change, sign=rate.sign)
    return change


def _is_turn(text: str, change: Quantity, rate: Quantity | None) -> bool:
    """Whether a change is one: it is compared with something in its sentence, or its rate follows."""
    low = max(change.start - LONGEST_SENTENCE, 0)
    start = max(text.rfind("。", low, change.start), text.rfind("\n", low, change.start), low - 1) + 1
    rated = rate is not None and "。" not in text[change.end : rate.start]
    years = set(_YEARS.findall(text, start, change.start))
    return rated or len(years) > 1 or _COMPARING.search(text, start, change.start) is not None


def _year_in(text: str, numeral: Numeral, paragraph: int, quantities: list[Quantity]) -> int | None:
    """The year named between the last full stop and a number; `found` are the quantities before it."""
    low = max(numeral.start - LONGEST_SENTENCE, 0)
    start = max(text.rfind("。", low, numeral.start), low - 1) + 1
    for quantity in reversed(quantities):
        if quantity.start < start or quantity.paragraph != paragraph:
            return None
        if quantity.kind == YEAR and not _is_compared(text, quantity):
            return int(quantity.value)
    return None


def _is_compared(text: str, year: Numeral | Quantity) -> bool:
    """Whether a year is one to compare with: 与2019年相比, 比2019年增加."""
    return _COMPARES.search(text, max(year.start - 4, 0), year.start) is not None


def _goes_with(text: str, year: Numeral, numeral: Numeral) -> bool:
    """Whether an amount is of the year to compare with: it stands right behind it (比2019年1000万元增加)."""
    return year.end <= numeral.start < year.end + LONGEST_LEAD and not _PARTS_FROM.search(
        text, year.end, numeral.start
    )


def _edge(text: str, low: int, start: int) -> int:
    """Where the clause of a number begins; closed brackets are stepped over."""
    at = start - 1
    closed = 0
    if at > low and text[at] == "：":
        at -= 1
    while at >= low:
        character = text[at]
        if character == "）":
            closed += 1
        elif character == "（":
            if not closed:
                return at + 1
            closed -= 1
        elif character in _EDGES and not closed:
            return at + 1
        at -= 1
    return low


def _depth(text: str, low: int, start: int) -> int:
    before = text[max(low, start - 400) : start]
    return max(before.count("（") - before.count("）"), 0)


def _claim(lead: str, kind: str) -> _Claim:
    """What the words before a number make of it."""
    turn = _TURN.search(lead) or (_TURN_AGAINST.search(lead) if _AGAINST.search(lead) else None)
    if turn and not _NO_TURN.search(lead[: turn.start()]):
        return _Claim(RATE if kind == PERCENT else CHANGE, lead[: turn.start()], 1 if turn["up"] else -1)
    if kind != PERCENT:
        return _Claim(VALUE, lead)
    done = _DONE.search(lead)
    if done:
        whole = done["whole"] or done["planned"] or done["bare"] or ""
        return _Claim(COMPLETION, lead[: done.start()], whole=whole)
    share = _SHARE.search(lead)
    if share:
        return _Claim(SHARE, lead[: share.start()], whole=share["whole"] or "")
    rate = _A_RATE.search(lead)
    return _Claim(COMPLETION, lead, subject=rate["name"]) if rate else _Claim(VALUE, lead)


def _is_of(text: str, numeral: Numeral, claim: _Claim, last: Quantity) -> bool:
    """Whether a percentage stands right behind the amount that it is of: 60万元的40%."""
    of_amount = numeral.kind == PERCENT != last.kind and claim.role == last.role == VALUE
    return of_amount and text[last.end : numeral.start] == "的"


def _inherited(text: str, numeral: Numeral, claim: _Claim, last: Quantity | None) -> _Claim:
    """The second in a row is what the first is; a percentage alone in brackets is the amount's share."""
    if last is None or claim.role != VALUE:
        return claim
    between = text[last.end : numeral.start]
    is_change = last.role == CHANGE and _EACH.search(
        text, max(numeral.start - LONGEST_LEAD, 0), numeral.start
    )
    if last.kind == numeral.kind and _NEXT.fullmatch(between) and (numeral.kind == PERCENT or is_change):
        return claim._replace(role=last.role, whole=last.whole, sign=last.sign)
    if numeral.kind == last.kind != PERCENT and not between and last.lead.startswith(_AGAINST_WORDS):
        return claim._replace(role=CHANGE)  # 较上年688.84万元131.49万元: the word between was lost
    if _is_of(text, numeral, claim, last):
        role = COMPLETION if _PLANNED.search(last.subject) else SHARE
        return claim._replace(role=role, whole=last.subject)
    in_brackets = between == "（" and text[numeral.end : numeral.end + 1] == "）"
    if in_brackets and numeral.kind == PERCENT != last.kind and last.role == VALUE:
        return claim._replace(role=SHARE)
    return claim


def _subject(
    text: str, end: int, numeral: Numeral, claim: _Claim, lead_start: int, last: Quantity | None
) -> str:
    """The name of what is counted: the words before the number, else those behind a measure word."""
    lead = claim.lead
    if last is not None and last.end == lead_start:
        lead = _behind_comma(lead, last)
    if claim.role in (CHANGE, RATE):
        lead = _COMPARED.sub("", lead)
    subject = cleaned(lead.rstrip("："))
    if not subject and numeral.kind == COUNT:
        subject = _noun_behind(text, numeral.end, end)
    if claim.role != VALUE:
        return subject
    if not subject and last is not None:
        between = text[last.end : lead_start]
        if not re.search("[。；]", between):
            subject = cleaned(between.strip("，：、"))
    if not subject and last is None:
        low = max(lead_start - 30, text.rfind("\n", 0, lead_start) + 1)
        subject = cleaned(_ENUMERATED.sub("", text[low:lead_start].strip("，：")))
    return _in_full(text, subject, last, numeral.start)


def _in_full(text: str, subject: str, last: Quantity | None, start: int) -> str:
    """What 支出决算 is of where it only names the kind: 公务接待费年初预算为2万元，支出决算为1万元."""
    if last is None or last.role != VALUE or not _ONLY_KIND.fullmatch(subject):
        return subject
    stem = _ITS_KIND.sub("", last.subject)
    if stem == last.subject or len(stem) < 2 or re.search("[。；]", text[last.end : start]):
        return subject
    return stem + (subject.removeprefix("支出") if stem.endswith("支出") else subject)


def _behind_comma(lead: str, last: Quantity) -> str:
    """What follows the noun of the count before: 参照公务员法管理、 in 1个参照公务员法管理、2个…"""
    head, mark, tail = lead.rpartition("、")
    if mark and (last.kind == COUNT or not head):
        return tail
    return re.sub("^(?:[、和及与或]|以及)", "", lead)


_COMPARED = re.compile(r"(?:与|和|比|较|同比|环比|相比|对比).*$")
_ENUMERATED = re.compile(r"^(?:\d{1,2}[、.]|（[\d一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)")
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z（）“”]{1,24}")


def _noun_behind(text: str, start: int, end: int) -> str:
    found = _NOUN.match(text, start, min(end, start + 24))
    return found[0] if found else ""
