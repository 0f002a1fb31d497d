"""The dated, verified copies of a report, and putting one back."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.numbers.troubles import FileTrouble
from core.store import files, steps
from core.store.file_troubles import Corrupt, in_words, is_damage, is_known
from core.store.lock import Lock

KEPT = 30
_RETRY_SECONDS = 600.0


class Shelf:
    """The folder with one report's backups; their names sort by age.

    `trouble` holds the sentence to show when today's backup could not be made.
    """

    def __init__(self, report: Path, root: Path | None) -> None:
        self._report = report
        self._root = root
        self.trouble: str | None = None
        self._made_on = ""
        self._retry_at = 0.0

    @property
    def folder(self) -> Path:
        """Named by the report's name and place."""
        place = os.path.normcase(self._report).encode("utf-8", "surrogateescape")
        name = f"{self._report.stem[:60]}-{zlib.crc32(place):08x}"
        return (self._root or _default_root()) / name

    def keep_today(self, raw: sqlite3.Connection) -> None:
        """Makes the backup before a day's first edit. Where that fails the edit must still go through:
        the reason is kept in `trouble`, and it is tried again some minutes later.
        """
        today = steps.now().date().isoformat()
        if self._made_on == today or time.monotonic() < self._retry_at:
            return
        try:
            if not self._file(today).exists():
                self.put(raw, today)
        except (FileTrouble, OSError) as trouble:
            reason = trouble.reason if isinstance(trouble, FileTrouble) else in_words(trouble)
            self.trouble = f"今天的备份没有做成（{self.folder}）：{reason}填写的内容已照常保存。"
            self._retry_at = time.monotonic() + _RETRY_SECONDS
        else:
            self._made_on = today
            self._retry_at = 0.0
            self.trouble = None

    def put(self, raw: sqlite3.Connection, name: str) -> Path:
        """Makes a backup and lets the oldest beyond the kept number go."""
        file = self._file(name)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            files.copy_into(raw, file)
            for old in self.all()[KEPT:]:
                old.unlink()
        except OSError as error:
            raise FileTrouble(file, in_words(error)) from error
        return file

    def all(self) -> list[Path]:
        """The backups, newest first."""
        try:
            return sorted(self.folder.glob("*.jxzp"), key=lambda file: file.stem, reverse=True)
        except OSError:
            return []

    def newest_good(self) -> Path | None:
        """The newest backup that passes the full check."""
        return next((file for file in self.all() if files.is_sound(file)), None)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.jxzp"


def restore_backup(path: Path, backup: Path) -> Path:
    """Puts the backup in the damaged report's place; the damaged file stays under the name returned."""
    import shutil

    path = path.resolve()
    if not files.is_sound(backup):
        raise FileTrouble(backup, "这份备份没有通过检查，报告没有改动。请换一份备份。")
    lock = Lock.take(path, "恢复备份")
    part = files.part_file(path)
    try:
        shutil.copyfile(backup, part)
        kept = files.set_aside(path, f"{path.stem} 损坏于{steps.now():%Y-%m-%d %H%M%S}")
        files.put_in_place(part, path)
    except OSError as error:
        raise FileTrouble(path, in_words(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        lock.release()
    return kept


@contextmanager
def telling(path: Path, shelf: Shelf | None) -> Iterator[None]:
    """Turns what SQLite or the disk refuses into a FileTrouble, with the newest good backup if damaged."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise corrupt(path, shelf) from error
        if not is_known(error):
            raise
        raise FileTrouble(path, in_words(error)) from error
    except OSError as error:
        raise FileTrouble(path, in_words(error)) from error


def corrupt(path: Path, shelf: Shelf | None) -> Corrupt:
    """The sentence for a damaged report, with what there is to put in its place."""
    backup = None if shelf is None else shelf.newest_good()
    if backup is None:
        reason = "文件已损坏，或不是自评通的报告；没有找到它的完好备份。请另找一份副本，并保留这个文件。"
        return Corrupt(path, reason, None)
    return Corrupt(path, f"文件已损坏。可以恢复 {backup.stem} 的备份；损坏的文件会改名保留。", backup)


def data_folder() -> Path:
    """Where the program keeps what is the user's own: backups, templates."""
    from platformdirs import user_data_path

    return user_data_path("zipingtong", appauthor=False)


def _default_root() -> Path:
    return data_folder() / "备份"
