"""From a formula's tree to a function that gives its value in a row, with names, units and reads checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.figures import algebra, units
from core.figures.aggregates import Tally, outcome
from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.definitions import Definition, Definitions
from core.figures.equality import Tolerance, equal
from core.figures.formula import Call, FormulaError, Name, Node, Number, Operation, Text, names_in, replace_names
from core.figures.functions import AGGREGATES, SCALARS, check_arguments
from core.figures.units import Unit

Count = Callable[[str], int]
"""How many entries are added up behind a side, in a row."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands: in the rows of a listing or the whole report, and in which group of names."""

    listing: str | None = None
    group: str = ""
    texts: bool = False


@dataclass(slots=True)
class Aggregate:
    """One aggregate of a pack, shared by all formulas that write it alike."""

    key: str
    function: str
    scope: str | None
    element: str
    run: Evaluate
    condition: Evaluate | None
    extra: Evaluate | None
    reads: set[str]
    tallies: dict[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A formula ready to run; `reads` holds keys of definitions and aggregates."""

    run: Evaluate
    unit: Unit
    reads: frozenset[str]
    count: Count


class Compiler:
    """Compiles formulas against one set of definitions and one table of values."""

    def __init__(self, definitions: Definitions, values: Mapping[str, Mapping[str, Value]]) -> None:
        self.definitions = definitions
        self.aggregates: dict[str, Aggregate] = {}
        self.tolerance = Tolerance()
        self.counts: dict[str, Count] = {}
        self.rows: Callable[[str, str], list[str]] = lambda _listing, _row: []
        self.none_ticked: Callable[[str, str], bool] = lambda _listing, _row: False
        self._values = values
        self._by_formula: dict[tuple[object, ...], Aggregate] = {}

    def values_of(self, key: str) -> Mapping[str, Value]:
        """The live table of a definition's values by row."""
        return self._values[key]

    def compile(self, node: Node, context: Context) -> Compiled:
        """The function of a formula; raises FormulaError for unknown names, wrong units, wrong arguments."""
        reads: set[str] = set()
        run, unit = self._node(node, context, reads)
        return Compiled(run, unit, frozenset(reads), self._count(node, context))

    def find(self, name: str, context: Context) -> str:
        """The full key of a name, looked up from inside out: row, parent rows, group, report."""
        listing = context.listing
        while listing is not None:
            if f"{listing}.{name}" in self.definitions.figures or f"{listing}.{name}" in self.definitions.listings:
                return f"{listing}.{name}"
            listing = self.definitions.listings[listing].parent
        group = context.group
        while True:
            key = f"{group}.{name}" if group else name
            if key in self.definitions.figures or key in self.definitions.listings:
                return key
            if not group:
                break
            group = group.rpartition(".")[0]
        raise FormulaError(self._unknown(name))

    def _unknown(self, name: str) -> str:
        known = [*self.definitions.figures, *self.definitions.listings]
        near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(
            name.rpartition(".")[2], [k for k in known if "." not in k], n=1, cutoff=0.6
        )
        return f"没有名为 {name} 的数据项" + (f"，是否为 {near[0]}？" if near else "")

    def _node(self, node: Node, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        match node:
            case Number(value=value):
                return (lambda _row: value), units.ANY
            case Text(value=text):
                return (lambda _row: text), units.TEXT
            case Name():
                return self._name(node, context, reads)
            case Operation():
                return self._operation(node, context, reads)
            case Call():
                return self._call(node, context, reads)

    def _name(self, name: Name, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        key = self.find(name.key, context)
        definition = self.definitions.figures.get(key)
        if definition is None:
            raise FormulaError(f"{key} 是一张表，请用 计数({key}) 等函数")
        reads.add(key)
        unit = units.unit_named(definition.kind.unit)
        if definition.kind.name == "多行文字" and not context.texts:
            raise FormulaError(f"{key} 是多行文字，只能在审核公式和正文里引用")
        get = self.values_of(key).get
        if name.row:
            row = name.row
            return (lambda _row: get(row)), unit
        return self._in_scope(get, definition, context), unit

    def _in_scope(
        self, get: Callable[[str], Value], definition: Definition, context: Context
    ) -> Evaluate:
        own, outer = context.listing, definition.listing
        if not self.definitions.covers(outer, own):
            raise FormulaError(f"{definition.key} 是一列，请用 合计({definition.key}) 等函数，或写在这张表的行里")
        if outer is None:
            return lambda _row: get("")
        if outer == own:
            return get
        depth = self.definitions.depth(outer)
        return lambda row: get("/".join(row.split("/")[:depth]))

    def _operation(self, node: Operation, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        parts = [self._node(part, context, reads) for part in node.operands]
        runs, sides = tuple(run for run, _ in parts), [unit for _, unit in parts]
        words = [replace_names(part, lambda n: n.key) for part in node.operands]
        if node.sign in ("且", "或", "非"):
            for unit, word in zip(sides, words, strict=True):
                if unit != units.YES_NO:
                    raise FormulaError(f"“{node.sign}”只连接是否，{word} 不是")
            if node.sign == "非":
                return algebra.negation(runs[0]), units.YES_NO
            return (algebra.all_of(runs) if node.sign == "且" else algebra.any_of(runs)), units.YES_NO
        if node.sign == "负":
            return algebra.negate(runs[0]), sides[0]
        if node.sign in "+-":
            unit = units.matching(sides[0], sides[1], f"“{node.sign}”", words[0], words[1])
            if units.is_text(unit):
                raise FormulaError(f"文字不能加减：{words[0]} {node.sign} {words[1]}")
            return (algebra.add if node.sign == "+" else algebra.subtract)(*runs), unit
        if node.sign in "*/":
            unit = units.product(sides[0], sides[1], 1 if node.sign == "*" else -1)
            return (algebra.multiply if node.sign == "*" else algebra.divide)(*runs), unit
        unit = units.matching(sides[0], sides[1], f"“{node.sign}”", words[0], words[1])
        if node.sign == "=":
            counts = [self._count(part, context) for part in node.operands]
            exact = set(unit) in ({("人", 1)}, {("个", 1)}, {("年", 1)}, set(units.ANY))
            return equal(runs[0], runs[1], counts[0], counts[1], exact, self.tolerance), units.YES_NO
        return algebra.compare(node.sign, *runs), units.YES_NO

    def _call(self, call: Call, context: Context, reads: set[str]) -> tuple[Evaluate, Unit]:
        if call.function in AGGREGATES and self._is_over_rows(call, context):
            aggregate, unit = self._aggregate(call, context)
            reads.add(aggregate.key)
            return self._aggregate_run(aggregate, context), unit
        scalar = SCALARS.get(call.function)
        if scalar is None:
            near = get_close_matches(call.function, [*SCALARS, *AGGREGATES], n=1, cutoff=0.3)
            raise FormulaError(f"没有函数 {call.function}" + (f"，是否为 {near[0]}？" if near else ""))
        check_arguments(call.function, len(call.arguments), scalar.least, scalar.most)
        parts = [self._node(argument, context, reads) for argument in call.arguments]
        unit = scalar.unit(call.function, [unit for _, unit in parts])
        return scalar.build(tuple(run for run, _ in parts)), unit

    def _is_over_rows(self, call: Call, context: Context) -> bool:
        return call.function not in SCALARS or self._element(call, context) is not None

    def _element(self, call: Call, context: Context) -> str | None:
        """The innermost listing outside the formula's own row that the first argument names."""
        deepest: str | None = None
        for name in names_in(call.arguments[0]) if call.arguments else []:
            key = self.find(name.key, context)
            listing = key if key in self.definitions.listings else self.definitions.figures[key].listing
            if listing and not self.definitions.covers(listing, context.listing):
                if self.definitions.depth(listing) > self.definitions.depth(deepest):
                    deepest = listing
        return deepest

    def _aggregate(self, call: Call, context: Context) -> tuple[Aggregate, Unit]:
        check_arguments(call.function, len(call.arguments), 1, 3 if call.function == "连接" else 2)
        element = self._element(call, context)
        if element is None:
            raise FormulaError(f"{call.function} 要对一张表的列使用，如 合计(项目.金额)")
        inside = Context(element, context.group, context.texts)
        reads: set[str] = set()
        first = call.arguments[0]
        whole = isinstance(first, Name) and self.find(first.key, context) in self.definitions.listings
        run, unit = ((lambda _row: True), units.ANY) if whole else self._node(first, inside, reads)
        others = list(call.arguments[1:])
        extra = self._node(others.pop(0), context, set())[0] if call.function == "连接" and others else None
        condition = None
        if others:
            condition, truth = self._node(others[0], inside, reads)
            if truth != units.YES_NO:
                raise FormulaError(f"{call.function} 的条件应是比较，如 项目.类别 = \"专项资金\"")
        unit = self._aggregate_unit(call.function, unit)
        scope = self._scope(element, context)
        identity = (call.function, call.arguments, scope, element, context.group, context.listing)
        if identity not in self._by_formula:
            key = f"∑{len(self.aggregates)}"
            made = Aggregate(key, call.function, scope, element, run, condition, extra, reads)
            self._by_formula[identity] = self.aggregates[key] = made
        return self._by_formula[identity], unit

    def _aggregate_unit(self, function: str, unit: Unit) -> Unit:
        if function == "计数":
            return units.ANY
        if function == "连接":
            return units.TEXT
        if units.is_text(unit):
            raise FormulaError(f"{function} 只对数字使用")
        return unit

    def _scope(self, element: str, context: Context) -> str | None:
        """The listing in whose row the aggregate is taken: the nearest that holds both."""
        scope = context.listing
        while scope is not None and not self.definitions.covers(scope, element):
            scope = self.definitions.listings[scope].parent
        return scope

    def _aggregate_run(self, aggregate: Aggregate, context: Context) -> Evaluate:
        depth = self.definitions.depth(aggregate.scope)
        own = self.definitions.depth(context.listing)

        def run(row: str) -> Value:
            return self.aggregate_value(aggregate, row if depth == own else "/".join(row.split("/")[:depth]))

        return run

    def aggregate_value(self, aggregate: Aggregate, scope_row: str) -> Value:
        """An aggregate in a scope's row: 未填 while the listing has no rows and 无 is not ticked."""
        tally = aggregate.tallies.get(scope_row)
        if tally is None or not tally.parts:
            ticked = self.none_ticked(aggregate.element, scope_row)
            if not ticked:
                return None
            if aggregate.function == "连接":
                return "无"
            return outcome(aggregate.function, Tally(), [], None) if aggregate.function != "平均" else NOT_APPLICABLE
        extra = aggregate.extra(scope_row) if aggregate.extra else None
        order = self.rows(aggregate.element, scope_row) if aggregate.function == "连接" else list(tally.parts)
        return outcome(aggregate.function, tally, order, extra)

    def _count(self, node: Node, context: Context) -> Count:
        match node:
            case Number():
                return lambda _row: 0
            case Name(key=name):
                return self._count_name(self.find(name, context), context)
            case Operation(sign="+" | "-", operands=parts):
                counts = [self._count(part, context) for part in parts]
                return lambda row: sum(count(row) for count in counts)
            case Call(function="合计") if self._is_over_rows(node, context):
                aggregate, _ = self._aggregate(node, context)
                depth = self.definitions.depth(aggregate.scope)

                def tallied(row: str) -> int:
                    tally = aggregate.tallies.get("/".join(row.split("/")[:depth]) if depth else "")
                    return tally.applicable if tally else 0

                return tallied
        return lambda _row: 1

    def _count_name(self, key: str, context: Context) -> Count:
        definition = self.definitions.figures.get(key)
        depth = self.definitions.depth(definition.listing) if definition else 0

        def count(row: str) -> int:
            inner = self.counts.get(key)
            return inner("/".join(row.split("/")[:depth]) if depth else "") if inner else 1

        return count
