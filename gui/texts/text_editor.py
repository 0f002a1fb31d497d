"""The editor of one text of the report: a section's, or a cell of many lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from core.figures.keys import split_key
from core.pack.sections import BODY, HEADING
from core.report.change import Change
from core.report.linking import is_sayable, key_of_mark, may_change, sayable
from core.report.names import figure_name
from gui.chips.chips import Stretch
from gui.chips.marked_text import MarkedText
from gui.chips.run_in_heads import RunInHeads
from gui.chips.zoomed_text import CONTROL
from gui.session import Session
from gui.texts.number_links import NumberLinks
from gui.texts.text_completion import BRACES, TextCompletion
from gui.texts.text_menu import link_menu, text_menu
from gui.texts.text_proofs import TextProofs

PAUSE = 600
"""Milliseconds without a key after which what was typed is stored."""

_MENUS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
LOWEST = 140
HIGHEST = 480
"""The heights between which the editor grows with its text."""


class TextEditor(MarkedText):
    """Shows a text with its figures live, and stores it at each pause and on leaving.

    `offer_changed` carries the sentence that offers a link ("" takes it away), `name_asked` a name proposed
    for a number that is to become a figure: `links.make` answers it, `proof_requested` the identity of a finding.
    """

    key_entered = Signal(str)
    go_requested = Signal(tuple)
    explain_requested = Signal(str)
    offer_changed = Signal(str)
    name_asked = Signal(str)
    proof_requested = Signal(str)

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        report = session.report
        super().__init__(
            lambda marks: report.said(key, marks), parent, lambda raw: is_sayable(report, key, raw)
        )
        self.session = session
        self.key = key
        self.links = NumberLinks(self)
        self.completion = TextCompletion(
            self, lambda: sayable(report, key), lambda mark: report.said(key, mark)
        )
        self._entry = report.entry(key) or ""
        self._touched = 0
        self._typed = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.setObjectName(key)
        self.setMinimumHeight(LOWEST)
        self._name()
        if report.read_only:
            self.setReadOnly(True)
            browsing = Qt.TextInteractionFlag.TextSelectableByMouse
            self.setTextInteractionFlags(browsing | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if split_key(key)[0] == BODY:
            self._heads = RunInHeads(self.document())
        self.load(self._entry)
        self._shown_as = self.stored()
        self.proofs = TextProofs(self)
        self.proofs.show()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._pause.start)
        self.textChanged.connect(self.completion.follow)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_caret)
        session.changed.connect(self._on_changed)

    def _name(self) -> None:
        self.setAccessibleName(figure_name(self.session.report, self.key))

    @Slot()
    def _fit(self) -> None:
        """Grows with the text up to a limit, behind which it scrolls."""
        height = round(self.document().size().height()) + self.height() - self.viewport().height()
        height = min(max(height, LOWEST), HIGHEST)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            if self.hasFocus():
                QTimer.singleShot(0, self, self._keep_in_sight)

    # -- storing --------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Stores what is typed, what is being composed too, and closes its step."""
        if self.composing:
            self.end_composition()
        self._pause.stop()
        self._store(typing=False)
        self.session.report.leave(self.key)

    def _store(self, typing: bool) -> None:
        stored = self.stored()
        if stored not in (self._entry, self._shown_as) and not self.isReadOnly():
            self.session.set(self.key, stored, origin=self, typing=typing)

    @Slot()
    def _on_pause(self) -> None:
        if self.composing or self.completion.is_open:
            self._pause.start()
            return
        self._store(typing=True)
        if self._typed and self.links.offer is None:
            self.links.look("")
        self._typed = False

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        report = self.session.report
        entry = report.entry(self.key) or ""
        if entry != self._entry:
            self._entry = entry
            if change.origin is not self:
                self.links.dismiss()
                self.apply(entry)
                self._pause.stop()
            self._shown_as = entry if self.composing else self.stored()
        names = frozenset(split_key(key)[0] for key in change.keys)
        if names:
            self.refresh(lambda raw: may_change(report, self.key, raw, names))
        if HEADING in names:
            self._name()
        self.proofs.follow(change)

    # -- keys -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+K and Ctrl+空格 are this editor's, whatever the window makes of them."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and _is_own(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

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
            self.insert_figure() if event.key() == Qt.Key.Key_Space else self.show_links()
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

    def key_of(self, chip: Stretch) -> str:
        """The cell or listing that a chip shows."""
        return key_of_mark(self.session.report, self.key, chip.raw)

    @Slot()
    def _on_caret(self) -> None:
        self.completion.follow()
        if not self.hasFocus() or self.composing:
            return
        self._keep_in_sight()
        chip = self.touched()
        uid = chip.uid if chip else 0
        if uid != self._touched:
            self._touched = uid
            self.viewport().update()
            self.key_entered.emit(self.key_of(chip) if chip is not None else self.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        chip = self.touched()
        self._touched = chip.uid if chip else 0
        self.key_entered.emit(self.key_of(chip) if chip else self.key)

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

    def show_mark(self, raw: str) -> bool:
        """Selects the chip that is, or holds, a mark, and brings it into sight."""
        found = super().show_mark(raw)
        self._keep_in_sight(settled=True)
        return found

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
        self._pop_up(link_menu, place)

    def unlink_here(self, chip: Stretch) -> None:
        """取消链接: a chip becomes its words, as a step of its own."""
        self.commit()
        self.unlink(chip)
        self.commit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about the chip or number that was clicked on."""
        self.links.dismiss()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.go_near(self.cursorForPosition(event.pos()).position())
        self._pop_up(text_menu, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """What is underlined says why, with the sum laid out."""
        return (isinstance(event, QHelpEvent) and self.proofs.tell(event)) or super().viewportEvent(event)

    def _pop_up(self, make: Callable[[TextEditor], QMenu], place: QPoint) -> None:
        menu = make(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)


def _is_own(event: QKeyEvent) -> bool:
    return event.modifiers() == CONTROL and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_K)


def _only_modifier(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
