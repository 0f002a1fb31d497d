"""按词义认数: figures that no wording explains, known by what the sentence says they are about.

A quantity's subject words are matched against the labels and aliases of the pack's figures; a share is known by
its part and its whole. Each guess carries its confidence and is shown before it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.figures import kinds
from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import WHOLE, Key
from core.intake.texts.matching import Claim, Claims, read_claim
from core.pack.pack import Pack
from core.prose.paragraphs import read_flow
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY, PERCENT, SCORE
from core.prose.rates import Growth, Ratio
from core.prose.relation import SURE, Relation
from core.prose.scene import Scene
from core.prose.subjects import match, name_of
from core.prose.text_reading import relations_of

LEAST = 0.8
MARGIN = 0.1
"""How well a name must fit, and how much better than the next one."""

_KINDS = {
    MONEY: (kinds.MONEY,),
    COUNT: (kinds.PEOPLE, kinds.COUNT, kinds.NUMBER),
    PERCENT: (kinds.PERCENTAGE,),
    SCORE: (kinds.SCORE,),
}
"""The kinds of figures that a measure of a sentence can be."""


class Guess(NamedTuple):
    """A figure known by the meaning of a sentence; `confidence` from 0 to 1."""

    key: Key
    label: str
    written: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Name:
    """One of a figure's names, made comparable."""

    definition: Definition
    name: str


class Meanings:
    """The names of a pack's figures, ready to be asked of a report's texts."""

    def __init__(self, pack: Pack, graph: Graph, texts: Iterable[str]) -> None:
        self._names: dict[str, list[_Name]] = {}
        self._by_inputs: dict[frozenset[Key], Definition] = {}
        self._vague = _vague(texts)
        for definition in pack.definitions.figures.values():
            if definition.listing is None and definition.kind.numeric and definition.listed:
                self._add(definition)
                if definition.formula and definition.kind.is_percentage:
                    inputs = frozenset(graph.explanation.inputs(definition, WHOLE)[0])
                    if len(inputs) == 2:
                        self._by_inputs.setdefault(inputs, definition)

    def _add(self, definition: Definition) -> None:
        for label in (definition.label, *definition.aliases):
            name = _Name(definition, name_of(label))
            self._names.setdefault(definition.kind.name, []).append(name)

    def add_to(self, text: str, claims: Claims, taken: set[str], without: frozenset[Key]) -> list[Guess]:
        """Claims what is still free in a text, each figure once; figures in `without` are left alone."""
        if not text:
            return []
        scene = Scene(read_flow(text))
        found: dict[int, tuple[Definition, float]] = {}
        for quantity in scene.all:
            known = self._known(quantity) if not quantity.in_table else None
            if known is not None:
                found[quantity.id] = known
        for relation in relations_of(scene):
            self._share(relation, found)
        return list(self._taken(text, scene, found, claims, taken, without))

    def _known(self, quantity: Quantity) -> tuple[Definition, float] | None:
        """The figure that a quantity's subject names, None where none or more than one may be meant.

        What the text states with different amounts (年初预算 of each item) is no figure of the whole.
        """
        if quantity.role != VALUE or not quantity.is_exact or not quantity.subject:
            return None
        if (name_of(quantity.subject), quantity.kind) in self._vague:
            return None
        scores: dict[Key, tuple[float, Definition]] = {}
        for kind in _KINDS.get(quantity.kind, ()):
            for name in self._names.get(kind.name, ()):
                score = match(quantity.subject, name.name) if name.name else 0.0
                if score > scores.get(name.definition.key, (0.0, name.definition))[0]:
                    scores[name.definition.key] = score, name.definition
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked or ranked[0][0] < LEAST:
            return None
        if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - MARGIN:
            return None
        return ranked[0][1], 0.9 if ranked[0][0] == 1.0 else round(ranked[0][0] * 0.85, 2)

    def _share(self, relation: Relation, found: dict[int, tuple[Definition, float]]) -> None:
        """A share is the figure that is computed of its part and its whole."""
        equation = relation.equation
        if relation.confidence < SURE or not isinstance(equation, Ratio) or isinstance(equation, Growth):
            return
        part = found.get(equation.part.id)
        whole = found.get(equation.whole.id)
        if part is None or whole is None or equation.rate.id in found:
            return
        definition = self._by_inputs.get(frozenset((part[0].key, whole[0].key)))
        if definition is not None:
            found[equation.rate.id] = definition, min(part[1], whole[1])

    def _taken(
        self,
        text: str,
        scene: Scene,
        found: dict[int, tuple[Definition, float]],
        claims: Claims,
        taken: set[str],
        without: frozenset[Key],
    ) -> Iterator[Guess]:
        flow = scene.flow
        for quantity in scene.all:
            definition, confidence = found.get(quantity.id, (None, 0.0))
            if definition is None or definition.key in taken or definition.key in without:
                continue
            start, end = flow.span(quantity.start, quantity.end)
            claim = _claim(definition, text, start, end)
            if claim is None or not claims.is_free(claim.start, claim.end):
                continue
            taken.add(definition.key)
            claims.figures.append(claim)
            low, high = flow.span(max(quantity.lead_start, quantity.start - 20), quantity.end)
            yield Guess(definition.key, definition.label, claim.written, text[low:high], confidence)


def _vague(texts: Iterable[str]) -> set[tuple[str, str]]:
    """The names under which a whole report states different amounts: these name no one figure."""
    amounts: dict[tuple[str, str], set[Decimal]] = {}
    for text in texts:
        for name, found in Scene(read_flow(text)).named.items():
            for quantity in found:
                amounts.setdefault((name, quantity.kind), set()).add(quantity.value)
    return {key for key, values in amounts.items() if len(values) > 1}


def _claim(definition: Definition, text: str, start: int, end: int) -> Claim | None:
    """The claim on the digits of a quantity; money is claimed where the text writes it in 万元."""
    stop = start
    while stop < end and (text[stop].isdigit() or text[stop] in ".,，．"):
        stop += 1
    unit = text[stop:end].strip()
    if stop == start or unit not in definition.kind.measures:
        return None
    return read_claim(definition, text, start, stop)
