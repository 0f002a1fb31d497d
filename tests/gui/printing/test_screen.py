"""What is seen on the screen is what the PDF shows, page by page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from core.document.paper import Document
from gui.printing.pagination import Page, paginate
from gui.printing.pdf import paint, write_pdf
from gui.printing.typesetter import Typesetter
from tests.gui.printing.papers import document, form, report, sheet

DPI = 96
BOX = 8
ALIKE = 35
NEARLY = 0.995


def _on_screen(page: Page, paper: Document, setter: Typesetter, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(painter, page, paper, setter.faces, DPI)
    painter.end()
    return image


def _greys(image: QImage) -> list[int]:
    """The average grey of boxes of 8 × 8 dots."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        image.width() // BOX,
        image.height() // BOX,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [small.pixelColor(x, y).red() for y in range(small.height()) for x in range(small.width())]


def test_screen_and_pdf_show_the_same(tmp_path: Path, setter: Typesetter) -> None:
    paper = document(*report().blocks, forms=(form(sheet(40), sheet(4, landscape=True)),))
    write_pdf(paper, tmp_path / "a.pdf", setter)
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")

    pages = list(paginate(paper, setter))

    assert len(pages) == len(pdf)
    for number, page in enumerate(pages):
        drawn = pdf[number].render(scale=DPI / 72)
        theirs = QImage(
            bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888
        )
        ours = _on_screen(page, paper, setter, theirs.size())
        pairs = list(zip(_greys(ours), _greys(theirs), strict=True))
        assert min(a for a, _ in pairs) < 200, "the page is not empty"
        assert sum(abs(a - b) <= ALIKE for a, b in pairs) >= NEARLY * len(pairs), number
