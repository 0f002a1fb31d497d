"""未填项: what must be filled and is not yet, section by section; Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.figures.keys import Key
from core.pack.sections import BODY, SECTIONS
from core.report.completeness import completeness
from core.report.names import figure_name, section_name
from core.report.progress import blanks_in
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
        for section, filling in completeness(report).items():
            for key in filling.unfilled:
                self._add(f"… {figure_name(report, key)}　{section_name(report, section)}", key)
        missing = self._list.count()
        for row in report.rows(SECTIONS):
            blanks = blanks_in(report, row)
            if blanks:
                self._add(f"… 正文里有 {blanks} 处空着　{section_name(report, row)}", report.cell(BODY, row))
        blank = self._list.count() - missing
        self._count.setText(
            f"还有 {missing} 项必填的没有填，{blank} 节的正文里有空。按 Enter 去填写。"
            if missing or blank
            else "必填的都填好了。"
        )
        self._list.setCurrentRow(min(max(at, 0), self._list.count() - 1))

    def _add(self, words: str, key: Key) -> None:
        item = QListWidgetItem(words)
        item.setData(KEY, key)
        self._list.addItem(item)
