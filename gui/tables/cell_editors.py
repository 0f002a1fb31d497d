"""The editors that open in a table's cell; each tracks what an input method is composing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from core.figures.marks import escape, parse_marks
from core.numbers.cleaning import clean
from gui.chips.marked_text import MarkedText
from gui.widgets.composing import Composing
from gui.widgets.undo_keys import lets_undo_pass


class LineCell(Composing, QLineEdit):
    """One line of text or a number."""

    loaded = False
    """Whether what is stored was put in: that is done once."""
    takes_date = True
    """Whether a day may be entered into it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)

    def event(self, event: QEvent) -> bool:
        return False if lets_undo_pass(event) else super().event(event)

    def load(self, stored: str) -> None:
        """Shows a text, all of it selected: the first key replaces it."""
        self.setText(stored)
        self.selectAll()

    def stored(self) -> str:
        return self.text()

    def to_end(self) -> None:
        """Puts the caret behind the text."""
        self.end(False)

    def add(self, text: str) -> None:
        """Puts a text where the caret is."""
        self.insert(text)


class ChoiceCell(Composing, QComboBox):
    """An option, chosen from the list or typed; what is typed is completed in place, as a spreadsheet does.

    `chosen` says that one was taken from the open list; arrow keys only leaf through the options.
    """

    chosen = Signal()
    loaded = takes_date = False

    def __init__(self, options: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.list_open = self._list_used = False
        self.setFrame(False)
        self._line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *options])
        completer = QCompleter(list(options), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._on_activated)

    def showPopup(self) -> None:
        self.list_open = True
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        self._list_used = self.list_open
        self.list_open = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._list_used = False
        super().keyPressEvent(event)

    @Slot()
    def _on_activated(self) -> None:
        if self._list_used:
            self._list_used = False
            self.chosen.emit()

    def event(self, event: QEvent) -> bool:
        return False if lets_undo_pass(event) else super().event(event)

    def load(self, stored: str) -> None:
        """Shows an option, all of it selected."""
        self.setCurrentIndex(self.findText(stored))
        self.setEditText(stored)
        self._line.selectAll()

    def stored(self) -> str:
        return self.currentText()

    def to_end(self) -> None:
        """Puts the caret behind the text."""
        self._line.end(False)

    def add(self, text: str) -> None:
        """Puts a text where the caret is."""
        self._line.insert(text)


class LinesCell(Composing, QPlainTextEdit):
    """Plain text of several lines, growing with it; its braces are words, not marks."""

    loaded = False
    takes_date = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell: QRect | None = None
        self._begun = ("", "")
        _dress(self)
        self.textChanged.connect(self._grow)

    def event(self, event: QEvent) -> bool:
        return False if lets_undo_pass(event) else super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A copied cell comes as its text, without the line end behind it."""
        self.insertPlainText(clean(source.text()).removesuffix("\n"))

    def load(self, stored: str) -> None:
        """Shows a text without marks, all of it selected."""
        words = "".join(part for part in parse_marks(stored) if isinstance(part, str))
        self.setPlainText(words)
        self._begun = (self.toPlainText(), stored)
        self.selectAll()

    def stored(self) -> str:
        text = self.toPlainText()
        return self._begun[1] if text == self._begun[0] else escape(text)

    def to_end(self) -> None:
        """Puts the caret behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def add(self, text: str) -> None:
        """Puts a text where the caret is."""
        self.insertPlainText(text)

    def lie_over(self, cell: QRect) -> None:
        """Lies over its cell, which it is never lower than."""
        self._cell = QRect(cell)  # the option that lends it is gone soon
        grow(self, self._cell, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        if self._cell is not None:
            grow(self, self._cell, lines * self.fontMetrics().lineSpacing())


class MarkedCell(MarkedText):
    """A text of several lines in which figures stand: they stay marks."""

    loaded = False
    takes_date = True

    def __init__(self, say: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(say, parent=parent)
        self._cell: QRect | None = None
        self._begun = ("", "")
        _dress(self)
        self.textChanged.connect(self._grow)

    def load(self, stored: str) -> None:
        """Shows a text with its marks."""
        super().load(stored)
        self._begun = (super().stored(), stored)

    def stored(self) -> str:
        text = super().stored()
        return self._begun[1] if text == self._begun[0] else text

    def to_end(self) -> None:
        """Puts the caret behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def add(self, text: str) -> None:
        """Puts a text where the caret is."""
        self.textCursor().insertText(text)

    def lie_over(self, cell: QRect) -> None:
        """Lies over its cell, which it is never lower than."""
        self._cell = QRect(cell)  # the option that lends it is gone soon
        grow(self, self._cell, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        if self._cell is not None:
            grow(self, self._cell, round(self.document().size().height()))


def _dress(editor: QPlainTextEdit | QTextEdit) -> None:
    """As a cell's editor looks: no frame, no scroll bars, Tab is the table's."""
    editor.document().setDocumentMargin(0)
    editor.setFrameShape(QFrame.Shape.NoFrame)
    editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    editor.setTabChangesFocus(True)
    editor.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def grow(editor: QPlainTextEdit | QTextEdit, cell: QRect, text_height: int) -> None:
    """Makes an editor as high as its text, never lower than its cell, and keeps it inside the table."""
    table = editor.parentWidget()
    if table is None:
        return
    room = table.rect()
    around = editor.height() - editor.viewport().height()
    high = min(max(cell.height(), text_height + around), max(room.height(), cell.height()))
    top = max(0, min(cell.top(), room.bottom() + 1 - high))
    editor.setGeometry(cell.left(), top, cell.width(), high)
    editor.verticalScrollBar().setValue(0)
    editor.ensureCursorVisible()
