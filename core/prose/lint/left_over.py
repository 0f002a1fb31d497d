"""文字残留: what Word, a template or a draft left in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from core.numbers.codes import REMNANT
from core.numbers.finding import HINT
from core.prose.flow import CONTENTS, Flow
from core.prose.lint.wordlists import Word
from core.prose.remark import Remark, quoted, remark
from core.prose.residue import Residue, find_residue

MOST_PLACES = 20
BEFORE = 8
BEHIND = 200
_KEY = re.compile("bookmark:|HYPERLINK|PAGEREF|TOC|MERGEFORMAT|Bookmark not|未定义书签|引用源")


def left_over(flow: Flow, words: Sequence[Word]) -> Iterator[Remark]:
    """Bookmarks each by itself, every other kind once with the number of its places."""
    seen: set[int] = set()
    for residue in islice(_residues(flow.source), MOST_PLACES):
        start = bisect_left(flow.where, residue.start)
        end = bisect_left(flow.where, residue.end)
        seen.update(range(start, end))
        message = f"{quoted(residue.text)}是 Word 留下的书签或域代码，请删去后再公开"
        yield remark(REMNANT, HINT, message, (start, max(start, end)), actual=residue.text)
    for word in words:
        places = []
        for found in word.find(flow.text):
            if found.start() not in seen and flow.paragraph_at(found.start()).kind != CONTENTS:
                places.append(found)
            if len(places) == MOST_PLACES:
                break
        if places:
            count = f"（共 {len(places)} 处）" if len(places) > 1 else ""
            remnant = places[0][0].replace("\t", "")
            message = f"{quoted(remnant)}是{word.message}{count}，请删去或填写完整"
            yield remark(REMNANT, word.severity, message, places[0].span(), actual=remnant, trial=word.trial)


def _residues(source: str) -> Iterator[Residue]:
    """Bookmarks and field codes of a source, each looked for around its own words: blanks alone cost nothing."""
    last = 0
    for key in _KEY.finditer(source):
        low = max(last, key.start() - BEFORE)
        for residue in find_residue(source[low : key.end() + BEHIND]):
            start = low + residue.start
            end = low + residue.end
            if start <= key.start() < end and start >= last:
                last = end
                yield Residue(residue.text, start, end)
