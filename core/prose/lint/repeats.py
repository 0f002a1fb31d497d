"""重复语句: a sentence that a report says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import REPEATED_SENTENCE
from core.numbers.finding import HINT
from core.prose.flow import TEXT, Flow
from core.prose.lint.section_kinds import GLOSSARY, Sections
from core.prose.remark import Remark, quoted, remark

SHORTEST = 15
LONGEST = 600
SHORTEST_WITH_NUMBERS = 40
_NO_LETTER = re.compile(r"\W")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[是、]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.])"
)
_FORMULA = re.compile("主要原因|决算数|预算数|主要用于|^其中|^注|本表|无政府性基金|无国有资本")
MOST = 20


def repeated_sentences(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """One remark for each sentence, at its second place; formulas of final accounts may repeat."""
    first: dict[str, tuple[int, int]] = {}
    repeats: set[str] = set()
    for number, paragraph in enumerate(flow.paragraphs):
        if paragraph.kind != TEXT or sections.says(number, GLOSSARY) or sections.tabular(number):
            continue
        for start, end in flow.sentences(paragraph):
            words = flow.text[start:end]
            if not SHORTEST <= end - start <= LONGEST or _FORMULA.search(words):
                continue
            bare = _NO_LETTER.sub("", _NUMBERING.sub("", words))
            shortest = SHORTEST_WITH_NUMBERS if any(c.isdigit() for c in bare) else SHORTEST
            if len(bare) < shortest:
                continue
            if bare not in first:
                first[bare] = (start, end)
            elif bare not in repeats and len(repeats) < MOST:
                repeats.add(bare)
                message = f"这句话前面已经写过：{quoted(words)}，请确认是否重复，重复的请删去一处"
                yield remark(REPEATED_SENTENCE, HINT, message, (start, end), actual=words)
