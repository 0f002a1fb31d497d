"""A text as it is read: one character for one thing, broken lines joined, every place known in the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

TITLE = "题"
HEADING = "标题"
TEXT = "段"
ROW = "表行"
CONTENTS = "目录"
"""What a paragraph is. The cells of a 表行 stand apart by a tab."""

ONE_WRITING = str.maketrans(
    {
        **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
        **dict(zip("％﹪．～－–−＋≧≦＞＜｡﹔﹐﹕﹙﹚", "%%.~---+≥≤><。；，：（）", strict=True)),
        **dict(zip(",;:()?!", "，；：（）？！", strict=True)),
        **dict(zip("‘’", "“”", strict=True)),
    }
)  # fmt: skip
"""One writing for what is written in several: half-width digits, full-width marks; the length stays."""

ENUMERATOR = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:部分|章|篇)"
    r"|(?P<first>[一二三四五六七八九十]{1,3})[、.，]"
    r"|（(?P<second>[一二三四五六七八九十]{1,3})）[、.，]?"
    r"|(?P<third>\d{1,2})[、.](?!\d)"
    r"|（(?P<fourth>\d{1,2})）"
)
"""What numbers a heading or a paragraph: 第一部分, 一、, （一）, 1., （1）."""

LEVELS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
LONGEST_HEADING = 45


@dataclass(slots=True)
class FlowParagraph:
    """Some characters of the flow; `heading` is the number of the nearest heading above it, -1 for none.

    `level` counts 第一部分 as 0, 一、 as 1, （一） as 2, 1. as 3, （1） as 4, and is -1 where nothing numbers it.
    """

    start: int
    end: int
    kind: str
    number: str = ""
    level: int = -1
    heading: int = -1


@dataclass(slots=True)
class Flow:
    """`text` has its paragraphs as lines; `where` gives for each of its characters the place in `source`."""

    source: str
    text: str = ""
    where: array[int] = field(default_factory=lambda: array("I"))
    paragraphs: list[FlowParagraph] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the flow as characters of the source; of lines put in order all that they reach."""
        first = self.where[min(start, len(self.where) - 1)]
        last = self.where[end - 1]
        if last < first:
            first = min(self.where[start:end])
            last = max(self.where[start:end])
        return first, last + 1

    def quote(self, start: int, end: int) -> str:
        """The words of the source behind characters of the flow."""
        low, high = self.span(start, end)
        return self.source[low:high]

    def number_at(self, position: int) -> int:
        """The number of the paragraph in which a character stands."""
        return max(0, bisect_right(self._starts, position) - 1)

    def paragraph_at(self, position: int) -> FlowParagraph:
        return self.paragraphs[self.number_at(position)]

    def words(self, paragraph: FlowParagraph) -> str:
        return self.text[paragraph.start : paragraph.end]

    def section_of(self, paragraph: FlowParagraph) -> str:
        """The words of the nearest heading above, "" where there is none."""
        return self.words(self.paragraphs[paragraph.heading]) if paragraph.heading >= 0 else ""

    def headings_above(self, paragraph: FlowParagraph) -> list[FlowParagraph]:
        """The headings under which a paragraph stands, the nearest first, each of a higher level."""
        out: list[FlowParagraph] = []
        at = paragraph.heading
        level = 99
        while at >= 0:
            heading = self.paragraphs[at]
            if heading.level < level:
                out.append(heading)
                level = heading.level
            at = heading.heading
        return out

    def of_kind(self, *kinds: str) -> Iterator[FlowParagraph]:
        return (one for one in self.paragraphs if one.kind in kinds)

    def sentences(self, paragraph: FlowParagraph) -> Iterator[tuple[int, int]]:
        """The sentences of a paragraph, their full stops among them."""
        start = paragraph.start
        for found in _SENTENCE_END.finditer(self.text, paragraph.start, paragraph.end):
            yield start, found.end()
            start = found.end()
        if start < paragraph.end:
            yield start, paragraph.end

    def seal(self) -> None:
        """Finds the headings; called once, when all paragraphs stand."""
        self._starts = [one.start for one in self.paragraphs]
        above = -1
        for number, paragraph in enumerate(self.paragraphs):
            paragraph.heading = above
            if paragraph.kind == HEADING:
                above = number


_SENTENCE_END = re.compile("[。！？]+[”’）]*")
