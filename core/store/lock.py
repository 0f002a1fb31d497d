"""The lock file beside an open report: it says who has it open, where and since when."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from core.numbers.troubles import FileTrouble
from core.store import processes, steps
from core.store.file_troubles import Locked, in_words
from core.store.holder import Holder, read_holder, this_computer

_TRIES = 5
_HALF_WRITTEN_SECONDS = 0.5


class Lock:
    """A lock file that this process made, until it is released."""

    def __init__(self, file: Path, text: bytes) -> None:
        self._file = file
        self._text = text

    @classmethod
    def take(cls, path: Path, user: str) -> Lock:
        """Makes the lock file; Locked if someone living holds it. What a dead process left is taken over."""
        file = lock_file(path)
        pid = os.getpid()
        me = Holder(user, this_computer(), pid, steps.stamp(), processes.birth(pid))
        text = json.dumps(me._asdict(), ensure_ascii=False).encode("utf-8", "replace")
        try:
            for _ in range(_TRIES):
                if _claim(path, file, text):
                    return cls(file, text)
        except OSError as error:
            raise FileTrouble(path, f"所在文件夹不能写入，只能以只读方式打开：{in_words(error)}") from error
        raise FileTrouble(path, "另一个程序正在打开这份报告。请稍候再试。")

    def release(self) -> None:
        """Removes the lock file if it is still this one; one that cannot be removed is stale when we end."""
        with suppress(OSError):
            if self._file.read_bytes() == self._text:
                self._file.unlink()


def lock_file(path: Path) -> Path:
    """Where a report's lock file stands."""
    return path.with_name(f".~lock.{path.name}#")


def refuse_if_held(path: Path) -> None:
    """Locked if someone living holds the report."""
    _refuse_if_alive(path, _content(lock_file(path)))


def _claim(path: Path, file: Path, text: bytes) -> bool:
    """Writes the text into the lock file; Locked if a living holder stands in it, False to try again.

    Whoever writes holds the system's own lock on that file and reads it first, so of two that found it new or
    stale the second finds the first.
    """
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
    except FileExistsError:
        _refuse_if_alive(path, _content(file))
        try:
            handle = os.open(file, os.O_RDWR)
        except FileNotFoundError:
            return False
        except PermissionError:
            file.unlink(missing_ok=True)
            return False
    with os.fdopen(handle, "r+b") as stream:
        _keep_others_out(stream)
        opened = os.fstat(stream.fileno())
        try:
            is_the_same = os.path.samestat(opened, file.stat())
        except FileNotFoundError:
            return False
        if is_the_same:
            _refuse_if_alive(path, stream.read())
            stream.seek(0)
            stream.truncate()
            stream.write(text)
        return is_the_same


def _keep_others_out(stream: IO[bytes]) -> None:
    """The system's lock until the file is closed; a disk that knows none goes without."""
    with suppress(OSError):
        if sys.platform == "win32":
            import msvcrt

            beyond_the_text = 1 << 30
            stream.seek(beyond_the_text)
            try:
                msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            finally:
                stream.seek(0)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)


def _content(file: Path) -> bytes:
    """The lock file's text, empty if there is none; one being written is waited for."""
    end = time.monotonic() + _HALF_WRITTEN_SECONDS
    while True:
        try:
            text = file.read_bytes()
        except FileNotFoundError:
            return b""
        if read_holder(text) is not None or time.monotonic() > end:
            return text
        time.sleep(0.02)


def _refuse_if_alive(path: Path, text: bytes) -> None:
    holder = read_holder(text)
    if holder is None or holder.is_gone():
        return
    since = holder.time[:16].replace("T", " ")
    reason = f"{holder.user} 正在电脑 {holder.host} 上使用这份报告（{since} 起）。"
    reason += "请等对方关闭后再打开，或以只读方式打开。"
    if holder.host != this_computer():
        reason += f"确知对方已不在使用时，可删除同一文件夹中的 {lock_file(path).name} 再打开。"
    raise Locked(path, reason, holder)
