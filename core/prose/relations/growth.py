"""增减: a change against last year or a budget, the amount it led to, its rate, and its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from core.numbers.codes import FROM_NOTHING, GROWTH_AMOUNT, GROWTH_RATE
from core.numbers.finding import EXPLAIN
from core.numbers.rounding import HOLDS
from core.prose.equations import UNDEFINED, Sum
from core.prose.quantity import CHANGE, RATE, VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.rates import CUT, Growth, Ratio, Turned
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, is_slip, mended_by_a_slip, mended_by_one, rate_is_slip
from core.prose.subjects import match

_COMPARED = re.compile(
    r"^(?:同?比|较|与)?(?:上年度?|去年|上一年度?|上年同期|同期|年初预算数?|预算数?)?(?:的|同期|决算数?)?"
)
_RIGHT_BEHIND = re.compile("，?[\u4e00-\u9fff]{0,4}")
_NESTED = re.compile("含|其中|包括")
_FOLLOWS = re.compile(r"(?:相比|，)?[\u4e00-\u9fff]{0,6}(?:增|减|降|升|上|下|超|节|追)[\u4e00-\u9fff]{0,3}")
_LAST = re.compile(r"(?:上年|去年|上一年)(?!度?(?:结转|结余|末))|同期|前一年")
_YEARS = re.compile(r"(?<!\d)20\d\d(?=年)")
MOST_NEAR = 3
MOST_BEFORE = 12


def find(scene: Scene) -> Iterator[Relation]:
    """Each change of a text with the amount it led to."""
    for _, quantities in scene.paragraphs():
        for at, quantity in enumerate(quantities):
            if not quantity.is_exact:
                continue
            if quantity.role == CHANGE and quantity.kind in (MONEY, COUNT):
                yield from _of_amount(scene, quantities, at)
            elif quantity.role == RATE and not _has_amount(scene, quantities, at):
                yield from _of_rate(scene, quantities, at)


def _rate_behind(scene: Scene, quantities: list[Quantity], at: int) -> Quantity | None:
    """The rate that goes with a change: next in the same sentence, before another amount."""
    for quantity in quantities[at + 1 : at + 3]:
        if "。" in scene.between(quantities[at], quantity) or "；" in scene.between(quantities[at], quantity):
            return None
        if quantity.role == RATE and quantity.is_exact:
            return quantity
        if quantity.role in (VALUE, CHANGE):
            return None
    return None


def _rate_of(scene: Scene, quantities: list[Quantity], at: int) -> Quantity | None:
    """The rate of a change: behind it, else right before it (增长15.35%，增收25457万元)."""
    behind = _rate_behind(scene, quantities, at)
    if behind is not None or not at or quantities[at - 1].role != RATE or not quantities[at - 1].is_exact:
        return behind
    taken = at > 1 and quantities[at - 2].role == CHANGE
    follows = _RIGHT_BEHIND.fullmatch(scene.between(quantities[at - 1], quantities[at]))
    return quantities[at - 1] if follows and not taken else None


def _has_amount(scene: Scene, quantities: list[Quantity], at: int) -> bool:
    behind = quantities[at + 1] if at + 1 < len(quantities) else None
    if behind is not None and behind.role == CHANGE and _rate_of(scene, quantities, at + 1) is quantities[at]:
        return True
    return any(
        one.role == CHANGE
        and _rate_behind(scene, quantities, quantities.index(one, max(at - 3, 0))) is quantities[at]
        for one in quantities[max(at - 2, 0) : at]
    )


def _of_amount(scene: Scene, quantities: list[Quantity], at: int) -> Iterator[Relation]:
    change = quantities[at]
    rate = _rate_of(scene, quantities, at)
    row = scene.row(quantities, at)
    if len(row) > 1:
        yield from _in_a_row(scene, quantities, at, row)
        return
    base = _base(scene, quantities, at)
    if base is not None:
        yield from _from_base(scene, quantities, base, change, rate)
        return
    led_to = _currents(scene, quantities, at)
    if rate is not None and led_to:
        yield _rated(scene, rate, change, led_to if change.value else led_to[:1])
    elif rate is not None and change.value:
        yield from _of_above(scene, rate, change)
    for current in led_to[:1]:
        for before in _befores(scene, quantities, at, current)[:1]:
            equation = Sum(current, (before, change), (1, change.sign or 1))
            near = current.paragraph == change.paragraph
            yield Relation(GROWTH_AMOUNT, equation, 0.85 if near else 0.5, _label(current), about=change)


def _in_a_row(scene: Scene, quantities: list[Quantity], at: int, row: list[Quantity]) -> Iterator[Relation]:
    """收入、支出总计分别增加540.23万元、633.43万元，分别增长50.28%、51.19%: each with its own amount and rate."""
    change = quantities[at]
    place = row.index(quantities[at])
    behind = next((n for n in range(at + 1, len(quantities)) if quantities[n].role == RATE), None)
    rates = scene.row(quantities, behind) if behind is not None else []
    ahead = next((n for n in range(at - place - 1, -1, -1) if _leads_to(quantities[n], change)), None)
    currents = scene.row(quantities, ahead) if ahead is not None else []
    if len(rates) == len(currents) == len(row) and "。" not in scene.between(row[-1], rates[0]):
        yield _rated(scene, rates[place], change, [currents[place]])


def _of_above(scene: Scene, rate: Quantity, change: Quantity) -> Iterator[Relation]:
    """The rate on the totals of the paragraphs above, where it comes out or is one slip of the hand away."""
    growths = [Growth(rate, change, one) for one in _above(scene, change)]
    held = [one for one in growths if one.verdict() == HOLDS]
    slips = (one for one in growths if digits_of(rate) > 2 and mended_by_one(one, (rate, change)))
    for growth in held or list(slips)[:1]:
        yield Relation(GROWTH_RATE, growth, 0.8 if held else 0.6, _label(growth.current, change), about=rate)


def _base(scene: Scene, quantities: list[Quantity], at: int) -> Quantity | None:
    """What the change is counted from, where it stands before the change itself: 比上年支出1986.20万元增加."""
    if not at:
        return None
    base = quantities[at - 1]
    change = quantities[at]
    compared = base.lead.lstrip("，").startswith(("比", "较")) or _LAST.search(base.lead) is not None
    gap = scene.between(base, change)
    follows = not gap or _FOLLOWS.fullmatch(gap) is not None
    fits = base.role == VALUE and base.is_like(change) and base.is_exact and base.value
    return base if fits and compared and follows else None


def _from_base(
    scene: Scene, quantities: list[Quantity], base: Quantity, change: Quantity, rate: Quantity | None
) -> Iterator[Relation]:
    """The rate on a stated base, and the amount that base and change lead to."""
    if rate is not None:
        yield Relation(GROWTH_RATE, Ratio(rate, change, base), 0.9, _label(base), about=rate)
    before = [
        q for q in quantities if q.start < base.start and q.role == VALUE and q.is_like(base) and q.is_exact
    ]
    of_budget = "预算" in base.subject
    before = [q for q in before if ("预算" in q.subject) == of_budget or _LAST.search(base.subject) is None]
    equations = [Sum(q, (base, change), (1, change.sign or 1)) for q in before[::-1][:MOST_BEFORE]]
    held = next((one for one in equations if one.verdict() == HOLDS), None)
    if held is not None:
        yield Relation(GROWTH_AMOUNT, held, 0.9, _label(held.whole), about=change)
        return
    name = _COMPARED.sub("", base.subject)
    named = [one for one in equations if name and match(name, one.whole.subject) >= 0.9]
    nearest = [one for one in equations[:1] if not name and "。" not in scene.between(one.whole, base)]
    for equation in (named or nearest)[:1]:
        turned = abs(equation.whole.value - base.value) == change.value
        if turned:
            yield Relation(GROWTH_AMOUNT, equation, 0.9, _label(equation.whole), about=change)
            return
        yield Relation(
            GROWTH_AMOUNT,
            equation,
            0.8 if named or mended_by_a_slip(equation) else 0.6,
            _label(equation.whole),
            about=change,
        )


def _rated(scene: Scene, rate: Quantity, change: Quantity, currents: list[Quantity]) -> Relation:
    """The rate of a change, with the amount that makes it come out, else with the nearest."""
    cut: Growth | None = None
    for current in currents:
        equation = Growth(rate, change, current)
        verdict = equation.verdict()
        if verdict == HOLDS and _is_slip_of(currents[0], current):
            return Relation(
                GROWTH_RATE, Growth(rate, change, currents[0]), 0.8, _label(currents[0]), about=rate
            )
        if verdict == HOLDS:
            return Relation(GROWTH_RATE, equation, 0.95, _label(current, change), about=rate)
        if verdict == CUT:
            cut = cut or equation
    first = Growth(rate, change, _meant(scene, change, currents))
    if first.verdict() == UNDEFINED:
        advice = "照此计算上年为 0，增减率无从谈起，应写“上年无此项”，不写百分比"
        return Relation(
            FROM_NOTHING, first, 0.9, _label(first.current), advice=advice, about=rate, gravest=EXPLAIN
        )
    if cut is not None:
        return Relation(GROWTH_RATE, cut, 0.9, _label(cut.current, change), about=rate)
    return Relation(GROWTH_RATE, first, _confidence(scene, first), _label(first.current), about=rate)


def _is_slip_of(nearest: Quantity, current: Quantity) -> bool:
    """Whether the nearest amount is another one written wrong: the one that is meant stands elsewhere too."""
    return nearest is not current and digits_of(nearest) >= 3 and is_slip(nearest, current.value)


def _meant(scene: Scene, change: Quantity, led_to: list[Quantity]) -> Quantity:
    """The amount that a change led to where none fits: the nearest, but not what another one only contains.

    预算100万元，含甲20万元，乙30万元；比上年增加5万元 speaks of the 100.
    """
    if not change.subject and "；" in scene.between(led_to[0], change):
        for nearer, other in pairwise(led_to):
            if other.end <= nearer.start and _NESTED.search(scene.between(other, nearer)):
                return other
    return led_to[0]


def _label(current: Quantity, change: Quantity | None = None) -> str:
    if change is not None and len(change.subject) > 1:
        return change.subject
    return current.subject or "该项"


def _confidence(scene: Scene, growth: Growth) -> float:
    """How surely the amount before a change is the one that it led to."""
    written = growth.rate.value
    exact = abs(
        growth.change.value * 100 / (growth.current.value - growth.change.value * (growth.change.sign or 1))
    )
    near = abs(written - exact) * 4 <= exact or abs(written - exact) <= 1
    same = growth.change.subject and match(growth.change.subject, growth.current.subject) >= 0.9
    gap = (
        scene.between(growth.current, growth.change) if growth.current.end <= growth.change.start else "。。"
    )
    other = growth.change.subject and not same and match(growth.change.subject, growth.current.subject) < 0.6
    if other:
        slip = rate_is_slip(growth.rate, exact) or mended_by_one(growth, (growth.change,))
        return 0.6 if digits_of(growth.rate) >= 3 and slip else 0.3
    close = gap.count("。") == 0
    between = scene.by_paragraph[growth.change.paragraph]
    if growth.verdict() == UNDEFINED:
        return 0.3
    if same or (close and near):
        return 0.9
    alone = not any(q.role == VALUE and growth.current.start < q.start < growth.change.start for q in between)
    if gap.count("。") <= 1 and (near or alone):
        return 0.8
    return 0.6 if close else 0.36


def _of_rate(scene: Scene, quantities: list[Quantity], at: int) -> Iterator[Relation]:
    """A rate without its amount, where both years' amounts are stated."""
    rate = quantities[at]
    for current in [q for q in quantities[:at] if _is_amount(q)][::-1][:3]:
        for before in _befores(scene, quantities, at, current):
            if "。" in scene.between(before, rate) and "。" in scene.between(current, rate):
                continue
            equation = Turned(rate, current, before)
            if equation.verdict() != UNDEFINED:
                yield Relation(GROWTH_RATE, equation, 0.8, _label(current), about=rate)
                return


