"""表内分项: tables of named rows — 合计 over its rows column by column, 3、 over its （1）（2）, and 增减 beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.numbers.codes import ROW_CHANGE, ROWS_SUM
from core.numbers.rounding import BROKEN, HOLDS
from core.prose.cells import BARE, cells_of
from core.prose.equations import Sum
from core.prose.flow import ROW
from core.prose.quantity import Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, mended_by_a_slip

_TOTAL = re.compile("(?:本年)?(?:收入|支出)?(?:合计|总计)")
_BELOW = re.compile("^(?:其中：?)?(?:（\\d{1,2}）|\\d{1,2}）)|^其中")
_NUMBERED = re.compile("^(?:\\d{1,2}[、.]|[一二三四五六七八九十]{1,3}、)")
MOST_ROWS = 200
TELLING = 3


@dataclass(slots=True)
class _Row:
    """A row's name and its amounts by the cells they stand in."""

    name: str
    amounts: dict[int, Quantity]


def find(scene: Scene) -> Iterator[Relation]:
    """The tables of a text: rows that follow each other, up to the next row of nothing but words."""
    numbers = {start: q for start, q in scene.in_tables.items() if q.kind in (BARE, MONEY)}
    rows: list[_Row] = []
    for paragraph in scene.flow.paragraphs:
        cells = list(cells_of(scene.flow.text, paragraph)) if paragraph.kind == ROW else []
        amounts = {at: numbers[start] for at, (start, _) in enumerate(cells) if start in numbers and at}
        if amounts:
            rows.append(_Row(scene.flow.text[slice(*cells[0])], amounts))
        else:
            yield from _table(rows[:MOST_ROWS])
            rows = []
    yield from _table(rows[:MOST_ROWS])


def _table(rows: list[_Row]) -> Iterator[Relation]:
    total = next((row for row in rows if _TOTAL.fullmatch(row.name)), None)
    if total is not None:
        others = [row for row in rows if row is not total and not _BELOW.match(row.name)]
        yield from _columns(total, others)
        for at, row in enumerate(rows):
            below = _below(rows, at) if _NUMBERED.match(row.name) else []
            if len(below) > 1:
                yield from _columns(row, below)
    yield from _beside(rows)


def _below(rows: list[_Row], at: int) -> list[_Row]:
    """The rows （1）（2） right under one."""
    stop = next((n for n in range(at + 1, len(rows)) if not _BELOW.match(rows[n].name)), len(rows))
    return rows[at + 1 : stop]


def _columns(whole: _Row, parts: Sequence[_Row]) -> Iterator[Relation]:
    """Each column's sum: where one holds the rows are parts, and another one slip of the hand away is wrong."""
    sums = [
        Sum(amount, column_parts)
        for column, amount in whole.amounts.items()
        if len(column_parts := tuple(row.amounts[column] for row in parts if column in row.amounts)) > 1
        and all(one.is_like(amount) for one in column_parts)
    ]
    yield from _relations(ROWS_SUM, sums, 1, whole.name)


def _beside(rows: list[_Row]) -> Iterator[Relation]:
    """The last of three amounts is by how much the second differs from the first, where it is so in two rows."""
    triples = [list(row.amounts.values())[:3] for row in rows if len(row.amounts) == 3]
    sums = [Sum(after, (before, change)) for before, after, change in triples if before.is_like(change)]
    yield from _relations(ROW_CHANGE, [one for one in sums if one.whole.value], 2, "")


def _relations(code: str, sums: list[Sum], least: int, label: str) -> Iterator[Relation]:
    """Where enough of them hold: those, and the ones that one slip breaks."""
    verdicts = [(one, one.verdict()) for one in sums]
    if sum(verdict == HOLDS and one.whole.value != 0 for one, verdict in verdicts) < least:
        return
    for equation, verdict in verdicts:
        if verdict != BROKEN:
            yield Relation(code, equation, 0.9, label)
        elif digits_of(equation.whole) >= TELLING and mended_by_a_slip(equation):
            yield Relation(code, equation, 0.85, label)
