"""Asking for the 佐证材料 of a number: what it is called, its 文号, the file."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.numbers.cleaning import one_line
from core.report.proofs import Evidence, Loose
from gui import ask


class EvidenceDialog(QDialog):
    """Three lines; all blank takes the evidence away. The file is only named, never copied or changed."""

    def __init__(self, number: Loose, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{number.number} 的佐证材料")
        self.setMinimumWidth(460)
        sentence = QLabel(f"……{number.sentence}……")
        sentence.setWordWrap(True)
        sentence.setProperty("role", "quiet")
        self._lines = {
            name: QLineEdit(text)
            for name, text in (
                ("材料名称", evidence.name),
                ("文号", evidence.document),
                ("文件", evidence.file),
            )
        }
        for name, line in self._lines.items():
            line.setObjectName(f"佐证:{name}")
            line.setAccessibleName(name)
        self._lines["材料名称"].setPlaceholderText("如：培训签到册、决算报表财决 05 表")
        choose = QPushButton("选择(&F)…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        fields = QFormLayout()
        fields.addRow("材料名称(&N)", self._lines["材料名称"])
        fields.addRow("文号(&D)", self._lines["文号"])
        row = QHBoxLayout()
        row.addWidget(self._lines["文件"])
        row.addWidget(choose)
        label = QLabel("文件(&W)")
        label.setBuddy(self._lines["文件"])
        fields.addRow(label, row)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addLayout(fields)
        layout.addWidget(buttons)

    @property
    def evidence(self) -> Evidence:
        """What was given."""
        return Evidence(*(one_line(line.text()) for line in self._lines.values()))

    def _choose(self) -> None:
        path = ask.which_file(self, "选择佐证材料", "所有文件 (*)", "")
        if path is not None:
            self._lines["文件"].setText(path.name)
            if not self._lines["材料名称"].text():
                self._lines["材料名称"].setText(path.stem)
