"""导入预览: what was understood, what stays as words, what differs, before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.document.review import read_report
from core.figures.keys import LAST_YEAR, RANK, Key, split_key
from core.intake.texts.text_proposal import TextProposal
from core.pack.sections import SECTIONS
from core.report.findings import standings
from core.report.names import figure_name, section_name
from core.report.progress import section_of
from core.report.report import Report
from gui import theme


def confirm(
    parent: QWidget | None, report: Report, proposal: TextProposal, source: str
) -> frozenset[Key] | None:
    """Shows what a finished report would become (`report` holds it in memory).

    None where it is not taken, else the keys of the figures guessed by meaning that the clerk does not want.
    """
    preview = ImportPreview(report, proposal, source, parent)
    return preview.declined if preview.exec() == QDialog.DialogCode.Accepted else None


class ImportPreview(QDialog):
    """One list a question: 认出的数据, 按词义认出, 按原文保留, 不符之处, 去掉的残留."""

    def __init__(
        self, report: Report, proposal: TextProposal, source: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入预览")
        self.resize(820, 560)
        layout = QVBoxLayout(self)
        head = QLabel(
            f"{source}\n按模板“{report.pack.title}”读出，正文里 {proposal.linked} 处成为活的数据。"
            "没有认出的话按原文保留，一字不动。"
        )
        head.setWordWrap(True)
        layout.addWidget(head)
        tabs = QTabWidget()
        tabs.setAccessibleName("导入预览")
        self._guesses = _guesses(proposal)
        for title, columns, rows in (
            ("认出的数据", ("数据项", "值", "所在章节"), _understood(report, proposal)),
            ("按原文保留", ("章节",), [(heading,) for heading in proposal.literal]),
            ("不符之处", ("级别", "内容"), _differing(report)),
            ("去掉的残留", ("文字",), [(one.text,) for one in proposal.residue]),
        ):
            tabs.addTab(_table(title, columns, rows), f"{title} {len(rows)}")
        if proposal.aside:
            aside = [(name,) for name in proposal.aside]
            tabs.addTab(
                _table("没有读入的附件", ("附件（填好的附件请用 .xlsx 读入）",), aside),
                f"没有读入的附件 {len(aside)}",
            )
        if proposal.guesses:
            tabs.insertTab(1, self._guesses, f"按词义认出 {len(proposal.guesses)}")
        layout.addWidget(tabs)
        buttons = QDialogButtonBox()
        go = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        go.setDefault(True)
        go.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def declined(self) -> frozenset[Key]:
        """The keys of the guessed figures whose tick was taken away."""
        items = [self._guesses.item(row, 0) for row in range(self._guesses.rowCount())]
        return frozenset(
            Key(str(item.data(Qt.ItemDataRole.UserRole)))
            for item in items
            if item is not None and item.checkState() == Qt.CheckState.Unchecked
        )


def _guesses(proposal: TextProposal) -> QTableWidget:
    """What was known by the meaning of the words alone: ticked, with how sure it is."""
    rows = [
        (one.label, one.written, f"{one.confidence * 100:.0f}%", " ".join(one.sentence.split()))
        for one in proposal.guesses
    ]
    table = _table("按词义认出", ("数据项（去掉勾则按原文保留）", "值", "把握", "原文"), rows)
    for row, guess in enumerate(proposal.guesses):
        item = table.item(row, 0)
        if item is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, guess.key)
    header = table.horizontalHeader()
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table


def _understood(report: Report, proposal: TextProposal) -> list[tuple[str, ...]]:
    """Figures and cells with their values, in the pack's order."""
    order = {key: at for at, key in enumerate(report.pack.definitions.figures)}
    keys = [
        Key(name)
        for name in proposal.entries
        if not name.endswith(RANK)
        and not name.startswith((LAST_YEAR, SECTIONS))
        and split_key(name)[0] in order
    ]
    keys.sort(key=lambda key: order[split_key(key)[0]])
    rows: list[tuple[str, ...]] = []
    for key in keys:
        home = section_of(report, key)
        words = report.words(key) + report.definition(key).kind.suffix
        rows.append((figure_name(report, key), words, section_name(report, home) if home is not None else ""))
    return rows


def _differing(report: Report) -> list[tuple[str, ...]]:
    """What contradicts, in the rules and in the sentences: as the report says it once it is taken."""
    read_report(report)
    return [
        (f"{theme.SEVERITY[one.finding.severity][0]} {one.finding.severity}", one.finding.message)
        for one in standings(report)
    ]


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(columns))
    table.setAccessibleName(title)
    table.setHorizontalHeaderLabels(list(columns))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, column, item)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(min(1, len(columns) - 1), QHeaderView.ResizeMode.Stretch)
    return table
