"""不随报: an attachment that does not go out with a report; it is not asked, printed or exported."""

from __future__ import annotations

from core.figures.keys import WITHHELD
from core.numbers.troubles import Refused
from core.report.change import Change
from core.report.report import Report

SHORTEST = 2
"""Characters of a reason."""


def why_withheld(report: Report, form: str) -> str:
    """The reason why a form does not go out, "" where it does."""
    return report.entry(WITHHELD + form) or ""


def forms_going_out(report: Report) -> list[str]:
    """The forms that go out, in the pack's order."""
    return [form for form in report.pack.forms if not why_withheld(report, form)]


def withhold(report: Report, form: str, reason: str) -> Change:
    """A form does not go out; what is filled in stays. Raises Refused without a reason, or where it is 定稿."""
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST:
        raise Refused(f"请写明{form}为什么不随报告报送，例如：本年没有项目支出")
    return report.enter({WITHHELD + form: reason}, f"{form}不随报：{reason}")


def send_along(report: Report, form: str) -> Change:
    """A form goes out again. Raises Refused where the report is 定稿."""
    return report.enter({WITHHELD + form: None}, f"{form}随报")
