"""分值合计: the weights of a group of indicators add up to the weight in the group's name: 产出指标（50分）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.numbers.codes import WEIGHTS_SUM
from core.prose.cells import BARE, cells_of, shift_of
from core.prose.equations import Sum
from core.prose.flow import ROW
from core.prose.quantity import Numeral, Quantity
from core.prose.quantity_units import SCORE
from core.prose.relation import Relation
from core.prose.scene import Scene

_GROUP = re.compile(r"[\u4e00-\u9fff]{2,10}（(\d{1,3})分?）")
_HEAD = re.compile("分值|权重")


def find(scene: Scene) -> Iterator[Relation]:
    """The groups of a table whose end is known: another group, or the table's last row, follows."""
    flow = scene.flow
    numbers = scene.in_tables
    column = -1
    score = -1
    group = None
    weights: list[Quantity] | None = []
    for paragraph in flow.paragraphs:
        if paragraph.kind != ROW:
            continue
        cells = list(cells_of(flow.text, paragraph))
        heads = [n for n, (a, b) in enumerate(cells) if _HEAD.fullmatch(flow.text[a:b])]
        if heads:
            scores = [n for n, (a, b) in enumerate(cells) if "得分" in flow.text[a:b]]
            column = heads[0]
            score = scores[0] if scores else -1
            group = None
            weights = []
            continue
        start, end = cells[0]
        group_name = _GROUP.fullmatch(flow.text[start:end])
        if group_name or flow.text[start:end] in ("总分", "合计"):
            yield from _checked(group, weights)
            group = _weight(group_name, paragraph.start) if group_name else None
            weights = []
        weights = _with(weights, cells, column - shift_of(cells, score, numbers), numbers)
    if group is not None and weights and sum(q.value for q in weights) == group.value:
        yield from _checked(group, weights)


def _with(
    weights: list[Quantity] | None, cells: list[tuple[int, int]], at: int, numbers: dict[int, Quantity]
) -> list[Quantity] | None:
    """The weights with the one of another row; None once a row has numbers, but none where its weight must be."""
    if weights is None or not any(start in numbers for start, _ in cells):
        return weights
    weight = numbers.get(cells[at][0]) if 0 <= at < len(cells) else None
    return [*weights, weight] if weight is not None and weight.kind == BARE else None


def _weight(named: re.Match[str], paragraph: int) -> Quantity:
    """The weight in a group's name."""
    start, end = named.span(1)
    value = Decimal(named[1])
    numeral = Numeral(start, end, named[1], value, Decimal(1), SCORE, SCORE, named[1])
    return Quantity(-1 - start, *numeral, paragraph)


def _checked(group: Quantity | None, weights: list[Quantity] | None) -> Iterator[Relation]:
    if group is not None and weights is not None and len(weights) > 1:
        yield Relation(
            WEIGHTS_SUM,
            Sum(group, tuple(weights), is_exact=True),
            0.85,
            "指标分值",
            place=(group.start, weights[-1].end),
        )
