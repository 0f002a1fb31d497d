"""Puts the application together and starts it."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui import crash, theme
from gui.files import Files
from gui.settings import Settings
from gui.windows import Windows

FIRST_PAINT = "ZIPINGTONG_FIRST_PAINT"
"""Names a file into which the time of the first paint is written; the app then ends. For measuring."""


def start(arguments: list[str]) -> int:
    """Opens the app, with a report where one is named."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    app = QApplication.instance() or QApplication(["自评通", *arguments])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("自评通")
    settings = Settings()
    theme.apply(app, settings.scheme, settings.size)
    crash.install(Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "zipingtong")
    windows = Windows(settings)
    files = windows.add()
    painted = _AfterFirstPaint(files)
    files.window.installEventFilter(painted)
    if arguments:
        files.guarded(lambda: files.take(Path(arguments[0])))()
    if files.window.session is None:
        files.window.show_start()
    files.window.show()
    if settings.trouble:
        files.window.statusBar().showMessage(f"! {settings.trouble}", 20_000)
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
        gc.freeze()
        gc.enable()
        from gui.chinese import speak_chinese

        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_chinese(app)
        session = self._files.window.session
        if session is not None:
            import threading

            threading.Thread(target=session.report.store.warm, daemon=True).start()
