"""Reading web pages that systems hand out as .xls: words and tables below each other, as Excel opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from core.material.workbook import SheetRead
from core.numbers.cleaning import clean
from core.reading.cell_values import RAISED, STRUCK, CellRun, checked, read_words
from core.reading.csv_text import decoded
from core.reading.most_read import COLUMNS, ROWS, Bounds
from core.reading.refusals import DAMAGED, DEEP, TOO_LARGE
from core.reading.sheet_draft import SheetDraft

_LARGEST = 5_000_000
_LONGEST_TAG = 100_000
_ENDLESS = 10
_DEEPEST = 64
_STRUCK_STYLE = re.compile(r"text-decoration[^;]*line-through")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)")
_BREAKS = ("br", "p", "div", "li")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SILENT = ("style", "script", "title", "xml")
_NOTE = "comment"
_MARKS = {"s": STRUCK, "del": STRUCK, "strike": STRUCK, "sup": RAISED, _NOTE: _NOTE}
_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[[^<>-]*>")
_STRAY = re.compile(r"<(?![A-Za-z/!?])|<(?=!\[)")
_GAP = re.compile(r"[ \t\r\n\f\xa0]+")
_BLANKS = " \t\r\n\f\xa0"


class _Spanned(NamedTuple):
    runs: list[CellRun]
    note: list[str]
    rows: int
    columns: int


class _Row(NamedTuple):
    cells: list[_Spanned]
    hidden: bool


def read_html(bounds: Bounds, content: bytes) -> Iterator[SheetRead]:
    """The one sheet of a page, none where it has no table; raises FileTrouble."""
    if len(content) > _LARGEST:
        raise bounds.trouble(TOO_LARGE)
    text = _harmless(decoded(content) or "")
    if not text:
        raise bounds.trouble(DAMAGED)
    page = _Page(bounds)
    page.feed(text)
    page.close()
    page.finish()
    if page.has_table:
        named = _NAME.search(text)
        yield _placed(bounds, page.rows).read(clean(named[1]) if named else "Sheet1", hidden=False)


def _harmless(text: str) -> str:
    """The text without what would take the parser for ever, or what it refuses; "" where that is not done.

    Left out are conditions such as <![if x]>; a < that opens no tag is a character. An end that never comes
    would be looked for from every beginning.
    """
    text = _STRAY.sub("&lt;", _CONDITION.sub("", text))
    endless = (
        text.count("<!--", text.rfind("-->") + 1) > _ENDLESS
        or text.count("<", text.rfind(">") + 1) > _ENDLESS
    )
    return "" if endless or max(map(len, text.split(">"))) > _LONGEST_TAG else text


def _placed(bounds: Bounds, rows: list[_Row]) -> SheetDraft:
    """The rows as cells; places that a cell above spans are passed over."""
    draft = SheetDraft(bounds)
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        below: dict[int, int] = {at: left - 1 for at, left in taken.items() if left > 1}
        for cell in row.cells:
            while taken.get(column):
                column += 1
            draft.put(number, column, read_words(cell.runs))
            draft.comment(number, column, clean("".join(cell.note)))
            draft.merge(number, column, number + cell.rows - 1, column + cell.columns - 1)
            if cell.rows > 1:
                right = min(column + cell.columns, COLUMNS)
                below |= dict.fromkeys(range(column, right), cell.rows - 1)
            column += cell.columns
        if row.hidden:
            draft.hide_rows(number, number)
        taken = below
    return draft


class _Table:
    """An open table: its rows so far, the cell that is open."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.cell: _Spanned | None = None
        self.marks: list[tuple[str, str]] = []


