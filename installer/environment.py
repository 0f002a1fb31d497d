"""Makes `.venv` in the checkout from the lock, and sees to the system libraries that Qt needs.

Runs with any Python 3.9 or newer and its standard library alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "lock.sha256"
PYTHON = VENV / "bin" / "python"

ANY_SCREEN = (
    "libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libxkbcommon0"
).split()
REAL_SCREEN = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0"
    " libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libx11-xcb1"
    " libxkbcommon-x11-0"
).split()
FONTS = ["fonts-noto-cjk"]
CAMPAIGN = ["libreoffice-writer-nogui", "poppler-utils"]


def main(arguments: list[str]) -> int:
    """Prepares everything; 0 when the app can run."""
    if not LOCK.is_file():
        print(f"缺少 {LOCK.name}，请重新取得完整的源代码", file=sys.stderr)
        return 1
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (STAMP.is_file() and STAMP.read_text() == wanted and PYTHON.is_file()):
        python = find_python()
        if python is None:
            print("需要 Python 3.11，没有找到；在 Debian 12 上请运行：apt-get install python3.11 python3.11-venv",
                  file=sys.stderr)  # fmt: skip
            return 1
        if not make_venv(python, wanted):
            return 1
    packages = missing_packages()
    if "--campaign" in arguments:
        packages += [p for p, tool in zip(CAMPAIGN, ("soffice", "pdftoppm")) if not shutil.which(tool)]
    return install(packages) if packages else 0


def find_python() -> str | None:
    """A Python 3.11."""
    for name in ("python3.11", "python3", sys.executable):
        path = shutil.which(name)
        if path and _says(path, "import sys; print(sys.version_info[:2] == (3, 11))") == "True":
            return path
    return None


def _says(python: str, code: str) -> str:
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def make_venv(python: str, wanted: str) -> bool:
    """A fresh environment with exactly what the lock names; the stamp is written last."""
    print("正在准备运行环境（第一次需要几分钟）……", file=sys.stderr)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode:
        if not install(["python3.11-venv"]) or subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode:
            print("不能建立 Python 环境，请安装 python3.11-venv 后再试", file=sys.stderr)
            return False
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r"]
    if subprocess.run([*command, str(LOCK)], check=False).returncode:
        print("下载依赖没有成功，请检查网络或软件源后再运行一次", file=sys.stderr)
        return False
    STAMP.write_text(wanted)
    return True


def missing_packages() -> list[str]:
    """Debian packages without which Qt or Chinese text would not show."""
    missing: list[str] = []
    if not starts("offscreen"):
        missing += ANY_SCREEN
    if os.environ.get("DISPLAY") and not starts("xcb"):
        missing += REAL_SCREEN
    if not has_chinese_font():
        missing += FONTS
    return missing


def starts(platform: str) -> bool:
    """Whether Qt starts on a platform."""
    code = "from PySide6.QtWidgets import QApplication; QApplication([]); print('yes')"
    environment = os.environ | {"QT_QPA_PLATFORM": platform}
    done = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=False, env=environment)
    return "yes" in done.stdout


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return any(Path("/usr/share/fonts").rglob("*CJK*")) if Path("/usr/share/fonts").is_dir() else False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def install(packages: list[str]) -> int:
    """Installs Debian packages where that is possible and allowed, else names them."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"正在安装系统组件：{' '.join(packages)}", file=sys.stderr)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"stdout": subprocess.DEVNULL, "check": False, "env": environment}
        subprocess.run(["apt-get", "update", "-q"], **quiet)
        if subprocess.run(command, **quiet).returncode == 0:
            return 0
    print(f"缺少系统组件，请运行：sudo {' '.join(command)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
