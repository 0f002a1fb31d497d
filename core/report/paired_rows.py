"""Rows that the report itself pairs: a column 对应问题 says which row of 问题 a measure answers."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.keys import Key, ListingKey, Row
from core.report.report import Report

ANSWERS = "对应"
"""A column of this name and a listing's holds the number of the row that its own row answers."""
LEAST = 2
"""Characters without which words tell no row from another."""


def paired_words(report: Report) -> frozenset[str]:
    """What such rows say, both the answering and the answered ones, in the words of their first column."""
    return frozenset(words for words in _words(report) if len(words) >= LEAST)


def _words(report: Report) -> Iterator[str]:
    listings = report.pack.definitions.listings
    for listing in listings.values():
        for column in listing.columns:
            name = column.rpartition(".")[2]
            asked = ListingKey(Key(name.removeprefix(ANSWERS)))
            if (
                not name.startswith(ANSWERS)
                or asked not in listings
                or listings[asked].parent
                or listing.parent
            ):
                continue
            answered = report.rows(asked, live=True)
            for row in report.rows(listing.key, live=True):
                number = report.words(report.cell(column, row))
                if number.isdecimal() and 0 < int(number) <= len(answered):
                    yield _first_words(report, listing.key, row)
                    yield _first_words(report, asked, answered[int(number) - 1])


def _first_words(report: Report, listing: ListingKey, row: Row) -> str:
    """The first words that a row has."""
    figures = report.pack.definitions.figures
    columns = [c for c in report.pack.definitions.listings[listing].columns if figures[c].kind.is_words]
    return next((words for c in columns if (words := report.words(report.cell(c, row)).strip())), "")
