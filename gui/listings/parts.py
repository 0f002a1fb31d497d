"""The boxes above a table that choose which of its rows are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from core.figures.definitions import Definition
from core.figures.keys import Key

ALL = "全部"


class _Box(QComboBox):
    """Chooses a part; a wheel turned over the page does not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ListingParts(QWidget):
    """One box for each column of options; `chosen` says that the part is another."""

    chosen = Signal()

    def __init__(self, columns: Sequence[Definition], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {column.key: self._box(column) for column in columns if column.options}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel("只看"))
        for column in columns:
            if column.options:
                label = QLabel(column.label)
                label.setBuddy(self._boxes[column.key])
                line.addWidget(label)
                line.addWidget(self._boxes[column.key])
        line.addStretch(1)

    def _box(self, column: Definition) -> QComboBox:
        box = _Box()
        box.addItems([ALL, *column.options])
        box.setObjectName(f"{column.key}!只看")
        box.setAccessibleName(f"只看 {column.label}")
        box.activated.connect(self._on_activated)
        return box

    @Slot()
    def _on_activated(self) -> None:
        self.chosen.emit()

    @property
    def any_box(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._boxes)

    @property
    def boxes(self) -> list[QComboBox]:
        """The boxes from left to right."""
        return list(self._boxes.values())

    def values(self) -> dict[Key, str]:
        """The values chosen, by column; none where all rows are shown."""
        return {key: box.currentText() for key, box in self._boxes.items() if box.currentIndex() > 0}

    def show_all(self) -> None:
        """Takes the choice back."""
        for box in self._boxes.values():
            box.setCurrentIndex(0)
        self.chosen.emit()
