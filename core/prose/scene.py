"""What the relations look at: the quantities of a text, by paragraph and by name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from core.prose.flow import Flow, FlowParagraph
from core.prose.form_headings import FormRow, completions, read_form_rows
from core.prose.leads import read_leads
from core.prose.quantity import DATE, VALUE, YEAR, Quantity
from core.prose.subjects import name_of

MOST_NAMED = 40
_AND = re.compile("[、，和及与]|以及")


class Scene:
    """A text's quantities, ready for the relations.

    `by_paragraph` and `named` are those of sentences; `in_tables` are those of cells by where they start, and
    `form_rows` the rows of tables by their paragraph.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.all = read_leads(flow)
        self.in_tables = {quantity.start: quantity for quantity in self.all if quantity.in_table}
        self.form_rows: dict[int, FormRow] = dict(read_form_rows(flow, self.in_tables))
        for rate in completions(self.form_rows, self.in_tables):
            self.all[rate.id] = rate
            self.in_tables[rate.start] = rate
        self.by_paragraph: dict[int, list[Quantity]] = defaultdict(list)
        self.named: dict[str, list[Quantity]] = defaultdict(list)
        for quantity in self.all:
            if quantity.in_table:
                continue
            if quantity.kind not in (YEAR, DATE):
                self.by_paragraph[quantity.paragraph].append(quantity)
            if quantity.role == VALUE and quantity.subject and quantity.is_exact:
                self.named[name_of(quantity.subject)].append(quantity)

    def paragraphs(self) -> Iterator[tuple[FlowParagraph, list[Quantity]]]:
        """The paragraphs that hold quantities, with these."""
        for number, quantities in self.by_paragraph.items():
            yield self.flow.paragraphs[number], quantities

    def between(self, quantity: Quantity, other: Quantity) -> str:
        """The words between two quantities."""
        return self.flow.text[quantity.end : other.start]

    def before(self, quantity: Quantity) -> list[Quantity]:
        """The quantities of the same paragraph before a quantity, the nearest first."""
        quantities = self.by_paragraph[quantity.paragraph]
        return quantities[: bisect_left(quantities, quantity.start, key=lambda one: one.start)][::-1]

    def row(self, quantities: list[Quantity], at: int) -> list[Quantity]:
        """The quantities of one kind that stand in a row with the one at a place: 分别占59.81%和40.19%."""
        first = last = at
        while first and self._next_to(quantities[first - 1], quantities[first]):
            first -= 1
        while last + 1 < len(quantities) and self._next_to(quantities[last], quantities[last + 1]):
            last += 1
        return quantities[first : last + 1]

    def _next_to(self, quantity: Quantity, other: Quantity) -> bool:
        joined = _AND.fullmatch(self.flow.text, quantity.end, other.start) is not None
        return joined and quantity.kind == other.kind

    def stated(self, name: str, like: Quantity, before: int | None = None) -> list[Quantity]:
        """The amounts stated anywhere for a name, those of the same name first, the nearest to `before` ahead."""
        exact = self.named.get(name_of(name), [])
        amounts = [one for one in exact if one.kind == like.kind and one.measure == like.measure]
        if before is not None:
            amounts = sorted(amounts, key=lambda one: (one.start > before, abs(one.start - before)))
        return amounts[:MOST_NAMED]


def values(quantities: list[Quantity]) -> list[Quantity]:
    """Those that say how much there is."""
    return [one for one in quantities if one.role == VALUE]
