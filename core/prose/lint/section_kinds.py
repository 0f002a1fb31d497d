"""Where each paragraph of a report stands: among plans, problems, measures, duties, in a table's area."""

from __future__ import annotations

import re

from core.prose.flow import CONTENTS, HEADING, ROW, TEXT, TITLE, Flow, FlowParagraph

PLANS = 1
PROBLEMS = 2
MEASURES = 4
GLOSSARY = 8
DUTIES = 16
GOALS = 32
USE = 64
"""What a heading says of the paragraphs under it."""

_PROBLEM_WORDS = "存在(?:的)?(?:主要)?(?:困难和)?(?:问题|不足)|主要问题|问题[及和与、]"
_MEASURE_WORDS = "改进(?:的)?(?:措施|意见|建议|方向|工作)|下一步|整改措施|工作打算|对策|措施及?建议|有关建议"
_SAID = (
    (PLANS, re.compile("下一步|改进|整改|打算|计划|建议|展望|今后|明年|下年|对策|规划")),
    (PROBLEMS, re.compile(_PROBLEM_WORDS)),
    (MEASURES, re.compile(_MEASURE_WORDS)),
    (GLOSSARY, re.compile("名词解释|名词说明|术语|专业名词")),
    (DUTIES, re.compile("职能|职责")),
    (GOALS, re.compile("目标(?!完成|实现|达成)")),
    (USE, re.compile("应用|公开")),
)
_UNNUMBERED = re.compile(f"{_PROBLEM_WORDS}|{_MEASURE_WORDS}")
_OPENING = re.compile(r"[。：；，\n]")
LONGEST_OPENING = 24
LONGEST_CELL_LINE = 40


class Sections:
    """Read once from a flow; paragraphs are asked for by their number."""

    def __init__(self, flow: Flow) -> None:
        self._flags: list[int] = []
        self._tabular = _tabular(flow)
        above: list[tuple[int, int]] = []
        for paragraph in flow.paragraphs:
            opening = _opening(flow, paragraph)
            if opening is not None:
                level, words = opening
                while above and above[-1][0] >= level:
                    above.pop()
                flags = above[-1][1] if above else 0
                for flag, pattern in _SAID:
                    flags |= flag if pattern.search(words) else 0
                above.append((level, flags))
            self._flags.append(above[-1][1] if above else 0)

    def says(self, number: int, flags: int) -> bool:
        """Whether a paragraph stands under a heading of one of these kinds."""
        return bool(self._flags[number] & flags)

    def tabular(self, number: int) -> bool:
        """Whether a paragraph is a row of a table, or a cell that the extraction set on a line of its own."""
        return self._tabular[number]


def _opening(flow: Flow, paragraph: FlowParagraph) -> tuple[int, str] | None:
    """The level and the words with which a paragraph opens a section, None where it opens none."""
    words = flow.text[paragraph.start : min(paragraph.end, paragraph.start + 60)]
    if paragraph.kind == HEADING:
        return (paragraph.level if paragraph.level >= 0 else 1), words
    if paragraph.kind != TEXT:
        return None
    first = _OPENING.split(words, maxsplit=1)[0]
    if len(first) > LONGEST_OPENING:
        return None
    if paragraph.level in (0, 1):
        return paragraph.level, first
    alone = paragraph.level < 0 and first == words.rstrip("：") and len(words) < LONGEST_OPENING
    return (1, words) if alone and _UNNUMBERED.search(words) else None


def _tabular(flow: Flow) -> list[bool]:
    """Rows, and what stands between two rows without any sentence."""
    out = [one.kind in (ROW, CONTENTS) for one in flow.paragraphs]
    last = -1
    for number, paragraph in enumerate(flow.paragraphs):
        if paragraph.kind == ROW:
            if last >= 0:
                out[last : number + 1] = [True] * (number + 1 - last)
            last = number
        elif (
            paragraph.kind == TITLE
            or paragraph.end - paragraph.start > LONGEST_CELL_LINE
            or "。" in flow.words(paragraph)
        ):
            last = -1
    return out
