"""What an open report says: figures, words, rows; nothing here changes it."""

from __future__ import annotations

from core.figures.compiler import Context
from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import FINAL, LAST_YEAR, split_key
from core.figures.template import Run, context_of, words
from core.pack.pack import Pack
from core.store.store import Store


class Looking:
    """The reading half of a report."""

    pack: Pack
    store: Store
    graph: Graph

    def definition(self, key: str) -> Definition:
        """The definition of a figure or cell; raises KeyError for an unknown key."""
        return self.pack.definitions.figures[split_key(key)[0]]

    def entry(self, key: str) -> str | None:
        """What is stored under a key, None where nothing is."""
        return self.graph.entries.all.get(key)

    def words(self, key: str) -> str:
        """A figure as it is printed, "" while it is 未填; a text with its marks said."""
        definition = self.definition(key)
        row = split_key(key)[1]
        if definition.kind.is_lines:
            return str(self.graph.values[definition.key].get(row) or "")
        return self.graph.words_of(definition, row)

    def computed(self, key: str) -> str:
        """What a computed figure's formula gives, whatever 填报值 it carries."""
        name, row = split_key(key)
        definition = self.pack.definitions.figures[name]
        return definition.kind.show(self.graph.computed[name].get(row), definition.form)

    def runs(self, key: str) -> list[Run]:
        """A text as runs that name their figures."""
        return self.graph.texts.runs(*split_key(key))

    def said(self, key: str, marks: str) -> str:
        """What a text with marks would say in the place of a text's key."""
        definition = self.definition(key)
        row = split_key(key)[1]
        context = context_of(definition)
        return words(self.graph.plan.templates.of(marks, context).render(row))

    def rows(self, listing_key: str, live: bool = False) -> list[str]:
        """The paths of a listing's rows in order: 项目, 项目[a3f].绩效指标."""
        listing, parent = split_key(listing_key)
        rows = self.graph.rows
        return rows.live(listing, parent) if live else rows.all(listing, parent)

    def cell(self, column: str, row: str) -> str:
        """The key of a column's cell in a row's path."""
        return self.graph.key_of(column, row)

    @property
    def title(self) -> str:
        """The report's title with its year."""
        template = self.graph.plan.templates.of(self.pack.report_title, Context(texts=True))
        return "".join(run.text for run in template.render(""))

    @property
    def is_final(self) -> bool:
        """Whether it is 定稿: frozen until it is unlocked with a reason."""
        return FINAL in self.graph.entries.all

    @property
    def read_only(self) -> bool:
        """Whether nothing can be entered: the file is only read, or the report is 定稿."""
        return self.store.read_only or self.is_final

    def last_year(self, key: str) -> str:
        """What a figure showed in last year's report, "" where this one did not begin from it."""
        return self.entry(LAST_YEAR + key) or ""
