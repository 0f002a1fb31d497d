"""What is kept of every change: edits, the steps that name them, and save points."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

EDITED = "修改"
UNDONE = "撤销"
REDONE = "重做"


class Edit(NamedTuple):
    """One entry's text before and after; None means that there is no entry."""

    key: str
    before: str | None
    after: str | None


class StepHead(NamedTuple):
    """A step without its edits; an undo or redo names in `takes_back` the step it takes back."""

    number: int
    label: str
    kind: str
    takes_back: int | None
    who: str
    at: str


class Step(NamedTuple):
    """A step with its edits, as the history shows it."""

    head: StepHead
    edits: tuple[Edit, ...]


class SavePoint(NamedTuple):
    """A name that a person gave to the state after a step (0: before the first)."""

    number: int
    name: str
    step: int
    who: str
    at: str


def now() -> datetime:
    """Local time with its offset."""
    return datetime.now().astimezone()


def stamp() -> str:
    """The local time as the journal writes it."""
    return now().isoformat(timespec="seconds")
