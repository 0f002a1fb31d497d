"""概览 of pack.yaml: which figures are drawn as bars beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from core.figures.definitions import Definition, Listing
from core.figures.keys import NO_LISTING_KEY, Key, ListingKey, member_key
from core.pack.forms_file import listing_per_row
from core.pack.nodes import Attributes, Node

_CHART = ("数", "满", "每行", "名称")


class ChartPlan(NamedTuple):
    """One chart: figures, each with what would be full ("" for none); with `listing` one bar per row.

    `names` stand under the bars where the figures' own labels would say too much.
    """

    title: str
    figures: tuple[Key, ...]
    full: tuple[str, ...] = ()
    listing: ListingKey = NO_LISTING_KEY
    names: tuple[str, ...] = ()


def read_charts(
    node: Node | None, figures: Mapping[Key, Definition], listings: Mapping[ListingKey, Listing]
) -> tuple[ChartPlan, ...]:
    """The charts in order; raises PackError for figures that are not there or are no numbers."""
    charts: list[ChartPlan] = []
    for title, inner in node.items().items() if node else ():
        attributes = Attributes(inner, _CHART, "概览")
        listing = listing_per_row(attributes, listings)
        full = attributes.texts("满")
        names = attributes.texts("名称")
        shown = tuple(
            member_key(listing, name) if listing else Key(name) for name in attributes.need("数").texts()
        )
        others = (Key(name) for name in full if name not in figures and not _is_number(name))
        for key in (*shown, *others):
            found = figures.get(key)
            if found is None or not found.kind.numeric or (found.listing or "") != listing:
                raise attributes.need("数").wrong(
                    f"没有名为 {key[:40]} 的数，或者它不在 {listing or '报告'} 里"
                )
        for name, other in (("满", full), ("名称", names)):
            if other and len(other) != len(shown):
                raise attributes.need(name).wrong(
                    f"“{name}”有 {len(other)} 个，“数”有 {len(shown)} 个，应一样多"
                )
        charts.append(ChartPlan(title, shown, full, listing, names))
    return tuple(charts)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
