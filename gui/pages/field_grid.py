"""Fields with their labels and units: two columns where there is room, one where type is large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.figures.definitions import Definition
from gui.pages.field_row import FieldRow

LABEL = 9
FIELD = 7
UNIT = 3
"""Characters of a label before it wraps, the least of a field, and a unit: so fields of all blocks stand in line."""


class FieldGrid(QWidget):
    """A block's fields; long words go across both columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[tuple[QLabel, FieldRow, QLabel, bool]] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)

    def add(self, figure: Definition, field: FieldRow, unit: str, wide: bool) -> None:
        """One figure's field; `unit` stands behind it where the block's head has not said it."""
        label = QLabel(figure.label + (" *" if figure.required else ""), self)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setWordWrap(True)
        label.setBuddy(field.field)
        behind = QLabel(unit, self)
        behind.setProperty("role", "unit")
        self._cells.append((label, field, behind, wide and figure.kind.is_words))

    def settle(self) -> None:
        """Puts everything in its place once all is added."""
        self._place(self._fitting())

    def _fitting(self) -> int:
        letter = self.fontMetrics().horizontalAdvance("字")
        return 2 if self.width() >= letter * 2 * (LABEL + FIELD + UNIT) else 1

    def _place(self, columns: int) -> None:
        self._columns = columns
        letter = self.fontMetrics().horizontalAdvance("字")
        row = column = 0
        for label, field, behind, wide in self._cells:
            if wide and column:
                row = row + 1
                column = 0
            label.setFixedWidth(letter * LABEL)
            for beside in (label, behind):  # they stand with the field, whatever sentence stands below it
                beside.setMinimumHeight(field.field.sizeHint().height())
            self._grid.addWidget(label, row, column * 3, Qt.AlignmentFlag.AlignTop)
            across = 4 if wide and columns == 2 else 1
            self._grid.addWidget(field, row, column * 3 + 1, 1, across, Qt.AlignmentFlag.AlignTop)
            behind.setVisible(not wide)
            if not wide:
                self._grid.addWidget(behind, row, column * 3 + 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if wide or column + 1 == columns else (row, column + 1)
        for number in (0, 1):
            used = number < columns
            self._grid.setColumnStretch(number * 3 + 1, int(used))
            self._grid.setColumnMinimumWidth(number * 3 + 2, letter * 2 if used else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._place(self._fitting())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._columns:
            self._place(self._fitting())
