"""Reading Excel 97-2003 workbooks (.xls) and WPS's .et through xlrd."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING

from core.material.workbook import SheetRead
from core.numbers.cleaning import clean
from core.numbers.troubles import FileTrouble
from core.reading.cell_values import (
    BOOLEANS,
    RAISED,
    STRUCK,
    CellRun,
    checked,
    read_number,
    read_words,
    without_author,
)
from core.reading.compound import SIGNATURE, Compound
from core.reading.most_read import Bounds
from core.reading.number_shown import BUILT_IN
from core.reading.refusals import DAMAGED, LOCKED, NO_WORKBOOK, TOO_LARGE
from core.reading.sheet_draft import SheetDraft

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

_LARGEST = 10_000_000  # bytes: a file of nothing but cells is read in some seconds
_LONGEST = 8.0  # seconds, after which no further sheet is begun: sheets may lie over each other
_STREAMS = ("Workbook", "Book")
_FIRST_OWN_CODE = 164
_SUPERSCRIPT = 1


def read_xls(bounds: Bounds, content: bytes) -> Iterator[SheetRead]:
    """The sheets of a workbook's bytes; raises FileTrouble."""
    if len(content) > _LARGEST:
        raise bounds.trouble(TOO_LARGE)
    try:
        yield from _read_sheets(bounds, _workbook(bounds, content))
    except FileTrouble:
        raise
    except Exception as error:  # xlrd meets damage with whatever Python happens to raise: there is no list
        raise bounds.trouble(LOCKED if "encrypted" in str(error) else DAMAGED) from error


def holds_workbook(content: bytes) -> bool:
    """Whether a compound file has a workbook in it; raises ValueError or struct.error where it is damaged."""
    streams = Compound(content)
    return any(name in streams for name in _STREAMS)


def _workbook(bounds: Bounds, content: bytes) -> bytes:
    """The records of the workbook alone: xlrd would follow a circle of sectors for ever."""
    if not content.startswith(SIGNATURE):
        return content
    streams = Compound(content)
    for name in _STREAMS:
        if name in streams:
            return streams.stream(name)
    raise bounds.trouble(LOCKED if "EncryptedPackage" in streams else NO_WORKBOOK)


def _read_sheets(bounds: Bounds, content: bytes) -> Iterator[SheetRead]:
    import xlrd

    until = time.monotonic() + _LONGEST
    book = xlrd.open_workbook(
        file_contents=content, logfile=StringIO(), formatting_info=True, ragged_rows=True, on_demand=True
    )
    fonts = [_font_mark(book, number) for number in range(len(book.font_list))]
    codes = {key: _code(key, known.format_str or "") for key, known in book.format_map.items()}
    for number in range(book.nsheets):
        bounds.count("sheets")
        if time.monotonic() > until:
            raise bounds.trouble(TOO_LARGE)
        sheet = book.sheet_by_index(number)
        draft = SheetDraft(bounds)
        _put_cells(draft, sheet, book, fonts, codes)
        _put_lines(draft, sheet)
        for top, bottom, left, right in sheet.merged_cells:
            draft.merge(top, left, bottom - 1, right - 1)
        for (row, column), note in sheet.cell_note_map.items():
            draft.comment(row, column, without_author(clean(checked(note.text)), [note.author]))
        yield draft.read(clean(sheet.name) or f"Sheet{number + 1}", hidden=sheet.visibility != 0)
        book.unload_sheet(number)


def _font_mark(book: Book, number: int) -> str:
    font = book.font_list[number]
    if font.struck_out:
        return STRUCK
    return RAISED if font.escapement == _SUPERSCRIPT else ""


def _code(key: int, code: str) -> str:
    """A format's code; of those that every file shares the currency depends on the computer."""
    if key < _FIRST_OWN_CODE and "$" in code:
        return ""
    return BUILT_IN.get(key, code)


def _put_cells(draft: SheetDraft, sheet: Sheet, book: Book, fonts: list[str], codes: dict[int, str]) -> None:
    import xlrd

    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            look = book.xf_list[cell.xf_index]
            own = fonts[look.font_index]
            if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                read = read_number(
                    _digits(cell.value),
                    codes.get(look.format_key, ""),
                    since_1904=book.datemode == 1,
                    struck=own == STRUCK,
                )
            else:
                runs = sheet.rich_text_runlist_map.get((row, column), ())
                read = read_words(_runs(_words(cell), runs, fonts), own)
            draft.put(row, column, read)


def _digits(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _words(cell: Cell) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return BOOLEANS["1" if cell.value else "0"]
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
    return checked(str(cell.value))


def _runs(words: str, starts: object, fonts: list[str]) -> list[CellRun]:
    """The words cut where another font begins; before the first the cell's own look holds."""
    known = [(at, fonts[font]) for at, font in starts] if isinstance(starts, list) else []
    cuts: list[tuple[int, str | None]] = [(0, None), *known, (len(words), None)]
    return [CellRun(words[at:end], mark) for (at, mark), (end, _) in pairwise(cuts) if at < end]


def _put_lines(draft: SheetDraft, sheet: Sheet) -> None:
    """Hides rows and columns that are hidden or have no size."""
    for row, line in sheet.rowinfo_map.items():
        if line.hidden or line.height == 0:
            draft.hide_rows(row, row)
    for column, line in sheet.colinfo_map.items():
        if line.hidden or line.width == 0:
            draft.hide_columns(column, column)
