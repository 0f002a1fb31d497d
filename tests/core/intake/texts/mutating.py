"""Numbers of a finished text that relations bind, and the slips of the hand that a check must find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from core.commands.checking import Checked, check_report
from core.intake.texts.text_proposal import propose
from core.numbers.finding import gravest
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
    "在职与编制",
)
"""Relations that hold for many values: a slip may leave them whole."""
OPEN_LIST = "（等）"
"""What is said of a list that 等 leaves open: its count may be any larger number."""


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


def slips(pack: Pack, text: str) -> list[Slip]:
    """All slips of one hand in the numbers that relations bind: two digits turned, one digit, ten times."""
    out: list[Slip] = []
    for start, number, what in bound_numbers(pack, text):
        for wrong in sorted(_wrong_writings(number)):
            out.append(Slip(text[:start] + wrong + text[start + len(number) :], what, number, wrong, start))
    return out


def bound_numbers(pack: Pack, text: str) -> list[tuple[int, str, str]]:
    """Where a number stands that a relation of equality holds to, and the relation's code."""
    found: dict[int, tuple[int, str, str]] = {}
    for held in check_text(pack, text).held:
        if held.finding.code in ONE_WAY or OPEN_LIST in held.finding.message:
            continue
        for number in re.finditer(r"(?<![\d.])\d+(?:\.\d+)?(?=万元|%|个|人|位)", text[: held.end + 2]):
            if number.start() >= held.start:
                found.setdefault(number.start(), (number.start(), number[0], held.finding.code))
    return sorted(found.values())


def _wrong_writings(number: str) -> set[str]:
    digits = [at for at, character in enumerate(number) if character.isdigit()]
    out: set[str] = set()
    for a, b in pairwise(digits):
        turned = list(number)
        turned[a], turned[b] = turned[b], turned[a]
        out.add("".join(turned))
    for at in digits:
        out |= {number[:at] + digit + number[at + 1 :] for digit in "0123456789"}
    tenfold = Decimal(number) * 10
    out.add(format(tenfold.quantize(1) if tenfold == int(tenfold) else tenfold.normalize(), "f"))
    same = Decimal(number)
    return {w for w in out if Decimal(w) != same and not (len(w) > 1 and w[0] == "0" and w[1] != ".")}


def is_found(checked: Checked, slip: Slip, source: str) -> str:
    """The gravest severity of a finding that quotes the wrong number, "" where none does."""
    quoting = [
        said.finding.severity
        for said in checked.findings
        if said.finding.code not in ONE_WAY
        and slip.after in said.quote
        and (source != slip.text or said.start <= slip.start < slip.end <= said.end)
    ]
    return gravest(quoting) or ""
