"""Reading a workbook that came back: .xlsx by Excel, WPS, LibreOffice or an OA, whatever its oddities."""

from __future__ import annotations

import errno
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from core.material.workbook import CellRead, SheetRead, WorkbookRead
from core.numbers.cleaning import clean
from core.numbers.disk import disk_words
from core.numbers.troubles import FileTrouble
from core.reading.package import DAMAGED, Listener, Package, open_package

ROWS = 5_000
COLUMNS = 200
_LONGEST_TEXT = 100_000
_BAD_ZIP = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError)
_BAD_WORDS = (ExpatError, OverflowError, ValueError)

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|General|Standard', re.IGNORECASE)
_BOOLEANS = {"1": "是", "true": "是", "0": "否", "false": "否"}
_DATE = "date"
_PERCENT = "percent"
_PLAIN = ""
_DATE_IDS = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))
_BUILT_IN = dict.fromkeys((9, 10), _PERCENT) | dict.fromkeys(_DATE_IDS, _DATE)


def read_workbook(path: Path) -> WorkbookRead:
    """The sheets of an .xlsx or .xlsm; raises FileTrouble with what to do."""
    try:
        with open_package(path) as package:
            if sheets := tuple(_read_sheets(package)):
                return WorkbookRead(path, sheets)
            raise package.trouble("文件里没有工作表，请检查选对了文件没有")
    except OSError as error:  # EINVAL: the zip's directory points before its beginning
        raise FileTrouble(path, DAMAGED if error.errno == errno.EINVAL else disk_words(error)) from error
    except (*_BAD_ZIP, *_BAD_WORDS) as error:
        raise FileTrouble(path, DAMAGED) from error


def _read_sheets(package: Package) -> Iterator[SheetRead]:
    main = package.main_part()
    relations = package.relations(main)
    book = _Book(package)
    strings = _Strings(package)
    looks = _Looks(package)
    package.hear(main, book)
    for kind, listener in (("sharedstrings", strings), ("styles", looks)):
        named = [part for of, part in relations.values() if of == kind]
        for part in [part for part in (*named, f"xl/{kind}.xml") if part in package.parts][:1]:
            package.hear(part, listener)
    values = _Values(strings.found, looks.found, book.since_1904)
    for number, (name, hidden, link) in enumerate(book.sheets, 1):
        if relations and not link:  # a module of old macros
            continue
        _, part = relations.get(link, ("", "" if relations else f"xl/worksheets/sheet{number}.xml"))
        if part not in package.parts:
            raise package.trouble(DAMAGED)
        sheet = _Sheet(package, values)
        package.hear(part, sheet)
        if sheet.root == "worksheet":
            yield SheetRead(name, hidden, sheet.cells, tuple(sheet.merges))


class _Book(Listener):
    """The list of sheets: name, hidden, relation; and where dates begin."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")
        elif name == "sheet" and self.trail[-2:-1] == ["sheets"]:
            self.package.count("sheets")
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            title = _words(attributes.get("name", "")) or f"Sheet{len(self.sheets) + 1}"
            hidden = attributes.get("state", "").lower() in ("hidden", "veryhidden")
            self.sheets.append((title, hidden, link))


class _Strings(Listener):
    """The shared strings: runs joined, readings of characters (rPh) left out."""

    texts = frozenset({"t"})

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.found: list[str] = []
        self._runs: list[str] = []

    def ended(self, name: str, text: str) -> None:
        if name == "t" and "rPh" not in self.trail:
            self._runs.append(text)
        elif name == "si":
            self.package.count("strings")
            self.found.append(_words("".join(self._runs)))
            self._runs.clear()


class _Looks(Listener):
    """What the formats that cells name by number make of a number: a date, a per cent, or nothing."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.found: list[str] = []
        self._codes = dict(_BUILT_IN)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and self.trail[-2:-1] == ["numFmts"]:
            self.package.count("codes")
            self._codes[_whole(attributes.get("numFmtId"))] = _look_of_code(attributes.get("formatCode", ""))
        elif name == "xf" and self.trail[-2:-1] == ["cellXfs"]:
            self.package.count("formats")
            self.found.append(self._codes.get(_whole(attributes.get("numFmtId")), _PLAIN))


class _Values(NamedTuple):
    """What the cells of every sheet are read with."""

    strings: list[str]
    looks: list[str]
    since_1904: bool

    def read(self, kind: str, value: str, style: int) -> CellRead:
        """A cell's value by its type."""
        match kind:
            case "s":
                index = _whole(value)
                return CellRead(self.strings[index] if 0 <= index < len(self.strings) else "")
            case "str" | "inlineStr" | "e":
                return CellRead(_words(value))
            case "b":
                return CellRead(_BOOLEANS.get(value.strip().lower(), ""))
            case "d":
                return _read_iso_date(value.strip())
        look = self.looks[style] if 0 <= style < len(self.looks) else _PLAIN
        return _read_number(value.strip(), look, self.since_1904)


