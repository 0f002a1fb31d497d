"""Where a text lists amounts: the mark (其中, 包括, 分别为, a colon), the amounts behind it, what they may be parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.prose.flow import FlowParagraph
from core.prose.quantity import Quantity
from core.prose.quantity_units import PERCENT
from core.prose.scene import Scene, values
from core.prose.splits import are_of_one, split_of
from core.prose.subjects import match

CONTINUED = "续"
"""The mark of a list that goes on in later sentences."""
UNMARKED = "，"
"""The mark of a list without a word: 预算100万元，基本支出60万元，项目支出40万元."""
ITEMS = "一、"
"""The mark of the items of one paragraph."""
MOST_PARTS = 60
MOST_WHOLES = 4

_MARK = re.compile(
    r"其中(?:[：，、]|包括)?|(?<![不主])包括[：]?|分别(?:是|为)[：]?"
    r"|(?:分配|安排|使用|构成|明细|具体|来源|组成|开支|支出|分项)(?:安排|情况|使用|明细)?(?:情况)?(?:如下|是|为)?[：]"
    r"|按[\u4e00-\u9fff]{1,10}分(?:为|类(?:科目)?|类?划分)?[：，]|，即[：]?|（含|（(?=[\u4e00-\u9fff（）]{2,20}\d)|由(?=[^，。；]{0,40}\d)"
    r"|主要用于(?:以下(?:几个)?方面)?[：，]|(?:如下|为)[：]|(?<=[。：；])一是"
)
_WITHIN = re.compile(r"(?P<named>[\u4e00-\u9fff]{2,14})中[，：]?(?=[\u4e00-\u9fff（）]{2,20}\d)")
_ENUMERATED = re.compile(r"[一二三四五六七八九十]+是|[（(]?\d{1,2}[)）、.]|（[一二三四五六七八九十]+）")
_COMPARED = re.compile("^，?(?:比|较|与)")
_ITEM = re.compile("[，；。：]([一二三四五六七八九十]{1,3}、)")


@dataclass(slots=True)
class Enumeration:
    """A mark in a paragraph with the amounts behind it and what they may add up to, the nearest first.

    `depth` are the brackets in which it stands; `near` whether its whole stands in the same sentence; from
    `spare` on, or only from `own` on, the amounts may belong to a list of their own.
    """

    mark: str
    wholes: list[Quantity]
    parts: list[Quantity]
    depth: int
    near: bool
    spare: int
    own: int


def enumerations(scene: Scene, paragraph: FlowParagraph, amounts: list[Quantity]) -> Iterator[Enumeration]:
    """The lists of a paragraph; `amounts` are its own in order."""
    text = scene.flow.text
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    starts = [m.start() for m in marks if m[0].startswith("其中")]
    divided = [m.start() for m in marks if m[0].startswith("按")]
    taken: set[tuple[int, int]] = set()
    for mark in (*marks, *_WITHIN.finditer(text, paragraph.start, paragraph.end)):
        depth = _depth(text, paragraph.start, mark.start())
        end = _end(text, mark, paragraph.end, depth)
        end = min([end, *(at for at in divided if at > mark.start() + 4)])
        end = _item_end(text, paragraph.start, mark, end)
        spare, own = (end, end) if depth else _own_list(text, mark.end(), end, starts)
        inside = [q for q in amounts if mark.end() <= q.start < end and q.kind != PERCENT]
        inside = [q for q in inside if not _COMPARED.search(q.lead)] or inside
        if not inside or len(inside) > MOST_PARTS:
            continue
        named = mark.groupdict().get("named") or ""
        for parts in _alike(inside):
            if len(parts) == 1 and mark[0].startswith("其中"):
                parts = _continued(scene, amounts, parts[0], end)
            at = _divided_first(text, amounts, divided, mark.start())
            wholes = _wholes(scene, amounts, at, parts[0], named, depth)
            key = (parts[0].id, wholes[0].id if wholes else -1)
            if wholes and key not in taken:
                taken.add(key)
                near = bool(named) or "。" not in text[wholes[0].end : at].strip("。其中：")
                if parts[-1].start < end or named:
                    yield Enumeration("其中" if named else mark[0], wholes, parts, depth, near, spare, own)
                else:
                    far = max(parts[-1].end, own)
                    yield Enumeration(CONTINUED, wholes, parts, depth, near, far, far)
    for number, whole in enumerate(amounts[:-2]):
        if text[whole.end : whole.end + 1] == "：" and whole.kind != PERCENT:
            stop = text.find("。", whole.end, paragraph.end)
            stop = stop if stop >= 0 else paragraph.end
            parts = [q for q in amounts[number + 1 :] if q.start < stop and q.is_like(whole)]
            if len(parts) > 1 and len(parts) <= MOST_PARTS and (parts[0].id, whole.id) not in taken:
                yield Enumeration("：", [whole], parts, whole.depth, True, stop, stop)
    yield from _unmarked(text, amounts, taken)
    yield from _itemized(text, paragraph, amounts)


def _unmarked(text: str, amounts: list[Quantity], taken: set[tuple[int, int]]) -> Iterator[Enumeration]:
    """基本支出 and 项目支出 told right behind an amount, without a word between: they are its parts by their names."""
    for number, whole in enumerate(amounts[:-2]):
        first = amounts[number + 1]
        words = split_of(first.subject)
        if (
            not words
            or not first.is_like(whole)
            or (first.id, whole.id) in taken
            or split_of(whole.subject) is words
        ):
            continue
        stop = text.find("。", whole.end)
        parts = list[Quantity]()
        seen = set[str]()
        for amount in amounts[number + 1 :]:
            names = {word for word in words if word in amount.subject}
            if amount.start < stop and names and names.isdisjoint(seen) and amount.is_like(whole):
                parts.append(amount)
                seen |= names
        told = [part.subject for part in parts]
        if (
            len(parts) > 1
            and text[whole.end : whole.end + 1] == "，"
            and are_of_one(words, told, whole.subject)
        ):
            yield Enumeration(UNMARKED, [whole], parts, whole.depth, True, stop, stop)


def _continued(scene: Scene, amounts: list[Quantity], first: Quantity, end: int) -> list[Quantity]:
    """A list whose only amount is 人员经费 goes on where a later sentence begins with 公用经费."""
    words = split_of(first.subject)
    if not words:
        return [first]
    below = [q for n in (1, 2, 3) for q in values(scene.by_paragraph.get(first.paragraph + n, []))[:1]]
    out = [first]
    seen = {word for word in words if word in first.subject}
    for amount in (*(q for q in amounts if q.start >= end), *below):
        names = {word for word in words if word in amount.subject}
        begins = scene.flow.text[amount.lead_start - 1 : amount.lead_start] in ("。", "；", "\n", "")
        new = names and names.isdisjoint(seen) and are_of_one(words, [amount.subject], first.subject)
        if new and begins and amount.is_like(first):
            out.append(amount)
            seen |= names
    return out


def _itemized(text: str, paragraph: FlowParagraph, amounts: list[Quantity]) -> Iterator[Enumeration]:
    """总额520万元：一、…170万元，二、…150万元，三、…200万元: the first amount of each item."""
    items = [one.start(1) for one in _ITEM.finditer(text, paragraph.start, paragraph.end)]
    before = [q for q in amounts if items and q.end <= items[0] and q.kind != PERCENT]
    firsts = [
        next((q for q in amounts if low < q.start < high), None)
        for low, high in pairwise([*items, paragraph.end])
    ]
    parts = [q for q in firsts if q is not None and before and q.is_like(before[-1])]
    if 1 < len(parts) == len(items):
        yield Enumeration(ITEMS, [before[-1]], parts, before[-1].depth, True, paragraph.end, paragraph.end)


def _divided_first(text: str, amounts: list[Quantity], divided: list[int], at: int) -> int:
    """Where the first of several divisions of one whole begins: 按功能分类，…按经济分类，…; else `at`."""
    earlier = [start for start in divided if start < at]
    if at not in divided or not earlier:
        return at
    last = next((q for q in reversed(amounts) if q.end <= at and q.kind != PERCENT), None)
    return earlier[0] if last is not None and len(text[last.end : at].strip("，。；、%％ ")) <= 2 else at


def _alike(amounts: list[Quantity]) -> list[list[Quantity]]:
    """The amounts of a list by what can be added: 120批次360人次 are two lists, amounts and their budgets too."""
    groups: dict[tuple[str, str, bool], list[Quantity]] = {}
    for amount in amounts:
        groups.setdefault((amount.kind, amount.measure, amount.is_base), []).append(amount)
    return list(groups.values())


def _depth(text: str, low: int, at: int) -> int:
    before = text[max(low, at - 400) : at]
    return max(before.count("（") - before.count("）"), 0)


def _end(text: str, mark: re.Match[str], end: int, depth: int) -> int:
    """Where a mark's list ends: at its bracket or with its sentence."""
    if depth:
        close = text.find("）", mark.end(), end)
        while close >= 0 and text.count("（", mark.end(), close) > text.count("）", mark.end(), close):
            close = text.find("）", close + 1, end)
        return close if close >= 0 else end
    stop = mark.end()
    while True:
        stop = text.find("。", stop, end)
        if stop < 0:
            stop = end
            break
        inside = _depth(text, mark.end(), stop) > 0
        if not inside and not _ENUMERATED.match(text, stop + 1, min(end, stop + 5)):
            break
        stop += 1
    return stop


