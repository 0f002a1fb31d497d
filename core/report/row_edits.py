"""The entries by which rows come, move and go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.graph import Graph
from core.figures.keys import (
    GONE,
    NONE_TICKED,
    RANK,
    Key,
    ListingKey,
    Row,
    cell_key,
    inner_row,
    member_key,
    split_listing_key,
)
from core.figures.rows import rank_of
from core.numbers.troubles import Refused
from core.report.ranks import placed
from core.report.references import words_for_marks

Entries = dict[str, str | None]


def new_row(parent: Row) -> Row:
    """The path of a row that was never there."""
    return inner_row(parent, os.urandom(4).hex())


def how_many(rows: Sequence[Row]) -> str:
    """How many rows, as a step's label says it."""
    return "一行" if len(rows) == 1 else f" {len(rows)} 行"


def row_key(graph: Graph, listing: ListingKey, row: Row) -> Key:
    """The key of a row: 项目[a3f]."""
    return cell_key(listing, graph.definitions.path(listing), row)


def added(graph: Graph, listing_key: ListingKey, row: Row, cells: Mapping[str, str], before: Row) -> Entries:
    """A new row with what was typed for its columns, by their names; raises Refused."""
    listing, _ = split_listing_key(listing_key)
    return rows_put(graph, listing_key, [row], before) | cells_typed(graph, listing, row, cells)


def cells_typed(graph: Graph, listing: ListingKey, row: Row, cells: Mapping[str, str]) -> Entries:
    """What was typed for a row's columns, by their names; raises Refused."""
    entries: Entries = {}
    for name, text in cells.items():
        definition = graph.definitions.figures[member_key(listing, name)]
        entries[graph.state.key_of(definition.key, row)] = definition.read(text)
    return entries


def rows_put(graph: Graph, listing_key: ListingKey, rows: Sequence[Row], before: Row) -> Entries:
    """New rows ahead of another, or at the end; 无 is no longer ticked. Raises Refused."""
    listing, parent = split_listing_key(listing_key)
    if parent:
        _refuse_gone(graph, graph.definitions.listings[listing].parent, parent)
    return _placed(graph, listing, parent, rows, before) | {listing_key + NONE_TICKED: None}


def moved(graph: Graph, listing_key: ListingKey, rows: Sequence[Row], before: Row) -> Entries:
    """Rows put ahead of another, or at the end, as they stand to each other in `rows`."""
    listing, parent = split_listing_key(listing_key)
    for row in rows:
        _refuse_gone(graph, listing, row)
    return _placed(graph, listing, parent, rows, before)


def ordered(graph: Graph, listing_key: ListingKey, column: Key, *, descending: bool) -> Entries:
    """New ranks that sort the rows by a column: numbers by value, blanks behind; equals stay as they stand."""
    listing, parent = split_listing_key(listing_key)
    values = graph.state.values[column]
    rows = graph.state.rows.all(listing, parent)
    filled = [row for row in rows if _sorts(values.get(row))]
    filled.sort(key=lambda row: values[row], reverse=descending)  # type: ignore[arg-type, return-value]
    rest = [row for row in rows if not _sorts(values.get(row))]
    rest.sort(key=lambda row: values.get(row) is None)
    return {
        row_key(graph, listing, row) + RANK: rank_of(number)
        for number, row in enumerate([*filled, *rest], start=1)
    }


def _sorts(value: Value) -> bool:
    return value is not None and value is not NOT_APPLICABLE


def removed(graph: Graph, listing_key: ListingKey, rows: Sequence[Row]) -> Entries:
    """Rows taken out with all that belongs to them; texts that named them keep the words, with a note."""
    listing, _ = split_listing_key(listing_key)
    for row in rows:
        _refuse_gone(graph, listing, row)
        if graph.state.rows.is_fixed(listing, row):
            raise Refused("这一行是模板里固定的，不能删除；没有内容可以清空")
    entries: Entries = dict.fromkeys(_inside(graph, listing, rows))
    for key, (text, words) in words_for_marks(graph, listing, set(rows)).items():
        if key not in entries:
            entries[key] = text
            entries[GONE + key] = "、".join(filter(None, (graph.state.entries.notes.get(key), *words)))
    return entries


def _inside(graph: Graph, listing: ListingKey, rows: Sequence[Row]) -> Iterator[str]:
    """The names of all entries of some rows and of the rows in them, and of the notes on their texts."""
    stems = {row_key(graph, listing, row) for row in rows}
    depth = graph.definitions.depth(listing)
    for name in graph.state.entries.all:
        head = "]".join(name.removeprefix(GONE).split("]", depth)[:depth]) + "]"
        if head in stems:
            yield name


def _placed(graph: Graph, listing: ListingKey, parent: Row, rows: Sequence[Row], before: Row) -> Entries:
    moving = set(rows)
    ranked = [(rank, name) for rank, name in graph.state.rows.ranked(listing, parent) if name not in moving]
    names = [name for _, name in ranked]
    at = names.index(before) if before in names else len(ranked)
    ranks: dict[Row, str] = {}
    for row in rows:
        fresh = placed(ranked, at, row)
        ranks |= fresh
        if len(fresh) == 1:
            ranked.insert(at, (fresh[row], row))
        else:
            ranked = sorted((rank, name) for name, rank in fresh.items())
        at += 1
    return {row_key(graph, listing, name) + RANK: rank for name, rank in ranks.items()}


def _refuse_gone(graph: Graph, listing: ListingKey | None, row: Row) -> None:
    if listing is not None and not graph.state.rows.has(listing, row):
        raise Refused("这一行已经删除，没有改动")
