"""Which figures a text can show, and which of them a number in it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.formula import FormulaError, Node, parse
from core.figures.keys import NO_KEY, WHOLE, Key, ListingKey, Row, outer_row, split_key
from core.figures.marks import Choice, Each, Mark, parse_marks
from core.figures.scope import Context, context_of
from core.figures.template import Template
from core.numbers.rounding import shifted
from core.numbers.typed_numbers import MONEY_UNITS
from core.numbers.writing import format_like, read_format
from core.pack.sections import SECTIONS
from core.report.names import row_name
from core.report.report import Report

MOST_ROWS = 2000
"""Rows of one listing that are offered."""

MOST_FOUND = 100
"""Cells that are looked at closely: a column may hold one number a thousand times."""

NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])", re.ASCII)
"""A number as it stands in a text."""

_BEHIND = re.compile("亿元|万元|千元|元|%|％|人|名|年|分")


class Candidate(NamedTuple):
    """A figure that prints just the characters of a number; `near` where the sentence names it."""

    mark: str
    label: str
    key: Key
    near: bool = False


class Sayable(NamedTuple):
    """A figure that a text can show: its mark, its name, where it belongs, its cell."""

    mark: str
    label: str
    group: str
    key: Key


def _context(report: Report, text_key: Key) -> Context:
    return context_of(report.definition(text_key), texts=True)


def template_of(report: Report, text_key: Key, mark: str) -> Template:
    """A mark made ready in the place of a text."""
    return report.graph.texts.templates.of(mark, _context(report, text_key))


def is_sayable(report: Report, text_key: Key, mark: str) -> bool:
    """Whether a mark can be said in a text: its figure is known and its row is there."""
    template = template_of(report, text_key, mark)
    has = report.graph.state.rows.has
    return not template.unknown and all(has(one.listing, one.row) for one in template.named)


def may_change(report: Report, text_key: Key, mark: str, names: frozenset[Key]) -> bool:
    """Whether a mark's words may be others now that the figures and listings of some names have changed."""
    reads = template_of(report, text_key, mark).reads
    return not reads.isdisjoint(names) or any(one.startswith("∑") for one in reads)


def key_of_mark(report: Report, text_key: Key, mark: str) -> Key:
    """The cell or listing that a mark shows first, "" where it shows none."""
    match next((part for part in parse_marks(mark) if not isinstance(part, str)), None):
        case Mark(expression=expression):
            return _first_key(report, text_key, expression)
        case Choice(condition=condition):
            return _first_key(report, text_key, condition)
        case Each(listing=listing):
            with suppress(FormulaError):
                context = _context(report, text_key)
                return report.graph.texts.templates.listing_of(listing, context)[0]
    return NO_KEY


def _first_key(report: Report, text_key: Key, expression: str) -> Key:
    context = _context(report, text_key)
    row = split_key(text_key)[1]
    definitions = report.pack.definitions
    found: Iterable[tuple[Row, Key]] = ()
    with suppress(FormulaError):
        node: Node = parse(expression)
        found = [(name.row, key) for name, key in report.graph.plan.compiler.scope.resolve(node, context)]
    for named, key in found:
        definition = definitions.figures.get(key)
        if definition is None:
            return key
        depth = definitions.depth(definition.listing)
        place = named or outer_row(row, depth)
        if depth == 0 or named or definitions.covers(definition.listing, context.listing):
            return report.cell(key, place if depth else WHOLE)
        return definition.listing or NO_KEY
    return NO_KEY


# -- what a text can show -------------------------------------------------------------------------


def sayable(report: Report, text_key: Key) -> list[Sayable]:
    """The figures and cells that a text can show, in the pack's order."""
    names: dict[tuple[ListingKey, Row], str] = {}
    out: list[Sayable] = []
    for definition in _shown_in(report, text_key):
        listing = definition.listing
        if listing is None:
            out.append(Sayable(f"{{{definition.key}}}", definition.label, definition.group, definition.key))
            continue
        for row in _rows(report, listing):
            if (listing, row) not in names:
                names[listing, row] = row_name(report, listing, row)
            mark = _mark_of(report, text_key, definition, row)
            key = report.cell(definition.key, row)
            out.append(Sayable(mark, f"{names[listing, row]} {definition.label}", listing, key))
    return out


def _shown_in(report: Report, text_key: Key) -> Iterator[Definition]:
    """The definitions whose full key means them in the place of a text; texts of many lines are none."""
    context = _context(report, text_key)
    find = report.graph.plan.compiler.scope.find
    for key, definition in report.pack.definitions.figures.items():
        if definition.kind.is_lines or definition.listing == SECTIONS:
            continue
        with suppress(FormulaError):
            if find(key, context) == key:
                yield definition


