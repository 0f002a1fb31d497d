"""The entries by which rows come, move and go."""

from __future__ import annotations

from collections.abc import Mapping

from core.figures.graph import Graph
from core.figures.keys import GONE, NONE_TICKED, RANK, cell_key, split_key
from core.figures.kinds import read_entry
from core.numbers.troubles import Refused
from core.report.ranks import placed
from core.report.references import words_for_marks


def row_key(graph: Graph, listing: str, row: str) -> str:
    """The key of a row: 项目[a3f]."""
    return cell_key(listing, graph.definitions.path(listing), row)


def added(
    graph: Graph, listing_key: str, row: str, cells: Mapping[str, str], before: str
) -> dict[str, str | None]:
    """A new row with what was typed for its columns, by their names; raises Refused."""
    listing, parent = split_key(listing_key)
    if parent:
        _refuse_gone(graph, graph.definitions.listings[listing].parent, parent)
    entries = _placed(graph, listing, parent, row, before)
    for name, text in cells.items():
        definition = graph.definitions.figures[f"{listing}.{name}"]
        entries[graph.key_of(definition.key, row)] = read_entry(definition.kind, text, definition.options)
    return entries | {listing_key + NONE_TICKED: None}


def moved(graph: Graph, listing_key: str, row: str, before: str) -> dict[str, str | None]:
    """A row put ahead of another, or at the end."""
    listing, parent = split_key(listing_key)
    _refuse_gone(graph, listing, row)
    return _placed(graph, listing, parent, row, before)


def removed(graph: Graph, listing_key: str, row: str) -> dict[str, str | None]:
    """A row taken out with all that belongs to it; texts that named it keep the words, with a note."""
    listing, _ = split_key(listing_key)
    _refuse_gone(graph, listing, row)
    if graph.rows.is_fixed(listing, row):
        raise Refused("这一行是模板里固定的，不能删除；没有内容可以清空")
    stem = row_key(graph, listing, row)
    inside = (stem + ".", stem + "!", GONE + stem + ".")
    entries: dict[str, str | None] = dict.fromkeys(key for key in graph.entries.all if key.startswith(inside))
    for key, (text, words) in words_for_marks(graph, listing, row).items():
        if key not in entries:
            entries[key] = text
            entries[GONE + key] = "、".join(filter(None, (graph.entries.notes.get(key), *words)))
    return entries


def _placed(graph: Graph, listing: str, parent: str, row: str, before: str) -> dict[str, str | None]:
    ranked = [(rank, name) for rank, name in graph.rows.ranked(listing, parent) if name != row]
    names = [name for _, name in ranked]
    at = names.index(before) if before in names else len(ranked)
    return {row_key(graph, listing, name) + RANK: rank for name, rank in placed(ranked, at, row).items()}


def _refuse_gone(graph: Graph, listing: str | None, row: str) -> None:
    if listing is not None and not graph.rows.has(listing, row):
        raise Refused("这一行已经删除，没有改动")
