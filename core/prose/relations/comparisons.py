"""比较: 决算数小于预算数, 持平: the word against the two amounts before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import COMPARISON
from core.prose.equations import AtMost, Same
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene

_CLAIM = re.compile(
    r"(?:支出)?(?:决算|执行|实际支出)数?(?:与|较|比)?(?P<less>小于|低于|少于)?(?P<more>大于|高于|超过|多于)?(?P<same>等于)?(?:全年|年初|调整)?预算数?"
    r"(?:(?P<about>基本)?(?P<even>持平|一致|相等|相同)|(?P<less2>减少|下降)|(?P<more2>增加|增长))?"
    r"|与(?:全年|年初|调整)预算(?:数)?(?P<about2>基本)?(?P<even2>持平|一致)"
)
_DONE = re.compile(r"决算|执行|支出")
_PLANNED = re.compile(r"预算")


def find(scene: Scene) -> Iterator[Relation]:
    """Each comparison of 决算 with 预算 behind the two amounts."""
    text = scene.flow.text
    for paragraph, quantities in scene.paragraphs():
        for claim in _CLAIM.finditer(text, paragraph.start, paragraph.end):
            if not any(claim.groupdict().values()):
                continue
            pair = _pair([q for q in quantities if q.end <= claim.start()])
            if pair is None:
                continue
            done, planned = pair
            yield _relation(done, planned, claim)


def _pair(before: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The last 决算 and the last 预算 before a claim."""
    amounts = [q for q in before[-6:] if q.role == VALUE and q.kind == MONEY and q.is_exact]
    done = next(
        (q for q in reversed(amounts) if _DONE.search(q.subject) and not q.subject.endswith("预算")), None
    )
    planned = next((q for q in reversed(amounts) if _PLANNED.search(q.subject) and q is not done), None)
    return (done, planned) if done is not None and planned is not None else None


def _relation(done: Quantity, planned: Quantity, claim: re.Match[str]) -> Relation:
    place = (min(done.start, planned.start), claim.end())
    label = f"{claim[0]}"
    if claim["less"] or claim["less2"]:
        return Relation(COMPARISON, AtMost(done, planned), 0.9, label, place=place)
    if claim["more"] or claim["more2"]:
        return Relation(COMPARISON, AtMost(planned, done), 0.9, label, place=place)
    near = abs(done.value - planned.value) * 50 <= abs(planned.value)
    if (claim["about"] or claim["about2"]) and near:
        lesser, greater = sorted((done, planned), key=lambda q: q.value)
        return Relation(COMPARISON, AtMost(lesser, greater), 0.6, label, place=place)
    return Relation(COMPARISON, Same(planned, done), 0.85, label, place=place)
