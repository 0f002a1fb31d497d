"""Puts the application together and starts it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui import crash, theme
from gui.files import Files

FIRST_PAINT = "ZIPINGTONG_FIRST_PAINT"
"""Names a file into which the time of the first paint is written; the app then ends. For measuring."""


def start(arguments: list[str]) -> int:
    """Opens the app, with a report where one is named."""
    app = QApplication.instance() or QApplication(["自评通", *arguments])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("自评通")
    theme.apply(app)
    crash.install(Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "zipingtong")
    files = Files()
    if arguments:
        files.guarded(lambda: files.open_or_import(Path(arguments[0])))()
    if files.window.session is None:
        files.window.show_start()
    painted = _AfterFirstPaint(files)
    files.window.installEventFilter(painted)
    files.window.show()
    return app.exec()


class _AfterFirstPaint(QObject):
    """Brings in what the first paint does not need, once it is done."""

    def __init__(self, files: Files) -> None:
        super().__init__(files.window)
        self._files = files
        self._done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._done:
            self._done = True
            QTimer.singleShot(0, self._warm)
        return False

    def _warm(self) -> None:
        target = os.environ.get(FIRST_PAINT)
        if target:
            Path(target).write_text(str(time.time()))
            self._files.window.close()
            return
        session = self._files.window.session
        if session is not None:
            threading.Thread(target=session.report.store.warm, daemon=True).start()
