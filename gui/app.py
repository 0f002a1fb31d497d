"""Puts the application together and starts it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from gui import crash, theme
from gui.files import Files
from gui.settings import Settings
from gui.windows import Windows

FIRST_PAINT = "ZIPINGTONG_FIRST_PAINT"
"""Names a file into which the time of the first paint is written; the app then ends. For measuring."""


def start(arguments: list[str]) -> int:
    """Opens the app, with a report where one is named."""
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
    return app.exec()


def speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs and menus in Chinese; in the clerk's words it is 不保存, not 丢弃."""
    translator = _Words(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


class _Words(QTranslator):
    """Qt's Chinese with the words that offices use."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        if text.replace("&", "") in ("Discard", "Don't Save"):
            return "不保存(&N)"
        return super().translate(context, text, disambiguation, n)


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
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_chinese(app)
        target = os.environ.get(FIRST_PAINT)
        if target:
            Path(target).write_text(str(time.time()))
            self._files.window.close()
            return
        session = self._files.window.session
        if session is not None:
            threading.Thread(target=session.report.store.warm, daemon=True).start()
