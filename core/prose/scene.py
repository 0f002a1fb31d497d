"""What the relations look at: the quantities of a text, by paragraph and by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from core.prose.flow import Flow, FlowParagraph
from core.prose.form_headings import FormRow, completions, read_form_rows
from core.prose.leads import read_leads
from core.prose.quantity import DATE, VALUE, YEAR, Quantity
from core.prose.subjects import match, name_of

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
        for number, found in self.by_paragraph.items():
            yield self.flow.paragraphs[number], found

    def between(self, one: Quantity, other: Quantity) -> str:
        """The words between two quantities."""
        return self.flow.text[one.end : other.start]

    def before(self, one: Quantity) -> list[Quantity]:
        """The quantities of the same paragraph before one, the nearest first."""
        found = self.by_paragraph[one.paragraph]
        return found[: _index(found, one)][::-1]

    def row(self, found: list[Quantity], at: int) -> list[Quantity]:
        """The quantities of one kind told in a row with one: 分别占59.81%和40.19%."""
        first = last = at
        while first and self._next_to(found[first - 1], found[first]):
            first -= 1
        while last + 1 < len(found) and self._next_to(found[last], found[last + 1]):
            last += 1
        return found[first : last + 1]

    def _next_to(self, one: Quantity, other: Quantity) -> bool:
        return one.kind == other.kind and _AND.fullmatch(self.flow.text, one.end, other.start) is not None

    def stated(self, name: str, like: Quantity, before: int | None = None) -> list[Quantity]:
        """The amounts stated anywhere for a name, those of the same name first, the nearest to `before` ahead."""
        exact = self.named.get(name_of(name), [])
        found = [one for one in exact if one.kind == like.kind and one.measure == like.measure]
        if before is not None:
            found = sorted(found, key=lambda one: (one.start > before, abs(one.start - before)))
        return found[:MOST_NAMED]


def _index(found: list[Quantity], one: Quantity) -> int:
    low = 0
    high = len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].start < one.start:
            low = middle + 1
        else:
            high = middle
    return low


def values(found: list[Quantity]) -> list[Quantity]:
    """Those that say how much there is."""
    return [one for one in found if one.role == VALUE]


def best_named(name: str, found: list[Quantity], least: float = 0.6) -> Quantity | None:
    """The quantity whose subject fits a name best, the first of equals."""
    best: tuple[float, Quantity | None] = (least, None)
    for one in found:
        score = match(name, one.subject)
        if score > best[0]:
            best = (score, one)
    return best[1]
