"""完成率: how much of a budget or plan is done; 执行率 and the like are spent over planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.numbers.codes import COMPLETION_RATE, NO_BUDGET, WRONG_BASE
from core.numbers.finding import EXPLAIN
from core.numbers.rounding import HOLDS
from core.prose.equations import UNDEFINED
from core.prose.quantity import COMPLETION, VALUE, Quantity, spell
from core.prose.quantity_units import COUNT, MONEY
from core.prose.rates import CUT, Ratio
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import is_slip, slipped
from core.prose.subjects import match

_DONE = re.compile(r"决算|支出|执行|完成|实际|支付|使用|到位|拨付|已|参与|合格|在职|实有|入库|收入")
_PLANNED = re.compile(r"预算|计划|目标|应|任务|下达|安排|编制|总|收入|指标")
_OF_BUDGET = re.compile(r"执行率|完成率|支出率|支付率|执行进度|支出进度|使用率|到位率|控制率|拨付率")
_KIND_OF_PLAN = re.compile("(?:年初|全年|调整后?)预算数?$")
MOST = 6


def find(scene: Scene) -> Iterator[Relation]:
    """Each completion of a text with what was done and what was planned."""
    for _, quantities in scene.paragraphs():
        for at, rate in enumerate(quantities):
            if rate.role == COMPLETION and rate.is_exact:
                amounts = [
                    q
                    for q in quantities[max(at - 8, 0) : at]
                    if q.role == VALUE and q.is_exact and q.kind in (MONEY, COUNT)
                ][::-1][:MOST]
                relation = (
                    _of_named_plan(scene, rate, amounts) if rate.whole else _of_pair(scene, rate, amounts)
                )
                if relation is not None:
                    yield relation


def _of_named_plan(scene: Scene, rate: Quantity, amounts: list[Quantity]) -> Relation | None:
    """完成年初预算的98.20%: the base is named."""
    stated = [q for q in amounts[:1] if q.is_base]
    bases = stated or sorted((q for q in amounts if _is_base(rate.whole, q)), key=lambda q: -q.start)
    done = [q for q in amounts if q not in bases and not q.is_base]
    if not bases or not done:
        return None
    base = bases[0]
    if not done[0].value and "；" in scene.between(base, rate):
        return None
    equation = Ratio(rate, done[0], base)
    verdict = equation.verdict()
    if base.end <= done[0].start and "其中" in scene.between(base, done[0]):
        return None  # the budget of the whole says nothing of a part
    if verdict in (HOLDS, CUT):
        return Relation(COMPLETION_RATE, equation, 0.95, _label(done[0], base), about=rate)
    for other in amounts:
        if other is not base and other is not done[0] and other.value and other.is_like(done[0]):
            meant = Ratio(rate, done[0], other)
            if meant.verdict() == HOLDS and _PLANNED.search(other.subject) and other.value >= done[0].value:
                plan = _plan(other)
                advice = f"按{plan} {spell(other, other.value)} 计算才是 {rate.written}，应写“完成{plan}的”"
                return Relation(WRONG_BASE, equation, 0.9, _label(done[0], base), advice=advice, about=rate)
    for part in done[1:3]:
        other_reading = Ratio(rate, part, base)
        if other_reading.verdict() == HOLDS:
            return Relation(COMPLETION_RATE, other_reading, 0.9, _label(part, base), about=rate)
    if verdict == UNDEFINED:
        label = _label(done[0], base)
        if not rate.value:
            return None
        return Relation(NO_BUDGET, equation, 0.85, label, about=rate, gravest=EXPLAIN)
    close = "。" not in scene.between(base, rate)
    return Relation(COMPLETION_RATE, equation, 0.9 if close else 0.6, _label(done[0], base), about=rate)


def _is_base(name: str, amount: Quantity) -> bool:
    """Whether an amount is the 年初预算, or the plan, that a completion names."""
    planned = name in ("计划", "目标", "任务", "目标任务", "计划数") and re.search(
        "计划|目标|任务", amount.subject
    )
    return match(name, amount.subject) >= 0.6 or bool(planned)


def _of_pair(scene: Scene, rate: Quantity, amounts: list[Quantity]) -> Relation | None:
    """预算执行率98.20%: the pair of amounts near by that makes it, else the pair that is meant."""
    near = [q for q in amounts if scene.between(q, rate).count("。") <= 1]
    pairs = [(a, b) for a in near for b in near if a is not b and a.is_like(b) and b.value]
    for part, whole in pairs:
        equation = Ratio(rate, part, whole)
        if equation.verdict() == HOLDS and _fits(rate, part, whole):
            return Relation(COMPLETION_RATE, equation, 0.9, _label(part, whole, rate.subject), about=rate)
    if not _OF_BUDGET.search(rate.subject):
        return _of_two(scene, rate, near)
    named_pairs = [
        (a, b)
        for a, b in pairs
        if _PLANNED.search(b.subject)
        and _DONE.search(a.subject)
        and not _PLANNED.search(a.subject.replace("收入", ""))
        and "。" not in scene.between(min(a, b, key=lambda q: q.start), rate)
    ]
    if len(named_pairs) != 1:
        return None
    equation = Ratio(rate, *named_pairs[0])
    exact = named_pairs[0][0].value * 100 / named_pairs[0][1].value
    near_by = abs(rate.value - exact) * 4 <= exact
    return Relation(
        COMPLETION_RATE, equation, 0.85 if near_by else 0.6, _label(*named_pairs[0], rate.subject), about=rate
    )


def _of_two(scene: Scene, rate: Quantity, near: list[Quantity]) -> Relation | None:
    """回收率 and the like behind just two counts of one sentence: the later over the earlier."""
    counts = [q for q in near if "。" not in scene.between(q, rate)]
    if len(counts) != 2 or not counts[0].is_like(counts[1]) or not counts[1].value:
        return None
    equation = Ratio(rate, counts[0], counts[1])
    slips = any(_with(equation, one, value) for one in counts for value in slipped(one))
    exact = equation.implied(rate)
    if not slips and (exact is None or not is_slip(rate, exact)):
        return None
    return Relation(COMPLETION_RATE, equation, 0.76, _label(counts[0], counts[1], rate.subject), about=rate)


def _with(equation: Ratio, quantity: Quantity, value: Decimal) -> bool:
    return equation.fits(lambda q: value if q is quantity else q.value)


def _fits(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """100 % comes of any two equal amounts: then the names must say what was planned and what was done."""
    if part.value != whole.value:
        return True
    return (
        bool(_DONE.search(part.subject)) and bool(_PLANNED.search(whole.subject)) and part.start > whole.start
    )


def _label(part: Quantity, whole: Quantity, name: str = "") -> str:
    return name or f"{part.subject.removesuffix('完成') or '完成数'}完成{_plan(whole)}"


def _plan(amount: Quantity) -> str:
    """年初预算, 全年预算: what a plan is called where it is clear whose it is."""
    kind = _KIND_OF_PLAN.search(amount.subject)
    return kind[0] if kind else amount.subject or "计划"
