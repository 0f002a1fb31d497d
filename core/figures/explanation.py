"""How a figure comes to its value: its formula, or a rule's condition, with the numbers in it."""

from __future__ import annotations

from core.figures.blanks import NOT_APPLICABLE
from core.figures.definitions import Definition
from core.figures.formula import Call, CallWords, Name, Node, parse, replace_names
from core.figures.functions import AGGREGATES
from core.figures.keys import Key, ListingKey, Row, outer_row
from core.figures.plan import Plan, RulePlan
from core.figures.scope import Context, context_of
from core.figures.state import State


class Explanation:
    """Writes formulas out with the numbers that stand in a row."""

    def __init__(self, state: State, plan: Plan) -> None:
        self._state = state
        self._plan = plan
        self._formulas: dict[Key, tuple[Node, dict[int, Key]]] = {}

    def inputs(
        self, definition: Definition, row: Row, call: CallWords | None = None
    ) -> tuple[tuple[Key, ...], str]:
        """The cells a computed figure is made of, and its formula with their numbers in it.

        `call` says what an aggregate is made of.
        """
        node, names = self._formula(definition)
        return self._in_numbers(node, names, context_of(definition), row, call)

    def relation(self, plan: RulePlan, row: Row) -> str:
        """A rule's condition with the numbers of a row in it."""
        node, names = self._condition(plan)
        return self._in_numbers(node, names, plan.context, row, None)[1]

    def in_words(self, definition: Definition, row: Row, call: CallWords | None = None) -> str:
        """How a computed figure comes to its value, each number with its name and its unit."""
        node, names = self._formula(definition)
        return self._formula_in_numbers(node, names, context_of(definition), row, call, [], named=True)

    def needed(self, definition: Definition, row: Row) -> tuple[Key, ...]:
        """The cells that a computed figure's value depends on in a row: not those of an untaken 如果 or 缺省."""
        node, names = self._formula(definition)
        said: list[Key] = []
        self._formula_in_numbers(node, names, context_of(definition), row, None, said)
        return tuple(dict.fromkeys(said))

    def read_by(self, plan: RulePlan, row: Row) -> tuple[Key, ...]:
        """The cells that a rule's condition reads in a row; what only an untaken 如果 or 缺省 reads is none."""
        node, names = self._condition(plan)
        said: list[Key] = []
        self._formula_in_numbers(node, names, plan.context, row, None, said)
        return tuple(dict.fromkeys(said))

    def _in_numbers(
        self, node: Node, names: dict[int, Key], context: Context, row: Row, call: CallWords | None
    ) -> tuple[tuple[Key, ...], str]:
        keys: list[Key] = []
        formula = self._formula_in_numbers(node, names, context, row, call, keys)
        keys += [self._state.key_in_sight(key, context.listing, row) for key in names.values()]
        return tuple(dict.fromkeys(keys)), formula

    def _formula_in_numbers(
        self,
        node: Node,
        names: dict[int, Key],
        context: Context,
        row: Row,
        call: CallWords | None,
        said: list[Key],
        named: bool = False,
    ) -> str:
        """A formula with the numbers of a row in it, `named` by what they are; `said` takes their cells."""
        state = self._state

        def word(name: Name) -> str:
            key = names[id(name)]
            said.append(state.key_in_sight(key, context.listing, row))
            words = self._word(key, context, row)
            return self._with_name(key, words) if named else words

        def call_words(inner: Call, top: bool) -> str | None:
            words = call(inner, top) if call else None
            if words is not None:
                return words
            if inner.function in AGGREGATES:  # what stands in it is said of rows that are not this one
                return replace_names(inner, word, top=top)
            chosen = self._chosen(inner, context, row)
            if chosen:
                return replace_names(chosen, word, call_words, top)
            words = self._own_words(inner, context, row)
            if not named:
                return words
            parts = [replace_names(part, word, call_words, False) for part in inner.arguments]
            return self._of_first(inner, names, words) if words else _spoken(inner.function, parts)

        return replace_names(node, word, call_words)

    def _word(self, key: Key, context: Context, row: Row) -> str:
        """What stands for a name: its number, or its label where it is a text or a column out of sight."""
        state = self._state
        definition = state.definitions.figures.get(key)
        if definition is None:
            return state.definitions.listings[ListingKey(key)].label
        if not state.definitions.covers(definition.listing, context.listing):
            return definition.label
        place = outer_row(row, state.definitions.depth(definition.listing))
        if definition.formula and not definition.reads_reported:
            return definition.kind.show(state.computed[key].get(place)) or "未填"
        if definition.kind.is_lines:
            return definition.label
        return state.words_of(definition, place) or "未填"

    def _with_name(self, key: Key, words: str) -> str:
        """A number with what it is and its unit: 政府采购预算 230.00 万元."""
        definition = self._state.definitions.figures.get(key)
        if definition is None or words == definition.label:
            return words
        suffix = definition.kind.suffix if words != "未填" else ""
        return f"{definition.label} {words}{suffix if suffix == '%' else f' {suffix}'.rstrip()}"

    def _of_first(self, call: Call, names: dict[int, Key], words: str) -> str:
        """What a function says of itself, with the name of what it looks at."""
        first = call.arguments[0]
        definition = (
            self._state.definitions.figures.get(names[id(first)]) if isinstance(first, Name) else None
        )
        return f"{definition.label} {words}" if definition else words

    def _chosen(self, call: Call, context: Context, row: Row) -> Node | None:
        """The argument that a 如果 or 缺省 comes to in a row, None for another function or where none is known."""
        if call.function not in ("如果", "缺省"):
            return None
        first, *others = call.arguments
        value = self._plan.compiler.part(first, context, set())[0](row)
        blank = value is None or value is NOT_APPLICABLE
        if call.function == "缺省":
            return others[0] if blank else first
        return None if blank else others[0 if value else 1]

    def _own_words(self, call: Call, context: Context, row: Row) -> str | None:
        """What a function itself says of how it comes to its value, None where it says nothing."""
        compiler = self._plan.compiler
        scalar = compiler.scope.scalars.get(call.function)
        if scalar is None or scalar.words is None:
            return None
        values = [compiler.part(argument, context, set())[0](row) for argument in call.arguments]
        known = None not in values and NOT_APPLICABLE not in values[: scalar.least]
        return scalar.words(values) if known else None

    def _condition(self, plan: RulePlan) -> tuple[Node, dict[int, Key]]:
        """A rule's condition with the full key of each name in it."""
        node = parse(plan.rule.condition)
        return node, {id(name): key for name, key in self._plan.compiler.scope.resolve(node, plan.context)}

    def _formula(self, definition: Definition) -> tuple[Node, dict[int, Key]]:
        """A figure's formula with the full key of each name in it."""
        if definition.key not in self._formulas:
            node = parse(definition.formula)
            resolved = self._plan.compiler.scope.resolve(node, context_of(definition))
            self._formulas[definition.key] = (node, {id(name): key for name, key in resolved})
        return self._formulas[definition.key]


def _spoken(function: str, parts: list[str]) -> str | None:
    """The words of the functions that a clerk need not know; None for others."""
    match function:
        case "占比":
            return " ÷ ".join(parts)
        case "变动率":
            return " 与 ".join(parts) + " 相比"
        case "绝对值" | "四舍五入" | "数":
            return parts[0].removeprefix("(").removesuffix(")") if parts[0].startswith("(") else parts[0]
    return None
