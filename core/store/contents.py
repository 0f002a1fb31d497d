"""What a report file holds, read in one go without SQLAlchemy, because a window waits for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from core.store.steps import SavePoint, StepHead

_STEPS = "SELECT number, label, kind, takes_back, who, at FROM step ORDER BY number"
_SAVE_POINTS = "SELECT number, name, step, who, at FROM save_point ORDER BY number"


@dataclass(slots=True)
class Contents:
    """Everything but the journal, and SQLite's mark by which a change made by another program is noticed."""

    meta: dict[str, str]
    pack_files: dict[str, bytes]
    entries: dict[str, str]
    heads: list[StepHead]
    save_points: list[SavePoint]
    data_version: int


def read_contents(raw: sqlite3.Connection) -> Contents:
    """Reads all of it as of one moment."""
    raw.execute("BEGIN")
    try:
        return Contents(
            dict(raw.execute("SELECT name, value FROM meta")),
            dict(raw.execute("SELECT name, content FROM pack_file ORDER BY name")),
            dict(raw.execute("SELECT key, value FROM entry")),
            [StepHead(*row) for row in raw.execute(_STEPS)],
            [SavePoint(*row) for row in raw.execute(_SAVE_POINTS)],
            data_version(raw),
        )
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")


def data_version(raw: sqlite3.Connection) -> int:
    """A number that changes when another connection changes the file."""
    (number,) = raw.execute("PRAGMA data_version").fetchone()
    return int(number)
