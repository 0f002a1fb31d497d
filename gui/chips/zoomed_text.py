"""A text whose letters grow and shrink by Ctrl+=, Ctrl+-, Ctrl+0 and Ctrl+wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = {Qt.Key.Key_Equal: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
SMALLEST = 0.6
LARGEST = 3.0
STEP = 0.1


class ZoomedText(QTextEdit):
    """Sizes its letters beside the application's own; whoever made it remembers the factor."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0

    def set_zoom(self, factor: float) -> None:
        """The size of this text as a multiple of the application's."""
        self._zoom = round(min(max(factor, SMALLEST), LARGEST), 2)
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._zoom)
        self.setFont(font)

    def zooms(self, event: QKeyEvent) -> bool:
        """Takes the keys that zoom; True when the event was one."""
        if not event.modifiers() & CONTROL or event.key() not in _KEYS:
            return False
        self._zoom_by(_KEYS[Qt.Key(event.key())])
        return True

    def event(self, event: QEvent) -> bool:
        """The application's letters may change while the text is shown."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.set_zoom(self._zoom)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & CONTROL:
            self._zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _zoom_by(self, steps: int) -> None:
        """One step larger or smaller, or with 0 back to the ordinary size."""
        self.set_zoom(self._zoom + steps * STEP if steps else 1.0)
        self.zoomed.emit(self._zoom)
