"""What goes out of a report and what comes back: its documents, its forms, forms filled elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.figures.keys import Key
from gui import ask
from gui.computer.settings import Settings

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


def export(window: MainWindow, folder: str) -> None:
    """Writes the report and its forms into a folder that the clerk names."""
    from core.export.folder import export_folder
    from core.export.formats import FORMATS
    from gui.dialogs import work
    from gui.printing.pdf import writers

    session = window.session
    where = ask.which_folder(window, "导出到文件夹", folder) if session else None
    if session is None or where is None:
        return
    window.commit()
    report = session.report
    pdf = writers()
    notes = list[str]()

    def write(step: Callable[[str], None]) -> list[Path]:
        return export_folder(report, where, tuple(FORMATS), pdf, step, notes.append)

    written = work.run(window, "正在导出", write)
    if written is not None:
        ask.tell_written(window, "已导出", where, written, notes)


def export_forms(window: MainWindow, folder: str) -> None:
    """Writes all official forms into one workbook."""
    from core.document.builder import build_document
    from core.export.excel import write_excel
    from core.export.folder import document_name
    from gui.dialogs import work

    if window.session is None:
        return
    window.commit()
    report = window.session.report
    document = build_document(report, forms=True)
    if not document.forms:
        words = "每项一张的附件还没有一项" if report.pack.forms else "这份报告用的模板没有附件表样"
        ask.tell(window, "没有附件", f"{words}，没有可以导出的。")
        return
    name = document_name(f"{document.title} 附件", "xlsx", document.draft)
    path = ask.where_to_save(window, "附件存到", str(Path(folder or reports_folder()) / name), ask.EXCEL)
    if path is None:
        return
    target = ask.complete_name(path, ".xlsx")

    def write(step: Callable[[str], None]) -> list[Path]:
        write_excel(document.forms, target, draft=document.draft, stamp=document.stamp, step=step)
        return [target]

    written = work.run(window, "正在导出附件", write)
    if written is not None:
        ask.tell_written(window, "已导出", target.parent, written)


def read_forms_asked(window: MainWindow, folder: str) -> None:
    """Reads forms that someone has filled in; the clerk names the file."""
    if window.session is not None:
        source = ask.which_file(window, "读入填好的附件", ask.TABLES, folder)
        if source is not None:
            read_forms(window, source)


def read_forms(window: MainWindow, source: Path) -> None:
    """Reads a workbook with filled forms, shows what it would change, and takes what is ticked as one step."""
    from core.intake.forms.form_proposal import accept_forms
    from core.intake.forms.proposing import FormProposal, propose_forms
    from core.material.workbook import WorkbookRead
    from core.reading.workbooks import read_workbook
    from gui.dialogs import work
    from gui.dialogs.forms_preview import FormsPreview

    session = window.session
    if session is None:
        ask.tell(window, "先打开报告", "读入附件以前，请先打开或新建要读入的报告。")
        return
    window.commit()
    report = session.report

    def read(step: Callable[[str], None]) -> tuple[WorkbookRead, FormProposal]:
        step(f"正在读取 {source.name}")
        book = read_workbook(source)
        return book, propose_forms(report, book, step)

    found = work.run(window, f"正在读取 {source.name}", read)
    if found is None:
        return
    book, proposal = found
    if not proposal.forms or (proposal.is_empty and proposal.is_whole):
        words = "和报告里的数完全一样，没有要改的。" if proposal.forms else "没有认出哪一张是附件，没有读入。"
        left = [each.sentence for each in proposal.unread]
        ask.tell(window, "没有改动", "\n".join([f"{source.name} {words}", *left, *proposal.notes]))
        return

    def read_anew(units: Mapping[str, str]) -> FormProposal | None:
        return work.run(
            window, f"正在读取 {source.name}", lambda step: propose_forms(report, book, step, units)
        )

    preview = FormsPreview(report, book, proposal, read_anew, window)
    if preview.exec() == FormsPreview.DialogCode.Accepted:
        edits, rows, gone = preview.choice()
        taken = preview.proposal
        session.do(Key("附件"), lambda report: accept_forms(report, taken, edits=edits, rows=rows, gone=gone))


def working_folder(settings: Settings) -> Path:
    """Where files were last written or read, else where reports are kept."""
    return Path(settings.folder or reports_folder())


def reports_folder() -> Path:
    """Where reports are kept unless the clerk says otherwise: 文档/绩效自评."""
    from PySide6.QtCore import QStandardPaths

    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(where) / "绩效自评"
