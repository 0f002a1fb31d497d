"""How a connection to a report file comes about: made new, opened for writing, or looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from core.numbers.troubles import FileTrouble
from core.store import files, schema, steps
from core.store.backups import Shelf, telling

if TYPE_CHECKING:
    from core.store.database import Database


def database(raw: sqlite3.Connection) -> Database:
    """SQLAlchemy on this connection; the first call imports it, which takes longer than opening a window."""
    from core.store.database import Database

    return Database(raw)


def create(path: Path, meta: Mapping[str, str], pack_files: Mapping[str, bytes]) -> None:
    """A new report file; it gets its name when it is whole."""
    part = files.part_file(path)
    try:
        with telling(path, None):
            part.unlink(missing_ok=True)
            raw = files.connect(part, "rwc")
            try:
                files.settle(raw, part)
                database(raw).create(meta, pack_files)
            finally:
                raw.close()
            files.put_in_place(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def open_to_write(path: Path, shelf: Shelf) -> sqlite3.Connection:
    """The live file, checked, and brought to this version after a backup."""
    raw = files.connect(path, "rw")
    try:
        found = schema.examine(raw, path)
        files.settle(raw, path)
        if found < schema.version():
            _back_up_before_migration(raw, path, shelf)
            schema.migrate(raw, found)
    except BaseException:
        raw.close()
        raise
    return raw


def open_to_look(path: Path) -> sqlite3.Connection:
    """The report as it is now, in memory, checked and brought to this version there."""
    raw = files.snapshot(path)
    try:
        found = schema.examine(raw, path)
        if found < schema.version():
            schema.migrate(raw, found)
    except BaseException:
        raw.close()
        raise
    return raw


def _back_up_before_migration(raw: sqlite3.Connection, path: Path, shelf: Shelf) -> None:
    try:
        shelf.put(raw, f"{steps.now():%Y-%m-%d %H%M%S} 升级前")
    except FileTrouble as trouble:
        reason = f"升级前的备份没有做成，因此没有改动这份报告：{trouble.reason}也可先以只读方式打开。"
        raise FileTrouble(path, reason) from trouble
