"""Damaged workbooks of every format: how a sound one is made, how it is wounded, how many the campaign reads.

Run as a program it reads them within a process of their own and prints what it took.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from core.numbers.troubles import FileTrouble
from core.reading.workbooks import is_workbook, read_workbook
from tests.core.reading.other_formats import FILES, FULL_CSV, FULL_HTML, FULL_ODS, FULL_XML, written_ods
from tests.core.reading.workbooks import mutated, plain, wounded

SECONDS = 10
KILOBYTES = 500_000
_EXTREMES = (
    b"\x00\x00",
    b"\xff\xff",
    b"\xff\x7f",
    b"\x00\x80",
    b"\x01\x00",
    b"\xff\xff\xff\x7f",
    b"\xff\xff\xff\xff",
)
_TAGS = (
    "<table>",
    "</table>",
    "<td rowspan=9999 colspan=999>",
    "<tr>",
    "<!--",
    "<![if x]>",
    "<s>",
    "</s>",
    "&#0;",
)
_RECORD = re.compile(rb"[\x00-\xff]\x00[\x00-\x40]\x00")


class Kind(NamedTuple):
    """A format and its wounds; `count` is what the campaign reads."""

    suffix: str
    make: Callable[[Path], object]
    wound: Callable[[Path, bytes, random.Random], object]
    count: int


def _bytes(path: Path, whole: bytes, dice: random.Random) -> None:
    """Flips, extremes on even places, cuts, records twice or away."""
    content = bytearray(whole)
    for _ in range(dice.randint(1, 10)):
        at = dice.randrange(len(content) // 2) * 2
        extreme = dice.choice(_EXTREMES)
        content[at : at + len(extreme)] = extreme if dice.random() < 0.5 else dice.randbytes(len(extreme))
    if dice.random() < 0.4:
        records = [found.start() for found in _RECORD.finditer(bytes(content))]
        start = dice.choice(records or [0])
        piece = content[start : start + dice.choice((4, 14, 200, 512))]
        content[start:start] = piece * dice.choice((1, 40))
    path.write_bytes(wounded(bytes(content), dice) if dice.random() < 0.2 else content)


def _words(path: Path, whole: bytes, dice: random.Random) -> None:
    """Pieces away, doubled, exchanged, cut; odd attributes; tags where none belong."""
    content = whole
    for _ in range(dice.randint(1, 4)):
        content = wounded(content, dice) or whole
    if dice.random() < 0.3:
        at = dice.randrange(len(content))
        content = content[:at] + (dice.choice(_TAGS) * dice.choice((1, 3, 500))).encode() + content[at:]
    path.write_bytes(content)


KINDS = {
    "xlsx": Kind(".xlsx", plain, mutated, 2_000),
    "xls": Kind(".xls", lambda path: path.write_bytes((FILES / "odd.xls").read_bytes()), _bytes, 2_000),
    "html": Kind(".xls", lambda path: path.write_text(FULL_HTML, "gb18030"), _words, 500),
    "xml": Kind(".xls", lambda path: path.write_text(FULL_XML, "utf-8"), _words, 500),
    "csv": Kind(".csv", lambda path: path.write_text(FULL_CSV, "gb18030"), _words, 500),
    "ods": Kind(".ods", lambda path: written_ods(path, FULL_ODS), mutated, 500),
}


class Taken(NamedTuple):
    """What a round took: how many were read, how many refused, the slowest in seconds, the most memory in KB."""

    read: int
    refused: int
    slowest: float
    memory: int


def read_wounded(kind: Kind, count: int, seed: int, folder: Path) -> Taken:
    """Reads so many wounded files; whatever else than FileTrouble comes out is not caught."""
    path = folder / f"返回{kind.suffix}"
    kind.make(path)
    whole = path.read_bytes()
    dice = random.Random(seed)
    outcomes = {True: 0, False: 0}
    slowest = 0.0
    for _ in range(count):
        kind.wound(path, whole, dice)
        before = time.perf_counter()
        is_workbook(path)
        try:
            outcomes[bool(read_workbook(path).sheets)] += 1
        except FileTrouble:
            outcomes[False] += 1
        slowest = max(slowest, time.perf_counter() - before)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Taken(outcomes[True], outcomes[False], slowest, memory)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(*read_wounded(KINDS[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3]), Path(made)))
