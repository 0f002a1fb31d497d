"""序号: numbers of headings and lists that skip, repeat or are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from core.numbers.chinese import read_chinese, write_chinese
from core.numbers.codes import NUMBERING
from core.numbers.finding import EXPLAIN
from core.prose.flow import CONTENTS, HEADING, LONGEST_HEADING, ROW, TEXT, TITLE, Flow, FlowParagraph
from core.prose.lint.section_kinds import Sections
from core.prose.remark import Remark, quoted, remark

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_TOKEN = re.compile(
    r"(?:(?<=[\n。；：])|\A)(?:"
    rf"第(?P<part>{_NUMERAL})部分|(?P<first>{_NUMERAL})、|（(?P<second>{_NUMERAL})）"
    r"|(?P<third>\d{1,2})[、.](?!\d(?!0\d\d年))|（(?P<fourth>\d{1,2})）)"
)
_LEVELS = {"part": 0, "first": 1, "second": 2, "third": 3, "fourth": 4}
_FORMS = {
    "part": ("第{c}部分",),
    "first": ("{c}、", "{c}."),
    "second": ("（{c}）",),
    "third": ("{n}、", "{n}.", "{n}，"),
    "fourth": ("（{n}）", "{n}）"),
    "is": ("{c}是", "{c}、", "（{c}）", "{c}要"),
}
_IS = re.compile(rf"(?:(?<=[。；：，、\n“])|\A)(?P<is>{_NUMERAL})是")
_LOST = re.compile(rf"、[\u4e00-\u9fff（）“”]{{2,{LONGEST_HEADING}}}")
WIDEST_GAP = 4
DEEPEST = 20
MOST = 40
SHORT_HEAD = 20


@dataclass(slots=True)
class _Lists:
    """The lists of one style that are open, the innermost last: its number and the place behind it."""

    open: list[tuple[int, int]] = field(default_factory=list)

    def take(self, number: int, at: int) -> int | None:
        """Takes the next number; gives the number after which it stands wrongly, None where it is right."""
        if number == 1:
            self.open = [*self.open[-DEEPEST:], (1, at)]
            return None
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] == number - 1:
                del self.open[depth + 1 :]
                self.open[depth] = (number, at)
                return None
        if not self.open:
            self.open = [(number, at)]
            return None
        before = self.open[-1][0]
        self.open[-1] = (number, at)
        return before


def numbering(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """Remarks on headings, lists and 一是…二是; tables and contents are left alone."""
    yield from islice(_headings(flow, sections), MOST)
    yield from islice(_inner_lists(flow, sections), MOST)
    yield from islice(_lost(flow, sections), MOST)


def _headings(flow: Flow, sections: Sections) -> Iterator[Remark]:
    lists = [_Lists() for _ in _LEVELS]
    seen = 0
    last: tuple[int, int, int] | None = None
    for found in _TOKEN.finditer(flow.text):
        number = flow.number_at(found.start())
        if any(sections.tabular(one) or flow.paragraphs[one].kind == ROW for one in range(seen, number + 1)):
            lists = [_Lists() for _ in _LEVELS]
            last = None
        seen = number
        paragraph = flow.paragraphs[number]
        style = found.lastgroup or ""
        level = _LEVELS.get(style, -1)
        value = _value(found[style])
        opens = found.start() == paragraph.start
        if (
            value is None
            or sections.tabular(number)
            or paragraph.kind not in (HEADING, TEXT)
            or not (opens or level >= 2)
        ):
            continue
        for deeper in lists[level + 1 :]:
            deeper.open.clear()
        at = lists[level].open[-1] if lists[level].open else None
        if not opens and value != 1 and (at is None or value > at[0] + 2):
            continue
        again = value == 1 and last is not None and last[:2] == (level, 1) and opens
        before = lists[level].take(value, found.end())
        if again and last is not None and not _headed(flow, last[2], number):
            yield _wrong(flow, style, found, 1, 1)
        elif (
            before is not None
            and at is not None
            and not _there(flow, style, before, value, at[1], found.start())
        ):
            yield _wrong(flow, style, found, before, value)
        last = (level, value, number)


def _inner_lists(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """一是…二是…: separate lists may follow each other under one heading."""
    lists = _Lists()
    heading = -2
    for found in _IS.finditer(flow.text):
        number = flow.number_at(found.start())
        paragraph = flow.paragraphs[number]
        value = _value(found["is"])
        if paragraph.kind != TEXT or value is None or sections.tabular(number):
            continue
        if paragraph.heading != heading:
            lists = _Lists()
            heading = paragraph.heading
        at = lists.open[-1][1] if lists.open else 0
        before = lists.take(value, found.end())
        if before is not None and not _there(flow, "is", before, value, at, found.start()):
            yield _wrong(flow, "is", found, before, value)


def _lost(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """A heading that begins with 、: its number got lost."""
    for number, paragraph in enumerate(flow.paragraphs):
        if (
            paragraph.kind in (CONTENTS, ROW)
            or sections.tabular(number)
            or flow.text[paragraph.start : paragraph.start + 1] != "、"
        ):
            continue
        if _LOST.fullmatch(flow.text, paragraph.start, paragraph.end):
            words = flow.words(paragraph)
            message = f"标题{quoted(words)}前面少了序号，请补上"
            yield remark(NUMBERING, EXPLAIN, message, (paragraph.start, paragraph.end), actual=words)


def _value(numeral: str) -> int | None:
    return int(numeral) if numeral.isdigit() else read_chinese(numeral)


def _headed(flow: Flow, first: int, last: int) -> bool:
    """Whether a short line without a number between two paragraphs opens a new list."""
    between = flow.paragraphs[first + 1 : min(last, first + 30)]
    return any(_is_head(flow, one) for one in between) or last - first > 30


def _is_head(flow: Flow, paragraph: FlowParagraph) -> bool:
    short = (
        paragraph.level < 0
        and paragraph.end - paragraph.start <= SHORT_HEAD
        and flow.text[paragraph.end - 1] not in "。；，"
    )
    return short or paragraph.kind in (TITLE, HEADING)


def _there(flow: Flow, style: str, before: int, value: int, start: int, end: int) -> bool:
    """Whether the number that seems to be missing stands between two places after all, or the gap is no slip."""
    if value - before > WIDEST_GAP or value > 40:
        return True
    missing = [before + 1] if value > before else []
    return any(flow.text.find(form, start, end) >= 0 for one in missing for form in _written(style, one))


def _written(style: str, value: int) -> list[str]:
    return [form.format(c=write_chinese(value), n=value) for form in _FORMS[style]]


def _wrong(flow: Flow, style: str, found: re.Match[str], before: int, value: int) -> Remark:
    last, now, wanted = (_written(style, one)[0] for one in (before, value, before + 1))
    if value == before:
        message = (
            f"序号“{now}”写了两次，后一个是{quoted(flow.text[found.start() : found.start() + 20])}，请核对"
        )
    elif value > before:
        message = f"序号“{last}”后面直接是“{now}”，少了“{wanted}”，请核对"
    else:
        message = f"序号“{last}”后面是“{now}”，次序不对，请核对"
    return remark(NUMBERING, EXPLAIN, message, found.span(), expected=wanted, actual=now)
