"""What of a report would print and is blank: each blank once, with the page on which it is filled in.

Navigation, verdict, 未填项 and the refusal of 定稿 all read it here. A pack says by 可空 what may stay blank; one
that says it of nothing is of an earlier day: then only 必填 counts, and what is blank in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.figures.blanks import NOT_APPLICABLE
from core.figures.definitions import ALWAYS, Definition, Listing, is_condition
from core.figures.keys import WHOLE, Key, ListingKey, Row, split_key
from core.figures.template import BLANK
from core.numbers.codes import REMNANT
from core.pack.forms_file import FormLine
from core.pack.sections import (
    BODY,
    FIRST_LEVEL,
    IN_USE,
    INPUT_LEVEL,
    LEFT_OUT,
    LEVEL,
    SECOND_LEVEL,
    SECTIONS,
    STATE,
    WITHOUT_TEXT,
)
from core.report.band_rows import rows_in_band
from core.report.findings import standing_proofs
from core.report.report import Report
from core.report.withholding import forms_going_out

ELSEWHERE = Row("")
FORM = "附件:"
"""Stands for figures that belong to no section's tab; and before the name of the form that has them instead."""

_OPEN_LINE = re.compile("[_＿]{2,}")
"""A line to write on, that somebody typed."""


def form_place(form: str) -> Row:
    """What stands in a section's stead for a form."""
    return Row(FORM + form)


@dataclass(slots=True)
class Filling:
    """What a page asks for: how many places must be filled, and the keys of those that are not.

    `gaps` are blanks that show here and are filled in, and counted, on another page.
    """

    section: Row
    required: int = 0
    unfilled: list[Key] = field(default_factory=list)
    gaps: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing that shows here is blank."""
        return not (self.unfilled or self.gaps)


def completeness(report: Report) -> dict[Row, Filling]:
    """The filling of all sections in the report's order, of ELSEWHERE and of the forms."""
    asking = _Asking(report)
    asking.ask_required()
    asking.ask_texts()
    if report.pack.definitions.asks_all:
        asking.ask_forms()
        asking.ask_remnants()
    return asking.fillings


