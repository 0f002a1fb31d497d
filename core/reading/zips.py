"""A zip that came from somebody else: how much of it is inflated, and what its files are called."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from zipfile import BadZipFile, ZipInfo

MOST_PARTS = 2_000
MOST_INFLATED = 60_000_000
"""Bytes of all that is inflated from a zip."""

CHUNK = 1 << 18
"""Bytes that are inflated at a time."""

UNSOUND = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError)
"""What zipfile raises for a damaged or odd zip, besides OSError."""

_RATIO = 200
_RATIO_FROM = 1_000_000
_UTF8 = 0x800


def is_bomb(inflated: int, compressed: int) -> bool:
    """Whether a part has grown to more bytes than any that a program wrote for people."""
    return inflated > max(_RATIO_FROM, _RATIO * compressed)


def name_in_zip(info: ZipInfo) -> str:
    """A file's name with forward slashes: without the UTF-8 flag it is UTF-8 or, from Chinese Windows, GBK."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeError):
                name = name.encode("cp437").decode(encoding)
                break
    return name.replace("\\", "/")
