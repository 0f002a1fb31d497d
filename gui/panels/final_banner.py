"""已定稿: a banner over every page of a report that is frozen, and a word to whoever types into it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolTip, QWidget

from core.report.report import Report
from core.report.stages import check_code, standing_final, when
from gui.widgets.announcing import announce

FINAL = "已定稿，不能改。要改请先在上面点“取消定稿”，写明原因。"
READ_ONLY = "这份报告是只读打开的，不能改。要改请先“另存为”一份。"

_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_REMOVING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class FinalBanner(QFrame):
    """Which version the report is, who froze it and when, and what can still be done with it."""

    act_requested = Signal(str)
    """The name of a menu's act."""

    def __init__(self, report: Report, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("final")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(8)
        final = standing_final(report)
        self.setVisible(final is not None)
        if final is None:
            return
        words = f"<b>已定稿　第{final.version}版</b>　{escape(final.name)}　{when(final.at)}"
        told = QLabel(f"{words}　校验码 {check_code(final.digest)}　只能看，不能改")
        told.setObjectName("final:words")
        told.setTextFormat(Qt.TextFormat.RichText)
        line.addWidget(told)
        line.addStretch(1)
        for caption, act in (("导出…", "导出"), ("取消定稿…", "签批")):
            button = QPushButton(caption)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, act=act: self.act_requested.emit(act))
            line.addWidget(button)


class ClosedKeys(QObject):
    """Says in one sentence why nothing happens to who types into a report that takes no changes."""

    said = Signal(str)

    def __init__(self, pages: QWidget, report: Report) -> None:
        super().__init__(pages)
        self._pages = pages
        self._report = report
        app = QApplication.instance()
        if report.read_only and app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only listens; every key goes on to its widget."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
            and watched is QApplication.focusWidget()
            and self._pages.isAncestorOf(watched)
            and _would_change(event)
        ):
            QTimer.singleShot(0, watched, lambda: self._say(watched))  # a tip filters events itself
        return False

    def _say(self, widget: QWidget) -> None:
        words = FINAL if self._report.is_final else READ_ONLY
        cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        below = cursor.bottomLeft() if cursor is not None else QPoint(0, widget.height())
        QToolTip.showText(widget.mapToGlobal(QPoint(int(below.x()), int(below.y()) + 4)), words, widget)
        self.said.emit(words)
        announce(widget, words)


def _would_change(event: QKeyEvent) -> bool:
    """Whether a key would put something in or take something away."""
    if event.modifiers() & _HELD:
        return event.key() in (Qt.Key.Key_V, Qt.Key.Key_X) and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
    return event.key() in _REMOVING or (bool(event.text()) and event.text().isprintable())
