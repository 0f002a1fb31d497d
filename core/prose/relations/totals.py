"""累计: amounts listed first and added up behind them with 合计, 共计 or 总计."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import TOTAL
from core.numbers.rounding import HOLDS, TAIL
from core.prose.equations import Sum
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, mended_by_a_slip

_TOTAL = re.compile(
    r"(?:合计|共计|总计|小计|累计|总共|总额|共)(?:支出|收入|安排|投入|金额|资金|拨付|使用|下达|为|达)*$"
)
_BUDGET = re.compile(r"(?:全年|调整后?)预算(?:数|收入)?$")
_ADDED = re.compile("追加|调整|调增|上年结转|年初结转")
_AT_FIRST = re.compile("年初.{0,6}预算")
MOST = 30


def find(scene: Scene) -> Iterator[Relation]:
    """Totals behind their parts."""
    for _, quantities in scene.paragraphs():
        for at, total in enumerate(quantities):
            if total.role != VALUE or total.kind not in (MONEY, COUNT) or not total.is_exact:
                continue
            before = _before(scene, quantities, at)
            names_total = _TOTAL.search(scene.flow.text[total.lead_start : total.start])
            if not names_total and not _is_adjusted(total, before):
                continue
            if len(before) >= 2:
                relation = _best(total, before)
                if relation is not None:
                    yield relation


def _is_adjusted(total: Quantity, before: list[Quantity]) -> bool:
    """年初预算 and 追加 before 全年预算: they make it."""
    return bool(
        _BUDGET.search(total.subject)
        and any(_AT_FIRST.search(q.subject) for q in before)
        and any(_ADDED.search(q.subject) for q in before)
    )


def _before(scene: Scene, quantities: list[Quantity], at: int) -> list[Quantity]:
    """The amounts of the same sentence before a total."""
    total = quantities[at]
    out = list[Quantity]()
    for amount in reversed(quantities[max(at - MOST, 0) : at]):
        stops = scene.flow.text.count("。", amount.end, total.start)
        if stops > (1 if total.lead.startswith(("以上", "上述")) else 0):
            break
        if amount.role == VALUE and amount.is_like(total) and amount.is_exact:
            out.append(amount)
    return out[::-1]


def _best(total: Quantity, before: list[Quantity]) -> Relation | None:
    for start in range(len(before) - 1):
        equation = Sum(total, tuple(before[start:]))
        if equation.verdict() in (HOLDS, TAIL):
            return Relation(TOTAL, equation, 0.9, total.subject or "合计")
    last = max((n for n, q in enumerate(before) if _TOTAL.search(q.lead)), default=-1)
    if len(before) - last - 1 < 2:
        return None
    whole = Sum(total, tuple(before[last + 1 :]))
    if digits_of(total) < 3:
        return None
    return Relation(TOTAL, whole, 0.8, total.subject or "合计") if mended_by_a_slip(whole) else None
