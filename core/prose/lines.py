"""The lines of a text as pieces without white space, and what kind of line each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.prose.flow import ENUMERATOR, LONGEST_HEADING, ONE_WRITING
from core.prose.residue import find_residue

BLANK = "空行"
PROSE = "文字"
TABLE = "表行"

_PIECE = re.compile(r"[^\s|\u3000]+")
_WIDE_GAP = re.compile(r"[ \u3000\xa0]{2,}|\t|\s*\|\s*")
_NUMBERS_ONLY = re.compile(r"[-+]?[\d,.，%]+")
_SENTENCE = re.compile("[。；]|，.*，")
_SPELLED = re.compile(r"(?<!\d)\d")
LONGEST_CELL = 30


@dataclass(slots=True)
class SourceLine:
    """A line's kind and its pieces as (start, end) in the source; a piece opening a cell is named in `cells`."""

    kind: str
    start: int
    end: int
    pieces: list[tuple[int, int]]
    cells: frozenset[int]
    width: float = 0.0
    indent: int = 0


def read_lines(source: str) -> Iterator[SourceLine]:
    """The lines of a text in order."""
    skipped = {(r.start, r.end) for r in find_residue(source)}
    cuts = sorted(skipped)
    at = cut = 0
    for raw in source.split("\n"):
        start = at
        end = at + len(raw)
        at = end + 1
        low = start
        while cut < len(cuts) and cuts[cut][0] < end and cuts[cut][0] >= start:
            low = cuts[cut][1] if not source[start : cuts[cut][0]].strip() else low
            cut += 1
        yield _line(source, low, end)


def _line(source: str, start: int, end: int) -> SourceLine:
    words = source[start:end]
    stripped = words.strip()
    if not stripped:
        return SourceLine(BLANK, start, end, [], frozenset())
    pieces = [(start + m.start(), start + m.end()) for m in _PIECE.finditer(words)]
    if not pieces:
        return SourceLine(BLANK, start, end, [], frozenset())
    wide = sum(1 if c > "\u2e7f" else 0.5 for c in stripped)
    indent = len(words) - len(words.lstrip())
    cells = _cells(words, stripped, start, pieces)
    return SourceLine(TABLE if cells else PROSE, start, end, pieces, frozenset(cells), wide, indent)


def _cells(words: str, stripped: str, start: int, pieces: list[tuple[int, int]]) -> list[int]:
    """The numbers of the pieces that open a cell, none where the line is no row of a table."""
    if "|" in words:
        return _opening(words, start, pieces)
    if _NUMBERS_ONLY.fullmatch(stripped.replace(" ", "")) and (len(pieces) > 1 or "." in stripped):
        return list(range(len(pieces)))
    if len(pieces) < 2 or not _WIDE_GAP.search(stripped):
        return []
    cells = _WIDE_GAP.split(stripped)
    numbers = sum(1 for cell in cells if _NUMBERS_ONLY.fullmatch(cell))
    short = all(len(cell) <= LONGEST_CELL for cell in cells)
    if not short or _SENTENCE.search(stripped) or (ENUMERATOR.match(stripped) and not numbers):
        return []
    if numbers or len(cells) >= 3 or "\t" in stripped:
        return _opening(words, start, pieces)
    return []


def _opening(words: str, start: int, pieces: list[tuple[int, int]]) -> list[int]:
    """The first piece, and each behind a wide gap or a bar."""
    out = [0]
    for number in range(1, len(pieces)):
        gap = words[pieces[number - 1][1] - start : pieces[number][0] - start]
        if "|" in gap or "\t" in gap or len(gap) >= 2:
            out.append(number)
    return out


def joins_digits(before: str, after: str, gap: int) -> bool:
    """Whether a blank between two pieces stands inside one number: 1 272.75, 1272 .75, 1 2 7 2."""
    if gap > 1:
        return False
    if before[-1:] == "." or after[:1] == ".":
        return before.rstrip(".")[-1:].isdigit() and after.lstrip(".")[:1].isdigit()
    tail = re.search(r"\d+$", before)
    head = re.match(r"\d+", after)
    if tail is None or head is None:
        return False
    grouped = len(head[0]) == 3 and len(tail[0]) <= 3 and not (len(tail[0]) == 3 and tail.start() == 0)
    spelled = len(head[0]) == 1 and len(tail[0]) == 1 and _SPELLED.search(before) is not None
    return grouped or spelled


def one_writing(words: str) -> str:
    """Words in the flow's writing; a comma inside a number stays half-width."""
    out = words.translate(ONE_WRITING)
    if "，" in words and _WIDE_DIGIT.search(words):
        out = _THOUSANDS.sub(lambda found: found[0].replace("，", ","), out)
    if "，" in words:
        out = _MONEY_COMMA.sub(lambda found: found[0].replace("，", ","), out)
    if "，" in out and "," in words:
        out = _THOUSANDS.sub(lambda found: found[0].replace("，", ","), out)
    if "：" in out and ":" in words:
        out = _CLOCK.sub(lambda found: found[0].replace("：", ":"), out)
    return out


_WIDE_DIGIT = re.compile("[０-９]，[０-９]{3}")
_THOUSANDS = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?![\d])")
_CLOCK = re.compile(r"\d{1,2}：\d{2}(?!\d)")


_AMOUNT = re.compile(r"\d[\d,.]*(?:[万亿千百]?元|%|[人个名辆])")
_MONEY_COMMA = re.compile(r"(?<![\d.，])\d{1,3}，\d{3}\.\d{1,2}(?=[万亿]?元)")


def is_heading(words: str) -> bool:
    """Whether a line of the flow is a heading: numbered, short, no sentence."""
    found = ENUMERATOR.match(words)
    if found is None or len(words) > LONGEST_HEADING:
        return False
    rest = words[found.end() :]
    return (
        bool(rest)
        and not _AMOUNT.search(rest)
        and not re.search("[。；：，].", rest)
        and not rest.endswith(("，", "；", "、"))
    )
