"""Texts with marks inside a graph: their words, and which of them a change of figures reaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.figures.compiler import Context
from core.figures.definitions import Definition
from core.figures.template import Run, Template, words

if TYPE_CHECKING:
    from core.figures.graph import Graph

MOST_NESTED = 4

Cell = tuple[str, str]
"""(definition's key, row)."""


class Texts:
    """Keeps the words of every multi-line text up to date."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._templates: dict[Cell, Template] = {}
        self._readers: dict[str, set[Cell]] = {}
        self._depth = 0

    def load(self) -> None:
        """All texts of a file."""
        self._templates.clear()
        self._readers.clear()
        cells = [(key, row) for key in self._keys() for row in self._graph.entries.cells[key]]
        for cell in cells:
            self._compile(cell)
        for cell in cells:
            self._say(cell)

    def _keys(self) -> list[str]:
        return [k for k, d in self._graph.definitions.figures.items() if d.kind.name == "多行文字"]

    def put(self, key: str, row: str) -> None:
        """One text was entered, changed or taken out."""
        cell = (key, row)
        old = self._templates.pop(cell, None)
        for read in old.reads if old else ():
            self._readers[read].discard(cell)
        if row in self._graph.entries.cells[key]:
            self._compile(cell)
            self._say(cell)
        else:
            self._graph.values[key].pop(row, None)

    def _compile(self, cell: Cell) -> None:
        key, row = cell
        definition = self._graph.definitions.figures[key]
        text = self._graph.entries.cells[key][row]
        context = Context(definition.listing, definition.group, texts=True)
        template = self._templates[cell] = self._graph.plan.templates.of(text, context)
        for read in template.reads:
            self._readers.setdefault(read, set()).add(cell)

    def _say(self, cell: Cell) -> None:
        self._graph.values[cell[0]][cell[1]] = words(self.runs(*cell))

    def runs(self, key: str, row: str) -> list[Run]:
        """A text's words as runs, each naming the cell whose figure it shows."""
        template = self._templates.get((key, row))
        return template.render(row) if template else []

    def nested(self, definition: Definition, row: str) -> list[Run]:
        """A text shown inside another; a text that shows itself says so instead of turning for ever."""
        if self._depth >= MOST_NESTED:
            return [Run("【？文字互相引用】")]
        self._depth += 1
        try:
            key = self._graph.key_of(definition.key, row)
            runs = self.runs(definition.key, row)
            return [run if run.key else Run(run.text, key) for run in runs]
        finally:
            self._depth -= 1

    def unknown(self) -> list[tuple[Cell, str]]:
        """Marks of texts whose key the pack does not know."""
        return [(cell, key) for cell, template in self._templates.items() for key in template.unknown]

    def unknown_in(self, cell: Cell) -> tuple[str, ...]:
        """The unknown marks of one text."""
        template = self._templates.get(cell)
        return template.unknown if template else ()

    def reading(self, key: str) -> set[Cell]:
        """The texts that show a definition."""
        return set(self._readers.get(key, ()))

    def follow(self, touched: Iterable[Cell], structure: Iterable[tuple[str, str]]) -> set[Cell]:
        """Says again all texts that show what was touched, and returns those whose words changed."""
        changed: set[Cell] = set()
        waiting = {key for key, _ in touched} | {listing for listing, _ in structure}
        for _ in range(MOST_NESTED + 1):
            reached = {cell for key in waiting for cell in self._readers.get(key, ())}
            waiting = set()
            for cell in reached:
                before = self._graph.values[cell[0]].get(cell[1])
                self._say(cell)
                if self._graph.values[cell[0]][cell[1]] != before:
                    changed.add(cell)
                    waiting.add(cell[0])
        return changed
