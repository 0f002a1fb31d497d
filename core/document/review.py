"""Reading the report's own sentences: what contradicts in them, which numbers nothing supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.document.builder import build_document
from core.document.printed_text import PrintedText
from core.figures.keys import Key
from core.figures.template import BLANK
from core.prose.about import About
from core.prose.checkup import Checkup, check_up, span_of
from core.prose.coverage import covered
from core.prose.remark import Remark
from core.report.change import Change
from core.report.paired_rows import paired_words
from core.report.proofs import Loose, Proof, Proofs, digest_of, evidence_key
from core.report.report import Report

AROUND = 40
"""Characters of the sentence kept around an unsupported number."""


def review(report: Report) -> Change | None:
    """Reads the sentences anew; None where nothing is said otherwise than before.

    The change it returns is no step of the report: nothing is written.
    """
    printed = PrintedText(report, build_document(report))
    old = report.proofs
    known = _about(report)
    if printed.text == old.text and known == old.known:
        return None
    _read(report, printed, known)
    found = report.proofs.found
    added = tuple(one.finding for name, one in found.items() if old.found.get(name) != one)
    removed = tuple(one.finding for name, one in old.found.items() if found.get(name) != one)
    keys = {Key(finding.keys[0]) for finding in (*added, *removed)}
    if not keys and report.proofs.numbers == old.numbers:
        return None
    return Change("", frozenset(keys), added, removed)


def read_report(report: Report) -> Checkup:
    """Reads the sentences whatever was read before, and gives the whole check-up."""
    return _read(report, PrintedText(report, build_document(report)), _about(report))


def _read(report: Report, printed: PrintedText, known: About) -> Checkup:
    checkup = check_up(printed.text, known)
    found = {one.finding.identity: one for one in _proofs(printed, checkup, checkup.remarks)}
    held = tuple(_proofs(printed, checkup, checkup.held))
    coverage = covered(checkup, printed.live())
    loose = tuple(_loose(printed, span) for span in coverage.unsupported)
    report.proofs = Proofs(printed.text, known, found, held, coverage.numbers, loose)
    return checkup


def _about(report: Report) -> About:
    """What the report knows of itself, for which the sentences need not be asked."""
    year = report.words(report.pack.year_key)
    return About(
        report.words(report.pack.unit_key),
        int(year) if year.isdigit() else None,
        report.title,
        paired_words(report),
    )


def _proofs(printed: PrintedText, checkup: Checkup, remarks: Iterable[Remark]) -> Iterator[Proof]:
    flow = checkup.reading.flow
    for remark in remarks:
        start, end = span_of(flow, remark)
        if end <= start or BLANK in printed.text[start:end]:
            continue
        mended = flow.span(*remark.at) if remark.at else (start, end)
        cells = [printed.cells_in(*flow.span(*place)) for place in remark.speaks_of]
        speaks_of = tuple(dict.fromkeys(key for found in cells for key in found)) if all(cells) else ()
        yield _proof(printed, remark, (start, end), mended, speaks_of)


def _in_words(report_words: str, quote: str, first: int) -> str:
    """A quote as the text itself has it, blank lines among its paragraphs too."""
    pattern = r"\n[^\S\n]*(?:\n[^\S\n]*)*".join(re.escape(line) for line in quote.split("\n"))
    found = re.compile(pattern).match(report_words, first)
    return found[0] if found else quote


def _proof(
    printed: PrintedText,
    remark: Remark,
    span: tuple[int, int],
    mended: tuple[int, int],
    speaks_of: tuple[Key, ...],
) -> Proof:
    """A remark in its text; one that reaches over several keeps to the first."""
    start, end = span
    key, first = printed.text_at(start)
    last_key, last = printed.text_at(end - 1)
    if last_key != key:
        last = first + max(printed.text.find("\n", start) - start - 1, 0)
    quote = printed.text[start : start + last + 1 - first]
    quote = _in_words(printed.words_of(key), quote, first)
    figures = printed.figures_in(start, end)
    finding = remark.finding
    row = f"句{digest_of(finding.code, key, *figures, quote)}"
    placed = replace(finding, keys=(key, *(speaks_of or figures)), row=row)
    there, at = printed.text_at(mended[0])
    instead = remark.instead if there == key else None
    place = (at, at + mended[1] - mended[0])
    return Proof(placed, key, first, first + len(quote), quote, instead, place, span, speaks_of)


def _loose(printed: PrintedText, span: tuple[int, int]) -> Loose:
    start, end = span
    key, first = printed.text_at(start)
    number = printed.text[start:end]
    low = max(printed.text.rfind(mark, 0, start) for mark in "\n。；")
    high = min(
        (at for mark in "\n。；" if (at := printed.text.find(mark, end)) >= 0), default=len(printed.text)
    )
    sentence = printed.text[max(low + 1, start - AROUND) : min(high, end + AROUND)]
    identity = digest_of(key, number, printed.text[max(low + 1, start - 12) : start])
    return Loose(key, first, first + end - start, number, sentence, identity, span)


def unsupported(report: Report) -> list[Loose]:
    """The numbers that still want evidence."""
    return [one for one in report.proofs.loose if report.entry(evidence_key(one.identity)) is None]
