"""The findings of an open report with their answers: what stands, what is explained, what follows from what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.figures.judging import REPORTED_DIFFERS
from core.figures.keys import ANSWER, split_key
from core.numbers.finding import ERROR, EXPLAIN, SEVERITIES, Finding, gravest
from core.report.change import Change
from core.report.report import Report

OPEN, EXPLAINED, STALE = "未说明", "已说明", "需重新确认"
FINE = "相符"


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stands: `state` of its answer, the answer, and the figures as they were when it was given."""

    finding: Finding
    state: str = ""
    answer: str = ""
    then: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still asks something of the clerk."""
        severity = self.finding.severity
        return severity == ERROR or (severity == EXPLAIN and self.state != EXPLAINED)


def standings(report: Report) -> list[Standing]:
    """All findings, gravest first, those that follow from another naming it."""
    found = [_with_cause(report, f) for f in report.graph.findings.values()]
    found.sort(key=lambda f: (SEVERITIES.index(f.severity), bool(f.cause)))
    return [_standing(report, f) for f in found]


def verdict(findings: Iterable[Finding]) -> str:
    """The gravest severity, 相符 where there is none; rules on trial never count as more than 提示."""
    return gravest(["提示" if f.trial else f.severity for f in findings]) or FINE


def _standing(report: Report, finding: Finding) -> Standing:
    if finding.severity != EXPLAIN:
        return Standing(finding)
    stored = report.entry(ANSWER + finding.identity)
    if stored is None:
        return Standing(finding, OPEN)
    kept = json.loads(stored)
    then = tuple((str(k), str(v)) for k, v in kept["数"].items())
    return Standing(finding, EXPLAINED if then == shown(report, finding) else STALE, str(kept["文字"]), then)


def shown(report: Report, finding: Finding) -> tuple[tuple[str, str], ...]:
    """What a finding reads, as it is shown now."""
    out: list[tuple[str, str]] = []
    for key in finding.keys:
        name, _ = split_key(key)
        if name in report.pack.definitions.figures:
            out.append((key, report.words(key)))
        elif name in report.pack.definitions.listings:
            rows = report.rows(key, live=True)
            columns = report.pack.definitions.listings[name].columns
            out.append((key, "；".join("，".join(report.words(report.cell(c, r)) for c in columns) for r in rows)))
    return tuple(out)


def answer(report: Report, finding: Finding, text: str) -> Change:
    """Writes the clerk's explanation of a 需说明 with the figures it holds for; blank takes it away."""
    if not text.strip():
        return report.enter({ANSWER + finding.identity: None}, f"删除说明：{finding.code}")
    kept = {"文字": text.strip(), "数": dict(shown(report, finding))}
    return report.enter({ANSWER + finding.identity: json.dumps(kept, ensure_ascii=False)}, f"说明：{finding.code}")


def _with_cause(report: Report, finding: Finding) -> Finding:
    """Names the 填报值 from which a finding follows."""
    start = [key for key in finding.keys if key != finding.row]
    seen: set[str] = set()
    while start:
        key = start.pop()
        name = split_key(key)[0]
        identity = f"{REPORTED_DIFFERS}[{key}]"
        if identity in report.graph.findings and identity != finding.identity:
            return replace(finding, cause=identity)
        formula = report.graph.plan.formulas.get(name)
        for read in formula.reads if formula else ():
            if read not in seen:
                seen.add(read)
                start.append(read)
    return finding
