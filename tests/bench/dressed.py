"""An application dressed as the program's, for widgets that are measured without a window around them."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from gui import theme


def application() -> QApplication:
    """The one application of this process; where there is no display it paints into memory."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    theme.apply(app)
    return app
