"""One list of what a pack's rules and the sentences themselves say, each contradiction once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.numbers.finding import SEVERITIES
from core.prose.said import Said


def merged(by_pack: list[Said], by_sentences: Iterable[Said]) -> list[Said]:
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
    return out


def _alike(one: Said, other: Said) -> bool:
    """Whether two speak of one thing: the same code, or the same numbers at the same place."""
    if one.finding.code == other.finding.code:
        return not one.end or not other.end or _overlap(one, other)
    numbers = set(_NUMBER.findall(other.finding.actual))
    return bool(numbers) and _overlap(one, other) and numbers <= set(_NUMBER.findall(one.finding.message))


def _overlap(one: Said, other: Said) -> bool:
    return one.start < other.end and other.start < one.end


def _weight(said: Said) -> int:
    severity = said.finding.severity
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
