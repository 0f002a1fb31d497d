"""A finding with the characters it stands on; how it is made, and how it quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.numbers.finding import Finding

LONGEST_QUOTE = 24
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of some characters of the flow.

    `instead` is what may be written in their place, or in that of the characters `at`; `speaks_of` is where the
    numbers and names stand that it sets against each other, () where it speaks of the words alone.
    """

    finding: Finding
    start: int
    end: int
    instead: str | None = None
    at: tuple[int, int] | None = None
    speaks_of: tuple[tuple[int, int], ...] = ()


def remark(
    code: str,
    severity: str,
    message: str,
    span: tuple[int, int],
    *,
    expected: str = "",
    actual: str = "",
    instead: str | None = None,
    trial: bool = False,
    speaks_of: tuple[tuple[int, int], ...] = (),
) -> Remark:
    """A remark on some characters of the flow, its finding made of these words."""
    finding = Finding(code, severity, message, expected=expected, actual=actual, trial=trial)
    return Remark(finding, span[0], span[1], instead, speaks_of=speaks_of)


def quoted(words: str) -> str:
    """Words as a message quotes them, cut where they are long."""
    flat = words.replace("\t", " ").replace("\n", " ").strip("。；，：、 ")
    return f"“{flat}”" if len(flat) <= LONGEST_QUOTE else f"“{flat[:LONGEST_QUOTE]}…”"


def named(words: Iterable[str]) -> str:
    """Several words as a message names them, each once, the first few."""
    once = list(dict.fromkeys(words))
    return "、".join(once[:MOST_NAMED]) + ("等" if len(once) > MOST_NAMED else "")
