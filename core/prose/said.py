"""A finding with its characters in the text as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from core.numbers.finding import Finding
from core.prose.checkup import Checkup
from core.prose.flow import Flow
from core.prose.remark import Remark


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, or a relation that held, with the characters of the text it stands on.

    `instead` is what may be written there, None where nothing certain can be said.
    """

    finding: Finding
    section: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    instead: str | None = None

    def as_json(self) -> dict[str, object]:
        """The shape of the command line's output."""
        one = self.finding
        return {
            "code": one.code,
            "severity": one.severity,
            "message": one.message,
            "section": self.section,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "expected": one.expected,
            "actual": one.actual,
        }


def said_of(checkup: Checkup, remark: Remark) -> Said:
    """A remark with its characters of the source."""
    flow = checkup.reading.flow
    start, end = place_of(flow, remark)
    section = flow.section_of(flow.paragraph_at(remark.start)) if flow.paragraphs else ""
    return Said(remark.finding, section, flow.source[start:end], start, end, remark.instead)


def place_of(flow: Flow, remark: Remark) -> tuple[int, int]:
    """A remark's characters of the source; what was dropped from the flow is found just before where it stood."""
    if remark.end > remark.start:
        return flow.span(remark.start, remark.end)
    at = flow.where[remark.start] if remark.start < len(flow.where) else len(flow.source)
    dropped = remark.finding.actual
    start = flow.source.rfind(dropped, 0, at + 1) if dropped else -1
    return (start, start + len(dropped)) if start >= 0 else (at, at)
