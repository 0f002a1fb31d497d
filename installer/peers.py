"""How quickly the installed program shows its window, beside others of its kind: `python installer/peers.py`.

From starting the process to a visible window on Xvfb, warm, median of five; peak memory of that process. The others
(focuswriter, zim, gnucash, novelwriter) are measured where they are installed; the bundle is that of `make package`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))

from package_test_linux import screen
from release import BUILD, NAME, TITLE

_WINDOW = re.compile(r'\s+(0x[0-9a-f]+) "([^"]*)".*?\)\s+(\d+)x\d+')
RUNS = 5
PATIENCE = 8.0
SPECK = 150
BUNDLE = BUILD / "linux" / "package" / "opt" / NAME / NAME
PROGRAMS = {
    TITLE: ([str(BUNDLE)], TITLE),
    "FocusWriter": (["focuswriter"], "FocusWriter"),
    "Zim": (["zim"], "Zim|Notebook"),
    "GnuCash": (["gnucash", "--nofile"], "GnuCash"),
    "novelWriter": (["novelwriter"], "novelWriter"),
}
"""The command of each, and what its window is called."""


def main() -> int:
    """Prints a table in Markdown."""
    with screen() as display:
        print("| 程序 | 窗口出现 | 内存峰值 |\n|---|---|---|")
        for name, (command, title) in PROGRAMS.items():
            if shutil.which(command[0]):
                found = [one for _ in range(RUNS + 1) if (one := _once(command, title, display)) is not None][
                    1:
                ]
                if not found and name == TITLE:
                    raise SystemExit(f"{command[0]} 没有出现窗口")
                figures = (
                    f"{median(t for t, _ in found):.2f} 秒 | {median(m for _, m in found):.0f} MB"
                    if found
                    else "没有量到 | "
                )
                print(f"| {name} | {figures} |", flush=True)
    return 0


def _once(command: list[str], title: str, display: str) -> tuple[float, float] | None:
    """Seconds to the window, and MB; None where none appears."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "QT_LOGGING_RULES": "*=false",
        }
        began = time.perf_counter()
        program = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not _is_shown(title, display):
            if time.perf_counter() - began > PATIENCE:
                program.kill()
                program.wait()
                return None
        took = time.perf_counter() - began
        time.sleep(1)
        status = Path(f"/proc/{program.pid}/status").read_text()
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
        program.kill()
        program.wait()
        time.sleep(0.5)
    return took, peak


def _is_shown(title: str, display: str) -> bool:
    """Whether a window of this name, larger than a speck, is on the screen."""
    environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}

    def output_of(*command: str) -> str:
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout

    for line in output_of("xwininfo", "-root", "-tree").splitlines():
        found = _WINDOW.match(line)
        if found and re.search(title, found[2]) and int(found[3]) > SPECK:
            return "IsViewable" in output_of("xwininfo", "-id", found[1])
    return False


if __name__ == "__main__":
    sys.exit(main())
