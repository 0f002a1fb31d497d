"""Reading OpenDocument spreadsheets (.ods): the numbers that are stored against the words that are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from core.material.workbook import CellRead, SheetRead
from core.numbers.cleaning import clean, halfwidth
from core.numbers.rounding import places_of, round_half_up, shifted
from core.reading.cell_values import (
    BOOLEANS,
    RAISED,
    STRUCK,
    CellRun,
    checked,
    read_iso_date,
    read_number,
    read_words,
    without_author,
)
from core.reading.most_read import COLUMNS, ROWS, Bounds
from core.reading.package import Package
from core.reading.sheet_draft import SheetDraft
from core.reading.xlsx_styles import whole
from core.reading.xml_hearing import Listener

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:[0-9]{3}")
_OTHER_FILE = re.compile(r"'[a-z]+:[^']*'#|\[\.?[a-z]+://", re.IGNORECASE)
_CELLS = ("table-cell", "covered-table-cell")
_BOOLEANS = ("TRUE", "FALSE")
_DASHES = ("-", "－")


def read_ods(package: Package) -> Iterator[SheetRead]:
    """The sheets of a package with a content.xml; raises FileTrouble, or expat's error."""
    content = _Content(package.bounds)
    package.hear("content.xml", content)
    yield from content.sheets


class _Content(Listener):
    """Hears the styles that hide, strike and raise, then the tables."""

    mixed = True

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.sheets: list[SheetRead] = []
        self._marks: dict[str, str] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._draft: SheetDraft | None = None
        self._table: dict[str, str] = {}
        self._row = self._column = self._line = 0
        self._rows = 1
        self._cell: dict[str, str] = {}
        self._runs: list[CellRun] = []
        self._spans: list[str | None] = []
        self._lines = 0
        self._note: list[str] = []
        self._author = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        own = {
            key.rpartition(":")[2]: value
            for key, value in attributes.items()
            if not key.startswith("calcext:")
        }
        match name:
            case "style":
                self.bounds.count("formats")
                self._style = own.get("name", "")
            case "text-properties":
                self._marks[self._style] = _mark(own)
            case "table-properties" if own.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "table" if self._draft is None:
                self._start_table(own)
            case "table-source":
                self._table["source"] = "yes"
            case "table-column":
                self._start_column(own)
            case "table-row":
                self._rows = max(whole(own.get("number-rows-repeated")), 1)
                self._column = 0
                if self._draft is not None and own.get("visibility") in ("collapse", "filter"):
                    self._draft.hide_rows(self._row, self._row + self._rows - 1)
            case "table-cell" | "covered-table-cell":
                self._cell = own
                self._lines = 0
                self._runs.clear()
            case "annotation":
                self._note.clear()
                self._author = ""
            case "p":
                self._start_paragraph()
            case "span":
                self._spans.append(self._marks.get(own.get("style-name", "")))
            case "s":
                self.heard(" " * min(max(whole(own.get("c")), 1), 1_000))
            case "tab" | "line-break":
                self.heard("\t" if name == "tab" else "\n")

    def _start_table(self, own: dict[str, str]) -> None:
        self.bounds.count("sheets")
        self._draft = SheetDraft(self.bounds)
        self._table = own
        self._row = self._line = 0

    def _start_column(self, own: dict[str, str]) -> None:
        count = max(whole(own.get("number-columns-repeated")), 1)
        if self._draft is not None and own.get("visibility") in ("collapse", "filter"):
            self._draft.hide_columns(self._line, self._line + count - 1)
        self._line += count

    def _start_paragraph(self) -> None:
        if "annotation" in self.trail:
            self._note.append("\n")
        elif self._lines:
            self._runs.append(CellRun("\n"))
        self._lines += 1

    def heard(self, piece: str) -> None:
        """Characters within the open elements."""
        if self._draft is None:
            return
        if "annotation" in self.trail:
            if "creator" in self.trail:
                self._author += piece
            elif "p" in self.trail:
                self._note.append(piece)
        elif "p" in self.trail and any(name in self.trail for name in _CELLS):
            self._runs.append(CellRun(piece, self._spans[-1] if self._spans else None))

    def ended(self, name: str, _: str) -> None:
        if self._draft is None:
            return
        if name == "span" and self._spans:
            self._spans.pop()
        elif name == "annotation":
            words = without_author(clean(checked("".join(self._note))), [self._author])
            self._draft.comment(self._row, self._column, words)
        elif name in _CELLS:
            self._end_cell(self._draft)
        elif name == "table-row":
            self._row += self._rows
        elif name == "table" and "table" not in self.trail:
            self._end_table(self._draft)

    def _end_table(self, draft: SheetDraft) -> None:
        """A sheet is whole; what is only a copy of another file's is none."""
        if "source" not in self._table:
            name = clean(self._table.get("name", "")) or f"Sheet{len(self.sheets) + 1}"
            hidden = self._table.get("style-name", "") in self._hidden_styles
            self.sheets.append(draft.read(name, hidden=hidden))
        self._draft = None

    def _end_cell(self, draft: SheetDraft) -> None:
        count = max(whole(self._cell.get("number-columns-repeated")), 1)
        read = self._read()
        if read.text.strip() or read.unreckoned or read.struck:
            for row in range(self._row, self._row + min(self._rows, ROWS + 1)):
                for column in range(self._column, self._column + min(count, COLUMNS + 1)):
                    draft.put(row, column, read)
        down = max(whole(self._cell.get("number-rows-spanned")), 1)
        across = max(whole(self._cell.get("number-columns-spanned")), 1)
        draft.merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
        self._column += count

    def _read(self) -> CellRead:
        own = self._cell
        mark = self._marks.get(own.get("style-name", ""), "")
        seen = checked("".join(run.text for run in self._runs)).strip()
        formula = own.get("formula", "")
        linked = _OTHER_FILE.search(formula) is not None
        kind = own.get("value-type", "")
        match "boolean" if kind == "float" and seen in _BOOLEANS else kind:
            case "float" | "currency" | "percentage" if not _ERROR.fullmatch(seen):
                read = _number(own, seen, struck=mark == STRUCK)
            case "date":
                read = read_iso_date(own.get("date-value", ""))
                read = CellRead("", struck=read.text) if mark == STRUCK else read
            case "time":
                read = CellRead("", struck=seen) if mark == STRUCK else CellRead(clean(seen), date=True)
            case "boolean":
                value = own.get("boolean-value", seen).lower()
                read = read_words([CellRun(BOOLEANS.get(value, seen))], mark)
            case "" if formula and not seen:
                read = CellRead("", unreckoned=True)
            case _:
                read = read_words(self._runs, mark)
        return read._replace(linked=True) if linked else read


