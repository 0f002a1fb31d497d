"""问题与措施: whether each problem has its measure, each measure its problem, and binds the unit itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.numbers.codes import NO_PROBLEMS, PROBLEMS_AND_MEASURES
from core.numbers.finding import EXPLAIN, HINT
from core.prose.about import About
from core.prose.flow import CONTENTS, HEADING, ROW, Flow
from core.prose.lint.section_kinds import GLOSSARY, MEASURES, PROBLEMS, Sections
from core.prose.lint.wordlists import Topic, Wordlists
from core.prose.remark import Remark, quoted, remark

_NUMERAL = "[一二三四五六七八九十]{1,2}"
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?<=[。；：，\n])|\A)(?:第?{_NUMERAL}是|第{_NUMERAL}，)",
        rf"(?:(?<=[。；：\n])|\A)（{_NUMERAL}）",
        r"(?:(?<=[。；：\n])|\A)\d{1,2}[、.](?!\d)",
        r"(?:(?<=[。；：\n])|\A)（\d{1,2}）",
    )
)
_NOTHING = re.compile("(?:暂|目前)?(?:无|没有|不存在)(?:明显|存在|发现)?的?(?:问题)?。?")
_CLAUSE = re.compile("[，。；：\n]")
_OTHERS = re.compile(
    f"(?:^|[，。；：、）.\n]|{_NUMERAL}是)((?:[省市县区]?级?财政(?:部门|局|厅)|上级(?:部门|单位|财政)?|主管部门|[省市县区](?:委|政府))"
    "(?:需要?|应当?|要|须|必须|应该)(?!求))"
)
_ASKED = re.compile("建议|请求|恳请|希望|望")
LONGEST_SECTION = 20_000
MOST = 12


@dataclass(frozen=True, slots=True)
class _Item:
    """A problem or a measure with what it speaks of."""

    start: int
    end: int
    words: str
    topics: frozenset[str]
    pairs: frozenset[str]


def measures(flow: Flow, about: About, sections: Sections, words: Wordlists) -> Iterator[Remark]:
    """All remarks on problems and measures."""
    problems = _span(flow, sections, PROBLEMS, MEASURES)
    answers = _span(flow, sections, MEASURES, PROBLEMS)
    both = any(sections.says(n, PROBLEMS) and sections.says(n, MEASURES) for n in range(len(flow.paragraphs)))
    if answers:
        yield from _bound_elsewhere(flow, about, answers)
    if problems is None or both:
        return
    answer = flow.text[problems[0] : problems[1]].strip()
    if _NOTHING.fullmatch(answer):
        message = "存在的问题只写了“无”，评审时通常会退回；请写出自评中扣分或没有做到位的地方"
        yield remark(NO_PROBLEMS, HINT, message, problems, actual=answer)
    elif answers is None or _NOTHING.fullmatch(flow.text[slice(*answers)].strip()):
        if answer:
            message = "写了存在的问题，但没有找到改进措施，请补写一节并逐条对应"
            yield remark(PROBLEMS_AND_MEASURES, HINT, message, problems, expected="改进措施")
    else:
        paired = frozenset(map(_bare, about.paired))
        yield from _compared(_items(flow, problems, words), _items(flow, answers, words), words, paired)


def _compared(
    problems: list[_Item], answers: list[_Item], words: Wordlists, paired: frozenset[str]
) -> Iterator[Remark]:
    """What has no counterpart by its words; what is known to have one is left alone."""
    answered = frozenset().union(*(one.topics for one in answers))
    for problem in problems[:MOST]:
        if _is_paired(problem, paired):
            continue
        if len(problems) > 1 and not any(_answers(problem, one) for one in answers):
            message = f"问题{quoted(_head(problem.words))}没有对应的改进措施，请补充或说明"
            yield remark(
                PROBLEMS_AND_MEASURES,
                EXPLAIN,
                message,
                (problem.start, problem.end),
                actual=_head(problem.words),
            )
            continue
        for topic in words.topics:
            if topic.special and topic.code in problem.topics - answered:
                start, end = _clause_with(problem, topic)
                clause = problem.words[start:end]
                message = f"问题里的{quoted(clause)}没有对应的改进措施，请补充或说明"
                span = (problem.start + start, problem.start + end)
                yield remark(PROBLEMS_AND_MEASURES, EXPLAIN, message, span, actual=clause)
    if len(answers) < 2 or len(problems) < 2:
        return
    for measure in answers[:MOST]:
        answers_any = _is_paired(measure, paired) or any(_answers(problem, measure) for problem in problems)
        if not answers_any:
            message = f"措施{quoted(_head(measure.words))}没有对应的问题，请核对是否漏写了问题"
            yield remark(
                PROBLEMS_AND_MEASURES,
                EXPLAIN,
                message,
                (measure.start, measure.end),
                actual=_head(measure.words),
            )


def _is_paired(item: _Item, paired: frozenset[str]) -> bool:
    bare = _bare(item.words)
    return any(words in bare for words in paired)


def _bare(words: str) -> str:
    """Words without spaces and marks, which a text may write otherwise."""
    return _MARKS.sub("", words)


def _answers(problem: _Item, measure: _Item) -> bool:
    return bool(problem.topics & measure.topics) or len(problem.pairs & measure.pairs) >= 2


def _bound_elsewhere(flow: Flow, about: About, answers: tuple[int, int]) -> Iterator[Remark]:
    """A measure that only another organ can take."""
    text = flow.text
    for count, found in enumerate(_OTHERS.finditer(text, *answers)):
        start, end = found.span(1)
        low = max(answers[0], text.rfind("。", max(answers[0], start - 80), start) + 1)
        number = flow.number_at(start)
        if (
            count == MOST
            or _ASKED.search(text, low, start)
            or "建议" in flow.section_of(flow.paragraphs[number])
        ):
            continue
        if "财政" in found[1] and "财政" in about.unit:
            continue
        stop = _CLAUSE.search(text, end, answers[1])
        clause = text[start : stop.start() if stop else answers[1]]
        message = f"改进措施{quoted(clause)}要别的部门去做；请写本单位怎么做，或改写成建议"
        yield remark(PROBLEMS_AND_MEASURES, EXPLAIN, message, (start, start + len(clause)), actual=clause)


def _span(flow: Flow, sections: Sections, wanted: int, unwanted: int) -> tuple[int, int] | None:
    """The characters of the first section under such headings, without its heading."""
    start = end = -1
    for number, paragraph in enumerate(flow.paragraphs):
        inside = sections.says(number, wanted) and not sections.says(number, unwanted | GLOSSARY)
        if inside and paragraph.kind not in (ROW, CONTENTS):
            if start < 0:
                alone = paragraph.kind == HEADING or paragraph.end - paragraph.start < 20
                start = paragraph.end if alone else paragraph.start
            end = paragraph.end
        elif start >= 0:
            break
    return (start, min(end, start + LONGEST_SECTION)) if start >= 0 else None


def _items(flow: Flow, span: tuple[int, int], words: Wordlists) -> list[_Item]:
    """The enumerated parts of a section, the whole of it where nothing is enumerated."""
    found = [[one.span() for one in style.finditer(flow.text, *span)] for style in _STYLES]
    lists = [places for places in found if len(places) > 1]
    if not lists:
        return [_item(flow, span, words)]
    places = min(lists, key=lambda one: one[0])
    ends = [start for start, _ in places[1:]] + [span[1]]
    return [_item(flow, (begin, end), words) for (_, begin), end in zip(places, ends, strict=True)]


def _item(flow: Flow, span: tuple[int, int], words: Wordlists) -> _Item:
    text = flow.text[slice(*span)]
    topics = frozenset(topic.code for topic in words.topics if any(one in text for one in topic.words))
    plain = words.plain_words.sub("\n", text)
    pairs = frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
    return _Item(*span, text, topics, frozenset(pair for pair in pairs if _TWO.fullmatch(pair)))


_MARKS = re.compile(r"\W")
_TWO = re.compile("[\u4e00-\u9fff]{2}")


def _head(words: str) -> str:
    """The first words of an item."""
    return _CLAUSE.split(words.lstrip("，、：\n"), maxsplit=1)[0]


def _clause_with(item: _Item, topic: Topic) -> tuple[int, int]:
    """The clause of a problem that names a topic."""
    at = min(place for word in topic.words if (place := item.words.find(word)) >= 0)
    start = max((found.end() for found in _CLAUSE.finditer(item.words, 0, at)), default=0)
    end = _CLAUSE.search(item.words, at)
    return start, end.start() if end else len(item.words)
