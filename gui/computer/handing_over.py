"""A second start hands its file to the running program; a local pipe of the user's own, no network."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from multiprocessing.connection import Listener

LONGEST = 8192
"""Bytes of a message: a path."""


def address() -> str:
    """Where the running program listens: in the user's own folder, one for each user."""
    if sys.platform == "win32":
        return rf"\\.\pipe\zipingtong-{os.environ.get('USERNAME', '')}"
    home = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("XDG_STATE_HOME") or str(Path.home())
    return str(Path(home) / ".zipingtong.sock")


def hand_over(path: str) -> bool:
    """Gives a path ("": just come to the front) to the running program; False where none answers."""
    where = address()
    if not os.path.exists(where):  # noqa: PTH110 - a pipe's name is no path
        return False
    from multiprocessing.connection import Client

    try:
        with Client(where) as connection:
            connection.send_bytes(str(Path(path).resolve()).encode("utf-8") if path else b"")
            return connection.poll(2) and connection.recv_bytes(LONGEST) == b"1"
    except (OSError, EOFError):
        return False


class Listening(QObject):
    """Waits for other starts; `asked` carries the path, "" where there is none."""

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listener = _listener(address())
        if self._listener is not None:
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        listener = self._listener
        while listener is not None:
            try:
                with listener.accept() as connection:
                    path = connection.recv_bytes(LONGEST).decode("utf-8", "replace")
                    connection.send_bytes(b"1")
            except EOFError:
                continue
            except OSError:
                return
            self.asked.emit(path)

    def stop(self) -> None:
        """Listens no more; the place is free for the next program."""
        listener = self._listener
        self._listener = None
        if listener is not None:
            listener.close()


def _listener(where: str) -> Listener | None:
    """None where the place cannot be had: then every start is a program of its own."""
    from multiprocessing.connection import Listener

    if sys.platform != "win32":
        with suppress(OSError):  # one that a killed program left; a living one has answered before
            Path(where).unlink()
    try:
        listener = Listener(where)
        if sys.platform != "win32":
            Path(where).chmod(0o600)
        return listener
    except OSError:
        return None
