"""核对签批件 and 核对公开稿: is the signed paper, or what was published, the version that was 定稿?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import normalize

from core.document.builder import build_document
from core.numbers.troubles import Refused
from core.report.report import Report
from core.report.stages import Final, finals
from core.report.versions import Comparison, compare

LEAST = 8
AROUND = 12
"""So many characters of a code name a version; so many are shown around a difference."""
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "－": "-", "―": "-", "﹣": "-", "〔": "[", "〕": "]", "·": "•"}
)  # fmt: skip
_PAGE_NUMBER = re.compile(r"^[\s\-—–－]*\d{1,4}[\s\-—–－]*$|^第\s*\d+\s*页.*$|^校验码.*$", re.M)
_CLAUSE = re.compile(r"[^。；！？：，;!?:,]*[。；！？：，;!?:,]?")


class NamedVersion(NamedTuple):
    """The version that a code names, and what has changed since."""

    final: Final
    since: Comparison


class Mismatch(NamedTuple):
    """Words of the version and what stands in their place, "" where nothing does; `before` leads up to them."""

    before: str
    ours: str
    theirs: str
    after: str


def version_of(report: Report, code: str) -> NamedVersion | None:
    """The version with a check code, None where this report has none; raises Refused for what is no code."""
    letters = re.sub(r"[\W_]", "", normalize("NFKC", code)).upper().removeprefix("校验码").translate(_ALIKE)
    if len(letters) < LEAST or re.search("[^0-9A-F]", letters):
        raise Refused("校验码是纸上每页下面的三组字，例如 7F3A-91C2-5B0E；请照着输入")
    final = next((one for one in finals(report) if one.digest.upper().startswith(letters)), None)
    if final is None:
        return None
    return NamedVersion(final, compare(report, report.store.entries_after(final.step), report.store.entries))


def lines_of(report: Report, final: Final | None) -> list[str]:
    """The paragraphs of a version, None being the report as it is."""
    if final is None:
        return build_document(report).lines
    return build_document(Report.in_memory(report.pack, entries=report.store.entries_after(final.step))).lines


def mismatches(ours: Sequence[str], theirs: str) -> list[Mismatch]:
    """Where a published text differs, spaces, line ends, page numbers and the width of punctuation aside."""
    mine = _Plain("\n".join(ours))
    other = _Plain(_PAGE_NUMBER.sub("", theirs))
    return list(_differing(mine, other))


class _Plain:
    """A text as it is compared, with the place of each character in the text itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain: list[str] = []
        self.places: list[int] = []
        for at, character in enumerate(text):
            for sign in normalize("NFKC", character).translate(_SAME):
                if not sign.isspace():
                    plain.append(sign)
                    self.places.append(at)
        self.plain = "".join(plain)
        self.places.append(len(text))
        self.clauses = [found[0] for found in _CLAUSE.finditer(self.plain) if found[0]]

    def words(self, start: int, end: int) -> str:
        """The characters of the text itself between two places of the plain one."""
        if start >= end:
            return ""
        return " ".join(self.text[self.places[start] : self.places[end - 1] + 1].split())


def _differing(mine: _Plain, other: _Plain) -> Iterator[Mismatch]:
    starts = [_starts(one.clauses) for one in (mine, other)]
    for tag, a, b, c, d in SequenceMatcher(None, mine.clauses, other.clauses, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        low = starts[0][a]
        high = starts[0][b]
        left = starts[1][c]
        right = starts[1][d]
        for e, f, g, h in _stretches(mine.plain[low:high], other.plain[left:right]):
            begin = low + e
            end = low + f
            yield Mismatch(
                mine.words(max(begin - AROUND, 0), begin),
                mine.words(begin, end),
                other.words(left + g, left + h),
                mine.words(end, min(end + AROUND, len(mine.plain))),
            )


def _stretches(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """What differs between two stretches, numbers as a whole."""
    out: list[list[int]] = []
    for tag, e, f, g, h in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        while e > 0 and g > 0 and _is_numeral(old[e - 1]) and _touches(old, new, e, g):
            e = e - 1
            g = g - 1
        while f < len(old) and h < len(new) and _is_numeral(old[f]) and _touches(old, new, f, h):
            f = f + 1
            h = h + 1
        if out and e <= out[-1][1] and g <= out[-1][3]:
            out[-1][1] = f
            out[-1][3] = h
        else:
            out.append([e, f, g, h])
    for e, f, g, h in out:
        yield e, f, g, h


def _is_numeral(character: str) -> bool:
    return character.isdigit() or character in ".,%"


def _touches(old: str, new: str, at: int, other: int) -> bool:
    """Whether a number goes on to both sides of a place, in one text or the other."""
    return any(
        0 < place < len(text) and _is_numeral(text[place]) and _is_numeral(text[place - 1])
        for text, place in ((old, at), (new, other))
    )


def _starts(clauses: Sequence[str]) -> list[int]:
    out = [0]
    for clause in clauses:
        out.append(out[-1] + len(clause))
    return out
