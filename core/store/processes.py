"""Whether a process still runs, and which of those that had its number it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

UNKNOWN = "?"


def birth(pid: int) -> str:
    """A mark that no other process ever bears; "" if none runs under this number, UNKNOWN if hidden."""
    if pid <= 0:
        return ""
    return _birth_on_windows(pid) if sys.platform == "win32" else _birth_on_posix(pid)


def _birth_on_posix(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return UNKNOWN
    if fields[0] in (b"Z", b"X"):
        return ""
    return f"{boot}:{fields[19].decode('ascii')}"


def _birth_on_windows(pid: int) -> str:
    if sys.platform != "win32":
        return UNKNOWN
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    query_limited_information = 0x1000
    access_denied = 5
    still_active = 259
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return UNKNOWN if ctypes.get_last_error() == access_denied else ""
    handle = wintypes.HANDLE(handle)
    try:
        code = wintypes.DWORD()
        times = [wintypes.FILETIME() for _ in range(4)]
        if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != still_active:
            return ""
        if not kernel.GetProcessTimes(handle, *map(ctypes.byref, times)):
            return UNKNOWN
        return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}"
    finally:
        kernel.CloseHandle(handle)
