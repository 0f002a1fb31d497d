"""Where a report lies badly: on another computer, on a stick, in a folder that is synced behind its back."""

from __future__ import annotations

import re
import sys
from pathlib import Path

REMOTE = "这份报告在另一台电脑的共享文件夹里。网络一断，填写的内容就存不进去"
REMOVABLE = "这份报告在 U 盘或移动硬盘上。拔下以前要先关闭报告"
SYNCED = "这份报告在“{}”同步的文件夹里。同步软件可能在填写时替换文件"
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.gvfsd-fuse", "9p", "afpfs", "davfs"}
)
_SYNCED = re.compile(
    r"onedrive|dropbox|google drive|icloud|nextcloud|坚果云|nutstore|百度网盘|百度云同步|wps云盘|wps 云盘|腾讯微云|微云|阿里云盘|360云盘",
    re.I,
)
_STICKS = ("/media/", "/run/media/")
_REMOVABLE_DRIVE = 2
_REMOTE_DRIVE = 4


def warning(path: Path, mounts: str | None = None) -> str:
    """Why a report should not be worked on where it lies, "" where it lies well.

    `mounts` stands for /proc/mounts.
    """
    words = str(path)
    kind = _kind_on_windows(words) if sys.platform == "win32" else _kind_on_linux(words, mounts)
    if words.startswith("\\\\") or kind == "network":
        return REMOTE
    if kind == "removable":
        return REMOVABLE
    folder = next((part for part in path.parent.parts if _SYNCED.search(part)), "")
    return SYNCED.format(folder) if folder else ""


def _kind_on_linux(words: str, mounts: str | None) -> str:
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text("utf-8", "replace")
        except OSError:
            mounts = ""
    best = ""
    kind = ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) > 2:
            place = parts[1].replace("\\040", " ")
            if (words == place or words.startswith(place.rstrip("/") + "/")) and len(place) >= len(best):
                best = place
                kind = parts[2]
    if kind in _NETWORK:
        return "network"
    return "removable" if words.startswith(_STICKS) else ""


def _kind_on_windows(words: str) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(words[:3])
    return {_REMOVABLE_DRIVE: "removable", _REMOTE_DRIVE: "network"}.get(kind, "")
