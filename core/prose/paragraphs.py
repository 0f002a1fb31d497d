"""Lines become paragraphs: lines that a page broke are joined, headings and rows of tables stand alone."""

from __future__ import annotations

import re
from array import array

from core.prose.flow import CONTENTS, ENUMERATOR, HEADING, LEVELS, ROW, TEXT, TITLE, Flow, FlowParagraph
from core.prose.lines import (
    BLANK,
    PROSE,
    TABLE,
    SourceLine,
    is_heading,
    joins_digits,
    one_writing,
    read_lines,
)

_ENDS = ("。", "！", "？", "。”", "！”", "？”", "。）")
_GOES_ON = ("，", "、", "（", "“", "—")
_LEADERS = re.compile(r"(?:…|\.{3}|·{3}|—{3}|-{3}|_{3})[….·—_\- ]{0,200}[（(]?\d{1,3}[)）]?$")
_PAGE = re.compile(r"[-—－]*\d{1,3}[-—－]*|第\d{1,3}页(?:共\d{1,3}页)?|\d{1,3}/\d{1,3}")
_SHORTEST_FULL = 0.72
_BROKEN_HEADING = 0.84
_SURELY_FULL = 0.9
MOST_TITLES = 4
LONGEST_TITLE = 60
LONGEST_READ = 3000


def read_flow(source: str) -> Flow:
    """A text made ready for reading."""
    return _Maker(source).make()


class _Maker:
    """Walks the lines once."""

    def __init__(self, source: str) -> None:
        self.flow = Flow(source)
        self._lines = list(read_lines(source))
        self._words: list[str] = []
        self._size = 0
        self._full = _full_width(source, self._lines)

    def make(self) -> Flow:
        lines = _in_order(self.flow.source, self._lines) if self._full else self._lines
        waiting: list[SourceLine] = []
        for line in lines:
            if line.kind == BLANK:
                continue
            if waiting and not (line.kind == PROSE and self._joins(waiting, line)):
                self._put(waiting)
                waiting = []
            waiting.append(line)
            if line.kind == TABLE:
                self._put(waiting)
                waiting = []
        if waiting:
            self._put(waiting)
        self.flow.text = "".join(self._words)
        self._mark_front()
        self.flow.seal()
        return self.flow

    def _words_of(self, line: SourceLine) -> str:
        return one_writing("".join(self.flow.source[a:b] for a, b in line.pieces))

    def _joins(self, waiting: list[SourceLine], line: SourceLine) -> bool:
        """Whether a line goes on with the sentence of the lines before it."""
        last = self._words_of(waiting[-1])
        words = self._words_of(line)
        if waiting[-1].kind != PROSE:
            return False
        if not re.search(r"\w", words) and len(words) <= 3:
            return True
        numbered = ENUMERATOR.match(words) is not None
        if last.endswith(_ENDS):
            full = self._full and waiting[-1].width >= self._full * _SURELY_FULL
            return bool(full and not numbered and line.indent < waiting[0].indent)
        if _PAGE.fullmatch(words):
            return False
        if (
            len(waiting) == 1
            and is_heading(last)
            and (not self._full or waiting[-1].width < self._full * _BROKEN_HEADING)
        ):
            return last.endswith(_GOES_ON) and not numbered
        if last[-1].isdigit() and (words[0] in ".%万亿元" or (self._full and not numbered)):
            return True
        if numbered:
            return False
        if last.endswith(_GOES_ON) or last.endswith("："):
            return True
        if not self._full or (last.endswith("；") and line.indent > waiting[-1].indent + 1):
            return False
        return waiting[-1].width >= self._full * _SHORTEST_FULL

    def _put(self, lines: list[SourceLine]) -> None:
        """Appends one paragraph."""
        start = self._size
        source = self.flow.source
        where = self.flow.where
        words: list[str] = []
        for line in lines:
            for number, (a, b) in enumerate(line.pieces):
                piece = source[a:b]
                if number in line.cells:
                    self._open_cells(words, where, line, number)
                elif number and words and words[-1][-1].isdigit() and piece[0].isdigit():
                    gap = a - line.pieces[number - 1][1]
                    if not joins_digits(words[-1], piece, gap):
                        self._mark(words, where, " ", a)
                words.append(piece)
                where.extend(range(a, b))
        text = one_writing("".join(words))
        self._words.append(text)
        self._size += len(text)
        first = start
        for cut in _cuts(text):
            self.flow.paragraphs.append(_paragraph(first, start + cut, text, lines[0].kind))
            first = start + cut
        self.flow.paragraphs.append(_paragraph(first, self._size, text[first - start :], lines[0].kind))
        self._words.append("\n")
        where.append(lines[-1].end if lines[-1].end < len(source) else max(len(source) - 1, 0))
        self._size += 1

    def _open_cells(self, words: list[str], where: array[int], line: SourceLine, number: int) -> None:
        """A tab for every cell's edge before a piece, the bars or tabs of empty cells among them."""
        source = self.flow.source
        start = line.pieces[number][0]
        gap = source[line.pieces[number - 1][1] if number else line.start : start]
        bars = gap.count("|") or gap.count("\t")
        if not number and bars and source[line.start] == "|":
            bars -= 1
        for _ in range(bars or (1 if number else 0)):
            self._mark(words, where, "\t", start)

    @staticmethod
    def _mark(words: list[str], where: array[int], mark: str, at: int) -> None:
        words.append(mark)
        where.append(max(at - 1, 0))

    def _mark_front(self) -> None:
        """The title's lines, and a table of contents without page numbers."""
        text = self.flow.text
        contents: set[str] | None = None
        titles = 0
        for paragraph in self.flow.paragraphs:
            words = text[paragraph.start : paragraph.end]
            if words == "目录":
                contents = set()
                paragraph.kind = CONTENTS
            elif (
                contents is not None
                and paragraph.kind in (HEADING, CONTENTS, TEXT)
                and len(words) <= LONGEST_TITLE
            ):
                if words in contents or words.endswith("。"):
                    contents = None
                else:
                    contents.add(words)
                    paragraph.kind = CONTENTS
            elif paragraph.kind == TEXT and titles < MOST_TITLES and _is_title(words) and paragraph.level < 0:
                paragraph.kind = TITLE
            elif paragraph.kind != TITLE:
                contents = None
            titles = titles + 1 if paragraph.kind == TITLE else MOST_TITLES


