"""前后一致, 文表一致: one thing stated twice, in the narrative or in the tables of the same text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

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

CODE = "前后一致"
IN_TABLE = "文表一致"
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
    for name, told in scene.named.items():
        if (
            len(name) >= 3
            and len(told) > 1
            and "*" not in name
            and _TELLING.search(name)
            and not _VAGUE_NAMES.match(name)
        ):
            yield from _repeated(scene, told)
    yield from _against_tables(scene)


def _repeated(scene: Scene, told: list[Quantity]) -> Iterator[Relation]:
    groups: dict[tuple[str, str, int | None], list[Quantity]] = defaultdict(list)
    for one in told:
        if one.kind in (MONEY, COUNT) and not one.depth:
            groups[one.kind, one.measure, one.year].append(one)
    merged: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    years = {year for _, _, year in groups if year}
    for (kind, measure, year), found in groups.items():
        if len(years) <= 1 or year:
            merged[kind, f"{measure}{'' if len(years) <= 1 else year}"] += found
    for found in merged.values():
        found.sort(key=lambda one: one.start)
        first = found[0]
        for other in found[1:MOST]:
            if (
                other.paragraph == first.paragraph
                and "；" in scene.between(first, other)
                and other.value != first.value
            ):
                continue
            yield Relation(CODE, Same(first, other), _confidence(first, other), other.subject)


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
        told = [q for q in scene.named.get(name, ()) if q.kind == MONEY]
        if len(name) < 3 and not (told and all(_ALL.search(q.subject) for q in told)):
            continue
        often = _often([*cells, *_once(told)])
        yield from _told(name, told, cells)
        yield from _apart(name, cells, often)
        yield from _two_often(name, often)
    yield from _items(scene, rows)
    yield from _totals(scene, rows)


def _items(scene: Scene, rows: dict[str, list[Quantity]]) -> Iterator[Relation]:
    """What a paragraph says of its 项 (行政运行（项）…支出决算为…), against the rows of that name."""
    text = scene.flow.text
    for paragraph, found in scene.paragraphs():
        named = _ITEM.search(text, paragraph.start, paragraph.end)
        above = scene.flow.paragraphs[paragraph.heading] if paragraph.heading >= 0 else None
        if named is None and above is not None:
            named = _ITEM.search(text, above.start, above.end)
        cells = rows.get(name_of(named[1])) if named else None
        done = next((q for q in found if q.role == VALUE and q.subject.endswith("决算") and q.is_exact), None)
        if cells and done is not None and named is not None:
            yield from _told(named[1], [done], cells)


def _totals(scene: Scene, rows: dict[str, list[Quantity]]) -> Iterator[Relation]:
    """收入支出总计 of the narrative against the 总计 of some table."""
    for told in scene.named.values():
        for one in told[:1]:
            if one.kind == MONEY and _GRAND.search(one.subject):
                same = next((cell for cell in rows.get("总计", ()) if cell.value == one.value), None)
                if same is not None:
                    yield Relation(IN_TABLE, Same(same, one), 0.9, one.subject, about=one)


def _once(told: list[Quantity]) -> list[Quantity]:
    return list({q.value: q for q in told}.values())


def _often(found: list[Quantity]) -> dict[Decimal, Quantity]:
    """The values that more than one place gives, each with the first place."""
    first: dict[Decimal, Quantity] = {}
    often: dict[Decimal, Quantity] = {}
    for one in found:
        if one.value in first and first[one.value].paragraph != one.paragraph:
            often.setdefault(one.value, first[one.value])
        first.setdefault(one.value, one)
    return often


def _told(name: str, told: list[Quantity], cells: list[Quantity]) -> Iterator[Relation]:
    """Statements of the narrative: some cell of the row's name gives the same, else perhaps one nearly does."""
    seen: set[Decimal] = set()
    values = {cell.value for cell in cells if cell.value}
    for one in told[:MOST]:
        if one.value in seen:
            continue
        seen.add(one.value)
        same = next((cell for cell in cells if Same(cell, one).verdict() == HOLDS), None)
        if same is not None:
            yield Relation(IN_TABLE, Same(same, one), 0.9, name, about=one)
            continue
        near = next((cell for cell in cells if cell.value and is_slip(one, cell.value)), None)
        if near is not None:
            yield Relation(
                IN_TABLE, Same(near, one), 0.8 if _telling(one) or len(values) == 1 else 0.6, name, about=one
            )


def _two_often(name: str, often: dict[Decimal, Quantity]) -> Iterator[Relation]:
    """Two values that are each repeated and differ in the last digit: tables that were balanced by hand."""
    for one, other in pairwise(sorted(often.values(), key=lambda q: q.value)):
        if 0 < other.value - one.value <= 2 * min(one.step, other.step) and one.value >= 10:
            first, second = sorted((one, other), key=lambda q: q.start)
            yield Relation(IN_TABLE, Same(first, second), 0.6, name, about=second)


def _apart(name: str, cells: list[Quantity], often: dict[Decimal, Quantity]) -> Iterator[Relation]:
    """Cells of one name: those that repeat a value, and those that all but do."""
    seen: set[tuple[Decimal, int]] = set()
    for one in cells:
        if not one.value or (one.value, one.paragraph) in seen:
            continue
        seen.add((one.value, one.paragraph))
        first = often.get(one.value)
        if first is not None:
            if first is not one and first.paragraph != one.paragraph:
                yield Relation(IN_TABLE, Same(first, one), 0.8, name, about=one)
            continue
        beside = {cell.value for cell in cells if cell.paragraph == one.paragraph}
        near = next((q for q in often.values() if _apart_from(one, q, beside)), None)
        if near is not None:
            off = abs(one.value - near.value) <= 2 * one.step
            yield Relation(
                IN_TABLE, Same(near, one), 0.6 if off or not _telling(one) else 0.8, name, about=one
            )


def _apart_from(one: Quantity, other: Quantity, beside: set[Decimal]) -> bool:
    """Whether a cell all but repeats a value; one that stands beside it in its row is another column's."""
    off = abs(one.value - other.value) <= 2 * min(one.step, other.step)
    return _nearly(one, other) and (other.value not in beside or (_telling(one) and not off))


def _nearly(one: Quantity, other: Quantity) -> bool:
    if not other.value or (one.kind != other.kind and MONEY not in (one.kind, other.kind)):
        return False
    rounding = abs(one.value - other.value) <= 2 * min(one.step, other.step) and one.value >= 10
    return rounding or (is_slip(one, other.value) and digits_of(one) >= 3)


def _telling(one: Quantity) -> bool:
    """Whether a number has so many digits that another one is hardly like it by chance."""
    return digits_of(one) >= 4


def _rows(scene: Scene) -> dict[str, list[Quantity]]:
    """The numbers of tables by the name of their row: the nearest cell of words to the left."""
    flow = scene.flow
    out: dict[str, list[Quantity]] = defaultdict(list)
    for paragraph in flow.of_kind(ROW):
        name = ""
        for start, end in cells_of(flow.text, paragraph):
            words = flow.text[start:end]
            one = scene.in_tables.get(start)
            if one is None and re.search(r"[\u4e00-\u9fff]{2}", words):
                name = name_of(re.sub("^(?:[一二三四五六七八九十]+、|\\d+)", "", words))
            elif one is not None and name and one.kind in (BARE, MONEY) and len(out[name]) < 60:
                out[name].append(one)
    return out
