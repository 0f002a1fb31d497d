"""The streams of an OLE compound file (.xls, .doc, files with a password); every chain of sectors ends.

Layout: [MS-CFB]. What contradicts itself raises ValueError or struct.error.
"""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST = 0xFFFFFFF0  # this and what is above mark ends and free sectors
_ENTRY = 128
_STREAM = 2
_LISTED = 109  # sectors of the table that the header itself names


class Compound:
    """An opened compound file: the streams of its root, by name."""

    def __init__(self, content: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("no sector has such a size")
        self._content = content
        self._size = 1 << shift
        tables, first_entry, self._least, mini_table = _header(content)
        self._next = self._table(tables)
        entries = self._chain(first_entry)
        self._entries = [entries[at : at + _ENTRY] for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        start, size = _place(self._entries[0])
        self._mini = self._chain(start)[:size]
        self._mini_next = _numbers(self._chain(mini_table))
        self._root = dict(self._children())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._root

    def stream(self, name: str) -> bytes:
        """A stream's bytes; raises KeyError where the root has none of the name."""
        start, size = _place(self._entries[self._root[name.lower()]])
        if size >= self._least:
            return self._chain(start)[:size]
        chain = _followed(start, self._mini_next, len(self._mini_next))
        return b"".join(self._mini[at * 64 : at * 64 + 64] for at in chain)[:size]

    def _table(self, tables: list[int]) -> list[int]:
        """Which sector follows which; the table's own sectors are listed in the header and behind it."""
        listed = list(tables)
        more, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size + 1)):
            if more >= _LAST:
                break
            numbers = _numbers(self._sector(more))
            listed += numbers[:-1]
            more = numbers[-1]
        used = [number for number in listed if number < _LAST]
        if len(used) != len(set(used)):
            raise ValueError("one sector is listed twice")
        return _numbers(b"".join(map(self._sector, used)))

    def _sector(self, number: int) -> bytes:
        start = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        if start >= len(self._content):
            raise ValueError("a sector lies behind the end")
        return self._content[start : start + self._size].ljust(self._size, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(start, self._next, len(self._content) // self._size + 1)))

    def _children(self) -> list[tuple[str, int]]:
        """The names of the root's streams with their entries."""
        waiting = [struct.unpack_from("<I", self._entries[0], 76)[0]]
        seen: set[int] = set()
        found: list[tuple[str, int]] = []
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            length, kind = struct.unpack_from("<HB", entry, 64)
            waiting += struct.unpack_from("<II", entry, 68)
            if kind == _STREAM:
                name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                found.append((name.lower(), number))
        return found


def _header(content: bytes) -> tuple[list[int], int, int, int]:
    """The sectors of the table, the first of the entries, the least size of a stream of its own, …"""
    (first_entry,) = struct.unpack_from("<I", content, 48)
    least, mini_table = struct.unpack_from("<II", content, 56)
    return list(struct.unpack_from(f"<{_LISTED}I", content, 76)), first_entry, least, mini_table


def _place(entry: bytes) -> tuple[int, int]:
    start, size = struct.unpack_from("<II", entry, 116)
    return start, size


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _followed(start: int, following: list[int], most: int) -> list[int]:
    """The sectors of a chain; raises ValueError where it leaves the file or goes in a circle."""
    chain: list[int] = []
    while start < _LAST:
        if start >= len(following) or len(chain) >= most:
            raise ValueError("a chain of sectors has no end")
        chain.append(start)
        start = following[start]
    return chain
