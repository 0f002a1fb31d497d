"""The entries of a report sorted into cells, 填报值, rows and ticks of 无."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from core.figures.definitions import Definitions
from core.figures.keys import GONE, NO_KEY, NONE_TICKED, RANK, REPORTED, WHOLE, Key, ListingKey, Row, cell_key
from core.figures.rows import Rows, Spot


@dataclass(slots=True, eq=False)
class Touched:
    """What an edit reached: a cell, rows that turned or moved, a listing's tick, a text with a note."""

    cell: tuple[Key, Row] | None = None
    turned: list[Spot] = field(default_factory=list)
    ticked: tuple[ListingKey, Row] | None = None
    note: Key = NO_KEY


class _Sort:
    """What a name of some shape holds: 项目[].金额 a cell, 项目[]!序 a rank."""

    CELL, REPORTED, RANK, TICK, NOTE = range(5)


class Entries:
    """All entries by name, and the same by definition and row.

    Entries whose name the pack does not know stay in `all` untouched: nothing a file holds is lost.
    `notes` tells for texts what became words in them because the row it named was removed.
    """

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._paths = {key: definitions.path(key) for key in definitions.listings}
        self.rows = Rows(definitions)
        self._shapes = self._all_shapes()
        self._clear({})

    def _clear(self, entries: Mapping[str, str]) -> None:
        figures = self._definitions.figures
        self.all: dict[str, str] = dict(entries)
        self.cells: dict[Key, dict[Row, str]] = {key: {} for key in figures}
        self.reported: dict[Key, dict[Row, str]] = {k: {} for k, d in figures.items() if d.formula}
        self.notes: dict[Key, str] = {}
        self._none: dict[ListingKey, set[Row]] = {key: set() for key in self._definitions.listings}

    def _all_shapes(self) -> dict[str, tuple[int, Key]]:
        shapes: dict[str, tuple[int, Key]] = {}
        for key, definition in self._definitions.figures.items():
            path = self._paths[definition.listing] if definition.listing else ()
            shape = _shape(key, path)
            if definition.formula:
                shapes[shape + REPORTED] = (_Sort.REPORTED, key)
            else:
                shapes[shape] = (_Sort.CELL, key)
            if definition.kind.is_lines:
                shapes[GONE + shape] = (_Sort.NOTE, key)
        for key in self._definitions.listings:
            path = self._paths[key]
            shapes[_shape(key, path) + RANK] = (_Sort.RANK, key)
            shapes[_shape(key, path[:-1]) + NONE_TICKED] = (_Sort.TICK, key)
        return shapes

    def _find(self, name: str) -> tuple[int, Key, Row] | None:
        """What a name holds, of which definition or listing, in which row; None for a name unknown to the pack."""
        head, bracket, rest = name.partition("[")
        if not bracket:
            found = self._shapes.get(name)
            return (*found, WHOLE) if found else None
        row, _, tail = rest.partition("]")
        ids = [row]
        while "[" in tail:
            middle, _, rest = tail.partition("[")
            row, _, tail = rest.partition("]")
            head += f"[]{middle}"
            ids.append(row)
        found = self._shapes.get(f"{head}[]{tail}")
        if found is None or "" in ids or "/" in "".join(ids):
            return None
        return (*found, Row("/".join(ids)))

    def holds(self, name: str) -> bool:
        """Whether the pack has a place for an entry of this name."""
        return self._find(name) is not None

    def listing_key(self, listing: ListingKey, parent: Row) -> ListingKey:
        """The key under which a listing's rows change: 项目, 项目[a3f].绩效指标."""
        return ListingKey(cell_key(listing, self._paths[listing][:-1], parent))

    def none_ticked(self, listing: ListingKey, parent: Row) -> bool:
        """Whether 无 is ticked for a listing in a parent's row."""
        return parent in self._none[listing]

    def load(self, entries: Mapping[str, str]) -> None:
        """Takes all entries of a file."""
        self._clear(entries)
        cells = self.cells
        reported = self.reported
        ranks: dict[ListingKey, dict[Row, str]] = {key: {} for key in self._definitions.listings}
        for name, value in entries.items():
            found = self._find(name)
            if found is None:
                continue
            sort, key, row = found
            if sort == _Sort.CELL:
                cells[key][row] = value
            elif sort == _Sort.REPORTED:
                reported[key][row] = value
            elif sort == _Sort.RANK:
                ranks[ListingKey(key)][row] = value
            elif sort == _Sort.NOTE:
                self.notes[Key(name[len(GONE) :])] = value
            elif value == "是":
                self._none[ListingKey(key)].add(row)
        filled: dict[ListingKey, Counter[Row]] = {key: Counter() for key in self._definitions.listings}
        for key, definition in self._definitions.figures.items():
            if definition.listing:
                table = cells[key] if not definition.formula else reported[key]
                filled[definition.listing].update(table.keys())
        self.rows.load(ranks, filled)

    def structure(self) -> Iterator[tuple[str, str]]:
        """The entries that say which rows there are: ranks and ticks of 无."""
        for name, value in self.all.items():
            found = self._find(name)
            if found is not None and found[0] in (_Sort.RANK, _Sort.TICK):
                yield name, value

    def put(self, name: str, after: str | None) -> Touched | None:
        """One edit; None where the name is none of the pack's."""
        if after is None:
            self.all.pop(name, None)
        else:
            self.all[name] = after
        found = self._find(name)
        if found is None:
            return None
        sort, key, row = found
        if sort in (_Sort.CELL, _Sort.REPORTED):
            table = (self.cells if sort == _Sort.CELL else self.reported)[key]
            gain = (after is not None) - (row in table)
            _put(table, row, after)
            listing = self._definitions.figures[key].listing
            return Touched((key, row), self.rows.fill(listing, row, gain) if listing and gain else [])
        if sort == _Sort.NOTE:
            text = Key(name[len(GONE) :])
            _put(self.notes, text, after)
            return Touched(note=text)
        listing = ListingKey(key)
        if sort == _Sort.RANK:
            return Touched(turned=self.rows.rank(listing, row, after))
        (self._none[listing].add if after == "是" else self._none[listing].discard)(row)
        return Touched(ticked=(listing, row))


K = TypeVar("K", bound=str)


def _shape(key: Key, path: tuple[ListingKey, ...]) -> str:
    """A cell's key with empty brackets: 项目[].绩效指标[].得分."""
    out = ""
    done = 0
    for listing in path:
        out = f"{out}{key[done : len(listing)]}[]"
        done = len(listing)
    return out + key[done:]


def _put(table: dict[K, str], place: K, after: str | None) -> None:
    if after is None:
        table.pop(place, None)
    else:
        table[place] = after
