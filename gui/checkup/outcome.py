"""What a check-up gave, and what of it the clerk took for no problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.export.checkup_report import coverage_in_words, verdict_in_words, write_checkup
from core.numbers.finding import SEVERITIES
from core.prose.said import Said
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
        findings: Sequence[Said],
        held: Sequence[Said],
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
        self.found: list[Said] = []
        self.hide(frozenset())

    def hide(self, aside: frozenset[Known]) -> None:
        """Leaves out what is known under one of these."""
        self.aside = aside
        self.found = [said for said in self._all if known_by(said) not in aside]

    @property
    def hidden(self) -> int:
        """How many findings are left out."""
        return len(self._all) - len(self.found)

    @property
    def severity(self) -> str:
        return verdict([said.finding for said in self.found])

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


def known_by(said: Said) -> Known:
    """The rule and the words, however the numbers in them are spaced and pointed; a finding on the whole, its sentence."""
    return said.finding.code, _IN_QUOTE.sub("", said.quote) or said.finding.message


def place_of(said: Said) -> Span:
    """Where a finding stands in the text, (0, 0) where it speaks of the whole."""
    return min(said.start, said.end), max(said.start, said.end)


def marks_of(said: Said, text: str) -> list[Span]:
    """What to mark of a finding, so that the text stays readable."""
    return marked_places(text, *place_of(said), said.finding.message)


def _in_order(said: Said) -> tuple[bool, Span]:
    """In the order of the text, what speaks of the whole at last."""
    return not place_of(said)[1], place_of(said)


def _gravest_first(said: Said) -> tuple[int, bool, Span]:
    return SEVERITIES.index(said.finding.severity), *_in_order(said)
