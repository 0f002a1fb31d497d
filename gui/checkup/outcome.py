"""What a check-up gave, and what of it the clerk took for no problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.export.checkup_report import coverage_in_words, verdict_in_words, write_checkup
from core.numbers.finding import SEVERITIES
from core.prose.checkup import QuotedFinding
from core.report.findings import verdict
from gui.texts.marked_places import Span, marked_places

Known = tuple[str, str]
"""What a finding is known by when the text is checked again."""

_IN_QUOTE = re.compile(r"[\s,，.．、]")


class Outcome:
    """One text with its findings in the order of reading; those set aside are left out of everything."""

    def __init__(
        self,
        text: str,
        findings: Sequence[QuotedFinding],
        held: Sequence[QuotedFinding],
        numbers: Mapping[str, int],
        unsupported: Sequence[Span],
        pack: str = "",
    ) -> None:
        self.text = text
        self.numbers = numbers
        self.unsupported = unsupported
        self._pack = pack
        self._all = sorted(findings, key=_gravest_first)
        self.held = sorted(held, key=_in_order)
        self.aside: frozenset[Known] = frozenset()
        self.found: list[QuotedFinding] = []
        self.hide(frozenset())

    def hide(self, aside: frozenset[Known]) -> None:
        """Leaves out what is known under one of these."""
        self.aside = aside
        self.found = [quoted for quoted in self._all if known_by(quoted) not in aside]

    @property
    def hidden(self) -> int:
        """How many findings are left out."""
        return len(self._all) - len(self.found)

    @property
    def severity(self) -> str:
        return verdict([quoted.finding for quoted in self.found])

    @property
    def words(self) -> str:
        """The verdict with its counts."""
        return verdict_in_words(self.severity, self.found, self.held)

    @property
    def basis(self) -> str:
        """By what it was checked, and how much of it could be."""
        by = f"按模板“{self._pack}”和文中的数" if self._pack else "没有合适的模板，只用文中的数互相"
        return f"{by}核对。{coverage_in_words(self.numbers)}"

    def write(self, path: Path, name: str) -> None:
        """Writes the 《体检报告》 on the text of this name; raises FileTrouble."""
        write_checkup(path, name, self.severity, self.found, self.held, self.numbers, set_aside=self.hidden)


def known_by(quoted: QuotedFinding) -> Known:
    """The rule and the words, however the numbers in them are spaced and pointed; a finding on the whole, its sentence."""
    return quoted.finding.code, _IN_QUOTE.sub("", quoted.quote) or quoted.finding.message


def place_of(quoted: QuotedFinding) -> Span:
    """Where a finding stands in the text, (0, 0) where it speaks of the whole."""
    return min(quoted.start, quoted.end), max(quoted.start, quoted.end)


def marks_of(quoted: QuotedFinding, text: str) -> list[Span]:
    """What to mark of a finding, so that the text stays readable."""
    return marked_places(text, *place_of(quoted), quoted.finding.message)


def _in_order(quoted: QuotedFinding) -> tuple[bool, Span]:
    """In the order of the text, what speaks of the whole at last."""
    return not place_of(quoted)[1], place_of(quoted)


def _gravest_first(quoted: QuotedFinding) -> tuple[int, bool, Span]:
    return SEVERITIES.index(quoted.finding.severity), *_in_order(quoted)
