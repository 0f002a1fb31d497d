"""Rows of a band that came back and the report's rows: which is which, by name, else by place."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Container, Hashable, Mapping, Sequence

from core.intake.forms.labels import bare
from core.material.workbook import CellRead

_FILLER = re.compile(r"[.…。]*|[-/]*|无|不涉及")
_SUM = re.compile(r".{0,14}(?:小计|合计|总计|共计):?")
_NOTE = re.compile(r"(?:注|备注|说明|填表说明):.*")

Column = int


def says_none(texts: Sequence[str]) -> bool:
    """Whether a row holds just the word 无."""
    words = [bare(text) for text in texts if bare(text)]
    return bool(words) and all(word in ("无", "不涉及") for word in words)


def is_filler(texts: Sequence[str]) -> bool:
    """Whether a row holds just the dots of an official form, 无, or nothing."""
    return all(_FILLER.fullmatch(bare(text)) for text in texts)


def is_no_row(name: str) -> bool:
    """Whether a row's name says that it is a sum or a note below the table."""
    words = bare(name)
    return _SUM.fullmatch(words) is not None or _NOTE.fullmatch(words) is not None


def matched(
    theirs: Sequence[Hashable],
    ours: Sequence[Hashable],
    alike: Callable[[int, int], bool],
    *,
    named: bool,
    stray: Container[int] = (),
) -> list[int | None]:
    """For each row that came back the number of the report's row it is; "" is a row without a name.

    Rows of one name meet in order. What is left between matched neighbours: with names just one against one
    that is alike (renamed), or rows that had no name yet; without names in order. Those in `stray` are
    rows by their name only.
    """
    out: list[int | None] = _by_name(theirs, ours)
    taken = {number for number in out if number is not None}
    for start, end, low, high in _gaps(out, len(ours)):
        rest = [number for number in range(low, high) if number not in taken]
        open_rows = [number for number in range(start, end) if number not in stray]
        pairs = zip(open_rows, rest, strict=False)
        if len(open_rows) == len(rest) == 1:
            chosen = [(i, j) for i, j in pairs if not named or not ours[j] or alike(i, j)]
        elif not named and len(open_rows) == len(rest):
            chosen = list(pairs)
        elif not named or not any(ours[j] for j in rest):
            chosen = _alike_in_order(open_rows, rest, alike)
        else:
            chosen = []
        for i, j in chosen:
            out[i] = j
            taken.add(j)
    return out


def _by_name(theirs: Sequence[Hashable], ours: Sequence[Hashable]) -> list[int | None]:
    waiting: dict[Hashable, deque[int]] = {}
    for number, name in enumerate(ours):
        waiting.setdefault(name, deque()).append(number)
    return [waiting[name].popleft() if waiting.get(name) else None for name in theirs]


def _gaps(out: Sequence[int | None], count: int) -> list[tuple[int, int, int, int]]:
    """Runs of unmatched rows, with the report's rows that stand between their matched neighbours."""
    gaps: list[tuple[int, int, int, int]] = []
    at = 0
    while at < len(out):
        if out[at] is not None:
            at += 1
            continue
        end = at
        while end < len(out) and out[end] is None:
            end += 1
        before = out[at - 1] if at else -1
        after = out[end] if end < len(out) else count
        if before is not None and after is not None and before < after:
            gaps.append((at, end, before + 1, after))
        at = end
    return gaps


def _alike_in_order(
    theirs: Sequence[int], ours: Sequence[int], alike: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    rest = list(ours)
    for i in theirs:
        found = next((j for j in rest if alike(i, j)), None)
        if found is not None:
            pairs.append((i, found))
            rest = [j for j in rest if j > found]
    return pairs


# -- merged columns -----------------------------------------------------------------------------------


def filled_down(
    rows: Sequence[int],
    own: Mapping[tuple[int, Column], CellRead],
    columns: Sequence[Column],
    anchors: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[tuple[int, Column], tuple[CellRead, bool]]:
    """What blank cells of joined columns take from above, by (row, column); the flag: a merged cell says so.

    A column takes nothing over a change in a joined column at its left.
    """
    inside = set(rows)
    out = dict[tuple[int, Column], tuple[CellRead, bool]]()
    before: dict[Column, CellRead | None] = dict.fromkeys(columns)
    for row in rows:
        changed = False
        for column in columns:
            here = own.get((row, column))
            anchor = anchors.get((row, column))
            above = before[column]
            if here is not None:
                changed = changed or above is None or bare(here.text) != bare(above.text)
                before[column] = here
            elif anchor is not None and anchor[0] in inside and (anchor_read := own.get(anchor)) is not None:
                before[column] = anchor_read
                out[row, column] = (anchor_read, True)
            elif changed or above is None:
                before[column] = None
            else:
                out[row, column] = (above, False)
    return out
