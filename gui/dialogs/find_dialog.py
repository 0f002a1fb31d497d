"""查找和替换 over all texts and cells: every place is listed, and all are replaced as one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import NO_KEY, Key
from core.report.change import Change
from core.report.names import figure_name
from core.report.report import Report
from core.report.search import MOST, Match, find, replace
from gui.session import Session
from gui.widgets.composing import Composing

PAUSE = 150
"""Milliseconds after a key before the places are looked for."""

Go = Callable[[Key, int, int], None]
"""Goes to characters of what a key shows."""


def show(parent: QWidget, session: Session, go: Go, replacing: bool) -> FindDialog:
    """The window's find dialog, brought to the front."""
    dialog = parent.findChild(FindDialog)
    if dialog is None or dialog.session is not session:
        if dialog is not None:
            dialog.deleteLater()
        dialog = FindDialog(session, go, parent)
    dialog.ask_for(replacing)
    return dialog


class FindDialog(QDialog):
    """Stays open beside the report; Enter goes to the next place."""

    def __init__(self, session: Session, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._go = go
        self._matches: list[Match] = []
        self._visited = False
        self.setWindowTitle("查找和替换")
        self.resize(560, 420)
        self._needle = _Words("查找内容")
        self._new = _Words("替换为")
        self._count = QLabel()
        self._count.setWordWrap(True)
        self._count.setProperty("role", "quiet")
        self._count.setObjectName("found")
        self._list = QListWidget()
        self._list.setObjectName("matches")
        self._list.setAccessibleName("找到的地方")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._this = QPushButton("替换这一处(&R)")
        self._all = QPushButton("全部替换(&A)")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self._needle.textChanged.connect(self._on_typed)
        self._needle.entered.connect(lambda: self.step(1))
        self._list.itemActivated.connect(lambda _item: self._show_current())
        self._list.itemClicked.connect(lambda _item: self._show_current())
        self._this.clicked.connect(self._replace_this)
        self._all.clicked.connect(self._replace_all)
        session.changed.connect(self._on_changed)
        session.destroyed.connect(self.deleteLater)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for row, (words, field) in enumerate((("查找(&F)", self._needle), ("替换为(&P)", self._new))):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        following = QPushButton("下一处(&N)")
        before = QPushButton("上一处(&B)")
        close = QPushButton("关闭(&C)")
        following.clicked.connect(lambda: self.step(1))
        before.clicked.connect(lambda: self.step(-1))
        close.clicked.connect(self.close)
        for button in (following, before, self._this, self._all, close):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(self._count)
        layout.addWidget(self._list)
        layout.addLayout(buttons)

    def ask_for(self, replacing: bool) -> None:
        """Shows the dialog, for finding or for replacing."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._needle.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._needle.selectAll()
        for widget in (self._new, self._this, self._all):
            widget.setEnabled(not self.session.report.read_only)
        if replacing and self._needle.text():
            self._new.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        """The places are looked for in a moment; until then the buttons take the clerk at her word."""
        self._visited = False
        self._pause.start()
        for button in (self._this, self._all):
            button.setEnabled(bool(words) and not self.session.report.read_only)

    @Slot()
    def look(self) -> None:
        """Lists the places anew."""
        self._pause.stop()
        report = self.session.report
        at = self._list.currentRow()
        self._matches = find(report, self._needle.text())
        self._list.clear()
        for match in self._matches:
            name = figure_name(report, match.key)
            mark = "（活的数据，到数据项去改）" if match.fixed else ""
            around = f"{match.before}【{match.words}】{match.after}".replace("\n", " ")
            self._list.addItem(QListWidgetItem(f"{name}{mark}\n{around}"))
        self._list.setCurrentRow(min(max(at, 0), len(self._matches) - 1))
        self._say("")

    def _say(self, more: str) -> None:
        count = len(self._matches)
        fixed = sum(match.fixed for match in self._matches)
        words = ""
        if self._needle.text():
            words = f"找到 {count} 处以上" if count >= MOST else f"找到 {count} 处"
        if fixed:
            words += f"，其中 {fixed} 处是活的数据，替换时不动"
        self._count.setText("；".join(filter(None, (more, words))))
        able = count > fixed and not self.session.report.read_only
        self._all.setEnabled(able)
        self._this.setEnabled(able)

    def step(self, by: int) -> None:
        """The next or the previous place."""
        self._look_if_waiting()
        by = by if self._visited else 0
        self._visited = True
        if self._matches:
            self._list.setCurrentRow((self._list.currentRow() + by) % len(self._matches))
            self._show_current()

    def _show_current(self) -> None:
        if 0 <= self._list.currentRow() < len(self._matches):
            match = self._matches[self._list.currentRow()]
            self._go(match.key, match.start, match.start if match.fixed else match.end)
            self.activateWindow()

    def _look_if_waiting(self) -> None:
        if self._pause.isActive():
            self.look()

    @Slot()
    def _replace_this(self) -> None:
        self._look_if_waiting()
        row = self._list.currentRow()
        if 0 <= row < len(self._matches):
            self._replace([self._matches[row]])

    @Slot()
    def _replace_all(self) -> None:
        self._look_if_waiting()
        self._replace(self._matches)

    def _replace(self, matches: list[Match]) -> None:
        sentences: list[str] = []

        def act(report: Report) -> Change:
            outcome = replace(report, matches, self._new.text())
            sentences.append(f"替换了 {outcome.places} 处，可用 Ctrl+Z 一步撤销")
            sentences.extend(f"{figure_name(report, key)}没有替换：{why}" for key, why in outcome.refused)
            return outcome.change

        if self.session.do(NO_KEY, act):
            self.look()
            self._say("；".join(sentences))

    @Slot(object)
    def _on_changed(self, _change: Change) -> None:
        if self.isVisible():
            self._pause.start()


class _Words(Composing, QLineEdit):
    """A line whose Enter asks for the next place, unless an input method composes."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self.composing:
            self.entered.emit()
