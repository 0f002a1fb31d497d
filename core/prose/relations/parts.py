"""分项合计: what 其中, 包括, 分别为 or a colon lists adds up to the whole before it.

Of the readings that grammar allows the one that adds up is taken; only where none does is the nearest
reading broken. A list that may be incomplete (其中 names what matters) is never short without evidence that
it is meant to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import PARTS
from core.numbers.rounding import HOLDS, MAYBE_TAIL, TAIL
from core.prose.enumerations import CONTINUED, ITEMS, UNMARKED, Enumeration, enumerations
from core.prose.equations import Sum
from core.prose.quantity import VALUE, Quantity
from core.prose.relation import Relation
from core.prose.scene import Scene, values
from core.prose.slips import digits_of, is_slip, mended_by_a_slip
from core.prose.splits import COMPLEMENTS, COVERING, are_of_one

MOST_READINGS = 16

_CLOSED = re.compile(r"分别|如下|构成|组成|分配|明细|以下")
_IN_BRACKETS = re.compile("（[^）]*）|^[^（]*）")
_STOP = re.compile("[。\n]")
_BEYOND = re.compile("另|此外|还|除|结转|结余|退休|离休|遗属|临聘|聘用|编外|借调|派遣|公益性岗位")
_STAGE = re.compile("年初|批复|下达|追加|调整|到位|拨付|执行|完成|决算|结余")
"""One sum at several stages of its year: its stages are not its parts."""


def find(scene: Scene) -> Iterator[Relation]:
    """The lists of a text, each with the reading that holds or the one nearest at hand."""
    for paragraph, quantities in scene.paragraphs():
        if len(quantities) < 2:
            continue
        for enumeration in enumerations(scene, paragraph, values(quantities)):
            readings = _readings(scene, enumeration)
            relation = _best(scene, enumeration, readings)
            if relation is not None:
                yield relation
                yield from _second_column(enumeration, readings, relation)


def _readings(scene: Scene, enumeration: Enumeration) -> list[list[Quantity]]:
    """The ways to read a list, the plainest first: all, without nested lists, the heads of its clauses …"""
    text = scene.flow.text
    whole = enumeration.wholes[0]
    depth = enumeration.depth
    like = [q for q in enumeration.parts if q.is_like(whole) and q.role == VALUE]
    if enumeration.mark in (UNMARKED, CONTINUED, ITEMS):
        return [like]
    plain = [q for q in like if q.depth <= depth]
    flat: list[Quantity] = []
    nested = False
    for number, part in enumerate(plain):
        gap = text[plain[number - 1].end : part.start] if number else ""
        gap = _IN_BRACKETS.sub("", gap)
        nested = "其中" in gap or (nested and not re.search("[；。]", gap))
        if not nested:
            flat.append(part)
    heads = [q for n, q in enumerate(plain) if not n or re.search("[；。]", text[plain[n - 1].end : q.start])]
    tag = whole.subject[-2:]
    same_tag = [q for q in plain if q.subject.endswith(tag)] if len(tag) == 2 else []
    short, longer = ([q for q in flat if q.start < stop] for stop in (enumeration.spare, enumeration.own))
    short = short if len(short) > 1 else longer
    first = same_tag if len(same_tag) > 1 and same_tag == short[: len(same_tag)] else short
    out: list[list[Quantity]] = []
    for reading in (first, short, longer, flat, plain, heads, same_tag):
        if reading and reading not in out:
            out.append(reading)
    telling = digits_of(whole) >= 4
    for stop in range(len(flat) - 1, 0, -1):
        gap = text[flat[stop - 1].end : flat[stop].start]
        rest = flat[stop]
        beyond = _BEYOND.search(gap + rest.subject) is not None
        ended = telling and re.search("[；。]", gap) is not None and not _goes_on(text, flat[0], rest)
        ended = ended or ("；" in gap and _complete(flat[:stop], rest))
        if (ended or beyond) and flat[:stop] not in out:
            out.append(flat[:stop])
    stop = text.find("其中", like[0].start) if like else -1
    heading = [q for q in same_tag if q.start < stop]
    return [*out[:MOST_READINGS], *([heading] if heading else []), like]


def _complete(parts: list[Quantity], rest: Quantity) -> bool:
    """Whether amounts before a semicolon make a whole by their names, and the one behind it is none of them."""
    return any(
        all(any(word in q.subject for word in words) for q in parts)
        and not any(word in rest.subject for word in words)
        for words in COMPLEMENTS
    )


def _goes_on(text: str, first: Quantity, rest: Quantity) -> bool:
    """Whether an amount behind a semicolon is told as the list's first one is: both with their share."""
    return "占" in text[first.end : first.end + 6] and "占" in text[rest.end : rest.end + 6]


