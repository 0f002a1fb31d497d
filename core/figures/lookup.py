"""查找(列, 名列, 名): what a column holds in the row of another list that has a given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.formula import Call, FormulaError, Name
from core.figures.functions import check_arguments
from core.figures.units import ANY, Unit, matching, unit_named

if TYPE_CHECKING:
    from core.figures.compiler import Compiler, Context


def looked_up(compiler: Compiler, call: Call, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
    """The function of a 查找; without a row of that name it is 不涉及. Raises FormulaError."""
    check_arguments(call.function, len(call.arguments), 3, 3)
    wanted, named, by = call.arguments
    columns = [_column(compiler, one, context) for one in (wanted, named)]
    figures = [compiler.definitions.figures[key] for key in columns]
    listing = figures[0].listing
    if listing is None or listing != figures[1].listing or compiler.definitions.listings[listing].parent:
        raise FormulaError("查找 的前两个参数应是同一张表的两列，如 查找(业务数据.数, 业务数据.名称, 三级)")
    reads.update((*columns, listing))
    run, unit = compiler.part(by, context, reads)
    matching(unit_named(figures[1].kind.unit), unit, "查找", columns[1], by)
    rows = compiler.rows
    values = compiler.values[columns[0]]
    names = compiler.values[columns[1]]

    def find(row: str) -> Value:
        name = run(row)
        if name is None or name is NOT_APPLICABLE:
            return name
        for one in rows.all(listing):
            if names.get(one) == name and rows.is_live(listing, one):
                return values.get(one)
        return NOT_APPLICABLE

    return find, unit_named(figures[0].kind.unit) or ANY


def _column(compiler: Compiler, node: object, context: Context) -> str:
    if not isinstance(node, Name) or node.row:
        raise FormulaError("查找 的前两个参数应是列名")
    key = compiler.find(node.key, context)
    if key not in compiler.definitions.figures:
        raise FormulaError(f"{key} 是一张表，请写它的列")
    return key
