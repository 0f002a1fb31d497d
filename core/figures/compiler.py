"""From a formula's tree to a function that gives its value in a row, with names, units and reads checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from core.figures import algebra, units
from core.figures.aggregates import Aggregate, Outcomes
from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.definitions import Definition
from core.figures.equality import Tolerance, equal
from core.figures.formula import (
    Call,
    FormulaError,
    Name,
    Node,
    Number,
    Operation,
    Text,
    replace_names,
)
from core.figures.functions import AGGREGATES, aggregate_unit, check_arguments
from core.figures.keys import WHOLE, Key, ListingKey, Row, outer_row
from core.figures.scope import Context, Scope
from core.figures.state import State
from core.figures.units import Unit

Count = Callable[[Row], int]
"""How many entries are added up behind a side of a relation, in a row: more of them, more rounding is excused."""

_STILL_SUMS = ("四舍五入", "绝对值", "缺省", "数")
"""Functions that leave a sum a sum."""


@dataclass(slots=True, eq=False)
class Compiled:
    """A formula ready to run; `reads` are keys of definitions and aggregates, `through` those it adds up."""

    run: Evaluate
    unit: Unit
    reads: frozenset[Key]
    count: Count
    through: frozenset[Key]


class Compiler:
    """Compiles formulas against the definitions and values of one state.

    `adopt` is called with every new aggregate: texts may write some that the pack has not. `counts` are those
    of computed figures, known once their formulas are compiled.
    """

    def __init__(self, state: State) -> None:
        self.definitions = state.definitions
        self.rows = state.rows
        self.scope = Scope(state.definitions)
        self.aggregates: dict[Key, Aggregate] = {}
        self.outcomes = Outcomes(state.rows, state.entries.none_ticked)
        self.tolerance = Tolerance()
        self.counts: dict[Key, Count] = {}
        self.adopt: Callable[[Aggregate], None] = lambda _aggregate: None
        self._values = state.values
        self._by_formula: dict[tuple[object, ...], Aggregate] = {}

    def compile(self, node: Node, context: Context) -> Compiled:
        """The function of a formula; raises FormulaError for unknown names, wrong units, wrong arguments."""
        reads: set[Key] = set()
        run, unit = self.part(node, context, reads)
        through: set[Key] = set()
        count = self._count(node, context, through)
        return Compiled(run, unit, frozenset(reads), count, frozenset(through))

    def part(self, node: Node, context: Context, reads: set[Key]) -> tuple[Evaluate, Unit]:
        """The function and the unit of a part of a formula; `reads` gathers what it reads."""
        if isinstance(node, Name):
            return self._name(node, context, reads)
        if isinstance(node, Operation):
            return self._operation(node, context, reads)
        if isinstance(node, Call):
            return self._call(node, context, reads)
        value = node.value
        return (lambda _row: value), (units.ANY if isinstance(node, Number) else units.TEXT)

    def _name(self, name: Name, context: Context, reads: set[Key]) -> tuple[Evaluate, Unit]:
        key = self.scope.find(name.key, context)
        definition = self.definitions.figures.get(key)
        if definition is None:
            raise FormulaError(f"{key} 是一张表，请用 计数({key}) 等函数")
        reads.add(key)
        unit = units.unit_named(definition.kind.unit)
        if definition.kind.is_lines and not context.texts:
            raise FormulaError(f"{key} 是多行文字，只能在审核公式和正文里引用")
        get = self._values[key].get
        if name.row:
            row = self.scope.named_row(name, definition)
            return (lambda _row: get(row)), unit
        return self._in_scope(get, definition, context), unit

    def _in_scope(self, get: Callable[[Row], Value], definition: Definition, context: Context) -> Evaluate:
        own = context.listing
        outer = definition.listing
        if not self.definitions.covers(outer, own):
            raise FormulaError(
                f"{definition.key} 是一列，请用 合计({definition.key}) 等函数，或写在这张表的行里"
            )
        if outer is None:
            return lambda _row: get(WHOLE)
        if outer == own:
            return get
        depth = self.definitions.depth(outer)
        return lambda row: get(outer_row(row, depth))

    def _operation(self, node: Operation, context: Context, reads: set[Key]) -> tuple[Evaluate, Unit]:
        parts = [self.part(part, context, reads) for part in node.operands]
        runs = tuple(run for run, _ in parts)
        sides = [unit for _, unit in parts]
        if node.sign in ("且", "或", "非"):
            for unit, part in zip(sides, node.operands, strict=True):
                if unit != units.YES_NO:
                    raise FormulaError(f"“{node.sign}”只连接是否，{_written(part)} 不是")
            if node.sign == "非":
                return algebra.negation(runs[0]), units.YES_NO
            return (algebra.all_of(runs) if node.sign == "且" else algebra.any_of(runs)), units.YES_NO
        if node.sign in ("+", "-", "负") and any(map(units.is_text, sides)):
            raise FormulaError(f"文字、日期和是否不能加减：{_written(node)}")
        if node.sign == "负":
            return algebra.negate(runs[0]), sides[0]
        if node.sign in "+-":
            unit = units.matching(sides[0], sides[1], f"“{node.sign}”", *node.operands)
            return (algebra.add if node.sign == "+" else algebra.subtract)(*runs), unit
        if node.sign in "*/":
            unit = units.product(sides[0], sides[1], 1 if node.sign == "*" else -1)
            return (algebra.multiply if node.sign == "*" else algebra.divide)(*runs), unit
        unit = units.matching(sides[0], sides[1], f"“{node.sign}”", *node.operands)
        if node.sign == "=":
            return self._equality(runs, node, unit, context), units.YES_NO
        if node.sign == "≠":
            return algebra.negation(self._equality(runs, node, unit, context)), units.YES_NO
        if unit == units.YES_NO:
            raise FormulaError(f"是否不分大小：{_written(node)}")
        return algebra.compare(node.sign, *runs), units.YES_NO

    def _equality(
        self, runs: tuple[Evaluate, ...], node: Operation, unit: Unit, context: Context
    ) -> Evaluate:
        counts = [self._count(part, context, set()) for part in node.operands]
        exact = set(unit) in ({("人", 1)}, {("个", 1)}, {("年", 1)}, set(units.ANY))
        return equal(runs[0], runs[1], counts[0], counts[1], exact, self.tolerance)

    def _call(self, call: Call, context: Context, reads: set[Key]) -> tuple[Evaluate, Unit]:
        if call.function in AGGREGATES and self.scope.is_over_rows(call, context):
            aggregate = self.aggregate(call, context)
            reads.add(aggregate.key)
            return self._aggregate_run(aggregate, context), aggregate.unit
        if call.function == "查找":
            return self._lookup(call, context, reads)
        scalar = self.scope.scalars.get(call.function)
        if scalar is None:
            near = get_close_matches(call.function, [*self.scope.scalars, *AGGREGATES], n=1, cutoff=0.3)
            known = "、".join(dict.fromkeys([*AGGREGATES, *self.scope.scalars, "查找"]))
            hint = f"，是否为 {near[0]}？" if near else f"，可用的有：{known}"
            raise FormulaError(f"没有函数 {call.function[:20]}{hint}")
        check_arguments(call.function, len(call.arguments), scalar.least, scalar.most)
        parts = [self.part(argument, context, reads) for argument in call.arguments]
        unit = scalar.unit(call.function, [unit for _, unit in parts])
        return scalar.build(tuple(run for run, _ in parts)), unit

    # -- 查找 -----------------------------------------------------------------------------------------

    def _lookup(self, call: Call, context: Context, reads: set[Key]) -> tuple[Evaluate, Unit]:
        """查找(列, 名列, 名): what a column holds in the row of another listing that has a given name.

        Without a row of that name it is 不涉及.
        """
        check_arguments(call.function, len(call.arguments), 3, 3)
        wanted, named, by = call.arguments
        columns = [self._column(node, context) for node in (wanted, named)]
        figures = [self.definitions.figures[key] for key in columns]
        listing = figures[0].listing
        if listing is None or listing != figures[1].listing or self.definitions.listings[listing].parent:
            raise FormulaError(
                "查找 的前两个参数应是同一张表的两列，如 查找(业务数据.数, 业务数据.名称, 三级)"
            )
        reads.update((*columns, listing))
        run, unit = self.part(by, context, reads)
        units.matching(units.unit_named(figures[1].kind.unit), unit, "查找", columns[1], by)
        rows = self.rows
        values = self._values[columns[0]]
        names = self._values[columns[1]]

        def find(row: Row) -> Value:
            name = run(row)
            if name is None or name is NOT_APPLICABLE:
                return name
            for other in rows.all(listing):
                if names.get(other) == name and rows.is_live(listing, other):
                    return values.get(other)
            return NOT_APPLICABLE

        return find, units.unit_named(figures[0].kind.unit) or units.ANY

    def _column(self, node: Node, context: Context) -> Key:
        if not isinstance(node, Name) or node.row:
            raise FormulaError("查找 的前两个参数应是列名")
        key = self.scope.find(node.key, context)
        if key not in self.definitions.figures:
            raise FormulaError(f"{key} 是一张表，请写它的列")
        return key

    # -- how many entries are added up ----------------------------------------------------------------

    def _count(self, node: Node, context: Context, through: set[Key]) -> Count:
        """The addends behind a formula; `through` gathers the figures and aggregates that bring them."""
        match node:
            case Number():
                return lambda _row: 0
            case Name(key=name):
                return self._count_of_figure(self.scope.find(name, context), through)
            case Operation(sign="+" | "-", operands=parts):
                counts = [self._count(part, context, through) for part in parts]
                return lambda row: sum(count(row) for count in counts)
            case Operation(sign="负", operands=(part,)):
                return self._count(part, context, through)
            case Call(function="合计") if self.scope.is_over_rows(node, context):
                aggregate = self.aggregate(node, context)
                through.add(aggregate.key)
                return aggregate.applicable
            case Call(function=function, arguments=(part, *_)) if function in _STILL_SUMS:
                return self._count(part, context, through)
        return lambda _row: 1

    def _count_of_figure(self, key: Key, through: set[Key]) -> Count:
        """Those behind a computed figure, 1 for an entry; asked when all formulas are compiled."""
        definition = self.definitions.figures.get(key)
        if definition is None or not definition.formula:
            return lambda _row: 1
        through.add(key)
        depth = self.definitions.depth(definition.listing)
        counts = self.counts

        def count(row: Row) -> int:
            inner = counts.get(key)
            return inner(outer_row(row, depth)) if inner else 1

        return count

    # -- aggregates -----------------------------------------------------------------------------------

    def aggregate(self, call: Call, context: Context) -> Aggregate:
        """The aggregate that a call means, made when it is met first."""
        check_arguments(call.function, len(call.arguments), 1, 3 if call.function == "连接" else 2)
        element = self.scope.element(call, context)
        if element is None:
            raise FormulaError(f"{call.function} 要对一张表的列使用，如 合计(项目.金额)")
        identity = (call.function, call.arguments, element, context.group, context.listing, context.texts)
        if identity not in self._by_formula:
            aggregate = self._make(call, element, context)
            self._by_formula[identity] = self.aggregates[aggregate.key] = aggregate
            self.adopt(aggregate)
        return self._by_formula[identity]

    def _make(self, call: Call, element: ListingKey, context: Context) -> Aggregate:
        inside = replace(context, listing=element)
        reads: set[Key] = set()
        first = call.arguments[0]
        others = list(call.arguments[1:])
        whole = isinstance(first, Name) and self.scope.find(first.key, context) in self.definitions.listings
        if call.function == "计数" and isinstance(first, Operation):
            raise FormulaError('计数 的条件写在第二个参数里，如 计数(项目, 项目.类别 = "专项资金")')
        run, unit = ((lambda _row: True), units.ANY) if whole else self.part(first, inside, reads)
        extra = self._separator(others.pop(0), context) if call.function == "连接" and others else None
        condition = None
        if others:
            condition, truth = self.part(others[0], inside, reads)
            if truth != units.YES_NO:
                raise FormulaError(f'{call.function} 的条件应是比较，如 项目.类别 = "专项资金"')
        scope = self.rows.scope(element, context.listing)
        depth = self.definitions.depth(scope)
        chain = self.definitions.path(element)[depth:]
        unit = aggregate_unit(call.function, unit, whole)
        key = Key(f"∑{len(self.aggregates)}")
        return Aggregate(key, call.function, scope, depth, chain, unit, run, condition, extra, reads)

    def _separator(self, node: Node, context: Context) -> Evaluate:
        if not isinstance(node, Text):
            raise FormulaError("连接 的第二个参数应是引号里的文字，如 “、”")
        return self.part(node, context, set())[0]

    def _aggregate_run(self, aggregate: Aggregate, context: Context) -> Evaluate:
        value = self.outcomes.value
        scope_row = aggregate.scope_row
        if aggregate.depth == self.definitions.depth(context.listing):
            return lambda row: value(aggregate, row)
        return lambda row: value(aggregate, scope_row(row))


def _written(node: Node) -> str:
    return replace_names(node, lambda name: name.key)
