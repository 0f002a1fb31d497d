"""A template pack: what one folder of data says, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from core.figures.definitions import ALWAYS, Definitions, is_condition
from core.figures.graph import Graph
from core.figures.keys import NO_LISTING_KEY, Key, ListingKey, Row, cell_key
from core.numbers.troubles import PackError
from core.pack.carried import with_nodes
from core.pack.charts import ChartPlan
from core.pack.forms_file import FormEntry, FormLine
from core.pack.scoring_file import SCORING_FILE
from core.pack.sections import SECTIONS, Section

if TYPE_CHECKING:
    from core.pack.binding import BoundForm

FIGURES = "figures.yaml"
FILES = ("pack.yaml", FIGURES, "rules.yaml", "sections.yaml")
"""The files that every pack has."""


class Pack(NamedTuple):
    """A checked pack; `files` are its own bytes, which a report carries with it.

    `report_title` is a text with marks; `unit_key` and `year_key` name the figures that hold the unit's name
    and the report's year; `fits` are words by which a finished report of this form is known; `own_figures` is
    the listing for figures that a clerk adds, "" where there is none. `forms` are the official forms in order;
    `form_keys` the figures on each and `form_lines` its rows, known without reading the forms themselves;
    `charts` what 概览 draws;
    `sign_off` who signs the page for it: 编制, 复核, the head of the office; nobody: there is no such page.
    `renamed` are keys of earlier versions, of figures, listings or whole groups, with the keys they have now.
    """

    id: str
    title: str
    region: str
    year: str
    basis: str
    version: str
    report_title: str
    unit_key: Key
    year_key: Key
    fits: tuple[str, ...]
    definitions: Definitions
    sections: Mapping[Row, Section]
    files: Mapping[str, bytes]
    own_figures: ListingKey = NO_LISTING_KEY
    forms: Mapping[str, FormEntry] = {}
    form_keys: Mapping[str, frozenset[Key]] = {}
    form_lines: Mapping[str, tuple[FormLine, ...]] = {}
    charts: tuple[ChartPlan, ...] = ()
    sign_off: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}

    @property
    def digest(self) -> str:
        """Names just these files, whatever their version says."""
        total = sha256()
        for name, content in sorted(self.files.items()):
            total.update(f"{name}\n{len(content)}\n".encode() + content)
        return total.hexdigest()

    @property
    def version_numbers(self) -> tuple[int, ...]:
        """The version as it is compared: 1.10 stands behind 1.9; () where it is no version."""
        parts = self.version.split(".")
        return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()

    def is_newer_than(self, other: Pack) -> bool:
        """Whether this is a higher version of the same template, with other content."""
        is_higher = self.version_numbers > other.version_numbers
        return self.id == other.id and is_higher and self.digest != other.digest

    def graph(self) -> Graph:
        """A graph of this pack's figures, without entries."""
        return Graph(self.definitions)

    def with_forms(self) -> Pack:
        """The pack with the figures on each form known; reads the forms where they are not, raises PackError."""
        known = self.form_lines if self.definitions.asks_all else self.form_keys
        if set(known) == set(self.forms):
            return self
        from core.pack.binding import refuse_slips, refuse_unreachable  # a carried pack knows them

        graph = self.graph()
        forms = {form: self.bound(form, graph) for form in self.forms}
        for form in forms.values():
            refuse_slips(form, graph)
        refuse_unreachable(list(forms.values()), graph, _on_tabs(self))
        keys = {form: frozenset(k for b in one.cells.values() for k in b.keys) for form, one in forms.items()}
        pack = self._replace(
            form_keys=keys, form_lines={form: tuple(one.lines()) for form, one in forms.items()}
        )
        pack.refuse_unasked()
        return pack

    def refuse_unasked(self) -> None:
        """A condition for a blank is asked of what a form shows; raises PackError for another figure."""
        for figure in self.definitions.figures.values():
            if not is_condition(figure.blank) or figure.place.file != FIGURES or self.form_of(figure.key):
                continue
            reason = f"{figure.key} 的 可空：条件只写在附件里有的数据项上，这里写 {ALWAYS} 或不写"
            raise PackError(figure.place.file, figure.place.line, reason)

    def carried_files(self) -> dict[str, bytes]:
        """The files as a report file keeps them."""
        names = [name for name in (*FILES, SCORING_FILE) if name in self.files]
        known = self.with_forms()
        keys = {form: sorted(keys) for form, keys in known.form_keys.items()}
        return with_nodes(self.files, names, keys, known.form_lines, self.definitions.sources())

    def form_of(self, key: Key) -> str:
        """The first form on which a figure, or a column of a listing, stands; "" where there is none."""
        inside = f"{key}." if key in self.definitions.listings else ""
        for form, keys in self.form_keys.items():
            if key in keys or (inside and any(column.startswith(inside) for column in keys)):
                return form
        return ""

    def bound(self, form: str, graph: Graph) -> BoundForm:
        """A form with its bindings, read from its .xlsx."""
        from core.pack.binding import bind

        entry = self.forms[form]
        return bind(entry, self.files[entry.file], graph)

    def first_entries(self) -> dict[str, str]:
        """The entries with which a new report begins."""
        entries: dict[str, str] = {}
        for listing in self.definitions.listings.values():
            if listing.parent is None:
                for name, cells in listing.fixed_rows.items():
                    row = Row(name)
                    entries |= {cell_key(column, (listing.key,), row): text for column, text in cells.items()}
        return entries


def _on_tabs(pack: Pack) -> set[Key]:
    """The keys of all figures that a section's tab shows."""
    blocks = [block for section in pack.sections.values() for block in section.blocks]
    figures = pack.definitions.figures
    return {key for key in figures if any(key == b or key.startswith(f"{b}.") for b in (*blocks, SECTIONS))}
