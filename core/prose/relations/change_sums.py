"""增减合计: where the parts of a whole are told with their changes, these add up to the change of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.numbers.codes import CHANGES_SUM
from core.numbers.rounding import BROKEN, HOLDS, MAYBE_TAIL, TAIL
from core.prose.equations import Sum
from core.prose.quantity import CHANGE, VALUE, Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, mended_by_a_slip

TELLING = 4
SURELY = 0.85
PERHAPS = 0.6
"""Digits from which one slip of the hand away is no chance; the confidence with them, and without."""
_MARK = re.compile("其中")
_OF_BUDGET = re.compile("[比较与同].*预算")
_EVEN = re.compile("持平|一致|无增减|无变化|没有变化|相同")


def find(scene: Scene, lists: Sequence[Relation]) -> Iterator[Relation]:
    """The changes of the lists that were read, each as a sum of its own, then lists of nothing but changes."""
    for parts_sum in lists:
        if isinstance(parts_sum.equation, Sum):
            relation = _of_changes(scene, parts_sum.equation, f"{parts_sum.label}增减")
            if relation is not None:
                yield relation
    for paragraph, quantities in scene.paragraphs():
        if len(quantities) < 3:
            continue
        kinds = [[q for q in quantities if _is_change(scene, q, of_budget)] for of_budget in (False, True)]
        for mark in _MARK.finditer(scene.flow.text, paragraph.start, paragraph.end):
            for changes in kinds:
                relation = _listed(scene, changes, mark.start(), paragraph.end)
                if relation is not None:
                    yield relation


def _is_change(scene: Scene, quantity: Quantity, of_budget: bool) -> bool:
    """Whether it is a change against the budget, or against a year."""
    is_of_budget = _OF_BUDGET.search(scene.flow.text, quantity.lead_start, quantity.start) is not None
    return (
        quantity.role == CHANGE and quantity.kind == MONEY and quantity.is_exact and is_of_budget == of_budget
    )


def _listed(scene: Scene, changes: list[Quantity], mark: int, end: int) -> Relation | None:
    """比上年减少2.97万元。其中：用车费减少1.33万元；接待费减少1.64万元: as far as a full stop lets them add up."""
    whole = next((one for one in reversed(changes) if one.end <= mark), None)
    behind = [one for one in changes if one.start > mark]
    if whole is None or len(behind) < 2:
        return None
    stop = scene.flow.text.find("。", mark, end)
    subjects = (q.subject for q in scene.before(whole) if q.role == VALUE)
    label = f"{whole.subject or next(subjects, '')}增减"
    short = [one for one in behind if one.start < stop] if stop >= 0 else behind
    for parts in (short, behind):
        equation = _sum(whole, parts) if len(parts) > 1 else None
        if equation is not None:
            perhaps = digits_of(whole) < TELLING and equation.verdict() == BROKEN
            return Relation(CHANGES_SUM, equation, PERHAPS if perhaps else SURELY, label, about=whole)
    return None


def _of_changes(scene: Scene, listed: Sum, label: str) -> Relation | None:
    whole = _change_of(scene, listed.whole)
    if whole is None or not whole.value:
        return None
    changes = [_change_of(scene, part) for part in listed.parts]
    known = [one for one in changes if one is not None]
    silent = [part for part, one in zip(listed.parts, changes, strict=True) if one is None]
    if len(known) < 2 or any(part.value and not _is_even(scene, part) for part in silent):
        return None
    if any(one.id == whole.id or one.sign == 0 for one in known) or not all(
        one.is_like(whole) for one in known
    ):
        return None
    equation = _sum(whole, known)
    return Relation(CHANGES_SUM, equation, SURELY, label, about=whole) if equation is not None else None


def _sum(whole: Quantity, changes: list[Quantity]) -> Sum | None:
    """The change of a whole as the sum of its parts' changes, None where it neither holds nor nearly does."""
    parts = sorted(changes, key=lambda one: one.sign * whole.sign, reverse=True)
    equation = Sum(whole, tuple(parts), tuple((one.sign or 1) * (whole.sign or 1) for one in parts))
    holds = equation.verdict() in (HOLDS, TAIL, MAYBE_TAIL)
    return equation if holds or mended_by_a_slip(equation) else None


def _change_of(scene: Scene, amount: Quantity) -> Quantity | None:
    """The change told of an amount: the first number behind it, its own parts in brackets left out."""
    for quantity in scene.by_paragraph[amount.paragraph]:
        if quantity.start > amount.start and quantity.depth <= amount.depth:
            is_change = (
                quantity.role == CHANGE and quantity.is_exact and "。" not in scene.between(amount, quantity)
            )
            if is_change:
                return quantity
            if quantity.role == VALUE:
                return None
    return None


def _is_even(scene: Scene, part: Quantity) -> bool:
    """Whether an amount is said to be as it was."""
    text = scene.flow.text
    stop = min((at for at in (text.find(mark, part.end) for mark in "；。") if at >= 0), default=len(text))
    return _EVEN.search(text, part.end, min(stop, part.end + 40)) is not None
