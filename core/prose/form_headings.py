"""Forms of self-evaluation: which cells of a row stand under which heading, and the rates that are read so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from core.prose.cells import cells_of, shift_of
from core.prose.flow import ROW, Flow
from core.prose.quantity import COMPLETION, Quantity
from core.prose.quantity_units import PERCENT

BUDGET = "budget"
SPENT = "spent"
RATE = "rate"
WEIGHT = "weight"
SCORE = "score"
TARGET = "target"
ACTUAL = "actual"
REASON = "reason"
_FIRST_BUDGET = "first budget"
_HEADINGS = {
    BUDGET: re.compile(r"全年预算|调整后?预算"),
    _FIRST_BUDGET: re.compile(r"预算数"),
    SPENT: re.compile(r"执行数|决算数|支出数"),
    RATE: re.compile(r"执行率"),
    WEIGHT: re.compile(r"分值|权重"),
    SCORE: re.compile(r"得分"),
    TARGET: re.compile(r"指标值|目标值"),
    ACTUAL: re.compile(r"完成值|完成情况|实际值"),
    REASON: re.compile(r"原因|措施"),
}
LONGEST_HEADING = 16
LEAST_HEADINGS = 3

Cell = tuple[int, int]
"""The characters of a cell."""


class FormRow(NamedTuple):
    """A row of a table; `under` are its cells by the heading they stand under, `is_headings` where it names them."""

    cells: list[Cell]
    is_headings: bool
    under: dict[str, Cell]


class Execution(NamedTuple):
    """What a row says of a budget: how much it was, how much was spent, and the rate."""

    budget: Quantity
    spent: Quantity
    rate: Quantity


def read_form_rows(flow: Flow, numbers: Mapping[int, Quantity]) -> Iterator[tuple[int, FormRow]]:
    """The rows of all tables by the number of their paragraph, each under the last headings before it.

    `numbers` are the quantities of the cells by where they start.
    """
    headings: dict[str, int] = {}
    for number, paragraph in enumerate(flow.paragraphs):
        if paragraph.kind != ROW:
            continue
        cells = list(cells_of(flow.text, paragraph))
        named_columns = _headings([flow.text[start:end] for start, end in cells])
        if len(named_columns) >= LEAST_HEADINGS:
            headings = named_columns
            yield number, FormRow(cells, True, {})
        else:
            yield number, FormRow(cells, False, _under(headings, cells, numbers) if headings else {})


def execution(row: FormRow, numbers: Mapping[int, Quantity]) -> Execution | None:
    """Budget, spending and rate where a row has all three."""
    budget, spent, rate = (number_under(row, name, numbers) for name in (BUDGET, SPENT, RATE))
    if budget is None or spent is None or rate is None or not budget.value:
        return None
    return Execution(budget, spent, rate)


def number_under(row: FormRow, heading: str, numbers: Mapping[int, Quantity]) -> Quantity | None:
    """The number of a row's cell under a heading."""
    return numbers.get(row.under[heading][0]) if heading in row.under else None


def completions(rows: Mapping[int, FormRow], numbers: Mapping[int, Quantity]) -> list[Quantity]:
    """The numbers that stand as rates beside their budget and what was spent of it, as what they then are."""
    executions = [execution(row, numbers) for row in rows.values() if RATE in row.under]
    return [replace(one.rate, role=COMPLETION) for one in executions if one is not None]


def _headings(words: list[str]) -> dict[str, int]:
    """The first column of each heading."""
    out: dict[str, int] = {}
    for name, pattern in _HEADINGS.items():
        columns = [
            at for at, cell in enumerate(words) if pattern.search(cell) and len(cell) <= LONGEST_HEADING
        ]
        if columns:
            out[name] = columns[0]
    first = out.pop(_FIRST_BUDGET, None)
    return out if first is None or BUDGET in out else {**out, BUDGET: first}


def _under(headings: dict[str, int], cells: list[Cell], numbers: Mapping[int, Quantity]) -> dict[str, Cell]:
    """A row's cells by their headings, nothing where it does not stand under them.

    A percentage anywhere but under 执行率 says that it does not.
    """
    of_indicators = {SCORE, TARGET, ACTUAL} <= headings.keys()
    shift = shift_of(cells, headings[SCORE], numbers) if of_indicators else 0
    out = {name: cells[at - shift] for name, at in headings.items() if 0 <= at - shift < len(cells)}
    rate = numbers.get(out[RATE][0]) if RATE in out else None
    per_cent = any(numbers[start].kind == PERCENT for start, _ in cells if start in numbers)
    return out if rate is None or rate.kind == PERCENT or not per_cent else {}
