"""The version of the report file, what it must contain, and the way from older versions to this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from core.numbers.troubles import FileTrouble
from core.store.file_troubles import NewerVersion

APPLICATION_ID = 0x6A787A70
FIRST_VERSION = 1
TABLES = frozenset({"meta", "pack_file", "entry", "step", "journal", "save_point"})
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = ()
"""The n-th leads from version n to n + 1, in plain SQL: the tables of today are not those of then."""


def version() -> int:
    """The version that this program writes."""
    return FIRST_VERSION + len(MIGRATIONS)


def examine(raw: sqlite3.Connection, path: Path) -> int:
    """The file's version; NewerVersion, FileTrouble if it is no report, sqlite3.DatabaseError if damaged."""
    application = _number(raw, "application_id")
    found = _number(raw, "user_version")
    if application == APPLICATION_ID and found > version():
        reason = (
            f"这份报告由更新的程序保存（文件版本 {found}，本程序到 {version()}），没有改动。请升级后再打开。"
        )
        raise NewerVersion(path, reason)
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != APPLICATION_ID and names and not names >= TABLES:
        raise FileTrouble(path, "这不是自评通的报告文件。请选择 .jxzp 报告。")
    if application != APPLICATION_ID or found < FIRST_VERSION or (found == version() and not names >= TABLES):
        raise sqlite3.DatabaseError("not a report")
    (verdict,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    return found


def migrate(raw: sqlite3.Connection, found: int) -> None:
    """Takes a file of version `found` to this one, in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        for migration in MIGRATIONS[found - FIRST_VERSION :]:
            migration(raw)
        raw.execute(f"PRAGMA user_version = {version()}")
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")


def _number(raw: sqlite3.Connection, pragma: str) -> int:
    (value,) = raw.execute(f"PRAGMA {pragma}").fetchone()
    return int(value)
