"""All formulas and rules of a pack compiled and put in order: what is computed when, and what reads what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.figures.aggregates import Aggregate
from core.figures.compiler import Compiled, Compiler
from core.figures.definitions import ALWAYS, Definition, Definitions, Listing, Place, Rule, is_condition
from core.figures.formula import FormulaError, names_in, parse
from core.figures.keys import Key, ListingKey
from core.figures.marks import Mark, Parts, parse_marks
from core.figures.scope import Context, Scope, context_of
from core.figures.template import PLACES, Template, Templates
from core.figures.units import ANY, BARE, YES_NO, is_text, matching, unit_named
from core.numbers.troubles import PackError


@dataclass(frozen=True, slots=True, eq=False)
class RulePlan:
    """A rule ready to be judged."""

    rule: Rule
    run: Compiled
    context: Context


@dataclass(slots=True, eq=False)
class Plan:
    """Compiled formulas in the order of computing, rules, and who depends on whom.

    `structure` names for each listing the aggregates that its rows' coming, going and order can turn;
    `limits` are for figures the least, most and unreached values with their signs; `reasons` name for a text the
    figures whose 填报值 it explains; `blanks` are the conditions under which figures and listings may be blank.
    `spread` are (rule, what it reads) where a row's message reads other rows.
    """

    compiler: Compiler
    templates: Templates
    formulas: dict[Key, Compiled] = field(default_factory=dict)
    rules: dict[str, RulePlan] = field(default_factory=dict)
    rank: dict[Key, int] = field(default_factory=dict)
    dependents: dict[Key, list[Key]] = field(default_factory=dict)
    rule_dependents: dict[Key, list[str]] = field(default_factory=dict)
    structure: dict[ListingKey, list[Aggregate]] = field(default_factory=dict)
    row_rules: dict[ListingKey, list[str]] = field(default_factory=dict)
    limits: dict[Key, list[tuple[str, Compiled]]] = field(default_factory=dict)
    reasons: dict[Key, list[Key]] = field(default_factory=dict)
    blanks: dict[Key, Compiled] = field(default_factory=dict)
    spread: set[tuple[str, Key]] = field(default_factory=set)
    _messages: dict[str, Template] = field(default_factory=dict)
    _keys: dict[str, tuple[Key, ...]] = field(default_factory=dict)

    @property
    def order(self) -> list[Key]:
        """Keys of figures and aggregates, each behind all that it reads."""
        return sorted(self.rank, key=self.rank.__getitem__)

    def adopt(self, aggregate: Aggregate) -> None:
        """Takes in an aggregate that a text brought, behind all others."""
        self.rank[aggregate.key] = len(self.rank)
        for source in aggregate.reads:
            self.dependents.setdefault(source, []).append(aggregate.key)
        self.note_structure(aggregate)

    def message_of(self, plan: RulePlan) -> Template:
        """The words of a rule's finding, compiled when they are first to be said: until then nothing they read
        can change a finding. Raises PackError where they cannot be said."""
        name = plan.rule.key
        if name not in self._messages:
            message = self._messages[name] = _message(plan, self.templates, self.compiler)
            for source in message.reads - plan.run.reads:
                self.rule_dependents.setdefault(source, []).append(name)
            self.spread |= {(name, source) for source in message.spread}
        return self._messages[name]

    def keys_of(self, plan: RulePlan) -> tuple[Key, ...]:
        """The definitions that a rule's condition and message name, in order."""
        name = plan.rule.key
        if name not in self._keys:
            self._keys[name] = tuple(_keys(plan, self.compiler.scope))
        return self._keys[name]

    def compile_messages(self) -> None:
        """Compiles the messages of all rules; raises PackError for one that cannot be said."""
        for plan in self.rules.values():
            self.message_of(plan)

    def note_structure(self, aggregate: Aggregate) -> None:
        """Remembers the listings between an aggregate's scope and its element."""
        for listing in aggregate.chain:
            self.structure.setdefault(listing, []).append(aggregate)


def make_plan(definitions: Definitions, compiler: Compiler, templates: Templates) -> Plan:
    """Compiles everything; raises PackError naming the definition's file and line."""
    plan = Plan(compiler, templates)
    for definition in definitions.figures.values():
        if definition.formula:
            context = context_of(definition)
            compiled = _compile(compiler, definition.formula, context, definition.place)
            _check_unit(compiled, definition.kind.unit, definition.label, definition.place)
            plan.formulas[definition.key] = compiled
            compiler.counts[definition.key] = compiled.count
        _limit(plan, definition)
        _let_be_blank(plan, definition, context_of(definition, texts=True))
    for listing in definitions.listings.values():
        _let_be_blank(plan, listing, Context(listing.parent, texts=True))
    for rule in definitions.rules.values():
        plan.rules[rule.key] = _rule(rule, plan)
        if rule.per_row:
            plan.row_rules.setdefault(rule.per_row, []).append(rule.key)
    _put_in_order(plan, definitions)
    for aggregate in compiler.aggregates.values():
        plan.note_structure(aggregate)
    return plan


