"""What a finished report would become: entries, sections with marks, and what was left as words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import NONE_TICKED, RANK, REPORTED, WHOLE, Key, ListingKey, Row, cell_key
from core.figures.marks import Mark, escape, unparse
from core.figures.scope import Context
from core.intake.texts.matching import Claim, Claims, ListClaim, match, match_lines, match_paragraphs
from core.intake.texts.meaning import Guess, Meanings
from core.intake.texts.outline import Passage, read_outline
from core.intake.texts.patterns import Clause, clauses_of
from core.numbers.runs import words
from core.numbers.writing import NumberFormat, read_format
from core.pack.pack import Pack
from core.pack.sections import (
    BODY,
    FIRST_LEVEL,
    HEADING,
    INPUT_LEVEL,
    LEFT_OUT,
    LEVEL,
    NONE,
    NUMBERING,
    PLAIN_LEVEL,
    SECOND_LEVEL,
    SECTIONS,
    STATE,
    TITLE_LEVEL,
    Section,
)
from core.prose.residue import Residue, drop_residue, find_residue

_FORMATS = ("", "0", "0.0", "0.00", ",0.00", ",0", ",0.0")
_DEPTH = {TITLE_LEVEL: 0, PLAIN_LEVEL: 1, FIRST_LEVEL: 1, SECOND_LEVEL: 2}
STEP = 1000
"""The gap between the ranks of neighbouring rows, so that others fit between."""


@dataclass(slots=True)
class TextProposal:
    """A finished report read with a pack, not yet taken over.

    `entries` would become the report's; `residue` was dropped; `literal` are sections in which nothing was
    recognised; `linked` counts the figures and rows that became live. `guesses` were known by meaning alone;
    `aside` are attachments behind the text.
    """

    entries: dict[str, str] = field(default_factory=dict)
    residue: list[Residue] = field(default_factory=list)
    literal: list[str] = field(default_factory=list)
    linked: int = 0
    guesses: list[Guess] = field(default_factory=list)
    aside: tuple[str, ...] = ()


def propose(pack: Pack, text: str, without: frozenset[Key] | None = frozenset()) -> TextProposal:
    """Reads a report's text with a pack; what no wording explains stays as it is, character for character.

    Figures in `without` are not guessed by their meaning; None guesses none.
    """
    lines = [line for raw in drop_residue(text).split("\n") if (line := raw.strip(" \t\u3000\xa0"))]
    passages = read_outline(lines, pack.sections)
    return _Reading(pack, passages, without).proposal(find_residue(text))


class _Reading:
    """One report under the reading."""

    def __init__(self, pack: Pack, passages: list[Passage], without: frozenset[Key] | None) -> None:
        self._pack = pack
        self._passages = passages
        self._without = without
        self._guesses: list[Guess] = []
        self._graph: Graph = pack.graph()
        self._claims = [Claims() for _ in passages]
        self._entries: dict[str, str] = {}
        self._rows: dict[int, list[Row]] = {}
        self._counts: dict[ListingKey, int] = {}

    def proposal(self, residue: list[Residue]) -> TextProposal:
        """The whole proposal."""
        self._claim()
        self._graph.load(self._entries)
        self._report_differences()
        self._graph.load(self._entries)
        out = TextProposal(residue=residue, guesses=self._guesses)
        bodies = [
            self._body(passage, claims, out)
            for passage, claims in zip(self._passages, self._claims, strict=True)
        ]
        out.entries = self._entries | self._sections(bodies)
        return out

    # -- claims -------------------------------------------------------------------------------------

    def _claim(self) -> None:
        """First each section by its own wording, then by all others, for what stands elsewhere."""
        taken: set[str] = set()
        clauses = {s.id: self._clauses(s) for s in self._pack.sections.values()}
        for passage, claims in zip(self._passages, self._claims, strict=True):
            if passage.id:
                self._match(passage.text, clauses[passage.id], claims, taken)
        self._enter_all()
        for passage, claims in zip(self._passages, self._claims, strict=True):
            if passage.level == TITLE_LEVEL:
                match_lines(passage.text, self._lone_lines(passage.id), claims, taken)
            for section, own in clauses.items():
                if section != passage.id:
                    self._match(passage.text, [c for c in own if c.alone is None], claims, taken)
        if self._without is not None:
            meanings = Meanings(self._pack, self._graph, [passage.text for passage in self._passages])
            for passage, claims in zip(self._passages, self._claims, strict=True):
                self._guesses += meanings.add_to(passage.text, claims, taken, self._without)
        self._enter_all()

    def _match(self, text: str, clauses: list[Clause], claims: Claims, taken: set[str]) -> None:
        match(text, [c for c in clauses if c.alone is None], claims, taken)
        match_paragraphs(text, [c.alone for c in clauses if c.alone], claims, taken)

    def _lone_lines(self, section: Row) -> list[Definition]:
        """The figures that stand alone on a line of a section's wording."""
        figures = self._pack.definitions.figures
        lines = self._pack.sections[section].wording.split("\n") if section in self._pack.sections else []
        return [figures[key] for line in lines if (key := Key(line.strip().strip("{}"))) in figures]

    def _clauses(self, section: Section) -> list[Clause]:
        wordings = [section.wording, *section.readings]
        plan = self._graph.plan
        return clauses_of(wordings, plan.compiler, plan.templates, Context(SECTIONS, texts=True))

    # -- entries ------------------------------------------------------------------------------------

    def _enter_all(self) -> None:
        """Enters what is claimed so far; what stands in a figure's own section goes before other places."""
        for claims in self._claims:
            self._enter(claims)

    def _enter(self, claims: Claims) -> None:
        for claim in claims.figures:
            if not claim.definition.formula:
                self._entries.setdefault(claim.definition.key, claim.entry)
        for list_claim in claims.lists:
            if id(list_claim) in self._rows:
                continue
            rows: list[Row] = []
            for cells in list_claim.rows:
                row = self._new_row(list_claim.each.listing)
                rows.append(row)
                for column, value in list_claim.each.fixed:
                    self._entries[cell_key(column, (list_claim.each.listing,), row)] = value
                for cell in cells:
                    if not cell.definition.formula:
                        self._entries[cell_key(cell.definition.key, (list_claim.each.listing,), row)] = (
                            cell.entry
                        )
            self._rows[id(list_claim)] = rows

    def _new_row(self, listing: ListingKey) -> Row:
        number = self._counts[listing] = self._counts.get(listing, 0) + 1
        row = Row(f"{number:03x}")
        self._entries[cell_key(listing, (listing,), row) + RANK] = rank(number)
        return row

    def _report_differences(self) -> None:
        """Computed figures that the text writes otherwise than they come out carry its 填报值."""
        for claims in self._claims:
            for claim in claims.figures:
                if claim.definition.formula and self._format(claim.definition, WHOLE, claim.written) is None:
                    self._entries.setdefault(claim.definition.key + REPORTED, claim.entry)
            for list_claim in claims.lists:
                for row, cells in zip(self._rows[id(list_claim)], list_claim.rows, strict=True):
                    for cell in cells:
                        if (
                            cell.definition.formula
                            and self._format(cell.definition, row, cell.written) is None
                        ):
                            key = cell_key(cell.definition.key, (list_claim.each.listing,), row)
                            self._entries[key + REPORTED] = cell.entry

    def _format(self, definition: Definition, row: Row, written: str) -> str | None:
        """The format in which a figure prints just the characters that stand there, None if none does."""
        for form in _FORMATS:
            shape = read_format(form) if form else None
            if definition.formula:
                shown = self._computed(definition, row, shape)
            else:
                shown = self._graph.state.words_of(definition, row, shape)
            if shown == written:
                return form
        return None

    def _computed(self, definition: Definition, row: Row, shape: NumberFormat | None) -> str:
        if row in self._graph.state.entries.reported[definition.key]:
            return self._graph.state.words_of(definition, row)
        return definition.kind.show(
            self._graph.state.computed[definition.key].get(row), shape or definition.form
        )

    # -- texts --------------------------------------------------------------------------------------

    def _body(self, passage: Passage, claims: Claims, out: TextProposal) -> str:
        """A section's text with marks; it prints as it stood, or else it stays words."""
        text = passage.text
        marks = [m for c in claims.figures if (m := self._mark(c))]
        marks += [m for list_claim in claims.lists if (m := self._list_mark(text, list_claim))]
        body = ""
        at = 0
        for start, end, mark in sorted(marks):
            body += escape(text[at:start]) + mark
            at = end
        body += escape(text[at:])
        if self._printed(body) != text:
            out.literal.append(passage.heading or passage.id)
            return escape(text)
        if not marks and text and self._settled(passage).state != NONE:
            out.literal.append(passage.heading or passage.id)
        out.linked += len(marks)
        return body

    def _printed(self, body: str) -> str:
        template = self._graph.texts.templates.of(body, Context(SECTIONS, texts=True))
        return words(template.render(WHOLE))

    def _mark(self, claim: Claim) -> tuple[int, int, str] | None:
        form = self._format(claim.definition, WHOLE, claim.written)
        if form is None:
            return None
        return claim.start, claim.end, unparse((Mark(claim.definition.key, form),))

    def _list_mark(self, text: str, list_claim: ListClaim) -> tuple[int, int, str] | None:
        mark = unparse((list_claim.each.part,))
        return (
            (list_claim.start, list_claim.end, mark)
            if self._printed(mark) == text[list_claim.start : list_claim.end]
            else None
        )

    # -- sections -----------------------------------------------------------------------------------

    def _sections(self, bodies: list[str]) -> dict[str, str]:
        """Entries of all sections: those of the text in its order, what it leaves out where the pack has it."""
        entries: dict[str, str] = {}
        number = 0
        ahead, behind = self._input_sections()
        for section in ahead:
            number += 1
            entries |= _section_entries(section.id, _first(section), section.wording, number)
        for passage, body in self._in_order(bodies):
            number += 1
            entries |= _section_entries(passage.id, passage, body, number)
        for section in behind:
            number += 1
            entries |= _section_entries(section.id, _first(section), section.wording, number)
        return entries | self._ticks()

    def _in_order(self, bodies: list[str]) -> list[tuple[Passage, str]]:
        """The text's passages with their bodies, and each section it leaves out behind the one before it."""
        out: list[tuple[Passage, str]] = []
        extra = count(1)
        for passage, body in zip(self._passages, bodies, strict=True):
            row = passage.id or Row(f"x{next(extra):02x}")
            out.append((replace(self._settled(passage), id=row), body))
        known = {passage.id for passage in self._passages}
        before = WHOLE
        for section in self._pack.sections.values():
            if section.level == INPUT_LEVEL:
                continue
            if section.id not in known:
                left = replace(_first(section), state=LEFT_OUT)
                out.insert(_place_behind(out, before, left), (left, section.wording))
            before = section.id
        return out

    def _input_sections(self) -> tuple[list[Section], list[Section]]:
        """The tabs without a text: those ahead of the first heading, and the others."""
        sections = list(self._pack.sections.values())
        first = next((n for n, s in enumerate(sections) if s.level == FIRST_LEVEL), len(sections))
        ahead = [section for section in sections[:first] if section.level == INPUT_LEVEL]
        return ahead, [section for section in sections[first:] if section.level == INPUT_LEVEL]

    def _settled(self, passage: Passage) -> Passage:
        """A passage that says just what its section prints for 无 is in that state."""
        section = self._pack.sections.get(passage.id)
        if section and passage.text and passage.text == section.when_none:
            return replace(passage, state=NONE)
        return passage

    def _ticks(self) -> dict[str, str]:
        """无 for listings of sections that are 无."""
        entries: dict[str, str] = {}
        for passage in self._passages:
            section = self._pack.sections.get(passage.id)
            if section and self._settled(passage).state == NONE:
                for block in section.blocks:
                    if block in self._pack.definitions.listings and not self._counts.get(
                        ListingKey(Key(block))
                    ):
                        entries[block + NONE_TICKED] = "是"
        return entries


def rank(number: int) -> str:
    """The rank of the n-th row of a list made at once."""
    return f"{number * STEP:08d}"


def _place_behind(passages: list[tuple[Passage, str]], before: Row, passage: Passage) -> int:
    """Where a passage goes: behind a section with all that stands below it, at the top where there is none."""
    rows = [one.id for one, _ in passages]
    at = rows.index(before) + 1 if before in rows else 0
    while at < len(rows) and _DEPTH.get(passages[at][0].level, 1) > _DEPTH.get(passage.level, 1):
        at += 1
    return at


def _first(section: Section) -> Passage:
    numbering = "自动" if section.level in ("一", "二") else "不编号"
    return Passage(section.id, section.level, section.heading, numbering, state=section.state)


def _section_entries(row: Row, passage: Passage, body: str, number: int) -> dict[str, str]:
    cells = {
        HEADING: passage.heading,
        LEVEL: passage.level,
        STATE: passage.state,
        NUMBERING: passage.numbering,
    }
    cells[BODY] = body
    entries = {cell_key(key, (SECTIONS,), row): text for key, text in cells.items() if text}
    return entries | {cell_key(SECTIONS, (SECTIONS,), row) + RANK: rank(number)}
