"""审核关系: every relation the template demands, what contradicts first, then what was checked and holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.report.findings import FINE
from core.report.relations import SILENT, relations
from gui import theme
from gui.panels.check_page import CheckPage
from gui.session import Session
from gui.widgets.wrapping_rows import WrappingRows

KEYS = Qt.ItemDataRole.UserRole


class RulesPage(CheckPage):
    """A table of all relations with their numbers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._table = _Relations()
        super().__init__(session, "审核关系", self._table, self._show, parent)
        self._table.itemActivated.connect(self._on_activated)

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        if item.data(0, KEYS):
            self._session.where.go_requested.emit(tuple(item.data(0, KEYS)))

    def _show(self) -> None:
        report = self._session.report
        found = relations(report, self._session.standings)
        at = self._table.indexOfTopLevelItem(self._table.currentItem()) if self._table.currentItem() else 0
        self._table.clear()
        for relation in found:
            severity = relation.state.split("（")[0]
            mark, colour = theme.SEVERITY.get(severity, ("·", "second"))
            item = QTreeWidgetItem(
                [f"{mark} {relation.state}", relation.code, relation.words, relation.source]
            )
            item.setForeground(0, theme.colour(colour))
            item.setToolTip(2, relation.words)
            item.setData(0, KEYS, relation.keys)
            self._table.addTopLevelItem(item)
        held = sum(1 for one in found if one.state == FINE)
        silent = sum(1 for one in found if one.state == SILENT)
        broken = len(found) - held - silent
        self._count.setText(
            f"不符或要说明的 {broken} 条，相符 {held} 条，数没有填全、没有参加的 {silent} 条。"
        )
        if found:
            self._table.setCurrentItem(self._table.topLevelItem(min(max(at, 0), len(found) - 1)))


class _Relations(QTreeWidget):
    """One row a relation."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("relations")
        self.setHeaderLabels(["结论", "审核公式", "数字", "依据"])
        self.setRootIsDecorated(False)
        self.setItemDelegate(WrappingRows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, wide in ((0, 120), (1, 210), (3, 170)):
            header.resizeSection(column, wide)
