"""标点: marks that stand twice or wrongly, brackets and quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import PUNCTUATION
from core.numbers.finding import HINT
from core.prose.flow import CONTENTS, ROW, TEXT, Flow
from core.prose.lint.section_kinds import Sections
from core.prose.remark import Remark, quoted, remark

_DOUBLED = re.compile(
    "、、|，，|。。|；；|：：|、[，。；：]|，[、。；：]|。[，、；：]|；[，。、：]|：[，。、；]"
)
_STRONGER = {"、": 0, "，": 1, "：": 2, "；": 3, "。": 4}
_BEFORE_ETC = re.compile(
    "(?<![\n\\d一二三四五六七八九十])、等(?=[\\d。，；、的]|[\u4e00-\u9fff])(?!级|额|候|同|效|离|于|待|次|边|比|量|位|差)"
)
_PAIRS = {"）": "（", "”": "“", "》": "《", "〕": "〔", "】": "【"}
_OPENING = frozenset(_PAIRS.values())
_MARK = re.compile("[（）“”《》〔〕【】]")
_LIST_BRACKET = re.compile(
    r"(?:\A|[。；：，、\n\t\u4e00-\u9fff])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$"
)
_LOOSE_ITEM = re.compile(
    "(?<=[\u4e00-\u9fff]{2})、(建设|管理|发展|治理|改革|服务|保障|监管|运行|维护|改造|整治|保护)等(?![级额])"
)
_HALF = frozenset(",;:?!")
_CHINESE = re.compile("[\u4e00-\u9fff”）》]")
MOST = 20


def punctuation(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """All remarks on marks."""
    yield from _doubled(flow)
    yield from _before_etc(flow)
    yield from _unpaired(flow, sections)
    yield from _half_width(flow)
    yield from _loose_items(flow)


def _prose(flow: Flow, at: int) -> bool:
    return flow.paragraph_at(at).kind not in (CONTENTS, ROW)


def _doubled(flow: Flow) -> Iterator[Remark]:
    count = 0
    for found in _DOUBLED.finditer(flow.text):
        if count < MOST and _prose(flow, found.start()):
            count += 1
            kept = max(found[0], key=lambda mark: _STRONGER[mark])
            message = f"标点“{found[0]}”连用，请只留一个"
            yield remark(
                PUNCTUATION, HINT, message, found.span(), expected=kept, actual=found[0], instead=kept
            )


def _before_etc(flow: Flow) -> Iterator[Remark]:
    count = 0
    for found in _BEFORE_ETC.finditer(flow.text):
        if count < MOST and _prose(flow, found.start()):
            count += 1
            message = "“等”字前面不用顿号，请删去“、”"
            yield remark(PUNCTUATION, HINT, message, found.span(), expected="等", actual="、等", instead="等")


def _unpaired(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """Marks of a paragraph without their other half; a half in the next paragraph counts."""
    count = 0
    waiting: list[tuple[int, str]] = []
    for number, paragraph in enumerate(flow.paragraphs):
        if paragraph.kind != TEXT or sections.tabular(number):
            yield from (_half(flow, at, mark) for at, mark in waiting[: max(0, MOST - count)])
            count += len(waiting)
            waiting = []
            continue
        opened, closing = _walk(flow, paragraph.start, paragraph.end)
        for at, mark in closing:
            if waiting and waiting[-1][1] == _PAIRS[mark]:
                waiting.pop()
            elif count < MOST:
                count += 1
                yield _half(flow, at, mark)
        yield from (_half(flow, at, mark) for at, mark in waiting[: max(0, MOST - count)])
        count += len(waiting)
        waiting = opened
    yield from (_half(flow, at, mark) for at, mark in waiting[: max(0, MOST - count)])


def _walk(flow: Flow, start: int, end: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The opening and the closing marks of a paragraph that find no other half in it."""
    opened: dict[str, list[int]] = {}
    closing: list[tuple[int, str]] = []
    for found in _MARK.finditer(flow.text, start, end):
        mark = found[0]
        at = found.start()
        if mark in _OPENING:
            opened.setdefault(mark, []).append(at)
        elif opened.get(_PAIRS[mark]):
            opened[_PAIRS[mark]].pop()
        elif not (mark == "）" and _LIST_BRACKET.search(flow.text[max(start, at - 4) : at] or "")):
            closing.append((at, mark))
    return sorted((at, mark) for mark, places in opened.items() for at in places), closing


def _half(flow: Flow, at: int, mark: str) -> Remark:
    other = next((b if a == mark else a for a, b in _PAIRS.items() if mark in (a, b)), "")
    near = flow.text[max(0, at - 8) : at + 9]
    message = f"{quoted(near)}里的“{mark}”没有对应的“{other}”，请补全"
    return remark(PUNCTUATION, HINT, message, (at, at + 1), expected=other, actual=mark)


def _half_width(flow: Flow) -> Iterator[Remark]:
    """Half-width marks between Chinese characters where nearly all marks are full-width, in one remark."""
    half: list[int] = []
    full = 0
    text = flow.text
    source = flow.source
    where = flow.where
    for found in _FULL.finditer(text):
        at = found.start()
        if source[where[at]] not in _HALF:
            full += 1
        elif at and _CHINESE.match(text[at - 1]) and at + 1 < len(text) and _CHINESE.match(text[at + 1]):
            half.append(at)
    if half and 10 * len(half) <= full:
        marks = "".join(sorted({source[where[at]] for at in half}))
        message = f"中文句子里有 {len(half)} 处半角标点（{marks}），其余都是全角，请统一改为全角"
        yield remark(
            PUNCTUATION,
            HINT,
            message,
            (half[0], half[0] + 1),
            actual=source[where[half[0]]],
            instead=text[half[0]],
        )


_FULL = re.compile("[，；：？！]")


def _loose_items(flow: Flow) -> Iterator[Remark]:
    """重点项目、建设等: an item that elsewhere is one word with the item before it."""
    count = 0
    for found in _LOOSE_ITEM.finditer(flow.text):
        joined = flow.text[found.start() - 2 : found.start()] + found[1]
        if count == MOST or not _prose(flow, found.start()) or joined not in flow.text:
            continue
        count += 1
        shown = flow.text[found.start() - 2 : found.end()]
        message = f"{quoted(shown)}里的顿号可能多余：别处写作“{joined}”，请核对"
        yield remark(PUNCTUATION, HINT, message, found.span(), expected=joined, actual=shown, trial=True)
