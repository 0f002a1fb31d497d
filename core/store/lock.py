"""The lock file beside an open report: it says who has it open, where and since when."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from core.numbers.troubles import FileTrouble
from core.store import processes, steps
from core.store.holder import Holder, read_holder
from core.store.troubles import Locked, in_words

_TRIES = 5
_HALF_WRITTEN_SECONDS = 0.5


class Lock:
    """A lock file that this process made, until it is released."""

    def __init__(self, file: Path, text: str) -> None:
        self._file, self._text = file, text

    @classmethod
    def take(cls, path: Path, user: str) -> Lock:
        """Makes the lock file; Locked if someone living holds it. What a dead process left is taken over."""
        file, pid = lock_file(path), os.getpid()
        me = Holder(user, socket.gethostname(), pid, steps.stamp(), processes.birth(pid))
        text = json.dumps(asdict(me), ensure_ascii=False)
        try:
            for _ in range(_TRIES):
                if _write_new(file, text):
                    return cls(file, text)
                _push_aside_if_stale(path, file)
        except OSError as error:
            raise FileTrouble(path, f"所在文件夹不能写入，只能以只读方式打开：{in_words(error)}") from error
        raise FileTrouble(path, "另一个程序正在打开这份报告。请稍候再试。")

    def release(self) -> None:
        """Removes the lock file if it is still this one; one that cannot be removed is stale when we end."""
        with suppress(OSError):
            if self._file.read_text("utf-8") == self._text:
                self._file.unlink()


def lock_file(path: Path) -> Path:
    """Where a report's lock file stands."""
    return path.with_name(f".~lock.{path.name}#")


def refuse_if_held(path: Path) -> None:
    """Locked if someone living holds the report."""
    text = _content(lock_file(path))
    holder = None if text is None else read_holder(text)
    if holder is not None and not holder.is_gone():
        raise _locked(path, holder)


def _write_new(file: Path, text: str) -> bool:
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError:
        file.unlink(missing_ok=True)
        raise
    return True


def _push_aside_if_stale(path: Path, file: Path) -> None:
    """Locked if the holder lives. Else the file is renamed and looked at again.

    Of two processes that found the same stale file the second may have taken the first one's new file away;
    then it puts it back.
    """
    text = _content(file)
    if text is None:
        return
    holder = read_holder(text)
    if holder is not None and not holder.is_gone():
        raise _locked(path, holder)
    aside = file.with_name(f"{file.name}{os.getpid()}")
    with suppress(FileNotFoundError):
        file.rename(aside)
        if aside.read_text("utf-8", errors="replace") != text:
            with suppress(FileExistsError):
                os.link(aside, file)
        aside.unlink()


def _content(file: Path) -> str | None:
    """The lock file's text, None if there is none; one being written is waited for."""
    end = time.monotonic() + _HALF_WRITTEN_SECONDS
    while True:
        try:
            text = file.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return None
        if read_holder(text) is not None or time.monotonic() > end:
            return text
        time.sleep(0.02)


def _locked(path: Path, holder: Holder) -> Locked:
    since = holder.time[:16].replace("T", " ")
    reason = f"{holder.user} 正在电脑 {holder.host} 上使用这份报告（{since} 起）。"
    reason += "请等对方关闭后再打开，或以只读方式打开。"
    if holder.host != socket.gethostname():
        reason += f"确知对方已不在使用时，可删除同一文件夹中的 {lock_file(path).name} 再打开。"
    return Locked(path, reason, holder)
