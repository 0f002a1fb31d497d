"""All formulas and rules of a pack compiled and put in order: what is computed when, and what reads what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.figures.compiler import Compiled, Compiler, Context
from core.figures.definitions import Definition, Definitions, Place, Rule
from core.figures.formula import FormulaError, Node, names_in, parse
from core.figures.marks import Mark, Parts, parse_marks
from core.figures.template import Show, Template, Templates
from core.figures.units import ANY, BARE, YES_NO, matching, unit_named
from core.numbers.troubles import PackError


@dataclass(frozen=True, slots=True)
class RulePlan:
    """A rule ready to be judged; `keys` are the definitions its condition names, in order."""

    rule: Rule
    run: Compiled
    message: Template
    keys: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """Compiled formulas in the order of computing, rules, and who depends on whom."""

    compiler: Compiler
    templates: Templates
    formulas: dict[str, Compiled] = field(default_factory=dict)
    rules: dict[str, RulePlan] = field(default_factory=dict)
    rank: dict[str, int] = field(default_factory=dict)
    dependents: dict[str, list[str]] = field(default_factory=dict)
    rule_dependents: dict[str, list[str]] = field(default_factory=dict)

    def find(self, name: str, definition: Definition) -> str:
        """The full key of a name in a definition's formula."""
        return find_anywhere(name, self.compiler, Context(definition.listing, definition.group))

    @property
    def order(self) -> list[str]:
        """Keys of figures and aggregates, each behind all that it reads."""
        return sorted(self.rank, key=self.rank.__getitem__)


def make_plan(definitions: Definitions, compiler: Compiler, show: Show) -> Plan:
    """Compiles everything; raises PackError naming the definition's file and line."""
    plan = Plan(compiler, Templates(compiler, show))
    for definition in definitions.figures.values():
        if definition.formula:
            context = Context(definition.listing, definition.group)
            compiled = _compile(compiler, definition.formula, context, definition.place)
            _check_unit(compiled, definition.kind.unit, definition.label, definition.place)
            plan.formulas[definition.key] = compiled
            compiler.counts[definition.key] = compiled.count
    for rule in definitions.rules.values():
        plan.rules[rule.key] = _rule(rule, definitions, compiler, plan.templates)
    _put_in_order(plan, definitions)
    return plan


def _compile(compiler: Compiler, source: str, context: Context, place: Place) -> Compiled:
    try:
        return compiler.compile(parse(source), context)
    except FormulaError as error:
        raise PackError(place.file, place.line, str(error)) from error


def _check_unit(compiled: Compiled, unit: str, label: str, place: Place) -> None:
    try:
        if compiled.unit not in (ANY, BARE) or unit in ("文字", "是否", "日期"):
            matching(unit_named(unit), compiled.unit, "等号", label, "公式")
    except FormulaError as error:
        raise PackError(place.file, place.line, f"{label} 的公式单位不符：{error}") from error


def _rule(rule: Rule, definitions: Definitions, compiler: Compiler, templates: Templates) -> RulePlan:
    context = Context(rule.per_row, texts=True)
    run = _compile(compiler, rule.condition, context, rule.place)
    if run.unit != YES_NO:
        raise PackError(rule.place.file, rule.place.line, f"{rule.key} 的条件应是比较或是否，如 甲 = 乙")
    message = templates.of_parts(parse_marks(rule.message), context)
    if message.unknown:
        reason = _why_unknown(rule.message, message.unknown[0], compiler, context)
        raise PackError(rule.place.file, rule.place.line, f"{rule.key} 的提示里 {reason}")
    keys = dict.fromkeys(_keys(parse(rule.condition), compiler, context))
    keys.update(dict.fromkeys(_mark_keys(parse_marks(rule.message), compiler, context)))
    return RulePlan(rule, run, message, tuple(keys))


def _why_unknown(text: str, expression: str, compiler: Compiler, context: Context) -> str:
    try:
        compiler.compile(parse(expression), context)
    except FormulaError as error:
        return str(error)
    return f"{{{expression}}} 写得不对"


def _keys(node: Node, compiler: Compiler, context: Context) -> Iterable[str]:
    """The definitions and listings a formula names; a function's inner names are looked up in its rows too."""
    for name in names_in(node):
        yield find_anywhere(name.key, compiler, context)


def _mark_keys(parts: Parts, compiler: Compiler, context: Context) -> Iterable[str]:
    for part in parts:
        if isinstance(part, Mark):
            try:
                yield from _keys(parse(part.expression), compiler, context)
            except FormulaError:
                continue


def find_anywhere(name: str, compiler: Compiler, context: Context) -> str:
    """The full key of a name that may stand inside an aggregate, where columns go by their short names."""
    try:
        return compiler.find(name, context)
    except FormulaError:
        for listing in compiler.definitions.listings:
            if f"{listing}.{name}" in compiler.definitions.figures:
                return f"{listing}.{name}"
        raise


def _put_in_order(plan: Plan, definitions: Definitions) -> None:
    reads: dict[str, frozenset[str] | set[str]] = {k: c.reads for k, c in plan.formulas.items()}
    reads |= {k: a.reads for k, a in plan.compiler.aggregates.items()}
    state: dict[str, bool] = {}
    for start in reads:
        _visit(start, reads, state, plan.rank, definitions)
    for key, sources in reads.items():
        for source in sources:
            plan.dependents.setdefault(source, []).append(key)
    for key, rule in plan.rules.items():
        for source in rule.run.reads | rule.message.reads:
            plan.rule_dependents.setdefault(source, []).append(key)


def _visit(
    start: str,
    reads: dict[str, frozenset[str] | set[str]],
    done: dict[str, bool],
    rank: dict[str, int],
    definitions: Definitions,
) -> None:
    """Depth-first without recursion, so that a long chain of figures is no deep stack."""
    path: list[tuple[str, list[str]]] = [(start, sorted(reads[start]))] if start not in done else []
    if path:
        done[start] = False
    while path:
        key, waiting = path[-1]
        following = waiting.pop() if waiting else None
        if following is None:
            done[key] = True
            rank[key] = len(rank)
            path.pop()
        elif following in reads and following not in done:
            done[following] = False
            path.append((following, sorted(reads[following])))
        elif following in reads and not done[following]:
            circle = [k for k, _ in path][[k for k, _ in path].index(following) :]
            named = [k for k in circle if k in definitions.figures]
            place = definitions.figures[named[0]].place
            raise PackError(place.file, place.line, f"公式绕成了一个圈：{' → '.join([*named, named[0]])}")

