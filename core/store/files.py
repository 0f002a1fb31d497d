"""A report file's connection, a snapshot and verified copies; the live file is never opened otherwise."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from core.numbers.troubles import FileTrouble
from core.store import schema
from core.store.file_troubles import in_words, is_known

WAIT_SECONDS = 3.0
PRAGMAS = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")
_MAY_NOT_WRITE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_SIDE_FILES = ("-journal", "-wal", "-shm")


def uri(path: Path, mode: str) -> str:
    """The path as SQLite's URI, whatever characters it has."""
    full = path.as_posix()
    return f"file://{'' if full.startswith('/') else '/'}{quote(os.fsencode(full), safe='/:')}?mode={mode}"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that any thread may use; it begins no transaction by itself."""
    return sqlite3.connect(
        uri(path, mode), uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )


def memory() -> sqlite3.Connection:
    """A database that lives in memory alone."""
    return sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)


def settle(raw: sqlite3.Connection, path: Path) -> None:
    """Makes every commit durable from here on.

    A writer killed before its first change leaves a journal in which SQLite finds nothing to take back and
    leaves it alone; it is removed while nobody else can be writing.
    """
    for pragma in PRAGMAS:
        raw.execute(pragma)
    if side_file(path).exists():
        raw.execute("BEGIN IMMEDIATE")
        side_file(path).unlink(missing_ok=True)
        raw.execute("COMMIT")


def snapshot(path: Path) -> sqlite3.Connection:
    """The report as it is at this moment, in memory; the file may be held by another process.

    A crash may have left half a step that SQLite must first take back. A read-only connection cannot do that,
    nor can any where the folder is read-only; there the file is copied away with its journal.
    """
    for mode in ("ro", "rw"):
        try:
            return _in_memory(path, mode)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _MAY_NOT_WRITE or not side_file(path).exists():
                raise
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "report.jxzp")
        shutil.copyfile(side_file(path), side_file(copy))
        shutil.copyfile(path, copy)
        return _in_memory(copy, "rw")


def side_file(path: Path) -> Path:
    """Where SQLite keeps what it needs to take half a step back."""
    return path.with_name(f"{path.name}-journal")


def is_sound(path: Path) -> bool:
    """Whether the file, which nobody has open, is a whole report of a version known here."""
    try:
        with closing(connect(path, "ro")) as raw:
            schema.examine(raw, path)
            return bool(raw.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except (sqlite3.Error, FileTrouble):
        return False


def copy_into(raw: sqlite3.Connection, target: Path) -> None:
    """A verified copy of the database under the target's name, which is replaced only by a whole one.

    sqlite3.Error if the database itself is damaged, else FileTrouble for the target.
    """
    part = part_file(target)
    try:
        part.unlink(missing_ok=True)
        raw.execute("VACUUM INTO ?", (uri(part, "rwc"),))
        put_in_place(part, target)
    except sqlite3.Error as error:
        if not is_known(error):
            raise
        raise FileTrouble(target, in_words(error)) from error
    except OSError as error:
        raise FileTrouble(target, in_words(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def part_file(target: Path) -> Path:
    """The temporary name beside the target."""
    mark = f"{zlib.crc32(os.fsencode(target.name)):08x}"
    return target.with_name(f".~{mark}.part")


def put_in_place(part: Path, target: Path) -> None:
    """Checks a finished file, makes it durable and gives it the target's name.

    Left-over side files of a former file go first: SQLite would play them back into the new one.
    """
    if not is_sound(part):
        raise FileTrouble(target, "写好的副本没有通过检查，已丢弃。请检查磁盘，或换一个文件夹再试。")
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    for suffix in _SIDE_FILES:
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    part.replace(target)
    sync_folder(target.parent)


def set_aside(path: Path, stem: str) -> Path:
    """Gives the file and what SQLite left beside it another name, with a number where that is taken.

    Where the disk can link, the old name stays too until something else is put there.
    """
    kept = path.with_name(f"{stem}{path.suffix}")
    count = 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{stem}-{count}{path.suffix}")
    with suppress(FileNotFoundError):
        side_file(path).rename(side_file(kept))
    try:
        os.link(path, kept)
    except FileNotFoundError:
        pass
    except OSError:
        path.rename(kept)
    return kept


def sync_folder(folder: Path) -> None:
    """Makes a renaming durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from one that took its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _in_memory(path: Path, mode: str) -> sqlite3.Connection:
    copy = memory()
    try:
        with closing(connect(path, mode)) as raw:
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            raw.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy
