"""逐项合计: numbered paragraphs, each with its 预算 and 决算, against the totals of the paragraph before them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from core.numbers.codes import ITEMS_SUM
from core.numbers.rounding import HOLDS, TAIL
from core.prose.equations import Sum
from core.prose.flow import TEXT
from core.prose.quantity import VALUE, Quantity
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import mended_by_a_slip
from core.prose.subjects import name_of

_OPENS = re.compile(
    r"(?:其中|如下|具体(?:情况)?(?:是|为)?|分别(?:是|为))[：，]?$|(?:方面|包括|用于|分配|安排|明细)：$"
)
LEAST = 2
MOST = 80
FIRST = "首个"
"""The column of amounts without a kind of their own."""
_KIND = re.compile(r"(?:年初预算|全年预算|调整预算|预算|支出决算|决算|支出|收入|金额|资金)$")


def find(scene: Scene) -> Iterator[Relation]:
    """The totals of a paragraph that ends in 其中： and is followed by numbered ones."""
    flow = scene.flow
    for number, paragraph in enumerate(flow.paragraphs):
        totals = scene.by_paragraph.get(number)
        if not totals or not _OPENS.search(flow.text, max(paragraph.end - 8, paragraph.start), paragraph.end):
            continue
        columns = _columns(scene, number)
        for kind in dict.fromkeys(_kind(total) for total in totals if total.role == VALUE and total.is_exact):
            parts = columns.get(kind) or ([] if kind.endswith(("预算", "决算")) else columns.get(FIRST, []))
            if kind and LEAST <= len(parts) <= MOST:
                of_kind = [q for q in totals if _kind(q) == kind and q.role == VALUE and q.is_exact]
                equations = [Sum(q, tuple(parts)) for q in of_kind if all(part.is_like(q) for part in parts)]
                best = next((one for one in equations if one.verdict() in (HOLDS, TAIL)), None)
                if best is None and (len(equations) == 1 or any(map(mended_by_a_slip, equations[:1]))):
                    best = equations[0]
                if best is not None:
                    sure = 0.8 if len(parts) > 2 and (kind in columns or mended_by_a_slip(best)) else 0.6
                    yield Relation(ITEMS_SUM, best, sure, f"{best.whole.subject}（逐项）")


def _kind(amount: Quantity) -> str:
    found = _KIND.search(name_of(amount.subject))
    return found[0] if found else ""


def _columns(scene: Scene, number: int) -> dict[str, list[Quantity]]:
    """The first amount of each kind in every numbered paragraph that follows, unnumbered ones belonging to it."""
    flow = scene.flow
    out: dict[str, list[Quantity]] = defaultdict(list)
    level = -1
    seen = set[str]()
    for at in range(number + 1, min(number + 3 * MOST, len(flow.paragraphs))):
        paragraph = flow.paragraphs[at]
        if level < 0:
            level = paragraph.level
            if level < 0:
                break
        if paragraph.level >= 0 and paragraph.level != level and paragraph.level < level:
            break
        if paragraph.kind not in (TEXT, "标题"):
            break
        if paragraph.level == level:
            seen = set()
        first = next((q for q in scene.by_paragraph.get(at, ()) if q.role == VALUE and q.is_exact), None)
        if first is not None and FIRST not in seen:
            seen.add(FIRST)
            out[FIRST].append(first)
        for q in scene.by_paragraph.get(at, ()):
            kind = _kind(q)
            if kind and kind not in seen and q.role == VALUE and q.is_exact:
                seen.add(kind)
                out[kind].append(q)
    return out
