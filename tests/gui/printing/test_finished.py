"""The pages of a finished report."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from core.commands.sample import make_sample
from core.document.builder import build_document
from core.figures.template import BLANK
from gui.printing.pdf import write_pdf
from gui.printing.typesetter import Typesetter
from tests.core.document.test_finishing import finish


def test_they_have_no_line_to_write_on(tmp_path: Path, setter: Typesetter) -> None:
    report = make_sample(tmp_path / "示例.jxzp", "张明")
    finish(report)
    write_pdf(build_document(report, forms=True), tmp_path / "报告.pdf", setter)
    words = "".join(page.extract_text() for page in PdfReader(tmp_path / "报告.pdf").pages)
    report.close()

    assert "部门整体支出绩效自评表" in "".join(words.split())
    assert BLANK[0] not in words
