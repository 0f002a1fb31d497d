"""Which rows the listings have, in what order, and which of them count."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping

from core.figures.definitions import Definitions
from core.figures.keys import WHOLE, ListingKey, Row, inner_row, parent_row

Spot = tuple[ListingKey, Row]
"""(listing, row)."""

STEP = 1000
"""The gap between the ranks of rows made at once, so that others fit between."""


def rank_of(number: int) -> str:
    """The rank of the n-th row of rows made at once."""
    return f"{number * STEP:08d}"


class Rows:
    """Rows by listing and parent row, in the order of their ranks.

    A row is there while it has a rank, something is entered in it or in rows that belong to it, or the pack
    owns it; one without a rank (a damaged step) stands before all others: nothing is lost. It is live, that
    is it counts, while something is entered in it or below it, or where the pack owns it in a live row.
    """

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._fixed = {
            key: {name: rank_of(number) for number, name in enumerate(listing.fixed_rows, start=1)}
            for key, listing in definitions.listings.items()
        }
        self._children: dict[ListingKey | None, list[ListingKey]] = {}
        for key, listing in definitions.listings.items():
            self._children.setdefault(listing.parent, []).append(key)
        self._parents = {key: listing.parent for key, listing in definitions.listings.items()}
        self._depths = {key: definitions.depth(key) for key in definitions.listings}
        self._above = {key: frozenset(self._ancestors(key)) for key in definitions.listings}
        self.load({}, {})

    def _ancestors(self, listing: ListingKey) -> Iterable[ListingKey | None]:
        outer: ListingKey | None = listing
        while outer is not None:
            yield outer
            outer = self._parents[outer]
        yield None

    def load(
        self, ranks: Mapping[ListingKey, Mapping[Row, str]], filled: Mapping[ListingKey, Mapping[Row, int]]
    ) -> None:
        """All rows at once, from their ranks and the number of entries in each."""
        listings = sorted(self._depths, key=self._depths.__getitem__)
        self._ranks: dict[ListingKey, dict[Row, str]] = {key: dict(ranks.get(key, ())) for key in listings}
        self._filled: dict[ListingKey, Counter[Row]] = {key: Counter(filled.get(key, ())) for key in listings}
        self._held: dict[ListingKey, Counter[Row]] = {}
        self._there: dict[ListingKey, dict[Row, str]] = {key: {} for key in listings}
        self._live: dict[ListingKey, set[Row]] = {key: set() for key in listings}
        self._ordered: dict[ListingKey, dict[Row, list[tuple[str, Row]]]] = {key: {} for key in listings}
        for key in listings:
            self._held[key] = self._filled[key].copy()
            self._held[key].update(self._ranks[key].keys())
        for key in reversed(listings):
            parent = self._parents[key]
            if parent is not None:
                for table in (self._filled, self._held):
                    for row, count in table[key].items():
                        table[parent][parent_row(row)] += count
        for key in listings:
            self._load_listing(key)

    def _load_listing(self, key: ListingKey) -> None:
        parent = self._parents[key]
        own = self._ranks[key]
        fixed = self._fixed[key]
        there = self._there[key]
        filled = self._filled[key]
        live = self._live[key] = {row for row, count in filled.items() if count}
        for above in self._there[parent] if parent is not None and fixed else [WHOLE]:
            for name, rank in fixed.items():
                row = inner_row(above, name)
                there[row] = rank
                if parent is None or above in self._live[parent]:
                    live.add(row)
        for row in self._held[key]:
            there.setdefault(row, "")
        there.update(own)
        ordered = self._ordered[key]
        for row, rank in there.items():
            ordered.setdefault(parent_row(row), []).append((rank, row))
        for rows in ordered.values():
            rows.sort()

    # -- changing -------------------------------------------------------------------------------------

    def rank(self, listing: ListingKey, row: Row, rank: str | None) -> list[Spot]:
        """A row comes, moves or loses its rank; the rows that turned, itself at least."""
        ranks = self._ranks[listing]
        gain = (rank is not None) - (row in ranks)
        if rank is None:
            ranks.pop(row, None)
        else:
            ranks[row] = rank
        turned = self._count(listing, row, 0, gain)
        if row in self._there[listing]:
            self._put(listing, row)
        return turned if (listing, row) in turned else [(listing, row), *turned]

    def fill(self, listing: ListingKey, row: Row, by: int) -> list[Spot]:
        """Counts the entries of a row up or down; the rows that came, went, or began or ceased to count."""
        return self._count(listing, row, by, by)

    def _count(self, listing: ListingKey, row: Row, filled: int, held: int) -> list[Spot]:
        spots: list[Spot] = []
        crossed = False
        at: ListingKey | None = listing
        while at is not None:
            spots.append((at, row))
            for table, by in ((self._filled[at], filled), (self._held[at], held)):
                before = table[row]
                table[row] = before + by
                crossed = crossed or (before == 0) != (before + by == 0)
            at = self._parents[at]
            row = parent_row(row)
        turned: list[Spot] = []
        for spot in reversed(spots) if crossed else ():
            self._settle(*spot, turned)
        return turned

    def _settle(self, listing: ListingKey, row: Row, turned: list[Spot]) -> None:
        """Makes a row be there and live as its counts say, and with it the rows that the pack owns in it."""
        parent = self._parents[listing]
        above = parent_row(row)
        owned = row.rpartition("/")[2] in self._fixed[listing]
        there = bool(self._held[listing][row]) or (owned and (parent is None or above in self._there[parent]))
        live = bool(self._filled[listing][row]) or (owned and (parent is None or above in self._live[parent]))
        was_there = row in self._there[listing]
        was_live = row in self._live[listing]
        if there == was_there and live == was_live:
            return
        turned.append((listing, row))
        if there and not was_there:
            self._put(listing, row)
        elif not there:
            self._take_away(listing, row)
        (self._live[listing].add if live else self._live[listing].discard)(row)
        for child in self._children.get(listing, ()):
            for name in self._fixed[child]:
                self._settle(child, inner_row(row, name), turned)

    def _put(self, listing: ListingKey, row: Row) -> None:
        rank = self._ranks[listing].get(row)
        if rank is None:
            rank = self._fixed[listing].get(row.rpartition("/")[2], "")
        if self._there[listing].get(row) != rank:
            self._take_away(listing, row)
            self._there[listing][row] = rank
            insort(self._ordered[listing].setdefault(parent_row(row), []), (rank, row))

    def _take_away(self, listing: ListingKey, row: Row) -> None:
        rank = self._there[listing].pop(row, None)
        if rank is not None:
            rows = self._ordered[listing][parent_row(row)]
            del rows[bisect_left(rows, (rank, row))]

    # -- looking --------------------------------------------------------------------------------------

    def has(self, listing: ListingKey, row: Row) -> bool:
        return row in self._there[listing]

    def is_live(self, listing: ListingKey, row: Row) -> bool:
        return row in self._live[listing]

    def is_fixed(self, listing: ListingKey, row: Row) -> bool:
        """Whether the pack owns a row."""
        return row.rpartition("/")[2] in self._fixed[listing]

    def all(self, listing: ListingKey, parent: Row = WHOLE) -> list[Row]:
        """The rows in a parent's row, blank ones too, in order."""
        return [row for _, row in self._ordered[listing].get(parent, ())]

    def ranked(self, listing: ListingKey, parent: Row = WHOLE) -> list[tuple[str, Row]]:
        """(rank, row) in order."""
        return list(self._ordered[listing].get(parent, ()))

    def live(self, listing: ListingKey, parent: Row = WHOLE) -> list[Row]:
        """The rows that count: a wholly blank row is no row."""
        live = self._live[listing]
        return [row for _, row in self._ordered[listing].get(parent, ()) if row in live]

    def every(self, listing: ListingKey) -> list[Row]:
        """All rows of a listing, in whatever parent, in order."""
        return self.under(None, WHOLE, listing)

    def every_live(self, listing: ListingKey) -> set[Row]:
        """All rows of a listing that count."""
        return self._live[listing]

    def place(self, listing: ListingKey, row: Row) -> tuple[tuple[str, Row], ...]:
        """What sorts rows as they stand on paper, the parents' order first."""
        at: ListingKey | None = listing
        out: list[tuple[str, Row]] = []
        while at is not None:
            out.append((self._there[at].get(row, ""), row))
            at = self._parents[at]
            row = parent_row(row)
        return tuple(reversed(out))

    def under(self, outer: ListingKey | None, row: Row, inner: ListingKey) -> list[Row]:
        """The rows of `inner` that stand in a row of `outer` (or are that row), in order."""
        if outer == inner:
            return [row] if self.has(inner, row) else []
        parent = self._parents[inner]
        if parent == outer:
            return self.all(inner, row)
        assert parent is not None
        return [r for p in self.under(outer, row, parent) for r in self.all(inner, p)]

    def reached(self, outer: ListingKey | None, row: Row, inner: ListingKey) -> list[Row]:
        """The rows of `inner` that can read a row of `outer`: those in the row that holds both."""
        while outer not in self._above[inner]:
            assert outer is not None
            outer = self._parents[outer]
            row = parent_row(row)
        return self.under(outer, row, inner)

    def scope(self, listing: ListingKey, own: ListingKey | None) -> ListingKey | None:
        """The listing in whose row all rows of a listing are meant, seen from a row of `own`."""
        at = self._parents[listing]
        while at is not None and (own is None or at not in self._above[own]):
            at = self._parents[at]
        return at

    def listings_in(self, listing: ListingKey | None) -> list[ListingKey]:
        """The listings that belong to the rows of a listing."""
        return self._children.get(listing, [])
