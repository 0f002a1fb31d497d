"""Reads what Excel, WPS and this program put on the clipboard as a block of texts."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from core.numbers.cleaning import clean

OWN = "application/x-zipingtong-cells"
"""The format in which this program's own cells carry their entries, marks included."""

MOST_ROWS = 5_000
MOST_COLUMNS = 200
_FOLDED = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NO_TEXT = ("style", "script", "head", "title", "xml")
_BREAKS = ("br", "p", "div", "li")

Grid = list[list[str | None]]


class ClipboardBlock(NamedTuple):
    """A block from the clipboard; `own` says that its texts are entries of this program."""

    block: Grid
    own: bool = False


def read_clipboard(source: QMimeData) -> ClipboardBlock:
    """The block on the clipboard, without rows when there is none."""
    if source.hasFormat(OWN):
        return ClipboardBlock(_own(bytes(source.data(OWN).data()).decode("utf-8", "replace")), own=True)
    block = read_html(source.html()) if source.hasHtml() else []
    return ClipboardBlock(block or read_tabs(source.text()))


def _own(text: str) -> Grid:
    try:
        rows = json.loads(text)
    except ValueError:
        return []
    if not isinstance(rows, list):
        return []
    return [
        [None if cell is None else clean(str(cell)) for cell in row] for row in rows if isinstance(row, list)
    ]


def read_tabs(text: str) -> Grid:
    """Texts between tabs; a quoted one may hold line ends, as Excel writes it."""
    text = clean(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a text that begins with a quotation mark and is longer than any cell
        rows = [line.split("\t") for line in text.split("\n")]
    return _trimmed([list(row) for row in rows])


def read_html(html: str) -> Grid:
    """The cells of the first table, None where a merged cell covers a place; no rows where there is no table."""
    reader = _Table()
    reader.feed(clean(html))
    reader.close()
    return _trimmed(reader.grid())


def _trimmed(rows: Grid) -> Grid:
    """Without the empty row that ends a clipboard, and not larger than a sheet may be; rows of one width."""
    if len(rows) > 1 and not any(rows[-1]):
        rows = rows[:-1]
    rows = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    if rows == [[""]] or rows == [[]]:
        return []
    wide = max(map(len, rows), default=0)
    blanks: list[str | None] = [None] * wide
    return [row + blanks[len(row) :] for row in rows]


class _Table(HTMLParser):
    """Collects the cells of the first table; what a style hides is no cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[tuple[str, int, int]]] = []
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._depth = 0
        self._silent = 0
        self._skipped = False
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif tag in _NO_TEXT:
            self._silent += 1
        elif self._done or self._depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self._skipped = bool(_HIDDEN.search(dict(attrs).get("style") or ""))
            if not self._skipped:
                self._rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and self._text is not None and (tag == "br" or any(self._text)):
            self._text.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
            self._done = self._done or self._depth == 0
        elif tag in _NO_TEXT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if self._skipped:
            return
        if not self._rows:
            self._rows.append([])
        self._text = []
        self._span = (
            _number(attributes.get("rowspan"), MOST_ROWS),
            _number(attributes.get("colspan"), MOST_COLUMNS),
        )

    def _end_cell(self) -> None:
        if self._text is None:
            return
        # White space folds before the no-break spaces become spaces: those are the ones that were meant.
        folded = _FOLDED.sub(" ", "".join(self._text)).replace("\x00", "\n")
        text = _AROUND_BREAK.sub("\n", folded).strip(" ").replace("\xa0", " ")
        self._rows[-1].append((text, *self._span))
        self._text = None

    def grid(self) -> Grid:
        """The cells at their places."""
        self._end_cell()
        taken: dict[tuple[int, int], str | None] = {}
        for row, cells in enumerate(self._rows[:MOST_ROWS]):
            column = 0
            for text, down, across in cells:
                while (row, column) in taken:
                    column += 1
                if column >= MOST_COLUMNS:
                    break
                for below in range(row, min(row + down, len(self._rows))):
                    for beside in range(column, min(column + across, MOST_COLUMNS)):
                        taken.setdefault((below, beside), None)
                taken[row, column] = text
                column += across
        wide = max((column + 1 for _, column in taken), default=0)
        return [[taken.get((row, n)) for n in range(wide)] for row in range(min(len(self._rows), MOST_ROWS))]


def _number(text: str | None, most: int) -> int:
    """A span; anything that is none is 1."""
    digits = re.match(r"\s*(\d{1,9})", text or "", re.ASCII)
    return min(max(int(digits[1]), 1), most) if digits else 1
