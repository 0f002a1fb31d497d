"""方面: 分为七个方面 against 一是 … 七是."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.chinese import read_chinese, write_chinese
from core.numbers.codes import ASPECTS
from core.prose.equations import Numbered
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT
from core.prose.relation import Relation
from core.prose.scene import Scene

_ITEM = re.compile(r"(?<![一二三四五六七八九十唯统万])(?P<number>[一二三四五六七八九十]{1,3})是(?!否|指)")
_FAMILIES = (
    _ITEM,
    re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3})(?=[，、,])"),
    re.compile(r"（(?P<number>\d{1,2})）"),
    re.compile(r"(?<![\d.])(?P<number>\d{1,2})[.、](?!\d)"),
)
"""一是, 第一，, （1）, 1.: how aspects are enumerated."""
NEAR = 120
"""Characters behind a count within which its enumeration begins."""
_ASPECT = re.compile(r"[\u4e00-\u9fff]{0,8}(?:方面|问题|不足|点|措施|建议|环节|原因|内容|做法|工作|情况)")
_INTRODUCES = re.compile(r"如下|以下|主要|存在|分为|包括|体现|从|有|几|一是|：")
MOST_PARAGRAPHS = 12
LONGEST = 6000


def find(scene: Scene) -> Iterator[Relation]:
    """Counts of aspects that 一是 … enumerates behind them."""
    text = scene.flow.text
    flow = scene.flow
    for _, quantities in scene.paragraphs():
        for count in quantities:
            if not is_aspects(text, count):
                continue
            stop = flow.paragraphs[min(count.paragraph + MOST_PARAGRAPHS, len(flow.paragraphs) - 1)].end
            stop = min(stop, count.end + LONGEST)
            numbers = max((_counted(text, count.end, stop, family) for family in _FAMILIES), key=len)
            if len(numbers) >= 2:
                items = "、".join(f"{write_chinese(number)}是" for number in numbers)
                equation = Numbered(count, len(numbers), len(numbers), False, items)
                yield Relation(ASPECTS, equation, 0.8, _label(text, count), place=(count.start, count.end))


def _counted(text: str, start: int, stop: int, family: re.Pattern[str]) -> list[int]:
    """The numbers of an enumeration that begins close by, as far as they are counted on."""
    numbers: list[int] = []
    if family.search(text, start, min(stop, start + NEAR + 4)) is None:
        return numbers
    for item in family.finditer(text, start, stop):
        value = int(item["number"]) if item["number"].isdigit() else read_chinese(item["number"])
        if not numbers and item.start() - start > NEAR:
            break
        if value == len(numbers) + 1:
            numbers.append(value)
        elif value == 1:
            break
    return numbers


def _label(text: str, count: Quantity) -> str:
    """三个方面, 两个问题."""
    noun = re.match(
        "[\u4e00-\u9fff]{0,4}?(?:方面|问题|不足|措施|建议|环节|原因|点)", text[count.end : count.end + 8]
    )
    return count.written + (noun[0] if noun else "")


def is_aspects(text: str, count: Quantity) -> bool:
    """Whether a count is of aspects, problems, measures: of what 一是 … enumerates."""
    if count.kind != COUNT or count.role != VALUE or not count.is_exact or not 2 <= count.value <= 30:
        return False
    behind = text[count.end : count.end + 14]
    asks = count.measure in ("方面", "点") or _ASPECT.match(behind) is not None
    around = text[max(count.start - 16, 0) : count.start] + behind
    return asks and _INTRODUCES.search(around) is not None
