"""Names in formulas, looked up from inside out: own row, rows around it, own group, whole report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from core.figures.definitions import Definition, Definitions
from core.figures.formula import Call, FormulaError, Name, Node, Operation, names_in
from core.figures.functions import AGGREGATES, SCALARS
from core.figures.keys import Key, ListingKey, Row, cell_key


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands: in the rows of a listing or the whole report, and in which group of names."""

    listing: ListingKey | None = None
    group: str = ""
    texts: bool = False


def context_of(definition: Definition, *, texts: bool = False) -> Context:
    """Where a figure's formula, or (`texts`) the marks in its words, look up their names."""
    return Context(definition.listing, definition.group, texts)


class Scope:
    """The names that a set of definitions knows, as each context sees them."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self.scalars = {**SCALARS, **definitions.functions}
        self._keys: dict[tuple[str, ListingKey | None, str], Key] = {}

    def find(self, name: str, context: Context) -> Key:
        """The full key of a name; raises FormulaError with the nearest known name."""
        asked = (name, context.listing, context.group)
        if asked not in self._keys:
            known = next((key for key in self._candidates(*asked) if self._is_known(key)), None)
            if known is None:
                raise FormulaError(self._unknown(*asked))
            self._keys[asked] = Key(known)
        return self._keys[asked]

    def figure(self, expression: str, context: Context) -> Definition | None:
        """The figure that a bare name stands for, None where it stands for none."""
        try:
            return self._definitions.figures.get(self.find(expression, context))
        except FormulaError:
            return None

    def resolve(self, node: Node, context: Context) -> Iterator[tuple[Name, Key]]:
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

    def is_over_rows(self, call: Call, context: Context) -> bool:
        """Whether a call goes over the rows of a listing, and not over its arguments."""
        return call.function not in self.scalars or self.element(call, context) is not None

    def element(self, call: Call, context: Context) -> ListingKey | None:
        """The innermost listing that the first argument names; a short name in a row is that row's cell."""
        deepest: ListingKey | None = None
        depth = self._definitions.depth
        for name in names_in(call.arguments[0]) if call.arguments else []:
            key = self.find(name.key, context)
            listing = self._definitions.listing_of(key)
            if listing is None or name.row:
                continue
            is_own = key == f"{listing}.{name.key}" and self._definitions.covers(listing, context.listing)
            if not is_own and depth(listing) > depth(deepest):
                deepest = listing
        return deepest

    def named_row(self, name: Name, definition: Definition) -> Row:
        """The row of a name with ids in it; raises FormulaError where they stand in the wrong places."""
        path = self._definitions.path(definition.listing)
        if len(path) != name.row.count("/") + 1 or cell_key(definition.key, path, name.row) != name.written:
            raise FormulaError(f"没有名为 {name.written} 的数据项")
        return name.row

    def _is_known(self, name: str) -> bool:
        return name in self._definitions.figures or name in self._definitions.listings

    def _candidates(self, name: str, listing: ListingKey | None, group: str) -> Iterator[str]:
        while listing is not None:
            yield f"{listing}.{name}"
            listing = self._definitions.listings[listing].parent
        while group:
            yield f"{group}.{name}"
            group = group.rpartition(".")[0]
        yield name

    def _unknown(self, name: str, listing: ListingKey | None, group: str) -> str:
        if any(word in name for word in "且或"):
            return f"没有名为 {name[:60]} 的数据项；“且”“或”“非”的前后要有空格"
        known = [*self._definitions.figures, *self._definitions.listings]
        near = (
            get_close_matches(name, self._short_names(known, listing, group), n=1, cutoff=0.5)
            or get_close_matches(name, known, n=1, cutoff=0.6)
            or get_close_matches(name.rpartition(".")[2], [k for k in known if "." not in k], n=1, cutoff=0.5)
        )
        return f"没有名为 {name[:60]} 的数据项" + (f"，是否为 {near[0]}？" if near else "")

    def _short_names(self, known: list[Key], listing: ListingKey | None, group: str) -> list[str]:
        """The names of the own row, the rows around it and the own group, as they may be written there."""
        stems = [
            *(f"{around}." for around in self._definitions.path(listing)),
            *([f"{group}."] if group else []),
        ]
        return [key.removeprefix(stem) for stem in stems for key in known if key.startswith(stem)]