class _Sheet(Listener):
    """One sheet's cells; places that are missing follow from the place before."""

    texts = frozenset({"v", "t"})

    def __init__(self, package: Package, values: _Values) -> None:
        super().__init__(package)
        self.root = ""
        self.cells: dict[tuple[int, int], CellRead] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self._values = values
        self._line = self._row = self._column = -1
        self._kind = "n"
        self._style = 0
        self._value = ""
        self._runs: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        trail = self.trail
        within = trail[1] if len(trail) > 2 else ""
        if name == "c" and within == "sheetData" and len(trail) == 4:
            place = _place(attributes.get("r", ""))
            self._row, self._column = place or (self._line, self._column + 1)
            self._kind = attributes.get("t", "n").strip()
            self._style = _whole(attributes.get("s", "0"))
            self._value = ""
            self._runs.clear()
        elif name == "row" and within == "sheetData":
            number = _whole(attributes.get("r"))
            self._line = number - 1 if number > 0 else self._line + 1
            self._column = -1
        elif name == "mergeCell" and within == "mergeCells":
            self._merge(attributes.get("ref", ""))
        elif len(trail) == 1:
            self.root = name

    def ended(self, name: str, text: str) -> None:
        if len(self.trail) < 3 or self.trail[1] != "sheetData":
            return
        if name == "v":
            self._value = text
        elif name == "t" and "rPh" not in self.trail:
            self._runs.append(text)
        elif name == "c" and (self._runs or self._value):
            if self._runs:
                self._kind = "inlineStr"
                self._value = "".join(self._runs)
            read = self._values.read(self._kind, self._value, self._style)
            if read.text.strip():
                self.package.count("cells")
                if self._row < ROWS and self._column < COLUMNS:
                    self.cells[self._row, self._column] = read

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start = _place(first)
        end = _place(last)
        if start is None or end is None or start == end:
            return
        self.package.count("merges")
        top, bottom = sorted((start[0], end[0]))
        left, right = sorted((start[1], end[1]))
        if bottom < ROWS and right < COLUMNS:
            self.merges.append((top, left, bottom, right))


def _words(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError("no cell holds so long a text")
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return clean(text)


def _whole(text: str | None) -> int:
    """A small whole number; -1 where there is none."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else -1


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of B3, counted from 0."""
    found = _CELL.fullmatch(reference)
    if found is None or not (row := int(found[2])):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return row - 1, column - 1


def _look_of_code(code: str) -> str:
    """Dates show y, d or 年月日 of themselves, per cents a % of itself: not in quotes, not escaped."""
    bare = _LITERAL.sub("", code[:255])
    if re.search("[ydYD]", bare) or (re.search("[年月日]", bare) and not re.search("[0#?]", bare)):
        return _DATE
    return _PERCENT if "%" in bare else _PLAIN


def _read_number(value: str, look: str, since_1904: bool) -> CellRead:
    if len(value) > 64 or not _NUMBER.fullmatch(value) or not isfinite(float(value)):
        return CellRead(_words(value))
    digits = value.lstrip("+-0.").replace(".", "")
    if value.lstrip("+-").isdigit() or ("e" not in value.lower() and len(digits) <= 15):
        number = Decimal(value)
    else:  # Excel writes 0.8045 as 0.80449999999999999: the shortest digits of the same double
        value = f"{Decimal(repr(float(value))):f}".removesuffix(".0")
        number = Decimal(value)
    words = _date_words(int(number), since_1904) if look == _DATE and number >= 0 else ""
    return CellRead(words or value, number, look == _PERCENT, bool(words))


def _date_words(days: int, since_1904: bool) -> str:
    """The day of a serial; Excel's 1900 has a 29 February. Empty outside its calendar."""
    if not 1 - since_1904 <= days <= 2_957_003:
        return ""
    if since_1904:
        return _in_words(date(1904, 1, 1) + timedelta(days))
    if days == 60:
        return "1900年2月29日"
    return _in_words(date(1899, 12, 31 if days < 60 else 30) + timedelta(days))


def _read_iso_date(value: str) -> CellRead:
    try:
        return CellRead(_in_words(date.fromisoformat(value[:10])), date=True)
    except ValueError:
        return CellRead(_words(value))


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
