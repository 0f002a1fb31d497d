"""Filled forms as other people return them: columns in another order, rows put in, other words, years, units."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from core.figures.keys import WHOLE, Row, parent_row, split_key
from core.forms.grid import Spot
from core.intake.forms.shape import Shape
from core.material.workbook import CellRead, SheetRead
from core.report.report import Report

FOREIGN = (
    "劳务费",
    "绩效奖金",
    "专用设备",
    "委托业务",
    "中央补助",
    "县级配套",
    "备注",
    "责任科室",
    "上级评分",
    "利息收入",
)
"""Words that no form here has."""

_YEAR = re.compile(r"20\d\d(?=年(?!\d))")


class Altered(NamedTuple):
    """A sheet after something was done to it; `keeps`: all figures still stand in it as they were; `year`: but its year."""

    sheet: SheetRead
    what: str
    keeps: bool = False
    year: bool = False


Alter = Callable[[SheetRead, Shape, random.Random], Altered | None]


def _moved(sheet: SheetRead, place: Callable[[int, int], Spot]) -> SheetRead:
    """The sheet with every cell at another place; merged cells move with their edges."""
    merges = tuple((*place(top, left), *place(bottom, right)) for top, left, bottom, right in sheet.merges)
    return sheet._replace(cells={place(*spot): read for spot, read in sheet.cells.items()}, merges=merges)


def rows_put_in(sheet: SheetRead, _shape: Shape, dice: random.Random) -> Altered:
    """Blank rows at a few places."""
    bottom = max(row for row, _ in sheet.cells)
    for at in sorted(dice.sample(range(bottom), min(bottom, dice.randint(1, 3))), reverse=True):
        sheet = _moved(sheet, lambda row, column, at=at: (row + (row >= at), column))
    return Altered(sheet, "插了空行", keeps=True)


def columns_put_in(sheet: SheetRead, _shape: Shape, dice: random.Random) -> Altered:
    """Blank columns at a few places; merged cells grow with them."""
    right = max(column for _, column in sheet.cells)
    for at in sorted(dice.sample(range(right + 1), dice.randint(1, 2)), reverse=True):
        sheet = _moved(sheet, lambda row, column, at=at: (row, column + (column >= at)))
    return Altered(sheet, "插了空列", keeps=True)


def note_put_in(sheet: SheetRead, shape: Shape, dice: random.Random) -> Altered:
    """A row with a remark in it."""
    altered = rows_put_in(sheet, shape, dice).sheet
    free = [
        row for row in range(max(r for r, _ in altered.cells)) if not any(r == row for r, _ in altered.cells)
    ]
    cells = {**altered.cells, (dice.choice(free), 0): CellRead("以上由财务股核对")}
    return Altered(altered._replace(cells=cells), "插了一行说明")


def _segments(sheet: SheetRead, shape: Shape, dice: random.Random) -> tuple[range, list[range]] | None:
    """Rows of a table and the columns of its headings, where no merged cell stands across them."""
    labels = dice.choice([row for row in shape.heading_rows.values() if len(row) > 1])
    at = next(
        (row for (row, _), read in sheet.cells.items() if read.text == _text(labels[-1].text, sheet)), None
    )
    if at is None:
        return None
    starts = sorted(column for row, column in sheet.cells if row == at)
    right = max(column for _, column in sheet.cells) + 1
    segments = [range(start, end) for start, end in zip(starts, [*starts[1:], right], strict=True)]
    low = at
    while low <= max(row for row, _ in sheet.cells) and _is_within(sheet, low, segments):
        low += 1
    return (range(at, low), segments[1:] if starts[0] == 0 else segments) if low > at + 1 else None


def _text(words: str, sheet: SheetRead) -> str:
    return next((read.text for read in sheet.cells.values() if _bare(read.text) == _bare(words)), words)


def _bare(words: str) -> str:
    return re.sub(r"\{[^{}]*\}|\d{4}(?=年)|\s", "", words)


def _is_within(sheet: SheetRead, row: int, segments: list[range]) -> bool:
    """Whether all cells of a row stand each within one segment and begin it."""
    starts = {segment.start for segment in segments}
    spans = {(top, left): right for top, left, bottom, right in sheet.merges if top <= row <= bottom}
    inside = all(
        any(left in segment and right in segment for segment in segments)
        for (_, left), right in spans.items()
    )
    return inside and all(column in starts for at, column in sheet.cells if at == row)


def columns_permuted(sheet: SheetRead, shape: Shape, dice: random.Random) -> Altered | None:
    """The columns of a table in another order, headings and all."""
    found = _segments(sheet, shape, dice)
    if found is None or len(found[1]) < 2:
        return None
    rows, segments = found
    order = list(segments)
    dice.shuffle(order)
    start = segments[0].start
    shift: dict[int, int] = {}
    for segment in order:
        for column in segment:
            shift[column] = start + column - segment.start
        start += len(segment)
    crossing = [
        m
        for m in sheet.merges
        if m[2] >= rows.start and m[0] < rows.stop and not (m[0] in rows and m[2] in rows)
    ]
    if any(column in shift for merge in crossing for column in range(merge[1], merge[3] + 1)):
        return None

    def place(row: int, column: int) -> Spot:
        return (row, shift.get(column, column) if row in rows else column)

    return Altered(_moved(sheet, place), "栏目换了次序", keeps=True)


def label_renamed(sheet: SheetRead, shape: Shape, dice: random.Random) -> Altered | None:
    """A row's or a column's words replaced by others."""
    spots = [spot for spot, read in sheet.cells.items() if _is_label(read, shape)]
    if not spots:
        return None
    spot = dice.choice(spots)
    word = dice.choice(FOREIGN)
    return Altered(
        sheet._replace(cells={**sheet.cells, spot: CellRead(word)}), f"“{sheet.cells[spot].text}”改成“{word}”"
    )


def _is_label(read: CellRead, shape: Shape) -> bool:
    known = {_bare(label.text) for label in shape.labels.values()} - {""}
    return read.number is None and len(_bare(read.text)) > 1 and _bare(read.text) in known


def years_changed(sheet: SheetRead, _shape: Shape, dice: random.Random) -> Altered | None:
    """All years one less, or one of them."""
    spots = [spot for spot, read in sheet.cells.items() if _YEAR.search(read.text)]
    if not spots:
        return None
    chosen = spots if dice.random() < 0.5 else [dice.choice(spots)]
    by = dice.choice((-1, 1))
    cells = dict(sheet.cells)
    for spot in chosen:
        words = _YEAR.sub(lambda found: str(int(found[0]) + by), cells[spot].text)
        cells[spot] = cells[spot]._replace(text=words)
    return Altered(sheet._replace(cells=cells), "改了年份", year=True)


def unit_changed(sheet: SheetRead, _shape: Shape, dice: random.Random) -> Altered | None:
    """The money unit of a label changed, and no amount."""
    spots = [
        spot
        for spot, read in sheet.cells.items()
        if re.search("[（：](?:万元|元)", read.text) and len(read.text) < 30
    ]
    if not spots:
        return None
    spot = dice.choice(spots)
    words = sheet.cells[spot].text
    words = words.replace("万元", "元") if "万元" in words else words.replace("元", "万元")
    return Altered(sheet._replace(cells={**sheet.cells, spot: CellRead(words)}), "改了金额单位")


ALTERATIONS: Mapping[str, Alter] = {
    "rows put in": rows_put_in,
    "columns put in": columns_put_in,
    "a remark put in": note_put_in,
    "columns permuted": columns_permuted,
    "a label renamed": label_renamed,
    "years changed": years_changed,
    "a unit changed": unit_changed,
}


# -- what a report says ---------------------------------------------------------------------------------


def figures_of(report: Report, computed: bool = False) -> dict[tuple[str, ...], str]:
    """All that is entered, by the figure's name and the names of the rows it stands in; or computed too."""
    out: dict[tuple[str, ...], str] = {}
    for key, figure in report.pack.definitions.figures.items():
        rows = report.graph.state.rows.every(figure.listing) if figure.listing else [WHOLE]
        for row in rows:
            place = report.cell(key, row) if figure.listing else key
            entry = report.entry(place) if not figure.formula else report.entry(place + "!填报")
            if entry is not None or computed:
                out[key, *_names(report, key, row)] = _as_number(report.words(place))
    return out


def _as_number(words: str) -> str:
    """A number's shortest digits: 10.00 is 10."""
    try:
        return f"{Decimal(words.replace(',', '')).normalize():f}"
    except InvalidOperation:
        return words


def _names(report: Report, key: str, row: Row) -> list[str]:
    """The rows of a cell, the outermost first, each by its name, else by what it says."""
    listing = report.pack.definitions.figures[split_key(key)[0]].listing
    out: list[str] = []
    while listing is not None and row:
        known = report.pack.definitions.listings[listing]
        name = report.words(report.cell(known.known_by or known.columns[0], row))
        out.insert(0, name)
        listing = known.parent
        row = parent_row(row)
    return out
