"""收支平衡: what came in, with what was left over before, is what went out and what is left over now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import BALANCE, MORE_SPENT
from core.numbers.finding import EXPLAIN
from core.prose.equations import AtMost, Same, Sum
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import is_slip

_OF = r"(?:本年|年度|全年|预算|决算|部门|单位|总|年|财政拨款|资金|专项资金|当年|部门决算)*"
_INCOME = re.compile(rf"^(?P<of>{_OF})收入(?:合计|总计|总额)?$")
_SPENT = re.compile(rf"^(?P<of>{_OF})支出(?:合计|总计|总额|决算)?$")
_OTHER = re.compile(r"其他资金|其他收入|年初结转|上年结转|年初结余|上年结余|使用非财政拨款结余")
_OPENING = re.compile(r"年初|上年|使用")
_LEFT = re.compile(
    r"^(?:年末|本年)?(?:结转结余|结余结转|结转和结余|结余|结转|年末结转.*|年末结余.*)(?:资金)?$"
)
NEAR = 6


def find(scene: Scene) -> Iterator[Relation]:
    """The first pair of a section's total income and total spending."""
    amounts = [q for q in scene.all if q.role == VALUE and q.kind == MONEY and q.is_exact and not q.in_table]
    done = -NEAR
    for at, income in enumerate(amounts):
        if not _INCOME.match(income.subject) or income.paragraph - done < NEAR:
            continue
        near = [q for q in amounts[at + 1 : at + 40] if q.paragraph - income.paragraph <= NEAR]
        near += [q for q in amounts[max(at - 3, 0) : at] if q.paragraph == income.paragraph]
        spent = next((q for q in near if _SPENT.match(q.subject)), None)
        if spent is None:
            continue
        done = income.paragraph
        yield from _balanced(income, spent, near)


def _balanced(income: Quantity, spent: Quantity, near: list[Quantity]) -> Iterator[Relation]:
    others = [q for q in near if _OTHER.search(q.subject) and not _in_whole(q, income, near)]
    left = next((q for q in near if _LEFT.match(q.subject) and not _OPENING.search(q.subject)), None)
    if not others and (income.value == spent.value or is_slip(spent, income.value)):
        yield Relation(BALANCE, Same(income, spent), 0.76, "收入与支出", gravest=EXPLAIN)
    elif left is not None or (others and _closes(income, others, spent)):
        parts = [income, *others, *([left] if left else [])]
        signs = tuple(-1 if q is left else 1 for q in parts)
        advice = "请写明年初结转结余、其他资金来源，或核对口径"
        yield Relation(BALANCE, Sum(spent, tuple(parts), signs), 0.8, "支出", advice=advice, gravest=EXPLAIN)
    elif not any(_OPENING.search(q.subject) for q in others) and income.value < spent.value:
        advice = "请写明年初结转结余或其他来源"
        yield Relation(MORE_SPENT, AtMost(spent, income), 0.8, "支出大于收入", advice=advice, gravest=EXPLAIN)


def _closes(income: Quantity, others: list[Quantity], spent: Quantity) -> bool:
    return income.value + sum(q.value for q in others) == spent.value


def _in_whole(other: Quantity, income: Quantity, near: list[Quantity]) -> bool:
    """Whether 其他收入 is a part of the income already: it stands in the same sentence behind 其中."""
    return bool(other.subject.endswith("其他收入")) and other.paragraph == income.paragraph
