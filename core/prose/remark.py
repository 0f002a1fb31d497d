"""A finding with the characters it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from core.numbers.finding import Finding


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of some characters of the flow.

    `instead` is what may be written in their place, or in that of the characters `at`.
    """

    finding: Finding
    start: int
    end: int
    instead: str | None = None
    at: tuple[int, int] | None = None
