"""The parts of a returned workbook: a zip opened with suspicion."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO
from urllib.parse import unquote

from core.numbers.troubles import FileTrouble
from core.reading.most_read import Bounds
from core.reading.refusals import BINARY, BOMB, CROWDED, DAMAGED, LOCKED, NO_WORKBOOK, NUMBERS, TANGLED
from core.reading.xml_hearing import Listener, XmlHearing
from core.reading.zips import CHUNK, MOST_INFLATED, MOST_PARTS, is_bomb, name_in_zip

_LARGEST_DIRECTORY = 1_000_000


class Package:
    """An opened zip: its parts by normalised name, with one budget for all that is read from it."""

    def __init__(self, bounds: Bounds, archive: zipfile.ZipFile) -> None:
        self.bounds = bounds
        self._archive = archive
        self._hearing = XmlHearing(bounds)
        self._inflated = 0
        self.parts = self._checked(archive.infolist())

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part ("" is the whole file) refers to inside: id → kind and part; links elsewhere are left."""
        folder, name = posixpath.split(part)
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        listener = _Relations(self.bounds, folder, frozenset(self.parts))
        if beside in self.parts:
            self.hear(beside, listener)
        return listener.found

    def hear(self, part: str, listener: Listener) -> None:
        """Inflates and parses a part, chunk by chunk, within the limits."""
        info = self.parts[part]
        with self._archive.open(info) as stream:
            self._hearing.hear(self._chunks(stream, info.compress_size), listener)

    def _chunks(self, stream: IO[bytes], compressed: int) -> Iterator[bytes]:
        size = 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            self._inflated += len(chunk)
            if self._inflated > MOST_INFLATED or is_bomb(size, compressed):
                raise self.bounds.trouble(BOMB)
            yield chunk

    def _checked(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """The parts by normalised name, once the directory is known to be an honest one."""
        if len(infos) > MOST_PARTS:
            raise self.bounds.trouble(CROWDED)
        if any(info.flag_bits & 0x41 for info in infos):
            raise self.bounds.trouble(LOCKED)
        for info, following in pairwise(sorted(infos, key=lambda info: info.header_offset)):
            if (
                following.header_offset
                < info.header_offset + 30 + len(info.orig_filename) + info.compress_size
            ):
                raise self.bounds.trouble(TANGLED)
        files = [info for info in infos if not info.filename.endswith(("/", "\\"))]
        parts = {_part_name(name_in_zip(info)): info for info in files}
        if len(parts) < len(files):
            raise self.bounds.trouble(TANGLED)
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in files):
            raise self.bounds.trouble(DAMAGED)
        return parts

    def main_part(self) -> str:
        """The part that lists an .xlsx's sheets."""
        named = [part for kind, part in self.relations("").values() if kind == "officedocument"]
        for part in (*named, "xl/workbook.xml", "xl/workbook.bin"):
            if part in self.parts:
                if part.endswith(".bin"):
                    raise self.bounds.trouble(BINARY)
                return part
        raise self.bounds.trouble(NUMBERS if "index/document.iwa" in self.parts else NO_WORKBOOK)


class _Relations(Listener):
    def __init__(self, bounds: Bounds, folder: str, parts: frozenset[str]) -> None:
        super().__init__(bounds)
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder
        self._parts = parts

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        if attributes.get("TargetMode", "").lower() == "external":
            return
        self.bounds.count("relations")
        target = attributes.get("Target", "").replace("\\", "/")
        part = _part_name(posixpath.join("/", self._folder, target))
        if part not in self._parts and _part_name(target) in self._parts:
            part = _part_name(target)
        self.found[attributes.get("Id", "")] = (kind, part)


class _Narrow(io.FileIO):
    """A file from which zipfile cannot take a whole false directory into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LARGEST_DIRECTORY:
            raise FileTrouble(str(self.name), CROWDED)
        return super().read(-1 if size is None else size) or b""


@contextmanager
def open_package(bounds: Bounds) -> Iterator[Package]:
    """Opens a workbook's zip; raises FileTrouble where it is locked or unsound."""
    with _Narrow(bounds.path) as file, zipfile.ZipFile(file) as archive:
        yield Package(bounds, archive)


def _part_name(name: str) -> str:
    """One spelling for a part: no leading slash, forward slashes, small letters, no %20."""
    return posixpath.normpath("/" + unquote(name.replace("\\", "/"))).lstrip("/").lower()
