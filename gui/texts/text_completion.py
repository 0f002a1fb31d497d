"""插入数据: after { or Ctrl+空格 the figures are offered beside the caret."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from core.report.linking import Sayable
from gui.chips.figure_completer import FigureCompleter
from gui.chips.marked_text import ENTERS, MarkedText

BRACES = ("{", "｛", "『")
"""What the key { writes; the last with an input method's Chinese marks."""

LONGEST = 24
"""What stands behind the brace beyond this is no search any more."""

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class TextCompletion:
    """Opens the list, narrows it by what stands between its place and the caret, puts in what is chosen.

    What is searched for is typed into the text itself, so input methods work as everywhere in it.
    """

    def __init__(
        self, text: MarkedText, figures: Callable[[], list[Sayable]], words: Callable[[str], str]
    ) -> None:
        self._text = text
        self._figures = figures
        self.list = FigureCompleter(words, text)
        self.list.chosen.connect(self._take)
        self._place: QTextCursor | None = None
        self._brace = 0

    @property
    def is_open(self) -> bool:
        return self._place is not None

    def open(self, brace: bool = False) -> None:
        """Opens at the caret; with `brace` the character before it is the brace that asked."""
        text = self._text
        if text.composing or text.isReadOnly():
            return
        figures = self._figures()
        if not figures:
            return
        place = text.textCursor()
        if not brace and place.hasSelection():
            place.setPosition(place.selectionEnd())
            text.setTextCursor(place)
        self._brace = int(brace)
        place.setPosition(place.position() - self._brace)
        place.setKeepPositionOnInsert(True)
        self._place = place
        corner = text.viewport().mapToGlobal(QPoint(0, 0))
        caret: QRect = text.cursorRect().translated(corner)
        self.list.open(figures, "", caret)

    def close(self) -> None:
        """Leaves what was typed as it is."""
        self._place = None
        self.list.hide()

    def follow(self) -> None:
        """The caret or the text changed: the list narrows, or closes where the caret went elsewhere."""
        if self._place is None or self._text.composing:
            return
        start = self._place.position()
        cursor = self._text.textCursor()
        behind = cursor.position() - start - self._brace
        if cursor.hasSelection() or not 0 <= behind <= LONGEST or cursor.block() != self._place.block():
            self.close()
            return
        if self._text.marks.has_chip(start, cursor.position()):
            self.close()
            return
        words = QTextCursor(self._place)
        words.setPosition(start)
        words.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        typed = words.selectedText()
        if self._brace and not typed.startswith(BRACES):
            self.close()
            return
        self.list.narrow(typed[self._brace :])
        if not self.list.count and (not self._brace or behind > 6):
            self.close()

    def takes(self, event: QKeyEvent) -> bool:
        """The keys that choose from the list."""
        if self._place is None or self._text.composing:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        if event.key() in _MOVES and self.list.count:
            self.list.move_by(_MOVES[Qt.Key(event.key())])
            return True
        return event.key() in ENTERS and self.accept()

    def accept(self) -> bool:
        """Puts in the figure on which the list stands; False where there is none."""
        current = self.list.current() if self._place is not None else None
        if current is None:
            return False
        self._take(current.mark)
        return True

    def _take(self, mark: str) -> None:
        if self._place is None:
            return
        start = self._place.position()
        end = self._text.textCursor().position()
        self.close()
        self._text.replace(start, end, mark)
