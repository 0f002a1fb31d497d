"""分项合计: what 其中, 包括, 分别为 or a colon lists adds up to the whole before it.

Of the readings that grammar allows the one that adds up is taken; only where none does is the nearest
reading broken. A list that may be incomplete (其中 names what matters) is never short without evidence that
it is meant to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.numbers.rounding import HOLDS, MAYBE_TAIL, TAIL
from core.prose.equations import Sum
from core.prose.flow import Paragraph
from core.prose.names import match
from core.prose.quantity import VALUE, Quantity
from core.prose.relation import Relation
from core.prose.relations.amiss import digits_of, mended_by_a_slip
from core.prose.scene import Scene, values
from core.prose.slips import is_slip
from core.prose.units import PERCENT

CODE = "分项合计"
MOST_PARTS = 60
MOST_WHOLES = 4
MOST_READINGS = 16

_MARK = re.compile(
    r"其中(?:[：，、]|包括)?|(?<![不主])包括[：]?|分别(?:是|为)[：]?"
    r"|(?:分配|安排|使用|构成|明细|具体|来源|组成|开支|支出)(?:安排|情况|使用|明细)?(?:情况)?(?:如下|是|为)?[：]"
    r"|按[\u4e00-\u9fff]{1,10}分(?:为)?[：，]|，即[：]?|（含|（(?=[\u4e00-\u9fff（）]{2,20}\d)|由(?=[^，。；]{0,40}\d)"
    r"|主要用于(?:以下(?:几个)?方面)?[：，]|(?:如下|为)[：]|(?<=[。：；])一是"
)
_WITHIN = re.compile(r"(?P<named>[\u4e00-\u9fff]{2,14})中[，：]?(?=[\u4e00-\u9fff（）]{2,20}\d)")
_CLOSED = re.compile(r"分别|如下|构成|组成|分配|明细|以下")
_IN_BRACKETS = re.compile("（[^）]*）|^[^（]*）")
_BEYOND = re.compile("另|此外|还|除|结转|结余")
_ENUMERATED = re.compile(r"[一二三四五六七八九十]+是|[（(]?\d{1,2}[)）、.]|（[一二三四五六七八九十]+）")
_COMPLEMENTS = tuple(
    frozenset(words.split())
    for words in (
        "人员经费 公用经费 日常公用", "基本支出 项目支出 经营支出", "行政 事业 工勤 参公 机关 公务员 工人 聘用 后勤", "货物 工程 服务",
        "在职 离休 退休 离退休", "财政拨款 其他", "年初预算 追加 调整 调增 结转", "中央 省 市 县 区",
        "公务用车 公务接待 因公出国", "购置 运行", "男 女", "优 良 中 差 合格 不合格", "一般公共预算 政府性基金 国有资本",
        "基本建设 专项", "当年 上年", "工资福利 商品和服务 对个人", "已 未 正在", "全额 差额 定额 自收自支 参照",
    )
)  # fmt: skip


@dataclass(slots=True)
class _List:
    """A mark in a paragraph with what it may add up."""

    mark: str
    wholes: list[Quantity]
    readings: list[list[Quantity]]
    near: bool


def find(scene: Scene) -> Iterator[Relation]:
    """The lists of a text, each with the reading that holds or the one nearest at hand."""
    for paragraph, found in scene.paragraphs():
        if len(found) < 2:
            continue
        for one in _lists(scene, paragraph, values(found)):
            relation = _best(scene, one)
            if relation is not None:
                yield relation
                yield from _second_column(scene, one, relation)


def _lists(scene: Scene, paragraph: Paragraph, found: list[Quantity]) -> Iterator[_List]:
    text = scene.flow.text
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    starts = [m.start() for m in marks if m[0].startswith("其中")]
    taken: set[tuple[int, int]] = set()
    for mark in (*marks, *_WITHIN.finditer(text, paragraph.start, paragraph.end)):
        depth = _depth(text, paragraph.start, mark.start())
        end = _end(text, mark, paragraph.end, depth, starts)
        inside = [q for q in found if mark.end() <= q.start < end and q.kind != PERCENT]
        if not inside or len(inside) > MOST_PARTS:
            continue
        named = mark.groupdict().get("named") or ""
        for parts in _alike(inside):
            wholes = _wholes(scene, found, mark.start(), parts[0], named, depth)
            key = (parts[0].id, wholes[0].id if wholes else -1)
            if wholes and key not in taken:
                taken.add(key)
                near = bool(named) or "。" not in text[wholes[0].end : mark.start()].rstrip("。")
                word = "其中" if named else mark[0]
                yield _List(word, wholes, _readings(scene, parts, starts, depth, wholes[0]), near)
    for number, whole in enumerate(found[:-2]):
        if text[whole.end : whole.end + 1] == "：" and whole.kind != PERCENT:
            stop = text.find("。", whole.end, paragraph.end)
            stop = stop if stop >= 0 else paragraph.end
            parts = [q for q in found[number + 1 :] if q.start < stop and q.is_like(whole)]
            if len(parts) > 1 and len(parts) <= MOST_PARTS and (parts[0].id, whole.id) not in taken:
                yield _List("：", [whole], _readings(scene, parts, starts, whole.depth, whole), True)


def _alike(found: list[Quantity]) -> list[list[Quantity]]:
    """The amounts of a list by what can be added: 120批次360人次 are two lists."""
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for one in found:
        groups.setdefault((one.kind, one.measure), []).append(one)
    return list(groups.values())


def _depth(text: str, low: int, at: int) -> int:
    before = text[max(low, at - 400) : at]
    return max(before.count("（") - before.count("）"), 0)


def _end(text: str, mark: re.Match[str], end: int, depth: int, starts: list[int]) -> int:
    """Where a mark's list ends: its bracket, its sentence, or the clause that opens a list of its own."""
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
        if not _ENUMERATED.match(text, stop + 1, min(end, stop + 5)):
            break
        stop += 1
    for start in starts:
        if mark.end() < start < stop and not _depth(text, mark.end(), start):
            cut = text.rfind("；", mark.end(), start)
            if cut > 0:
                return cut
    return stop


