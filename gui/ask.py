"""Every question the program asks the person: one seam for the tests.

Dialogs are brought in when one is asked for: the start page waits for none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REPORTS = "自评报告 (*.jxzp)"
EXCEL = "Excel 工作簿 (*.xlsx)"
WORD = "Word 文件 (*.docx)"
TABLES = "填好的附件 (*.xlsx *.xlsm *.xls *.et *.ods *.csv);;全部文件 (*)"
TEXTS = "成文报告 (*.txt *.docx);;全部文件 (*)"


def which_file(parent: QWidget | None, title: str, kinds: str, folder: str = "") -> Path | None:
    """A file to open, None when the person thinks better of it."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(name) if name else None


def where_to_save(parent: QWidget | None, title: str, suggestion: str, kinds: str) -> Path | None:
    """A file to write."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
    return Path(name) if name else None


def which_folder(parent: QWidget | None, title: str, folder: str = "") -> Path | None:
    """A folder to write into."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(name) if name else None


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Says one thing and waits for 知道了."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def decide(parent: QWidget | None, title: str, text: str, yes: str, no: str = "取消") -> bool:
    """A real decision; the safe button has the focus."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is go


def choose(parent: QWidget | None, title: str, text: str, answers: tuple[str, ...]) -> int:
    """Which of some answers, the last being the safe one with the focus."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=parent)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in answers]
    box.setDefaultButton(buttons[-1])
    box.setEscapeButton(buttons[-1])
    box.exec()
    return next((n for n, button in enumerate(buttons) if box.clickedButton() is button), len(answers) - 1)


def a_line(parent: QWidget | None, title: str, label: str, text: str = "") -> str | None:
    """A line of words, None when the person thinks better of it."""
    from PySide6.QtWidgets import QInputDialog

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(text)
    dialog.setOkButtonText("确定")
    dialog.setCancelButtonText("取消")
    return dialog.textValue() if dialog.exec() else None


def complete_name(path: Path, suffix: str) -> Path:
    """A path that a person chose, with the suffix that was not typed."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def tell_written(
    parent: QWidget | None, title: str, folder: Path, files: Sequence[Path], notes: Sequence[str] = ()
) -> None:
    """What was written and where, with the way to it, and what is to be known of it."""
    text = "\n\n".join(("\n".join(path.name for path in files), f"在 {folder}", *notes))
    if choose(parent, title, text, ("打开所在文件夹", "知道了")) == 0:
        open_folder(folder)


def open_folder(folder: Path) -> None:
    """Shows a folder in the desktop's file manager."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