class _Page(HTMLParser):
    """Gathers rows; a table within a cell comes before the rest of the table around it."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self._bounds = bounds
        self._open: list[_Table] = []
        self._outside: list[str] = []
        self._silent = ""
        self.has_table = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        style = attributes.get("style", "").lower()
        if tag in _SILENT:
            self._silent = self._silent or tag
        elif tag == "table":
            if len(self._open) >= _DEEPEST:
                raise self._bounds.trouble(DEEP)
            self._flush()
            self.has_table = True
            self._open.append(_Table())
        elif not self._open:
            self._outside.append("\n" if tag in (*_BREAKS, *_HEADINGS) else "")
        else:
            table = self._open[-1]
            if tag == "tr":
                table.cell = None
                hidden = "hidden" in attributes or _HIDDEN_STYLE.search(style) is not None
                table.rows.append(_Row([], hidden))
            elif tag in ("td", "th"):
                self._start_cell(table, attributes, style)
            elif tag in _BREAKS:
                self._say(table, "\n")
            elif mark := _MARKS.get(tag, STRUCK if _STRUCK_STYLE.search(style) else ""):
                if len(table.marks) >= _DEEPEST:
                    raise self._bounds.trouble(DEEP)
                table.marks.append((tag, mark))

    def _start_cell(self, table: _Table, attributes: dict[str, str], style: str) -> None:
        self._bounds.count("places")
        if not table.rows:
            table.rows.append(_Row([], hidden=False))
        rows = _span(attributes.get("rowspan"), ROWS)
        table.cell = _Spanned([], [], rows, _span(attributes.get("colspan"), COLUMNS))
        table.rows[-1].cells.append(table.cell)
        table.marks = [("td", STRUCK)] if _STRUCK_STYLE.search(style) else []

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif not self._open:
            self._outside.append("\n" if tag in (*_BREAKS, *_HEADINGS) else "")
        else:
            table = self._open[-1]
            if tag == "table":
                self._close()
            elif tag in ("td", "th", "tr"):
                table.cell = None
            else:
                if tag in _BREAKS:
                    self._say(table, "\n")
                places = [at for at, (name, _) in enumerate(table.marks) if name == tag]
                del table.marks[places[-1] if places else len(table.marks) :]

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._open or self._open[-1].cell is None:
            self._outside.append(_GAP.sub(" ", data))
        else:
            table = self._open[-1]
            noted = any(mark == _NOTE for _, mark in table.marks)
            self._say(table, data if noted else _GAP.sub(" ", data))

    def _say(self, table: _Table, words: str) -> None:
        if table.cell is not None:
            marks = {mark for _, mark in table.marks}
            if _NOTE in marks:
                table.cell.note.append(words)
                return
            mark = STRUCK if STRUCK in marks else next(iter(marks), "")
            table.cell.runs.append(CellRun(words, mark))

    def _close(self) -> None:
        self._flush()
        for row in self._open.pop().rows:
            for cell in row.cells:
                _trim(cell.runs)
            self.rows.append(row)

    def _flush(self) -> None:
        """The words outside the tables, a line a row."""
        for line in "".join(self._outside).split("\n"):
            if words := line.strip():
                self._bounds.count("places")
                self.rows.append(_Row([_Spanned([CellRun(checked(words), "")], [], 1, 1)], hidden=False))
        self._outside.clear()

    def finish(self) -> None:
        """Closes the tables that the page left open."""
        while self._open:
            self._close()
        self._flush()


def _trim(runs: list[CellRun]) -> None:
    """Cuts the blanks at a cell's edges and around its line breaks."""
    checked("".join(run.text for run in runs))
    for ends, cut in ((range(len(runs)), str.lstrip), (range(len(runs) - 1, -1, -1), str.rstrip)):
        for at in ends:
            runs[at] = runs[at]._replace(text=cut(runs[at].text, _BLANKS))
            if runs[at].text:
                break
    kept: list[CellRun] = []
    for run in runs:
        after_break = bool(kept) and kept[-1].text.endswith("\n")
        text = run.text.lstrip(_BLANKS) if after_break else run.text
        if text:
            kept.append(run._replace(text=text))
    runs[:] = kept


def _span(text: str | None, most: int) -> int:
    digits = (text or "").strip()
    count = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
    return min(max(count, 1), most)