def _currents(scene: Scene, quantities: list[Quantity], at: int) -> list[Quantity]:
    """The amounts that a change may have led to: those its own clause names, then the nearest before."""
    change = quantities[at]
    before = [q for q in quantities[:at] if _is_amount(q)][::-1]
    if change.kind in (MONEY, COUNT):
        before = [q for q in before if q.is_like(change)]
    before = [q for q in before if not _is_last_year(q, before)]
    named = [q for q in before if change.subject and match(change.subject, q.subject) >= 0.9]
    stated = scene.stated(change.subject, change, change.start) if change.subject else []
    away = [q for q in stated if not _is_last_year(q, stated)][:2]
    out: list[Quantity] = []
    for amount in (*(named or away), *before[:MOST_NEAR]):
        if amount not in out:
            out.append(amount)
    return out


def _is_amount(quantity: Quantity) -> bool:
    """Whether it says how much there is, and not of how much a rate behind it is."""
    return (
        quantity.role == VALUE
        and quantity.is_exact
        and quantity.kind in (MONEY, COUNT)
        and not quantity.is_base
    )


def _is_last_year(amount: Quantity, beside: list[Quantity]) -> bool:
    """Whether an amount is last year's: it says so, or the same thing is stated for the year after."""
    return _LAST.search(amount.lead) is not None or any(
        amount.year and q.year == amount.year + 1 and match(q.subject, amount.subject) >= 0.9 for q in beside
    )


