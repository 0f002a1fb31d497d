"""报告体检: any finished report, dropped, opened or pasted, with what contradicts in it and what holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.commands.checking import check_file, check_text
from core.commands.packs import known_packs
from core.figures.keys import NO_KEY
from core.numbers.cleaning import clean
from core.numbers.troubles import FileTrouble, PackError
from gui import ask
from gui.checkup import head
from gui.checkup.head import CheckupHead
from gui.checkup.outcome import Outcome
from gui.checkup.view import CheckupView
from gui.dialogs import help_window, work
from gui.dialogs.help_window import Shortcuts
from gui.widgets.announcing import announce

PASTED = "粘贴的文字"
DROP_HERE = (
    "把写好的报告（.txt 或 .docx）拖到这里，\n或按 Ctrl+O 打开、Ctrl+V 粘贴。\n\n不联网，不改动原文件。"
)


def show(parent: QWidget, folder: Path, shortcuts: Shortcuts) -> CheckupWindow:
    """Opens the window, or brings it to the front; help in it lists the program's shortcuts."""
    window = parent.findChild(CheckupWindow)
    if window is None:
        window = CheckupWindow(folder, parent, shortcuts)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


class CheckupWindow(QWidget):
    """The text at the left, what is said of it at the right; it remembers nothing once it is closed."""

    def __init__(self, folder: Path, parent: QWidget | None = None, shortcuts: Shortcuts = ()) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("报告体检")
        self.setAcceptDrops(True)
        self.resize(1100, 720)
        self._folder = folder
        self._shortcuts = shortcuts
        self._source: Path | None = None
        self._name = ""
        self._outcome: Outcome | None = None
        self._busy = self._leaving = False
        self._head = CheckupHead()
        self._view = CheckupView()
        self._stack = QStackedWidget()
        self._lay_out()
        self._bind()
        self._head.focus()

    def _lay_out(self) -> None:
        empty = QLabel(DROP_HERE)
        empty.setObjectName("checkup empty")
        empty.setProperty("role", "drop")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._view)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def _bind(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            head.OPEN: self.open_asked,
            head.PASTE: self.paste,
            head.AGAIN: self.check_again,
            head.KEEP: self.keep,
        }
        self._head.asked.connect(lambda name: acts[name]())
        keys: list[tuple[str, Callable[[], object]]] = [(head.KEYS[name], act) for name, act in acts.items()]
        keys += [
            ("F8", lambda: self._view.step(1)),
            ("Shift+F8", lambda: self._view.step(-1)),
            ("F6", self._next_part),
            ("F1", lambda: help_window.show(self, None, "报告体检", NO_KEY, self._shortcuts)),
        ]
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._view.changed.connect(self._say_verdict)

    # -- what is checked --------------------------------------------------------------------------------

    def open_asked(self) -> None:
        """Asks for a file and checks it."""
        path = ask.which_file(self, "打开要体检的报告", ask.TEXTS, str(self._folder))
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Checks the first of some files."""
        path = paths[0]
        if self._check(path.name, path, "") and len(paths) > 1:
            self._head.say_trouble(f"一次看一份。拖来 {len(paths)} 个文件，先看第一个“{path.name}”")

    def paste(self) -> None:
        """Checks what is on the clipboard: words, or a file that was copied."""
        self._take_in(QGuiApplication.clipboard().mimeData())

    def _take_in(self, mime: QMimeData | None) -> None:
        paths = _files(mime) if mime is not None else []
        if paths:
            self.take(paths)
        elif mime is not None and mime.hasText() and clean(mime.text()).strip():
            self._check(PASTED, None, clean(mime.text()))
        else:
            self._head.say_trouble("剪贴板里没有文字。请先在 Word、WPS 或网页里选中报告的文字，复制，再粘贴")

    def check_again(self) -> None:
        """Reads the file once more, which may have been mended; words that were pasted are checked anew."""
        if self._outcome is not None:
            self._check(self._name, self._source, self._outcome.text)

    def _check(self, name: str, path: Path | None, text: str) -> bool:
        """Checks a file, or a text where there is none; what was shown stays where that cannot be done."""
        if self._busy:
            return False
        self._busy = True
        outcome = None
        unsound: list[str] = []
        trouble = "已取消，没有检查完"
        try:
            outcome = work.run(
                self, f"正在体检 {name}", lambda step: _check_up(name, path, text, step, unsound.append)
            )
        except FileTrouble as error:
            trouble = f"{error.path.name}：{error.reason}"
        except PackError as error:
            trouble = f"模板有误：{error}"
        finally:
            self._busy = False
        if self._leaving:
            self.close()
            return False
        if outcome is not None and not outcome.text.strip():
            outcome = None
            trouble = f"{name}：里面没有文字，请检查选对了文件没有"
        if outcome is None:
            self._head.say_trouble(trouble)
            return False
        self._take_outcome(name, path, outcome)
        self._head.say_trouble("；".join(unsound))
        return True

    def _take_outcome(self, name: str, path: Path | None, outcome: Outcome) -> None:
        """Shows an outcome; of the same text once more it keeps what was hidden and where it was read."""
        again = self._outcome is not None and (name, path) == (self._name, self._source)
        if again and self._outcome is not None:
            outcome.hide(self._outcome.aside)
        self._name = name
        self._source = path
        self._outcome = outcome
        self.setWindowTitle(f"报告体检　{name}")
        self._head.say_trouble("")
        self._head.allow_more()
        self._stack.setCurrentWidget(self._view)
        self._view.show_outcome(outcome, again=again)
        self._say_verdict()
        announce(self, outcome.words)

    @Slot()
    def _say_verdict(self) -> None:
        if self._outcome is not None:
            self._head.say_verdict(
                self._outcome.severity, self._outcome.words, self._name, self._outcome.basis
            )

    @Slot()
    def _next_part(self) -> None:
        """F6: from the buttons to the text to the list, and round."""
        if self._stack.currentWidget() is not self._view or not self._view.focus_next():
            self._head.focus()

    # -- keeping, leaving -------------------------------------------------------------------------------

    def keep(self) -> None:
        """Writes what is shown as a Word file, never over the report itself."""
        outcome = self._outcome
        if outcome is None or self._busy:
            return
        folder = self._source.parent if self._source is not None else self._folder
        suggestion = folder / f"{Path(self._name).stem if self._source else self._name} 体检报告.docx"
        path = ask.where_to_save(self, "体检报告存到", str(suggestion), ask.WORD)
        if path is None:
            return
        path = ask.complete_name(path, ".docx")
        if self._source is not None and path.resolve() == self._source.resolve():
            self._head.say_trouble("这样会盖掉要体检的报告，没有写入，请换一个文件名")
            return
        try:
            outcome.write(path, self._name)
        except FileTrouble as error:
            self._head.say_trouble(f"{error.path.name}：{error.reason}")
            return
        self._head.say_trouble("")
        ask.tell_written(self, "已存为体检报告", path.parent, [path])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that was stopped still has to come to its end before the window may go."""
        if self._busy:
            self._leaving = True
            self.hide()
            event.ignore()
        else:
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_in(event.mimeData())


def _check_up(
    name: str, path: Path | None, text: str, step: work.Step, say: Callable[[str], None]
) -> Outcome:
    """Reads and checks, apart from the screen; `say` is told of unsound templates. Raises FileTrouble."""
    step(f"正在读取 {name}" if path else "正在核对")
    packs = known_packs(say=say)
    found = check_file(path, packs, None) if path else check_text(text, name, packs)
    title = next((pack.title for pack in packs if pack.id == found.pack), "")
    return Outcome(found.text, found.findings, found.held, found.numbers, found.unsupported, title)


def _files(mime: QMimeData) -> list[Path]:
    """The local files among what is dropped or pasted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
