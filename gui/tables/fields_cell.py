"""A small panel with one field for each figure that stands in a cell of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QFrame, QLabel, QWidget

from core.figures.definitions import Definition
from core.figures.keys import Key
from gui.tables.cell_editors import LineCell
from gui.tables.tab_runs import ENTER


class FieldsCell(QFrame):
    """Fields under one another, each with its label; Enter goes on, behind the last it stores them all."""

    finished = Signal()
    given_up = Signal()
    loaded = False

    def __init__(self, figures: Sequence[Definition], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        layout = QFormLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        self._fields: dict[Key, LineCell] = {}
        self._before: dict[Key, str] = {}
        for figure in figures:
            field = self._fields[figure.key] = LineCell(self)
            field.setFrame(True)
            field.takes_date = figure.kind.takes_date
            field.setAccessibleName(figure.label)
            field.setObjectName(f"{figure.key}!编辑")
            label = QLabel(f"{figure.label}{f'（{figure.kind.suffix}）' if figure.kind.suffix else ''}")
            label.setBuddy(field)
            layout.addRow(label, field)
            field.installEventFilter(self)
        self.setFocusProxy(next(iter(self._fields.values())))

    @property
    def composing(self) -> bool:
        """Whether an input method is composing in one of the fields."""
        return any(field.composing for field in self._fields.values())

    def end_composition(self) -> None:
        """What is composed becomes text."""
        for field in self._fields.values():
            if field.composing:
                field.end_composition()

    @property
    def takes_date(self) -> bool:
        """Whether a day may be entered where the caret is."""
        return any(field.hasFocus() and field.takes_date for field in self._fields.values())

    def load(self, stored: Mapping[Key, str]) -> None:
        """Shows what is stored, by the figures' keys."""
        self._before = dict(stored)
        for key, text in stored.items():
            self._fields[key].load(text)

    def changed(self) -> dict[Key, str]:
        """The texts that are others than before, by key."""
        return {k: f.stored() for k, f in self._fields.items() if f.stored() != self._before.get(k, "")}

    def add(self, text: str) -> None:
        """Puts a text where the caret is."""
        for field in self._fields.values():
            if field.hasFocus():
                field.insert(text)

    def to_end(self) -> None:
        """Puts the caret into the first field."""
        next(iter(self._fields.values())).setFocus()

    def lie_over(self, cell: QRect, room: QRect) -> None:
        """Lies over its cell, inside the room there is."""
        wide = min(max(cell.width(), self.sizeHint().width(), 320), room.width())
        high = max(cell.height(), self.sizeHint().height())
        left = max(room.left(), min(cell.left(), room.right() + 1 - wide))
        top = max(room.top(), min(cell.top(), room.bottom() + 1 - high))
        self.setGeometry(left, top, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.composing:
            fields = list(self._fields.values())
            if event.key() in ENTER:
                below = fields[next(n for n, field in enumerate(fields) if field is watched) + 1 :]
                if below:
                    below[0].setFocus()
                    below[0].selectAll()
                else:
                    self.finished.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
            if event.key() == Qt.Key.Key_Tab and watched is fields[-1]:
                self.finished.emit()
                return True
        if event.type() == QEvent.Type.FocusOut:
            focus = QApplication.focusWidget()
            if focus is not None and focus is not self and not self.isAncestorOf(focus):
                self.finished.emit()
        return super().eventFilter(watched, event)
