"""The outline of a finished report: its title, headings and paragraphs, fitted to a pack's sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.figures.keys import WHOLE, Row
from core.numbers.cleaning import halfwidth
from core.pack.headings import heading_line
from core.pack.sections import (
    AS_WRITTEN,
    COUNTED,
    FIRST_LEVEL,
    IN_USE,
    PLAIN_LEVEL,
    SECOND_LEVEL,
    TITLE_LEVEL,
    UNNUMBERED,
    Section,
)

_FIRST = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[、.．](?P<heading>[^。；]{1,40})")
_SECOND = re.compile(
    r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)](?P<heading>[^。；，：]{1,24})[。：]?"
)
_LOOSE = re.compile(r"[\W_]|部门|单位|预算|情况|本年度")
LONGEST_TITLE = 60
MOST_TITLES = 3


@dataclass(slots=True)
class Passage:
    """A section as it stands in a text: `id` is the pack's section, "" for one the pack does not know."""

    id: Row
    level: str
    heading: str = ""
    numbering: str = UNNUMBERED
    lines: list[str] = field(default_factory=list)
    state: str = IN_USE

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_outline(lines: list[str], sections: Mapping[Row, Section]) -> list[Passage]:
    """The passages of a text whose lines are given without blank ones."""
    passages: list[Passage] = []
    used: set[Row] = set()
    counts = {FIRST_LEVEL: 0, SECOND_LEVEL: 0}
    start = _front(lines, sections, passages, used)
    for line in lines[start:]:
        found = _heading(line)
        if found is None:
            if not passages or passages[-1].level == TITLE_LEVEL:
                passages.append(_plain(sections, used))
            passages[-1].lines.append(line)
            continue
        level, heading = found
        counts[level] += 1
        if level == FIRST_LEVEL:
            counts[SECOND_LEVEL] = 0
        counted = heading_line(level, COUNTED, counts[level], heading) == line
        section = _fit(heading, level, sections, used)
        used.add(section)
        passages.append(
            Passage(section, level, heading if counted else line, COUNTED if counted else AS_WRITTEN)
        )
    return passages


def _front(lines: list[str], sections: Mapping[Row, Section], passages: list[Passage], used: set[Row]) -> int:
    """Takes the title's lines: short lines without a full stop before the first heading or paragraph."""
    number = 0
    while number < min(len(lines), MOST_TITLES) and _is_title(lines[number]):
        number += 1
    if number and not any("报告" in line or "自评" in line or "年" in line for line in lines[:number]):
        number = 0
    if number:
        title = next((s.id for s in sections.values() if s.level == TITLE_LEVEL), WHOLE)
        used.add(title)
        passages.append(Passage(title, TITLE_LEVEL, lines=list(lines[:number])))
    return number


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not re.search(r"[。；：|]", line) and _heading(line) is None


def _plain(sections: Mapping[Row, Section], used: set[Row]) -> Passage:
    """A passage without a heading, for paragraphs before the first one."""
    section = next((s.id for s in sections.values() if s.level == PLAIN_LEVEL and s.id not in used), WHOLE)
    used.add(section)
    return Passage(section, PLAIN_LEVEL)


def _heading(line: str) -> tuple[str, str] | None:
    found = _FIRST.fullmatch(line)
    if found and not found["heading"].endswith(("，", "、")):
        return FIRST_LEVEL, found["heading"]
    found = _SECOND.fullmatch(line)
    if found:
        return SECOND_LEVEL, line.partition("）")[2] if "）" in line else line.partition(")")[2]
    return None


def _fit(heading: str, level: str, sections: Mapping[Row, Section], used: set[Row]) -> Row:
    """The pack's section that a heading means, "" where none does."""
    plain = halfwidth(heading)
    loose = _LOOSE.sub("", plain)
    candidates = [s for s in sections.values() if s.level == level and s.id not in used]
    for section in candidates:
        if any(halfwidth(name) == plain for name in (section.heading, *section.aliases)):
            return section.id
    for section in candidates:
        if loose and any(
            _LOOSE.sub("", halfwidth(name)) == loose for name in (section.heading, *section.aliases)
        ):
            return section.id
    return WHOLE
