"""What all sheets of a file say, gathered by figure and by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.figures.keys import WHOLE, Key, ListingKey, Row, parent_row, split_listing_key
from core.intake.forms.form_proposal import FormSheet, Question, RowEdit, Unread
from core.intake.forms.labels import bare
from core.intake.forms.values import CellEntry
from core.report.names import row_name
from core.report.report import Report
from core.report.row_edits import cells_typed, new_row

MOST_NOTES = 200


LONGEST = 30
"""Characters of what was not read before it is cut."""


class Statement(NamedTuple):
    """What one cell says of a figure; `unchanged`: just what the report shows there.

    `by` are the words by which its place was known, `doubt` why it may be meant otherwise, `asks` what must be
    asked of its sheet first.
    """

    content: CellEntry
    words: str
    source: str
    form: str = ""
    unchanged: bool = False
    by: str = ""
    doubt: str = ""
    asks: Question | None = None


@dataclass(slots=True)
class NewRow:
    """A row that the file has and the report has not."""

    listing_key: ListingKey
    row: Row
    name: str
    source: str
    before: Row
    asks: Question | None = None
    doubt: str = ""
    entries: dict[str, str | None] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    """The entries that it only shares with the other rows of its part."""


class Gathering:
    """Collects what sheets say; nothing is decided here."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.notes: list[str] = []
        self.unread: list[Unread] = []
        self.questions: list[Question] = []
        self.forms: list[FormSheet] = []
        self.statements: dict[Key, list[Statement]] = {}
        self.rows: dict[tuple[ListingKey, Row], NewRow] = {}
        """The new rows, by listing and row."""
        self.none: dict[ListingKey, str] = {}
        """Where 无 stands for a listing, by the listing's key."""
        self.seen: set[tuple[ListingKey, Row]] = set()
        """Rows of the report that the file has, as (listing, row)."""
        self.missed: list[RowEdit] = []
        """Rows of the report that some sheet has no more."""
        self._named: dict[tuple[ListingKey, str], list[Row]] = {}

    def note(self, words: str) -> None:
        """A sentence for the clerk."""
        if words not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(words)

    def leave(self, source: str, words: str, reason: str) -> None:
        """Something that is not read, where it stands and why."""
        left = Unread(source, " ".join(words.split())[:LONGEST], reason)
        if left not in self.unread and len(self.unread) < MOST_NOTES:
            self.unread.append(left)

    def ask(self, sheet: str, what: str, words: str) -> Question:
        """Something that must be asked before anything of a sheet is taken."""
        question = Question(sheet, what, words)
        if question not in self.questions:
            self.questions.append(question)
        return question

    def add(self, key: Key, statement: Statement) -> None:
        """One cell's word on a figure."""
        self.statements.setdefault(key, []).append(statement)

    def is_stated(self, key: Key, words: str) -> bool:
        """Whether some cell has said these words of a figure."""
        return any(
            one.content.entry and bare(one.content.entry) == words for one in self.statements.get(key, ())
        )

    def miss(self, listing_key: ListingKey, row: Row, source: str) -> None:
        """A sheet has a row of the report no more; another may have it."""
        listing = split_listing_key(listing_key)[0]
        if not self.report.graph.state.rows.is_fixed(listing, row):
            name = row_name(self.report, listing, row)
            self.missed.append(RowEdit(listing_key, row, name, False, source))

    # -- new rows -------------------------------------------------------------------------------------

    def new_row(
        self,
        listing_key: ListingKey,
        name: str,
        source: str,
        before: Row = WHOLE,
        asks: Question | None = None,
        doubt: str = "",
    ) -> Row:
        """A row that the report has not; it goes ahead of the row `before`, or to the end."""
        listing, parent = split_listing_key(listing_key)
        row = new_row(parent)
        self.rows[listing, row] = NewRow(listing_key, row, name, source, before, asks, doubt)
        self._named.setdefault((listing_key, bare(name)), []).append(row)
        return row

    def rows_named(self, listing_key: ListingKey, name: str) -> list[Row]:
        """The new rows of a name that sheets have brought."""
        return self._named.get((listing_key, bare(name)), []) if bare(name) else []

    def is_new(self, listing: ListingKey | None, row: Row) -> bool:
        """Whether a row is one of the new ones, or stands in one."""
        while row and listing is not None:
            if (listing, row) in self.rows:
                return True
            listing = self.report.pack.definitions.listings[listing].parent
            row = parent_row(row)
        return False

    def give(self, listing: ListingKey, row: Row, given: Mapping[str, str], source: str, form: str) -> None:
        """What the rows of a part share: a row that came into it takes it over."""
        new = self.rows.get((listing, row))
        for key, entry in cells_typed(self.report.graph, listing, row, given).items():
            if new is not None:
                new.entries.setdefault(key, entry)
                new.given.add(key)
            else:
                self.add(Key(key), Statement(CellEntry(entry), entry or "", source, form))