def _paragraph(start: int, end: int, words: str, line: str) -> FlowParagraph:
    """A paragraph made of lines of one kind: what it is and what numbers it."""
    kind = TEXT
    if line == TABLE:
        kind = CONTENTS if _LEADERS.search(words) else ROW
    elif _LEADERS.search(words) or _PAGE.fullmatch(words):
        kind = CONTENTS
    elif is_heading(words):
        kind = HEADING
    found = ENUMERATOR.match(words)
    if found is None:
        return FlowParagraph(start, end, kind)
    level = next((LEVELS[name] for name, value in found.groupdict().items() if value), 0)
    return FlowParagraph(start, end, kind, found[0], level)


def _cuts(words: str) -> list[int]:
    """Where a paragraph without end is read in pieces: behind a full stop if there is one."""
    out: list[int] = []
    at = 0
    while len(words) - at > LONGEST_READ:
        stop = words.rfind("。", at + LONGEST_READ // 2, at + LONGEST_READ)
        at = stop + 1 if stop > 0 else at + LONGEST_READ
        out.append(at)
    return out


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and not re.search("[。；：！？，]", words)


def _full_width(source: str, lines: list[SourceLine]) -> float:
    """The width of a full line where a page broke the lines, 0 where each line is a paragraph."""
    prose = [line for line in lines if line.kind == PROSE and line.width > 12]
    if len(prose) < 6:
        return 0.0
    widths = sorted(line.width for line in prose)
    full = widths[int(len(widths) * 0.9)]
    near = [line for line in prose if line.width >= full * 0.85]
    open_ended = sum(1 for line in near if source[line.pieces[-1][1] - 1] not in "。！？：；:;")
    return full if full <= 70 and 2 * open_ended > len(near) and 3 * len(near) > len(prose) else 0.0


_STARTS_MID = re.compile(r"(?!\d{4}年)[\d“、，。；）%]|的|为“")
_WANTS_MORE = re.compile(r"(?:为|占|金额|支出|达|达到|计|至|的|级|在|评|本)$")


def _in_order(source: str, lines: list[SourceLine]) -> list[SourceLine]:
    """Lines whose page wrote the second above the first (a PDF's lines of two heights), put back in order.

    Such a pair stands behind a blank line: the upper one starts in the middle of a sentence and the lower
    one, which goes on with the sentence before or opens a paragraph, breaks off where more must follow.
    """
    out = list(lines)
    at = 1
    while at < len(out) - 1:
        upper = out[at]
        lower = out[at + 1]
        if BLANK not in (upper.kind, lower.kind) and out[at - 1].kind == BLANK and _swapped(source, out, at):
            out[at] = lower
            out[at + 1] = upper
            for line in (upper, lower):
                line.kind = PROSE
                line.cells = frozenset()
            at += 1
        at += 1
    return out


def _swapped(source: str, lines: list[SourceLine], at: int) -> bool:
    upper = lines[at]
    lower = lines[at + 1]
    first = one_writing(source[upper.start : upper.end].strip())
    last = one_writing(source[lower.start : lower.end].strip())
    before = at - 1
    while before >= 0 and lines[before].kind == BLANK:
        before -= 1
    went_on = before >= 0 and not source[lines[before].start : lines[before].end].rstrip().endswith(_ENDS)
    return (
        (went_on or lower.indent > upper.indent + 1)
        and _STARTS_MID.match(first) is not None
        and ENUMERATOR.match(first) is None
        and _WANTS_MORE.search(last) is not None
    )
