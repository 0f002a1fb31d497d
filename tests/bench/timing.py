"""Medians, and what they are held against."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure measured; `limit` is what it must not exceed."""

    value: float
    unit: str
    limit: float
    more: dict[str, float]

    def as_json(self) -> dict[str, object]:
        within = self.value <= self.limit
        rounded = {name: round(value, 4) for name, value in self.more.items()}
        return {
            "median": round(self.value, 4),
            "unit": self.unit,
            "limit": self.limit,
            "within": within,
            **rounded,
        }


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measured(times: list[float], unit: str, limit: float, **more: float) -> Measure:
    """The median of some times (in the unit asked), with the slowest twentieth beside it."""
    scale = {"ms": 1000.0, "s": 1.0}[unit]
    ordered = sorted(time * scale for time in times)
    return Measure(median(ordered), unit, limit, {"p95": ordered[int(len(ordered) * 0.95)], **more})


def slowest_twentieth(times: list[float], unit: str, limit: float) -> Measure:
    """What nineteen of twenty times stay below (in the unit asked), with the median beside it."""
    whole = measured(times, unit, limit)
    return Measure(whole.more["p95"], unit, limit, {"typical": whole.value})


def say(words: str) -> None:
    """Progress, beside the one object that is printed."""
    print(words, file=sys.stderr, flush=True)
