"""前后矛盾: what a report says of itself in one place, and the opposite in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.numbers.codes import CONTRADICTION
from core.numbers.finding import EXPLAIN
from core.prose.flow import TEXT, Flow
from core.prose.lint.section_kinds import DUTIES, GLOSSARY, GOALS, PLANS, PROBLEMS, Sections
from core.prose.lint.wordlists import Opposite
from core.prose.remark import Remark, quoted, remark

_AVOIDED = re.compile(
    "(?:避免|防止|杜绝|不存在|未出现|未发现|没有|无|是否|如果|若|以免|减少|解决|严禁|切实|整改)[^，。；]{0,14}$"
)
_WISHED = re.compile("(?:要|应|须|需|将|拟|确保|督促|要求|力争|做到能)[^，。；]{0,6}$")
_CUT = {True: re.compile("[。！？\n]"), False: re.compile("[，。；：！？\n]")}
REACH = 120
MOST_DENIED = 30
MOST_AFFIRMED = 120


def contradictions(flow: Flow, sections: Sections, opposites: Sequence[Opposite]) -> Iterator[Remark]:
    """One remark for each pair of statements, on the denial."""
    for opposite in opposites:
        denied = list(_denials(flow, sections, opposite))
        if not denied:
            continue
        affirmed = list(_affirmations(flow, sections, opposite))
        pair = _pair(flow, opposite, denied, affirmed)
        if pair:
            no, yes = pair
            message = (
                f"前后说法不一致：一处写{_quotation(flow, yes)}，另一处写{_quotation(flow, no)}，"
                "请核对后统一，或说明各指什么"
            )
            yield remark(
                CONTRADICTION,
                EXPLAIN,
                message,
                no,
                expected=flow.text[slice(*yes)],
                actual=flow.text[slice(*no)],
            )


def _quotation(flow: Flow, span: tuple[int, int]) -> str:
    return quoted(flow.text[slice(*span)])


def _scope(flow: Flow, found: re.Match[str], whole_sentence: bool) -> tuple[int, int]:
    """The clause or sentence around a place, bounded."""
    paragraph = flow.paragraph_at(found.start())
    low = max(paragraph.start, found.start() - REACH)
    high = min(paragraph.end, found.end() + REACH)
    cut = _CUT[whole_sentence]
    start = max((mark.end() for mark in cut.finditer(flow.text, low, found.start())), default=low)
    end = cut.search(flow.text, found.end(), high)
    return start, end.start() if end else high


def _denials(flow: Flow, sections: Sections, opposite: Opposite) -> Iterator[tuple[int, int]]:
    for count, found in enumerate(opposite.denied.finditer(flow.text)):
        if count == MOST_DENIED:
            return
        number = flow.number_at(found.start())
        paragraph = flow.paragraphs[number]
        before = flow.text[max(paragraph.start, found.start() - 16) : found.start()]
        wished = sections.says(number, GLOSSARY | DUTIES | GOALS) or (
            sections.says(number, PLANS) and not sections.says(number, PROBLEMS)
        )
        if paragraph.kind == TEXT and not wished and not _AVOIDED.search(before):
            yield _scope(flow, found, opposite.whole_sentence)


def _affirmations(flow: Flow, sections: Sections, opposite: Opposite) -> Iterator[tuple[int, int]]:
    for count, found in enumerate(opposite.affirmed.finditer(flow.text)):
        if count == MOST_AFFIRMED:
            return
        number = flow.number_at(found.start())
        paragraph = flow.paragraphs[number]
        before = flow.text[max(paragraph.start, found.start() - 8) : found.start()]
        if paragraph.kind != TEXT or sections.says(number, GLOSSARY | DUTIES | GOALS | PLANS | PROBLEMS):
            continue
        if not _WISHED.search(before):
            yield _scope(flow, found, opposite.whole_sentence)


def _pair(
    flow: Flow, opposite: Opposite, denied: list[tuple[int, int]], affirmed: list[tuple[int, int]]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first denial and the affirmation that shares most objects with it."""
    for no in denied:
        objects = [one for one in opposite.objects if one in flow.text[slice(*no)]]
        best = None
        most = 0
        for yes in affirmed:
            shared = sum(1 for one in objects if one in flow.text[slice(*yes)])
            if shared > most and (yes[1] <= no[0] or no[1] <= yes[0]):
                best = yes
                most = shared
        if best:
            return no, best
    return None