class _Asking:
    """Counts every place once and remembers which are blank."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._definitions = report.pack.definitions
        self._state = report.graph.state
        self._out = forms_going_out(report)
        self._rows = report.rows(SECTIONS)
        self._homes: dict[Key, Row] = {}
        self._asked: dict[tuple[Key, Row], tuple[Row, ...]] = {}
        self._blank: set[Key] = set()
        places = [*self._rows, ELSEWHERE, *map(form_place, report.pack.forms)]
        self.fillings = {place: Filling(place) for place in places}

    # -- one place ------------------------------------------------------------------------------------

    def _ask(self, name: Key, row: Row, page: Row) -> None:
        """A figure that shows on a page must be filled; of a computed one what it waits for."""
        if (name, row) not in self._asked:
            self._asked[name, row] = self._lacks(name, row)
        if any(home != page for home in self._asked[name, row]):
            self.fillings[page].gaps += 1

    def _lacks(self, name: Key, row: Row) -> tuple[Row, ...]:
        """The pages on which is filled in what a figure lacks."""
        if self._is_filled(self._definitions.figures[name], row):
            self.fillings[self._home(name)].required += 1
            return ()
        keys = self._report.graph.waiting.behind(name, row)
        for key in keys:
            self._note_blank(key)
        return tuple(self._home(split_key(key)[0]) for key in keys)

    def _note_blank(self, key: Key, home: Row | None = None) -> None:
        if key in self._blank:
            return
        self._blank.add(key)
        filling = self.fillings[self._home(split_key(key)[0]) if home is None else home]
        filling.required += 1
        filling.unfilled.append(key)

    def _is_filled(self, definition: Definition, row: Row) -> bool:
        """Whether a figure prints anything."""
        state = self._state
        if definition.kind.is_lines:
            return bool(str(state.values[definition.key].get(row) or "").strip())
        if definition.formula:
            reported = state.entries.reported[definition.key].get(row)
            return reported is not None or state.computed[definition.key].get(row) not in (None, "")
        return row in state.entries.cells[definition.key]

    def _may_be_blank(self, thing: Definition | Listing, row: Row) -> bool:
        """Whether the pack lets a figure or a list be blank here; where its condition is unknown it does."""
        if not is_condition(thing.blank):
            return thing.blank == ALWAYS
        return self._report.graph.plan.blanks[thing.key].run(row) is not False

    def _home(self, name: Key) -> Row:
        """The page on which a figure or list is filled in."""
        if name not in self._homes:
            self._homes[name] = self._find_home(name)
        return self._homes[name]

    def _find_home(self, name: Key) -> Row:
        """The section in use that shows it, else a form that goes out, else any section, else ELSEWHERE."""
        sections = self._report.pack.sections.values()
        figure = self._definitions.figures.get(name)
        found = [
            (len(block), section.id)
            for section in sections
            for block in section.blocks
            if section.id in self.fillings and (name == block or name.startswith(f"{block}."))
        ]
        section = max(found)[1] if found and (figure is None or figure.listed) else None
        if section is not None and self._is_in_use(section):
            return section
        inside = f"{name}."
        for form in self._out:
            keys = self._report.pack.form_keys.get(form, ())
            if name in keys or (figure is None and any(key.startswith(inside) for key in keys)):
                return form_place(form)
        return ELSEWHERE if section is None else section

    def _is_in_use(self, section: Row) -> bool:
        """Whether a section's page asks for its figures."""
        report = self._report
        is_input = report.words(report.cell(LEVEL, section)) == INPUT_LEVEL
        return is_input or self._state_of(section) not in WITHOUT_TEXT

    def _state_of(self, section: Row) -> str:
        return self._report.words(self._report.cell(STATE, section)) or IN_USE

    # -- what the pack requires -----------------------------------------------------------------------

    def ask_required(self) -> None:
        """必填, where the page that shows it is in use."""
        for key, figure in self._definitions.figures.items():
            if figure.listing is None and figure.required and not figure.formula and self._is_shown(key):
                self._ask(key, WHOLE, self._home(key))
        for listing in self._definitions.listings.values():
            if listing.parent is None and listing.key != SECTIONS and self._is_shown(listing.key):
                self._ask_rows(listing, WHOLE)

    def _is_shown(self, key: Key) -> bool:
        home = self._home(key)
        return home == ELSEWHERE or home.startswith(FORM) or self._is_in_use(home)

    def _ask_rows(self, listing: Listing, parent: Row) -> None:
        """What a list asks for as such, in its rows and in the lists in them."""
        rows = self._state.rows
        live = rows.live(listing.key, parent)
        if listing.required:
            self._ask_listing(listing.key, parent, self._home(listing.key))
        columns = [self._definitions.figures[column] for column in listing.columns]
        asked = [column.key for column in columns if column.required and not column.formula]
        inner = [self._definitions.listings[key] for key in rows.listings_in(listing.key)]
        for row in live if asked or inner else ():
            for column in asked:
                self._ask(column, row, self._home(column))
            for nested in inner:
                self._ask_rows(nested, row)

    def _ask_listing(self, listing: ListingKey, parent: Row, page: Row) -> None:
        """A list that shows on a page needs rows, or 无."""
        home = self._home(listing)
        home = page if home == ELSEWHERE else home
        if (listing, parent) not in self._asked:
            filled = self._state.rows.live(listing, parent) or self._state.entries.none_ticked(
                listing, parent
            )
            self._asked[listing, parent] = () if filled else (home,)
            if filled:
                self.fillings[home].required += 1
            else:
                self._note_blank(self._state.entries.listing_key(listing, parent), home)
        if any(place != page for place in self._asked[listing, parent]):
            self.fillings[page].gaps += 1

    # -- texts ----------------------------------------------------------------------------------------

    def ask_texts(self) -> None:
        """The texts of the sections that print: that there is one, and what is blank in it."""
        levels = [self._report.words(self._report.cell(LEVEL, row)) for row in self._rows]
        for place, row in enumerate(self._rows):
            if levels[place] == INPUT_LEVEL or self._state_of(row) in WITHOUT_TEXT:
                continue
            body = self._report.cell(BODY, row)
            words = self._report.words(body)
            if _OPEN_LINE.search(words):
                self._ask_blanks(row, body)
            elif words.strip():
                self.fillings[row].required += 1
            elif self._must_say_something(row) and not self._has_parts(levels, place):
                self._note_blank(body, row)

    def _must_say_something(self, row: Row) -> bool:
        section = self._report.pack.sections.get(row)
        return self._definitions.asks_all or (section is not None and section.mandatory)

    def _has_parts(self, levels: list[str], place: int) -> bool:
        """Whether a heading without a text of its own has parts below it that print."""
        if levels[place] != FIRST_LEVEL:
            return False
        for level, row in zip(levels[place + 1 :], self._rows[place + 1 :], strict=True):
            if level == FIRST_LEVEL:
                return False
            if level == SECOND_LEVEL and self._state_of(row) != LEFT_OUT:
                return True
        return False

    def _ask_blanks(self, row: Row, body: Key) -> None:
        """The blanks in a text: those of figures where these are filled in, others in the text itself."""
        for run in self._report.runs(body):
            if not _OPEN_LINE.search(run.text):
                continue
            name, place = split_key(run.key)
            if run.text == BLANK and name in self._definitions.figures and name != BODY:
                self._ask(name, place, row)
            elif run.text == BLANK and name in self._definitions.listings:
                self._ask_listing(ListingKey(name), place, row)
            else:
                self._note_blank(body, row)

    def ask_remnants(self) -> None:
        """What a template or a draft left in the texts, as far as they were read: XX起, （待填）, 为万元."""
        for proof in standing_proofs(self._report):
            if proof.finding.code == REMNANT:
                name, row = split_key(proof.key)
                self._note_blank(proof.key, row if name == BODY else None)

    # -- forms ----------------------------------------------------------------------------------------

    def ask_forms(self) -> None:
        """Every cell of every sheet that goes out."""
        for form in self._out:
            listing = self._report.pack.forms[form].per_row
            rows = self._report.rows(listing, live=True) if listing else [WHOLE]
            if not rows and not self._state.entries.none_ticked(listing, WHOLE):
                self.fillings[form_place(form)].gaps += 1
            for row in rows:
                for line in self._report.pack.form_lines[form]:
                    self._ask_line(line, listing or None, row, form_place(form))

    def _ask_line(self, line: FormLine, outer: ListingKey | None, row: Row, home: Row) -> None:
        """A row of a form, or the rows of a list that it is repeated for."""
        if not line.listing:
            self._ask_cells(line, row, home)
            return
        rows = self._state.rows
        for inner in rows_in_band(self._report, line.listing, line.condition, outer, row):
            if rows.is_live(line.listing, inner):
                self._ask_cells(line, inner, home)
        listing = self._definitions.listings[line.listing]
        scope = rows.scope(line.listing, outer)
        parent = row if scope else WHOLE
        if (
            listing.parent == scope
            and not rows.live(line.listing, parent)
            and not self._may_be_blank(listing, row)
        ):
            self._ask_listing(line.listing, parent, home)

    def _ask_cells(self, line: FormLine, row: Row, page: Row) -> None:
        """The cells of one row: one 不涉及 covers those that are not 必填."""
        state = self._state
        covered: bool | None = None
        for name in line.keys:
            definition = self._definitions.figures[name]
            place = state.row_seen_from(name, row)
            if (
                (name, place) not in self._asked
                and not self._is_filled(definition, place)
                and not definition.required
            ):
                if self._may_be_blank(definition, place):
                    continue
                covered = self._is_covered(line, row) if covered is None else covered
                if covered and not definition.blank:
                    continue
            self._ask(name, place, page)

    def _is_covered(self, line: FormLine, row: Row) -> bool:
        """Whether a cell of a row says 不涉及 for the whole row."""
        state = self._state
        for name in line.keys:
            definition = self._definitions.figures[name]
            entry = state.entries.cells[name].get(state.row_seen_from(name, row))
            if entry == NOT_APPLICABLE.value or (entry and definition.value(entry) is NOT_APPLICABLE):
                return True
        return False
