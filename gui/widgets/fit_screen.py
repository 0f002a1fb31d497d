"""Windows open no larger than the screen they open on, with the frame that the window manager puts around them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)
"""Room for a frame and its title bar, which are not known before a window is shown."""


def fit_screen(window: QWidget, wanted: QSize) -> bool:
    """Gives a window a size, or as much of it as its screen has room for; whether there was room for all.

    One that has its place is moved so that it lies within the screen.
    """
    screen = window.screen().availableGeometry()
    room = screen.size() - FRAME
    size = wanted.boundedTo(room)
    window.resize(size)
    if window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        right = screen.left() + room.width() - size.width()
        bottom = screen.top() + room.height() - size.height()
        window.move(
            min(max(window.x(), screen.left()), right),
            min(max(window.y(), screen.top()), bottom),
        )
    return size == wanted
