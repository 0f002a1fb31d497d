"""What stands beside a cell's words: its findings, and what it would be without its 填报值."""

from __future__ import annotations

from core.figures.keys import REPORTED, Key
from core.numbers.finding import Finding
from gui import theme
from gui.session import Session


def describe_finding(finding: Finding) -> str:
    """A finding in one line, with its mark and its severity."""
    return f"{theme.SEVERITY[finding.severity][0]} {finding.severity}：{finding.message}"


def describe_cell(session: Session, key: Key) -> list[str]:
    """The lines about a figure or cell."""
    lines = [describe_finding(finding) for finding in session.findings_at(key)]
    report = session.report
    if report.definition(key).formula and report.entry(key + REPORTED) is not None:
        lines.append(f"填报值，计算为 {report.computed(key) or '未填'}")
    return lines
