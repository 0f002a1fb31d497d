"""嫌疑数字: where relations break, which figure was probably copied wrong, and what it should be.

The smallest set of figures is sought whose change mends all relations that hang together without breaking
another; among equals those come first that a hand may well have written for the right number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.numbers.rounding import HOLDS
from core.prose.equations import UNDEFINED, AtMost, Equation, Numbered, own
from core.prose.quantity import Quantity, spell, spell_bare, unit_of
from core.prose.relation import SPOKEN, Relation
from core.prose.slips import UNIT, slip, slipped
from core.prose.subjects import short

MOST_FIGURES = 60
MOST_PAIRS = 40
MOST_SHOWN = 6
MOST_RELATIONS = 40


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong, what it would have to be, and how a hand may have erred ("" if not so)."""

    quantity: Quantity
    value: Decimal
    how: str

    @property
    def words(self) -> str:
        """人员经费很可能是 761.25万元（数字颠倒）."""
        name = short(self.quantity.subject)
        how = f"（{self.how}）" if self.how else ""
        if self.how == UNIT:
            other = "万元" if unit_of(self.quantity) == "元" else "元"
            right = f"{spell_bare(self.quantity, self.quantity.value)}{other}"
            return f"{name} {spell(self.quantity, self.quantity.value)} → {right}{how}".lstrip()
        return f"{name} {spell(self.quantity, self.quantity.value)} → {spell(self.quantity, self.value)}{how}".lstrip()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The broken relations that hang together, and the figures suspected, the likeliest first.

    `equals` of them are equally likely: with more than one nothing can be said for certain.
    """

    relations: tuple[Relation, ...]
    suspects: tuple[Suspect, ...]
    equals: int
    pair: tuple[Suspect, ...] = ()


def suspicions(relations: Sequence[Relation]) -> list[Suspicion]:
    """One suspicion for each knot of broken relations."""
    bound: dict[int, list[Relation]] = defaultdict(list)
    for relation in relations:
        for quantity in relation.quantities:
            bound[quantity.id].append(relation)
    broken = [r for r in relations if _is_claim(r) and not r.equation.fits()]
    out: list[Suspicion] = []
    for knot in _knots(broken):
        whole = _suspicion(knot, bound)
        if whole.suspects or whole.pair or len(knot) == 1 or len(knot) > MOST_RELATIONS:
            out.append(whole)
        else:
            out += [_suspicion([relation], bound) for relation in knot]
    return out


def _is_claim(relation: Relation) -> bool:
    """Whether a relation is an equality that the text claims; what may have its reason accuses no figure."""
    return (
        relation.confidence >= SPOKEN
        and not relation.gravest
        and not isinstance(relation.equation, AtMost | Numbered)
    )


def _fine(equation: Equation) -> bool:
    return equation.verdict() in (HOLDS, UNDEFINED)


def _knots(broken: list[Relation]) -> list[list[Relation]]:
    """Broken relations that share figures, together."""
    leader: dict[int, int] = {}

    def find(at: int) -> int:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for relation in broken:
        first = find(relation.quantities[0].id)
        for quantity in relation.quantities[1:]:
            leader[find(quantity.id)] = first
            first = find(first)
    knots: dict[int, list[Relation]] = defaultdict(list)
    for relation in broken:
        knots[find(relation.quantities[0].id)].append(relation)
    return list(knots.values())


def _suspicion(knot: list[Relation], bound: dict[int, list[Relation]]) -> Suspicion:
    if len(knot) > MOST_RELATIONS:
        return Suspicion(tuple(knot), (), 0)
    figures: dict[int, Quantity] = {}
    for relation in knot:
        for quantity in relation.quantities:
            figures.setdefault(quantity.id, quantity)
    suspects = [s for one in list(figures.values())[:MOST_FIGURES] for s in _alone(one, knot, bound)]
    suspects.sort(key=lambda s: (_weight(s), s.quantity.start))
    best = _weight(suspects[0]) if suspects else 0
    equals = sum(1 for s in suspects if _weight(s) == best)
    pair = () if suspects else _together(knot, figures, bound)
    return Suspicion(tuple(knot), tuple(suspects[: max(MOST_SHOWN, equals)]), equals, pair)


def _weight(suspect: Suspect) -> int:
    return 0 if suspect.how else 1


def _alone(figure: Quantity, knot: list[Relation], bound: dict[int, list[Relation]]) -> list[Suspect]:
    """The values of one figure with which all its knot's relations hold and none of its others breaks."""
    if not all(figure.id in {q.id for q in r.quantities} for r in knot):
        return []
    wanted: dict[Decimal, None] = {}
    for relation in knot:
        value = relation.equation.implied(figure)
        if value is not None:
            wanted[value] = None
    exact = bool(wanted)
    for value in slipped(figure) if not exact else ():
        wanted[value] = None
    others = [r for r in bound[figure.id] if r not in knot and _fine(r.equation)]
    out = [
        Suspect(figure, value, slip(figure, value))
        for value in wanted
        if value >= 0 and value != figure.value and _all_hold((*knot, *others), figure, value)
    ]
    if not out and not exact:
        return []
    out.sort(key=_weight)
    return out[:1]


def _all_hold(relations: Iterable[Relation], figure: Quantity, value: Decimal) -> bool:
    def taken(quantity: Quantity) -> Decimal:
        return value if quantity.id == figure.id else own(quantity)

    return all(relation.equation.fits(taken) for relation in relations)


def _together(
    knot: list[Relation], figures: dict[int, Quantity], bound: dict[int, list[Relation]]
) -> tuple[Suspect, ...]:
    """Two figures whose slips together mend a knot that no single one does."""
    parted = sorted(knot, key=lambda r: len(r.quantities))
    for figure in list(figures.values())[:MOST_PAIRS]:
        mine = [r for r in parted if figure.id in {q.id for q in r.quantities}]
        rest = [r for r in parted if r not in mine]
        if not mine or not rest:
            continue
        for first in _alone(figure, mine, bound):
            for other in list(figures.values())[:MOST_PAIRS]:
                if other.id != figure.id and first.how:
                    second = _alone(other, rest, bound)
                    if second and second[0].how:
                        return (first, second[0])
    return ()
