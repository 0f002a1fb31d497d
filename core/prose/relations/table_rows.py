"""表内行列: a row whose first amount is the sum of the others; a row of a code whose sub-codes add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import ACROSS, DOWN
from core.numbers.rounding import HOLDS
from core.prose.cells import BARE, cells_of
from core.prose.equations import Sum
from core.prose.flow import ROW, Flow, FlowParagraph
from core.prose.quantity import Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import mended_by_a_slip

_CODE = re.compile(r"\d{2,7}")
_TITLE = re.compile(r"表$|^单位：")
_TOTAL = re.compile(r"(?:本年)?(?:收入|支出)?合计")
LEAST_ROWS = 2


def find(scene: Scene) -> Iterator[Relation]:
    """The tables of a text, one after the other."""
    numbers = {start: q for start, q in scene.in_tables.items() if q.kind in (BARE, MONEY)}
    rows: list[_Row] = []
    for paragraph in scene.flow.paragraphs:
        if paragraph.kind == ROW:
            rows.append(_Row(scene.flow, paragraph, numbers))
        elif _TITLE.search(scene.flow.words(paragraph)):
            yield from _table(rows)
            rows = []
    yield from _table(rows)


class _Row:
    """A row: its code, whether it is the total, its amounts."""

    def __init__(self, flow: Flow, paragraph: FlowParagraph, numbers: dict[int, Quantity]) -> None:
        self.code = ""
        self.is_total = False
        self.amounts = list[Quantity]()
        for start, end in cells_of(flow.text, paragraph):
            words = flow.text[start:end]
            if start in numbers and (self.amounts or "." in words or not _CODE.fullmatch(words)):
                self.amounts.append(numbers[start])
            elif not self.amounts and _CODE.fullmatch(words):
                self.code += words
            elif _TOTAL.fullmatch(words):
                self.is_total = True
        if len(self.code) not in (3, 5, 7):
            self.code = ""


def _table(rows: list[_Row]) -> Iterator[Relation]:
    yield from _across([row for row in rows if len(row.amounts) >= 3 and (row.code or row.is_total)])
    yield from _down(rows)


def _across(rows: list[_Row]) -> Iterator[Relation]:
    """Rows of three amounts and more, where this table is made so."""
    sums = [Sum(row.amounts[0], tuple(row.amounts[1:])) for row in rows]
    held = [one for one in sums if one.verdict() == HOLDS]
    for equation in sums:
        if equation in held:
            yield Relation(ACROSS, equation, 0.9)
        elif len(held) >= LEAST_ROWS and mended_by_a_slip(equation):
            yield Relation(ACROSS, equation, 0.8)


def _down(rows: list[_Row]) -> Iterator[Relation]:
    """The first amounts of a table's codes: 208 is 20805, 20805 is 2080501 and its like; the total is all of them."""
    coded = [row for row in rows if row.code and row.amounts]
    first = {row.code: row.amounts[0] for row in coded}
    if len(first) < max(len(coded), LEAST_ROWS):
        return  # few codes, or one of them twice
    sums: list[Sum] = []
    for code, whole in first.items():
        parts = [q for other, q in first.items() if len(other) == len(code) + 2 and other.startswith(code)]
        if parts:
            sums.append(Sum(whole, tuple(parts)))
    total = next((row.amounts[0] for row in rows if row.is_total and row.amounts), None)
    if total is not None:
        sums.append(Sum(total, tuple(q for code, q in first.items() if len(code) == 3)))
    held = sum(one.verdict() == HOLDS for one in sums)
    for equation in sums:
        if equation.parts and (held * 2 >= len(sums) or equation.verdict() == HOLDS):
            yield Relation(DOWN, equation, 0.85 if held >= LEAST_ROWS else 0.6)
