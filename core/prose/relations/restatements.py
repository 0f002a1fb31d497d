"""前后一致, 文表一致: one thing stated twice, in the narrative or in the tables of the same text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from core.numbers.codes import RESTATEMENT, TEXT_AND_TABLE
from core.numbers.rounding import HOLDS
from core.prose.cells import BARE, cells_of
from core.prose.equations import Same
from core.prose.flow import ROW
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, is_slip
from core.prose.subjects import name_of

_WORDS = "收入|支出|经费|资金|预算|决算|拨款|编制|在职|离休|退休|结余|结转|采购|补助|费$|总额"
_TELLING = re.compile(_WORDS)
_VAGUE_NAMES = re.compile(
    r"^(?:支出|收入|预算|决算|支出决算|年初预算|全年预算|金额|资金|采购|经费|涉及预算|项目|其他|合计|总|本年支出|拨款|补助)$"
)
_ITEM = re.compile(r"([\u4e00-\u9fff]{2,30})（项）")
_GRAND = re.compile("(?:收入支出|收支|收入|支出)总计$")
_ALL = re.compile("合计|总计")
MOST = 8


def find(scene: Scene) -> Iterator[Relation]:
    """Repeated statements, each against the first; statements against the rows of tables."""
    for name, amounts in scene.named.items():
        if (
            len(name) >= 3
            and len(amounts) > 1
            and "*" not in name
            and _TELLING.search(name)
            and not _VAGUE_NAMES.match(name)
        ):
            yield from _repeated(scene, amounts)
    yield from _against_tables(scene)


def _repeated(scene: Scene, amounts: list[Quantity]) -> Iterator[Relation]:
    groups: dict[tuple[str, str, int | None], list[Quantity]] = defaultdict(list)
    for amount in amounts:
        if amount.kind in (MONEY, COUNT) and not amount.depth:
            groups[amount.kind, amount.measure, amount.year].append(amount)
    merged: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    years = {year for _, _, year in groups if year}
    for (kind, measure, year), statements in groups.items():
        if len(years) <= 1 or year:
            merged[kind, f"{measure}{'' if len(years) <= 1 else year}"] += statements
    for statements in merged.values():
        statements.sort(key=lambda one: one.start)
        first = statements[0]
        for other in statements[1:MOST]:
            if (
                other.paragraph == first.paragraph
                and "；" in scene.between(first, other)
                and other.value != first.value
            ):
                continue
            yield Relation(RESTATEMENT, Same(first, other), _confidence(first, other), other.subject)


def _confidence(first: Quantity, other: Quantity) -> float:
    """A slip of the hand, or nearly the same number, is a contradiction; else they may be two things."""
    if first.value == other.value:
        return 0.9
    if is_slip(other, first.value) or is_slip(first, other.value):
        return 0.8 if _telling(first) else 0.5
    off = abs(first.value - other.value)
    size = max(abs(first.value), abs(other.value))
    return 0.6 if off * 200 <= size else 0.3


def _against_tables(scene: Scene) -> Iterator[Relation]:
    """What the narrative says of a row's name, and what one table says, against the other tables."""
    rows = _rows(scene)
    for name, cells in rows.items():
        amounts = [q for q in scene.named.get(name, ()) if q.kind == MONEY]
        if len(name) < 3 and not (amounts and all(_ALL.search(q.subject) for q in amounts)):
            continue
        often = _often([*cells, *_once(amounts)])
        yield from _against_cells(name, amounts, cells)
        yield from _apart(name, cells, often)
        yield from _two_often(name, often)
    yield from _items(scene, rows)
    yield from _totals(scene, rows)


def _items(scene: Scene, rows: dict[str, list[Quantity]]) -> Iterator[Relation]:
    """What a paragraph says of its 项 (行政运行（项）…支出决算为…), against the rows of that name."""
    text = scene.flow.text
    for paragraph, quantities in scene.paragraphs():
        named = _ITEM.search(text, paragraph.start, paragraph.end)
        above = scene.flow.paragraphs[paragraph.heading] if paragraph.heading >= 0 else None
        if named is None and above is not None:
            named = _ITEM.search(text, above.start, above.end)
        cells = rows.get(name_of(named[1])) if named else None
        done = next(
            (q for q in quantities if q.role == VALUE and q.subject.endswith("决算") and q.is_exact), None
        )
        if cells and done is not None and named is not None:
            yield from _against_cells(named[1], [done], cells)


def _totals(scene: Scene, rows: dict[str, list[Quantity]]) -> Iterator[Relation]:
    """收入支出总计 of the narrative against the 总计 of some table."""
    for amounts in scene.named.values():
        for amount in amounts[:1]:
            if amount.kind == MONEY and _GRAND.search(amount.subject):
                same = next((cell for cell in rows.get("总计", ()) if cell.value == amount.value), None)
                if same is not None:
                    yield Relation(TEXT_AND_TABLE, Same(same, amount), 0.9, amount.subject, about=amount)


