"""A finding: one contradiction, in the clerk's words, with the numbers in it."""

from __future__ import annotations

from dataclasses import dataclass, field

ERROR = "错误"
EXPLAIN = "需说明"
HINT = "提示"
SEVERITIES = (ERROR, EXPLAIN, HINT)
"""From the gravest to the lightest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction.

    `code` is stable (the rule's key); `row` the row it was found in ("" for the whole report);
    `keys` the figures it speaks of, the first being the place to go to; `cause` the code of the
    finding from which it follows; `trial` findings never block.
    """

    code: str
    severity: str
    message: str
    keys: tuple[str, ...] = ()
    row: str = ""
    source: str = ""
    cause: str = ""
    expected: str = ""
    actual: str = ""
    trial: bool = False
    title: str = field(default="", compare=False)

    @property
    def identity(self) -> str:
        """Names the finding through all changes of its numbers: RULE or RULE[ROW]."""
        return identity_of(self.code, self.row)


def identity_of(code: str, row: str) -> str:
    """The identity of a rule's finding in a row, "" being the whole report."""
    return f"{code}[{row}]" if row else code


def gravest(severities: list[str]) -> str | None:
    """The gravest of some severities, None for an empty list."""
    return min(severities, key=SEVERITIES.index) if severities else None
