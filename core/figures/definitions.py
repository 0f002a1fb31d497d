"""What a pack says of its figures: definitions, listings and rules, before any entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from core.figures.blanks import Value
from core.figures.formula import Node
from core.figures.functions import Scalar
from core.figures.keys import NO_KEY, Key, ListingKey
from core.figures.kinds import Kind, read_entry, unit_of_label
from core.numbers.troubles import Refused
from core.numbers.writing import NumberFormat

ALWAYS = "是"
"""Stands for what may be blank whatever the other figures are."""


def is_condition(blank: str) -> bool:
    """Whether a 可空 is a condition, and neither missing nor ALWAYS."""
    return blank not in ("", ALWAYS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a definition stands in the pack, for errors that name file and line."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure, or one column of a listing (`listing` is then the listing's key).

    `least`, `most` and `below` are formulas: what is entered may not be less, more, or reach them. `reason` is
    the key of the text that says why a 填报值 differs from what is computed. What is not `listed` stands on
    forms alone, not among the fields and columns of a section's page. `aliases` are other words for it, by
    which it is known in a report that someone else wrote. `blank` says when it may stay blank where it prints:
    "" never, ALWAYS, or a condition. `below_nought`: it may be less than nothing, whatever its name.
    """

    key: Key
    kind: Kind
    label: str
    listing: ListingKey | None = None
    formula: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    example: str = ""
    form: NumberFormat | None = None
    reads_reported: bool = False
    place: Place = Place()
    least: str = ""
    most: str = ""
    below: str = ""
    reason: Key = NO_KEY
    listed: bool = True
    aliases: tuple[str, ...] = ()
    blank: str = ""
    below_nought: bool = False

    @property
    def group(self) -> str:
        """The key's part before its last name: names are looked up there before the whole report."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.key.rpartition(".")[2]

    def read(self, text: str) -> str | None:
        """The canonical entry for what was typed; raises Refused with the reason."""
        entry = read_entry(self.kind, text, self.options, unit_of_label(self.label))
        value = self.value(entry)
        if isinstance(value, Decimal) and value < 0 and not self.may_be_below_nought:
            raise Refused(
                f"{self.label} 不会是负数，这里是 {entry}，请核对正负号；减少的数填在增减、调整、结余一类的数里"
            )
        return entry

    @property
    def may_be_below_nought(self) -> bool:
        """Whether less than nothing may be entered: a computed figure, one with a limit of its own, or by its name."""
        words = self.kind.below_nought_in
        if words is None or self.below_nought or self.formula or self.least:
            return True
        return any(word in self.key or word in self.label for word in words)

    def value(self, canonical: str | None) -> Value:
        """The value that an entry stands for."""
        return self.kind.value(canonical, self.options)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of rows; `parent` is the listing to whose rows it belongs.

    `known_by` is the key of the column by which rows that come back on a form are known, "" where none is;
    `blank` says when it may have neither rows nor 无, as for a figure.
    """

    key: ListingKey
    label: str
    columns: tuple[Key, ...]
    parent: ListingKey | None = None
    fixed_rows: Mapping[str, Mapping[Key, str]] = field(default_factory=dict)
    open_rows: bool = True
    required: bool = False
    place: Place = Place()
    known_by: Key = NO_KEY
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that must hold; `per_row` names the listing whose every row it judges.

    `phrases` are explanations often given, `most_characters` how long one may be (0: as long as one likes);
    in `group` its names are looked up before the whole report.
    """

    key: str
    severity: str
    condition: str
    message: str
    per_row: ListingKey | None = None
    source: str = ""
    trial: bool = False
    no_tail: bool = False
    phrases: tuple[str, ...] = ()
    most_characters: int = 0
    place: Place = Place()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that a graph computes: figures and columns, listings, rules, by key and in pack order.

    `functions` are those that formulas may call beside the language's own, by name; `trees` formulas that were
    read before, by their source. `asks_all`: what prints must be filled unless its `blank` lets it be; packs of
    an earlier day only say what must be.
    """

    figures: Mapping[Key, Definition]
    listings: Mapping[ListingKey, Listing]
    rules: Mapping[str, Rule]
    functions: Mapping[str, Scalar] = field(default_factory=dict, compare=False)
    trees: Mapping[str, Node] = field(default_factory=dict, compare=False)
    asks_all: bool = False

    def sources(self) -> Iterator[str]:
        """All formulas and conditions."""
        for figure in self.figures.values():
            yield from filter(None, (figure.formula, figure.least, figure.most, figure.below))
        blanks = [*(f.blank for f in self.figures.values()), *(one.blank for one in self.listings.values())]
        yield from filter(is_condition, blanks)
        for rule in self.rules.values():
            yield rule.condition

    def listing_of(self, key: Key) -> ListingKey | None:
        """The listing of which a figure is a column, or the listing whose own key it is."""
        figure = self.figures.get(key)
        return figure.listing if figure else ListingKey(key)

    def path(self, listing: ListingKey | None) -> tuple[ListingKey, ...]:
        """The listings from the outermost inwards to one; () for the whole report."""
        path: list[ListingKey] = []
        while listing is not None:
            path.insert(0, listing)
            listing = self.listings[listing].parent
        return tuple(path)

    def depth(self, listing: ListingKey | None) -> int:
        """0 for the whole report, 1 for a listing, 2 for a listing inside a listing's rows …"""
        depth = 0
        while listing is not None:
            depth = depth + 1
            listing = self.listings[listing].parent
        return depth

    def covers(self, outer: ListingKey | None, inner: ListingKey | None) -> bool:
        """Whether a row of `inner` stands in a row of `outer` (or is one)."""
        while inner != outer and inner is not None:
            inner = self.listings[inner].parent
        return inner == outer
