"""Where a row's cells are named by texts, and what becomes of those marks when the row goes."""

from __future__ import annotations

from core.figures.graph import Graph
from core.figures.keys import split_key
from core.figures.marks import Mark, Part, escape, parse_marks, unparse


def places_naming(graph: Graph, stem: str) -> list[str]:
    """The keys of texts with marks on cells of a row: 项目[a3f] or anything in it."""
    texts = [k for k, d in graph.definitions.figures.items() if d.kind.name == "多行文字"]
    found: list[str] = []
    for key in texts:
        for row, text in graph.entries.cells[key].items():
            if any(_names(part, stem) for part in parse_marks(text)):
                found.append(graph.key_of(key, row))
    return found


def words_for_marks(graph: Graph, stem: str) -> dict[str, str]:
    """Texts naming a row's cells, those marks replaced by the words they show."""
    out: dict[str, str] = {}
    for key in places_naming(graph, stem):
        name, row = split_key(key)
        parts = parse_marks(graph.entries.cells[name][row])
        out[key] = "".join(escape(_said(graph, p)) if _names(p, stem) else unparse((p,)) for p in parts)
    return out


def _names(part: Part, stem: str) -> bool:
    return isinstance(part, Mark) and part.expression.startswith((stem + ".", stem + "["))


def _said(graph: Graph, part: Part) -> str:
    assert isinstance(part, Mark)
    name, row = split_key(part.expression)
    definition = graph.definitions.figures.get(name)
    return graph.words_of(definition, row) if definition else ""
