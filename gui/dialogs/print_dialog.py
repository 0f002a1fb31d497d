"""What to print and on which printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.printing.printer import ALL, DUPLEX, Job, page_numbers

MOST_COPIES = 99
PDF = 2
"""What exec gives where a PDF is wanted instead."""


class PrintDialog(QDialog):
    """The printer, the part, the pages, both sides or one, how many copies.

    Without a printer it says so and offers a PDF. `parts` are the parts that the paper has, `count` its pages.
    """

    def __init__(
        self, printers: Sequence[str], parts: Sequence[str], count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        self._count = count
        self._printer = QComboBox()
        self._part = QComboBox()
        self._duplex = QComboBox()
        self._pages = QLineEdit()
        self._copies = QSpinBox()
        self._trouble = QLabel()
        self._printer.addItems(list(printers))
        self._part.addItems([ALL, *parts])
        self._duplex.addItems(list(DUPLEX))
        self._copies.setRange(1, MOST_COPIES)
        self._pages.setPlaceholderText(f"全部 {count} 页；例如 1-3，5")
        self._trouble.setObjectName("print trouble")
        self._trouble.setProperty("role", "explain")
        self._trouble.setWordWrap(True)
        self._lay_out(bool(printers))
        if not printers:
            self._say("没有找到打印机。可以先导出 PDF，拿到有打印机的电脑上打印，页面是一样的。")

    def _lay_out(self, can_print: bool) -> None:
        form = QFormLayout()
        rows = (
            ("打印机", self._printer),
            ("内容", self._part),
            ("页", self._pages),
            ("单双面", self._duplex),
            ("份数", self._copies),
        )
        for words, field in rows:
            field.setAccessibleName(words)
            field.setObjectName(f"print:{words}")
            form.addRow(f"{words}：", field)
            field.setEnabled(can_print)
        self.go = QPushButton("打印(&P)")
        self.pdf = QPushButton("导出 PDF(&E)…")
        self.leave = QPushButton("取消")
        buttons = QHBoxLayout()
        buttons.addWidget(self.pdf)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        buttons.addWidget(self.leave)
        self.go.setEnabled(can_print)
        self.go.setDefault(can_print)
        self.pdf.setDefault(not can_print)
        self.go.clicked.connect(self.accept)
        self.pdf.clicked.connect(lambda: self.done(PDF))
        self.leave.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addLayout(buttons)
        self._trouble.hide()
        self.setMinimumWidth(420)
        (self._printer if can_print else self.pdf).setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Closes only where the pages can be read."""
        pages = page_numbers(self._pages.text())
        if pages is None:
            self._say("页码应写成 1-3，5 这样；空着就是全部。")
        elif pages and min(pages) > self._count:
            self._say(f"一共 {self._count} 页，没有第 {min(pages)} 页。")
        else:
            super().accept()
            return
        self._pages.setFocus()
        self._pages.selectAll()

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.show()

    def job(self) -> Job:
        """What was chosen."""
        return Job(
            self._printer.currentText(),
            self._part.currentText(),
            page_numbers(self._pages.text()) or frozenset(),
            self._duplex.currentText(),
            self._copies.value(),
        )
