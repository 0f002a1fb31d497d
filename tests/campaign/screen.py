"""A real screen without a person: the program under Xvfb, driven from outside by xdotool and AT-SPI."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "xdotool", "xclip", "dbus-run-session")


def missing() -> list[str]:
    """The tools that are not installed here."""
    return [tool for tool in TOOLS if not shutil.which(tool)]


class Screen:
    """One screen with the program on it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def tool(self, *arguments: str, text: str | None = None) -> str:
        """Runs a tool on this screen."""
        process = subprocess.run(
            arguments,
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return process.stdout

    def key(self, *keys: str) -> None:
        """Presses keys, one chord after the other."""
        for chord in keys:
            self.tool("xdotool", "key", "--clearmodifiers", chord)
            time.sleep(0.15)

    def write(self, text: str) -> None:
        """Types a text, Chinese too: slowly, since each new character is put on a spare key first."""
        self.tool("xdotool", "type", "--delay", "150", text)
        time.sleep(0.3)

    def copy(self, text: str) -> None:
        """Puts a text on the clipboard as another program would."""
        command = ["xclip", "-selection", "clipboard", "-in"]
        subprocess.run(
            command, env=self.environment, input=text, text=True, timeout=20, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(0.2)

    def wait_for_window(self, title: str) -> str:
        """The id of the visible window with a title, given the focus."""
        windows = wait(lambda: self.tool("xdotool", "search", "--onlyvisible", "--name", title).split())
        self.tool("xdotool", "windowfocus", "--sync", windows[-1])
        time.sleep(0.5)
        return str(windows[-1])


def wait(look: Callable[[], object], seconds: float = 20.0) -> list[str]:
    """What a look gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except subprocess.CalledProcessError:
            found = None
        if found:
            return found  # type: ignore[return-value]
        if time.monotonic() > end:
            raise AssertionError("nothing came in time")
        time.sleep(0.2)


@contextmanager
def program(folder: Path, *arguments: str) -> Iterator[Screen]:
    """The program on a screen of its own, with a session bus for assistive technology."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as numbers:
        display = f":{numbers.readline().strip()}"
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LC_ALL": "C.UTF-8",
    }
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        environment[name] = str(folder / "家")
    bus = folder / "bus"
    inner = f'echo "$DBUS_SESSION_BUS_ADDRESS" > "{bus}"; exec "$@"'
    command = ["dbus-run-session", "--", "sh", "-c", inner, "sh", sys.executable, str(ROOT / "main.py")]
    running = subprocess.Popen([*command, *arguments], env=environment, cwd=ROOT, start_new_session=True)
    try:
        wait(lambda: bus.is_file() and bus.read_text().strip())
        yield Screen(environment | {"DBUS_SESSION_BUS_ADDRESS": bus.read_text().strip()})
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)
        server.terminate()
        server.wait(20)
