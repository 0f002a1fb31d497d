"""A text in runs: words, and words that show a figure, with the cell that they show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of words; `key` is the cell whose figure they show, "" for words of the text itself."""

    text: str
    key: str = ""


def words(runs: Iterable[Run]) -> str:
    """The runs' words in one string."""
    return "".join(run.text for run in runs)
