"""What happens at a bug: a log with the stack, a dialog with 复制详情; the data is safe, every step was written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

LARGEST_LOG = 500_000


def log_folder() -> Path:
    """Where the log is: in the user's own folder for such things."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "zipingtong"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "zipingtong"


def install(folder: Path) -> None:
    """Writes what nobody caught into a log in a folder, size-bounded, and shows a dialog for it."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback  # not at every start

        text = "".join(traceback.format_exception(kind, error, trace))
        print(text, file=sys.stderr)
        _log(folder, text)
        if QApplication.instance() is not None and issubclass(kind, Exception):
            show(text)

    sys.excepthook = caught


def _log(folder: Path, text: str) -> None:
    """Logging is imported at the first bug, not at every start."""
    import logging
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("zipingtong")
    try:
        if not logger.handlers:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "自评通.log"
            logger.addHandler(
                RotatingFileHandler(path, maxBytes=LARGEST_LOG, backupCount=2, encoding="utf-8", delay=True)
            )
        logger.error(text)
    except OSError as error:
        print(f"不能在 {folder} 写日志：{error.strerror}", file=sys.stderr)


def show(text: str) -> None:
    """The dialog."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "自评通",
        "程序出了差错，已填写的内容都已保存。可以继续使用，或重新打开程序。",
    )
    copy = box.addButton("复制详情", QMessageBox.ButtonRole.ActionRole)
    box.addButton("继续", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(text)
