"""The findings as sentences with their numbers; Enter goes to the place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.numbers.finding import ERROR, EXPLAIN
from core.report.change import Change
from core.report.findings import EXPLAINED, Standing, standings
from gui import theme
from gui.session import Session

KEYS = Qt.ItemDataRole.UserRole


class _Sentences(QListWidget):
    """A list in which Enter means: go there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class FindingsPanel(QWidget):
    """One verdict line, and below it every finding, gravest first."""

    go_requested = Signal(tuple)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._verdict.setWordWrap(True)
        self.sentences = _Sentences()
        self.sentences.setObjectName("findings")
        self.sentences.setWordWrap(True)
        self.sentences.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.sentences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sentences.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.sentences.setAccessibleName("审核结果")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._verdict)
        layout.addWidget(self.sentences)
        self.sentences.itemActivated.connect(self._on_activated)
        session.changed.connect(self._on_changed)
        self._show()

    def step(self, by: int) -> None:
        """The next or the previous finding, and to its place."""
        count = self.sentences.count()
        if count:
            row = self.sentences.currentRow()
            self.sentences.setCurrentRow((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))
            self._on_activated(self.sentences.currentItem())

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        self.go_requested.emit(item.data(KEYS))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.findings_added or change.findings_removed or not change.keys:
            self._show()

    def _show(self) -> None:
        found = standings(self._session.report)
        self._verdict.setText(verdict_line(found))
        row = self.sentences.currentRow()
        self.sentences.clear()
        for one in found:
            mark, name = theme.SEVERITY[one.finding.severity]
            state = f"（{one.state}）" if one.state else ""
            follows = "　由上一处引起" if one.finding.cause else ""
            words = (
                f"{mark} {one.finding.severity}{state}　{one.finding.code}{follows}\n{one.finding.message}"
            )
            item = QListWidgetItem(words)
            item.setForeground(theme.colour(name if one.finding.severity == ERROR else "ink"))
            item.setData(KEYS, one.finding.keys)
            self.sentences.addItem(item)
        self.sentences.setCurrentRow(min(row, self.sentences.count() - 1))


def verdict_line(found: list[Standing]) -> str:
    """The one line above all findings."""
    errors = sum(1 for one in found if one.finding.severity == ERROR)
    unexplained = sum(1 for one in found if one.finding.severity == EXPLAIN and one.state != EXPLAINED)
    if errors or unexplained:
        parts = ([f"{errors} 个错误"] if errors else []) + (
            [f"{unexplained} 处需说明"] if unexplained else []
        )
        return f"{'✕' if errors else '!'} 还有 {'、'.join(parts)}"
    return "✓ 数字相符"
