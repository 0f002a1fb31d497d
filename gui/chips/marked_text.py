"""A text editor in which marks stand as chips: live words that cannot be overtyped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from core.figures.marks import escape
from gui.chips import mark_clipboard
from gui.chips.chip_document import KEEP, SOFT_BREAK, Chip, ChipDocument, plain_format
from gui.chips.chip_painting import paint_chips
from gui.chips.zoomed_text import CONTROL, ZoomedText
from gui.widgets.composing import Composing
from gui.widgets.undo_keys import lets_undo_pass

SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMPOSERS = (*ENTERS, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class MarkedText(Composing, ZoomedText):
    """Plain paragraphs with chips; `say` gives a mark's words, `stored` the text with its marks.

    `is_known` tells whether a pasted mark can be said here. The history is the report's: the editor's own
    undo is off. While something is composed nothing is stored, refreshed or put right; it is done when the
    composition ends.
    """

    def __init__(
        self,
        say: Callable[[str], str],
        parent: QWidget | None = None,
        is_known: Callable[[str], bool] = lambda _raw: True,
    ) -> None:
        super().__init__(parent)
        self.composing = False
        self._is_known = is_known
        self.marks = ChipDocument(self.document(), say)
        self._snapping = False
        self._last = 0
        self._due: str | None = None
        self._due_refresh = False
        form = QTextBlockFormat()
        form.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(4)
        self.marks.block_format = form
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._snap)
        self.selectionChanged.connect(self._snap)
        self.textChanged.connect(self._net)

    # -- in and out -----------------------------------------------------------------------------------

    def load(self, stored: str) -> None:
        """Shows a text with marks."""
        place = self.textCursor().position()
        self.marks.load(stored)
        self.go_to(min(place, self.document().characterCount() - 1))

    def stored(self) -> str:
        """The text with its marks."""
        return self.marks.stored()

    def chips(self) -> list[Chip]:
        """All chips in order."""
        return list(self.marks.chips())

    def apply(self, stored: str, follow: bool = True) -> None:
        """Replaces only what differs from a text; with `follow` the caret goes there."""
        if self.composing:
            self._due = stored
            return
        place = self.marks.apply(stored)
        if place is not None and follow:
            self.go_to(place)

    def refresh(self, may: Callable[[str], bool] | None = None) -> None:
        """Says the chips anew whose marks may have other words; cursor and selection stay."""
        if self.composing:
            self._due_refresh = True
            return
        cursor = self.textCursor()
        before = [cursor.anchor(), cursor.position()]
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        anchor, position = self.marks.refresh(may, before)
        now = self.textCursor()
        if (now.anchor(), now.position()) != (anchor, position):
            self._select(anchor, position)
            bar.setValue(scrolled)

    def show_mark(self, raw: str) -> bool:
        """Selects the chip that is, or holds, a mark."""
        for chip in self.marks.chips():
            if raw in chip.raw:
                self._select(chip.start, chip.end)
                return True
        return False

    def select_words(self, start: int, end: int) -> None:
        """Selects code points of the said words and brings them into sight."""
        self._select(self.marks.place_of(start), self.marks.place_of(end, up=True))
        self.ensureCursorVisible()

    def touched(self) -> Chip | None:
        """The chip that the caret touches or that is selected."""
        cursor = self.textCursor()
        return self.marks.touched(cursor.position(), cursor.anchor())

    def go_near(self, position: int) -> None:
        """Puts the caret at a place, or selects the chip there; within the selection nothing changes."""
        chip = self.marks.around(position)
        cursor = self.textCursor()
        if chip is not None:
            self._select(chip.start, chip.end)
        elif not cursor.selectionStart() <= position <= cursor.selectionEnd():
            self.go_to(position)

    def unlink(self, chip: Chip) -> None:
        """A chip becomes the words it shows."""
        words = chip.words.replace(SOFT_BREAK, "\n")
        self.replace(chip.start, chip.end, escape(words))

    def replace(self, start: int, end: int, stored: str, caret: int | None = None) -> None:
        """Puts a text with marks in the place of a stretch; the caret stands behind it, or stays."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.removeSelectedText()
        self.marks.insert(cursor, stored)
        cursor.endEditBlock()
        gain = cursor.position() - end
        if caret is None:
            self.go_to(cursor.position())
        else:
            self.go_to(caret + gain if caret >= end else caret)

    def _select(self, anchor: int, position: int) -> None:
        self._snapping = True
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, KEEP)
        self.setTextCursor(cursor)
        self._snapping = False
        self._last = position

    def go_to(self, position: int) -> None:
        """Puts the caret at a place, never inside a chip."""
        self._select(position, position)
        self._snap()

    # -- guards ---------------------------------------------------------------------------------------

    def _snap(self) -> None:
        """The cursor never stands inside a chip."""
        if self._snapping or self.marks.busy:
            return
        cursor = self.textCursor()
        position = cursor.position()
        anchor = cursor.anchor()
        chip = self.marks.around(position)
        anchor_chip = chip if anchor == position else self.marks.around(anchor)
        if chip or anchor_chip:
            forward = position > self._last if position == anchor else position > anchor
            if chip is not None:
                position = chip.end if forward else chip.start
            if cursor.position() == anchor:
                anchor = position
            elif anchor_chip is not None:
                anchor = anchor_chip.start if cursor.position() > anchor else anchor_chip.end
            self._select(anchor, position)
        self._last = self.textCursor().position()

    def _net(self) -> None:
        """Whatever road was taken: every chip is whole and once, or the last good text comes back."""
        if not self.marks.busy and not self.composing and not self.marks.settle():
            self.load(self.marks.stored())

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the report's, not the editor's."""
        if lets_undo_pass(event):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a composition are the input method's; deleting takes whole chips; typing joins none."""
        if self.composing and event.key() in _COMPOSERS:
            event.accept()
            return
        if self.zooms(event):
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # there is no other field to go to; a tab is no character of a report
            return
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if self._deletes(event):
            return
        if event.key() in ENTERS:
            self._make_room()
            self.textCursor().insertBlock(self.marks.block_format, plain_format())
            self.ensureCursorVisible()
            return
        if _types(event):
            self._make_room()
        super().keyPressEvent(event)

    def _make_room(self) -> None:
        """What is typed replaces the selection and belongs to no chip.

        The selection goes first: a format given to a selection would turn its chips into words.
        """
        if self.textCursor().hasSelection():
            self.textCursor().removeSelectedText()
        self.setCurrentCharFormat(plain_format())

    def _deletes(self, event: QKeyEvent) -> bool:
        """Backspace and Delete, by characters or words, take whole chips."""
        back = event.key() == Qt.Key.Key_Backspace
        forward = event.key() == Qt.Key.Key_Delete
        cursor = self.textCursor()
        if not (back or (forward and not event.modifiers() & SHIFT)) or cursor.hasSelection():
            return False
        if not self.marks.reach(cursor, back, bool(event.modifiers() & CONTROL)):
            return False
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    # -- input methods --------------------------------------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is stored while a composition is under way; what was put off is done when it ends."""
        if self.isReadOnly():
            event.ignore()
            return
        if event.preeditString() or event.commitString():
            self._make_room()
        if self.composing and not event.preeditString():
            ZoomedText.inputMethodEvent(self, QInputMethodEvent("", []))
            self.composing = False
            self._do_due()
            self.setCurrentCharFormat(plain_format())
        super().inputMethodEvent(event)

    def _do_due(self) -> None:
        due = self._due
        self._due = None
        refresh = self._due_refresh
        self._due_refresh = False
        if due is not None:
            self.apply(due, follow=False)
        if refresh:
            self.refresh()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        """The place of the caret in this widget: Qt's counts from the viewport, and the list would cover it."""
        answer = super().inputMethodQuery(query)
        if query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle):
            return answer.translated(self.viewport().pos())
        return answer

    # -- clipboard ------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        return mark_clipboard.to_mime(self.marks.pieces(cursor.selectionStart(), cursor.selectionEnd()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasFormat(mark_clipboard.MARKS)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted or dropped text comes as plain paragraphs, our own with its marks; never inside a chip."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        inside = self.marks.around(cursor.position(), unread=True)
        if inside and not cursor.hasSelection():
            cursor.setPosition(inside.end)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self.marks.insert(cursor, mark_clipboard.from_mime(source, self._is_known))
        cursor.endEditBlock()
        self._last = cursor.position()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(plain_format())
        self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chips' grounds lie under the text."""
        touched = self.touched() if self.hasFocus() else None
        paint_chips(self, self.marks.paragraph, event.rect(), touched.uid if touched else 0)
        super().paintEvent(event)


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes a character."""
    text = event.text()
    return bool(text) and text.isprintable() and event.modifiers() not in (CONTROL, CONTROL | SHIFT)
