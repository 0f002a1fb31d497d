"""How long the paper takes: all formats of the sample, a PDF of 75 pages, the preview of 60."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.document.paper import Block, Document, Heading, Paragraph
from core.export.folder import export_folder
from core.intake.forms.form_proposal import accept_forms
from core.intake.forms.proposing import propose_forms
from core.numbers.runs import Run
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.report import Report
from gui.preview import PreviewWindow
from gui.printing.faces import Faces
from gui.printing.pagination import paginate
from gui.printing.pdf import write_pdf, writers
from gui.printing.typesetter import Typesetter
from gui.session import Session
from tests.bench.dressed import application
from tests.bench.material import SAMPLE
from tests.bench.timing import Measure, measured, seconds

WORDS = "本县农业生产稳定发展，各项任务按期完成；资金使用规范、安全、有效，全年支出1272.75万元，增长2.76%，群众满意度逐年提高。"
PDF_PAGES = 75
PREVIEW_PAGES = 60
CHARACTERS = 28 * 22
BODY = "章节[绩效].正文"


def all_measures(pack: Pack, entries: dict[str, str], folder: Path) -> dict[str, Measure]:
    """The measures by name."""
    application()
    return {
        "export_all": _export_all(pack, entries, folder),
        "pdf_75_pages": _pdf(folder),
        **_preview(pack, entries),
    }


def _export_all(pack: Pack, entries: dict[str, str], folder: Path) -> Measure:
    """Text, Word, Excel and PDF of the sample with its forms."""
    report = Report.in_memory(pack, entries=entries)
    for book in sorted(SAMPLE.parent.glob("*.xlsx")):
        accept_forms(report, propose_forms(report, read_workbook(book)))
    formats = ("txt", "docx", "xlsx", "pdf")
    times = [seconds(lambda: export_folder(report, folder / "all", formats, writers())) for _ in range(4)]
    return measured(times[1:], "s", 3.0, first=times[0])


def _long(pages: int) -> list[Block]:
    """Headings and paragraphs of so many pages."""
    chance = random.Random(5)
    blocks = list[Block]()
    while sum(len(block.text) for block in blocks) < pages * CHARACTERS:
        blocks.append(Heading(f"（{len(blocks)}）情况", 2))
        blocks += [Paragraph((Run(_unlike(chance)),)) for _ in range(3)]
    return blocks


def _unlike(chance: random.Random) -> str:
    """A paragraph like no other: what is laid out once is not laid out again."""
    words = "".join(chance.sample(WORDS.split("，"), 3))
    return f"第{chance.random():.9f}项：{words * chance.randint(2, 9)}。"


def _pdf(folder: Path) -> Measure:
    """A document of 75 pages laid out from nothing and written."""
    made = Document("长报告", tuple(_long(PDF_PAGES)), False)
    times = [seconds(lambda: write_pdf(made, folder / "long.pdf", Typesetter(Faces()))) for _ in range(4)]
    return measured(times, "s", 1.0, pages=len(list(paginate(made, Typesetter(Faces())))))


def _preview(pack: Pack, entries: dict[str, str]) -> dict[str, Measure]:
    """The first page of a report of 60, and an edit on it, until they are painted."""
    text = "\n".join(block.text for block in _long(PREVIEW_PAGES))
    first = list[float]()
    edits = list[float]()
    pages = 0
    for _ in range(3):
        session = Session(Report.in_memory(pack, entries=entries | {BODY: text}))
        windows: list[PreviewWindow] = []
        first.append(seconds(lambda session=session, windows=windows: windows.append(_shown(session))))
        (window,) = windows
        while not window.is_settled:
            QApplication.processEvents()
        pages = len(window.view.pages)
        for number in range(6):
            session.set(BODY, f"{number}{text}")
            edits.append(seconds(lambda window=window: _followed(window)))
        window.close()
    return {
        "preview_first_page": measured(first, "s", 0.3, pages=pages),
        "preview_edit": measured(edits, "s", 0.2),
    }


def _shown(session: Session) -> PreviewWindow:
    """The preview with its first page painted."""
    window = PreviewWindow(session, lambda _keys: None)
    window.show()
    window.view.viewport().repaint()
    return window


def _followed(window: PreviewWindow) -> None:
    """Waits, as a person does, until the edit is on the paper."""
    while window.is_waiting:
        QApplication.processEvents()
    window.view.viewport().repaint()
