"""The words before a number: what it is about, and whether it is an amount, a share, a change, a completion."""

from __future__ import annotations

import re

from core.prose.flow import Flow
from core.prose.quantity import CHANGE, COMPLETION, DATE, RATE, SHARE, VALUE, YEAR, Quantity
from core.prose.quantity_units import COUNT, PERCENT
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


def read_leads(flow: Flow, found: list[Quantity]) -> None:
    """Says for each quantity what it is about; `found` are a text's quantities in order."""
    text = flow.text
    last: Quantity | None = None
    beside: Quantity | None = None
    year: int | None = None
    number = -1
    for one in found:
        paragraph = flow.paragraphs[one.paragraph]
        if number != one.paragraph:
            last = None
            year = None
            number = one.paragraph
        if one.in_table:
            continue
        low = max(paragraph.start + len(paragraph.number), one.start - LONGEST_LEAD)
        if last is not None and last.end > low:
            low = last.end
        one.lead_start = _edge(text, low, one.start)
        one.lead = text[one.lead_start : one.start]
        if one.kind == YEAR:
            if _is_compared(text, one):
                beside = one
            else:
                year = int(one.value)
            continue
        if one.kind == DATE:
            continue
        if text.find("。", last.end if last else low, one.start) >= 0:
            year = _year_in(text, one, found)
        one.year = int(beside.value) if beside is not None and _goes_with(text, beside, one) else year
        _role(one)
        _inherit(text, one, last)
        _subject(text, paragraph.end, one, last)
        one.depth = _depth(text, paragraph.start, one.start)
        last = one
    for one, behind in zip(found, [*found[1:], None], strict=False):
        if one.role == CHANGE and not one.sign and behind is not None and behind.role == RATE:
            one.sign = behind.sign
        if one.role == CHANGE and not _is_turn(text, one, behind):
            one.role = VALUE
            one.sign = 0
            one.subject = one.subject or cleaned(text[one.lead_start : one.start])


def _is_turn(text: str, one: Quantity, behind: Quantity | None) -> bool:
    """Whether a change is one: it is compared with something in its sentence, or its rate follows."""
    low = max(one.start - LONGEST_SENTENCE, 0)
    start = max(text.rfind("。", low, one.start), text.rfind("\n", low, one.start), low - 1) + 1
    rated = behind is not None and behind.role == RATE and "。" not in text[one.end : behind.start]
    years = set(_YEARS.findall(text, start, one.start))
    return rated or len(years) > 1 or _COMPARING.search(text, start, one.start) is not None


def _year_in(text: str, one: Quantity, found: list[Quantity]) -> int | None:
    """The year named between the last full stop and a quantity."""
    low = max(one.start - LONGEST_SENTENCE, 0)
    start = max(text.rfind("。", low, one.start), low - 1) + 1
    at = one.id - 1
    while at >= 0 and found[at].start >= start and found[at].paragraph == one.paragraph:
        if found[at].kind == YEAR and not _is_compared(text, found[at]):
            return int(found[at].value)
        at -= 1
    return None


def _is_compared(text: str, year: Quantity) -> bool:
    """Whether a year is one to compare with: 与2019年相比, 比2019年增加."""
    return _COMPARES.search(text, max(year.start - 4, 0), year.start) is not None


def _goes_with(text: str, year: Quantity, one: Quantity) -> bool:
    """Whether an amount is of the year to compare with: it stands right behind it (比2019年1000万元增加)."""
    return year.end <= one.start < year.end + LONGEST_LEAD and not _PARTS_FROM.search(
        text, year.end, one.start
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


def _inherit(text: str, one: Quantity, last: Quantity | None) -> None:
    """The second in a row is what the first is; a percentage alone in brackets is the amount's share."""
    if last is None or one.role != VALUE:
        return
    between = text[last.end : one.start]
    is_change = last.role == CHANGE and _EACH.search(text, max(one.start - LONGEST_LEAD, 0), one.start)
    if last.kind == one.kind and _NEXT.fullmatch(between) and (one.kind == PERCENT or is_change):
        one.role = last.role
        one.whole = last.whole
        one.sign = last.sign
    elif (
        one.kind == last.kind != PERCENT
        and not between
        and last.lead.startswith(("比", "较", "，比", "，较"))
    ):
        one.role = CHANGE  # 较上年688.84万元131.49万元: the word between was lost
    elif one.kind != PERCENT or last.kind == PERCENT or last.role != VALUE:
        return
    elif between == "的":
        last.is_base = True
        last.subject = _OF.sub("", last.subject)
        one.role = COMPLETION if _PLANNED.search(last.subject) else SHARE
        one.whole = last.subject
    elif between == "（" and text[one.end : one.end + 1] == "）":
        one.role = SHARE


def _role(one: Quantity) -> None:
    lead = one.lead
    turn = _TURN.search(lead) or (_TURN_AGAINST.search(lead) if _AGAINST.search(lead) else None)
    if turn and not re.search(r"(?:新|拟|需|应|再)$", lead[: turn.start()]):
        one.role = RATE if one.kind == PERCENT else CHANGE
        one.sign = 1 if turn["up"] else -1
        one.lead = lead[: turn.start()]
        return
    if one.kind != PERCENT:
        return
    done = _DONE.search(lead)
    if done:
        one.role = COMPLETION
        one.whole = done["whole"] or done["planned"] or done["bare"] or ""
        one.lead = lead[: done.start()]
        return
    share = _SHARE.search(lead)
    if share:
        one.role = SHARE
        one.whole = share["whole"] or ""
        one.lead = lead[: share.start()]
        return
    rate = _A_RATE.search(lead)
    if rate:
        one.role = COMPLETION
        one.whole = ""
        one.subject = rate["name"]


def _subject(text: str, end: int, one: Quantity, last: Quantity | None) -> None:
    """The name of what is counted: the words before the number, else those behind a measure word."""
    lead = one.lead
    if last is not None and last.end == one.lead_start:
        lead = _behind_comma(lead, last)
    if one.role in (CHANGE, RATE):
        lead = _COMPARED.sub("", lead)
    subject = cleaned(lead.rstrip("："))
    if not subject and one.kind == COUNT:
        subject = _noun_behind(text, one.end, end)
    if not subject and last is not None and one.role == VALUE:
        between = text[last.end : one.lead_start]
        if not re.search("[。；]", between):
            subject = cleaned(between.strip("，：、"))
    if not subject and last is None and one.role == VALUE:
        low = max(one.lead_start - 30, text.rfind("\n", 0, one.lead_start) + 1)
        subject = cleaned(_ENUMERATED.sub("", text[low : one.lead_start].strip("，：")))
    one.subject = one.subject or (_in_full(text, subject, last, one) if one.role == VALUE else subject)


def _in_full(text: str, subject: str, last: Quantity | None, one: Quantity) -> str:
    """What 支出决算 is of where it only names the kind: 公务接待费年初预算为2万元，支出决算为1万元."""
    if last is None or last.role != VALUE or not _ONLY_KIND.fullmatch(subject):
        return subject
    stem = _ITS_KIND.sub("", last.subject)
    if stem == last.subject or len(stem) < 2 or re.search("[。；]", text[last.end : one.start]):
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
