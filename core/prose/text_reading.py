"""Reading a text: its quantities, the relations that hold and those that do not, the coverage of its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.numbers.rounding import HOLDS
from core.prose.equations import Sum
from core.prose.flow import Flow
from core.prose.paragraphs import read_flow
from core.prose.quantity import Quantity
from core.prose.relation import SPOKEN, Relation
from core.prose.relations import (
    amount_gaps,
    aspects,
    balance,
    bounds,
    change_sums,
    columns,
    comparisons,
    completion,
    form_rows,
    form_weights,
    growth,
    hundred,
    identities,
    item_counts,
    named_rows,
    parts,
    products,
    restatements,
    shares,
    table_rows,
    totals,
    unnamed_wholes,
)
from core.prose.scene import Scene


@dataclass(slots=True)
class Reading:
    """A text as read."""

    flow: Flow
    scene: Scene
    relations: list[Relation] = field(default_factory=list)

    @property
    def quantities(self) -> list[Quantity]:
        """All quantities in order, years and dates among them."""
        return self.scene.all

    @property
    def held(self) -> list[Relation]:
        """The relations that hold exactly."""
        return [one for one in self.relations if one.judged.verdict == HOLDS]

    @property
    def broken(self) -> list[Relation]:
        """The relations that do not hold, as far as they are spoken of."""
        return [one for one in self.relations if one.is_broken and one.confidence >= SPOKEN]


def read(text: str) -> Reading:
    """A text's quantities and relations."""
    flow = read_flow(text)
    scene = Scene(flow)
    return Reading(flow, scene, relations_of(scene))


def relations_of(scene: Scene) -> list[Relation]:
    """All relations of a scene, each claim once."""
    lists = list(parts.find(scene))
    wholes = {
        part.id: one.equation.whole
        for one in lists
        if isinstance(one.equation, Sum)
        for part in one.equation.parts
    }
    rates = list(shares.find(scene, wholes))
    others = list(unnamed_wholes.find(scene, rates))
    unnamed = {one.about.id for one in others if one.about is not None}
    rates = [one for one in rates if one.about is None or one.about.id not in unnamed] + others
    relations = [
        *lists,
        *rates,
        *hundred.find(lists, rates),
        *change_sums.find(scene, lists),
        *totals.find(scene),
        *columns.find(scene),
        *growth.find(scene),
        *completion.find(scene),
        *comparisons.find(scene),
        *bounds.find(scene),
        *item_counts.find(scene),
        *aspects.find(scene),
        *balance.find(scene),
        *identities.find(scene, lists),
        *amount_gaps.find(scene),
        *products.find(scene),
        *form_rows.find(scene),
        *form_weights.find(scene),
        *table_rows.find(scene),
        *named_rows.find(scene),
        *restatements.find(scene),
    ]
    return _once(relations)


def _once(relations: list[Relation]) -> list[Relation]:
    seen: set[tuple[str, frozenset[int]]] = set()
    out: list[Relation] = []
    for relation in relations:
        key = (type(relation.equation).__name__, frozenset(q.id for q in relation.quantities))
        if key not in seen:
            seen.add(key)
            out.append(relation)
    return out
