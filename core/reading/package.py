"""The parts of a returned workbook: a zip opened with suspicion, its XML heard element by element."""

from __future__ import annotations

import codecs
import errno
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from core.numbers.troubles import FileTrouble

_SAVE = "请用 Excel 或 WPS 打开后“另存为”.xlsx，再导入"
DAMAGED = f"文件损坏，读不出来，{_SAVE}；打不开的话，请对方重新发送"
TOO_LARGE = "表格太大，不像一张填报表，请用 Excel 或 WPS 打开，删去多余的工作表、行列和格式，另存后再导入"
LINKED = (
    "表格里有指向其他文件的链接，里面的数会随别处变动，请在 Excel 或 WPS 里断开链接（数据→编辑链接），"
    "或复制后“选择性粘贴—数值”另存，再导入"
)
_LOCKED = "文件有密码，请用 Excel 或 WPS 打开，去掉密码后保存，再导入"
_BOMB = f"文件解压后异常地大，没有读取，{_SAVE}；来历不明的文件请先问清楚"
_CROWDED = f"文件里的部件太多，或目录已损坏，没有读取，{_SAVE}"
_TANGLED = f"文件里有重名或重叠的部件，可能被改动过，没有读取，{_SAVE}"
_DECLARED = f"文件里有正常表格不会有的声明（DOCTYPE），没有读取，{_SAVE}"
_DEEP = f"文件里的内容一层套一层，不是正常的表格，没有读取，{_SAVE}"
_OLD = f"这是 Excel 97-2003 文件（.xls），{_SAVE}"
_BINARY = f"这是 Excel 二进制文件（.xlsb），{_SAVE}"
_OPEN_DOCUMENT = f"这是 OpenDocument 表格（.ods），{_SAVE}"
_NO_WORKBOOK = "这不是 Excel 表格，请检查选对了文件没有；要导入的是 .xlsx 文件"
_READ = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OTHER = {
    ".xls": _OLD,
    ".et": f"这是 WPS 表格文件（.et），{_SAVE}",
    ".xlsb": _BINARY,
    ".ods": _OPEN_DOCUMENT,
    ".csv": f"这是 CSV 文本，{_SAVE}",
    ".numbers": "这是苹果 Numbers 表格，请在 Numbers 里“导出到 Excel”，存成 .xlsx，再导入",
}

LARGEST = 50_000_000
"""Bytes of a file beyond which it is none that a person filled in."""

_MOST_PARTS = 2_000
_LARGEST_DIRECTORY = 1_000_000
_MOST_INFLATED = 60_000_000
_RATIO = 200
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 18
_LONGEST_TOKEN = 1 << 20  # a tag or comment is scanned anew with every chunk until it ends
_DEEPEST = 64
_MOST_NAMES = 4_000
_MOST_WORK = 7_000_000  # an element costs the time of four attributes
_MOST_CHARACTERS = 5_000_000
_MOST = {
    "cells": 200_000,
    "codes": 10_000,
    "formats": 100_000,
    "merges": 30_000,
    "relations": 5_000,
    "sheets": 1_000,
    "strings": 100_000,
}


class Listener:
    """Hears the elements of one part by their local names; `trail` holds those that are open."""

    texts: frozenset[str] = frozenset()

    def __init__(self, package: Package) -> None:
        self.package = package
        self.trail: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element opened; it is the last of the trail."""

    def ended(self, name: str, text: str) -> None:
        """An element closed and left the trail; its text where `texts` asks for it."""


class Package:
    """An opened .xlsx: its parts by normalised name, with one budget for all that is read from it."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._inflated = self._work = self._characters = 0
        self._counts: Counter[str] = Counter()
        self.parts = self._checked(archive.infolist())

    def trouble(self, reason: str) -> FileTrouble:
        """The refusal of this file, to be raised."""
        return FileTrouble(self.path, reason)

    def count(self, what: str) -> None:
        """One more of what is kept of the file; refuses a flood."""
        self._counts[what] += 1
        if self._counts[what] > _MOST[what]:
            raise self.trouble(TOO_LARGE)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part ("" is the whole file) refers to: id → kind and part; links elsewhere are refused."""
        folder, name = posixpath.split(part)
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        listener = _Relations(self, folder)
        if beside in self.parts:
            self.hear(beside, listener)
        return listener.found

    def hear(self, part: str, listener: Listener) -> None:
        """Inflates and parses a part, chunk by chunk, within the limits."""
        info = self.parts[part]
        with self._archive.open(info) as stream:
            chunk = stream.read(_CHUNK).lstrip(b" \t\r\n")
            parser = self._parser(_encoding(chunk), listener)
            size = 0
            while chunk:
                size += len(chunk)
                self._inflated += len(chunk)
                if self._inflated > _MOST_INFLATED or size > max(_RATIO_FROM, _RATIO * info.compress_size):
                    raise self.trouble(_BOMB)
                parser.Parse(chunk, False)
                if size - parser.CurrentByteIndex > _LONGEST_TOKEN or len(parser.intern) > _MOST_NAMES:
                    raise self.trouble(DAMAGED)
                chunk = stream.read(_CHUNK)
            parser.Parse(b"", True)

    def _parser(self, encoding: str, listener: Listener) -> expat.XMLParserType:
        """A parser that keeps the listener's trail and collects the texts it asks for."""
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        trail = listener.trail
        texts = listener.texts
        started = listener.started
        ended = listener.ended
        pieces: list[str] = []
        kept = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal kept
            self._work += 4 + len(attributes)
            if self._work > _MOST_WORK:
                raise self.trouble(TOO_LARGE)
            if ":" in name:
                name = name.rpartition(":")[2]
            trail.append(name)
            if len(trail) > _DEEPEST:
                raise self.trouble(_DEEP)
            started(name, attributes)
            if name in texts:
                pieces.clear()
                kept = attributes.get("xml:space") == "preserve"
                parser.CharacterDataHandler = hear

        def end(_: str) -> None:
            name = trail.pop()
            text = ""
            if name in texts:
                parser.CharacterDataHandler = None
                text = "".join(pieces) if kept else "".join(pieces).strip(" \t\r\n")
            ended(name, text)

        def hear(piece: str) -> None:
            self._characters += len(piece)
            if self._characters > _MOST_CHARACTERS:
                raise self.trouble(TOO_LARGE)
            pieces.append(piece)

        def declared(*_: object) -> None:
            raise self.trouble(_DECLARED)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = declared
        return parser

    def _checked(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """The parts by normalised name, once the directory is known to be an honest one."""
        if len(infos) > _MOST_PARTS:
            raise self.trouble(_CROWDED)
        if any(info.flag_bits & 0x41 for info in infos):
            raise self.trouble(_LOCKED)
        for info, following in pairwise(sorted(infos, key=lambda info: info.header_offset)):
            if (
                following.header_offset
                < info.header_offset + 30 + len(info.orig_filename) + info.compress_size
            ):
                raise self.trouble(_TANGLED)
        files = [info for info in infos if not info.filename.endswith(("/", "\\"))]
        parts = {_part_name(_file_name(info)): info for info in files}
        if len(parts) < len(files):
            raise self.trouble(_TANGLED)
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in files):
            raise self.trouble(DAMAGED)
        if any(name.startswith("xl/externallinks/") for name in parts):
            raise self.trouble(LINKED)
        return parts

    def main_part(self) -> str:
        """The part that lists the sheets."""
        named = [part for kind, part in self.relations("").values() if kind == "officedocument"]
        for part in (*named, "xl/workbook.xml", "xl/workbook.bin"):
            if part in self.parts:
                if part.endswith(".bin"):
                    raise self.trouble(_BINARY)
                return part
        raise self.trouble(_OPEN_DOCUMENT if "content.xml" in self.parts else _NO_WORKBOOK)


