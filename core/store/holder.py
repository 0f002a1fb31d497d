"""Who has a report open, as the lock file names them."""

from __future__ import annotations

import json
import platform
from typing import NamedTuple

from core.store import processes


class Holder(NamedTuple):
    """Who has a report open; `born` tells the process from a later one of the same number."""

    user: str
    host: str
    pid: int
    time: str
    born: str

    def is_gone(self) -> bool:
        """Whether the holder was a process of this computer that no longer runs."""
        if self.host != this_computer():
            return False
        found = processes.birth(self.pid)
        return not found or (processes.UNKNOWN not in (found, self.born) and found != self.born)


def this_computer() -> str:
    """The name by which a lock file knows this computer."""
    return platform.node()


def read_holder(text: bytes) -> Holder | None:
    """The holder that a lock file's text names; None if it names none."""
    try:
        found = json.loads(text)
        born = str(found.get("born", processes.UNKNOWN))
        return Holder(str(found["user"]), str(found["host"]), int(found["pid"]), str(found["time"]), born)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
