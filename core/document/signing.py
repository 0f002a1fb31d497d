"""What stands between a report and its 定稿, and the signatures that lead there."""

from __future__ import annotations

from core.document.canonical import digest
from core.document.review import review
from core.numbers.finding import ERROR
from core.numbers.troubles import Refused
from core.report import stages
from core.report.change import Change
from core.report.completeness import completeness
from core.report.findings import STALE, standings
from core.report.names import figure_name
from core.report.report import Report

NAMED = 3
"""How many of what is missing are named."""


def refusals(report: Report) -> list[str]:
    """Why a report cannot be 定稿 yet: what is 未填, what contradicts, what is not explained."""
    review(report)
    unfilled = [key for page in completeness(report).values() for key in page.unfilled]
    open_ones = [one for one in standings(report) if one.is_open and not one.finding.trial]
    errors = [one.finding.message for one in open_ones if one.finding.severity == ERROR]
    stale = [one.finding.message for one in open_ones if one.state == STALE]
    asked = [one.finding.message for one in open_ones if one.finding.severity != ERROR and one.state != STALE]
    return [
        *_told("处没有填", [figure_name(report, key) for key in unfilled]),
        *_told("处错误", errors),
        *_told("处需说明没有说明", asked),
        *_told("处说明要重新确认", stale),
    ]


def _told(what: str, some: list[str]) -> list[str]:
    if not some:
        return []
    named = "；".join(" ".join(one.split()) for one in some[:NAMED])
    return [f"{len(some)} {what}：{named}{'……' if len(some) > NAMED else ''}"]


def sign(report: Report, stage: str, name: str) -> Change:
    """A person signs a stage for the report as it is now; raises Refused."""
    return stages.sign(report, stage, name, digest(report))


def freeze(report: Report, name: str) -> Change:
    """定稿; raises Refused with what is still open."""
    still = refusals(report)
    if still:
        raise Refused("还不能定稿。\n" + "\n".join(still))
    return stages.freeze(report, name, digest(report))
