"""Which amounts a change may have led to, and which it may be counted from."""

from __future__ import annotations

import re

from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.scene import Scene
from core.prose.subjects import match

LAST = re.compile(r"(?:上年|去年|上一年)(?!度?(?:结转|结余|末))|同期|前一年")
_YEARS = re.compile(r"(?<!\d)20\d\d(?=年)")
MOST = 3


def currents(scene: Scene, found: list[Quantity], at: int) -> list[Quantity]:
    """The amounts that a change may have led to: those its own clause names, then the nearest before."""
    change = found[at]
    before = [q for q in found[:at] if is_amount(q)][::-1]
    if change.kind in (MONEY, COUNT):
        before = [q for q in before if q.is_like(change)]
    before = [q for q in before if not _is_last_year(q, before)]
    named = [q for q in before if change.subject and match(change.subject, q.subject) >= 0.9]
    stated = scene.stated(change.subject, change, change.start) if change.subject else []
    away = [q for q in stated if not _is_last_year(q, stated)][:2]
    out: list[Quantity] = []
    for one in (*(named or away), *before[:MOST]):
        if one not in out:
            out.append(one)
    return out


def is_amount(one: Quantity) -> bool:
    """Whether it says how much there is, and not of how much a rate behind it is."""
    return one.role == VALUE and one.is_exact and one.kind in (MONEY, COUNT) and not one.is_base


def _is_last_year(one: Quantity, beside: list[Quantity]) -> bool:
    """Whether an amount is last year's: it says so, or the same thing is stated for the year after."""
    return LAST.search(one.lead) is not None or any(
        one.year and q.year == one.year + 1 and match(q.subject, one.subject) >= 0.9 for q in beside
    )


def befores(scene: Scene, found: list[Quantity], at: int, current: Quantity) -> list[Quantity]:
    """Amounts of the same paragraph that may be last year's."""
    told_in = scene.flow.text[found[at].lead_start : found[at].start]
    years = {int(year) for year in _YEARS.findall(told_in)}
    of_budget = "预算" in told_in and not years and not LAST.search(told_in)
    near = [q for q in found[max(at - 6, 0) : at + 3] if is_amount(q) and q is not current]
    told = [q for q in near if q.is_like(current)]
    return [
        q
        for q in told
        if (not years or not q.year or q.year in years)
        and "；" not in scene.between(*sorted((q, found[at]), key=lambda one: one.start))
        and (
            LAST.search(q.lead)
            or (q.year and current.year and q.year == current.year - 1)
            or (of_budget and q.subject.endswith("预算"))
        )
    ]


def above(scene: Scene, change: Quantity) -> list[Quantity]:
    """The amounts of the paragraphs right before a change that names none of its own, as far as they are totals."""
    near = [q for n in (1, 2) for q in scene.by_paragraph.get(change.paragraph - n, [])]
    return [q for q in near if leads_to(q, change) and q.subject.endswith(("总计", "合计"))]


def leads_to(one: Quantity, change: Quantity) -> bool:
    """Whether a change may have led to an amount."""
    return is_amount(one) and one.is_like(change)
