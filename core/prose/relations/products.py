"""测算: how many there are times how much each gets makes the sum: 268名代表，年人均2400元，计643200元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import PRODUCT
from core.numbers.rounding import HOLDS
from core.prose.equations import Product
from core.prose.quantity import VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import is_slip

_EACH = re.compile(r"每|人均|户均|亩均|均")
_IN_ALL = re.compile(r"(?:计|共|合|总|需|小计)[\u4e00-\u9fff]{0,6}$")
_MONTHLY = re.compile("每月|月均|按月|/月")
_NO_PRICE = re.compile("平均|均为|均已|每年")
MONTHS = 12


def find(scene: Scene) -> Iterator[Relation]:
    """Each amount for one, with how many there are and the sum behind it."""
    for _, quantities in scene.paragraphs():
        for at, each in enumerate(quantities):
            if at and at + 1 < len(quantities) and _is_each(scene, each):
                many = quantities[at - 1]
                whole = quantities[at + 1]
                if _are_of_it(scene, many, each, whole):
                    relation = _relation(scene, many, each, whole)
                    if relation is not None:
                        yield relation


def _is_each(scene: Scene, amount: Quantity) -> bool:
    words = scene.flow.text[amount.lead_start : amount.start]
    fits = amount.role == VALUE and amount.kind in (MONEY, COUNT) and amount.is_exact and amount.value > 0
    return fits and _EACH.search(words) is not None and _NO_PRICE.search(words) is None


def _are_of_it(scene: Scene, many: Quantity, each: Quantity, whole: Quantity) -> bool:
    """Whether the numbers beside an amount for one are how many there are and what all get, in one sentence."""
    are_exact = all(q.role == VALUE and q.is_exact and q.value > 0 for q in (many, whole))
    alike = many.is_counted and whole.kind == each.kind and whole.value > each.value
    near = not re.search("[。；]", scene.between(many, each) + scene.between(each, whole))
    return (
        are_exact
        and alike
        and near
        and _IN_ALL.search(scene.flow.text[whole.lead_start : whole.start]) is not None
    )


def _relation(scene: Scene, many: Quantity, each: Quantity, whole: Quantity) -> Relation | None:
    monthly = _MONTHLY.search(scene.flow.text, many.end, whole.start) is not None
    products = [Product(whole, (many, each), times) for times in ((MONTHS, 1) if monthly else (1, MONTHS))]
    held = next((one for one in products if one.verdict() == HOLDS), None)
    label = whole.subject or many.subject
    if held is not None:
        return Relation(PRODUCT, held, 0.9, label, about=whole)
    first = products[0]
    slips = (one for one in first.quantities if (wanted := first.implied(one)) and is_slip(one, wanted))
    return Relation(PRODUCT, first, 0.8, label, about=whole) if any(slips) else None
