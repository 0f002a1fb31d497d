"""不随报: whether a form goes out with the report, in a line over its sheet."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from core.figures.keys import NO_KEY
from core.report.change import Change
from core.report.withholding import send_along, why_withheld, withhold
from gui import ask
from gui.session import Session


class WithheldNote(QFrame):
    """Says that a form does not go out, and why; not there for one that does."""

    def __init__(self, session: Session, form: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self.setObjectName(f"不随报:{form}")
        self.setProperty("role", "banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        self._words = QLabel()
        self._words.setWordWrap(True)
        line.addWidget(self._words, 1)
        back = QPushButton("恢复随报(&B)")
        back.setEnabled(not session.report.read_only)
        back.clicked.connect(self._on_back)
        line.addWidget(back)
        session.changed.connect(self._on_changed)
        self._show()

    def _show(self) -> None:
        reason = why_withheld(self._session.report, self._form)
        self._words.setText(f"这张表不随报告报送：{reason}。不算未填，不打印，不导出；填过的还在。")
        self.setVisible(bool(reason))

    @Slot(object)
    def _on_changed(self, _change: Change) -> None:
        self._show()

    @Slot()
    def _on_back(self) -> None:
        self._session.do(NO_KEY, lambda report: send_along(report, self._form))


def ask_to_withhold(session: Session, form: str, parent: QWidget) -> None:
    """Asks why a form does not go out, and lets it not go out."""
    label = f"{form} 为什么不随报告报送，例如：本年没有项目支出"
    reason = ask.a_line(parent, "不随报", label, why_withheld(session.report, form))
    if reason is not None:
        session.do(NO_KEY, lambda report: withhold(report, form, reason))
