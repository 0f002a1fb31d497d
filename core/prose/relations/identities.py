"""恒等: relations that hold between figures of every office, wherever the text states them."""

from __future__ import annotations

from collections.abc import Iterator

from core.numbers.codes import SCATTERED_SUM
from core.numbers.rounding import HOLDS, TAIL
from core.prose.equations import Same, Sum
from core.prose.quantity import Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import is_slip, mended_by_a_slip

_SUMS = (
    ("基本支出", ("人员经费", "公用经费")),
    ("支出", ("基本支出", "项目支出")),
    ("三公经费", ("因公出国费", "公务用车购置及运行维护费", "公务接待费")),
    ("公务用车购置及运行维护费", ("公务用车购置费", "公务用车运行维护费")),
    ("人员经费", ("工资福利支出", "对个人和家庭的补助")),
)
_ALSO = {
    "公用经费": ("日常公用经费",),
    "支出": ("部门整体支出", "总支出", "全年支出", "部门支出"),
    "三公经费": ("三公经费决算", "三公经费财政拨款支出", "三公经费财政拨款支出决算"),
    "因公出国费": ("因公出国费用",),
}
"""Other names of the same figure, made comparable."""

_SAME = (("机关运行经费", "公用经费"),)


def find(scene: Scene, lists: list[Relation]) -> Iterator[Relation]:
    """Sums across sentences and sections, where each figure is stated with one value only."""
    listed = {frozenset(q.value for q in one.quantities) for one in lists}
    for whole, parts in _SUMS:
        stated = [_one(scene, name) for name in (whole, *parts)]
        if all(stated):
            total, *rest = (one for one in stated if one is not None)
            equation = Sum(total, tuple(rest))
            if frozenset(q.value for q in equation.quantities) in listed:
                continue
            verdict = equation.verdict()
            if verdict in (HOLDS, TAIL):
                yield Relation(SCATTERED_SUM, equation, 0.8, whole)
            elif mended_by_a_slip(equation):
                yield Relation(SCATTERED_SUM, equation, 0.6, whole)
    for first, second in _SAME:
        amount = _one(scene, first)
        other = _one(scene, second)
        if amount is None or other is None:
            continue
        if amount.value == other.value or is_slip(amount, other.value):
            yield Relation(SCATTERED_SUM, Same(other, amount), 0.6, first, about=amount)


def _one(scene: Scene, name: str) -> Quantity | None:
    """The amount stated for a name, None where different ones are."""
    names = (name, *_ALSO.get(name, ()))
    amounts = [q for one in names for q in scene.named.get(one, ()) if q.kind == MONEY and not q.depth]
    return amounts[0] if amounts and len({q.value for q in amounts}) == 1 else None
