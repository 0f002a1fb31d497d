"""Reading tables that are plain text: separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from core.material.workbook import CellRead, SheetRead
from core.numbers.cleaning import clean
from core.reading.cell_values import checked
from core.reading.most_read import Bounds
from core.reading.refusals import DAMAGED, TOO_LARGE
from core.reading.sheet_draft import SheetDraft

_LARGEST = 5_000_000
_SEPARATORS = "\t,;"
_SAID = re.compile(r"sep=(.)\r?\n")
_HELD = re.compile(r'="([^"]*)"')
_FORMULA = re.compile(r"=[A-Za-z$(+\-]")
_SEEN = 50  # lines by which the separator is known


def decoded(content: bytes) -> str | None:
    """Text in an encoding that offices use: UTF-8, UTF-16 with its mark, GB18030; None where it is none."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if all(c >= " " or c in "\t\r\n\f" for c in text[:4_096]) and "\x00" not in text else None
    return None


def read_csv(bounds: Bounds, content: bytes) -> Iterator[SheetRead]:
    """The one sheet of a text; its cells are words as they stand. Raises FileTrouble."""
    text = decoded(content)
    if text is None or len(content) > _LARGEST:
        raise bounds.trouble(DAMAGED if text is None else TOO_LARGE)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    draft = SheetDraft(bounds)
    try:
        rows = csv.reader(StringIO(text[said.end() if said else 0 :], newline=""), delimiter=separator)
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                if words:
                    draft.put(number, column, _read(words))
    except csv.Error as error:
        raise bounds.trouble(DAMAGED) from error
    yield draft.read(clean(bounds.path.stem) or "Sheet1", hidden=False)


def _read(words: str) -> CellRead:
    """A cell's words; ="007" holds them as words, another formula has no value here."""
    held = _HELD.fullmatch(words.strip())
    if held is None and _FORMULA.match(words.strip()):
        return CellRead("", unreckoned=True)
    return CellRead(clean(checked(held[1] if held else words)))


def _separator(text: str) -> str:
    """The separator that the first lines have most alike: in most of them, and as often in each."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:100_000].splitlines()[:_SEEN] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: counts[mark][len(lines) // 2 :][:1] or [0])
