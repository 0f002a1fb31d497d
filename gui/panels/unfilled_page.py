"""未填项: what would print and is blank, page by page; Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.figures.keys import Key
from core.report.completeness import completeness
from core.report.names import figure_name, section_name
from gui.panels.check_page import CheckPage
from gui.session import Session

KEY = Qt.ItemDataRole.UserRole


class UnfilledPage(CheckPage):
    """A list that grows shorter as the report is filled."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._list = QListWidget()
        self._list.setObjectName("unfilled")
        super().__init__(session, "未填项", self._list, self._show, parent)
        self._list.itemActivated.connect(lambda item: session.where.go_requested.emit((item.data(KEY),)))

    def _show(self) -> None:
        report = self._session.report
        at = self._list.currentRow()
        self._list.clear()
        for place, filling in completeness(report).items():
            for key in filling.unfilled:
                self._add(f"… {figure_name(report, key)}　{section_name(report, place)}", key)
        missing = self._list.count()
        self._count.setText(
            f"还有 {missing} 处没有填，不填就会印成空白。按 Enter 去填写；本单位没有的，填“不涉及”或“无”。"
            if missing
            else "要印出来的都填好了。"
        )
        self._list.setCurrentRow(min(max(at, 0), self._list.count() - 1))

    def _add(self, words: str, key: Key) -> None:
        item = QListWidgetItem(words)
        item.setData(KEY, key)
        self._list.addItem(item)
