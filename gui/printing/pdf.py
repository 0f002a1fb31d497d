"""The report as a PDF: the same pages, fonts embedded, bookmarks and properties added."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from core.document.paper import Document
from core.export.formats import Step, Writer
from core.export.whole_file import differs, write_whole
from gui.printing.drawing import draw_page
from gui.printing.faces import Faces
from gui.printing.pagination import Page, paginate
from gui.printing.typesetter import Typesetter

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

DPI = 1200
MAKER = "自评通"


def writers() -> dict[str, Writer]:
    """What the export calls to write a PDF; without an app it makes one that needs no display."""
    if sys.platform.startswith("linux") and QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([MAKER])
    setter = Typesetter(Faces())

    def write(document: Document, path: Path, _step: Step) -> list[str]:
        assert app is not None
        write_pdf(document, path, setter)
        return setter.notes()

    return {"pdf": write}


def write_pdf(document: Document, path: Path, setter: Typesetter) -> None:
    """Writes the pages and reads their number back; raises FileTrouble."""
    setter.forget(document)
    pages = list(paginate(document, setter))

    def write(target: Path) -> None:
        _print_pages(pages, document, target, setter.faces)
        _complete(target, pages, document)

    def check(target: Path) -> None:
        from pypdf import PdfReader

        if len(PdfReader(target).pages) != len(pages):
            raise differs(path)

    write_whole(path, write, check)


def _print_pages(pages: Sequence[Page], document: Document, target: Path, faces: Faces) -> None:
    writer = QPdfWriter(str(target))
    writer.setResolution(DPI)
    writer.setTitle(document.title)
    writer.setCreator(MAKER)
    painter = QPainter()
    for number, page in enumerate(pages):
        writer.setPageLayout(page_layout(page))
        if not number:
            if not painter.begin(writer):
                raise OSError(f"cannot write {target}")
        else:
            writer.newPage()
        paint(painter, page, document, faces, DPI)
    painter.end()


def page_layout(page: Page) -> QPageLayout:
    """A4 without margins, as the page lies."""
    orientation = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())


def paint(painter: QPainter, page: Page, document: Document, faces: Faces, dpi: float) -> None:
    """Draws a page on a device of so many dots to the inch."""
    painter.save()
    painter.scale(dpi / 1440, dpi / 1440)
    draw_page(painter, page, document, faces)
    painter.restore()


def _complete(path: Path, pages: Sequence[Page], document: Document) -> None:
    """Adds what Qt does not write: bookmarks by heading and attachment, the document's properties."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(path))
    above: dict[int, IndirectObject] = {}
    for at, page in enumerate(pages):
        for bookmark in page.bookmarks:
            above[bookmark.level] = writer.add_outline_item(
                title=bookmark.words, page_number=at, parent=above.get(bookmark.level - 1)
            )
            above.pop(bookmark.level + 1, None)
    if above:
        writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": document.title, "/Author": document.author, "/Creator": MAKER})
    writer.write(path)