def _befores(scene: Scene, quantities: list[Quantity], at: int, current: Quantity) -> list[Quantity]:
    """Amounts of the same paragraph that may be last year's."""
    lead = scene.flow.text[quantities[at].lead_start : quantities[at].start]
    years = {int(year) for year in _YEARS.findall(lead)}
    of_budget = "预算" in lead and not years and not _LAST.search(lead)
    near = [q for q in quantities[max(at - 6, 0) : at + 3] if _is_amount(q) and q is not current]
    like = [q for q in near if q.is_like(current)]
    return [
        q
        for q in like
        if (not years or not q.year or q.year in years)
        and "；" not in scene.between(*sorted((q, quantities[at]), key=lambda one: one.start))
        and (
            _LAST.search(q.lead)
            or (q.year and current.year and q.year == current.year - 1)
            or (of_budget and q.subject.endswith("预算"))
        )
    ]


def _above(scene: Scene, change: Quantity) -> list[Quantity]:
    """The amounts of the paragraphs right before a change that names none of its own, as far as they are totals."""
    near = [q for n in (1, 2) for q in scene.by_paragraph.get(change.paragraph - n, [])]
    return [q for q in near if _leads_to(q, change) and q.subject.endswith(("总计", "合计"))]


def _leads_to(quantity: Quantity, change: Quantity) -> bool:
    """Whether a change may have led to an amount."""
    return _is_amount(quantity) and quantity.is_like(change)
