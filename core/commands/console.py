"""What a verb says: results to standard output as they come, remarks and progress to standard error."""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from typing import TextIO

from core.numbers.disk import disk_words


class OutputClosed(Exception):
    """Whoever read the output has gone: nothing more can be said."""


class OutputLost(Exception):
    """The output could not be written; `reason` says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def prepare() -> None:
    """Lets both streams take every character, whatever the terminal or the pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:  # a Windows pipe has a code page that lacks most characters
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def is_terminal() -> bool:
    """Whether a person reads the result as it comes."""
    return sys.stdout is not None and sys.stdout.isatty()


def say(words: str) -> None:
    """A line of the result; raises OutputClosed, OutputLost."""
    _write(words + "\n", sys.stdout)


def aside(words: str) -> None:
    """A line beside the result; raises OutputClosed, OutputLost."""
    _write(words + "\n", sys.stderr)


def give_up() -> None:
    """Lets Python's own end write nothing more into streams that are closed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)


class ProgressLine:
    """One line on a terminal that says which of many is being done; anywhere else nothing."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = 0
        self._is_seen = total > 1 and sys.stderr is not None and sys.stderr.isatty()

    def show(self, number: int, name: str) -> None:
        """Says which one is being done, counted from 1."""
        if self._is_seen:
            self.clear()
            words = f"第 {number}/{self._total} 个 {name}"
            _write(words, sys.stderr)
            self._shown = len(words) * 2  # a Chinese character takes two columns

    def clear(self) -> None:
        """Takes the line away, so that a result can stand there."""
        if self._shown:
            _write(f"\r{' ' * self._shown}\r", sys.stderr)
            self._shown = 0


def _write(words: str, stream: TextIO | None) -> None:
    if stream is None:  # a program without a terminal
        return
    try:
        stream.write(words)
        stream.flush()
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EINVAL):  # EINVAL: a closed pipe of Windows
            raise OutputClosed from error
        raise OutputLost(disk_words(error)) from error
