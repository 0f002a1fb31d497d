"""相差: what lies between two amounts told before it: 差值为0.9万元, 决算数大于预算数55.93万元, 节约资金2.4万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from core.numbers.codes import GAP
from core.numbers.rounding import HOLDS
from core.prose.equations import Sum
from core.prose.quantity import CHANGE, VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import digits_of, mended_by_a_slip

_SURELY = re.compile(
    r"(?:差值|差额|差距|差异|相差)(?:为|是)?$|(?:大于|小于|多于|少于|高于|低于|超过)[^，]{0,4}预算数?$"
)
_PERHAPS = re.compile(
    r"(?:节约|结余|节余|节支|剩余|结转)[^，]{0,6}$|^，?(?:净)?(?:增加|减少|多|少|超支|核减|追加|调增|调减)(?:了|额为?|为)?$"
)
MOST = 4
TELLING = 4


def find(scene: Scene) -> Iterator[Relation]:
    """Each difference of a text with the two amounts between which it lies."""
    for _, quantities in scene.paragraphs():
        for at, gap in enumerate(quantities):
            if gap.role not in (VALUE, CHANGE) or gap.kind not in (MONEY, COUNT) or not gap.is_exact:
                continue
            words = scene.flow.text[gap.lead_start : gap.start]
            surely = _SURELY.search(words) is not None or _is_counted_from(quantities, at, words)
            if surely or _PERHAPS.search(words):
                relation = _between(scene, gap, _before(scene, quantities, at), surely)
                if relation is not None:
                    yield relation


def _before(scene: Scene, quantities: list[Quantity], at: int) -> list[Quantity]:
    """The last amounts of the same sentence or the one before, the nearest first."""
    gap = quantities[at]
    near = [
        q for q in quantities[max(at - 2 * MOST, 0) : at] if q.role == VALUE and q.is_like(gap) and q.is_exact
    ]
    return [q for q in near if scene.between(q, gap).count("。") <= 1][::-1][:MOST]


def _between(scene: Scene, gap: Quantity, before: list[Quantity], surely: bool) -> Relation | None:
    equations = [_equation(gap, *pair) for pair in combinations(before, 2)]
    held = next((sum_ for sum_ in equations if sum_.verdict() == HOLDS and (gap.value or surely)), None)
    if held is not None:
        return Relation(GAP, held, 0.9, _label(gap), about=gap)
    near = bool(equations) and re.search("[。；]", scene.between(before[1], gap)) is None
    slip = next((sum_ for sum_ in equations if mended_by_a_slip(sum_)), None)
    if surely and near:
        return Relation(GAP, slip or equations[0], 0.8 if slip else 0.5, _label(gap), about=gap)
    if slip is None or not near or digits_of(gap) < TELLING:
        return None
    return Relation(GAP, slip, 0.6, _label(gap), about=gap)


def _is_counted_from(quantities: list[Quantity], at: int, words: str) -> bool:
    """比去年3.01万元少0.07万元: told from the amount right before it."""
    return at > 1 and words in ("少", "多") and quantities[at - 1].lead.lstrip("，").startswith(("比", "较"))


def _label(gap: Quantity) -> str:
    return gap.subject if len(gap.subject) > 1 else "差额"


def _equation(gap: Quantity, first: Quantity, second: Quantity) -> Sum:
    less, more = sorted((first, second), key=lambda q: q.value)
    return Sum(more, (less, gap))