def _mark(own: dict[str, str]) -> str:
    lines = {own.get(f"text-line-through-{part}", "none") for part in ("style", "type")}
    if lines != {"none"}:
        return STRUCK
    return RAISED if own.get("text-position", "").startswith(("super", "33%")) else ""


def _number(own: dict[str, str], seen: str, *, struck: bool) -> CellRead:
    percent = own.get("value-type") == "percentage"
    read = read_number(own.get("value", "").strip(), "0%" if percent else "", struck=struck)
    if read.number is None or not seen:
        return read
    shown, scaled = _against(shifted(read.number, 2) if percent else read.number, seen, percent=percent)
    return read._replace(shown=shown, scaled=scaled)


def _against(number: Decimal, seen: str, *, percent: bool) -> tuple[str, bool]:
    """What is seen if it says more than the number's digits, and whether these are another number."""
    bare = re.sub(r"[\s,￥¥']", "", halfwidth(seen)).replace("−", "-")
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    if percent:
        bare = bare.removesuffix("%")
    if number == 0 and bare in _DASHES:
        return "", False
    try:
        if _is(Decimal(bare), number):
            return "", False
    except InvalidOperation:
        pass
    found = _NUMBER.findall(bare)
    if number == 0 and not found:
        return clean(seen), False
    same = len(found) == 1 and _is(Decimal(found[0]), number)
    return clean(seen), not same


def _is(seen: Decimal, number: Decimal) -> bool:
    """Whether a number is shown as it is, or rounded."""
    return seen.is_finite() and round_half_up(number, places_of(seen)) == seen
