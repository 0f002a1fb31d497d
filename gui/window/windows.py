"""All windows of the program: one report each."""

from __future__ import annotations

from pathlib import Path

from gui.computer.settings import Settings
from gui.window.files import Files
from gui.window.main_window import WindowActs


def _acts(files: Files) -> WindowActs:
    from gui.window.menu_bar import acts_of  # not before the first paint

    return acts_of(files)


class Windows:
    """Knows every window, so that no report is shown in two."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._all: list[Files] = []

    def add(self) -> Files:
        """Another window, not yet shown."""
        files = Files(self._settings, self, _acts)
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
