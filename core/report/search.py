"""Finding words in all texts and cells of a report, and replacing them as one step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.figures.keys import WHOLE, Key
from core.figures.marks import Part, parse_marks, unparse
from core.numbers.cleaning import clean, halfwidth
from core.numbers.troubles import Refused
from core.pack.sections import BODY, HEADING, SECTIONS
from core.report.change import Change
from core.report.report import Report

AROUND = 16
"""Characters shown before and after what was found."""

MOST = 2000


class Match(NamedTuple):
    """What was found: characters `start` to `end` of the words that a key shows.

    `fixed` where the characters are, or touch, a live figure: they are changed at the figure, not here.
    """

    key: Key
    start: int
    end: int
    before: str
    words: str
    after: str
    fixed: bool = False


class Replacing(NamedTuple):
    """What a replacement did: its change, how many places, and the cells that would not take it."""

    change: Change
    places: int
    fixed: int
    refused: tuple[tuple[Key, str], ...]


def find(report: Report, needle: str) -> list[Match]:
    """All places, in the report's order; full-width and half-width, capital and small letters are the same."""
    wanted = _pattern(needle)
    if wanted is None:
        return []
    out: list[Match] = []
    for key in _keys(report):
        words, spans = _words(report, key)
        for found in wanted.finditer(halfwidth(words)):
            start, end = found.span()
            fixed = any(start < last and end > first for first, last in spans)
            before = words[max(0, start - AROUND) : start]
            after = words[end : end + AROUND]
            out.append(Match(key, start, end, before, words[start:end], after, fixed))
            if len(out) >= MOST:
                return out
    return out


def replace(report: Report, matches: list[Match], new: str) -> Replacing:
    """Puts other words in the places found, as one step; figures in texts stay as they are."""
    new = clean(new)
    entries: dict[str, str | None] = {}
    refused: list[tuple[Key, str]] = []
    places = 0
    by_key: dict[Key, list[Match]] = {}
    for match in matches:
        if not match.fixed:
            by_key.setdefault(match.key, []).append(match)
    for key, found in by_key.items():
        try:
            entries[key] = _with(report, key, found, new)
        except Refused as refusal:
            refused.append((key, refusal.reason))
        else:
            places += len(found)
    old = matches[0].words if matches else ""
    change = report.enter(entries, f"替换“{old}”为“{new}” {places} 处")
    return Replacing(change, places, sum(match.fixed for match in matches), tuple(refused))


def _pattern(needle: str) -> re.Pattern[str] | None:
    needle = halfwidth(clean(needle))
    return re.compile(re.escape(needle), re.IGNORECASE) if needle else None


def _keys(report: Report) -> Iterator[Key]:
    """Everything a person wrote: headings and texts as they stand, then figures and cells in the pack's order."""
    found = [report.cell(column, row) for row in report.rows(SECTIONS) for column in (HEADING, BODY)]
    for definition in report.pack.definitions.figures.values():
        if not definition.formula and not definition.options and definition.listing != SECTIONS:
            listing = definition.listing
            rows = report.graph.state.rows.every(listing) if listing is not None else [WHOLE]
            found += [report.cell(definition.key, row) for row in rows]
    yield from (key for key in found if report.entry(key) is not None)


def _words(report: Report, key: Key) -> tuple[str, list[tuple[int, int]]]:
    """What a key shows, and the stretches in it that are live figures."""
    if not report.definition(key).kind.is_lines:
        return report.words(key), []
    words = ""
    spans = []
    for part in parse_marks(report.entry(key) or ""):
        said = part if isinstance(part, str) else report.said(key, unparse((part,)))
        if not isinstance(part, str):
            spans.append((len(words), len(words) + len(said)))
        words += said
    return words, spans


def _with(report: Report, key: Key, found: list[Match], new: str) -> str | None:
    """The entry with other words in some places; raises Refused where the figure does not take them."""
    definition = report.definition(key)
    if not definition.kind.is_lines:
        text = report.entry(key) or ""
        for match in sorted(found, reverse=True):
            text = text[: match.start] + new + text[match.end :]
        return definition.read(text)
    at = 0
    parts: list[Part] = []
    for part in parse_marks(report.entry(key) or ""):
        if not isinstance(part, str):
            at += len(report.said(key, unparse((part,))))
            parts.append(part)
            continue
        text = part
        for match in sorted(found, reverse=True):
            if at <= match.start and match.end <= at + len(part):
                text = text[: match.start - at] + new + text[match.end - at :]
        at += len(part)
        parts.append(text)
    return unparse(tuple(parts)) or None
