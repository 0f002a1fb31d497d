"""All windows of the program: one report each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui.computer.settings import Settings
from gui.widgets.act_keys import ActKeys
from gui.window.files import Files
from gui.window.main_window import WindowActs


def _acts(files: Files) -> WindowActs:
    from gui.window.menu_bar import acts_of  # not before the first paint

    return acts_of(files)


def _keys() -> list[str]:
    from gui.window.menu_bar import MENUS  # not before the first paint

    return [keys for acts in MENUS.values() for act in acts for keys in act.keys]


class Windows:
    """Knows every window, so that no report is shown in two, and keeps the keys of their acts in all of them."""

    def __init__(self, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.findChild(ActKeys) is None:
            ActKeys(app, _keys)
        self._settings = settings
        self._all: list[Files] = []

    def add(self) -> Files:
        """Another window, not yet shown."""
        files = Files(self._settings, self, _acts)
        if self._all:
            files.window.stand_beside(self._all[-1].window)
        self._all.append(files)
        files.window.closed.connect(lambda: self._all.remove(files) if files in self._all else None)
        return files

    def raise_showing(self, path: Path) -> bool:
        """Brings the window with this report to the front; False where none shows it."""
        wanted = path.resolve()
        for files in self._all:
            session = files.window.session
            if session is not None and session.report.store.path == wanted:
                files.window.come_forward()
                return True
        return False

    def close_all(self) -> None:
        """Closes every window; each stores what is being typed."""
        for files in list(self._all):
            files.window.close()
