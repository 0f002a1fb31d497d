"""签批: 编制, 复核, 审签, 定稿, each with a name; a 定稿 is opened again only with a reason."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.document import signing
from core.document.canonical import digest
from core.numbers.troubles import FileTrouble, Refused
from core.report.stages import STAGES, next_stage, telling, unlock
from gui.session import Session
from gui.widgets.announcing import announce

FREEZE = "定稿"
UNLOCK = "取消定稿"


class SignDialog(QDialog):
    """The stages as they stand, the next one to be signed, and what is in its way."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("签批")
        self.setMinimumWidth(520)
        self._session = session
        self._stages = {stage: QLabel() for stage in (*STAGES, FREEZE)}
        self._name = QLineEdit(session.report.store.who)
        self._reason = QLineEdit()
        self._trouble = QLabel()
        self._act = QPushButton()
        self._leave = QPushButton("关闭")
        self._next = ""
        self._lay_out()
        self._act.clicked.connect(self._go)
        self._leave.clicked.connect(self.reject)
        self._say()
        self._name.selectAll()
        self._name.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for stage, label in self._stages.items():
            label.setObjectName(f"sign:{stage}")
            form.addRow(f"{stage}：", label)
        for words, field in (("姓名", self._name), ("原因", self._reason)):
            field.setAccessibleName(words)
            field.setObjectName(f"sign:{words}")
            form.addRow(f"{words}：", field)
        self._reason.setPlaceholderText("为什么取消定稿，例如：财政局退回，调整项目支出")
        self._form = form
        self._trouble.setObjectName("sign trouble")
        self._trouble.setProperty("role", "explain")
        self._trouble.setWordWrap(True)
        self._act.setObjectName("sign:go")
        self._act.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._act)
        buttons.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addLayout(buttons)

    def _say(self) -> None:
        """The stages as they stand and the next one; before 定稿 also what is still in its way."""
        report = self._session.report
        now = digest(report)
        following = self._next = UNLOCK if report.is_final else next_stage(report, now) or FREEZE
        for stage, words in telling(report, now):
            self._stages[stage].setText(words)
        self._form.setRowVisible(self._reason, following == UNLOCK)
        self._act.setText(f"{following}签字(&S)" if following in STAGES else f"{following}(&S)")
        self._act.setEnabled(not report.store.read_only)
        if following == FREEZE:
            still = signing.refusals(report)
            self._show_trouble("还不能定稿。\n" + "\n".join(still) if still else "")
        elif following != UNLOCK:
            self._show_trouble("")

    def _show_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        announce(self, words)

    @Slot()
    def _go(self) -> None:
        name = self._name.text()
        reason = self._reason.text()
        report = self._session.report
        following = self._next
        try:
            if following == FREEZE:
                signing.freeze(report, name)
            elif following == UNLOCK:
                unlock(report, name, reason)
            else:
                self._session.changed.emit(signing.sign(report, following, name))
        except (Refused, FileTrouble) as trouble:
            self._show_trouble(trouble.reason)
            return
        if following in STAGES:
            self._say()
        else:
            self.accept()