def _best(scene: Scene, enumeration: Enumeration, readings: list[list[Quantity]]) -> Relation | None:
    """The reading that holds, else the nearest one where it says enough."""
    tails: list[Sum] = []
    for whole in enumeration.wholes:
        for parts in readings:
            if (
                len(parts) < 2
                or not all(q.is_exact and q.is_like(whole) for q in parts)
                or not whole.is_exact
            ):
                continue
            equation = Sum(whole, tuple(parts))
            verdict = equation.verdict()
            if verdict == HOLDS:
                nearest = enumeration.wholes[0]
                if whole is not nearest and is_slip(nearest, whole.value) and digits_of(nearest) >= 3:
                    return Relation(PARTS, Sum(nearest, tuple(parts)), 0.8, nearest.subject)
                return Relation(PARTS, equation, 0.95, whole.subject)
            if verdict in (TAIL, MAYBE_TAIL):
                tails.append(equation)
    if tails:
        return Relation(PARTS, tails[0], 0.9, tails[0].whole.subject)
    return _broken(scene, enumeration, readings)


def _broken(scene: Scene, enumeration: Enumeration, readings: list[list[Quantity]]) -> Relation | None:
    """What is said where no reading holds: the first that one slip of the hand would mend, else the plainest."""
    whole = _meant(scene, enumeration, readings)
    if whole is None or not whole.is_exact:
        return None
    equations = _sums(whole, readings)
    if not equations or equations[0].parts != tuple(readings[0]):
        return None
    equation = _slipped(whole, equations) or equations[0]
    return Relation(PARTS, equation, _confidence(scene, enumeration, equation), whole.subject)


def _meant(scene: Scene, enumeration: Enumeration, readings: list[list[Quantity]]) -> Quantity | None:
    """The whole that a list which does not add up was meant for.

    One in a sentence before is it where the list may fit into it, or where a slip of the hand tells so.
    """
    nearest = enumeration.wholes[0]
    between = scene.flow.text[nearest.end : enumeration.parts[0].lead_start]
    if enumeration.mark == CONTINUED or _STOP.search(between) is None:
        return nearest
    is_told = enumeration.near or _CLOSED.search(enumeration.mark) is not None
    if is_told and all(q.value <= nearest.value for q in readings[0]):
        return nearest
    return next((whole for whole in enumeration.wholes if _slipped(whole, _sums(whole, readings))), None)


def _sums(whole: Quantity, readings: list[list[Quantity]]) -> list[Sum]:
    return [
        Sum(whole, tuple(parts)) for parts in readings if len(parts) > 1 and all(q.is_exact for q in parts)
    ]


def _slipped(whole: Quantity, sums: list[Sum]) -> Sum | None:
    """The first of some sums that one slip of the hand would mend, where the whole says enough to tell."""
    telling = digits_of(whole) >= 3 or whole.is_counted
    return next((one for one in sums if telling and mended_by_a_slip(one)), None)


