"""A word in the status bar that the report's template has a newer version."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.commands.packs import newer_folder
from gui.window.main_window import MainWindow


class PackNotice(QLabel):
    """Stands at the right of the status bar while there is something to update; a click shows what."""

    def __init__(self, window: MainWindow, show: Callable[[], None]) -> None:
        super().__init__('<a href="#">模板有新版</a>')
        self._window = window
        self.setObjectName("status:pack")
        self.setToolTip("报告用的模板有新的版本。点这里，或“工具 → 更新模板”，先看变化再决定")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.linkActivated.connect(lambda _link: show())
        window.left.connect(self.hide)
        window.statusBar().addPermanentWidget(self)
        self.hide()

    def look(self) -> None:
        """Looks whether the program knows a newer version of the report's template."""
        session = self._window.session
        self.setVisible(session is not None and newer_folder(session.report.pack) is not None)
