"""The rows of a list for which a form repeats one of its own."""

from __future__ import annotations

from core.figures.formula import parse
from core.figures.keys import WHOLE, ListingKey, Row
from core.figures.scope import Context
from core.report.report import Report


def rows_in_band(
    report: Report, listing: ListingKey, condition: str, outer: ListingKey | None, row: Row
) -> list[Row]:
    """The rows in order, blank ones too, of those that the sheet for a row of `outer` shows.

    `condition` tells which part of the list; "" all of it.
    """
    rows = report.graph.state.rows
    scope = rows.scope(listing, outer)
    found = rows.under(scope, row if scope else WHOLE, listing)
    if not condition:
        return found
    run = report.graph.plan.compiler.compile(parse(condition), Context(listing, texts=True)).run
    return [inner for inner in found if run(inner) is True]
