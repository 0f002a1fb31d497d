"""What the pages of checks have in common: a heading, one sentence, a list in which Enter goes to the place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from core.report.change import Change
from gui.session import Session


class CheckPage(QWidget):
    """Filled anew (by `fill`) whenever it comes into sight and, while it is seen, when the report changes."""

    def __init__(
        self,
        session: Session,
        title: str,
        listed: QAbstractItemView,
        fill: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._fill = fill
        heading = QLabel(title)
        heading.setObjectName("heading")
        self._count = QLabel()
        self._count.setProperty("role", "quiet")
        self._count.setWordWrap(True)
        listed.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        for widget in (heading, self._count, listed):
            layout.addWidget(widget)
        self.setFocusProxy(listed)
        session.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Another set of colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._fill()

    @Slot(object)
    def _on_changed(self, _change: Change) -> None:
        if self.isVisible():
            self._fill()
