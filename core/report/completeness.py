"""How far each section is filled in: what must be there and is still 未填."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.definitions import Definition, Listing
from core.figures.keys import WHOLE, Key, ListingKey, Row
from core.pack.sections import BODY, IN_USE, INPUT_LEVEL, STATE, WITHOUT_TEXT, Section
from core.report.report import Report

ELSEWHERE = Row("")
FORM = "附件:"
"""Stands for figures that belong to no section's tab; and before the name of the form that has them instead."""


def form_place(form: str) -> Row:
    """What stands in a section's stead for a form."""
    return Row(FORM + form)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a section asks for: how many figures must be filled, and the keys of those that are not."""

    section: Row
    required: int
    unfilled: tuple[Key, ...]

    @property
    def is_complete(self) -> bool:
        return not self.unfilled


def completeness(report: Report) -> dict[Row, Filling]:
    """Every section's filling, in the pack's order; a section that is 无 or left out asks for nothing."""
    out: dict[Row, Filling] = {}
    owners = _owners(report)
    others = [owner for owner in dict.fromkeys(owners.values()) if owner not in report.pack.sections]
    for section in [*report.pack.sections, *others]:
        asked = _Asked(report)
        if section in others or _is_written(report, report.pack.sections[section]):
            for key, owner in owners.items():
                if owner == section:
                    asked.look_at(key)
            asked.look_at_text(section)
        out[section] = Filling(section, asked.required, tuple(asked.unfilled))
    return out


def _owners(report: Report) -> dict[Key, Row]:
    """Required figures and lists that are not in another list's rows, each with its section."""
    definitions = report.pack.definitions
    keys: list[Key] = [
        k for k, d in definitions.figures.items() if d.listing is None and d.required and not d.formula
    ]
    keys += [k for k, one in definitions.listings.items() if one.parent is None and _asks(report, one)]
    blocks = [(block, s.id) for s in report.pack.sections.values() for block in s.blocks]
    owners: dict[Key, Row] = {}
    for key in keys:
        found = [(len(b), s) for b, s in blocks if key == b or key.startswith(f"{b}.")]
        form = report.pack.form_of(key)
        if found:
            owners[key] = max(found, key=lambda one: one[0])[1]
        else:
            owners[key] = form_place(form) if form else ELSEWHERE
    return owners


def _asks(report: Report, listing: Listing) -> bool:
    """Whether a list, its columns or the lists in its rows ask for anything."""
    definitions = report.pack.definitions
    if listing.required or any(_is_asked(definitions.figures[column]) for column in listing.columns):
        return True
    inner = report.graph.state.rows.listings_in(listing.key)
    return any(_asks(report, definitions.listings[key]) for key in inner)


def _is_asked(definition: Definition) -> bool:
    return definition.required and not definition.formula


def _is_written(report: Report, section: Section) -> bool:
    state = report.words(report.cell(STATE, section.id)) or IN_USE
    return section.level == INPUT_LEVEL or state not in WITHOUT_TEXT


class _Asked:
    """Counts what is asked for and remembers what of it is not filled."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._graph = report.graph
        self._definitions = report.pack.definitions
        self.required = 0
        self.unfilled: list[Key] = []

    def look_at(self, key: Key) -> None:
        """A figure, or all that a list asks for."""
        if key in self._definitions.figures:
            self._note(self._report.entry(key) is not None, key)
        else:
            self._look_at_rows(self._definitions.listings[ListingKey(key)], WHOLE)

    def look_at_text(self, section: Row) -> None:
        """The text of a section that must be written."""
        found = self._report.pack.sections.get(section)
        if found is not None and found.mandatory:
            key = self._report.cell(BODY, section)
            self._note(bool(self._report.words(key).strip()), key)

    def _note(self, filled: bool, key: Key) -> None:
        self.required += 1
        self.unfilled += [] if filled else [key]

    def _look_at_rows(self, listing: Listing, parent: Row) -> None:
        entries = self._graph.state.entries
        rows = self._graph.state.rows.live(listing.key, parent)
        if listing.required:
            filled = bool(rows) or entries.none_ticked(listing.key, parent)
            self._note(filled, entries.listing_key(listing.key, parent))
        columns = [c for c in listing.columns if _is_asked(self._definitions.figures[c])]
        tables = [(column, entries.cells[column]) for column in columns]
        inner = [self._definitions.listings[key] for key in self._graph.state.rows.listings_in(listing.key)]
        self.required += len(rows) * len(columns)
        for row in rows:
            for column, table in tables:
                if row not in table:
                    self.unfilled.append(self._graph.state.key_of(column, row))
            for nested in inner:
                self._look_at_rows(nested, row)
