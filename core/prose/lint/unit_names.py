"""单位名称不一致, 名称不一致: names that change by one character within a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import NAMES_DIFFER, UNIT_NAME
from core.numbers.finding import EXPLAIN, HINT
from core.prose.about import About
from core.prose.flow import CONTENTS, Flow
from core.prose.remark import Remark, quoted, remark

SHORTEST_UNIT = 7
EDGE = 2
MOST = 20
_AND = re.compile("[和与及]([\u4e00-\u9fff]{1,8}?(?:局|委员会|办公室|中心|部|厅))")
_WHOLE_UNIT = re.compile("[局委办部会院中心所站队校厅]$")
_PLACE = re.compile("[县市区镇乡村]")
_WORK = re.compile("工程|公司|水库|公路|基地|学校|医院|小区|广场|园区|大桥|泵站")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SLIPPED = frozenset("河江湖山镇乡村县市区街路")
LONGEST_NAME = 30
SHARED = 7


def unit_names(flow: Flow, about: About) -> Iterator[Remark]:
    """The unit's own name, names joined by 和 in one place and 与 in another, long names with a character less."""
    own = list(_own_name(flow, about))
    yield from own
    yield from _conjunctions(flow, about, [one.finding.actual for one in own])
    yield from _long_names(flow)


def _own_name(flow: Flow, about: About) -> Iterator[Remark]:
    name = about.unit.removeprefix("中共")
    if len(name) < SHORTEST_UNIT:
        return
    head = name[:EDGE]
    tail = name[-EDGE:]
    text = flow.text
    seen: dict[str, list[int]] = {}
    place = max((found.end() for found in re.finditer("[县市区]", name)), default=0)
    for found in re.finditer(re.escape(head), text):
        for length in (len(name) - 1, len(name), len(name) + 1):
            other = text[found.start() : found.start() + length]
            if other != name and other.endswith(tail) and name not in other and _slip(name, other, place):
                seen.setdefault(other, []).append(found.start())
                break
    for other, places in list(seen.items())[:MOST]:
        if flow.paragraph_at(places[0]).kind == CONTENTS:
            continue
        count = f"（共 {len(places)} 处）" if len(places) > 1 else ""
        message = f"本单位名称是{quoted(name)}，这里写作{quoted(other)}{count}，请统一"
        span = (places[0], places[0] + len(other))
        yield remark(UNIT_NAME, EXPLAIN, message, span, expected=name, actual=other, instead=name)


def _slip(name: str, other: str, place: int) -> bool:
    """Whether two names differ by one character that no other unit's name explains."""
    if not all(map(_CHINESE.match, other)):
        return False
    first = next(
        (at for at, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other))
    )
    if len(name) == len(other):
        same_rest = name[first + 1 :] == other[first + 1 :]
        return same_rest and (first < place or {name[first], other[first]} <= set("和与及"))
    longer, shorter = (name, other) if len(name) > len(other) else (other, name)
    return longer[:first] + longer[first + 1 :] == shorter and first >= EDGE


def _conjunctions(flow: Flow, about: About, own_names: list[str]) -> Iterator[Remark]:
    """规划和自然资源局 beside 规划与自然资源局; two units joined by 和 are no name."""
    first: dict[str, tuple[str, int]] = {}
    remarked: set[str] = set()
    own = _AND.search(about.unit, 2)
    if own:
        before = about.unit[own.start() - 2 : own.start()]
        first[before + own[1]] = (before + own[0], 0)
    for found in _AND.finditer(flow.text):
        before = flow.text[max(0, found.start() - 2) : found.start()]
        if len(before) < 2 or _WHOLE_UNIT.search(before) or not all(map(_CHINESE.match, before)):
            continue
        key = before + found[1]
        name = before + found[0]
        known = first.setdefault(key, (name, found.start()))
        if (
            known[0] != name
            and key not in remarked
            and len(remarked) < MOST
            and not any(name in one for one in own_names)
        ):
            remarked.add(key)
            message = f"{quoted(name)}在别处写作{quoted(known[0])}，请统一为正式名称"
            span = (found.start() - 2, found.end())
            yield remark(NAMES_DIFFER, HINT, message, span, expected=known[0], actual=name)


def _long_names(flow: Flow) -> Iterator[Remark]:
    """青水河某县河段治理工程 beside 青水某县河段治理工程: the same words, and before them a character more or less.

    Looked for where a place's name stands; the first two writings of the words behind are compared.
    """
    first: dict[str, int] = {}
    remarked: set[tuple[str, str]] = set()
    text = flow.text
    for found in _PLACE.finditer(text):
        for at in (found.start() - 1, found.start() - 2, found.start() - 3):
            if at < 3 or len(remarked) == MOST:
                continue
            other = first.setdefault(text[at : at + SHARED], at)
            if other == at or text[other - 1] == text[at - 1]:
                continue
            for less, more in ((at, other), (other, at)):
                name = _with_slip(text, less, more)
                if name and name not in remarked:
                    remarked.add(name)
                    message = f"同一名称有两种写法：{quoted(name[0])}和{quoted(name[1])}，请统一"
                    span = (at - (2 if at == less else 3), at + SHARED)
                    yield remark(
                        NAMES_DIFFER, HINT, message, span, expected=name[1], actual=name[0], trial=True
                    )


def _with_slip(text: str, less: int, more: int) -> tuple[str, str] | None:
    """The two names where one has a character more before its shared words, None where they are no such names."""
    if text[more - 1] not in _SLIPPED or text[more - 3 : more - 1] != text[less - 2 : less]:
        return None
    length = SHARED
    while (
        length < LONGEST_NAME
        and text[less + length : less + length + 1] == text[more + length : more + length + 1]
    ):
        length += 1
    shared = re.split("[^\u4e00-\u9fff（）]", text[less : less + length], maxsplit=1)[0]
    work = _WORK.search(shared)
    if work is None or len(shared) < SHARED or not all(map(_CHINESE.match, text[more - 3 : more])):
        return None
    shared = shared[: work.end()]
    return text[less - 2 : less] + shared, text[more - 3 : more] + shared
