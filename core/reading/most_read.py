"""How much of a file is read: beyond it, it is none that a person filled in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.numbers.troubles import FileTrouble
from core.reading.refusals import TOO_LARGE

ROWS = 5_000
COLUMNS = 200
LARGEST = 50_000_000
"""Bytes of a file."""

_MOST = {
    "cells": 200_000,
    "codes": 10_000,
    "comments": 10_000,
    "fonts": 10_000,
    "formats": 100_000,
    "formulas": 100_000,
    "merges": 30_000,
    "places": 500_000,
    "relations": 5_000,
    "sheets": 1_000,
    "strings": 100_000,
}


class Bounds:
    """The one budget for all that is kept of a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._counts: Counter[str] = Counter()

    def trouble(self, reason: str) -> FileTrouble:
        """The refusal of this file, to be raised."""
        return FileTrouble(self.path, reason)

    def count(self, what: str, by: int = 1) -> None:
        """More of what is kept of the file; refuses a flood."""
        self._counts[what] += by
        if self._counts[what] > _MOST[what]:
            raise self.trouble(TOO_LARGE)