def _once(amounts: list[Quantity]) -> list[Quantity]:
    return list({q.value: q for q in amounts}.values())


def _often(amounts: list[Quantity]) -> dict[Decimal, Quantity]:
    """The values that more than one place gives, each with the first place."""
    first: dict[Decimal, Quantity] = {}
    often: dict[Decimal, Quantity] = {}
    for amount in amounts:
        if amount.value in first and first[amount.value].paragraph != amount.paragraph:
            often.setdefault(amount.value, first[amount.value])
        first.setdefault(amount.value, amount)
    return often


def _against_cells(name: str, amounts: list[Quantity], cells: list[Quantity]) -> Iterator[Relation]:
    """Statements of the narrative: some cell of the row's name gives the same, else perhaps one nearly does."""
    seen: set[Decimal] = set()
    values = {cell.value for cell in cells if cell.value}
    for amount in amounts[:MOST]:
        if amount.value in seen:
            continue
        seen.add(amount.value)
        same = next((cell for cell in cells if Same(cell, amount).verdict() == HOLDS), None)
        if same is not None:
            yield Relation(TEXT_AND_TABLE, Same(same, amount), 0.9, name, about=amount)
            continue
        near = next((cell for cell in cells if cell.value and is_slip(amount, cell.value)), None)
        if near is not None:
            yield Relation(
                TEXT_AND_TABLE,
                Same(near, amount),
                0.8 if _telling(amount) or len(values) == 1 else 0.6,
                name,
                about=amount,
            )


def _two_often(name: str, often: dict[Decimal, Quantity]) -> Iterator[Relation]:
    """Two values that are each repeated and differ in the last digit: tables that were balanced by hand."""
    for less, more in pairwise(sorted(often.values(), key=lambda q: q.value)):
        if 0 < more.value - less.value <= 2 * min(less.step, more.step) and less.value >= 10:
            first, second = sorted((less, more), key=lambda q: q.start)
            yield Relation(TEXT_AND_TABLE, Same(first, second), 0.6, name, about=second)


def _apart(name: str, cells: list[Quantity], often: dict[Decimal, Quantity]) -> Iterator[Relation]:
    """Cells of one name: those that repeat a value, and those that all but do."""
    seen: set[tuple[Decimal, int]] = set()
    for cell in cells:
        if not cell.value or (cell.value, cell.paragraph) in seen:
            continue
        seen.add((cell.value, cell.paragraph))
        first = often.get(cell.value)
        if first is not None:
            if first is not cell and first.paragraph != cell.paragraph:
                yield Relation(TEXT_AND_TABLE, Same(first, cell), 0.8, name, about=cell)
            continue
        beside = {other.value for other in cells if other.paragraph == cell.paragraph}
        near = next((q for q in often.values() if _apart_from(cell, q, beside)), None)
        if near is not None:
            off = abs(cell.value - near.value) <= 2 * cell.step
            yield Relation(
                TEXT_AND_TABLE, Same(near, cell), 0.6 if off or not _telling(cell) else 0.8, name, about=cell
            )


def _apart_from(cell: Quantity, other: Quantity, beside: set[Decimal]) -> bool:
    """Whether a cell all but repeats a value; one that stands beside it in its row is another column's."""
    off = abs(cell.value - other.value) <= 2 * min(cell.step, other.step)
    return _nearly(cell, other) and (other.value not in beside or (_telling(cell) and not off))


def _nearly(cell: Quantity, other: Quantity) -> bool:
    if not other.value or (cell.kind != other.kind and MONEY not in (cell.kind, other.kind)):
        return False
    rounding = abs(cell.value - other.value) <= 2 * min(cell.step, other.step) and cell.value >= 10
    return rounding or (is_slip(cell, other.value) and digits_of(cell) >= 3)


def _telling(quantity: Quantity) -> bool:
    """Whether a number has so many digits that another one is hardly like it by chance."""
    return digits_of(quantity) >= 4


def _rows(scene: Scene) -> dict[str, list[Quantity]]:
    """The numbers of tables by the name of their row: the nearest cell of words to the left."""
    flow = scene.flow
    out: dict[str, list[Quantity]] = defaultdict(list)
    for paragraph in flow.of_kind(ROW):
        name = ""
        for start, end in cells_of(flow.text, paragraph):
            words = flow.text[start:end]
            number = scene.in_tables.get(start)
            if number is None and re.search(r"[\u4e00-\u9fff]{2}", words):
                name = name_of(re.sub("^(?:[一二三四五六七八九十]+、|\\d+)", "", words))
            elif number is not None and name and number.kind in (BARE, MONEY) and len(out[name]) < 60:
                out[name].append(number)
    return out
