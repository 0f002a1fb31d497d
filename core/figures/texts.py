"""Texts with marks inside a graph: their words, and which of them a change of figures reaches."""

from __future__ import annotations

from collections.abc import Iterable

from core.figures.compiler import Compiler
from core.figures.definitions import Definition
from core.figures.keys import Key, Row
from core.figures.scope import context_of
from core.figures.state import State
from core.figures.template import BLANK, Template, Templates
from core.numbers.runs import Run, words
from core.numbers.writing import NumberFormat

MOST_NESTED = 4

Cell = tuple[Key, Row]
"""(definition's key, row)."""


class Texts:
    """Keeps the words of every multi-line text up to date."""

    def __init__(self, state: State, compiler: Compiler) -> None:
        self._state = state
        self.templates = Templates(compiler, self.show)
        self._compiled: dict[Cell, Template] = {}
        self._readers: dict[Key, set[Cell]] = {}
        self._depth = 0

    def load(self) -> None:
        """All texts of a file."""
        self._compiled.clear()
        self._readers.clear()
        for key in self._keys():
            self._state.values[key].clear()
        cells = [(key, row) for key in self._keys() for row in self._state.entries.cells[key]]
        for cell in cells:
            self._compile(cell)
        for cell in cells:
            self._say(cell)

    def _keys(self) -> list[Key]:
        return [k for k, d in self._state.definitions.figures.items() if d.kind.is_lines]

    def put(self, cells: Iterable[Cell]) -> None:
        """Some texts were entered, changed or taken out."""
        for cell in cells:
            old = self._compiled.pop(cell, None)
            for read in old.reads if old else ():
                self._readers[read].discard(cell)
            if cell[1] in self._state.entries.cells[cell[0]]:
                self._compile(cell)
            else:
                self._state.values[cell[0]].pop(cell[1], None)

    def _compile(self, cell: Cell) -> None:
        key, row = cell
        definition = self._state.definitions.figures[key]
        text = self._state.entries.cells[key][row]
        context = context_of(definition, texts=True)
        template = self._compiled[cell] = self.templates.of(text, context)
        for read in template.reads:
            self._readers.setdefault(read, set()).add(cell)

    def _say(self, cell: Cell) -> bool:
        """Puts a text's words in its value; whether they changed."""
        values = self._state.values[cell[0]]
        said = words(self.runs(*cell))
        changed = values.get(cell[1]) != said
        values[cell[1]] = said
        return changed

    def runs(self, key: Key, row: Row) -> list[Run]:
        """A text's words as runs, each naming the cell whose figure it shows."""
        template = self._compiled.get((key, row))
        return template.render(row) if template else []

    def show(self, definition: Definition, row: Row, form: NumberFormat | None) -> list[Run]:
        """The words of a figure as it is printed, ＿＿ where one must stand and none does."""
        if definition.kind.is_lines:
            return self._nested(definition, row)
        text = self._state.words_of(definition, row, form)
        if not text and (definition.kind.numeric or self._is_asked(definition)):
            text = BLANK
        return [Run(text, self._state.key_of(definition.key, row))]

    def _is_asked(self, definition: Definition) -> bool:
        """Whether words that are not there leave a gap that must be seen."""
        return definition.required or (self._state.definitions.asks_all and not definition.blank)

    def _nested(self, definition: Definition, row: Row) -> list[Run]:
        """A text shown inside another; a text that shows itself says so instead of turning for ever."""
        if self._depth >= MOST_NESTED:
            return [Run("【？文字互相引用】")]
        self._depth += 1
        try:
            key = self._state.key_of(definition.key, row)
            runs = self.runs(definition.key, row)
            if not runs and self._is_asked(definition):
                return [Run(BLANK, key)]
            return [run if run.key else Run(run.text, key) for run in runs]
        finally:
            self._depth -= 1

    def unknown(self) -> list[Cell]:
        """The texts with marks that cannot be said."""
        return [cell for cell in self._compiled if self.unknown_in(cell)]

    def unknown_in(self, cell: Cell) -> tuple[str, ...]:
        """The marks of a text that cannot be said: unknown to the pack, or naming a row that is not there."""
        template = self._compiled.get(cell)
        if template is None:
            return ()
        has = self._state.rows.has
        gone = [mark.words for mark in template.named if not has(mark.listing, mark.row)]
        return tuple(dict.fromkeys((*template.unknown, *gone)))

    def template(self, cell: Cell) -> Template | None:
        """A text's compiled form."""
        return self._compiled.get(cell)

    def reading(self, key: Key) -> set[Cell]:
        """The texts that show a definition or an aggregate."""
        return set(self._readers.get(key, ()))

    def follow(self, fresh: Iterable[Cell], turned: Iterable[Key]) -> tuple[set[Cell], set[Cell]]:
        """Says the fresh texts and all that read what turned; gives those that changed, and all said."""
        reached = {cell for cell in fresh if cell in self._compiled}
        waiting = set(turned)
        changed: set[Cell] = set()
        said: set[Cell] = set()
        for _ in range(MOST_NESTED + 2):
            reached |= {cell for key in waiting for cell in self._readers.get(key, ())}
            turned_now = {cell for cell in reached if self._say(cell)}
            changed |= turned_now
            said |= reached
            waiting = {key for key, _ in turned_now}
            reached = set()
        return changed, said
