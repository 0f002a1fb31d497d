"""The disk's errors in words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "磁盘已满。请清理磁盘后再试。",
    errno.EDQUOT: "磁盘配额已满。请清理磁盘后再试。",
    errno.EACCES: "没有权限，或文件正被其他程序打开。请关闭占用它的程序，或换一个文件夹。",
    errno.EPERM: "没有权限。请换一个文件夹。",
    errno.EROFS: "磁盘是只读的。请换一个文件夹。",
    errno.ENOENT: "找不到文件或文件夹，可能已被移走或改名。请重新选择。",
    errno.ENOTDIR: "路径中有一段不是文件夹。请重新选择。",
    errno.EEXIST: "同名文件已存在。请换一个名字。",
    errno.EISDIR: "这是一个文件夹。请选择文件。",
    errno.ENAMETOOLONG: "文件名或路径过长。请缩短后再试。",
}


def disk_words(error: OSError) -> str:
    """One sentence with what to do."""
    if error.errno in _WORDS:
        return _WORDS[error.errno]
    return f"读写文件时出错（{error.strerror or error}）。请检查磁盘后再试。"
