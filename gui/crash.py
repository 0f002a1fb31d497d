"""What happens at a bug: a log with the stack, a dialog with 复制详情; the data is safe, every step was written."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

LARGEST_LOG = 500_000


def install(folder: Path) -> None:
    """Logs into a folder, size-bounded, and shows a dialog for what nobody caught."""
    logger = logging.getLogger("zipingtong")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logger.addHandler(RotatingFileHandler(folder / "自评通.log", maxBytes=LARGEST_LOG, backupCount=2,
                                              encoding="utf-8", delay=True))  # fmt: skip
    except OSError as error:
        print(f"不能在 {folder} 写日志：{error.strerror}", file=sys.stderr)

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        logger.error(text)
        print(text, file=sys.stderr)
        if QApplication.instance() is not None and issubclass(kind, Exception):
            show(text)

    sys.excepthook = caught


def show(text: str) -> None:
    """The dialog."""
    box = QMessageBox(QMessageBox.Icon.Warning, "自评通", "程序出了差错，已填写的内容都已保存。可以继续使用，或重新打开程序。")
    copy = box.addButton("复制详情", QMessageBox.ButtonRole.ActionRole)
    box.addButton("继续", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(text)