def _wholes(
    scene: Scene, found: list[Quantity], at: int, part: Quantity, named: str, depth: int
) -> list[Quantity]:
    """What a list may be the parts of: the named amount, else those before it, the nearest first."""
    if named:
        above = [q for n in (2, 1) for q in values(scene.by_paragraph.get(part.paragraph - n, []))]
        near = [*above, *(q for q in found if q.end <= at + len(named)), *scene.stated(named, part, at)[:1]]
        told = [
            q for q in near if q.end <= at + len(named) and q.is_like(part) and match(named, q.subject) >= 0.6
        ]
        return told[::-1][:MOST_WHOLES]
    before = [q for q in found if q.end <= at and q.is_like(part) and q.is_exact]
    inside = [q for q in before if q.depth <= depth]
    wholes = (inside or before)[::-1][: 1 if part.is_counted else MOST_WHOLES]
    if not wholes and part.paragraph:
        above = [
            q
            for q in values(scene.by_paragraph.get(part.paragraph - 1, []))
            if q.is_like(part) and q.is_exact
        ]
        wholes = above[::-1][:MOST_WHOLES]
    return wholes


def _readings(
    scene: Scene, parts: list[Quantity], starts: list[int], depth: int, whole: Quantity
) -> list[list[Quantity]]:
    """The ways to read a list, the plainest first: all, without nested lists, the heads of its clauses …"""
    text = scene.flow.text
    like = [q for q in parts if q.is_like(whole) and q.role == VALUE]
    plain = [q for q in like if q.depth <= depth]
    flat: list[Quantity] = []
    nested = False
    for number, one in enumerate(plain):
        gap = text[plain[number - 1].end : one.start] if number else ""
        gap = _IN_BRACKETS.sub("", gap)
        nested = "其中" in gap or (nested and not re.search("[；。]", gap))
        if not nested:
            flat.append(one)
    heads = [q for n, q in enumerate(plain) if not n or re.search("[；。]", text[plain[n - 1].end : q.start])]
    tag = whole.subject[-2:]
    same_tag = [q for q in plain if q.subject.endswith(tag)] if len(tag) == 2 else []
    first = same_tag if len(same_tag) > 1 and same_tag == flat[: len(same_tag)] else flat
    out: list[list[Quantity]] = []
    for one_reading in (first, flat, plain, heads, same_tag):
        if one_reading and one_reading not in out:
            out.append(one_reading)
    telling = digits_of(whole) >= 4
    for stop in range(len(flat) - 1, 0, -1):
        gap, rest = text[flat[stop - 1].end : flat[stop].start], flat[stop]
        beyond = _BEYOND.search(gap + rest.subject) is not None
        ended = telling and re.search("[；。]", gap) is not None and not _goes_on(text, flat[0], rest)
        ended = ended or ("；" in gap and _complete(flat[:stop], rest))
        if (ended or beyond) and flat[:stop] not in out:
            out.append(flat[:stop])
    return [*out[:MOST_READINGS], like]


