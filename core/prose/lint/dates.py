"""日期: days that no calendar has, periods that end before they start, a report dated before its year ended."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from core.numbers.codes import IMPOSSIBLE_DATE, REPORT_DATE
from core.numbers.finding import ERROR, HINT
from core.prose.about import About
from core.prose.flow import CONTENTS, Flow
from core.prose.remark import Remark, quoted, remark

_DAY = re.compile(r"(?<![\d.])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(?<!\d)\d{4}年(\d{1,2})月(?!\d{1,2}日)")
_END = r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
_PERIOD = re.compile(rf"(?<![\d.]){_END}(?:度)?(?:至|到|—{{1,2}}|–|-|~|～){_END}")
_SIGNED = re.compile(r"(?:(?:报告|填报|填表|成文)(?:日期|时间)[：\t])?(\d{4})年(\d{1,2})月(\d{1,2})日")
LAST_PARAGRAPHS = 6
FIRST_PARAGRAPHS = 12
LEAP_YEAR = 2024
MOST = 20


def dates(flow: Flow, about: About) -> Iterator[Remark]:
    """All remarks on dates."""
    yield from _impossible(flow)
    yield from _backwards(flow)
    if about.year is not None:
        yield from _too_early(flow, about.year)


def _impossible(flow: Flow) -> Iterator[Remark]:
    count = 0
    for found in _DAY.finditer(flow.text):
        year = int(found[1] or LEAP_YEAR)
        month = int(found[2])
        day = int(found[3])
        if not _is_day(year, month, day) and count < MOST:
            count += 1
            yield remark(
                IMPOSSIBLE_DATE, ERROR, f"没有{quoted(found[0])}这一天，请核对", found.span(), actual=found[0]
            )
    for found in _MONTH.finditer(flow.text):
        if not 1 <= int(found[1]) <= 12 and count < MOST:
            count += 1
            yield remark(
                IMPOSSIBLE_DATE,
                ERROR,
                f"{quoted(found[0])}里的月份应是 1 到 12，请核对",
                found.span(),
                actual=found[0],
            )


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and year > 0 and 1 <= day <= monthrange(year, month)[1]


def _backwards(flow: Flow) -> Iterator[Remark]:
    for count, found in enumerate(_PERIOD.finditer(flow.text)):
        if count == MOST:
            return
        first = found.groups()[:3]
        last = found.groups()[3:]
        known = [(int(a), int(b)) for a, b in zip(first, last, strict=True) if a and b]
        if [b for _, b in known] < [a for a, _ in known]:
            message = f"{quoted(found[0])}结束的时间早于开始的时间，请核对"
            yield remark(IMPOSSIBLE_DATE, ERROR, message, found.span(), actual=found[0])


def _too_early(flow: Flow, year: int) -> Iterator[Remark]:
    """A signature's date at the end, or a cover's date; the figures of a year exist only when it is over."""
    count = len(flow.paragraphs)
    numbers = {*range(min(FIRST_PARAGRAPHS, count)), *range(max(0, count - LAST_PARAGRAPHS), count)}
    for number in sorted(numbers):
        paragraph = flow.paragraphs[number]
        found = (
            _SIGNED.fullmatch(flow.text, paragraph.start, paragraph.end)
            if paragraph.kind != CONTENTS
            else None
        )
        if found and int(found[1]) <= year and _is_day(int(found[1]), int(found[2]), int(found[3])):
            message = f"报告日期{quoted(found[0])}在 {year} 年结束之前，全年的数据还没有产生，请核对"
            yield remark(REPORT_DATE, HINT, message, (paragraph.start, paragraph.end), actual=found[0])
