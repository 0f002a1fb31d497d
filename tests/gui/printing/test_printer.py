"""The printer's pages are the PDF's pages; what is asked for is what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from gui.printing.pagination import FORMS, TEXT, Page, paginate
from gui.printing.pdf import write_pdf
from gui.printing.printer import ALL, Job, choose_pages, page_numbers, paint_on
from gui.printing.typesetter import Typesetter
from tests.gui.printing.glyphs import glyphs
from tests.gui.printing.papers import document, form, report, sheet


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", set()),
        ("3", {3}),
        ("1-3，5", {1, 2, 3, 5}),
        ("１－３、５", {1, 2, 3, 5}),
        ("1—3;7 9", {1, 2, 3, 7, 9}),
        ("2至4", {2, 3, 4}),
        ("0", None),
        ("5-2", None),
        ("一", None),
        ("1-999999999", None),
    ],
)
def test_page_numbers_are_read(words: str, pages: set[int] | None) -> None:
    assert page_numbers(words) == pages


def test_a_part_or_some_pages_are_chosen() -> None:
    pages = [Page(1, TEXT), Page(2, TEXT), Page(3, FORMS)]

    assert [p.number for p in choose_pages(pages, Job("", ALL))] == [1, 2, 3]
    assert [p.number for p in choose_pages(pages, Job("", FORMS))] == [3]
    assert [p.number for p in choose_pages(pages, Job("", TEXT, frozenset({2, 3})))] == [2]


def test_a_printer_draws_the_same_glyphs_at_the_same_places_as_the_pdf(
    tmp_path: Path, setter: Typesetter
) -> None:
    paper = document(*report().blocks, forms=(form(sheet(30), sheet(4, landscape=True)),))
    pages = list(paginate(paper, setter))
    write_pdf(paper, tmp_path / "a.pdf", setter)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "b.pdf"))

    assert paint_on(printer, pages, paper, setter.faces)

    ours = glyphs(tmp_path / "a.pdf")
    theirs = glyphs(tmp_path / "b.pdf")
    assert len(ours) > 1000
    assert [(g.page, g.character) for g in ours] == [(g.page, g.character) for g in theirs]
    assert max(max(abs(a.x - b.x), abs(a.y - b.y)) for a, b in zip(ours, theirs, strict=True)) < 0.1