def _complete(parts: list[Quantity], rest: Quantity) -> bool:
    """Whether amounts before a semicolon make a whole by their names, and the one behind it is none of them."""
    return any(
        all(any(word in q.subject for word in words) for q in parts)
        and not any(word in rest.subject for word in words)
        for words in _COMPLEMENTS
    )


def _goes_on(text: str, first: Quantity, rest: Quantity) -> bool:
    """Whether an amount behind a semicolon is told as the list's first one is: both with their share."""
    return "占" in text[first.end : first.end + 6] and "占" in text[rest.end : rest.end + 6]


def _best(scene: Scene, one: _List) -> Relation | None:
    """The reading that holds, else the nearest one where it says enough."""
    tails: list[Sum] = []
    for whole in one.wholes:
        for parts in one.readings:
            if (
                len(parts) < 2
                or not all(q.is_exact and q.is_like(whole) for q in parts)
                or not whole.is_exact
            ):
                continue
            equation = Sum(whole, tuple(parts))
            verdict = equation.verdict()
            if verdict == HOLDS:
                nearest = one.wholes[0]
                if whole is not nearest and is_slip(nearest, whole.value) and digits_of(nearest) >= 3:
                    return Relation(CODE, Sum(nearest, tuple(parts)), 0.8, nearest.subject)
                return Relation(CODE, equation, 0.95, whole.subject)
            if verdict in (TAIL, MAYBE_TAIL):
                tails.append(equation)
    if tails:
        return Relation(CODE, tails[0], 0.9, tails[0].whole.subject)
    whole, parts = one.wholes[0], one.readings[0] if one.readings else []
    if len(parts) < 2 or not whole.is_exact or not all(q.is_exact for q in parts):
        return None
    equation = Sum(whole, tuple(parts))
    return Relation(CODE, equation, _confidence(scene, one, equation), whole.subject)


def _second_column(scene: Scene, one: _List, found: Relation) -> Iterator[Relation]:
    """预算 and 决算 of each item: the other total has its own column."""
    used = {q.id for q in found.quantities}
    for whole in one.wholes:
        tag = whole.subject[-2:]
        parts = [q for q in one.readings[-1] if q.subject.endswith(tag) and q.id not in used]
        if len(tag) == 2 and whole.id not in used and len(parts) > 1:
            equation = Sum(whole, tuple(parts))
            if equation.verdict() == HOLDS:
                yield Relation(CODE, equation, 0.9, whole.subject)


def _confidence(scene: Scene, one: _List, equation: Sum) -> float:
    """How surely a list that does not add up was meant to."""
    whole, parts = equation.whole, equation.parts
    total = sum(q.value for q in parts)
    tail = scene.flow.text[parts[-1].end : parts[-1].end + 1]
    if one.mark in ("一是", "由", "，即", "（"):
        return 0.8 if mended_by_a_slip(equation) and digits_of(whole) >= 3 else 0.2
    if total > whole.value:
        return 0.9 if (one.near and one.mark.startswith(("其中", "："))) or _CLOSED.search(one.mark) else 0.7
    closed = _is_closed(one, equation) and tail != "等"
    slipped = digits_of(whole) >= 4 and mended_by_a_slip(equation)
    if closed and (one.near or slipped):
        return 0.9
    if slipped:
        return 0.8
    return 0.55 if total * 10 >= whole.value * 9 and len(parts) > 2 else 0.2


def _is_closed(one: _List, equation: Sum) -> bool:
    subjects = [q.subject for q in equation.parts]
    for words in _COMPLEMENTS:
        named = [next((w for w in words if w in subject), "") for subject in subjects]
        if len({w for w in named if w}) >= 2 and all(named):
            return True
    tail = subjects[0][-2:]
    alike = len(tail) == 2 and tail in equation.whole.subject and all(s.endswith(tail) for s in subjects)
    none = any(not part.value for part in equation.parts)
    return (
        (alike and equation.whole.is_counted)
        or none
        or bool(_CLOSED.search(one.mark))
        or subjects[-1].startswith(("其他", "其余", "另"))
    )
