"""年度不符, 上年项目, 年份写法: years that are not the report's, and years that are no years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import OTHER_YEAR, PRIOR_ITEM, YEAR_WRITING
from core.numbers.finding import ERROR, EXPLAIN, HINT
from core.prose.about import About
from core.prose.flow import CONTENTS, HEADING, ROW, TEXT, TITLE, Flow
from core.prose.lint.section_kinds import DUTIES, GLOSSARY, GOALS, PLANS, USE, Sections
from core.prose.remark import Remark, quoted, remark

_YEAR = re.compile(r"(?<![\d.])(20\d\d)年(度?)")
_RANGE = "—–-~～至到、及和与/"
_RANGE_BEFORE = re.compile(f"[\\d年度][{re.escape(_RANGE)}]$|[{re.escape(_RANGE[:6])}]$")
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|[底初末]|(?:上|下)半年|第?[一二三四]季度")
_AHEAD = re.compile(
    "计划|拟|将(?=于|在|继续|进一步|加强)|预计|下一步|力争|争取|规划|展望|预期|今后|继续|结转|延续|依据|参考|挂钩"
    "|启动|收到|召开|印发|通知|要求|截至|截止|到期|以前|之前|底前|申报|提前|公开|公示|跨年|续建|合同|服务期"
)
_BESIDE = re.compile(
    "[比较]|同比|增|减|下降|持平|上年|以来|成立|设立|组建|改革|批复|印发|《|〔|起|自|验收|结转|获|被评|荣|授予|开工|立项"
    "|启动|历史|始建|建成|投入使用|转隶|更名|挂牌|出台|颁|合并|上一年|遗留|欠|补发|清算|往年"
)
_COMPARED = re.compile("比上|较上|相比|同比|增加|减少|增长|下降|持平|[比较与]20")
_WHOLE_YEAR = re.compile(
    "，|(?:本|我)?(?:单位|部门|局)?(?:基本支出|项目支出|支出合计|收入合计|部门整体|整体支出|预算收入|“三公”|专项资金)"
)
_ITEM = re.compile(
    r"(?<![\d.—–\-~至])(20\d\d)年度?([^，。；：、\t\n\d]{2,30})\t?(\d{1,9}(?:\.\d{1,4})?)(?:万元|亿元|元|(?=\t|\n|\Z))"
)
_ITEM_NAME = re.compile(
    "(?:经费|补助|补助款|补贴|资金|费|费用|奖金|奖补|奖励|奖励金|工程款|尾款|慰问金|保险|工资|津贴|项目)$"
)
_NO_ITEM = re.compile(
    "[比较与]|相比|上年|增|减|下降|决算|预算|结余|结转|收入|合计|总计|总额|支出|年初|年末|累计|执行"
)
_BROKEN = re.compile(
    r"(?<![\d.,A-Za-z〔])(\d{3}年(?=度|\d{1,2}月\d)|(?:20|19)\d{3}年(?!以)|2[1-9]\d\d年(?=度|\d{1,2}月))"
)
_SHORT = re.compile(
    r"(?<![\d .—–\-~～/、至和及与到第近满达约])(\d\d)年(?=度|\d{1,2}月|全年|年底|上半年|下半年)"
)
_CUT = re.compile("[，。；：、\t\n]")
MOST = 40


def years(flow: Flow, about: About, sections: Sections) -> Iterator[Remark]:
    """All remarks on years; without a known year only those on how years are written."""
    yield from _badly_written(flow, about)
    if about.year is None:
        return
    yield from _prior_items(flow, about.year, sections)
    for found in _YEAR.finditer(flow.text):
        if int(found[1]) != about.year:
            number = flow.number_at(found.start())
            if flow.paragraphs[number].kind not in (CONTENTS, ROW) and not sections.tabular(number):
                yield from _other_year(flow, about.year, sections, found, number)


def _other_year(
    flow: Flow, year: int, sections: Sections, found: re.Match[str], number: int
) -> Iterator[Remark]:
    named = int(found[1])
    text = flow.text
    if _in_range(text, *found.span()) or sections.says(number, GLOSSARY | DUTIES):
        return
    if _MONTH.match(text, found.end()):
        return
    low, high = _sentence(flow, found.start())
    sentence = text[low:high]
    if _quoted_name(sentence, found.start() - low):
        return
    paragraph = flow.paragraphs[number]
    if named in (year + 1, year + 2):
        own = f"{year}年" in sentence
        ahead = sections.says(number, PLANS | USE | GOALS) or _AHEAD.search(sentence)
        wrong = paragraph.kind == TEXT and not ahead and not own
    elif named == year - 1 and paragraph.kind in (TITLE, HEADING):
        wrong = bool(found[2]) and not _BESIDE.search(sentence)
    else:
        opens = found.start() == low and _WHOLE_YEAR.match(text, found.end()) is not None
        around = text[max(paragraph.start, low - 80) : min(paragraph.end, high + 80)]
        wrong = named == year - 1 and opens and f"{year}年" not in around and not _BESIDE.search(around)
    if wrong:
        clause = _clause(flow, found.start(), found.end())
        message = f"本报告是 {year} 年度的，{quoted(text[slice(*clause)])}写的是 {named} 年，请核对是否沿用了别的材料"
        yield remark(
            OTHER_YEAR, EXPLAIN, message, found.span(), expected=f"{year}年{found[2]}", actual=found[0]
        )


def _in_range(text: str, start: int, end: int) -> bool:
    """Whether a year is one end of a span of years, or one of several that are named together."""
    return bool(_RANGE_BEFORE.search(text, max(0, start - 2), start)) or text[end : end + 1] in tuple(_RANGE)


def _prior_items(flow: Flow, year: int, sections: Sections) -> Iterator[Remark]:
    for count, found in enumerate(_ITEM.finditer(flow.text)):
        if count == MOST:
            return
        if int(found[1]) >= year or not _ITEM_NAME.search(found[2]) or _NO_ITEM.search(found[2]):
            continue
        number = flow.number_at(found.start())
        if sections.says(number, GLOSSARY | PLANS | DUTIES) or flow.paragraphs[number].kind not in (
            TEXT,
            ROW,
        ):
            continue
        low, high = _sentence(flow, found.start())
        if _COMPARED.search(flow.text, max(low, found.start() - 60), min(high, found.end() + 60)):
            continue
        start = _clause(flow, found.start(), found.end())[0]
        item = flow.text[start : found.end()]
        message = (
            f"{quoted(item)}是 {found[1]} 年的项目，列在 {year} 年度支出里，请说明原因，如上年结转、跨年支付"
        )
        yield remark(
            PRIOR_ITEM,
            EXPLAIN,
            message,
            (start, found.end()),
            expected=f"{year}年",
            actual=f"{found[1]}年",
            speaks_of=(found.span(1), found.span(3)),
        )


def _badly_written(flow: Flow, about: About) -> Iterator[Remark]:
    for count, found in enumerate(_BROKEN.finditer(flow.text)):
        if count == MOST:
            break
        message = f"{quoted(found[1])}不像年份，请核对，年份写四位数字"
        yield remark(
            YEAR_WRITING, ERROR, message, found.span(1), expected=f"{about.year or ''}", actual=found[1]
        )
    for count, found in enumerate(_SHORT.finditer(flow.text)):
        if count == MOST:
            break
        full = 2000 + int(found[1])
        if about.year is not None and abs(full - about.year) <= 1:
            message = f"{quoted(found[0])}请写四位年份，如“{full}年”"
            yield remark(
                YEAR_WRITING,
                HINT,
                message,
                found.span(),
                expected=f"{full}年",
                actual=found[0],
                instead=f"{full}年",
            )


def _sentence(flow: Flow, at: int) -> tuple[int, int]:
    """The sentence around a place, at most 160 characters to each side."""
    paragraph = flow.paragraph_at(at)
    low = max(paragraph.start, at - 160)
    high = min(paragraph.end, at + 160)
    low = max(low, *(flow.text.rfind(mark, low, at) + 1 for mark in "。；"))
    ends = [end for mark in "。；" if (end := flow.text.find(mark, at, high)) >= 0]
    return low, min(ends, default=high)


def _clause(flow: Flow, start: int, end: int) -> tuple[int, int]:
    """The clause around a year, at most 30 characters before it and 20 behind."""
    paragraph = flow.paragraph_at(start)
    before = flow.text[max(paragraph.start, start - 30) : start]
    cut = max((found.end() for found in _CUT.finditer(before)), default=0)
    behind = _CUT.search(flow.text, end, min(paragraph.end, end + 20))
    return start - len(before) + cut, behind.start() if behind else min(paragraph.end, end + 20)


def _quoted_name(sentence: str, at: int) -> bool:
    """Whether a place stands inside 《》, 〔〕 or quotation marks."""
    return any(sentence.rfind(a, 0, at) > sentence.rfind(b, 0, at) for a, b in ("《》", "〔〕", "“”"))
