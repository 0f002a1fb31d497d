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
from core.report.report import Report
from core.report.stages import STAGES, finals, next_stage, signatures, telling, unlock
from gui import ask
from gui.computer.settings import Settings
from gui.session import Session
from gui.widgets.announcing import announce

FREEZE = "定稿"
UNLOCK = "取消定稿"


class SignDialog(QDialog):
    """The stages as they stand, the next one to be signed, and what is in its way."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("签批")
        self.setMinimumWidth(520)
        self._session = session
        self._settings = settings
        self._may_be_one = False
        self._stages = {stage: QLabel() for stage in (*STAGES, FREEZE)}
        self._name = QLineEdit()
        self._reason = QLineEdit()
        self._trouble = QLabel()
        self._act = QPushButton()
        self._leave = QPushButton("关闭")
        self._next = ""
        self._lay_out()
        self._act.clicked.connect(self._go)
        self._leave.clicked.connect(self.reject)
        self._say()
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
        self._name.setText(self._name_offered(following))
        self._name.selectAll()
        self._form.setRowVisible(self._reason, following == UNLOCK)
        self._act.setText(f"{following}签字(&S)" if following in STAGES else f"{following}(&S)")
        self._act.setEnabled(not report.store.read_only)
        still = signing.refusals(report) if following != UNLOCK else []
        if following == FREEZE:
            self._show_trouble("还不能定稿。\n" + "\n".join(still) if still else _same_as_before(report, now))
        else:
            self._show_trouble("还没有做完，定稿以前要处理：\n" + "\n".join(still) if still else "")

    def _name_offered(self, stage: str) -> str:
        """Who signed this stage the last time: of this report, else on this computer."""
        signed = signatures(self._session.report).get(stage)
        return signed.name if signed is not None else self._settings.signer(stage)

    def _is_meant(self, stage: str, name: str) -> bool:
        """One person for two stages is asked once: 编制 and 复核 are mostly not one person's."""
        others = [each.stage for each in signatures(self._session.report).values() if each.name == name]
        others = [other for other in others if other != stage]
        if stage not in STAGES or not others or self._may_be_one:
            return True
        words = f"{'、'.join(others)}也是“{name}”签的。{stage}也由同一个人签吗？"
        self._may_be_one = ask.decide(self, "同一个人", words, f"是，{stage}也由 {name} 签")
        return self._may_be_one

    def _show_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.adjustSize()
        announce(self, words)

    @Slot()
    def _go(self) -> None:
        name = " ".join(self._name.text().split())
        reason = self._reason.text()
        report = self._session.report
        following = self._next
        if not self._is_meant(following, name):
            return
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
        self._settings.keep_signer(following, name)
        if following in STAGES:
            self._say()
        else:
            self.accept()


def _same_as_before(report: Report, digest: str) -> str:
    """Says so where the version to come would be one that was 定稿 before, to the last figure."""
    same = [final for final in finals(report) if final.digest == digest]
    return f"内容和第{same[-1].version}版完全相同，校验码也相同。" if same else ""
