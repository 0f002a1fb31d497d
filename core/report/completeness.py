"""How far each section is filled in: what must be there and is still 未填."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures.definitions import Definition, Listing
from core.pack.sections import BODY, IN_USE, INPUT_LEVEL, LEFT_OUT, NONE, STATE, Section
from core.report.report import Report

ELSEWHERE = ""
"""Stands for figures that belong to no section's tab."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a section asks for: how many figures must be filled, and the keys of those that are not."""

    section: str
    required: int
    unfilled: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.unfilled


def completeness(report: Report) -> dict[str, Filling]:
    """Every section's filling, in the pack's order; a section that is 无 or left out asks for nothing."""
    out: dict[str, Filling] = {}
    owners = _owners(report)
    for section in [*report.pack.sections, *([ELSEWHERE] if ELSEWHERE in owners.values() else [])]:
        asked: list[tuple[str, bool]] = []
        if section == ELSEWHERE or _is_written(report, report.pack.sections[section]):
            for key, owner in owners.items():
                if owner == section:
                    asked += _asked(report, key)
            asked += _body(report, section)
        unfilled = tuple(key for key, filled in asked if not filled)
        out[section] = Filling(section, len(asked), unfilled)
    return out


def _owners(report: Report) -> dict[str, str]:
    """Required figures and lists that are not in another list's rows, each with its section."""
    definitions = report.pack.definitions
    keys = [k for k, d in definitions.figures.items() if d.listing is None and d.required and not d.formula]
    keys += [k for k, one in definitions.listings.items() if one.parent is None and _asks(report, one)]
    blocks = [(block, s.id) for s in report.pack.sections.values() for block in s.blocks]
    owners: dict[str, str] = {}
    for key in keys:
        found = [(len(b), s) for b, s in blocks if key == b or key.startswith(f"{b}.")]
        owners[key] = max(found, key=lambda one: one[0])[1] if found else ELSEWHERE
    return owners


def _asks(report: Report, listing: Listing) -> bool:
    """Whether a list, its columns or the lists in its rows ask for anything."""
    definitions = report.pack.definitions
    if listing.required or any(_is_asked(definitions.figures[column]) for column in listing.columns):
        return True
    inner = report.graph.rows.listings_in(listing.key)
    return any(_asks(report, definitions.listings[key]) for key in inner)


def _is_asked(definition: Definition) -> bool:
    return definition.required and not definition.formula


def _is_written(report: Report, section: Section) -> bool:
    state = report.words(report.cell(STATE, section.id)) or IN_USE
    return section.level == INPUT_LEVEL or state not in (NONE, LEFT_OUT)


def _body(report: Report, section: str) -> list[tuple[str, bool]]:
    """The text of a section that must be written."""
    found = report.pack.sections.get(section)
    if found is None or not found.mandatory:
        return []
    key = report.cell(BODY, section)
    return [(key, bool(report.words(key).strip()))]


def _asked(report: Report, key: str) -> Iterator[tuple[str, bool]]:
    """A figure, or all that a list asks for, each with whether it is filled."""
    if key in report.pack.definitions.figures:
        yield key, report.entry(key) is not None
    else:
        yield from _rows(report, report.pack.definitions.listings[key], "")


def _rows(report: Report, listing: Listing, parent: str) -> Iterator[tuple[str, bool]]:
    definitions, graph = report.pack.definitions, report.graph
    rows = graph.rows.live(listing.key, parent)
    if listing.required:
        ticked = graph.entries.none_ticked(listing.key, parent)
        yield graph.entries.listing_key(listing.key, parent), bool(rows) or ticked
    columns = [column for column in listing.columns if _is_asked(definitions.figures[column])]
    inner = [definitions.listings[key] for key in graph.rows.listings_in(listing.key)]
    for row in rows:
        for column in columns:
            yield graph.key_of(column, row), row in graph.entries.cells[column]
        for one in inner:
            yield from _rows(report, one, row)
