"""Above a check-up: what can be done with it, its verdict, what was checked, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.announcing import announce

OPEN = "打开文件"
PASTE = "粘贴文字"
AGAIN = "重新检查"
KEEP = "存为体检报告"
_BUTTONS = (
    (OPEN, "打开文件(&O)…", "Ctrl+O"),
    (PASTE, "粘贴文字(&V)", "Ctrl+V"),
    (AGAIN, "重新检查(&R)", "F7"),
    (KEEP, "存为体检报告(&S)…", "Ctrl+S"),
)
_EDGE = 8
KEYS = {name: keys for name, _, keys in _BUTTONS}


class CheckupHead(QWidget):
    """Buttons, the verdict as mark and words, two quiet lines, and a line for trouble."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        for name, words, keys in _BUTTONS:
            button = self._buttons[name] = QPushButton(words)
            button.setObjectName(f"checkup:{name}")
            button.setAccessibleName(name)
            button.setToolTip(keys)
            button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            line.addWidget(button)
        line.addStretch(1)
        self._verdict = QLabel()
        self._about = QLabel()
        self._trouble = QLabel()
        self._verdict.setObjectName("verdict")
        self._about.setObjectName("checkup about")
        self._about.setProperty("role", "quiet")
        self._trouble.setObjectName("checkup trouble")
        self._trouble.setProperty("role", "explain")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        for label in (self._trouble, self._about):
            label.setContentsMargins(_EDGE, 0, _EDGE, 0)
        for label in (self._trouble, self._verdict, self._about):
            label.setWordWrap(True)
            label.hide()
            layout.addWidget(label)
        for name in (AGAIN, KEEP):
            self._buttons[name].setEnabled(False)

    def say_verdict(self, severity: str, words: str, name: str, basis: str) -> None:
        """The outcome: its mark and words, and below what was checked and by what."""
        self._verdict.setText(f"{theme.SEVERITY[severity][0]} {words}")
        self._verdict.setProperty("severity", severity)
        theme.restyle(self._verdict)
        self._about.setText(f"{name}\n{basis}")
        self._verdict.show()
        self._about.show()

    def say_trouble(self, words: str) -> None:
        """One calm sentence that stands until something else is done; "" takes it away."""
        self._trouble.setText(f"! {words}")
        self._trouble.setVisible(bool(words))
        announce(self, words)

    def allow_more(self) -> None:
        """There is a text: it can be checked again, and the outcome kept."""
        for name in (AGAIN, KEEP):
            self._buttons[name].setEnabled(True)

    def focus(self) -> None:
        """The first button, where nothing is shown yet."""
        self._buttons[OPEN].setFocus()
