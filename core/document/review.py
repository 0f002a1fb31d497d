"""Reading the report's own sentences: what contradicts in them, which numbers nothing supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.document.builder import build_document
from core.document.printed_text import Places
from core.figures.template import BLANK
from core.prose.about import About
from core.prose.checkup import Checkup, check_up
from core.prose.coverage import covered
from core.prose.remark import Remark
from core.prose.said import place_of
from core.report.change import Change
from core.report.proofs import Loose, Proof, Proofs, digest_of, evidence_key
from core.report.report import Report

AROUND = 40
"""Characters of the sentence kept around an unsupported number."""


def review(report: Report) -> Change | None:
    """Reads the sentences anew; None where nothing is said otherwise than before.

    The change it returns is no step of the report: nothing is written.
    """
    places = Places(report, build_document(report))
    old = report.proofs
    if places.text == old.text:
        return None
    _read(report, places)
    found = report.proofs.found
    added = tuple(one.finding for name, one in found.items() if old.found.get(name) != one)
    removed = tuple(one.finding for name, one in old.found.items() if found.get(name) != one)
    keys = {finding.keys[0] for finding in (*added, *removed)}
    if not keys and report.proofs.numbers == old.numbers:
        return None
    return Change("", frozenset(keys), added, removed)


def read_report(report: Report) -> Checkup:
    """Reads the sentences whatever was read before, and gives the whole check-up."""
    return _read(report, Places(report, build_document(report)))


def _read(report: Report, places: Places) -> Checkup:
    checkup = check_up(places.text, _about(report))
    found = {one.finding.identity: one for one in _proofs(places, checkup, checkup.remarks)}
    held = tuple(_proofs(places, checkup, checkup.held))
    coverage = covered(checkup, places.live())
    loose = tuple(_loose(places, span) for span in coverage.unsupported)
    report.proofs = Proofs(places.text, found, held, coverage.numbers, loose)
    return checkup


def _about(report: Report) -> About:
    """What the report knows of itself, for which the sentences need not be asked."""
    year = report.words(report.pack.year_key)
    return About(report.words(report.pack.unit_key), int(year) if year.isdigit() else None, report.title)


def _proofs(places: Places, checkup: Checkup, remarks: Iterable[Remark]) -> Iterator[Proof]:
    flow = checkup.reading.flow
    for remark in remarks:
        start, end = place_of(flow, remark)
        if end <= start or BLANK in places.text[start:end]:
            continue
        yield _proof(places, remark, (start, end), flow.span(*remark.at) if remark.at else (start, end))


def _in_words(report_words: str, quote: str, first: int) -> str:
    """A quote as the text itself has it, blank lines among its paragraphs too."""
    pattern = r"\n[^\S\n]*(?:\n[^\S\n]*)*".join(re.escape(line) for line in quote.split("\n"))
    found = re.compile(pattern).match(report_words, first)
    return found[0] if found else quote


def _proof(places: Places, remark: Remark, span: tuple[int, int], mended: tuple[int, int]) -> Proof:
    """A remark in its text; one that reaches over several keeps to the first."""
    start, end = span
    key, first = places.text_at(start)
    last_key, last = places.text_at(end - 1)
    if last_key != key:
        last = first + max(places.text.find("\n", start) - start - 1, 0)
    quote = places.text[start : start + last + 1 - first]
    quote = _in_words(places.words_of(key), quote, first)
    figures = places.figures_in(start, end)
    finding = remark.finding
    row = f"句{digest_of(finding.code, key, *figures, quote)}"
    told = replace(finding, keys=(key, *figures), row=row)
    there, at = places.text_at(mended[0])
    instead = remark.instead if there == key else None
    return Proof(told, key, first, first + len(quote), quote, instead, (at, at + mended[1] - mended[0]), span)


def _loose(places: Places, span: tuple[int, int]) -> Loose:
    start, end = span
    key, first = places.text_at(start)
    number = places.text[start:end]
    low = max(places.text.rfind(mark, 0, start) for mark in "\n。；")
    high = min(
        (at for mark in "\n。；" if (at := places.text.find(mark, end)) >= 0), default=len(places.text)
    )
    sentence = places.text[max(low + 1, start - AROUND) : min(high, end + AROUND)]
    identity = digest_of(key, number, places.text[max(low + 1, start - 12) : start])
    return Loose(key, first, first + end - start, number, sentence, identity, span)


def unsupported(report: Report) -> list[Loose]:
    """The numbers that still want evidence."""
    return [one for one in report.proofs.loose if report.entry(evidence_key(one.identity)) is None]
