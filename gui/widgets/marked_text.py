"""A text editor in which marks stand as chips: live words that cannot be overtyped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from core.figures.marks import escape, parse_marks, unparse
from core.numbers.cleaning import clean
from gui.widgets.undo_keys import lets_undo_pass

RAW = QTextFormat.Property.UserProperty.value + 1
UID = QTextFormat.Property.UserProperty.value + 2
SOFT_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chip as it stands in the document: its mark and its first and last positions."""

    uid: int
    raw: str
    start: int
    end: int
    words: str


class MarkedText(QTextEdit):
    """Plain paragraphs with chips; `say` gives a mark's words, `stored` the text with its marks.

    The history is the report's: the editor's own undo is off.
    """

    def __init__(self, say: Callable[[str], str], chip: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say, self._chip = say, chip
        self._shown: dict[int, str] = {}
        self._count = 0
        self._good = ""
        self._quiet = False
        self._last = 0
        self.composing = False
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._snap)
        self.textChanged.connect(self._net)

    # -- in and out -----------------------------------------------------------------------------------

    def load(self, stored: str) -> None:
        """Shows a text with marks."""
        self._quiet = True
        place = self.textCursor().position()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self._shown.clear()
        self._insert(cursor, stored)
        cursor.endEditBlock()
        self._quiet = False
        self._good = self.stored()
        self._go_to(min(place, self.document().characterCount() - 1))

    def _insert(self, cursor: QTextCursor, stored: str) -> None:
        for part in parse_marks(stored):
            if isinstance(part, str):
                cursor.insertText(part, QTextCharFormat())
            else:
                self._insert_chip(cursor, unparse((part,)))

    def _insert_chip(self, cursor: QTextCursor, raw: str) -> None:
        self._count += 1
        form = QTextCharFormat()
        form.setProperty(RAW, raw)
        form.setProperty(UID, self._count)
        form.setBackground(self._chip)
        words = self._words(raw)
        self._shown[self._count] = words
        cursor.insertText(words, form)
        cursor.setCharFormat(QTextCharFormat())

    def _words(self, raw: str) -> str:
        return clean(self._say(raw)).replace("\n", SOFT_BREAK) or "＿＿"

    def stored(self) -> str:
        """The text with its marks."""
        lines: list[str] = []
        for block in self._blocks():
            out, last = "", 0
            for text, raw, uid in self._fragments(block):
                if not uid:
                    out += escape(text)
                elif uid != last:
                    out += raw
                last = uid
            lines.append(out)
        return "\n".join(lines)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _fragments(self, block: QTextBlock) -> Iterator[tuple[str, str, int]]:
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            form = fragment.charFormat()
            uid = form.intProperty(UID) if form.hasProperty(UID) else 0
            yield fragment.text(), form.stringProperty(RAW) if uid else "", uid
            at += 1

    def chips(self) -> list[Stretch]:
        """All chips in order."""
        found: dict[int, Stretch] = {}
        for block in self._blocks():
            at = block.begin()
            while not at.atEnd():
                fragment = at.fragment()
                form = fragment.charFormat()
                if form.hasProperty(UID):
                    uid, start = form.intProperty(UID), fragment.position()
                    before = found.get(uid)
                    words = (before.words if before else "") + fragment.text()
                    first = before.start if before else start
                    found[uid] = Stretch(
                        uid, form.stringProperty(RAW), first, start + fragment.length(), words
                    )
                at += 1
        return list(found.values())

    def refresh(self) -> None:
        """Says all chips anew, from the end to the beginning; cursor and selection stay."""
        if self.composing:
            return
        self._quiet = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for chip in reversed(self.chips()):
            words = self._words(chip.raw)
            if words != self._shown.get(chip.uid):
                cursor.setPosition(chip.start)
                cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
                form = cursor.charFormat()
                self._shown[chip.uid] = words
                cursor.insertText(words, form)
        cursor.endEditBlock()
        self._quiet = False

    def show_mark(self, raw: str) -> bool:
        """Selects the chip that is, or holds, a mark."""
        for chip in self.chips():
            if raw in chip.raw:
                cursor = self.textCursor()
                cursor.setPosition(chip.start)
                cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                return True
        return False

    # -- guards -----------------------------------------------------------------------------------

    def _chip_around(self, position: int) -> Stretch | None:
        return next((c for c in self.chips() if c.start < position < c.end), None)

    def _go_to(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def _snap(self) -> None:
        """The cursor never stands inside a chip."""
        if self._quiet:
            return
        cursor = self.textCursor()
        position, anchor = cursor.position(), cursor.anchor()
        inside, anchored = self._chip_around(position), self._chip_around(anchor)
        if inside or anchored:
            forward = position > self._last if position == anchor else position > anchor
            new_anchor = anchor if not anchored else (anchored.start if position >= anchor else anchored.end)
            new = position if not inside else (inside.end if forward else inside.start)
            cursor.setPosition(new if position == anchor else new_anchor)
            cursor.setPosition(new, QTextCursor.MoveMode.KeepAnchor)
            self._quiet = True
            self.setTextCursor(cursor)
            self._quiet = False
        self._last = self.textCursor().position()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the report's, not the editor's."""
        if lets_undo_pass(event):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not cursor.hasSelection():
            back = event.key() == Qt.Key.Key_Backspace
            edge = cursor.position()
            chip = next((c for c in self.chips() if (c.end if back else c.start) == edge), None)
            if chip is not None:
                cursor.setPosition(chip.start)
                cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                return
        if event.text().isprintable():
            self.setCurrentCharFormat(QTextCharFormat())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is stored while a composition is under way."""
        self.setCurrentCharFormat(QTextCharFormat())
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self.composing:
            self.refresh()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes as plain paragraphs."""
        cursor = self.textCursor()
        inside = self._chip_around(cursor.position())
        if inside and not cursor.hasSelection():
            cursor.setPosition(inside.end)
        cursor.insertText(clean(source.text()), QTextCharFormat())
        self.setTextCursor(cursor)

    def _net(self) -> None:
        """Whatever road was taken: every chip is whole and once, or the last good text comes back."""
        if self._quiet or self.composing:
            return
        chips = self.chips()
        whole = all(self._shown.get(c.uid) == c.words and c.end - c.start == _u16(c.words) for c in chips)
        if whole:
            self._good = self.stored()
        else:
            self.load(self._good)


def _u16(text: str) -> int:
    """The length of a text in Qt's UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
