"""Sentences of a list's rows set one behind the other: each ends in one stop, whatever was typed in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.numbers.runs import Run, words

STOP = "。"
_ENDED = re.compile(r"[。；：！？…!?;:.][”’」』）)\]】》〉\"']*\s*\Z")
_STOPPING = tuple("。；：！？，、…!?;:.,")


def sentence(pieces: Sequence[Sequence[Run]]) -> list[Run]:
    """The pieces of a row's words as one: where a cell ends in a stop already, the wording's own is left out."""
    out: list[Run] = []
    for piece in pieces:
        for run in piece:
            doubled = not run.key and run.text.startswith(STOP) and out and out[-1].key and is_ended(out)
            kept = run.text.removeprefix(STOP) if doubled else run.text
            if kept:
                out.append(Run(kept, run.key))
    return out


def stopped(runs: list[Run]) -> list[Run]:
    """Words with a stop behind them, where they have none."""
    return runs if not runs or is_ended(runs) else [*runs, Run(STOP)]


def is_ended(runs: Sequence[Run]) -> bool:
    return _ENDED.search(words(runs)) is not None


def begins_with_stop(text: str) -> bool:
    """Whether words bring the stop, or another mark, for what stands before them."""
    return text.startswith(_STOPPING)
