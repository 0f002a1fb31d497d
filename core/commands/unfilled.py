"""What a report must have and has not, by name."""

from __future__ import annotations

from collections.abc import Sequence

from core.report.completeness import completeness
from core.report.names import figure_name
from core.report.report import Report

LISTED = 20
"""How many of them are named in JSON."""
SHOWN = 5
"""And in a line."""


def unfilled_names(report: Report) -> list[str]:
    """The names of all that must be filled and is not, in the pack's order."""
    return [figure_name(report, key) for place in completeness(report).values() for key in place.unfilled]


def unfilled_as_json(names: Sequence[str]) -> dict[str, object]:
    """How many there are, and the first of them."""
    return {"count": len(names), "labels": list(names[:LISTED])}


def unfilled_line(names: Sequence[str]) -> str:
    """One line: how many there are, and the first of them."""
    more = "等" if len(names) > SHOWN else ""
    return f"未填 {len(names)} 项：{'、'.join(names[:SHOWN])}{more}"
