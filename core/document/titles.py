"""A long title in lines that mean something: no word is cut, and the lines make a trapezoid or a diamond.

Source: GB/T 9704-2012, 7.3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import ceil

MOST_LINES = 4
_WORD = re.compile(
    r"\d{2,4}年度?|[\x21-\x7e]+|部门|单位|整体|支出|财政|预算|决算|收入|项目|专项|资金|绩效|自评|评价|目标|管理|工作|报告|情况|说明|"
    r"执行|年度|委员会|办公室|人民|政府|中共|县委|市委|区委|街道|办事处|管理局|保护局|中心|医院|学校|幼儿园|研究院|研究所|大队|支队|"
    r"[\u4e00-\u9fff]{1,2}[县市区镇乡州盟旗省](?=.)|自然资源|农业农村|林业|水利|卫生|健康|教育|科技|交通|运输|文化|旅游|退役|军人|事务|应急|审计|统计|"
    r"医疗|保障|人力|社会|住房|城乡|建设|发展|改革|工业|信息化|商务|市场|监督|生态|环境|民政|司法|公安|乡村|振兴|关于|以及|服务|执法"
)
_WELL = re.compile(
    r"(?<=[局委办院所队校站署厅部会府])(?=\d)|(?<=年度)|(?<=年)(?=[^度])|(?<=中心)(?=\d)|(?<=[局委办院会府])(?!\d)"
)
_CLOSING = "，。、；：！？）》」』”’】〉％"
_OPENING = "（《「『“‘【〈"


def title_lines(title: str, room: float) -> list[str]:
    """A title in as few lines of `room` characters as it needs; digits and letters count half."""
    length = width(title)
    if length <= room:
        return [title]
    places = list(_places(title))
    for count in range(ceil(length / room), MOST_LINES + 1):
        found = min(
            _divisions(title, places, count, room), key=lambda lines: _cost(title, lines), default=None
        )
        if found is not None:
            return found
    return [title]


def _divisions(title: str, places: list[int], count: int, room: float) -> Iterator[list[str]]:
    for cuts in combinations(places, count - 1):
        edges = (0, *cuts, len(title))
        lines = [title[a:b] for a, b in pairwise(edges)]
        if all(width(line) <= room for line in lines):
            yield lines


def _cost(title: str, lines: list[str]) -> float:
    """How ill lines look: uneven, narrow in the middle, or cut where no phrase ends."""
    widths = [width(line) for line in lines]
    mean = sum(widths) / len(widths)
    cost = sum((width - mean) ** 2 for width in widths)
    inner = zip(widths, widths[1:], widths[2:], strict=False)
    cost += sum(50 for left, middle, right in inner if middle < min(left, right))
    well = {found.start() for found in _WELL.finditer(title)}
    at = 0
    for line in lines[:-1]:
        at += len(line)
        cost += 0 if at in well else 20
    return cost


def _places(title: str) -> Iterator[int]:
    """Where a line may end: not inside a word, nor before what closes or behind what opens."""
    inside = {at for found in _WORD.finditer(title) for at in range(found.start() + 1, found.end())}
    for at in range(1, len(title)):
        if at not in inside and title[at] not in _CLOSING and title[at - 1] not in _OPENING:
            yield at


def width(text: str) -> float:
    """Characters that words take; digits and letters are half as wide."""
    return sum(0.5 if character < "\u0100" else 1.0 for character in text)
