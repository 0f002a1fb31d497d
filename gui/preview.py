"""预览: the paper of the open report as it will be printed, following every edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, SignalInstance, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from core.document.builder import build_document
from core.document.forms import FilledForm
from core.document.paper import Document
from core.figures.keys import Key
from gui import ask
from gui.printing.faces import Faces
from gui.printing.pages_view import FIT_PAGE, FIT_WIDTH, PagesView
from gui.printing.pdf import write_pdf
from gui.printing.typesetter import Typesetter
from gui.session import Session
from gui.widgets.fit_screen import fit_screen

AFTER = 60
"""Milliseconds behind the last change before the paper follows."""
ZOOMS = (FIT_WIDTH, FIT_PAGE, "50%", "75%", "100%", "125%", "150%", "200%")
Tables = tuple[FilledForm | None, tuple[FilledForm, ...], FilledForm | None]
"""The page to be signed, the attachments, the 审核说明表."""
PDF_FILES = "PDF 文件 (*.pdf)"


def show(
    parent: QWidget, session: Session, go: Callable[[tuple[Key, ...]], None], closing: SignalInstance
) -> PreviewWindow:
    """Opens the preview of a report, or brings it to the front; it closes with the report."""
    window = parent.findChild(PreviewWindow)
    if window is None:

        def lead(keys: tuple[Key, ...]) -> None:
            parent.activateWindow()
            go(keys)

        window = PreviewWindow(session, lead, parent)
        closing.connect(window.close)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


class PreviewWindow(QWidget):
    """The pages below a line of buttons: print, PDF, size, page; a click on a figure goes to its place."""

    def __init__(
        self, session: Session, go: Callable[[tuple[Key, ...]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, QSize(980, 780))
        self._session = session
        self._go = go
        self.view = PagesView(Typesetter(Faces()))
        self.print_button = QPushButton("打印(&P)…")
        self.pdf_button = QPushButton("导出 PDF(&E)…")
        self.size_box = QComboBox()
        self.page_box = QSpinBox()
        self._count = QLabel()
        self._note = QLabel()
        self._tables: Tables = (None, (), None)
        self._later = QTimer(self, singleShot=True, interval=AFTER)
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._bind()
        self.follow()
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.size_box.addItems(list(ZOOMS))
        self.size_box.setEditable(True)
        self.size_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for widget, name in (
            (self.print_button, "打印"),
            (self.pdf_button, "导出 PDF"),
            (self.size_box, "缩放"),
            (self.page_box, "页"),
        ):
            widget.setObjectName(f"preview:{name}")
            widget.setAccessibleName(name)
        self._note.setObjectName("preview note")
        self._note.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        bar = QHBoxLayout()
        bar.addWidget(self.print_button)
        bar.addWidget(self.pdf_button)
        bar.addStretch(1)
        for part in (QLabel("缩放"), self.size_box, QLabel("第"), self.page_box, self._count):
            bar.addWidget(part)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self._note)
        layout.addWidget(self.view, 1)

    def _bind(self) -> None:
        self.print_button.clicked.connect(self.print)
        self.pdf_button.clicked.connect(self.write_pdf)
        self.size_box.activated.connect(lambda _at: self._take_size())
        line = self.size_box.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._take_size)
        self.page_box.editingFinished.connect(self._take_page)
        self.page_box.setKeyboardTracking(False)
        self.page_box.valueChanged.connect(self._take_page)
        self.view.moved.connect(self._say_place)
        self.view.zoomed.connect(self._say_size)
        self.view.figure_chosen.connect(self._go_to_figure)
        self._session.changed.connect(self._later.start)
        self._later.timeout.connect(self.follow)
        self._filling.timeout.connect(self._fill)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+P", self.print),
            ("Ctrl+E", self.write_pdf),
            ("Ctrl+G", self.page_box.setFocus),
            ("Ctrl+=", lambda: self.view.set_zoom(self.view.percent() / 100 * 1.1)),
            ("Ctrl+-", lambda: self.view.set_zoom(self.view.percent() / 100 / 1.1)),
            ("Ctrl+0", lambda: self.view.set_zoom(FIT_WIDTH)),
            ("Esc", self.close),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- what is shown ----------------------------------------------------------------------------------

    @Slot()
    def follow(self) -> None:
        """Shows the report's text as it is now, and its forms when they have been filled anew."""
        sign_off, forms, answers = self._tables
        text = build_document(self._session.report)
        document = replace(text, sign_off=sign_off, forms=forms, answers=answers)
        self.setWindowTitle(f"预览 — {document.title}")
        self._show(document)
        self._filling.start()

    @Slot()
    def _fill(self) -> None:
        document = build_document(self._session.report, forms=True)
        tables = document.sign_off, document.forms, document.answers
        if tables != self._tables:
            self._tables = tables
            self._show(document)

    @property
    def is_waiting(self) -> bool:
        """Whether something that was typed is not on the paper yet."""
        return self._later.isActive()

    @property
    def is_settled(self) -> bool:
        """Whether the paper is the report as it is, to its last page."""
        return not self._later.isActive() and not self._filling.isActive() and self.view.is_whole

    def _show(self, document: Document) -> None:
        self.view.show_document(document)
        self._say_place()
        self._say_size()

    @Slot()
    def _say_place(self) -> None:
        count = len(self.view.pages)
        self.page_box.blockSignals(True)
        self.page_box.setRange(1, max(count, 1))
        if not self.page_box.hasFocus():
            self.page_box.setValue(self.view.current() + 1)
        self.page_box.blockSignals(False)
        self._count.setText(f"页，共 {count} 页{'' if self.view.is_whole else '……'}")
        notes = "；".join(self.view.setter.notes()) if self.view.is_whole else self._note.text()
        self._note.setText(notes)
        self._note.setVisible(bool(notes))

    @Slot()
    def _say_size(self) -> None:
        zoom = self.view.zoom
        self.size_box.setEditText(zoom if isinstance(zoom, str) else f"{self.view.percent()}%")

    @Slot()
    def _take_size(self) -> None:
        words = self.size_box.currentText().strip().rstrip("%％")
        if words in (FIT_WIDTH, FIT_PAGE):
            self.view.set_zoom(words)
        elif words.isdecimal():
            self.view.set_zoom(int(words) / 100)
        else:
            self._say_size()

    @Slot()
    def _take_page(self) -> None:
        if self.page_box.value() != self.view.current() + 1:
            self.view.go_to(self.page_box.value() - 1)

    @Slot(str)
    def _go_to_figure(self, key: Key) -> None:
        self._go((key,))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is read of a report that is being closed."""
        self._session.changed.disconnect(self._later.start)
        self._later.stop()
        self._filling.stop()
        super().closeEvent(event)

    # -- on paper -----------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Brings the paper up to date where it still waits for something."""
        if self._later.isActive():
            self._later.stop()
            self.follow()
        if self._filling.isActive():
            self._filling.stop()
            self._fill()

    @Slot()
    def print(self) -> None:
        """Asks what and where, and prints it."""
        from gui.dialogs import work
        from gui.dialogs.print_dialog import PDF, PrintDialog
        from gui.printing.printer import print_pages, printers

        names = work.run(self, "正在查找打印机", lambda _step: printers())  # network printers take their time
        if names is None:
            return
        self._finish()
        pages = self.view.whole()
        parts = list(dict.fromkeys(page.part for page in pages))
        dialog = PrintDialog(names, parts, len(pages), self)
        answer = dialog.exec()
        document = self.view.document
        if answer == PDF:
            self.write_pdf()
        elif answer and document is not None:
            job = dialog.job()
            if not print_pages(pages, document, self.view.setter.faces, job):
                ask.tell(
                    self,
                    "没有打印",
                    f"打印机“{job.printer}”没有接受这份文件。请看它是否开着、有没有纸，或改为导出 PDF。",
                )

    @Slot()
    def write_pdf(self) -> None:
        """Writes the same pages into a PDF file."""
        from core.export.folder import document_name
        from core.numbers.troubles import FileTrouble

        self._finish()
        document = self.view.document
        if document is None:
            return
        suggestion = self._session.report.store.path.parent / document_name(
            document.title, "pdf", document.draft
        )
        path = ask.where_to_save(self, "导出 PDF", str(suggestion), PDF_FILES)
        if path is None:
            return
        target = ask.complete_name(path, ".pdf")
        try:
            write_pdf(document, target, self.view.setter)
        except FileTrouble as trouble:
            ask.tell(self, trouble.path.name, trouble.reason)
            return
        ask.tell_written(self, "已导出", target.parent, [target], self.view.setter.notes())