class _Relations(Listener):
    def __init__(self, package: Package, folder: str) -> None:
        super().__init__(package)
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        if kind == "externallink":
            raise self.package.trouble(LINKED)
        if attributes.get("TargetMode", "").lower() == "external":
            return
        self.package.count("relations")
        target = attributes.get("Target", "").replace("\\", "/")
        part = _part_name(posixpath.join("/", self._folder, target))
        if part not in self.package.parts and _part_name(target) in self.package.parts:
            part = _part_name(target)
        self.found[attributes.get("Id", "")] = (kind, part)


class _Narrow(io.FileIO):
    """A file from which zipfile cannot take a whole false directory into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LARGEST_DIRECTORY:
            raise FileTrouble(str(self.name), _CROWDED)
        return super().read(-1 if size is None else size) or b""


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Opens a workbook's zip; raises FileTrouble where the file is something else, locked or unsound."""
    suffix = path.suffix.lower()
    if suffix not in _READ:
        raise FileTrouble(path, _OTHER.get(suffix, _NO_WORKBOOK))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if path.stat().st_size > LARGEST:
        raise FileTrouble(path, "文件超过 50 MB，不像一张填报表，请检查选对了文件没有")
    with _Narrow(path) as file:
        head = file.read(4_096)
        if not head.startswith(b"PK"):
            raise FileTrouble(path, _said_of(head, file))
        with zipfile.ZipFile(file) as archive:
            yield Package(path, archive)


def _said_of(head: bytes, file: io.FileIO) -> str:
    """What a file is that is called .xlsx and is no zip."""
    if not head.strip(b"\x00"):
        return f"文件是空的，{DAMAGED.partition('，')[2]}"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        file.seek(0)
        return _OLD if "Workbook".encode("utf-16-le") in (file.readall() or b"") else _LOCKED
    start = head[:1_024].lower()
    if b"<html" in start or b"<!doctype html" in start or b"<table" in start:
        return f"文件名是 .xlsx，内容其实是网页（HTML），{_SAVE}"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return f"文件名是 .xlsx，内容其实是 XML 表格，{_SAVE}"
    return f"文件名是 .xlsx，内容其实是文本，{_SAVE}" if _is_text(head) else DAMAGED


def _is_text(head: bytes) -> bool:
    """Whether the first bytes are words without control characters, in an encoding offices use."""
    encodings = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "gb18030"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = codecs.getincrementaldecoder(encoding)().decode(head)
            return all(character >= " " or character in "\t\r\n\f" for character in text)
    return False


def _encoding(head: bytes) -> str:
    """The encoding by the first bytes: what an XML declaration claims is not to be trusted."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return {b"<\x00": "utf-16le", b"\x00<": "utf-16be"}.get(head[:2], "utf-8")


def _file_name(info: zipfile.ZipInfo) -> str:
    """A name in the zip; without the UTF-8 flag it may be UTF-8 or GBK all the same."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return info.filename.encode("cp437").decode(encoding)
    return info.filename


def _part_name(name: str) -> str:
    """One spelling for a part: no leading slash, forward slashes, small letters, no %20."""
    return posixpath.normpath("/" + unquote(name.replace("\\", "/"))).lstrip("/").lower()
