"""Reading a workbook whatever it is called: its first bytes say what it is."""

from __future__ import annotations

import codecs
import errno
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.parsers.expat import ExpatError

from core.material.workbook import SheetRead, WorkbookRead
from core.numbers.disk import disk_words
from core.numbers.troubles import FileTrouble
from core.reading.compound import SIGNATURE
from core.reading.csv_text import read_csv
from core.reading.html_tables import read_html
from core.reading.most_read import LARGEST, Bounds
from core.reading.ods import read_ods
from core.reading.package import Package, open_package
from core.reading.refusals import (
    DAMAGED,
    EMPTY,
    FLAT,
    HUGE,
    NO_WORKBOOK,
    PORTABLE,
    SHEETLESS,
    WEB_ARCHIVE,
)
from core.reading.xls import holds_workbook, read_xls
from core.reading.xlsx import read_xlsx
from core.reading.xml_spreadsheet import read_xml_spreadsheet
from core.reading.zips import UNSOUND

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".xlsb", ".ods", ".ots")
_TABLES_OF_TEXT = (*_SUFFIXES, ".csv", ".tsv")
_NAMED = (*_TABLES_OF_TEXT, ".numbers")
_BAD_WORDS = (ExpatError, OverflowError, ValueError)
_HEAD = 4_096
_BLANKS = b"\xef\xbb\xbf \t\r\n"

_BIFF = tuple(bytes((9, version)) for version in (0, 2, 4, 8))
_ZIP = b"PK"

_Reader = Callable[[Bounds, bytes], Iterator[SheetRead]]


def read_workbook(path: Path) -> WorkbookRead:
    """The sheets of a workbook in any format that is known; raises FileTrouble with what to do."""
    bounds = Bounds(path)
    try:
        head = _head(path)
        if path.stat().st_size > LARGEST:
            raise bounds.trouble(HUGE)
        sheets = _read_package(bounds) if head.startswith(_ZIP) else _read_content(bounds, head)
    except OSError as error:  # EINVAL: the zip's directory points before its beginning
        raise FileTrouble(path, DAMAGED if error.errno == errno.EINVAL else disk_words(error)) from error
    except (*UNSOUND, *_BAD_WORDS) as error:
        raise FileTrouble(path, DAMAGED) from error
    if not sheets:
        raise bounds.trouble(SHEETLESS)
    return WorkbookRead(path, sheets)


def is_workbook(path: Path) -> bool:
    """Whether a file is to be read as a workbook: by its first bytes, and its suffix where they leave it open.

    A file that is called a workbook and is damaged, or not there, is one: reading it says what is wrong.
    """
    named = path.suffix.lower() in _NAMED
    try:
        head = _head(path)
    except OSError:
        return named
    if head.startswith(_ZIP):
        with suppress(FileTrouble, OSError, *UNSOUND), open_package(Bounds(path)) as package:
            return _is_open_document(package) or any(part.startswith("xl/") for part in package.parts)
        return named
    reader = _reader_of(head)
    if reader is read_xls:
        with suppress(OSError, ValueError, IndexError, struct.error):
            return named or not head.startswith(SIGNATURE) or holds_workbook(path.read_bytes())
        return named
    return reader is read_xml_spreadsheet or named


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    with path.open("rb") as file:
        return file.read(_HEAD)


def _read_package(bounds: Bounds) -> tuple[SheetRead, ...]:
    with open_package(bounds) as package:
        return tuple(read_ods(package) if _is_open_document(package) else read_xlsx(package))


def _is_open_document(package: Package) -> bool:
    return "content.xml" in package.parts and "xl/workbook.xml" not in package.parts


def _read_content(bounds: Bounds, head: bytes) -> tuple[SheetRead, ...]:
    reader = _reader_of(head)
    if reader is None or (reader is read_csv and bounds.path.suffix.lower() not in _TABLES_OF_TEXT):
        raise bounds.trouble(_said_of(bounds.path, head))
    return tuple(reader(bounds, bounds.path.read_bytes()))


def _reader_of(head: bytes) -> _Reader | None:
    """Who reads a file that is no zip; None where its first bytes are of another kind."""
    if head.startswith(SIGNATURE) or head[:2] in _BIFF:
        return read_xls
    if _said_of_kind(head):
        return None
    start = _narrow(head)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        return read_xml_spreadsheet
    if any(tag in start for tag in (b"<html", b"<!doctype html", b"<table", b"<meta")):
        return read_html
    return read_csv if _is_text(head) and not start.startswith(b"<?xml") else None


def _said_of(path: Path, head: bytes) -> str:
    """Why a file that nobody reads is not read."""
    if said := _said_of_kind(head):
        return said
    return DAMAGED if path.suffix.lower() in _NAMED and not _is_text(head) else NO_WORKBOOK


def _said_of_kind(head: bytes) -> str:
    """What is said of kinds that are known and not read."""
    start = _narrow(head)
    if not head.strip(b"\x00"):
        return EMPTY
    if start.startswith(b"%pdf"):
        return PORTABLE
    if start.startswith(b"mime-version:"):
        return WEB_ARCHIVE
    if start.startswith(b"{\\rtf"):
        return NO_WORKBOOK
    return FLAT if b"<office:document " in start else ""


def _narrow(head: bytes) -> bytes:
    """The first bytes in small letters, of UTF-16 one byte of two."""
    return head.replace(b"\x00", b"").lstrip(b"\xff\xfe" + _BLANKS).lower()


def _is_text(head: bytes) -> bool:
    """Whether the first bytes are words without control characters, in an encoding offices use."""
    encodings = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "gb18030"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = codecs.getincrementaldecoder(encoding)().decode(head)
            return all(character >= " " or character in "\t\r\n\f" for character in text)
    return False
