"""What opens beside a report: its history, finding and replacing, the check-up of finished ones, help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gui.main_window import MainWindow


def history(window: MainWindow, open_file: Callable[[Path], None]) -> None:
    """Save points, steps and backups of the window's report."""
    from gui.dialogs import history_dialog

    if window.session is not None:
        window.commit()
        history_dialog.show(window, window.session, open_file)


def find(window: MainWindow, *, replacing: bool) -> None:
    """Finding in everything that the report's author wrote."""
    from gui.dialogs import find_dialog

    if window.view is not None:
        window.commit()
        find_dialog.show(window, window.view.session, window.view.go_to_words, replacing)


def show_paper(window: MainWindow, *, printing: bool) -> None:
    """The paper of the window's report, and where it is to be printed what of it."""
    from gui import preview

    if window.view is not None:
        window.commit()
        paper = preview.show(window, window.view.session, window.view.go, window.left)
        if printing:
            paper.print()


def sign(window: MainWindow) -> bool:
    """The stages of the window's report; whether it became 定稿 or was opened again."""
    from gui.dialogs.sign_dialog import SignDialog

    if window.session is None:
        return False
    window.commit()
    return bool(SignDialog(window.session, window).exec())


def verify(window: MainWindow, folder: Path) -> None:
    """Paper and published texts against the versions of the window's report."""
    from gui.dialogs.verify_dialog import VerifyDialog

    if window.session is not None:
        window.commit()
        VerifyDialog(window.session.report, folder, window).exec()


def check_up(window: MainWindow, folder: Path) -> None:
    """Any finished report, whether one is open or not."""
    from gui import checkup

    checkup.show(window, folder)


def help_on(window: MainWindow, page: str) -> None:
    """A page of help; without a name that of the figure the clerk stands on."""
    from gui.dialogs import help_window

    view = window.view
    key = view.key if view is not None and not page else ""
    help_window.show(window, view.session.report if view is not None else None, page, key)
