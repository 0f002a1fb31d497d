"""The step that stays open while one field or text is typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from core.figures.keys import Key

LONGEST = 60.0
"""Seconds after which a step of typing is closed, so that one undo never takes back an hour."""


class Open(NamedTuple):
    """The open step, what stood there before it, and how many paragraphs there were."""

    key: Key
    step: int
    before: str | None
    paragraphs: int
    since: float


class TypingStep:
    """Says whether a pause in typing joins the step that is open.

    It closes on leaving the field, after 60 seconds, at a new paragraph, and on any other edit.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: Open | None = None

    def begin(self, key: Key, step: int, before: str | None, after: str | None) -> None:
        """A new step of typing was written."""
        self._open = Open(key, step, before, (after or "").count("\n"), self._clock())

    def join(self, key: Key, after: str | None) -> Open | None:
        """The open step, if this pause belongs to it; else it is closed."""
        step = self._open
        if (
            step is None
            or step.key != key
            or self._clock() - step.since > LONGEST
            or (after or "").count("\n") != step.paragraphs
        ):
            self._open = None
        return self._open

    def pause(self, key: Key, keep: bool) -> None:
        """A pause in which nothing changed; without `keep` it was the last one."""
        if not keep or (self._open and self._open.key != key):
            self._open = None

    def leave(self, key: Key) -> None:
        """The field was left."""
        if self._open and self._open.key == key:
            self._open = None

    def close(self) -> None:
        """Another edit came."""
        self._open = None
