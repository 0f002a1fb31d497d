"""How many entries are added up behind a side of a relation: more of them, more rounding is excused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.figures.formula import Call, Name, Node, Number, Operation
from core.figures.keys import outer_row

if TYPE_CHECKING:
    from core.figures.compiler import Compiler, Context

Count = Callable[[str], int]
"""How many entries are added up behind a side, in a row."""

_THROUGH = ("四舍五入", "绝对值", "缺省", "数")
"""Functions that leave a sum a sum."""


def count_of(compiler: Compiler, node: Node, context: Context, through: set[str]) -> Count:
    """The addends behind a formula; `through` gathers the figures and aggregates that bring them."""
    match node:
        case Number():
            return lambda _row: 0
        case Name(key=name):
            return _count_of_figure(compiler, compiler.find(name, context), through)
        case Operation(sign="+" | "-", operands=parts):
            counts = [count_of(compiler, part, context, through) for part in parts]
            return lambda row: sum(count(row) for count in counts)
        case Operation(sign="负", operands=(part,)):
            return count_of(compiler, part, context, through)
        case Call(function="合计") if compiler.is_over_rows(node, context):
            aggregate = compiler.aggregate(node, context)
            through.add(aggregate.key)
            return aggregate.applicable
        case Call(function=function, arguments=(part, *_)) if function in _THROUGH:
            return count_of(compiler, part, context, through)
    return lambda _row: 1


def _count_of_figure(compiler: Compiler, key: str, through: set[str]) -> Count:
    """Those behind a computed figure, 1 for an entry; asked when all formulas are compiled."""
    definition = compiler.definitions.figures.get(key)
    if definition is None or not definition.formula:
        return lambda _row: 1
    through.add(key)
    depth = compiler.definitions.depth(definition.listing)

    def count(row: str) -> int:
        inner = compiler.counts.get(key)
        return inner(outer_row(row, depth)) if inner else 1

    return count
