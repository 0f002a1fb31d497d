"""The numbers in the cells of a table's row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.prose.flow import FlowParagraph
from core.prose.quantity import Numeral, Quantity
from core.prose.quantity_units import COUNT, MONEY, MONEY_SCALES, PERCENT

BARE = "表中数"
"""A number of a table without a unit of its own."""

_NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>(?:万|亿|千)?元|%|人|个|名|分)?"
)
_LABELLED = re.compile(
    r"[^\d：]{2,30}：(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>(?:万|亿|千)?元|%|人|个|名)?"
)
_CODE = re.compile(r"0\d|[235]\d{2}(?:\d{2}){0,2}")


def cells_of(text: str, paragraph: FlowParagraph) -> Iterator[tuple[int, int]]:
    """The cells of a row as places in the flow."""
    start = paragraph.start
    for cell in text[paragraph.start : paragraph.end].split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


def shift_of(cells: list[tuple[int, int]], last: int, numbers: Mapping[int, Quantity]) -> int:
    """By how many cells a row stands left of its headings: cells merged downwards are left out where they end.

    `last` is the column of a row's last bare number, its score.
    """
    filled = [at for at, (start, _) in enumerate(cells) if start in numbers and numbers[start].kind == BARE]
    return max(last - filled[-1], 0) if filled else 0


def numerals_of_cells(
    text: str, paragraph: FlowParagraph, blocked: set[int], scale: int
) -> Iterator[Numeral]:
    """One numeral for each cell that holds a number and nothing else, or a label with a number.

    `scale` is the power of ten that the table's own unit makes of a number without one.
    """
    for number, (start, end) in enumerate(cells_of(text, paragraph)):
        found = _NUMBER.fullmatch(text, start, end) or _LABELLED.fullmatch(text, start, end)
        if found is None or start in blocked:
            continue
        digits = found["number"].replace(",", "")
        if not found["unit"] and "." not in digits and (_CODE.fullmatch(digits) or number == 0):
            continue
        if len(digits) > 18:
            continue
        yield _numeral(found, digits, scale)


def _numeral(found: re.Match[str], digits: str, of_table: int) -> Numeral:
    unit = found["unit"] or ""
    places = len(digits.partition(".")[2])
    if unit.endswith("元"):
        kind = MONEY
        measure = MONEY
        scale = MONEY_SCALES[unit]
    elif unit == "%":
        kind = PERCENT
        measure = PERCENT
        scale = 0
    elif unit:
        kind = COUNT
        measure = unit
        scale = 0
    else:
        kind = BARE
        measure = BARE
        scale = of_table
    value = Decimal(digits).scaleb(scale)
    step = Decimal(1).scaleb(scale - places)
    return Numeral(
        found.start("number"), found.end(), found["number"], value, step, kind, measure, found[0], scale
    )
