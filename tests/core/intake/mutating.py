"""Numbers of a finished text that relations bind, and the slips of the hand that a check must find."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.checking import Checked, check_report
from core.intake.proposal import propose
from core.pack.pack import Pack
from core.report.report import Report

ONE_WAY = (
    "在职超过编制",
    "支出大于收入",
    "专项资金支出不超收入",
    "三公经费超预算",
    "三公经费比上年增加",
    "项目所属年度",
    "措施不少于问题",
)
"""Relations that hold for many values: a slip may leave them whole."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A text in which one number was written wrongly, standing from `start` to `end`."""

    text: str
    what: str
    before: str
    after: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.after)


def check_text(pack: Pack, text: str) -> Checked:
    """What checking the bare text finds."""
    return check_report(Report.in_memory(pack, entries=propose(pack, text).entries), "", text)