def _compile(compiler: Compiler, source: str, context: Context, place: Place) -> Compiled:
    try:
        node = compiler.definitions.trees.get(source) or parse(source)
        named = next((name for name in names_in(node) if name.row), None)
        if named is not None:
            raise FormulaError(f"公式里不写行号：{named.written}，按行的条件写在 合计(…, 条件) 里")
        return compiler.compile(node, context)
    except FormulaError as error:
        raise PackError(place.file, place.line, str(error)) from error


def _limit(plan: Plan, definition: Definition) -> None:
    """What bounds a figure, and which text gives the reason for its 填报值."""
    context = context_of(definition)
    for sign, source in (("≥", definition.least), ("≤", definition.most), ("<", definition.below)):
        if source:
            compiled = _compile(plan.compiler, source, context, definition.place)
            _check_unit(compiled, definition.kind.unit, definition.label, definition.place)
            plan.limits.setdefault(definition.key, []).append((sign, compiled))
    if definition.reason:
        plan.reasons.setdefault(definition.reason, []).append(definition.key)


def _let_be_blank(plan: Plan, thing: Definition | Listing, context: Context) -> None:
    if not is_condition(thing.blank):
        return
    compiled = _compile(plan.compiler, thing.blank, context, thing.place)
    if compiled.unit != YES_NO:
        reason = f"{thing.key} 的 可空 应是 {ALWAYS}，或一个条件，如 得分 ≥ 分值"
        raise PackError(thing.place.file, thing.place.line, reason)
    plan.blanks[thing.key] = compiled


def _check_unit(compiled: Compiled, unit: str, label: str, place: Place) -> None:
    try:
        if compiled.unit not in (ANY, BARE) or is_text(unit_named(unit)):
            matching(unit_named(unit), compiled.unit, "等号", label, "公式")
    except FormulaError as error:
        raise PackError(place.file, place.line, f"{label} 的公式单位不符：{error}") from error


def _rule(rule: Rule, plan: Plan) -> RulePlan:
    context = Context(rule.per_row, rule.group, texts=True)
    run = _compile(plan.compiler, rule.condition, context, rule.place)
    if run.unit != YES_NO:
        raise PackError(rule.place.file, rule.place.line, f"{rule.key} 的条件应是比较或是否，如 甲 = 乙")
    return RulePlan(rule, run, context)


def _message(plan: RulePlan, templates: Templates, compiler: Compiler) -> Template:
    rule = plan.rule
    message = templates.of_parts(parse_marks(rule.message), plan.context)
    if message.unknown or message.named:
        unknown = [*message.unknown, *(mark.words for mark in message.named)][0]
        reason = _why_unknown(unknown, compiler, plan.context)
        raise PackError(rule.place.file, rule.place.line, f"{rule.key} 的提示里 {reason}")
    return message


def _keys(plan: RulePlan, scope: Scope) -> Iterable[Key]:
    named = [key for _, key in scope.resolve(parse(plan.rule.condition), plan.context)]
    return dict.fromkeys([*named, *_mark_keys(parse_marks(plan.rule.message), scope, plan.context)])


def _why_unknown(expression: str, compiler: Compiler, context: Context) -> str:
    try:
        node = parse(expression)
        if any(name.row for name in names_in(node)):
            return f"不写行号：{expression}"
        compiler.compile(node, context)
    except FormulaError as error:
        return str(error)
    return f"{{{expression}}} 写得不对"


def _mark_keys(parts: Parts, scope: Scope, context: Context) -> Iterable[Key]:
    for part in parts:
        if isinstance(part, Mark) and part.expression not in PLACES:
            yield from (key for _, key in scope.resolve(parse(part.expression), context))


def _put_in_order(plan: Plan, definitions: Definitions) -> None:
    reads: dict[Key, frozenset[Key] | set[Key]] = {k: c.reads for k, c in plan.formulas.items()}
    reads |= {k: a.reads for k, a in plan.compiler.aggregates.items()}
    state: dict[Key, bool] = {}
    for start in reads:
        _visit(start, reads, state, plan.rank, definitions)
    for key, sources in reads.items():
        for source in sources:
            plan.dependents.setdefault(source, []).append(key)
    for name, rule in plan.rules.items():
        for source in rule.run.reads:
            plan.rule_dependents.setdefault(source, []).append(name)


def _visit(
    start: Key,
    reads: dict[Key, frozenset[Key] | set[Key]],
    done: dict[Key, bool],
    rank: dict[Key, int],
    definitions: Definitions,
) -> None:
    """Depth-first without recursion, so that a long chain of figures is no deep stack."""
    path: list[tuple[Key, list[Key]]] = [(start, sorted(reads[start]))] if start not in done else []
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
