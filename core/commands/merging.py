"""One list of what a pack's rules and the sentences themselves say, each contradiction once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from core.numbers.finding import SEVERITIES
from core.prose.checkup import QuotedFinding
from core.prose.messages import DOUBT


def merged(by_pack: list[QuotedFinding], by_sentences: Iterable[QuotedFinding]) -> list[QuotedFinding]:
    """What the pack says first; what the sentences say of the same numbers at the same place is left out.

    Where both say it and the sentences are graver, theirs stays.
    """
    out = list(by_pack)
    for one in by_sentences:
        same = next((n for n, other in enumerate(out[: len(by_pack)]) if _alike(other, one)), None)
        if same is None:
            out.append(one)
        elif _weight(one) < _weight(out[same]):
            out[same] = one
        else:
            out[same] = _with_doubt(out[same], one)
    return out


def _with_doubt(one: QuotedFinding, other: QuotedFinding) -> QuotedFinding:
    """What a pack says, with what the sentences know beside it: which figure is probably wrong."""
    _, mark, doubt = other.finding.message.partition(DOUBT)
    if not mark or DOUBT in one.finding.message:
        return one
    told = replace(one.finding, message=f"{one.finding.message}{mark}{doubt}")
    return replace(one, finding=told)


def _alike(one: QuotedFinding, other: QuotedFinding) -> bool:
    """Whether two speak of one thing: of the same numbers, at the same place or under the same code."""
    numbers = _numbers(other.finding.actual)
    if not numbers:
        return one.finding.code == other.finding.code
    near = one.finding.code == other.finding.code or _overlap(one, other)
    return near and numbers <= _numbers(one.finding.message)


def _numbers(words: str) -> set[Decimal]:
    return {Decimal(one) for one in _NUMBER.findall(_GROUPING.sub("", words))}


def _overlap(one: QuotedFinding, other: QuotedFinding) -> bool:
    return one.start < other.end and other.start < one.end


def _weight(said: QuotedFinding) -> int:
    severity = "提示" if said.finding.trial else said.finding.severity
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPING = re.compile(r"(?<=\d)[,，](?=\d{3})")