def _own_list(text: str, low: int, end: int, starts: list[int]) -> tuple[int, int]:
    """The clause of a list that opens a list of its own (；丙，其中：…), and where that one opens; else the end."""
    for start in starts:
        if low < start < end and not _depth(text, low, start):
            cut = text.rfind("；", low, start)
            if cut > 0:
                return cut, start
    return end, end


def _item_end(text: str, start: int, mark: re.Match[str], end: int) -> int:
    """Where the item of an enumeration ends in which a mark stands: before 三、 where it stands behind 二、."""
    numbers = [found.start(1) for found in _ITEM.finditer(text, start, end)]
    if not any(at < mark.start() for at in numbers):
        return end
    return min([end, *(at for at in numbers if at >= mark.end())])


def _wholes(
    scene: Scene, amounts: list[Quantity], at: int, part: Quantity, name: str, depth: int
) -> list[Quantity]:
    """What a list may be the parts of: the named amount, else those before it, the nearest first."""
    if name:
        above = [q for n in (2, 1) for q in values(scene.by_paragraph.get(part.paragraph - n, []))]
        near = [*above, *(q for q in amounts if q.end <= at + len(name)), *scene.stated(name, part, at)[:1]]
        before = [q for q in near if q.end <= at + len(name) and q.is_like(part)]
        return [q for q in reversed(before) if match(name, q.subject) >= 0.6][:MOST_WHOLES]
    before = [q for q in amounts if q.end <= at and _may_hold(q, part)]
    inside = [q for q in before if q.depth <= depth]
    wholes = (inside or before)[::-1][: 1 if part.is_counted else MOST_WHOLES]
    for number in (part.paragraph - 1, part.paragraph - 2):
        if not wholes or (not before and number < part.paragraph - 1):
            above = [q for q in values(scene.by_paragraph.get(number, [])) if _may_hold(q, part)]
            wholes += above[::-1][:MOST_WHOLES]
    return wholes


def _may_hold(whole: Quantity, part: Quantity) -> bool:
    if _COMPARED.search(whole.lead) and not _COMPARED.search(part.lead):
        return False
    return whole.is_like(part) and whole.is_exact and whole.is_base == part.is_base
