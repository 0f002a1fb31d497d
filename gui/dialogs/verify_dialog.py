"""核对: is the signed paper, or what was published, the version that was 定稿?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.document.verifying import Mismatch, NamedVersion, lines_of, mismatches, version_of
from core.intake.texts.source import read_source
from core.numbers.troubles import FileTrouble, Refused
from core.report.report import Report
from core.report.stages import Final, finals, when
from gui import ask
from gui.widgets.announcing import announce

NOW = "现在的报告"
NOTHING = "（没有）"


class VerifyDialog(QDialog):
    """Two pages: a code from paper names its version; a published text is compared with one."""

    def __init__(self, report: Report, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对签批件和公开稿")
        self.resize(760, 520)
        self.tabs = QTabWidget()
        by_code = CodePage(report)
        self.tabs.addTab(by_code, "签批件(&S)")
        self.tabs.addTab(PublishedPage(report, folder), "公开稿(&P)")
        leave = QPushButton("关闭")
        leave.clicked.connect(self.reject)
        leave.setAutoDefault(False)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(leave)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(line)
        by_code.code.setFocus()


class _Page(QWidget):
    """Something above, an outcome in one sentence, a list of what differs."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.line = QHBoxLayout()
        self._outcome = QLabel()
        self._list = QTreeWidget()
        self._outcome.setObjectName(f"{name} outcome")
        self._outcome.setWordWrap(True)
        self._list.setObjectName(f"{name} list")
        self._list.setAccessibleName(f"{name}不同之处")
        self._list.setHeaderLabels(list(heads))
        self._list.setRootIsDecorated(False)
        self._list.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addLayout(self.line)
        layout.addWidget(self._outcome)
        layout.addWidget(self._list, 1)

    def say(self, words: str, rows: Sequence[Sequence[str]] = ()) -> None:
        """The outcome and what differs."""
        self._outcome.setText(words)
        announce(self, words)
        self._list.clear()
        for row in rows:
            item = QTreeWidgetItem(list(row))
            for column, text in enumerate(row):
                item.setToolTip(column, text)
            self._list.addTopLevelItem(item)
        for column in range(self._list.columnCount()):
            self._list.resizeColumnToContents(column)
            self._list.setColumnWidth(column, min(self._list.columnWidth(column), 300))


class CodePage(_Page):
    """核对签批件: the code at the foot of every page."""

    def __init__(self, report: Report) -> None:
        super().__init__("签批件", ("改了什么", "签批的版本", "现在"))
        self._report = report
        self.code = QLineEdit()
        self.code.setPlaceholderText("纸上每页下面的校验码，例如 7F3A-91C2-5B0E")
        self.code.setAccessibleName("校验码")
        self.code.setObjectName("verify:code")
        go = QPushButton("核对(&V)")
        go.setAutoDefault(False)
        go.clicked.connect(self.verify)
        self.code.returnPressed.connect(self.verify)
        self.line.addWidget(self.code, 1)
        self.line.addWidget(go)

    @Slot()
    def verify(self) -> None:
        """Names the version of the code that was typed, and what has changed since."""
        try:
            version = version_of(self._report, self.code.text())
        except Refused as refusal:
            self.say(refusal.reason)
            return
        if version is None:
            words = "这份报告的定稿里没有这个校验码：纸可能是另一份报告的，或者没有照定稿打印；也请看看有没有输错。"
            self.say(words)
        else:
            self.say(_sentence(version), _changes(version))


def _sentence(version: NamedVersion) -> str:
    final = version.final
    head = f"这是第{final.version}版，{final.name}　{when(final.at)} 定稿"
    if final.unlocked is not None:
        head += f"；{when(final.unlocked.at)} 取消定稿（{final.unlocked.words}）"
    if version.since.is_empty:
        return f"✓ {head}。报告与那时完全相同。"
    return f"! {head}。以后有 {len(_changes(version))} 处改动："


def _changes(version: NamedVersion) -> list[tuple[str, str, str]]:
    """What has changed since, row by row."""
    since = version.since
    rows = [(figure.name, figure.before or NOTHING, figure.after or NOTHING) for figure in since.figures]
    for text in since.texts:
        before = "".join(piece.text for piece in text.pieces if piece.sign == "-")
        after = "".join(piece.text for piece in text.pieces if piece.sign == "+")
        rows.append((text.name, before or NOTHING, after or NOTHING))
    return rows + [(name, "", "换了位置") for name in since.moved]


class PublishedPage(_Page):
    """核对公开稿: a published .txt or .docx, or pasted words."""

    def __init__(self, report: Report, folder: Path) -> None:
        super().__init__("公开稿", ("在哪里", "定稿", "公开稿"))
        self._report = report
        self._folder = folder
        self._versions: list[Final | None] = [*reversed(finals(report)), None]
        self.version = QComboBox()
        self.version.setAccessibleName("与哪一版比")
        for final in self._versions:
            self.version.addItem(f"第{final.version}版 {when(final.at)}" if final else NOW)
        take = QPushButton("打开公开稿(&O)…")
        paste = QPushButton("粘贴文字(&V)")
        take.setAutoDefault(False)
        paste.setAutoDefault(False)
        take.clicked.connect(self.open_asked)
        paste.clicked.connect(self.paste)
        self.line.addWidget(QLabel("与"))
        self.line.addWidget(self.version)
        self.line.addWidget(QLabel("比"))
        self.line.addStretch(1)
        self.line.addWidget(take)
        self.line.addWidget(paste)

    @Slot()
    def open_asked(self) -> None:
        """Asks for the published file and compares it."""
        path = ask.which_file(self, "打开公开稿", ask.TEXTS, str(self._folder))
        if path is None:
            return
        try:
            self.compare(path.name, read_source(path).text)
        except FileTrouble as trouble:
            self.say(trouble.reason)

    @Slot()
    def paste(self) -> None:
        """Compares what is on the clipboard."""
        words = QGuiApplication.clipboard().text()
        if words.strip():
            self.compare("粘贴的文字", words)
        else:
            self.say("剪贴板里没有文字。请先在网页或 Word 里全选、复制。")

    def compare(self, name: str, text: str) -> None:
        """Says where a text differs from the version that is chosen."""
        version = self.version.currentText()
        differences = mismatches(lines_of(self._report, self._versions[self.version.currentIndex()]), text)
        if differences:
            self.say(f"! {name} 与{version} 有 {len(differences)} 处不同：", [*map(_row, differences)])
        else:
            self.say(f"✓ {name} 与{version}的正文相同（不看空格、分行、页码和标点的宽窄）。")


def _row(difference: Mismatch) -> tuple[str, str, str]:
    around = f"{difference.before}…{difference.after}"
    return around, difference.ours or NOTHING, difference.theirs or NOTHING
