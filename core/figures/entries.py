"""The entries of a report sorted into cells, 填报值, rows and ticks of 无."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.figures.definitions import Definitions
from core.figures.keys import NONE_TICKED, RANK, REPORTED, cell_key, parent_row, split_key
from core.figures.rows import Rows


@dataclass(frozen=True, slots=True)
class Place:
    """What an edit touched: a definition's cell, or the rows of a listing (`structural`), or both."""

    definition: str = ""
    listing: str = ""
    row: str = ""
    parent: str = ""
    structural: bool = False
    ticked: bool = False


class Entries:
    """All entries by key, and the same by definition and row.

    Entries whose key the pack does not know stay in `all` untouched: nothing a file holds is lost.
    """

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self.all: dict[str, str] = {}
        self.cells: dict[str, dict[str, str]] = {key: {} for key in definitions.figures}
        self.reported: dict[str, dict[str, str]] = {k: {} for k, d in definitions.figures.items() if d.formula}
        self.rows = Rows(definitions)
        self._none: dict[str, set[str]] = {key: set() for key in definitions.listings}
        self._own_ranks: dict[str, set[str]] = {key: set() for key in definitions.listings}

    def listing_key(self, listing: str, parent: str) -> str:
        """The key under which a listing's rows change: 项目, 项目[a3f].绩效指标."""
        path: list[str] = []
        outer = self._definitions.listings[listing].parent
        while outer is not None:
            path.insert(0, outer)
            outer = self._definitions.listings[outer].parent
        return cell_key(listing, tuple(path), parent)

    def none_ticked(self, listing: str, parent: str) -> bool:
        """Whether 无 is ticked for a listing in a parent's row."""
        return parent in self._none[listing]

    def load(self, entries: Mapping[str, str]) -> None:
        """Takes all entries of a file."""
        self.all = dict(entries)
        cells, reported = self.cells, self.reported
        ranks: dict[str, dict[str, str]] = {key: self._fixed(key) for key in self._definitions.listings}
        for key, value in entries.items():
            start = key.find("[")
            if start < 0:
                definition, row = key, ""
            else:
                end = key.find("]", start)
                if key.find("[", end) < 0:
                    definition, row = key[:start] + key[end + 1 :], key[start + 1 : end]
                else:
                    definition, row = split_key(key)
            table = cells.get(definition)
            if table is not None and definition not in reported:
                table[row] = value
            elif definition.endswith(REPORTED) and definition[: -len(REPORTED)] in reported:
                reported[definition[: -len(REPORTED)]][row] = value
            elif definition.endswith(RANK) and definition[: -len(RANK)] in ranks:
                ranks[definition[: -len(RANK)]][row] = value
                self._own_ranks[definition[: -len(RANK)]].add(row)
            elif definition.endswith(NONE_TICKED) and definition[: -len(NONE_TICKED)] in self._none:
                self._tick(definition[: -len(NONE_TICKED)], row, value)
        self._load_rows(ranks)

    def _fixed(self, listing: str) -> dict[str, str]:
        plan = self._definitions.listings[listing]
        if plan.parent is not None:
            return {}
        return {row: f"{number:04d}" for number, row in enumerate(plan.fixed_rows, start=1)}

    def _load_rows(self, ranks: dict[str, dict[str, str]]) -> None:
        for key, definition in self._definitions.figures.items():
            if definition.listing:
                for row in (*self.cells[key], *self.reported.get(key, ())):
                    ranks[definition.listing].setdefault(row, "")
                for row in self.cells[key]:
                    self.rows.fill(definition.listing, row, 1)
        for key, listing in self._definitions.listings.items():
            if listing.parent is not None and listing.fixed_rows:
                for parent in ranks[listing.parent]:
                    for number, row in enumerate(listing.fixed_rows, start=1):
                        ranks[key].setdefault(f"{parent}/{row}", f"{number:04d}")
            self.rows.load(key, ranks[key])

    def put(self, key: str, after: str | None) -> Place | None:
        """One edit; None where the key is none of the pack's."""
        if after is None:
            self.all.pop(key, None)
        else:
            self.all[key] = after
        definition, row = split_key(key)
        if definition in self.cells and definition not in self.reported:
            return self._put_cell(definition, row, after)
        if definition.endswith(REPORTED) and definition[: -len(REPORTED)] in self.reported:
            name = definition[: -len(REPORTED)]
            _put(self.reported[name], row, after)
            return Place(definition=name, row=row)
        if definition.endswith(RANK) and definition[: -len(RANK)] in self._own_ranks:
            return self._put_rank(definition[: -len(RANK)], row, after)
        if definition.endswith(NONE_TICKED) and definition[: -len(NONE_TICKED)] in self._none:
            return self._tick(definition[: -len(NONE_TICKED)], row, after)
        return None

    def _put_cell(self, name: str, row: str, after: str | None) -> Place:
        listing = self._definitions.figures[name].listing
        cells = self.cells[name]
        was_there = row in cells
        _put(cells, row, after)
        if listing is None:
            return Place(definition=name, row=row)
        was_live = self.rows.is_live(listing, row)
        self.rows.fill(listing, row, (after is not None) - was_there)
        if after is not None and not self.rows.has(listing, row):
            self.rows.put(listing, row, "")
        self._drop_if_gone(listing, row)
        turned = was_live != self.rows.is_live(listing, row)
        return Place(name, listing, row, parent_row(row), structural=turned)

    def _put_rank(self, listing: str, row: str, after: str | None) -> Place:
        own = self._own_ranks[listing]
        if after is None:
            own.discard(row)
            fixed = self._fixed(listing).get(row)
            if fixed is not None or self._is_filled(listing, row):
                self.rows.put(listing, row, fixed or "")
            else:
                self.rows.take_away(listing, row)
        else:
            own.add(row)
            self.rows.put(listing, row, after)
        return Place(listing=listing, row=row, parent=parent_row(row), structural=True)

    def _is_filled(self, listing: str, row: str) -> bool:
        return any(row in self.cells[key] for key in self._definitions.listings[listing].columns)

    def _drop_if_gone(self, listing: str, row: str) -> None:
        """A row that lived by its cells alone goes with the last of them."""
        if row in self._own_ranks[listing] or self._is_filled(listing, row):
            return
        if row.rpartition("/")[2] not in self._definitions.listings[listing].fixed_rows:
            self.rows.take_away(listing, row)

    def _tick(self, listing: str, parent: str, after: str | None) -> Place:
        if after == "是":
            self._none[listing].add(parent)
        else:
            self._none[listing].discard(parent)
        return Place(listing=listing, row="", parent=parent, structural=True, ticked=True)


def _put(table: dict[str, str], row: str, after: str | None) -> None:
    if after is None:
        table.pop(row, None)
    else:
        table[row] = after
