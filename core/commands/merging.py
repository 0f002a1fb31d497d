"""One list of what a pack's rules and the sentences themselves say, each contradiction once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from core.numbers.finding import SEVERITIES
from core.prose.checkup import QuotedFinding
from core.prose.messages import with_doubt


def merged(by_pack: list[QuotedFinding], by_sentences: Iterable[QuotedFinding]) -> list[QuotedFinding]:
    """What the pack says first; what the sentences say of the same numbers at the same place is left out.

    Where both say it and the sentences are graver, theirs stays.
    """
    out = list(by_pack)
    for quoted in by_sentences:
        same = next((n for n, other in enumerate(out[: len(by_pack)]) if _alike(other, quoted)), None)
        if same is None:
            out.append(quoted)
        elif _weight(quoted) < _weight(out[same]):
            out[same] = quoted
        else:
            out[same] = replace(out[same], finding=with_doubt(out[same].finding, quoted.finding))
    return out


def _alike(quoted: QuotedFinding, other: QuotedFinding) -> bool:
    """Whether two speak of one thing: of the same numbers, at the same place or under the same code."""
    numbers = _numbers(other.finding.actual)
    if not numbers:
        return quoted.finding.code == other.finding.code
    near = quoted.finding.code == other.finding.code or _overlap(quoted, other)
    return near and numbers <= _numbers(quoted.finding.message)


def _numbers(words: str) -> set[Decimal]:
    return {Decimal(one) for one in _NUMBER.findall(_GROUPING.sub("", words))}


def _overlap(quoted: QuotedFinding, other: QuotedFinding) -> bool:
    return quoted.start < other.end and other.start < quoted.end


def _weight(quoted: QuotedFinding) -> int:
    severity = "提示" if quoted.finding.trial else quoted.finding.severity
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPING = re.compile(r"(?<=\d)[,，](?=\d{3})")
