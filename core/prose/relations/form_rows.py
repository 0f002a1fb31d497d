"""表内: rows of a self-evaluation form under their headings: 执行率, 得分, the sums of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.numbers.codes import EXECUTION_RATE, INDICATOR_SCORE, SOURCES
from core.numbers.finding import EXPLAIN
from core.numbers.rounding import HOLDS, round_half_up
from core.prose.equations import Computed, Sum
from core.prose.flow import FlowParagraph
from core.prose.form_headings import (
    ACTUAL,
    REASON,
    SCORE,
    TARGET,
    WEIGHT,
    Cell,
    FormRow,
    execution,
    number_under,
)
from core.prose.quantity import Quantity
from core.prose.quantity_units import MONEY
from core.prose.rates import Ratio
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import mended_by_a_slip

_AMOUNT = re.compile(r"[≥>]?(\d+(?:\.\d+)?)(\D{0,6})")
_ALONE = re.compile("[^，。；：]{2,20}：[\\d,.]+(?:万|亿)?元")
_WHOLE_ROW = re.compile(r"总额|合计|总计")


def find(scene: Scene) -> Iterator[Relation]:
    """Rows under the last row of headings, and labelled amounts below a total."""
    flow = scene.flow
    total: list[Quantity] = []
    columns: dict[int, list[Quantity]] = {}
    for number, paragraph in enumerate(flow.paragraphs):
        row = scene.form_rows.get(number)
        if row is None:
            below = [q for q in scene.by_paragraph.get(number, ()) if q.kind == MONEY]
            if len(below) == 1 and _ALONE.fullmatch(flow.words(paragraph)):
                columns.setdefault(0, []).append(below[0])
            continue
        if row.is_headings:
            yield from _sources(total, columns)
            total = []
            columns = {}
            continue
        yield from _row(scene, paragraph, row)
        numbers = [scene.in_tables.get(start) for start, _ in row.cells]
        if _WHOLE_ROW.search(flow.text[slice(*row.cells[0])]):
            total = [q for q in numbers if q is not None and q.kind == MONEY]
        for column, cell in enumerate(row.cells):
            amount = _labelled(scene, cell)
            if amount is not None:
                columns.setdefault(column, []).append(amount)
    yield from _sources(total, columns)


def _labelled(scene: Scene, cell: Cell) -> Quantity | None:
    """The amount of a cell that names it: 财政拨款：80万元."""
    label = scene.flow.text.rfind("：", *cell)
    amount = scene.in_tables.get(label + 1) if label >= 0 else None
    return amount if amount is not None and amount.kind == MONEY else None


def _row(scene: Scene, paragraph: FlowParagraph, row: FormRow) -> Iterator[Relation]:
    """The execution rate of a row, and the score that its completion earns."""
    numbers = scene.in_tables
    text = scene.flow.text
    place = (paragraph.start, paragraph.end)
    executed = execution(row, numbers)
    weight = number_under(row, WEIGHT, numbers)
    score = number_under(row, SCORE, numbers)
    if executed is not None:
        budget, spent, rate = executed
        yield Relation(EXECUTION_RATE, Ratio(rate, spent, budget), 0.9, "预算执行率", place=place)
        if weight is not None and score is not None:
            yield from _scored(spent.value / budget.value, weight, score, place, "预算执行率")
    elif weight is not None and score is not None and TARGET in row.under and ACTUAL in row.under:
        target, actual = (_amount(text[slice(*row.under[name])]) for name in (TARGET, ACTUAL))
        reason = text[slice(*row.under[REASON])] if REASON in row.under else ""
        if target and actual and target[1] == actual[1] and target[0] and not reason:
            label = text[paragraph.start : row.under[TARGET][0]].rstrip("\t").rpartition("\t")[2]
            yield from _scored(min(actual[0] / target[0], Decimal(1)), weight, score, place, label)


def _amount(words: str) -> tuple[Decimal, str] | None:
    found = _AMOUNT.fullmatch(words)
    return (Decimal(found[1]), found[2]) if found else None


def _scored(
    done: Decimal, weight: Quantity, score: Quantity, place: tuple[int, int], label: str
) -> Iterator[Relation]:
    """A score that is not weight × completion: given in full without being earned, or cut without a reason."""
    earned = min(done, Decimal(1)) * weight.value
    if abs(score.value - earned) <= Decimal("0.01"):
        return
    shown = f"{round_half_up(earned, 2).normalize():f}"
    advice = f"“{label}”完成 {done * 100:.2f}%，按比例应得 {shown} 分，写的是 {score.number} 分；请改分数，或写明扣分原因"
    yield Relation(
        INDICATOR_SCORE,
        Computed(score, earned),
        0.8,
        advice=advice,
        about=score,
        gravest=EXPLAIN,
        place=place,
    )


def _sources(total: list[Quantity], columns: dict[int, list[Quantity]]) -> Iterator[Relation]:
    """The labelled amounts of a column below the row of totals add up to one of its numbers."""
    for parts in columns.values():
        if len(parts) < 2 or not total:
            continue
        equations = [Sum(whole, tuple(parts)) for whole in total]
        held = next((e for e in equations if e.verdict() == HOLDS), None)
        if held is not None:
            yield Relation(SOURCES, held, 0.9, "资金合计", place=(parts[0].start, parts[-1].end))
            continue
        for equation in equations:
            if mended_by_a_slip(equation):
                yield Relation(SOURCES, equation, 0.8, "资金合计", place=(parts[0].start, parts[-1].end))
                break
