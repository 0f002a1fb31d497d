"""What opens beside a report: its history, finding and replacing, the check-up of finished ones, help."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from core.figures.keys import NO_KEY
from gui.computer.settings import Settings
from gui.window.main_window import MainWindow


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


def sign(window: MainWindow, settings: Settings) -> bool:
    """The stages of the window's report; whether it became 定稿 or was opened again."""
    from gui.dialogs.sign_dialog import SignDialog

    if window.session is None:
        return False
    window.commit()
    return bool(SignDialog(window.session, settings, window).exec())


def verify(window: MainWindow, folder: Path) -> None:
    """Paper and published texts against the versions of the window's report."""
    from gui.dialogs.verify_dialog import VerifyDialog

    if window.session is not None:
        window.commit()
        VerifyDialog(window.session.report, folder, window).exec()


def check_up(window: MainWindow, folder: Path) -> None:
    """Any finished report, whether one is open or not."""
    from gui.checkup import window as checkup

    checkup.show(window, folder, window.shortcuts)


def write_diagnostics(window: MainWindow, settings: Settings) -> None:
    """What a helper needs, in a file that the clerk names."""
    from gui import ask
    from gui.computer import diagnostics

    path = ask.where_to_save(window, "导出诊断信息", "自评通诊断信息.zip", "压缩文件 (*.zip)")
    if path is not None:
        target = ask.complete_name(path, ".zip")
        diagnostics.write(target, settings)
        ask.tell(window, "已导出", f"{target.name}\n里面是系统、字体和出错记录，没有报告的内容。")


def well_placed(window: MainWindow, path: Path, home: Path) -> Path | None:
    """The report's place, or its copy on this computer in `home`; None where nothing is opened."""
    from gui import ask
    from gui.computer.places import warning

    words = warning(path.absolute())
    if not words:
        return path
    answers = ("复制到本机再打开", "照样打开", "取消")
    chosen = ask.choose(window, path.name, f"{words}。建议复制到本机再填。", answers)
    if chosen != 0:
        return path if chosen == 1 else None
    target = home / path.name
    number = 1
    while target.exists():
        number += 1
        target = home / f"{path.stem}（{number}）{path.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, target)
    return target


def help_on(window: MainWindow, page: str) -> None:
    """A page of help; without a name that of the figure the clerk stands on."""
    from gui.dialogs import help_window

    view = window.view
    key = view.session.where.key if view is not None and not page else NO_KEY
    report = view.session.report if view is not None else None
    help_window.show(window, report, page, key, window.shortcuts)
