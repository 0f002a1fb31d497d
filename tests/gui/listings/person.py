"""A pack with every sort of column, and a person who types in its tables."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.pack.pack import Pack
from core.report.report import Report
from gui.listings.table import ListingTable
from gui.listings.view import ListingView
from gui.session import Session
from tests.core.packs import tiny_pack

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
FIGURES = """
清单:
  列:
    名称: {类型: 文字}
    类别: {类型: 选项, 值: [专项资金, 其他项目]}
    金额: {类型: 金额}
    倍: {类型: 金额, 公式: 金额 * 2}
    日期: {类型: 日期}
    公开: {类型: 是否}
    说明: {类型: 多行文字}
    指标:
      列: {名称: {类型: 文字}, 分值: {类型: 分值}}
简表:
  列: {名称: {类型: 文字}, 金额: {类型: 金额, 可为负: 是}}
清单合计: {类型: 金额, 公式: 合计(清单.金额)}
固定:
  固定行: {甲: {名: 第一}, 乙: {名: 第二}}
  列: {名: {类型: 文字}, 数: {类型: 金额}}
"""
RULES = """
不超百: {级别: 错误, 对每行: 清单, 条件: 金额 ≤ 100, 提示: "{名称}有{金额}万元，超过 100"}
"""


@cache
def listing_pack() -> Pack:
    """清单 with a column of each kind and a list in its rows; 简表 with two columns, 固定 with rows of the pack."""
    return tiny_pack(FIGURES, RULES)


def opened(qtbot: object, rows: int = 0, listing: str = "清单") -> tuple[Session, ListingTable]:
    """A shown table with some rows: 第0项 with 0 万元, 第1项 with 1 …"""
    session = Session(Report.in_memory(listing_pack()))
    for number in range(rows):
        session.add_row("清单", {"名称": f"第{number}项", "金额": str(number)})
    return session, shown(qtbot, session, listing)


def shown(qtbot: object, session: Session, listing: str = "清单") -> ListingTable:
    """The table of a listing, in a window of its own that has the focus."""
    table = ListingTable(session, listing)
    qtbot.addWidget(table)  # type: ignore[attr-defined]
    table.resize(900, 700)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)  # type: ignore[attr-defined]
    table.view.setFocus()
    return table


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Presses a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(_focus(), key, held)
        QApplication.processEvents()


def write(text: str) -> None:
    """Types a text, Chinese characters too."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(_focus(), event)
    QApplication.processEvents()


def compose(letters: str, committed: str = "") -> None:
    """Lets an input method show letters, or put a text in their place."""
    event = QInputMethodEvent(letters, [])
    if committed:
        event.setCommitString(committed)
    QApplication.sendEvent(_focus(), event)


def _focus() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def go(view: ListingView, row: int, column: int) -> None:
    """Puts the cursor on a cell."""
    view.stand_on(view.model().index(row, column))


def place(view: ListingView) -> tuple[int, int]:
    """Where the cursor is."""
    return view.currentIndex().row(), view.currentIndex().column()


def texts(view: ListingView, column: int = 0) -> list[str]:
    """A column's words, without the blank row."""
    return [str(view.model().index(row, column).data()) for row in range(len(view.model().row_ids))]


def clip(html: str = "", text: str = "") -> None:
    """Puts something on the clipboard, as another program would."""
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
