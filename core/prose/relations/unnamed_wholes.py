"""占比: shares of one whole that the text calls otherwise, or does not state at all.

No name leads to the whole, so the shares themselves must: the amount of which most of them come out is it. Where
there is none, the shares of parts told side by side are at least not more than 100 together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from core.numbers.codes import SHARE_OF_WHOLE, SHARES_SUM
from core.numbers.rounding import HOLDS
from core.prose.equations import Hundred
from core.prose.quantity import SHARE, VALUE, Quantity
from core.prose.quantity_units import MONEY
from core.prose.rates import CUT, Ratio
from core.prose.relation import SURE, Relation
from core.prose.relations.shares import is_elsewhere, is_named, label, parts_of
from core.prose.scene import Scene
from core.prose.slips import mended_by_one, rate_is_slip
from core.prose.subjects import name_of

MOST_APART = 12
MOST_WHOLES = 60
LEAST = 10
"""Units of the last place: a share of one digit comes out of too many amounts to tell the whole by."""

Share = tuple[Quantity, Quantity]
"""A share and the amount that has it."""


def find(scene: Scene, shares: Sequence[Relation]) -> Iterator[Relation]:
    """The shares that no name led to their whole, group by group."""
    read = {one.about.id for one in shares if one.about is not None and one.confidence >= SURE}
    amounts = [q for q in scene.all if q.role == VALUE and q.kind == MONEY and q.is_exact and q.value > 0]
    starts = [q.start for q in amounts]
    for group in _groups(scene):
        if all(share.id in read for share, _ in group):
            continue
        at = bisect_left(starts, group[0][0].start)
        near = amounts[max(at - MOST_WHOLES, 0) : at + MOST_WHOLES // 3]
        whole = _agreed(group, near)
        if whole is not None:
            for share, part in group:
                if part is not whole and share.id not in read:
                    yield Relation(
                        SHARE_OF_WHOLE, Ratio(share, part, whole), 0.85, label(part, whole), about=share
                    )
        else:
            yield from _at_most_all(scene, group)


def _groups(scene: Scene) -> Iterator[list[Share]]:
    """The shares of one name that stand near each other; those of no name paragraph by paragraph."""
    open_groups: dict[str, list[Share]] = {}
    for paragraph, quantities in scene.by_paragraph.items():
        for at, share in enumerate(quantities):
            if share.role != SHARE or not share.is_exact:
                continue
            if is_elsewhere(share):
                continue
            part = next((q for q in parts_of(scene, quantities, at) if q.kind == MONEY and q.is_exact), None)
            if part is None or "。" in scene.between(part, share):
                continue
            name = name_of(share.whole) if is_named(share) else f"{paragraph}"
            group = open_groups.setdefault(name, [])
            if group and paragraph - group[-1][0].paragraph > MOST_APART:
                yield open_groups.pop(name)
                group = open_groups.setdefault(name, [])
            group.append((share, part))
    yield from open_groups.values()


def _agreed(group: list[Share], near: list[Quantity]) -> Quantity | None:
    """The amount of which most of the shares come out: two at least, one slip of the hand allowed for."""
    best: tuple[int, Quantity | None] = (1, None)
    for whole in near:
        telling = [
            (s, p) for s, p in group if p is not whole and p.is_like(whole) and s.value >= s.step * LEAST
        ]
        held = [(s, p) for s, p in telling if Ratio(s, p, whole).verdict() in (HOLDS, CUT)]
        score = len(held)
        if score == 1 and len(telling) == 2 and held[0][0].step < 1:
            score += sum(_is_slip(s, p, whole) for s, p in telling if (s, p) not in held)
        if score > best[0] and score * 3 >= len(group):
            best = (score, whole)
    return best[1]


def _is_slip(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a share, or the amount that has it, is one slip of the hand away from what it should be."""
    equation = Ratio(share, part, whole)
    return rate_is_slip(share, part.value * 100 / whole.value) or mended_by_one(equation, (part,))


def _at_most_all(scene: Scene, group: list[Share]) -> Iterator[Relation]:
    """Shares of different parts, one of each: 100 together holds; more is too much where each has its number."""
    rates = tuple(share for share, _ in group)
    names = {name_of(part.subject) for _, part in group}
    if len(group) < 2 or len(names) < len(group) or len({part.id for _, part in group}) < len(group):
        return
    equation = Hundred(rates)
    too_much = sum(one.value for one in rates) > 100 and _are_numbered(scene, rates)
    if equation.verdict() == HOLDS or too_much:
        yield Relation(SHARES_SUM, equation, 0.8, f"{rates[0].whole}各项占比")


def _are_numbered(scene: Scene, rates: Sequence[Quantity]) -> bool:
    """Whether each share stands in a numbered paragraph of its own, all of one level."""
    numbers = {one.paragraph for one in rates}
    levels = {scene.flow.paragraphs[number].level for number in numbers}
    return len(numbers) == len(rates) and len(levels) == 1 and min(levels) >= 0
