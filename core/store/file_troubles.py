"""File troubles after which a caller must act differently, and SQLite's and the disk's errors in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from core.numbers.disk import disk_words
from core.numbers.troubles import FileTrouble

if TYPE_CHECKING:
    from core.store.holder import Holder

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_WORDS = {
    sqlite3.SQLITE_FULL: "磁盘已满，没有写入。请清理磁盘后再试。",
    sqlite3.SQLITE_READONLY: "文件或所在文件夹不可写，没有写入。请取消只读，或另存到其他文件夹。",
    sqlite3.SQLITE_PERM: "没有写这个文件的权限，没有写入。请另存到其他文件夹。",
    sqlite3.SQLITE_BUSY: "文件正被其他程序占用，没有写入。请关闭占用它的程序后再试。",
    sqlite3.SQLITE_LOCKED: "文件正被其他程序占用，没有写入。请关闭占用它的程序后再试。",
    sqlite3.SQLITE_IOERR: "读写磁盘时出错，没有写入。请检查磁盘、U盘或网络连接，并另存到其他磁盘。",
    sqlite3.SQLITE_CANTOPEN: "文件无法打开。请检查它是否还在原处、文件夹是否可写、路径是否过长。",
    sqlite3.SQLITE_CONSTRAINT: "文件已被其他程序改动，没有写入。请另存后重新打开。",
    sqlite3.SQLITE_TOOBIG: "内容过长，没有写入。请分段填写。",
}


class Locked(FileTrouble):
    """Someone has the report open; `holder` says who, where and since when."""

    def __init__(self, path: Path, reason: str, holder: Holder) -> None:
        super().__init__(path, reason)
        self.holder = holder


class NotWritable(FileTrouble):
    """The file may be read and not written."""


class Corrupt(FileTrouble):
    """The report's file is damaged; `backup` is its newest backup that passed the full check."""

    def __init__(self, path: Path, reason: str, backup: Path | None) -> None:
        super().__init__(path, reason)
        self.backup = backup


class NewerVersion(FileTrouble):
    """The file was written by a later version of the program and was left as it is."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error means that the file itself is broken.

    An error without SQLite's code was raised by Python (a text that is not UTF-8) or by a check of ours.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError)
    return (code & 0xFF) in _DAMAGE


def is_known(error: sqlite3.Error) -> bool:
    """Whether the error is the disk's or another program's doing, not a bug."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _WORDS


def in_words(error: sqlite3.Error | OSError) -> str:
    """One sentence with what to do."""
    if isinstance(error, sqlite3.Error):
        return _WORDS[error.sqlite_errorcode & 0xFF]
    return disk_words(error)
