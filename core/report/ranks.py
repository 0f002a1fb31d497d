"""Ranks of rows: texts that sort, with room between any two."""

from __future__ import annotations

from collections.abc import Sequence

from core.figures.keys import Row
from core.figures.rows import STEP, rank_of

DIGITS = "0123456789"
WIDTH = 8
LONGEST = 40


def between(before: str, after: str) -> str | None:
    """A rank that sorts between two others ("" for the beginning or the end); None where there is no room."""
    if not all(c in DIGITS for c in before + after):
        return None
    out = ""
    at = 0
    end = after
    while len(out) < LONGEST:
        low = DIGITS.index(before[at]) if at < len(before) else 0
        high = DIGITS.index(end[at]) if end and at < len(end) else len(DIGITS)
        if high - low > 1:
            rank = out + DIGITS[(low + high) // 2 if end else low + 1]
            return rank if before < rank and (not after or rank < after) else None
        out += DIGITS[low]
        end = end if high == low else ""
        at += 1
    return None


def appended(last: str) -> str | None:
    """A rank behind all others, leaving room; None where there is none."""
    if not last:
        return rank_of(1)
    if not all(c in DIGITS for c in last):
        return None
    rank = f"{int(last[:WIDTH].ljust(WIDTH, '0')) + STEP:08d}"
    return rank if len(rank) == WIDTH and rank > last else between(last, "")


def placed(ranked: Sequence[tuple[str, Row]], at: int, row: Row) -> dict[Row, str]:
    """The rank by which a row comes to stand at a place; where there is no room all rows get new ranks."""
    before = ranked[at - 1][0] if at else ""
    rank = between(before, ranked[at][0]) if at < len(ranked) else appended(before)
    if rank is not None and (at == len(ranked) or ranked[at][0]):
        return {row: rank}
    rows = [name for _, name in ranked]
    rows.insert(at, row)
    return {name: rank_of(number) for number, name in enumerate(rows, start=1)}
