"""How long it takes until a report is open, and until a window with its figures is painted."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.material import ROOT
from tests.bench.timing import Measure, measured

FIRST_PAINT = "ZIPINGTONG_FIRST_PAINT"
_OPEN = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from core.report.report import Report
imported = time.perf_counter()
report = Report.open(Path(sys.argv[1]), who="测量", backups=Path(sys.argv[2]))
done = time.perf_counter()
print(done - start, done - imported)
report.close()
"""
# As bare as a window can be that a person reads: one line of Chinese in its middle. (With nothing in it no
# font is looked for and Qt's own names are never made, which no program with words in it can do without.)
_BARE = """
import os, sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    with open(os.environ["ZIPINGTONG_FIRST_PAINT"], "w") as file:
        file.write(str(time.time()))
    app.exit()

app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("自评通", alignment=Qt.AlignmentFlag.AlignCenter))
window.resize(1100, 720)
window.show()
app.exec()
"""


def opening(path: Path, backups: Path, runs: int = 5) -> Measure:
    """Opening a file in a fresh process, the interpreter's own start left out."""
    with_imports: list[float] = []
    alone: list[float] = []
    command = [sys.executable, "-c", _OPEN, str(path), str(backups)]
    for number in range(runs + 1):
        done = subprocess.run(
            command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True
        )  # fmt: skip
        if number:
            whole, opened = map(float, done.stdout.split())
            with_imports.append(whole)
            alone.append(opened)
    return measured(with_imports, "s", 1.0, without_imports=median(alone))


def first_paint(report: Path, runs: int = 7) -> dict[str, Measure]:
    """From process start to the painted window, the app and a bare window in turns."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "painted")
        environment = _environment() | {
            FIRST_PAINT: str(target),
            "HOME": folder,
            "XDG_STATE_HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        app: list[float] = []
        begin: list[float] = []
        bare: list[float] = []
        program = [sys.executable, str(ROOT / "main.py")]
        for number in range(runs + 1):
            for times, command in (
                (bare, [sys.executable, "-c", _BARE]),
                (begin, program),
                (app, [*program, str(report)]),
            ):
                took = _painted(command, environment, target)
                times += [took] if number else []
    ratio = Measure(median(app) / median(bare), "ratio", 2.4, {"bare_s": median(bare)})
    start_page = Measure(median(begin) / median(bare), "ratio", 1.3, {"start_page_s": median(begin)})
    return {"start_page": start_page, "first_paint_ratio": ratio, "first_paint": measured(app, "s", 1.0)}


def _environment() -> dict[str, str]:
    """This environment, with compiled files kept as an installed program has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _painted(command: list[str], environment: dict[str, str], target: Path) -> float:
    target.unlink(missing_ok=True)
    start = time.time()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60, stderr=subprocess.DEVNULL)
    return float(target.read_text()) - start
