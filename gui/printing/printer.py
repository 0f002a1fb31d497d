"""Pages on a printer; QPrinter is touched only when something is printed, for it may ask the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainter

from core.document.paper import Document
from gui.printing.faces import Faces
from gui.printing.pagination import Page
from gui.printing.pdf import MAKER, page_layout, paint

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ONE_SIDE = "单面"
LONG_EDGE = "双面（长边翻转）"
SHORT_EDGE = "双面（短边翻转）"
DUPLEX = (ONE_SIDE, LONG_EDGE, SHORT_EDGE)
ALL = "全部"
_RANGE = re.compile(r"(\d+)(?:[-－—~～至到](\d+))?")


class Job(NamedTuple):
    """What is to be printed and how; `part` 全部 is every page, `pages` their numbers, none being all of them."""

    printer: str
    part: str = ALL
    pages: frozenset[int] = frozenset()
    duplex: str = ONE_SIDE
    copies: int = 1


def printers() -> list[str]:
    """The printers of this computer, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    default = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name))


def page_numbers(words: str) -> frozenset[int] | None:
    """The pages that 1-3，5 asks for, none for all of them; None where it cannot be read."""
    out: set[int] = set()
    for piece in re.split(r"[,，、;；\s]+", words.strip()):
        if not piece:
            continue
        match = _RANGE.fullmatch(piece)
        if match is None:
            return None
        first = int(match[1])
        last = int(match[2] or match[1])
        if not 0 < first <= last < 100_000:
            return None
        out.update(range(first, last + 1))
    return frozenset(out)


def choose_pages(pages: Sequence[Page], job: Job) -> list[Page]:
    """The pages that a job asks for."""
    return [
        page for page in pages if job.part in (ALL, page.part) and (not job.pages or page.number in job.pages)
    ]


def print_pages(pages: Sequence[Page], document: Document, faces: Faces, job: Job) -> bool:
    """Sends the chosen pages to the printer; False where it takes none."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(job.printer)
    printer.setDocName(document.title)
    printer.setCreator(MAKER)
    printer.setCopyCount(job.copies)
    mode = QPrinter.DuplexMode
    modes = {ONE_SIDE: mode.DuplexNone, LONG_EDGE: mode.DuplexLongSide, SHORT_EDGE: mode.DuplexShortSide}
    printer.setDuplex(modes[job.duplex])
    return paint_on(printer, choose_pages(pages, job), document, faces)


def paint_on(printer: QPrinter, pages: Sequence[Page], document: Document, faces: Faces) -> bool:
    """Draws pages on a printer that was set up; False where it cannot be opened or the job breaks off."""
    printer.setFullPage(True)
    painter = QPainter()
    for number, page in enumerate(pages):
        printer.setPageLayout(page_layout(page))
        if not (printer.newPage() if number else painter.begin(printer)):
            return False
        paint(painter, page, document, faces, printer.resolution())
    return bool(pages) and painter.end()
