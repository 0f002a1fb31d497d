"""What a person at the 报告体检 window sees and drops there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QTreeWidget

from gui import theme
from gui.checkup.text import CheckupText
from gui.checkup.window import CheckupWindow


def label(window: CheckupWindow, name: str) -> str:
    """What a line of the window says, nothing where it is hidden."""
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisibleTo(window) else ""


def tree(window: CheckupWindow, name: str = "问题") -> QTreeWidget:
    """One of the three lists."""
    tree = window.findChild(QTreeWidget, f"checkup:{name}")
    assert tree is not None
    return tree


def text(window: CheckupWindow) -> CheckupText:
    """The text with its marks."""
    text = window.findChild(CheckupText)
    assert text is not None
    return text


def marked(window: CheckupWindow) -> dict[str, list[str]]:
    """The words under each line that is drawn."""
    out: dict[str, list[str]] = {}
    for selection in text(window).extraSelections():
        out.setdefault(selection.format.underlineStyle().name, []).append(selection.cursor.selectedText())
    return out


def chosen(window: CheckupWindow) -> list[str]:
    """The words that are shown as chosen."""
    ground = theme.colour("accent")
    return [
        selection.cursor.selectedText()
        for selection in text(window).extraSelections()
        if selection.format.background().color() == ground
    ]


def drop(window: CheckupWindow, *paths: Path) -> None:
    """Files are dropped on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
