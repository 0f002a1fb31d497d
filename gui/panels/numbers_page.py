"""数字依据: how many numbers of the texts are figures, bound by a relation or without support; evidence for these."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.report.names import figure_name
from core.report.proofs import Evidence, Loose, evidence_key
from gui.dialogs.evidence import EvidenceDialog
from gui.panels.check_page import CheckPage
from gui.session import Session
from gui.widgets.wrapping_rows import WrappingRows

ROW = Qt.ItemDataRole.UserRole
EVIDENCE = 3
"""The column that a double click opens instead of going to the number."""


class NumbersPage(CheckPage):
    """A row for each number that neither a figure nor a relation supports; Enter goes there, F2 gives evidence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._table = _Numbers()
        super().__init__(session, "数字依据", self._table, self._show, parent)
        self._loose: list[Loose] = []
        self._clicked_twice = False
        self._table.itemActivated.connect(self._on_activated)
        self._table.setExpandsOnDoubleClick(False)
        keys = QShortcut(QKeySequence("F2"), self._table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.give_evidence)
        self._table.itemDoubleClicked.connect(self._on_double)

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, column: int = 0) -> None:
        if self._clicked_twice and column == EVIDENCE:
            self._clicked_twice = False
            return
        number = self._loose[item.data(0, ROW)]
        self._session.where.words_requested.emit(number.key, number.start, number.end)

    @Slot(QTreeWidgetItem, int)
    def _on_double(self, _item: QTreeWidgetItem, column: int) -> None:
        self._clicked_twice = column == EVIDENCE
        if self._clicked_twice:
            self.give_evidence()

    @Slot()
    def give_evidence(self) -> None:
        """Asks for the evidence of the number under the cursor; blank takes it away."""
        item = self._table.currentItem()
        report = self._session.report
        if item is None or report.read_only:
            return
        number = self._loose[item.data(0, ROW)]
        stored = report.entry(evidence_key(number.identity))
        dialog = EvidenceDialog(number, Evidence.read(stored) if stored else Evidence(), self.window())
        if dialog.exec() == EvidenceDialog.DialogCode.Accepted:
            given = dialog.evidence
            entry = given.stored() if given.words else None
            self._session.enter({evidence_key(number.identity): entry}, f"{number.number} 的佐证材料")

    def _show(self) -> None:
        report = self._session.report
        self._session.read_sentences()
        at = self._table.indexOfTopLevelItem(self._table.currentItem()) if self._table.currentItem() else 0
        self._loose = list(report.proofs.loose)
        self._table.clear()
        given = 0
        for row, number in enumerate(self._loose):
            stored = report.entry(evidence_key(number.identity))
            words = Evidence.read(stored).words if stored else ""
            given += bool(words)
            item = QTreeWidgetItem(
                [number.number, number.sentence, figure_name(report, number.key), words or "（按 F2 填写）"]
            )
            item.setData(0, ROW, row)
            item.setToolTip(1, number.sentence)
            self._table.addTopLevelItem(item)
        self._count.setText(_coverage(report.proofs.numbers, given))
        if self._loose:
            self._table.setCurrentItem(self._table.topLevelItem(min(max(at, 0), len(self._loose) - 1)))


def _coverage(numbers: dict[str, int], given: int) -> str:
    """The counts in a sentence."""
    total = numbers.get("total", 0)
    if not total:
        return "正文里还没有数字。"
    bare = numbers.get("unsupported", 0)
    words = (
        f"正文里共 {total} 个数字：与数据相连 {numbers.get('linked', 0)} 个，"
        f"参加了核对 {numbers.get('checked', 0)} 个，没有依据 {bare} 个"
    )
    told = f"，其中 {given} 个已有佐证材料" if given else ""
    return f"{words}{told}。回车到那个数字，F2 填写佐证材料。" if bare else f"{words}。"


class _Numbers(QTreeWidget):
    """One row a number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("numbers")
        self.setHeaderLabels(["数字", "所在的句子", "位置", "佐证材料"])
        self.setRootIsDecorated(False)
        self.setItemDelegate(WrappingRows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, wide in ((0, 110), (2, 190), (3, 200)):
            header.resizeSection(column, wide)
