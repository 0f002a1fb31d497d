"""Which rows the listings have, and in what order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping

from core.figures.definitions import Definitions
from core.figures.keys import parent_row


class Rows:
    """Rows by listing and parent row, in the order of their ranks.

    A row that has an entry but no rank (a damaged step) still is a row, before all others: nothing is lost.
    A row is live when something is entered in it, or the pack owns it.
    """

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._ranks: dict[str, dict[str, str]] = {key: {} for key in definitions.listings}
        self._ordered: dict[str, dict[str, list[tuple[str, str]]]] = {key: {} for key in definitions.listings}
        self._filled: dict[str, dict[str, int]] = {key: {} for key in definitions.listings}
        self._fixed = {key: frozenset(li.fixed_rows) for key, li in definitions.listings.items()}
        self._children: dict[str | None, list[str]] = {}
        for key, listing in definitions.listings.items():
            self._children.setdefault(listing.parent, []).append(key)

    def put(self, listing: str, row: str, rank: str) -> None:
        """A row comes, or moves to another rank."""
        self.take_away(listing, row)
        self._ranks[listing][row] = rank
        insort(self._ordered[listing].setdefault(parent_row(row), []), (rank, row))

    def take_away(self, listing: str, row: str) -> None:
        """A row goes."""
        rank = self._ranks[listing].pop(row, None)
        if rank is not None:
            self._ordered[listing][parent_row(row)].remove((rank, row))

    def load(self, listing: str, ranks: Mapping[str, str]) -> None:
        """All rows of a listing at once."""
        self._ranks[listing] = dict(ranks)
        ordered: dict[str, list[tuple[str, str]]] = {}
        for row, rank in ranks.items():
            ordered.setdefault(parent_row(row), []).append((rank, row))
        for rows in ordered.values():
            rows.sort()
        self._ordered[listing] = ordered

    def rank(self, listing: str, row: str) -> str | None:
        """A row's rank, None where there is no such row."""
        return self._ranks[listing].get(row)

    def has(self, listing: str, row: str) -> bool:
        return row in self._ranks[listing]

    def all(self, listing: str, parent: str = "") -> list[str]:
        """The rows in a parent's row, blank ones too, in order."""
        return [row for _, row in self._ordered[listing].get(parent, ())]

    def ranked(self, listing: str, parent: str = "") -> list[tuple[str, str]]:
        """(rank, row) in order."""
        return list(self._ordered[listing].get(parent, ()))

    def live(self, listing: str, parent: str = "") -> list[str]:
        """The rows that count: a wholly blank row is no row."""
        return [row for _, row in self._ordered[listing].get(parent, ()) if self.is_live(listing, row)]

    def is_live(self, listing: str, row: str) -> bool:
        if row not in self._ranks[listing]:
            return False
        return bool(self._filled[listing].get(row)) or row.rpartition("/")[2] in self._fixed[listing]

    def fill(self, listing: str, row: str, by: int) -> None:
        """Counts the entered cells of a row up or down."""
        filled = self._filled[listing]
        filled[row] = filled.get(row, 0) + by

    def every(self, listing: str) -> list[str]:
        """All rows of a listing, in whatever parent."""
        return list(self._ranks[listing])

    def under(self, outer: str | None, row: str, inner: str) -> list[str]:
        """The rows of `inner` that stand in a row of `outer` (itself where they are one listing)."""
        if outer == inner:
            return [row] if self.has(inner, row) else []
        if outer is None:
            return self.every(inner)
        parent = self._definitions.listings[inner].parent
        if parent == outer:
            return self.all(inner, row)
        assert parent is not None
        return [r for p in self.under(outer, row, parent) for r in self.all(inner, p)]

    def listings_in(self, listing: str | None) -> list[str]:
        """The listings that belong to the rows of a listing."""
        return self._children.get(listing, [])
