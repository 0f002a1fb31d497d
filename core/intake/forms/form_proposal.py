"""What a filled form proposes: changes of cells, new rows, rows it has no more; and taking them over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.figures.graph import Graph
from core.figures.keys import (
    NONE_TICKED,
    RANK,
    WHOLE,
    Key,
    ListingKey,
    Row,
    parent_row,
    split_key,
    split_listing_key,
)
from core.report.change import Change
from core.report.ranks import placed
from core.report.report import Report
from core.report.row_edits import Entries, removed, row_key

LABEL = "读入附件"


YEAR = "年份"
UNIT = "单位名称"
"""What must be asked before anything of a sheet is taken: it is of another year, or of another unit."""


class Question(NamedTuple):
    """What must be asked of a sheet: `what` is YEAR or UNIT, or the money unit it may be in."""

    sheet: str
    what: str
    words: str


class FormEdit(NamedTuple):
    """One proposed change of a figure, in words and as the entry it would be (None takes it away).

    With a `reason` it cannot be taken and is not written. `doubt` says why it may be meant otherwise; `clears`
    where a blank would take away what stands; `asks` what must be asked of its sheet first. `by` are the words
    by which its place was known.
    """

    key: Key
    label: str
    before: str
    after: str
    entry_key: str
    entry: str | None
    source: str
    reason: str = ""
    doubt: str = ""
    clears: bool = False
    asks: Question | None = None
    by: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it may be taken unasked."""
        return not (self.reason or self.doubt or self.clears or self.asks)


class RowEdit(NamedTuple):
    """A row that the file has and the report has not, with all its entries, or the other way round.

    A new row goes ahead of the row `before`, or to the end. `doubt` says why it may be none, `asks` what must be
    asked of its sheet first.
    """

    listing_key: ListingKey
    row: Row
    name: str
    is_new: bool
    source: str
    entries: Mapping[str, str | None] = {}
    before: Row = WHOLE
    asks: Question | None = None
    doubt: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it may be taken unasked."""
        return self.is_new and not (self.doubt or self.asks)


class FormSheet(NamedTuple):
    """A sheet that was read: as which form, and for which row where the form has a sheet per row.

    `year` and `unit` are those of its title, `same` how many cells say what the report says.
    """

    form: str
    sheet: str
    row: Row = WHOLE
    year: int = 0
    unit: str = ""
    same: int = 0


class Unread(NamedTuple):
    """What of a sheet was not read: where it stands, its words, and why."""

    source: str
    words: str
    reason: str

    @property
    def sentence(self) -> str:
        """All of it in words."""
        return f"{self.source}{f' “{self.words}”' if self.words else ''}：{self.reason}，没有读"


@dataclass(slots=True)
class FormProposal:
    """All that a file with filled forms would change; nothing is written yet.

    `gone` are rows of the report that the file has no more: they stay unless asked.
    """

    edits: list[FormEdit] = field(default_factory=list)
    rows: list[RowEdit] = field(default_factory=list)
    gone: list[RowEdit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    forms: list[FormSheet] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def taken(self) -> list[FormEdit]:
        """The edits that can be taken."""
        return [edit for edit in self.edits if not edit.reason]

    @property
    def certain(self) -> list[FormEdit]:
        """The edits that may be taken unasked."""
        return [edit for edit in self.edits if edit.is_certain]

    @property
    def refused(self) -> list[FormEdit]:
        """The edits that cannot."""
        return [edit for edit in self.edits if edit.reason]

    @property
    def certain_rows(self) -> list[RowEdit]:
        """The new rows that may be taken unasked: none inside a new row that may not."""
        held: set[Row] = set()
        for row in self.rows:
            if not row.is_certain or parent_row(row.row) in held:
                held.add(row.row)
        return [row for row in self.rows if row.row not in held]

    @property
    def is_empty(self) -> bool:
        """Whether the file says just what the report says."""
        return not (self.edits or self.rows or self.gone)

    @property
    def is_whole(self) -> bool:
        """Whether all that stands in the file was read for certain."""
        some = len(self.certain) < len(self.edits) or len(self.certain_rows) < len(self.rows)
        return not (self.unread or self.questions or some)


def accept_forms(
    report: Report,
    proposal: FormProposal,
    *,
    edits: Collection[FormEdit] | None = None,
    rows: Collection[RowEdit] | None = None,
    gone: Collection[RowEdit] = (),
    origin: object = None,
) -> Change:
    """Takes the chosen edits and rows (None: those that are certain) over as one step; rows in `gone` are removed.

    Rows inside a new row that is not taken are left out.
    """
    chosen = set(map(_row_place, proposal.certain_rows if rows is None else rows))
    entries: Entries = {}
    for listing_key, paths in _by_listing(gone).items():
        there = [
            path for path in paths if report.graph.state.rows.has(split_listing_key(listing_key)[0], path)
        ]
        entries |= removed(report.graph, listing_key, there)
    fresh = _reachable(report.graph, [row for row in proposal.rows if _row_place(row) in chosen])
    for row in fresh:
        entries |= row.entries
        entries[row.listing_key + NONE_TICKED] = None
    for edit in proposal.certain if edits is None else edits:
        if not edit.reason and _is_there(report.graph, edit):
            entries[edit.entry_key] = edit.entry
    return report.enter(entries | _ranks(report.graph, fresh), LABEL, origin=origin)


def _row_place(row: RowEdit) -> tuple[ListingKey, Row]:
    return row.listing_key, row.row


def _by_listing(rows: Collection[RowEdit]) -> dict[ListingKey, list[Row]]:
    out: dict[ListingKey, list[Row]] = {}
    for row in rows:
        out.setdefault(row.listing_key, []).append(row.row)
    return out


def _reachable(graph: Graph, rows: Sequence[RowEdit]) -> list[RowEdit]:
    """The new rows whose parent's row is there, or is a new row too."""
    out: list[RowEdit] = []
    new: set[Row] = set()
    for row in rows:
        listing = graph.definitions.listings[split_listing_key(row.listing_key)[0]]
        above = parent_row(row.row)
        if listing.parent is None or above in new or graph.state.rows.has(listing.parent, above):
            out.append(row)
            new.add(row.row)
    return out


def _is_there(graph: Graph, edit: FormEdit) -> bool:
    """Whether the row of an edit is still there: else it would come back with one cell."""
    name, row = split_key(edit.key)
    definition = graph.definitions.figures.get(name)
    return definition is None or definition.listing is None or graph.state.rows.has(definition.listing, row)


def _ranks(graph: Graph, rows: Sequence[RowEdit]) -> Entries:
    """The ranks by which new rows stand where the file has them; one after the other, so that all fit."""
    out: Entries = {}
    ranked: dict[ListingKey, list[tuple[str, Row]]] = {}
    for row in rows:
        listing, parent = split_listing_key(row.listing_key)
        known = ranked.setdefault(row.listing_key, graph.state.rows.ranked(listing, parent))
        names = [name for _, name in known]
        fresh = placed(known, names.index(row.before) if row.before in names else len(names), row.row)
        kept = {name: rank for rank, name in known} | fresh
        ranked[row.listing_key] = sorted((rank, name) for name, rank in kept.items())
        out |= {row_key(graph, listing, name) + RANK: rank for name, rank in fresh.items()}
    return out
