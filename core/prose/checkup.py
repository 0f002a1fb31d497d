"""报告体检: everything that can be said of a text — what contradicts, what holds, which numbers nothing supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.numbers.finding import SEVERITIES, Finding
from core.prose.about import About, read_about
from core.prose.equations import Hundred, Same
from core.prose.flow import Flow
from core.prose.lint.all import lint
from core.prose.lint.missing import missing
from core.prose.lint.wordlists import own_wordlists
from core.prose.messages import confirm, remark_on
from core.prose.quantity import DATE, YEAR, Quantity
from core.prose.relation import Relation
from core.prose.remark import Remark
from core.prose.suspects import Suspicion, suspicions
from core.prose.text_reading import Reading, read


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check-up gave; spans are characters of `reading.flow`."""

    reading: Reading
    remarks: list[Remark]
    held: list[Remark]
    suspicions: list[Suspicion]
    checked: set[int]
    """The ids of the quantities that a relation binds."""

    @property
    def quantities(self) -> list[Quantity]:
        """The quantities that are counted: years and dates are none."""
        return [one for one in self.reading.quantities if one.kind not in (YEAR, DATE)]

    @property
    def lacking(self) -> list[Remark]:
        """What the form asks for and the text never says: to be asked of a finished report only."""
        return list(missing(self.reading.flow, self.reading.scene.named))


@dataclass(frozen=True, slots=True)
class QuotedFinding:
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
        finding = self.finding
        return {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "section": self.section,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "expected": finding.expected,
            "actual": finding.actual,
        }


def check_up(text: str, known: About | None = None) -> Checkup:
    """Reads a text and says what can be said of it, the gravest first; `known` is what is known of it for certain."""
    reading = read(text)
    flow = reading.flow
    doubts = suspicions(reading.relations)
    of: dict[int, Suspicion] = {id(relation): doubt for doubt in doubts for relation in doubt.relations}
    held = reading.held
    broken = _causes_first(reading.broken)
    remarks = [remark for one in broken for remark in _everywhere(one, of.get(id(one)))]
    remarks += lint(flow, known or read_about(flow), own_wordlists())
    remarks.sort(key=lambda one: (SEVERITIES.index(one.finding.severity), one.start))
    checked = {quantity.id for one in (*held, *broken) for quantity in one.quantities}
    return Checkup(reading, remarks, [confirm(one) for one in held], doubts, checked)


def quoted_finding(checkup: Checkup, remark: Remark) -> QuotedFinding:
    """A remark with its characters of the source."""
    flow = checkup.reading.flow
    start, end = span_of(flow, remark)
    section = flow.section_of(flow.paragraph_at(remark.start)) if flow.paragraphs else ""
    return QuotedFinding(remark.finding, section, flow.source[start:end], start, end, remark.instead)


def span_of(flow: Flow, remark: Remark) -> tuple[int, int]:
    """A remark's characters of the source; what was dropped from the flow is found just before where it stood."""
    if remark.end > remark.start:
        return flow.span(remark.start, remark.end)
    at = flow.where[remark.start] if remark.start < len(flow.where) else len(flow.source)
    dropped = remark.finding.actual
    start = flow.source.rfind(dropped, 0, at + 1) if dropped else -1
    return (start, start + len(dropped)) if start >= 0 else (at, at)


def _everywhere(relation: Relation, suspicion: Suspicion | None) -> Iterator[Remark]:
    """A remark where the claim stands; two statements of one thing that stand apart are each remarked on."""
    remark = remark_on(relation, suspicion)
    yield remark
    if isinstance(relation.equation, Same):
        for quantity in relation.quantities:
            if not relation.start <= quantity.start < relation.end:
                yield replace(remark, start=quantity.start, end=quantity.end)


def _causes_first(broken: list[Relation]) -> list[Relation]:
    """Shares that add to more than 100 only because one of them is wrong are not said again."""
    wrong = {r.equation.quantities[0].id for r in broken if not isinstance(r.equation, Hundred)}
    return [
        one
        for one in broken
        if not isinstance(one.equation, Hundred) or wrong.isdisjoint(q.id for q in one.quantities)
    ]
