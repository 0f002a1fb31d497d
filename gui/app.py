"""Puts the application together and starts it."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.computer import crash
from gui.computer.arguments import own
from gui.computer.settings import Settings
from gui.window.files import Files
from gui.window.windows import Windows

ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "zipingtong.svg"
FIRST_PAINT = "ZIPINGTONG_FIRST_PAINT"
"""Names a file into which the time of the first paint is written; the app then ends. For measuring."""


def start(arguments: list[str]) -> int:
    """Opens the app, with a report where one is named."""
    prefer_ibus(os.environ)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    app = QApplication.instance() or QApplication(["自评通", *arguments])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("自评通")
    app.setDesktopFileName("zipingtong")
    arguments = own(arguments)
    settings = Settings()
    theme.apply(app, settings.scheme, settings.size)
    crash.install(crash.log_folder())
    windows = Windows(settings)
    files = windows.add()
    painted = _AfterFirstPaint(files, settings)
    files.window.installEventFilter(painted)
    if arguments:
        files.guarded(lambda: files.take(Path(arguments[0])))()
    if files.window.session is None:
        files.show_start()
    files.window.show()
    if settings.trouble:
        files.window.statusBar().showMessage(f"! {settings.trouble}", 20_000)
    return app.exec()


def lend_fonts(app: QApplication, settings: Settings) -> bool:
    """A system without any Chinese font gets the carried ones, else the window would be boxes; whether it was so."""
    from PySide6.QtGui import QFontDatabase

    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    from gui.printing.faces import Faces

    Faces()
    theme.apply(app, settings.scheme, settings.size)
    return True


def prefer_ibus(environment: MutableMapping[str, str]) -> None:
    """Where fcitx is the input method, Qt talks to it as to ibus, which fcitx understands; Qt has no plug-in for it."""
    asked = environment.get("QT_IM_MODULE", ""), environment.get("XMODIFIERS", "")
    if sys.platform.startswith("linux") and ("fcitx" in asked[0] or (not asked[0] and "fcitx" in asked[1])):
        environment["QT_IM_MODULE"] = "ibus"


class _AfterFirstPaint(QObject):
    """Brings in what the first paint does not need, once it is done."""

    def __init__(self, files: Files, settings: Settings) -> None:
        super().__init__(files.window)
        self._files = files
        self._settings = settings
        self._done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._done:
            self._done = True
            QTimer.singleShot(0, self._warm)
        return False

    @Slot(str)
    def _take(self, path: str) -> None:
        """Another start was made: its file is opened here, and the window comes to the front."""
        window = self._files.window
        if path:
            self._files.guarded(lambda: self._files.take(Path(path)))()
        elif window.isVisible():
            window.come_forward()

    def _warm(self) -> None:
        target = os.environ.get(FIRST_PAINT)
        if target:
            Path(target).write_text(str(time.time()))
            self._files.window.close()
            return
        gc.freeze()
        gc.enable()
        from PySide6.QtGui import QIcon

        from gui.computer.chinese import speak_chinese
        from gui.computer.handing_over import Listening

        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_chinese(app)
            theme.own_fonts(app)  # Windows sets its own once the window is there
            lend_fonts(app, self._settings)
            app.setWindowIcon(QIcon(str(ICON)))
            listening = Listening(app)
            listening.asked.connect(self._take)
            app.aboutToQuit.connect(listening.stop)
        session = self._files.window.session
        if session is not None:
            import threading

            threading.Thread(target=session.report.store.warm, daemon=True).start()
