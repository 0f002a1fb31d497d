"""Where a row's cells are named by texts, and what becomes of those marks when the row goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress

from core.figures.formula import FormulaError, Node, names_in, parse
from core.figures.graph import Graph
from core.figures.keys import Key, ListingKey, Row, parent_row
from core.figures.marks import Choice, Each, Mark, Part, escape, parse_marks, unparse
from core.figures.scope import context_of
from core.numbers.runs import words


def places_naming(graph: Graph, listing: ListingKey, rows: Collection[Row]) -> list[Key]:
    """The keys of texts that name one of some rows, or a row in one, by its id."""
    return list(words_for_marks(graph, listing, rows))


def words_for_marks(
    graph: Graph, listing: ListingKey, rows: Collection[Row]
) -> dict[Key, tuple[str, list[str]]]:
    """Texts naming some rows' cells, with those marks replaced by the words they show, and these words."""
    out: dict[Key, tuple[str, list[str]]] = {}
    texts = [d for d in graph.definitions.figures.values() if d.kind.is_lines]
    for definition in texts:
        context = context_of(definition, texts=True)
        for place, text in graph.state.entries.cells[definition.key].items():
            if "[" not in text:
                continue
            said: list[str] = []
            written: list[str] = []
            for part in parse_marks(text):
                if _names(graph, part, listing, rows):
                    template = graph.texts.templates.of_parts((part,), context)
                    said.append(words(template.render(place)))
                    written.append(escape(said[-1]))
                else:
                    written.append(unparse((part,)))
            if said:
                out[graph.state.key_of(definition.key, place)] = ("".join(written), said)
    return out


def _names(graph: Graph, part: Part, listing: ListingKey, rows: Collection[Row]) -> bool:
    """Whether a mark, or one inside it, names one of some rows by its id."""
    figures = graph.definitions.figures
    for node in _formulas(part):
        for name in names_in(node):
            if any(above in rows for above in _upwards(name.row)):
                found = figures.get(Key(name.key))
                if found is not None and graph.definitions.covers(listing, found.listing):
                    return True
    return False


def _upwards(row: Row) -> Iterator[Row]:
    """A row and the rows it stands in."""
    while row:
        yield row
        row = parent_row(row)


def _formulas(part: Part) -> Iterator[Node]:
    inner: tuple[Part, ...] = ()
    match part:
        case Mark(expression=source):
            pass
        case Choice(condition=source, yes=yes, no=no):
            inner = (*yes, *no)
        case Each(listing=source, item=inner):
            pass
        case _:
            return
    with suppress(FormulaError):
        yield parse(source)
    for nested in inner:
        yield from _formulas(nested)
