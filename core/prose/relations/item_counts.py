"""清点: a count against the names listed behind it (11个组室：…), or before it (“甲、乙、丙”三大专题)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import ITEM_COUNT
from core.prose.equations import Numbered
from core.prose.flow import FlowParagraph
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT
from core.prose.relation import Relation
from core.prose.relations.aspects import is_aspects
from core.prose.scene import Scene

LONGEST = 600
MOST_LINES = 60
_KINDS_OF_AMOUNTS = re.compile(r"\d")
_OPENS = re.compile(
    r"[\u4e00-\u9fff（）“”]{0,14}?(?:：|，?(?:分别|即|包括|具体|有(?=[^，。]{1,20}、))(?:是|为|包括|有)?[：]?|（(?=[^）]{0,200}、))"
)
_LATER = re.compile(
    r"(?:内设|下设|设有?|设立)?(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:分别)?(?:是|为|有|包括)[：]?"
)
_ENUMERATED = re.compile(r"[一二三四五六七八九]是|（?\d{1,2}[）.、]|第[一二三]")
_DIGIT = re.compile(r"\d+(?:\.\d+)?(?:万元|元|%|人|名|个)")
_KINDS = frozenset(
    [
        "个",
        "家",
        "项",
        "大",
        "类",
        "种",
        "支",
        "部",
        "方面",
        "点",
        "处",
        "所",
        "间",
        "组",
        "条",
        "部门",
        "座",
        "村",
        "镇",
        "乡",
        "户",
    ]
)
_AND = re.compile("和|及|与|以及")
_MARKS = "“《（〈【"
_CLOSES = dict(zip(_MARKS, "”》）〉】", strict=True))


def find(scene: Scene) -> Iterator[Relation]:
    """The counts of a text whose things are listed."""
    text = scene.flow.text
    for paragraph, quantities in scene.paragraphs():
        for at, count in enumerate(quantities):
            if (
                count.kind != COUNT
                or count.role != VALUE
                or not count.is_exact
                or count.measure not in _KINDS
                or count.value < 2
            ):
                continue
            if count.value > 60 or count.value != int(count.value):
                continue
            stop = quantities[at + 1].start if at + 1 < len(quantities) else paragraph.end
            relation = _behind(text, paragraph, count, stop) or _quoted_before(text, paragraph, count)
            relation = (
                relation or _named_pattern(text, paragraph, count) or _open_before(text, paragraph, count)
            )
            relation = (
                relation or _closed_before(text, paragraph, count) or _right_before(text, paragraph, count)
            )
            relation = relation or _own_lines(scene, count)
            if relation is not None:
                yield relation


def _behind(text: str, paragraph: FlowParagraph, count: Quantity, stop: int) -> Relation | None:
    """11个组（股）室：办公室、研究室…, also 12个，…。内设组室分别是… in the next sentence."""
    opened = _OPENS.match(text, count.end, min(paragraph.end, count.end + 30))
    start = opened.end() if opened else -1
    if opened is None:
        later = _LATER.search(text, count.end, min(paragraph.end, count.end + 60))
        if later is None or later["noun"][-2:] not in count.subject + text[count.end : count.end + 8]:
            return None
        start = later.end()
    in_bracket = text[start - 1] == "（"
    end = _end_of_list(text, start, min(paragraph.end, start + LONGEST), in_bracket)
    items, is_open = split_list(text[start:end])
    if len(items) < 2 or any(len(item) > 30 for item in items) or _DIGIT.search(text, start, end):
        return None
    if is_aspects(text, count) and _ENUMERATED.match(text, start):
        return None
    return _relation(count, items, is_open, start, end, _sureness(opened is not None, in_bracket))


def _sureness(opened: bool, in_bracket: bool) -> float:
    """A list right behind its count, or said to be it in the next sentence; one in brackets may be another."""
    if in_bracket:
        return 0.6
    return 0.85 if opened else 0.8


def _relation(
    count: Quantity, items: list[str], is_open: bool, start: int, end: int, sure: float
) -> Relation:
    more = sum(1 for item in items if _AND.search(_plain(item)[1:-1]))
    equation = Numbered(count, len(items), len(items) + more, is_open, "、".join(items))
    place = (min(count.start, start), max(count.end, end))
    return Relation(
        ITEM_COUNT,
        equation,
        sure,
        f"{count.written}{count.subject if len(count.subject) < 12 else ''}",
        place=place,
    )


def _plain(item: str) -> str:
    return re.sub("（[^）]*）|“[^”]*”|《[^》]*》", "", item)


def _end_of_list(text: str, start: int, end: int, in_bracket: bool) -> int:
    """Where a list stops: at 。 or ；, at its bracket, or at a comma behind which no more items stand."""
    depth = 0
    for at in range(start, end):
        character = text[at]
        if character in _MARKS:
            depth += 1
        elif character in _CLOSES.values():
            if not depth and in_bracket:
                return at
            depth = max(depth - 1, 0)
        elif not depth and (character in "。！？\n\t" or (character in "，；" and "、" in text[start:at])):
            return at
    return end


def split_list(words: str) -> tuple[list[str], bool]:
    """The items of an enumeration, split at 、 outside brackets and quotes, and whether 等 leaves it open."""
    items = []
    depth = 0
    low = 0
    for at, character in enumerate(words):
        if character in _MARKS:
            depth += 1
        elif character in _CLOSES.values():
            depth = max(depth - 1, 0)
        elif character in "、，；" and not depth:
            items.append(words[low:at])
            low = at + 1
    items.append(words[low:])
    items = [item.strip() for item in items if item.strip()]
    is_open = bool(items) and re.search(r"等(?:[\u4e00-\u9fff]{0,8})?$", items[-1]) is not None
    if items:
        last = re.split("(?:和|及|以及)(?=[^和及]{2,}$)", items[-1], maxsplit=1)
        if len(last) == 2 and len(items) > 1 and len(last[0]) > 1 and not re.search("[（“《]", items[-1]):
            items[-1:] = last
    return items, is_open


_QUOTED = re.compile(r"“([^“”]{3,80})”(?:等)?$")


def _quoted_before(text: str, paragraph: FlowParagraph, count: Quantity) -> Relation | None:
    """“育种攻关、稳粮扩油、水肥一体”三大技术专题."""
    low = max(paragraph.start, count.start - 90)
    found = _QUOTED.search(text, low, count.start)
    if found is None or found.end() != count.start or "、" not in found[1]:
        return None
    items, is_open = split_list(found[1])
    return _relation(count, items, is_open, found.start(), count.end, 0.8)


def _named_pattern(text: str, paragraph: FlowParagraph, count: Quantity) -> Relation | None:
    """“六个一批”, whose six things the same sentence lists: said where it holds, a name otherwise."""
    if text[count.start - 1 : count.start] != "“" or "”" not in text[count.end : count.end + 8]:
        return None
    stop = text.find("。", count.end, paragraph.end)
    best: list[str] = []
    for clause in text[count.end : stop if stop >= 0 else paragraph.end].split("，"):
        items, _ = split_list(clause)
        best = items if len(items) > len(best) else best
    if len(best) != count.value:
        return None
    return Relation(
        ITEM_COUNT, Numbered(count, len(best), len(best), False, "、".join(best)), 0.5, count.written
    )


def _open_before(text: str, paragraph: FlowParagraph, count: Quantity) -> Relation | None:
    """科教文卫、党建等7个领域: what is listed is not more than the count."""
    low = max(paragraph.start, count.start - 120)
    before = text[low : count.start]
    found = re.search(r"([^，。；：“”]{4,100})等$", before)
    if found is None or "、" not in found[1]:
        return None
    items, _ = split_list(found[1])
    if any(len(item) > 20 for item in items[1:]):
        return None
    return _relation(count, items, True, low + found.start(1), count.end, 0.7)


_LIST_BEFORE = re.compile(r"(?P<list>[^，。；：]{4,150}、[^，。；：、]{1,20}?)(?:共|合计)?$")
_IN_ALL = re.compile(r"(?:有|是|为|包括|：)(?P<list>[^，。；：]{4,160})，(?:总共|一共|共计|共|合计)$")


def _closed_before(text: str, paragraph: FlowParagraph, count: Quantity) -> Relation | None:
    """内设机构有办公室、人事股、财务股，共3个."""
    found = _IN_ALL.search(text, max(paragraph.start, count.start - 200), count.start)
    if found is None or "、" not in found["list"] or _DIGIT.search(found["list"]):
        return None
    items, is_open = split_list(found["list"])
    return _relation(count, items, is_open, found.start("list"), count.end, 0.8)


def _right_before(text: str, paragraph: FlowParagraph, count: Quantity) -> Relation | None:
    """红星村、前进村、东风村3个村: said where it holds; the words before a count need not be a list of it."""
    found = _LIST_BEFORE.search(text, max(paragraph.start, count.start - 160), count.start)
    if found is None or _DIGIT.search(found["list"]):
        return None
    items, is_open = split_list(found["list"])
    if len(items) != count.value or is_open:
        return None
    return _relation(count, items, is_open, found.start("list"), count.end, 0.6)


def _says_list(words: str) -> bool:
    """Whether a paragraph says that what it counts follows: 包括：, 分别是：, 如下：."""
    return re.search("(?:包括|分别[是为]|如下|具体为|即)：$", words) is not None


def _own_lines(scene: Scene, count: Quantity) -> Relation | None:
    """单位共3个，包括： and the names on numbered lines of their own."""
    flow = scene.flow
    number = count.paragraph
    paragraph = flow.paragraphs[number]
    if flow.text[paragraph.end - 1] != "：" or _KINDS_OF_AMOUNTS.search(flow.text, count.end, paragraph.end):
        return None
    level = -1
    lines = 0
    end = paragraph.end
    for other in flow.paragraphs[number + 1 : number + 1 + MOST_LINES]:
        level = other.level if level < 0 else level
        if other.level != level or level < 0:
            break
        lines = lines + 1
        end = other.end
    if lines < 2:
        return None
    sure = 0.8 if _says_list(flow.words(paragraph)) else 0.6
    return Relation(
        ITEM_COUNT, Numbered(count, lines, lines, False, ""), sure, count.written, place=(count.start, end)
    )
