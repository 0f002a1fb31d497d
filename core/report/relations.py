"""Every relation the pack demands, and how it stands: trust comes from seeing what was checked and held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from core.figures.keys import WHOLE, Key, Row, split_key
from core.figures.plan import RulePlan
from core.numbers.finding import Finding, identity_of
from core.pack.sections import SECTIONS
from core.report.findings import FINE, OPEN, Standing
from core.report.names import row_name
from core.report.report import Report

SILENT = "未参加"
"""A figure it reads is 未填 or 不涉及."""

IN_SENTENCES = "正文里的数"
MOST_ROWS = 40
"""A rule that speaks in more rows is told in one line; what contradicts is always told row by row."""

_IFS = ("如果", "非", "或", "且", "缺省", "包含", "已填")


class CheckedRelation(NamedTuple):
    """One rule, in one row where it goes by rows; `words` are its numbers or its finding's sentence."""

    code: str
    state: str
    words: str
    keys: tuple[Key, ...]
    row: str = ""
    source: str = ""


def relations(report: Report, found: list[Standing]) -> list[CheckedRelation]:
    """All rules in the pack's order: first those that contradict, as their findings stand."""
    standing = {one.finding.identity: one for one in found}
    broken = [_broken(one) for one in found]
    held = [one for one in _held(report) if identity_of(one.code, one.row) not in standing]
    return broken + held + [_read(one.finding) for one in report.proofs.held]


def _read(finding: Finding) -> CheckedRelation:
    """A relation between the report's own sentences that holds."""
    return CheckedRelation(
        finding.code, FINE, finding.message, tuple(map(Key, finding.keys)), finding.row, IN_SENTENCES
    )


def _broken(standing: Standing) -> CheckedRelation:
    finding = standing.finding
    state = finding.severity if standing.state in ("", OPEN) else f"{finding.severity}（{standing.state}）"
    return CheckedRelation(
        finding.code, state, finding.message, tuple(map(Key, finding.keys)), finding.row, finding.source
    )


def _held(report: Report) -> Iterator[CheckedRelation]:
    graph = report.graph
    for plan in graph.plan.rules.values():
        rule = plan.rule
        listing = plan.rule.per_row
        rows = graph.state.rows.every_live(listing) if listing else [WHOLE]
        spoke = [row for row in rows if graph.judge.verdict(plan, row) is not None]
        if not spoke:
            keys = graph.judge.keys(plan, WHOLE) if listing is None else ()
            yield CheckedRelation(rule.key, SILENT, "所用的数还没有填，或为不涉及", keys, "", rule.source)
        elif listing is not None and (listing == SECTIONS or len(spoke) > MOST_ROWS):
            held = sum(graph.judge.holds(plan, row) for row in spoke)
            label = report.pack.definitions.listings[listing].label
            words = f"{label} {held} 行相符" if held else ""
            yield CheckedRelation(rule.key, FINE, words, (), "每行", rule.source)
        else:
            for row in spoke:
                name = f"{row_name(report, listing, row)}：" if listing else ""
                words = name + _numbers(report, plan, row)
                yield CheckedRelation(rule.key, FINE, words, graph.judge.keys(plan, row), row, rule.source)


def _numbers(report: Report, plan: RulePlan, row: Row) -> str:
    """A plain comparison with its numbers; of a condition with ifs and buts the figures it looks at."""
    if not any(word in plan.rule.condition for word in _IFS):
        return report.graph.explanation.relation(plan, row)
    figures = report.pack.definitions.figures
    keys = [key for key in report.graph.judge.keys(plan, row) if split_key(key)[0] in figures]
    shown = [key for key in keys if not report.definition(key).kind.is_lines]
    return "，".join(f"{report.definition(key).label} {report.words(key) or '未填'}" for key in shown)
