"""占比: shares of one whole that the text calls otherwise, or does not state at all.

No name leads to the whole, so the shares themselves must: the amount of which most of them come out is it. Where
there is none, the shares of parts told side by side are at least not more than 100 together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from core.numbers.rounding import HOLDS
from core.prose.equations import Hundred
from core.prose.names import name_of
from core.prose.quantity import SHARE, VALUE, Quantity
from core.prose.rates import Ratio
from core.prose.relation import SURE, Relation
from core.prose.relations.shares import CODE, is_elsewhere, is_named, label, parts_of
from core.prose.scene import Scene
from core.prose.units import MONEY

ALL = "占比合计"
MOST_APART, MOST_WHOLES = 12, 60
LEAST_DIGITS = 2
"""A share of one digit comes out of too many amounts to tell the whole by."""

Told = tuple[Quantity, Quantity]
"""A share and the amount that has it."""


def find(scene: Scene, shares: Sequence[Relation]) -> Iterator[Relation]:
    """The shares that no name led to their whole, group by group."""
    read = {one.about.id for one in shares if one.about is not None and one.confidence >= SURE}
    amounts = [q for q in scene.all if q.role == VALUE and q.kind == MONEY and q.is_exact and q.value > 0]
    starts = [q.start for q in amounts]
    for group in _groups(scene, read):
        at = bisect_left(starts, group[0][0].start)
        near = amounts[max(at - MOST_WHOLES, 0) : at + MOST_WHOLES // 3]
        whole = _agreed(group, near)
        if whole is not None:
            for share, part in group:
                if part is not whole:
                    yield Relation(CODE, Ratio(share, part, whole), 0.85, label(part, whole), about=share)
        else:
            yield from _at_most_all(scene, group)


def _groups(scene: Scene, read: set[int]) -> Iterator[list[Told]]:
    """The unread shares of one name that stand near each other; those of no name paragraph by paragraph."""
    open_groups: dict[str, list[Told]] = {}
    for paragraph, found in scene.by_paragraph.items():
        for at, share in enumerate(found):
            if share.role != SHARE or not share.is_exact or share.id in read:
                continue
            if is_elsewhere(share):
                continue
            part = next((q for q in parts_of(scene, found, at) if q.kind == MONEY and q.is_exact), None)
            if part is None:
                continue
            name = name_of(share.whole) if is_named(share) else f"{paragraph}"
            group = open_groups.setdefault(name, [])
            if group and paragraph - group[-1][0].paragraph > MOST_APART:
                yield open_groups.pop(name)
                group = open_groups.setdefault(name, [])
            group.append((share, part))
    yield from open_groups.values()


def _agreed(group: list[Told], near: list[Quantity]) -> Quantity | None:
    """The amount of which most of the shares come out: two at least, and more than half."""
    best: tuple[int, Quantity | None] = (1, None)
    for whole in near:
        told = sum(
            1
            for share, part in group
            if part is not whole
            and part.is_like(whole)
            and share.value >= share.step * 10 ** (LEAST_DIGITS - 1)
            and Ratio(share, part, whole).verdict() == HOLDS
        )
        if told > best[0] and 2 * told > len(group):
            best = (told, whole)
    return best[1]


def _at_most_all(scene: Scene, group: list[Told]) -> Iterator[Relation]:
    """Shares of different parts, one of each: 100 together holds; more is too much where each has its number."""
    rates = tuple(share for share, _ in group)
    names = {name_of(part.subject) for _, part in group}
    if len(group) < 2 or len(names) < len(group) or len({part.id for _, part in group}) < len(group):
        return
    equation = Hundred(rates)
    too_much = sum(one.value for one in rates) > 100 and _are_numbered(scene, rates)
    if equation.verdict() == HOLDS or too_much:
        yield Relation(ALL, equation, 0.8, f"{rates[0].whole}各项占比")


def _are_numbered(scene: Scene, rates: Sequence[Quantity]) -> bool:
    """Whether each share stands in a numbered paragraph of its own, all of one level."""
    numbers = {one.paragraph for one in rates}
    levels = {scene.flow.paragraphs[number].level for number in numbers}
    return len(numbers) == len(rates) and len(levels) == 1 and min(levels) >= 0
