"""读入附件: what a filled form would change, line by line, before anything is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import RANK, REPORTED
from core.intake.forms.form_proposal import FormEdit, FormProposal, RowEdit
from gui import theme

_CHANGE = Qt.ItemDataRole.UserRole


class FormsPreview(QDialog):
    """Edits and new rows are ticked, rows that the file has no more are not: nothing is removed unasked."""

    def __init__(self, proposal: FormProposal, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposal = proposal
        self.setWindowTitle("读入附件预览")
        self.resize(900, 580)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        head = QLabel(summary(proposal, source))
        head.setObjectName("读入说明")
        head.setWordWrap(True)
        layout.addWidget(head)
        self._tree = self._filled()
        layout.addWidget(self._tree, 1)
        if proposal.notes:
            notes = QListWidget()
            notes.setObjectName("读入提示")
            notes.setAccessibleName("读入时的提示")
            notes.setWordWrap(True)
            notes.setMaximumHeight(120)
            notes.addItems(proposal.notes)
            layout.addWidget(notes)
        layout.addLayout(self._buttons())
        self._tree.setFocus()
        self._tree.itemChanged.connect(self._count)
        self._count()

    def _filled(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("读入附件")
        tree.setAccessibleName("附件里的改动")
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels(["数据项", "现在", "读入后", "在表里的位置"])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        for edit in self._proposal.edits:
            after = f"✕ {edit.reason}" if edit.reason else edit.after or "（清空）"
            after += "（按原表填写）" if edit.entry_key.endswith(REPORTED) and edit.after else ""
            item = self._add(tree, (edit.label, edit.before or "（空）", after, edit.source), edit)
            if edit.reason:
                self._close(item)
        for row in self._proposal.rows:
            self._add(tree, (f"增加一行：{row.name}", "", f"{_filled_cells(row)} 格", row.source), row)
        for row in self._proposal.gone:
            words = (f"表里没有这一行：{row.name}", "有", "勾选后删除", row.source)
            self._add(tree, words, row).setCheckState(0, Qt.CheckState.Unchecked)
        if tree.topLevelItemCount():
            tree.setCurrentItem(tree.topLevelItem(0))
        return tree

    def _add(self, tree: QTreeWidget, words: tuple[str, ...], change: FormEdit | RowEdit) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text.replace("\n", " ") for text in words])
        item.setData(0, _CHANGE, change)
        item.setCheckState(0, Qt.CheckState.Checked)
        for column, text in enumerate(words):
            item.setToolTip(column, text)
        tree.addTopLevelItem(item)
        return item

    def _close(self, item: QTreeWidgetItem) -> None:
        """A text that cannot be taken is not ticked."""
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setForeground(2, QBrush(theme.colour("error")))

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._hint = QLabel()
        self._hint.setProperty("role", "quiet")
        line.addWidget(self._hint, 1)
        self._go = QPushButton("读入勾选的(&R)")
        stay = QPushButton("取消")
        self._go.setAutoDefault(False)
        stay.setDefault(True)
        self._go.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        line.addWidget(self._go)
        line.addWidget(stay)
        return line

    def _ticked(self) -> list[object]:
        items = [self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount())]
        return [item.data(0, _CHANGE) for item in items if item.checkState(0) == Qt.CheckState.Checked]

    @Slot()
    def _count(self) -> None:
        number = len(self._ticked())
        self._hint.setText(f"勾选 {number} 项，读入后可以一步撤销")
        self._go.setEnabled(number > 0)

    def choice(self) -> tuple[list[FormEdit], list[RowEdit], list[RowEdit]]:
        """The ticked edits, new rows, and rows to be removed."""
        ticked = self._ticked()
        edits = [one for one in ticked if isinstance(one, FormEdit)]
        rows = [one for one in ticked if isinstance(one, RowEdit)]
        return edits, [row for row in rows if row.is_new], [row for row in rows if not row.is_new]


def summary(proposal: FormProposal, source: str) -> str:
    """Which forms were recognised, and how much would change."""
    forms = "、".join(dict.fromkeys(sheet.form for sheet in proposal.forms)) or "没有认出附件"
    parts = [f"改动 {len(proposal.taken)} 处"]
    parts += [f"增加 {len(proposal.rows)} 行"] if proposal.rows else []
    parts += [f"少了 {len(proposal.gone)} 行"] if proposal.gone else []
    parts += [f"读不懂 {len(proposal.refused)} 处"] if proposal.refused else []
    return f"{source}：{forms}，{'，'.join(parts)}。"


def _filled_cells(row: RowEdit) -> int:
    return sum(1 for key, entry in row.entries.items() if entry is not None and not key.endswith(RANK))
