"""The text of a check-up: read only, with what was found marked where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from core.numbers.finding import ERROR, EXPLAIN, HINT
from core.report.findings import FINE
from gui import theme
from gui.checkup.marks import BARE, NONE, ListRow, Mark, marks_at, stretches
from gui.utf16 import Units

_LINE = QTextCharFormat.UnderlineStyle
_LINES = {
    ERROR: (_LINE.WaveUnderline, "error"),
    EXPLAIN: (_LINE.DashUnderline, "explain"),
    HINT: (_LINE.DashDotLine, "hint"),
    BARE: (_LINE.DotLine, "ink"),
    FINE: (_LINE.SingleUnderline, "good"),
}
"""A kind is told by its line, then by its colour."""

_FAINT = 30
"""How strong the ground behind a finding is, of 255."""

_EDGE = 16
MOST_SHOWN = 4
"""Marks that are told together where they overlap."""


class CheckupText(QPlainTextEdit):
    """Shows a text of any length; only what can be seen is marked."""

    chosen = Signal(int, int)
    """The list and the row of a mark that was clicked, or on which Enter was pressed."""

    def __init__(self, wording: Callable[[Mark], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._marks: list[Mark] = []
        self._chosen = NONE
        self._drawn: tuple[int, int] | None = None
        self._units = Units("")
        self.setObjectName("checkup text")
        self.setAccessibleName("报告文字")
        self.setAccessibleDescription("只能看，不能改。光标在有标记的地方时，按回车到右边看这一条")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.document().setDocumentMargin(_EDGE)
        self.viewport().setMouseTracking(True)
        self.updateRequest.connect(self._on_update)

    def show_text(self, text: str) -> None:
        """Puts a text in place of the one before; it carries no marks yet."""
        self._units = Units(text)
        self._marks = []
        self._chosen = NONE
        self.setPlainText(text)
        self.mark_anew()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Marks given in characters of the text."""
        at = self._units
        self._marks = [m._replace(start=at(m.start), end=at(m.end)) for m in marks if m.end > m.start]
        self.mark_anew()

    def show_chosen(self, chosen: ListRow) -> None:
        """Sets off the marks of what is chosen."""
        self._chosen = chosen
        self.mark_anew()

    def go_to(self, place: int) -> None:
        """Puts the cursor to a character and brings it into sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(place))
        self.setTextCursor(cursor)
        rect = self.cursorRect()
        if rect.top() < 0 or rect.bottom() > self.viewport().height() * 3 // 4:
            self.centerCursor()

    def mark_anew(self) -> None:
        """Draws the marks again: they are others, or their colours are."""
        self._drawn = None
        self._mark_visible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark_visible()

    @Slot(QRect, int)
    def _on_update(self, _rect: QRect, _by: int) -> None:
        self._mark_visible()

    def _mark_visible(self) -> None:
        corner = QPoint(self.viewport().width(), self.viewport().height())
        seen = self.cursorForPosition(QPoint(0, 0)).position(), self.cursorForPosition(corner).position() + 1
        if seen == self._drawn:
            return
        self._drawn = seen
        shown = []
        for stretch in stretches(self._marks, self._chosen, *seen):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(stretch.start)
            cursor.setPosition(
                min(stretch.end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
            )
            # PySide leaves these two out of its description of the class
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = _format(stretch.kind, stretch.chosen)  # type: ignore[attr-defined]
            shown.append(selection)
        self.setExtraSelections(shown)

    # -- asking what a mark says ------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Rests the mouse on a mark: what the list says of it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = "".join(f"<p>{self._in_html(mark)}</p>" for mark in self._under(event.pos())[:MOST_SHOWN])
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def _in_html(self, mark: Mark) -> str:
        head, _, rest = self._wording(mark).partition("\n")
        return f"<b>{escape(head)}</b><br>{escape(rest)}".replace("\n", "<br>")

    def _under(self, point: QPoint) -> list[Mark]:
        """The marks of the character under a point, none beside the text."""
        cursor = self.cursorForPosition(point)
        rect = self.cursorRect(cursor)
        near = self.fontMetrics().horizontalAdvance("字")
        if not (rect.top() <= point.y() <= rect.bottom() and abs(point.x() - rect.left()) <= near):
            return []
        place = cursor.position() - (1 if point.x() < rect.left() else 0)
        return marks_at(self._marks, place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose(self._under(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for what is said of the character behind the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(marks_at(self._marks, self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def _choose(self, marks: list[Mark]) -> None:
        if marks:
            self.chosen.emit(marks[0].page, marks[0].row)


def _format(kind: str, chosen: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    line, name = _LINES[kind]
    colour = theme.colour("on" if chosen else name)
    form.setUnderlineStyle(line)
    form.setUnderlineColor(colour)
    if chosen:
        form.setForeground(colour)
        form.setBackground(theme.colour("accent"))
    elif kind not in (BARE, FINE):
        colour.setAlpha(_FAINT)
        form.setBackground(colour)
    return form
