"""The start page: what there is to begin with, one key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

_WORDS = {
    "新建": "新建报告\n按模板开始一份新的自评报告",
    "打开": "打开报告\n继续填写已有的 .jxzp 报告",
    "从已有报告导入": "从已有报告导入\n把 .txt 或 .docx 的成文报告读进来",
    "打开示例": "打开示例\n看一份填好的报告",
}


class StartPage(QWidget):
    """Large buttons for the ways to begin."""

    def __init__(self, acts: Mapping[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(12)
        title = QLabel("自评通　部门整体支出绩效自评报告")
        title.setObjectName("heading")
        layout.addWidget(title)
        for name, words in _WORDS.items():
            button = QPushButton(words)
            button.setProperty("role", "large")
            button.setMinimumWidth(420)
            button.clicked.connect(acts[name])
            layout.addWidget(button)
