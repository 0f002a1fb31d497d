"""From a formula's tree to a function that gives its value in a row, with names, units and reads checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from core.figures import algebra, units
from core.figures.addends import Count, count_of
from core.figures.aggregates import Aggregate, Outcomes
from core.figures.algebra import Evaluate
from core.figures.blanks import Value
from core.figures.definitions import Definition, Definitions
from core.figures.equality import Tolerance, equal
from core.figures.formula import (
    Call,
    FormulaError,
    Name,
    Node,
    Number,
    Operation,
    Text,
    names_in,
    replace_names,
)
from core.figures.functions import AGGREGATES, SCALARS, aggregate_unit, check_arguments
from core.figures.keys import cell_key, outer_row
from core.figures.lookup import looked_up
from core.figures.rows import Rows
from core.figures.units import Unit


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands: in the rows of a listing or the whole report, and in which group of names."""

    listing: str | None = None
    group: str = ""
    texts: bool = False


@dataclass(slots=True, eq=False)
class Compiled:
    """A formula ready to run; `reads` are keys of definitions and aggregates, `through` those it adds up."""

    run: Evaluate
    unit: Unit
    reads: frozenset[str]
    count: Count
    through: frozenset[str]


class Compiler:
    """Compiles formulas against one set of definitions and one table of values.

    `made` is called for every new aggregate: texts may write some that the pack has not.
    """

    def __init__(
        self,
        definitions: Definitions,
        values: Mapping[str, Mapping[str, Value]],
        rows: Rows,
        none_ticked: Callable[[str, str], bool],
    ) -> None:
        self.definitions = definitions
        self.rows = rows
        self.scalars = {**SCALARS, **definitions.functions}
        self.aggregates: dict[str, Aggregate] = {}
        self.outcomes = Outcomes(rows, none_ticked)
        self.tolerance = Tolerance()
        self.counts: dict[str, Count] = {}
        self.made: Callable[[Aggregate], None] = lambda _aggregate: None
        self.values = values
        self._by_formula: dict[tuple[object, ...], Aggregate] = {}
        self._listed = frozenset(definitions.listings)
        self._found: dict[tuple[str, str | None, str], str] = {}

    def compile(self, node: Node, context: Context) -> Compiled:
        """The function of a formula; raises FormulaError for unknown names, wrong units, wrong arguments."""
        reads: set[str] = set()
        run, unit = self.part(node, context, reads)
        through: set[str] = set()
        count = count_of(self, node, context, through)
        return Compiled(run, unit, frozenset(reads), count, frozenset(through))

    def resolve(self, node: Node, context: Context) -> Iterator[tuple[Name, str]]:
        """All names of a formula with their full keys; inside an aggregate columns have short names."""
        match node:
            case Name():
                yield node, self.find(node.key, context)
            case Call(function=function, arguments=arguments):
                element = self.element(node, context) if function in AGGREGATES else None
                inside = replace(context, listing=element) if element else context
                for place, argument in enumerate(arguments):
                    is_separator = function == "连接" and place == 1
                    yield from self.resolve(argument, context if is_separator else inside)
            case Operation(operands=parts):
                for part in parts:
                    yield from self.resolve(part, context)

    def find(self, name: str, context: Context) -> str:
        """The full key of a name, looked up from inside out: row, parent rows, group, report."""
        asked = (name, context.listing, context.group)
        if asked not in self._found:
            known = next((key for key in self._candidates(*asked) if self._is_known(key)), None)
            if known is None:
                raise FormulaError(self._unknown(name))
            self._found[asked] = known
        return self._found[asked]

    def _is_known(self, key: str) -> bool:
        return key in self.definitions.figures or key in self._listed

    def _candidates(self, name: str, listing: str | None, group: str) -> Iterator[str]:
        while listing is not None:
            yield f"{listing}.{name}"
            listing = self.definitions.listings[listing].parent
        while group:
            yield f"{group}.{name}"
            group = group.rpartition(".")[0]
        yield name

    def _unknown(self, name: str) -> str:
        if any(word in name for word in "且或"):
            return f"没有名为 {name[:60]} 的数据项；“且”“或”“非”的前后要有空格"
        known = [*self.definitions.figures, *self.definitions.listings]
        near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(
            name.rpartition(".")[2], [k for k in known if "." not in k], n=1, cutoff=0.6
        )
        return f"没有名为 {name[:60]} 的数据项" + (f"，是否为 {near[0]}？" if near else "")

    def part(self, node: Node, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        """The function and the unit of a part of a formula; `reads` gathers what it reads."""
        if isinstance(node, Name):
            return self._name(node, context, reads)
        if isinstance(node, Operation):
            return self._operation(node, context, reads)
        if isinstance(node, Call):
            return self._call(node, context, reads)
        value = node.value
        return (lambda _row: value), (units.ANY if isinstance(node, Number) else units.TEXT)

    def _name(self, name: Name, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        key = self.find(name.key, context)
        definition = self.definitions.figures.get(key)
        if definition is None:
            raise FormulaError(f"{key} 是一张表，请用 计数({key}) 等函数")
        reads.add(key)
        unit = units.unit_named(definition.kind.unit)
        if definition.kind.is_lines and not context.texts:
            raise FormulaError(f"{key} 是多行文字，只能在审核公式和正文里引用")
        get = self.values[key].get
        if name.row:
            row = self.named_row(name, definition)
            return (lambda _row: get(row)), unit
        return self._in_scope(get, definition, context), unit

    def named_row(self, name: Name, definition: Definition) -> str:
        """The row of a name with ids in it; raises FormulaError where they stand in the wrong places."""
        path = self.definitions.path(definition.listing)
        if len(path) != name.row.count("/") + 1 or cell_key(definition.key, path, name.row) != name.written:
            raise FormulaError(f"没有名为 {name.written} 的数据项")
        return name.row

    def _in_scope(self, get: Callable[[str], Value], definition: Definition, context: Context) -> Evaluate:
        own = context.listing
        outer = definition.listing
        if not self.definitions.covers(outer, own):
            raise FormulaError(
                f"{definition.key} 是一列，请用 合计({definition.key}) 等函数，或写在这张表的行里"
            )
        if outer is None:
            return lambda _row: get("")
        if outer == own:
            return get
        depth = self.definitions.depth(outer)
        return lambda row: get(outer_row(row, depth))

    def _operation(self, node: Operation, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
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
        counts = [count_of(self, part, context, set()) for part in node.operands]
        exact = set(unit) in ({("人", 1)}, {("个", 1)}, {("年", 1)}, set(units.ANY))
        return equal(runs[0], runs[1], counts[0], counts[1], exact, self.tolerance)

    def _call(self, call: Call, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        if call.function in AGGREGATES and self.is_over_rows(call, context):
            aggregate = self.aggregate(call, context)
            reads.add(aggregate.key)
            return self._aggregate_run(aggregate, context), aggregate.unit
        if call.function == "查找":
            return looked_up(self, call, context, reads)
        scalar = self.scalars.get(call.function)
        if scalar is None:
            near = get_close_matches(call.function, [*self.scalars, *AGGREGATES], n=1, cutoff=0.3)
            known = "、".join(dict.fromkeys([*AGGREGATES, *self.scalars, "查找"]))
            hint = f"，是否为 {near[0]}？" if near else f"，可用的有：{known}"
            raise FormulaError(f"没有函数 {call.function[:20]}{hint}")
        check_arguments(call.function, len(call.arguments), scalar.least, scalar.most)
        parts = [self.part(argument, context, reads) for argument in call.arguments]
        unit = scalar.unit(call.function, [unit for _, unit in parts])
        return scalar.build(tuple(run for run, _ in parts)), unit

    def is_over_rows(self, call: Call, context: Context) -> bool:
        return call.function not in self.scalars or self.element(call, context) is not None

    def element(self, call: Call, context: Context) -> str | None:
        """The innermost list that the first argument names; a short name in a row is that row's cell."""
        deepest: str | None = None
        for name in names_in(call.arguments[0]) if call.arguments else []:
            key = self.find(name.key, context)
            listing = key if key in self._listed else self.definitions.figures[key].listing
            if listing is None or name.row:
                continue
            is_own = key == f"{listing}.{name.key}" and self.definitions.covers(listing, context.listing)
            if not is_own and self.definitions.depth(listing) > self.definitions.depth(deepest):
                deepest = listing
        return deepest

    def aggregate(self, call: Call, context: Context) -> Aggregate:
        """The aggregate that a call means, made when it is met first."""
        check_arguments(call.function, len(call.arguments), 1, 3 if call.function == "连接" else 2)
        element = self.element(call, context)
        if element is None:
            raise FormulaError(f"{call.function} 要对一张表的列使用，如 合计(项目.金额)")
        identity = (call.function, call.arguments, element, context.group, context.listing, context.texts)
        if identity not in self._by_formula:
            made = self._made(call, element, context)
            self._by_formula[identity] = self.aggregates[made.key] = made
            self.made(made)
        return self._by_formula[identity]

    def _made(self, call: Call, element: str, context: Context) -> Aggregate:
        inside = replace(context, listing=element)
        reads: set[str] = set()
        first = call.arguments[0]
        others = list(call.arguments[1:])
        whole = isinstance(first, Name) and self.find(first.key, context) in self._listed
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
        key = f"∑{len(self.aggregates)}"
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
