"""Writing a file so that the old one stands until the new one is whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core.numbers.troubles import FileTrouble

_REASONS = {
    errno.ENOSPC: "磁盘空间不足，没有写成；原来的文件没有改动。请清理磁盘后再试",
    errno.EDQUOT: "磁盘配额已用完，没有写成；原来的文件没有改动。请清理磁盘后再试",
    errno.EROFS: "这个位置是只读的，没有写成；请另选一个文件夹",
    errno.EACCES: "没有写入权限，或者文件正被 Word、Excel 或 WPS 打开；请关闭它或另选一个文件夹，原来的文件没有改动",
    errno.EPERM: "没有写入权限，或者文件正被 Word、Excel 或 WPS 打开；请关闭它或另选一个文件夹，原来的文件没有改动",
    errno.EISDIR: "这里有一个同名的文件夹，请换一个文件名",
    errno.ENOENT: "文件夹不存在，请另选一个文件夹",
    errno.ENOTDIR: "这个位置不是文件夹，请另选一个文件夹",
    errno.EEXIST: "这个位置不是文件夹，请另选一个文件夹",
    errno.ENAMETOOLONG: "文件名太长，请缩短单位名称或另选一个文件夹",
}


def write_whole(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
    """Lets `write` make a temporary file beside the target, `check` read it back, then renames it over.

    Raises FileTrouble with one clear sentence; the old file is then as it was.
    """
    temporary = path.with_name(f".{os.urandom(4).hex()}{path.suffix}")
    try:
        _refuse_open_elsewhere(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        check(temporary)
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except OSError as error:
        raise FileTrouble(path, _REASONS.get(error.errno or 0, _other(error))) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def differs(path: Path) -> FileTrouble:
    """The trouble of a file that does not read back as it was written."""
    return FileTrouble(path, "写完后读回的内容不一致，没有替换原来的文件，请检查磁盘后再试")


def _refuse_open_elsewhere(path: Path) -> None:
    """Word, WPS and LibreOffice leave a lock file beside what they have open."""
    for lock in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#", f".~{path.name}"):
        if lock != path.name and path.with_name(lock).exists() and path.exists():
            raise FileTrouble(
                path, "文件正被 Word、Excel 或 WPS 打开，没有写入；请先关闭它再导出，原来的文件没有改动"
            )


def _other(error: OSError) -> str:
    return f"写文件时出错（{error.strerror}），原来的文件没有改动，请另选一个文件夹再试"
