"""The Word file as another office program lays it out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from core.commands.packs import pack_named
from core.document.builder import build_document
from core.export.word import write_word
from core.intake.proposal import propose
from core.report.report import Report

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "sample.txt"


@pytest.mark.campaign
def test_libreoffice_prints_every_word_of_the_sample(tmp_path: Path) -> None:
    assert shutil.which("soffice"), "make campaign installs LibreOffice"
    assert shutil.which("pdftotext"), "make campaign installs poppler-utils"
    pack = pack_named("hunan-county-2023")
    report = Report.in_memory(pack, entries=propose(pack, SAMPLE.read_text("utf-8")).entries)
    document = build_document(report)
    write_word(document, tmp_path / "a.docx")

    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout

    numbered = re.findall(r"—\s*(\d+)\s*—", text)
    printed = re.sub(r"\s", "", re.sub(r"草稿|—\s*\d+\s*—", "", text))
    assert numbered == [str(n + 1) for n in range(len(numbered))]
    assert printed == re.sub(r"\s", "", "".join(document.lines))