def _rows(report: Report, listing: ListingKey) -> list[Row]:
    rows = report.graph.state.rows
    return [row for row in rows.every(listing) if rows.is_live(listing, row)][:MOST_ROWS]


def _mark_of(report: Report, text_key: Key, definition: Definition, row: Row) -> str:
    """The mark of a cell: by its name alone in its own row, else with the row's id."""
    own = _context(report, text_key).listing
    own_row = split_key(text_key)[1]
    is_own = row == own_row and own == definition.listing
    return f"{{{definition.key if is_own else report.cell(definition.key, row)}}}"


# -- which figure a number is ---------------------------------------------------------------------


def candidates(report: Report, text_key: Key, number_text: str, sentence: str) -> list[Candidate]:
    """The figures that would print just these characters, the likeliest first.

    `sentence` holds the number and what stands around it: the figure whose name stands nearest before the
    number leads, and the unit word behind the number rules out other units.
    """
    if not NUMBER.fullmatch(number_text):
        return []
    before, _, after = sentence.rpartition(number_text)
    behind = _BEHIND.match(after.lstrip())
    unit = behind[0] if behind else ""
    found: list[tuple[tuple[float, float, bool], Candidate]] = []
    for definition in _shown_in(report, text_key):
        if not definition.kind.numeric or not definition.kind.can_stand_before(unit):
            continue
        for row in _rows_near(report, definition, number_text, unit):
            form = _form(report, definition, row, number_text, unit)
            if form is None:
                continue
            stem = _mark_of(report, text_key, definition, row)[1:-1]
            mark = f"{{{stem}:{form}}}" if form else f"{{{stem}}}"
            if report.said(text_key, mark) == number_text:
                rank, made = _ranked(report, definition, row, mark, before)
                found.append(((*rank, bool(form)), made))
            if len(found) >= MOST_FOUND:
                break
    found.sort(key=lambda one: one[0])
    return [made for _, made in found]


def _rows_near(report: Report, definition: Definition, number_text: str, unit: str) -> list[Row]:
    """The rows whose value comes near a number, without writing any: a column may have thousands."""
    number = Decimal(number_text.replace(",", ""))
    graph = report.graph
    step = shifted(Decimal(1), -len(number_text.partition(".")[2]))
    if definition.kind.is_money:
        number, step = (shifted(one, MONEY_UNITS.get(unit, 0)) for one in (number, step))
    table = graph.state.values[definition.key]
    reported = graph.state.entries.reported.get(definition.key, {})
    near = [
        row
        for row, value in table.items()
        if isinstance(value, Decimal) and -step <= value - number <= step and row not in reported
    ]
    found = {*near, *reported}
    if definition.listing is None:
        return [WHOLE] if WHOLE in found else []
    return [row for row in graph.state.rows.every(definition.listing) if row in found] if found else []


def _form(report: Report, definition: Definition, row: Row, number_text: str, unit: str) -> str | None:
    """The format in which a figure prints just this number; None where none does."""
    form = format_like(number_text)
    in_units = definition.kind.is_money and unit in ("元", "千元", "亿元")
    for wanted in (f"{form}{unit}",) if in_units else ("", form):
        parsed = read_format(wanted) if wanted else None
        if (parsed or not wanted) and report.graph.state.words_of(definition, row, parsed) == number_text:
            return wanted
    return None


def _ranked(
    report: Report, definition: Definition, row: Row, mark: str, before: str
) -> tuple[tuple[float, float], Candidate]:
    """How little of a figure's name the words before the number hold and how far off, and the candidate."""
    key = report.cell(definition.key, row)
    if definition.listing is None:
        names = (definition.label, definition.name)
        label = definition.label
    else:
        name = row_name(report, definition.listing, row)
        names = (name, name)
        label = f"{name} {definition.label}"
    missing, distance = min(_missing(name, before) for name in dict.fromkeys(names))
    return (missing, distance), Candidate(mark, label, key, near=missing <= 0.5)


def _missing(name: str, before: str) -> tuple[float, float]:
    """Which part of a name the words before a number leave out, and how far from the number they end."""
    at = before.rfind(name)
    if at >= 0 and name:
        return 0.0, float(len(before) - at - len(name))
    found = SequenceMatcher(None, before, name, autojunk=False).find_longest_match()
    if found.size < 2:
        return 1.0, float(len(before))
    return 1 - found.size / len(name), float(len(before) - found.a - found.size)
