"""Builds the document of a report: sections in order, headings counted, texts said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.document.closing import with_closing
from core.document.filling import filled_forms
from core.document.paper import Block, Document, Heading, Paragraph, Title
from core.document.sign_off import answers_form, sign_off_form
from core.numbers.runs import Run
from core.pack.sections import (
    BODY,
    FIRST_LEVEL,
    IN_USE,
    INPUT_LEVEL,
    LEFT_OUT,
    LEVEL,
    NONE,
    SECOND_LEVEL,
    SECTIONS,
    STATE,
    TITLE_LEVEL,
)
from core.report.names import section_heading
from core.report.report import Report
from core.report.stages import standing_final

_RUN_IN = re.compile(r"[^，。；：、\s]{2,12}。(?=.)|（[一二三四五六七八九十]{1,3}）[^，。；：]{2,24}。(?=.)")


def build_document(report: Report, *, forms: bool = False) -> Document:
    """The report as it would be printed now, with its forms where they are asked for."""
    final = standing_final(report)
    return Document(
        report.title,
        with_closing(list(blocks_of(report))),
        final is None,
        filled_forms(report) if forms else (),
        report.words(report.pack.unit_key),
        final.stamp if final else "",
        sign_off_form(report) if forms else None,
        answers_form(report) if forms else None,
    )


def run_in_head(text: str) -> int:
    """How many characters at a paragraph's beginning are a run-in heading: 干部工作。"""
    found = _RUN_IN.match(text)
    return found.end() if found else 0


def blocks_of(report: Report) -> Iterator[Block]:
    """The blocks of the report's text."""
    counts: dict[str, int] = {}
    for row in report.rows(SECTIONS):
        level = report.words(report.cell(LEVEL, row))
        state = report.words(report.cell(STATE, row)) or IN_USE
        if level == INPUT_LEVEL or state == LEFT_OUT:
            continue
        if level in (FIRST_LEVEL, SECOND_LEVEL):
            number = 1 if level == FIRST_LEVEL else 2
            yield Heading(section_heading(report, row, counts), number, row)
        if state == NONE:
            section = report.pack.sections.get(row)
            yield Paragraph((Run(section.when_none if section else "无"),), row)
            continue
        for runs in paragraphs(report.runs(report.cell(BODY, row))):
            if level == TITLE_LEVEL:
                yield Title(runs, row)
            else:
                yield Paragraph(runs, row, head=run_in_head("".join(run.text for run in runs)))


def paragraphs(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """Runs parted at line ends; blank paragraphs are none."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line += [Run(first, run.key)] if first else []
        for piece in rest:
            if any(r.text.strip() for r in line):
                yield tuple(line)
            line = [Run(piece, run.key)] if piece else []
    if any(r.text.strip() for r in line):
        yield tuple(line)
