"""Words that are written wrongly in official papers, and the time and number words nobody can date or count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.numbers.codes import DOUBLY_VAGUE, RELATIVE_TIME, VAGUE, WRONG_WORD
from core.numbers.finding import HINT
from core.prose.about import About
from core.prose.flow import CONTENTS, TEXT, Flow
from core.prose.lint.section_kinds import DUTIES, GLOSSARY, GOALS, PLANS, Sections
from core.prose.lint.wordlists import Word
from core.prose.remark import Remark, named, quoted, remark

MOST_PLACES = 20
MOST_LISTED = 60
_YEARS_AWAY = {"本年": 0, "上年": -1, "下年": 1}


def wrong_words(flow: Flow, words: Sequence[Word]) -> Iterator[Remark]:
    """错别字: each place with what should stand there."""
    for word in words:
        for number, found in enumerate(word.find(flow.text)):
            if number == MOST_PLACES:
                break
            if flow.paragraph_at(found.start()).kind == CONTENTS:
                continue
            right = found.expand(word.instead) if word.instead else ""
            correction = (
                f"{quoted(found[0])}应为{quoted(right)}" if right else f"{quoted(found[0])}请核对用字"
            )
            yield remark(
                WRONG_WORD,
                word.severity,
                f"{correction}：{word.message}" if word.message else f"{correction}，请改正",
                found.span(),
                expected=right,
                actual=found[0],
                instead=right or None,
                trial=word.trial,
            )


def relative_time(flow: Flow, about: About, sections: Sections, words: Sequence[Word]) -> Iterator[Remark]:
    """相对时间: one remark for each word, with the year where it is known."""
    for word in words:
        places = []
        for found in word.find(flow.text):
            number = flow.number_at(found.start())
            if flow.paragraphs[number].kind == TEXT and not sections.says(
                number, PLANS | GLOSSARY | GOALS | DUTIES
            ):
                places.append(found)
            if len(places) == MOST_PLACES:
                break
        if not places:
            continue
        away = _YEARS_AWAY.get(word.instead)
        year = f"{about.year + away}年" if away is not None and about.year else ""
        where = f"（共 {len(places)} 处）" if len(places) > 1 else ""
        hint = f"，如“{year}”" if year else ""
        yield remark(
            RELATIVE_TIME,
            word.severity,
            f"{word.message}{hint}{where}，存档后才看得清",
            places[0].span(),
            expected=year,
            actual=places[0][0],
            instead=year or None,
            trial=word.trial,
        )


def vague_quantities(flow: Flow, sections: Sections, words: Sequence[Word]) -> Iterator[Remark]:
    """概数: one remark that names them all; 概数重复 where two vague words meet."""
    places: dict[int, tuple[int, int]] = {}
    doubled: list[tuple[int, int]] = []
    for word in words:
        for count, found in enumerate(word.find(flow.text)):
            if count == 10 * MOST_PLACES:
                break
            number = flow.number_at(found.start())
            if flow.paragraphs[number].kind != TEXT or sections.says(
                number, PLANS | GLOSSARY | GOALS | DUTIES
            ):
                continue
            if word.message:
                doubled.append(found.span())
            else:
                places.setdefault(found.start(), found.span())
    for span in sorted(doubled)[:MOST_PLACES]:
        quantity = flow.text[slice(*span)]
        message = f"{quoted(quantity)}里两个表示大概的词连用，请只留一个，或写实际数"
        yield remark(DOUBLY_VAGUE, HINT, message, span, actual=quantity)
    spans = [
        places[start] for start in sorted(places) if not any(a <= start < b for a, b in doubled[:MOST_PLACES])
    ]
    if spans:
        quantities = [flow.text[slice(*span)] for span in spans]
        message = f"不确切的数量有 {len(spans)} 处：{named(quantities)}；绩效数据请尽量写实际数"
        yield remark(VAGUE, HINT, message, spans[0], actual="、".join(quantities[:MOST_LISTED]))
