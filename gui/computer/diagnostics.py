"""诊断信息: what a helper needs to know of this computer, and nothing of what was written on it."""

from __future__ import annotations

import json
import platform
import sys
import zipfile
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from core.commands.program import program_version
from gui.computer import crash
from gui.computer.settings import Settings
from gui.printing.faces import Faces

PRIVATE = ("recent", "folder", "places")
"""Settings that name reports and folders."""
MOST_LOGS = 3


def facts(settings: Settings) -> dict[str, object]:
    """The program, the system, the screens, the fonts, the settings without names of reports."""
    screens = [
        f"{screen.size().width()}×{screen.size().height()} ×{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return {
        "程序": program_version(),
        "系统": platform.platform(),
        "Python": sys.version.split()[0],
        "Qt": qVersion(),
        "显示": QGuiApplication.platformName(),
        "屏幕": screens,
        "字体": Faces().families,
        "设置": {name: value for name, value in settings.plain().items() if name not in PRIVATE},
    }


def write(path: Path, settings: Settings) -> None:
    """Writes a .zip with the facts and the newest logs; raises OSError."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("诊断信息.json", json.dumps(facts(settings), ensure_ascii=False, indent=1))
        for log in sorted(crash.log_folder().glob("自评通.log*"))[:MOST_LOGS]:
            archive.write(log, log.name)
