"""The findings of an open report with their answers: what stands, is explained, follows from what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.figures.keys import ANSWER, Key, ListingKey, Row, split_key
from core.numbers.codes import REPORTED_DIFFERS
from core.numbers.finding import ERROR, EXPLAIN, SEVERITIES, Finding, gravest, identity_of
from core.prose.messages import with_doubt
from core.report.change import Change
from core.report.proofs import Proof, dismissed_key
from core.report.report import Report
from core.report.same_fact import RulesSaid

OPEN = "未说明"
EXPLAINED = "已说明"
STALE = "需重新确认"
FINE = "相符"

Shown = tuple[tuple[str, str], ...]
"""(key, words) of what a finding reads."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stands: its answer, the answer's state, the figures when it was given and now."""

    finding: Finding
    state: str = ""
    answer: str = ""
    then: Shown = ()
    now: Shown = ()

    @property
    def is_open(self) -> bool:
        """Whether it still asks something of the clerk."""
        severity = self.finding.severity
        return severity == ERROR or (severity == EXPLAIN and self.state != EXPLAINED)


def standings(report: Report) -> list[Standing]:
    """All findings, gravest first, those that follow from another behind, then as rules and rows stand."""
    own = _told(report)
    doubts = {told.identity: one.finding for one, told in own if told is not None}
    found = [
        _with_cause(report, with_doubt(f, doubts.get(f.identity)))
        for f in report.graph.judge.findings.values()
    ]
    found += [one.finding for one, told in own if told is None]
    order = {name: number for number, name in enumerate(report.graph.plan.rules)}
    found.sort(key=lambda f: _place(report, f, order))
    return [_standing(report, f) for f in found]


def standing_proofs(report: Report) -> list[Proof]:
    """The findings in the report's sentences that are not set aside as 误报, and that no rule says already."""
    return [one for one, told in _told(report) if told is None]


def _told(report: Report) -> list[tuple[Proof, Finding | None]]:
    """The findings in the sentences that are not set aside, each with the rule's finding that says it already."""
    said = RulesSaid(report, (one for one in report.graph.judge.findings.values() if not one.trial))
    return [
        (one, said.saying(one))
        for one in report.proofs.found.values()
        if report.entry(dismissed_key(one.finding)) is None
    ]


def verdict(findings: Iterable[Finding]) -> str:
    """The gravest severity, 相符 where there is none; rules on trial never count as more than 提示."""
    return gravest(["提示" if f.trial else f.severity for f in findings]) or FINE


def answer(report: Report, finding: Finding, text: str) -> Change:
    """Writes the clerk's explanation of a 需说明 with the figures it holds for; blank takes it away."""
    if not text.strip():
        return report.enter({ANSWER + finding.identity: None}, f"删除说明：{finding.code}")
    kept = {"文字": text.strip(), "数": dict(shown(report, finding))}
    return report.enter(
        {ANSWER + finding.identity: json.dumps(kept, ensure_ascii=False)}, f"说明：{finding.code}"
    )


def dismiss(report: Report, finding: Finding) -> Change:
    """误报: a finding in the sentences is no contradiction; it is remembered as long as the sentence stands."""
    return report.enter({dismissed_key(finding): "是"}, f"误报：{finding.code}")


def shown(report: Report, finding: Finding) -> Shown:
    """What a finding reads, as it is shown now: cells, and for lists the columns that its rule looks at."""
    proof = report.proofs.found.get(finding.identity)
    if proof is not None:
        return ((proof.key, proof.quote),)
    out: list[tuple[str, str]] = []
    for key in finding.keys:
        name, row = split_key(key)
        if name in report.pack.definitions.figures:
            out.append((key, report.words(Key(key))))
        else:
            lines = ("，".join(cells) for cells in _lines(report, finding, ListingKey(name), row))
            out.append((key, "；".join(lines)))
    return tuple(out)


def _lines(report: Report, finding: Finding, listing: ListingKey, row: Row) -> Iterator[list[str]]:
    """The words of the columns that a finding's rule reads, row by row."""
    graph = report.graph
    definitions = report.pack.definitions
    plan = graph.plan.rules.get(finding.code)
    named = graph.plan.keys_of(plan) if plan else ()
    columns = [k for k in definitions.listings[listing].columns if plan is None or k in named]
    columns = columns or list(definitions.listings[listing].columns[:1])
    for inner in graph.state.rows.under(_scope(report, listing, row), row, listing):
        if graph.state.rows.is_live(listing, inner):
            yield [report.words(report.cell(column, inner)) for column in columns]


def _scope(report: Report, listing: ListingKey, row: Row) -> ListingKey | None:
    """The listing in whose row a key names a list: none in 项目.绩效指标, 项目 in 项目[a3f].绩效指标."""
    return report.pack.definitions.path(listing)[row.count("/")] if row else None


def _standing(report: Report, finding: Finding) -> Standing:
    if finding.severity != EXPLAIN:
        return Standing(finding)
    stored = report.entry(ANSWER + finding.identity)
    if stored is None:
        return Standing(finding, OPEN)
    kept = json.loads(stored)
    then = tuple((str(k), str(v)) for k, v in kept["数"].items())
    now = shown(report, finding)
    return Standing(finding, EXPLAINED if then == now else STALE, str(kept["文字"]), then, now)


def _place(report: Report, finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    """What sorts findings."""
    rules = report.graph.plan.rules
    rows = report.graph.state.rows
    listing = rules[finding.code].rule.per_row if finding.code in rules else None
    place = rows.place(listing, Row(finding.row)) if listing else (("", finding.row),)
    return SEVERITIES.index(finding.severity), bool(finding.cause), order.get(finding.code, len(order)), place


def _with_cause(report: Report, finding: Finding) -> Finding:
    """Names the 填报值 from which a finding follows."""
    if not any(report.graph.state.entries.reported.values()):
        return finding
    for key in _behind(report, finding):
        identity = identity_of(REPORTED_DIFFERS, key)
        if identity in report.graph.judge.findings and identity != finding.identity:
            return replace(finding, cause=identity)
    return finding


def _behind(report: Report, finding: Finding) -> Iterator[Key]:
    """The cells that a finding reads, and those of which these are computed, the nearest first."""
    graph = report.graph
    definitions = report.pack.definitions
    waiting = list(map(Key, finding.keys))
    seen = set(waiting)
    for key in waiting:
        yield key
        name, row = split_key(key)
        definition = definitions.figures.get(name)
        inner: Iterable[Key] = ()
        if definition is None:
            columns = definitions.listings[ListingKey(name)].columns
            cells = [
                (column, one) for column in columns for one in graph.state.entries.reported.get(column, ())
            ]
            inner = [graph.state.key_of(c, one) for c, one in cells if not row or one.startswith(f"{row}/")]
        elif definition.formula:
            inner, _ = graph.explanation.inputs(definition, row)
        for cell in inner:
            if cell not in seen:
                seen.add(cell)
                waiting.append(cell)
