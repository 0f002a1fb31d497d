"""One report file: what was entered, every step that led there, and the pack it was entered by."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.numbers.troubles import FileTrouble
from core.store import files, lock, opening, steps
from core.store.backups import Shelf, corrupt, telling
from core.store.contents import data_version, read_contents
from core.store.file_troubles import NotWritable
from core.store.steps import EDITED, Edit, SavePoint, Step, StepHead
from core.store.unwinding import agreed, unwound

if TYPE_CHECKING:
    from core.store.database import Database

_IN_MEMORY = Path(":memory:")


class Store:
    """The open report file. What it returns from is on the disk; memory moves only after it.

    It may be used from any thread; one waits for the other.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        path: Path,
        who: str,
        *,
        own_lock: lock.Lock | None,
        shelf: Shelf | None,
        read_only: bool,
    ) -> None:
        self.path = path
        self.who = who
        self.read_only = read_only
        contents = read_contents(raw)
        self.meta = contents.meta
        self.pack_files = contents.pack_files
        self.entries = contents.entries
        self.heads = contents.heads
        self._points = contents.save_points
        self._data_version = contents.data_version
        self._raw = raw
        self._own_lock = own_lock
        self._shelf = shelf
        self._identity = files.identity(path) if own_lock else None
        self._database: Database | None = None
        self._guard = threading.RLock()
        self._closed = False
        self._base: tuple[int, dict[str, str | None]] | None = None

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        meta: Mapping[str, str],
        pack_files: Mapping[str, bytes],
        who: str,
        backups: Path | None = None,
    ) -> Store:
        """A new report file, open; FileTrouble if there is a file of this name."""
        path = Path(path).resolve()
        if path.exists():
            raise FileTrouble(path, "这里已有同名文件。请换一个名字，或直接打开它。")
        own_lock = lock.Lock.take(path, who)
        try:
            opening.create(path, meta, pack_files)
            return cls._of(path, who, backups, own_lock)
        except BaseException:
            own_lock.release()
            raise

    @classmethod
    def open(
        cls, path: Path | str, *, who: str, backups: Path | None = None, read_only: bool = False
    ) -> Store:
        """An existing report. Read-only it takes no lock and shows the report as it is at this moment.

        Locked, NewerVersion, Corrupt or another FileTrouble if it cannot be had.
        """
        path = Path(path).resolve()
        if not path.is_file():
            here = "这是一个文件夹。" if path.is_dir() else "找不到这份报告，可能已被移走或改名。"
            raise FileTrouble(path, f"{here}请重新选择。")
        if read_only:
            return cls._of(path, who, backups, None)
        if not os.access(path, os.W_OK):
            raise NotWritable(path, "这份报告是只读的。请取消文件的只读属性，或以只读方式打开。")
        own_lock = lock.Lock.take(path, who)
        try:
            return cls._of(path, who, backups, own_lock)
        except BaseException:
            own_lock.release()
            raise

    @classmethod
    def in_memory(cls, *, meta: Mapping[str, str], pack_files: Mapping[str, bytes], who: str) -> Store:
        """A report without a file."""
        raw = files.memory()
        opening.database(raw).create(meta, pack_files)
        return cls(raw, _IN_MEMORY, who, own_lock=None, shelf=None, read_only=False)

    @classmethod
    def _of(cls, path: Path, who: str, backups: Path | None, own_lock: lock.Lock | None) -> Store:
        shelf = Shelf(path, backups)
        with telling(path, shelf):
            raw = opening.open_to_write(path, shelf) if own_lock else opening.open_to_look(path)
            try:
                return cls(raw, path, who, own_lock=own_lock, shelf=shelf, read_only=own_lock is None)
            except BaseException:
                raw.close()
                raise

    @property
    def backup_trouble(self) -> str | None:
        """The sentence to show when today's backup could not be made; the edits themselves went through."""
        return None if self._shelf is None else self._shelf.trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Makes the first write as quick as the others; meant for a thread after the first paint."""
        with self._guard:
            if not self._closed:
                self._warmed()

    def append(
        self, label: str, edits: Sequence[Edit], *, kind: str = EDITED, takes_back: int | None = None
    ) -> StepHead:
        """Writes a new step; ValueError if an edit's `before` is not what is entered now."""
        with self._guard:
            after = agreed(edits, self.entries.get)
            head = StepHead(self._last() + 1, label, kind, takes_back, self.who, steps.stamp())
            with self._writing() as database:
                database.add_step(head, edits)
                database.put_entries(after)
            self._move(after)
            self.heads.append(head)
            self._base = head.number, {edit.key: edit.before for edit in edits}
            return head

    def rewrite(self, number: int, label: str, edits: Sequence[Edit]) -> StepHead:
        """Gives the newest step these edits instead; their `before` is what was entered before that step."""
        with self._guard:
            if not self.heads or number != self._last():
                raise ValueError(f"step {number} is not the newest")
            if any(point.step == number for point in self._points):
                raise ValueError(f"step {number} has a save point")
            base = self._base_of(number)
            wanted = base | agreed(edits, lambda key: base.get(key, self.entries.get(key)))
            after = {key: value for key, value in wanted.items() if self.entries.get(key) != value}
            old = self.heads[-1]
            head = StepHead(number, label, old.kind, old.takes_back, self.who, steps.stamp())
            with self._writing() as database:
                database.replace_step(head, edits)
                database.put_entries(after)
            self._move(after)
            self.heads[-1] = head
            self._base = number, {edit.key: edit.before for edit in edits}
            return head

    def edits(self, number: int) -> list[Edit]:
        """A step's edits with their full texts."""
        with self._reading() as database:
            for found, edits in unwound(database.rows_around(number), self.entries):
                if found == number:
                    return list(edits)
        return []

    def backward(self, number: int) -> list[Edit]:
        """The edits that lead from the present entries to those before the step, for the step's keys."""
        return [Edit(edit.key, self.entries.get(edit.key), edit.before) for edit in self.edits(number)]

    def forward(self, number: int) -> list[Edit]:
        """The edits that lead from the present entries to those after the step, for the step's keys."""
        return [Edit(edit.key, self.entries.get(edit.key), edit.after) for edit in self.edits(number)]

    def history(self, limit: int) -> list[Step]:
        """The newest steps with their edits, newest first."""
        heads = self.heads[-limit:] if limit > 0 else []
        if not heads:
            return []
        with self._reading() as database:
            found = dict(unwound(database.rows_since(heads[0].number), self.entries))
        return [Step(head, found.get(head.number, ())) for head in reversed(heads)]

    def entries_after(self, number: int) -> dict[str, str]:
        """The entries as they were after this step (0: before the first)."""
        with self._reading() as database:
            state: dict[str, str | None] = dict(self.entries)
            for _, edits in unwound(database.rows_since(number + 1), self.entries):
                state.update((edit.key, edit.before) for edit in edits)
        return {key: value for key, value in state.items() if value is not None}

    def save_point(self, name: str) -> SavePoint:
        """Gives the present state a name; the newest step is closed by it."""
        with self._guard:
            point = SavePoint(len(self._points) + 1, name, self._last(), self.who, steps.stamp())
            with self._writing(edit=False) as database:
                database.add_save_point(point)
            self._points.append(point)
            return point

    def save_points(self) -> list[SavePoint]:
        """All save points, oldest first."""
        return list(self._points)

    def backups(self) -> list[Path]:
        """The report's backups, newest first."""
        return [] if self._shelf is None else self._shelf.all()

    def set_pack(
        self,
        meta: Mapping[str, str],
        pack_files: Mapping[str, bytes],
        label: str,
        edits: Sequence[Edit],
        *,
        kind: str = EDITED,
    ) -> StepHead:
        """Replaces meta and the carried pack, and writes the edits that go with it as a step, all or nothing.

        A backup is made first, and without it nothing is replaced.
        """
        with self._guard:
            if self._shelf is not None and not self.read_only:
                with telling(self.path, self._shelf):
                    self._shelf.put(self._raw, f"{steps.now():%Y-%m-%d %H%M%S} 更新模板前")
            after = agreed(edits, self.entries.get)
            head = StepHead(self._last() + 1, label, kind, None, self.who, steps.stamp())
            with self._writing(edit=False) as database:
                database.put_pack(meta, pack_files)
                database.add_step(head, edits)
                database.put_entries(after)
            self.meta = dict(meta)
            self.pack_files = dict(sorted(pack_files.items()))
            self._move(after)
            self.heads.append(head)
            self._base = head.number, {edit.key: edit.before for edit in edits}
            return head

    def vacuum_into(self, path: Path | str) -> None:
        """Writes a verified copy under this name, replacing what is there only when the copy is whole."""
        with self._guard, telling(self.path, self._shelf):
            files.copy_into(self._raw, Path(path).resolve())

    def save_as(self, path: Path | str) -> None:
        """The same for a name that a person chose: not this report's own, nor that of one in use."""
        target = Path(path).resolve()
        if target == self.path or (self._identity is not None and files.identity(target) == self._identity):
            raise FileTrouble(target, "这正是当前打开的报告，内容已随时保存。另存请换一个名字。")
        lock.refuse_if_held(target)
        self.vacuum_into(target)

    def close(self) -> None:
        """Leaves nothing beside the file."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            if self._database is not None:
                self._database.close()
            self._raw.close()
            if self._own_lock is not None:
                self._own_lock.release()

    @contextmanager
    def _writing(self, *, edit: bool = True) -> Iterator[Database]:
        with self._guard, telling(self.path, self._shelf):
            if self.read_only:
                raise FileTrouble(self.path, "这份报告是以只读方式打开的，没有写入。请另存一份再改。")
            if self._identity is not None and files.identity(self.path) != self._identity:
                raise FileTrouble(self.path, "报告文件已被移走、改名或替换，没有写入。请立即另存一份。")
            if edit and self._shelf is not None:
                self._shelf.keep_today(self._raw)
            database = self._warmed()
            with database.transaction():
                if data_version(self._raw) != self._data_version:
                    raise FileTrouble(
                        self.path, "报告文件已被其他程序改动，没有写入。请立即另存一份，再重新打开。"
                    )
                yield database

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with self._guard, telling(self.path, self._shelf):
            try:
                yield self._warmed()
            except ValueError as error:
                raise corrupt(self.path, self._shelf) from error

    def _warmed(self) -> Database:
        if self._database is None:
            self._database = opening.database(self._raw)
        return self._database

    def _last(self) -> int:
        return self.heads[-1].number if self.heads else 0

    def _base_of(self, number: int) -> dict[str, str | None]:
        """What the step's keys had before it."""
        if self._base is None or self._base[0] != number:
            self._base = number, {edit.key: edit.before for edit in self.edits(number)}
        return self._base[1]

    def _move(self, values: Mapping[str, str | None]) -> None:
        for key, value in values.items():
            if value is None:
                self.entries.pop(key, None)
            else:
                self.entries[key] = value
