"""A report with texts, and a person's hands on an editor: keys, input methods, drops."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from core.pack.loading import read_pack
from core.report.report import Report
from gui.session import Session

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BODY = "章节[情况].正文"
FILES = {
    "pack.yaml": '编号: 文\n标题: 文\n题名: "{院.名}"\n单位名: 院.名\n报告年度: 院.年\n自定数据: 业务数据\n',
    "figures.yaml": """
院:
  名: {类型: 文字}
  年: {类型: 年度, 标题: 年度}
支出:
  人员: {类型: 金额, 标题: 人员经费}
  公用: {类型: 金额, 标题: 公用经费}
  总额: {类型: 金额, 公式: 人员 + 公用, 标题: 基本支出}
项目:
  列: {名称: {类型: 文字}, 金额: {类型: 金额}}
业务数据:
  列: {名称: {类型: 文字}, 数: {类型: 数值}, 单位: {类型: 文字}}
""",
    "rules.yaml": "",
    "sections.yaml": "情况: {标题: 基本支出情况}\n别的: {标题: 别的情况, 措辞: '别的。'}\n",
}
ENTRIES = {"支出.人员": "761.25", "支出.公用": "511.50", "院.年": "2023"}


def text_session(text: str = "", **changed: str) -> Session:
    """A session on a report with this text."""
    files = FILES | {f"{name}.yaml": content for name, content in changed.items()}
    pack = read_pack({name: content.encode() for name, content in files.items()})
    entries = pack.first_entries() | ENTRIES | ({BODY: text} if text else {})
    return Session(Report.in_memory(pack, entries=entries))


def write(widget: QWidget, text: str) -> None:
    """Types a text, a key a character."""
    for character in text:
        QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, 0, NO_MODIFIER, character))


def compose(widget: QWidget, preedit: str, committed: str = "") -> None:
    """A step of an input method."""
    event = QInputMethodEvent(preedit, [])
    if committed:
        event.setCommitString(committed)
    QApplication.sendEvent(widget, event)


def put_caret(editor: QTextEdit, position: int, anchor: int | None = None) -> None:
    """Puts the caret somewhere, with an anchor a selection."""
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def drop(editor: QTextEdit, place: QPoint, text: str) -> None:
    """Lets a text fall on a pixel of the viewport."""
    mime = QMimeData()
    mime.setText(text)
    copy = Qt.DropAction.CopyAction
    left = Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(place, copy, mime, left, NO_MODIFIER)
    QApplication.sendEvent(editor.viewport(), entering)
    QApplication.sendEvent(editor.viewport(), QDropEvent(place, copy, mime, left, NO_MODIFIER))


def shown(editor: QTextEdit) -> str:
    """What is to be read in an editor."""
    return editor.toPlainText().replace("\u2028", "\n")


WORDS = {"{甲}": "40", "{乙}": "长长的\n名单"}
"""What the marks of these tests say."""


class Figures:
    """Words of marks that a test can change."""

    def __init__(self) -> None:
        self.words = dict(WORDS)
        self.asked: list[str] = []

    def __call__(self, raw: str) -> str:
        self.asked.append(raw)
        return self.words.get(raw, "0")
