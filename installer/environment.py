"""Makes `.venv` in the checkout from the lock, and sees to the system libraries that Qt needs.

Runs with any Python 3.9 or newer and its standard library alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PREVIOUS = ROOT / ".venv.previous"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "lock.sha256"
PYTHON = VENV / "bin" / "python"

# What Qt's wheels take from the system, measured on a bare Debian 12.
ANY_SCREEN = [
    *("libegl1", "libgl1", "libx11-6", "libdbus-1-3"),
    *("libfontconfig1", "libfreetype6", "libglib2.0-0", "libxkbcommon0"),
]
REAL_SCREEN = [
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1"),
    *("libxcb-xfixes0", "libxcb-xkb1", "libx11-xcb1", "libxkbcommon-x11-0", "libcups2"),
]
FONTS = ["fontconfig", "fonts-noto-cjk"]
CAMPAIGN = {"soffice": "libreoffice-writer-nogui", "pdftoppm": "poppler-utils"}
# Another office program's tables, a print server that prints into files, and a screen without a person: a display, keys and a clipboard from outside, assistive technology, an input method.
DRIVEN = [
    "libreoffice-calc-nogui",
    *("cups", "printer-driver-cups-pdf"),
    *("xvfb", "xdotool", "xclip", "dbus", "at-spi2-core", "python3-pyatspi", "ibus", "ibus-libpinyin"),
    *REAL_SCREEN,
]

# What makes the packages, and what uses them: a clean Debian, a Windows of wine's, a screen that is driven.
PACKAGING = [
    *("debootstrap", "binutils", "nsis", "gcc-mingw-w64-x86-64", "osslsigncode"),
    *("wine", "wine64", "xvfb", "xdotool", "imagemagick", "x11-utils"),
    *("focuswriter", "zim", "gnucash"),
]

# Without venv and ensurepip no environment can be made; a self-built Python may lack the others.
IS_SUITABLE = "import sys, ctypes, sqlite3, ssl, venv; sys.exit(sys.version_info[:2] != (3, 11))"
# Loading the plug-in shows a missing library even where the display itself does not answer.
LOADS = """
import ctypes, pathlib, sys
import PySide6.QtPrintSupport, PySide6.QtWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
for name in sys.argv[1:]:
    ctypes.CDLL(str(plugins / name))
"""
OFFSCREEN = ["platforms/libqoffscreen.so"]
XCB = ["platforms/libqxcb.so", "printsupport/libcupsprintersupport.so"]


def main(arguments: list[str]) -> int:
    """Prepares everything; 0 when the app can run."""
    if not LOCK.is_file():
        return _refuse(f"缺少 {LOCK.name}，请重新取得完整的源代码")
    with _one_at_a_time():
        status = prepare_venv() or prepare_screen()
        if status == 0 and "--campaign" in arguments:
            tools = [package for tool, package in CAMPAIGN.items() if not shutil.which(tool)]
            status = install(tools + DRIVEN)
        if status == 0 and "--package" in arguments:
            status = install(PACKAGING)
    return status


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two `make` at once would write into one another's environment: the second waits."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare_venv() -> int:
    """Leaves the environment alone while it fits the lock, the place and an interpreter that still exists."""
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {VENV}\n"
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and os.access(PYTHON, os.X_OK):
        return 0
    python = find_python()
    if python is None:
        return _refuse(
            "需要 Python 3.11（带 sqlite3、ssl、venv），没有找到。"
            "在 Debian 12 上请运行：sudo apt-get install python3.11 python3.11-venv"
        )
    print("正在准备运行环境（第一次需要几分钟）……", file=sys.stderr)
    _set_aside()
    status = make_venv(python)
    if status:
        _put_back()
        return status
    STAMP.write_text(wanted, encoding="utf-8")
    shutil.rmtree(PREVIOUS, ignore_errors=True)
    return 0


def find_python() -> str | None:
    """A complete Python 3.11; names that only lead to another version are passed over."""
    for name in ("python3.11", "/usr/bin/python3.11", "/usr/local/bin/python3.11", "python3", sys.executable):
        path = shutil.which(name)
        if path and _silently([path, "-c", IS_SUITABLE]):
            return path
    return None


def make_venv(python: str) -> int:
    """A fresh environment with exactly what the lock names."""
    if not _silently([python, "-c", "import ensurepip"]) and install(["python3.11-venv"]):
        return 1
    if subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode:
        return _refuse(f"不能在 {VENV} 建立 Python 环境，请检查磁盘空间和文件夹权限后再运行一次")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=False).returncode:
        return _refuse("下载依赖没有成功，请检查网络或软件源后再运行一次")
    return 0


def _set_aside() -> None:
    """Keeps a finished environment until the new one is finished; what has no stamp was interrupted."""
    if STAMP.is_file():
        shutil.rmtree(PREVIOUS, ignore_errors=True)
        VENV.rename(PREVIOUS)
    shutil.rmtree(VENV, ignore_errors=True)


def _put_back() -> None:
    """The environment of the earlier lock is better than none; its stamp lets the next run try again."""
    shutil.rmtree(VENV, ignore_errors=True)
    if PREVIOUS.is_dir():
        PREVIOUS.rename(VENV)


def prepare_screen() -> int:
    """Qt's libraries must be there; without a Chinese font the app still runs, so that is only told."""
    plugins = OFFSCREEN + (XCB if os.environ.get("DISPLAY") else [])
    needed = ANY_SCREEN + (REAL_SCREEN if os.environ.get("DISPLAY") else [])
    if trouble(plugins):
        if install(needed):
            return 1
        reason = trouble(plugins)
        if reason:
            return _refuse(f"系统组件已安装，Qt 仍不能启动：{reason}")
    if not has_chinese_font() and install(FONTS):
        print("没有中文字体，界面上的汉字会显示成方框。", file=sys.stderr)
    return 0


def trouble(plugins: list[str]) -> str:
    """The last line of what Qt says when it cannot be loaded; empty when it can."""
    done = subprocess.run(
        [str(PYTHON), "-c", LOADS, *plugins], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or [f"退出状态 {done.returncode}"])[-1]


def has_chinese_font() -> bool:
    """Whether fontconfig, which Qt asks as well, knows a font for simplified Chinese."""
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return bool(done.stdout.strip())


def install(packages: list[str]) -> int:
    """Installs what is missing of these Debian packages where that is possible and allowed, else names it."""
    missing = [package for package in packages if not _is_installed(package)]
    if not missing:
        return 0
    if not shutil.which("apt-get"):
        return _refuse(
            f"缺少系统组件，请用本系统的软件管理器安装与这些 Debian 软件包相当的组件：{' '.join(missing)}"
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        return _refuse(f"缺少系统组件，请运行：sudo apt-get update && sudo {' '.join(command)}")
    print(f"正在安装系统组件：{' '.join(missing)}", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-q"], command):
        done = subprocess.run(step, stdout=subprocess.DEVNULL, env=quiet, check=False)
    return _refuse(f"安装没有成功，请查看上面的提示后运行：{' '.join(command)}") if done.returncode else 0


def _is_installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout == "installed"


def _silently(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
