"""The editor of one text of the report: its keys, what is offered beside it, its menus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from core.figures.keys import Key
from core.report.linking import sayable
from gui.chips.zoomed_text import CONTROL
from gui.session import Session
from gui.texts.number_links import NumberLinks
from gui.texts.report_text import ReportText
from gui.texts.text_completion import BRACES, TextCompletion
from gui.texts.text_menu import TextMenus
from gui.texts.text_proofs import TextProofs

_MENUS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
LOWEST = 140
HIGHEST = 480
"""The heights between which the editor grows with its text."""


class TextEditor(ReportText):
    """A text of the report with what helps to write it: links, the list of figures, what its sentences say."""

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(session, key, parent)
        report = session.report
        self.links = NumberLinks(self)
        self.completion = TextCompletion(
            self, lambda: sayable(report, key), lambda mark: report.said(key, mark)
        )
        self.proofs = TextProofs(self)
        self.menus = TextMenus(self, self.links, self.proofs)
        self._touched = 0
        self._typed = False
        self.setMinimumHeight(LOWEST)
        self.proofs.show()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self.completion.follow)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_caret)
        self.paused.connect(self._on_paused)
        self.rewritten.connect(self.links.dismiss)
        self.menus.figure_requested.connect(self.insert_figure)

    @Slot()
    def _fit(self) -> None:
        """Grows with the text up to a limit, behind which it scrolls."""
        height = round(self.document().size().height()) + self.height() - self.viewport().height()
        height = min(max(height, LOWEST), HIGHEST)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            if self.hasFocus():
                QTimer.singleShot(0, self, self._keep_in_sight)

    def is_underway(self) -> bool:
        """While a figure is chosen too nothing is stored."""
        return super().is_underway() or self.completion.is_open

    @Slot()
    def _on_paused(self) -> None:
        if self._typed and self.links.offer is None:
            self.links.look("")
        self._typed = False

    # -- keys -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+K and Ctrl+空格 are this editor's, whatever the window makes of them."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self.claims(event):
            event.accept()
            return True
        return super().event(event)

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is the editor's, though an act has it too."""
        return _is_own(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list and the offer take their keys first; then what was typed is looked at."""
        if self.completion.takes(event):
            return
        if self.links.offer is not None and not _only_modifier(event) and not _is_own(event):
            escape = event.key() == Qt.Key.Key_Escape
            self.links.dismiss(declined=escape)
            if escape:
                return
        if _is_own(event) and not self.composing:
            if event.key() == Qt.Key.Key_Space:
                self.insert_figure()
            else:
                self.show_links()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        typed = event.text() if event.text().isprintable() and not self.composing else ""
        if typed and not self.isReadOnly() and self.textCursor().position() != before:
            self._after_typing(typed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits is typed."""
        typed = event.commitString()
        if typed or event.preeditString():
            self.links.dismiss()
        super().inputMethodEvent(event)
        if not self.composing:
            self.proofs.show()
        if typed and not self.composing and not self.isReadOnly():
            self._after_typing(typed)

    def _after_typing(self, typed: str) -> None:
        self._typed = True
        if typed in BRACES:
            self.completion.open(brace=True)
        else:
            self.completion.follow()
        if not self.completion.is_open:
            self.links.look(typed)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is offered; otherwise it leads to the next field."""
        if forward and (self.composing or self.completion.accept() or self.links.accept()):
            return True
        return super().focusNextPrevChild(forward)

    # -- the caret ------------------------------------------------------------------------------------

    @Slot()
    def _on_caret(self) -> None:
        self.completion.follow()
        self.proofs.follow_caret()
        if not self.hasFocus() or self.composing:
            return
        self._keep_in_sight()
        chip = self.touched()
        uid = chip.uid if chip else 0
        if uid != self._touched:
            self._touched = uid
            self.viewport().update()
            self.session.where.stand_on(self.key_of(chip) if chip is not None else self.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        chip = self.touched()
        self._touched = chip.uid if chip else 0
        self.session.where.stand_on(self.key_of(chip) if chip else self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        dying = not isValid(self.marks.document)
        if event.reason() not in _MENUS and not dying:
            self.completion.close()
            self.links.dismiss()
            self.commit()

    def select_words(self, start: int, end: int) -> None:
        """Selects code points of the said words and brings them into sight."""
        super().select_words(start, end)
        self._keep_in_sight(settled=True)

    def show_words(self, start: int, end: int) -> None:
        """Points code points of the said words out, with the caret before them: no key replaces them."""
        first = self.marks.place_of(start)
        self.go_to(first)
        self.proofs.point_out(first, self.marks.place_of(end, up=True))
        self._keep_in_sight(settled=True)

    def show_mark(self, raw: str) -> bool:
        """Selects the chip that is, or holds, a mark, and brings it into sight."""
        is_there = super().show_mark(raw)
        self._keep_in_sight(settled=True)
        return is_there

    def _keep_in_sight(self, settled: bool = False) -> None:
        """The page around this editor scrolls too, and does not know of its caret.

        Where the page was only just made it is given its sizes first (`settled`).
        """
        if settled:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and page.widget() is not None:
            place = self.viewport().mapTo(page.widget(), self.cursorRect().center())
            page.ensureVisible(place.x(), place.y(), 0, 2 * self.cursorRect().height())

    # -- acts -----------------------------------------------------------------------------------------

    def insert_figure(self) -> None:
        """插入数据: the list of figures at the caret."""
        self.links.dismiss()
        self.completion.open()

    def show_links(self) -> None:
        """What the number or chip at the caret can be linked to, or leads to."""
        place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        _pop_up(self.menus.link_menu(), place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about the chip or number that was clicked on."""
        self.links.dismiss()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.go_near(self.cursorForPosition(event.pos()).position())
        _pop_up(self.menus.text_menu(), event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """What is underlined says why, with the sum laid out."""
        return (isinstance(event, QHelpEvent) and self.proofs.answer(event)) or super().viewportEvent(event)


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def _is_own(event: QKeyEvent) -> bool:
    return event.modifiers() == CONTROL and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_K)


def _only_modifier(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