def _second_column(
    enumeration: Enumeration, readings: list[list[Quantity]], first: Relation
) -> Iterator[Relation]:
    """预算 and 决算 of each item: the other total has its own column."""
    used = {q.id for q in first.quantities}
    for whole in enumeration.wholes:
        tag = whole.subject[-2:]
        parts = [q for q in readings[-1] if q.subject.endswith(tag) and q.id not in used]
        if len(tag) == 2 and whole.id not in used and len(parts) > 1:
            equation = Sum(whole, tuple(parts))
            if equation.verdict() == HOLDS:
                yield Relation(PARTS, equation, 0.9, whole.subject)


def _confidence(scene: Scene, enumeration: Enumeration, equation: Sum) -> float:
    """How surely a list that does not add up was meant to."""
    whole = equation.whole
    parts = equation.parts
    total = sum(q.value for q in parts)
    tail = scene.flow.text[parts[-1].end : parts[-1].end + 1]
    if enumeration.mark in ("一是", "由", "，即", "（", UNMARKED):
        sure = mended_by_a_slip(equation) and digits_of(whole) >= 3
        return 0.8 if sure or _is_covered(equation) else 0.2
    if _are_stages(equation) or _are_mixed(equation):
        return 0.2
    if enumeration.mark == CONTINUED:
        whole_kind = any(word in parts[0].subject for word in ("人员", "基本支出"))
        return 0.8 if whole_kind or mended_by_a_slip(equation) else 0.2
    if total > whole.value:
        near = enumeration.near and enumeration.mark.startswith(("其中", "：", "按", ITEMS))
        return 0.9 if near or _CLOSED.search(enumeration.mark) else 0.7
    closed = _is_closed(enumeration, equation) and tail != "等"
    slipped = digits_of(whole) >= 4 and mended_by_a_slip(equation)
    if closed and (enumeration.near or slipped):
        return 0.9
    if slipped:
        return 0.8
    if digits_of(whole) >= 3 and mended_by_a_slip(equation):
        return 0.6
    return 0.55 if total * 10 >= whole.value * 9 and len(parts) > 2 else 0.2


def _is_covered(equation: Sum) -> bool:
    """Whether every name that makes a whole is there, once each: 专业技术, 管理 and 工勤人员."""
    subjects = [q.subject for q in equation.parts]
    whole = equation.whole
    return whole.value > 0 and any(
        len(words) == len(subjects)
        and len({word in whole.subject for word in words}) == 1
        and all(sum(word in one for one in subjects) == 1 for word in words)
        and are_of_one(words, subjects, whole.subject)
        for words in COVERING
    )


def _are_stages(equation: Sum) -> bool:
    """Whether what is listed is one sum at several stages: 调整后…，到位…; 年初预算 and 追加 make the year's budget."""
    stages = {found[0] for q in equation.parts if (found := _STAGE.search(q.subject))}
    return len(stages) > 1 and not any("追加" in q.subject or "结转" in q.subject for q in equation.parts)


def _are_mixed(equation: Sum) -> bool:
    """Whether what is listed are budgets and what was spent of them: two columns, not one sum."""
    subjects = [q.subject for q in equation.parts]
    return any("预算" in one for one in subjects) and any("决算" in one for one in subjects)


def _is_closed(enumeration: Enumeration, equation: Sum) -> bool:
    subjects = [q.subject for q in equation.parts]
    for words in COMPLEMENTS:
        named = [next((w for w in words if w in subject), "") for subject in subjects]
        if len(set(named)) >= 2 and all(named) and are_of_one(words, subjects, equation.whole.subject):
            return True
    tail = subjects[0][-2:]
    alike = len(tail) == 2 and tail in equation.whole.subject and all(s.endswith(tail) for s in subjects)
    none = any(not part.value for part in equation.parts)
    return (
        (alike and equation.whole.is_counted)
        or none
        or bool(_CLOSED.search(enumeration.mark))
        or subjects[-1].startswith(("其他", "其余", "另"))
    )
