"""Shows what a pasted block would do before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.report.cell_blocks import PastedCell, PasteProposal
from gui import theme

_MOST_ROWS = 300
_MOST_REASONS = 100


def confirm(parent: QWidget | None, proposal: PasteProposal) -> bool:
    """Whether the person wants what can be pasted."""
    return PastePreview(proposal, parent).exec() == QDialog.DialogCode.Accepted


class PastePreview(QDialog):
    """A table of what is new, what replaces what, and what is refused, with the reasons below it."""

    def __init__(self, proposal: PasteProposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴预览")
        self.resize(760, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        head = QLabel(summary(proposal))
        head.setObjectName("粘贴说明")
        head.setWordWrap(True)
        layout.addWidget(head)
        layout.addWidget(_table(proposal), 1)
        if proposal.refused:
            layout.addWidget(QLabel("没有读懂的格子（不会粘贴）："))
            layout.addWidget(_reasons(proposal))
        self._stay = QPushButton("取消")
        layout.addLayout(self._buttons(proposal))
        self._stay.setFocus()

    def _buttons(self, proposal: PasteProposal) -> QHBoxLayout:
        go = QPushButton("粘贴能用的" if proposal.refused else "粘贴")
        go.setEnabled(bool(proposal.entries))
        go.setAutoDefault(False)
        self._stay.setDefault(True)
        go.clicked.connect(self.accept)
        self._stay.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(go)
        line.addWidget(self._stay)
        return line


def summary(proposal: PasteProposal) -> str:
    """What will happen, in one or two sentences."""
    parts = [f"写入 {sum(1 for cell in proposal.cells if not cell.reason)} 格"]
    if proposal.rows_added:
        parts.append(f"增加 {proposal.rows_added} 行")
    if proposal.overwritten:
        parts.append(f"替换已有内容 {len(proposal.overwritten)} 格")
    if proposal.refused:
        parts.append(f"不能读 {len(proposal.refused)} 格")
    return "；".join([f"{proposal.label}：{'，'.join(parts)}", *proposal.notes]) + "。粘贴以后可以撤销。"


def _table(proposal: PasteProposal) -> QTableWidget:
    numbers = sorted({cell.row for cell in proposal.cells})[:_MOST_ROWS]
    at = {number: row for row, number in enumerate(numbers)}
    places = {column.key: place for place, column in enumerate(proposal.columns)}
    table = QTableWidget(len(numbers), len(proposal.columns))
    table.setObjectName("粘贴预览")
    table.setAccessibleName("将要粘贴的内容")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setHorizontalHeaderLabels([column.label for column in proposal.columns])
    table.setVerticalHeaderLabels([str(number + 1) for number in numbers])
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for cell in proposal.cells:
        if cell.row in at:
            table.setItem(at[cell.row], places[cell.column.key], _item(cell))
    return table


def _item(cell: PastedCell) -> QTableWidgetItem:
    after = cell.text.replace("\n", " ") or "（清空）"
    before = cell.before.replace("\n", " ")
    item = QTableWidgetItem(f"{before} → {after}" if before else after)
    if cell.reason:
        item.setText(f"✕ {after}")
        item.setForeground(QBrush(theme.colour("error")))
    elif cell.before:
        item.setForeground(QBrush(theme.colour("explain")))
    if cell.column.kind.numeric:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(cell.reason or (f"原来：{cell.before}" if cell.before else "新填"))
    return item


def _reasons(proposal: PasteProposal) -> QListWidget:
    reasons = QListWidget()
    reasons.setObjectName("没有读懂")
    reasons.setAccessibleName("没有读懂的格子")
    reasons.setMaximumHeight(140)
    for cell in proposal.refused[:_MOST_REASONS]:
        reasons.addItem(f"第 {cell.row + 1} 行 {cell.column.label}：{cell.reason}")
    if len(proposal.refused) > _MOST_REASONS:
        reasons.addItem(f"等 {len(proposal.refused)} 格")
    return reasons
