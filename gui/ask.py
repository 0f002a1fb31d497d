"""Every question the program asks the person: one seam for the tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

REPORTS = "自评报告 (*.jxzp)"
TEXTS = "成文报告 (*.txt *.docx);;全部文件 (*)"


def which_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """A file to open, None when the person thinks better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def where_to_save(parent: QWidget | None, title: str, suggestion: str, kinds: str) -> Path | None:
    """A file to write."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
    return Path(name) if name else None


def which_folder(parent: QWidget | None, title: str) -> Path | None:
    """A folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Says one thing and waits for 知道了."""
    box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def decide(parent: QWidget | None, title: str, text: str, yes: str, no: str = "取消") -> bool:
    """A real decision; the safe button has the focus."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is go
