"""表内: rows of a self-evaluation form under their headings: 执行率, 得分, the sums of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.numbers.finding import EXPLAIN
from core.numbers.rounding import HOLDS, round_half_up
from core.prose.cells import cells_of, shift_of
from core.prose.equations import Computed, Sum
from core.prose.flow import ROW, Flow, FlowParagraph
from core.prose.quantity import COMPLETION, Quantity
from core.prose.quantity_units import MONEY, PERCENT
from core.prose.rates import Ratio
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import mended_by_a_slip

RATE = "表内执行率"
SCORE = "指标得分"
SOURCES = "表内合计"
_HEADS = {
    "budget": re.compile(r"全年预算|调整后?预算"),
    "first budget": re.compile(r"预算数"),
    "spent": re.compile(r"执行数|决算数|支出数"),
    "rate": re.compile(r"执行率"),
    "weight": re.compile(r"分值|权重"),
    "score": re.compile(r"得分"),
    "target": re.compile(r"指标值|目标值"),
    "actual": re.compile(r"完成值|完成情况|实际值"),
    "reason": re.compile(r"原因|措施"),
}
_AMOUNT = re.compile(r"[≥>]?(\d+(?:\.\d+)?)(\D{0,6})")
_ALONE = re.compile("[^，。；：]{2,20}：[\\d,.]+(?:万|亿)?元")
_WHOLE_ROW = re.compile(r"总额|合计|总计")


def find(scene: Scene) -> Iterator[Relation]:
    """Rows under the last row of headings, and labelled amounts below a total."""
    flow = scene.flow
    numbers = {q.start: q for q in scene.all if q.in_table}
    heads: dict[str, int] = {}
    total: list[Quantity] = []
    columns: dict[int, list[Quantity]] = {}
    for number, paragraph in enumerate(flow.paragraphs):
        if paragraph.kind != ROW:
            below = [q for q in scene.by_paragraph.get(number, ()) if q.kind == MONEY]
            if len(below) == 1 and _ALONE.fullmatch(flow.words(paragraph)):
                columns.setdefault(0, []).append(below[0])
            continue
        cells = list(cells_of(flow.text, paragraph))
        named = _heads([flow.text[a:b] for a, b in cells])
        if len(named) >= 3:
            yield from _sources(total, columns)
            heads = named
            total = []
            columns = {}
            continue
        if heads:
            of_indicators = {"score", "target", "actual"} <= heads.keys()
            shift = shift_of(cells, heads["score"], numbers) if of_indicators else 0
            row = {name: cells[at - shift] for name, at in heads.items() if 0 <= at - shift < len(cells)}
            if _is_under_its_rate(row, cells, numbers):
                yield from _row(flow, paragraph, row, numbers)
        if _WHOLE_ROW.search(flow.text[cells[0][0] : cells[0][1]]):
            total = [numbers[a] for a, _ in cells if a in numbers and numbers[a].kind == MONEY]
        for at, (start, end) in enumerate(cells):
            one = next((q for q in (numbers.get(p) for p in _places(flow, start, end)) if q), None)
            if one is not None and "：" in flow.text[start:end] and one.kind == MONEY:
                columns.setdefault(at, []).append(one)
    yield from _sources(total, columns)


def _is_under_its_rate(
    row: dict[str, tuple[int, int]], cells: list[tuple[int, int]], numbers: dict[int, Quantity]
) -> bool:
    """Whether a row stands under its headings: a percentage anywhere but under 执行率 says that it does not."""
    rate = numbers.get(row["rate"][0]) if "rate" in row else None
    per_cent = any(numbers[start].kind == PERCENT for start, _ in cells if start in numbers)
    return rate is None or rate.kind == PERCENT or not per_cent


def _places(flow: Flow, start: int, end: int) -> Iterator[int]:
    """Where the number of a labelled cell may begin."""
    at = flow.text.rfind("：", start, end)
    if at >= 0:
        yield at + 1


def _heads(cells: list[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for name, pattern in _HEADS.items():
        found = [at for at, cell in enumerate(cells) if pattern.search(cell) and len(cell) <= 16]
        if found:
            out[name] = found[0]
    first = out.pop("first budget", None)
    return out if first is None or "budget" in out else {**out, "budget": first}


def _row(
    flow: Flow, paragraph: FlowParagraph, row: dict[str, tuple[int, int]], numbers: dict[int, Quantity]
) -> Iterator[Relation]:
    budget, spent, rate = (
        numbers.get(row[name][0]) if name in row else None for name in ("budget", "spent", "rate")
    )
    place = (paragraph.start, paragraph.end)
    weight, score = (numbers.get(row[name][0]) if name in row else None for name in ("weight", "score"))
    if budget is not None and spent is not None and rate is not None and budget.value:
        rate.role = COMPLETION
        yield Relation(RATE, Ratio(rate, spent, budget), 0.9, "预算执行率", place=place)
        if weight is not None and score is not None:
            yield from _scored(spent.value / budget.value, weight, score, place, "预算执行率")
    elif weight is not None and score is not None and "target" in row and "actual" in row:
        target, actual = (_amount(flow.text[row[n][0] : row[n][1]]) for n in ("target", "actual"))
        reason = flow.text[row["reason"][0] : row["reason"][1]] if "reason" in row else ""
        if target and actual and target[1] == actual[1] and target[0] and not reason:
            label = _name(flow, paragraph, row)
            yield from _scored(min(actual[0] / target[0], Decimal(1)), weight, score, place, label)


def _name(flow: Flow, paragraph: FlowParagraph, row: dict[str, tuple[int, int]]) -> str:
    """The words of the cell before the target: the indicator's name."""
    before = flow.text[paragraph.start : row["target"][0]].rstrip("\t")
    return before.rpartition("\t")[2]


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
        SCORE, Computed(score, earned), 0.8, advice=advice, about=score, gravest=EXPLAIN, place=place
    )


def _sources(total: list[Quantity], columns: dict[int, list[Quantity]]) -> Iterator[Relation]:
    """The labelled amounts of a column below the row of totals add up to one of its numbers."""
    for found in columns.values():
        if len(found) < 2 or not total:
            continue
        equations = [Sum(whole, tuple(found)) for whole in total]
        held = next((e for e in equations if e.judged().verdict == HOLDS), None)
        if held is not None:
            yield Relation(SOURCES, held, 0.9, "资金合计", place=(found[0].start, found[-1].end))
            continue
        for equation in equations:
            if mended_by_a_slip(equation):
                yield Relation(SOURCES, equation, 0.8, "资金合计", place=(found[0].start, found[-1].end))
                break
