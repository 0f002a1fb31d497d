"""The Word file as another office program lays it out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.commands.packs import pack_named
from core.document.builder import build_document
from core.document.paper import Document
from core.export.word import write_word
from core.intake.forms.form_proposal import accept_forms
from core.intake.forms.proposing import propose_forms
from core.intake.texts.text_proposal import propose
from core.reading.workbooks import read_workbook
from core.report.report import Report
from gui.printing.faces import Faces
from gui.printing.pdf import write_pdf
from gui.printing.typesetter import Typesetter

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "sample.txt"


@pytest.fixture(scope="module")
def sample() -> Document:
    """The sample report with its forms filled."""
    pack = pack_named("hunan-county-2023")
    report = Report.in_memory(pack, entries=propose(pack, SAMPLE.read_text("utf-8")).entries)
    for book in sorted(SAMPLE.parent.glob("*.xlsx")):
        accept_forms(report, propose_forms(report, read_workbook(book)))
    return build_document(report, forms=True)


def _printed(path: Path) -> Path:
    """A Word file as LibreOffice prints it."""
    assert shutil.which("soffice"), "make campaign installs LibreOffice"
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf")


def _words(path: Path) -> str:
    assert shutil.which("pdftotext"), "make campaign installs poppler-utils"
    done = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.campaign
def test_libreoffice_prints_every_word_of_the_sample(sample: Document, tmp_path: Path) -> None:
    text = replace(sample, forms=(), sign_off=None, answers=None)
    write_word(text, tmp_path / "a.docx")

    words = _words(_printed(tmp_path / "a.docx"))

    numbered = re.findall(r"—\s*(\d+)\s*—", words)
    printed = re.sub(r"\s", "", re.sub(r"草稿|—\s*\d+\s*—", "", words))
    assert numbered == [str(n + 1) for n in range(len(numbered))]
    assert printed == re.sub(r"\s", "", "".join(text.lines))


@pytest.mark.campaign
def test_word_and_pdf_have_as_many_pages_and_the_same_words(
    sample: Document, tmp_path: Path, qapp: object
) -> None:
    write_word(sample, tmp_path / "word.docx")
    write_pdf(sample, tmp_path / "ours.pdf", Typesetter(Faces()))

    theirs = PdfReader(_printed(tmp_path / "word.docx"))
    ours = PdfReader(tmp_path / "ours.pdf")

    assert len(ours.pages) > 10
    assert abs(len(theirs.pages) - len(ours.pages)) <= len(ours.pages) / 20 + 1
    sizes = [[p.mediabox.width > p.mediabox.height for p in one.pages] for one in (ours, theirs)]
    assert sizes[0][: len(sizes[1])] == sizes[1][: len(sizes[0])]
    printed = Counter(_words(tmp_path / "word.pdf"))
    cells = [one.words for form in sample.tables for sheet in form.sheets for one in sheet.cells.values()]
    wanted = Counter(re.sub(r"\s", "", "".join((*sample.lines, *cells))))
    assert not wanted - printed
