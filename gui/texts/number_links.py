"""Numbers in a text that are figures of the report: offered for linking, linked, made figures of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor

from core.report.change import Change
from core.report.linking import NUMBER, Candidate, candidates
from core.report.own_figures import add_own_figure, proposed_name
from core.report.report import Report
from gui.utf16 import one_a_unit, u16
from gui.widgets.announcing import announce

if TYPE_CHECKING:
    from gui.texts.text_editor import TextEditor

_SENTENCE_ENDS = re.compile(r"[。；！？!?\u2028]")
_BEHIND = 4
"""Characters behind a number that can be its unit."""
_TELLING = 3
"""Digits from which a number is offered even where the sentence does not name the figure."""


class Number(NamedTuple):
    """A number in the text: its places, its characters, the sentence around it up to its unit."""

    start: int
    end: int
    text: str
    sentence: str


class Offer(NamedTuple):
    """A number and the figures it may be; the cursor holds its place while the text moves."""

    cursor: QTextCursor
    number: str
    candidates: list[Candidate]

    @property
    def sentence(self) -> str:
        """What the line under the text says."""
        first = self.candidates[0]
        more = len(self.candidates) - 1
        choice = f"；另有 {more} 项，按 Ctrl+K 选择" if more else ""
        return f"{self.number} 与 {first.label} 相同，按 Tab 链接{choice}"


class NumberLinks:
    """Looks at the number just typed, and turns numbers into marks that print the same characters."""

    def __init__(self, editor: TextEditor) -> None:
        self._editor = editor
        self.offer: Offer | None = None
        self._declined: tuple[int, str] | None = None
        self._naming: QTextCursor | None = None

    # -- looking --------------------------------------------------------------------------------------

    def number_here(self) -> Number | None:
        """The number that is offered, else the one that is selected or that the caret touches."""
        cursor = self.offer.cursor if self.offer is not None else self._editor.textCursor()
        low = cursor.selectionStart()
        high = cursor.selectionEnd()
        found = self._number_at(cursor.document().findBlock(low), low, high)
        if found is None or low == high:
            return found
        return found if (found.start, found.end) == (low, high) else None

    def _number_at(self, block: QTextBlock, low: int, high: int) -> Number | None:
        """The number that reaches from before `low` to behind `high` and has no chip in it."""
        text = one_a_unit(block.text())
        base = block.position()
        for found in NUMBER.finditer(text):
            start = base + found.start()
            end = base + found.end()
            if start <= low and high <= end and not self._editor.marks.has_chip(start, end):
                before = _SENTENCE_ENDS.split(text[: found.start()])[-1]
                sentence = before + text[found.start() : found.end() + _BEHIND]
                return Number(start, end, found[0], sentence)
        return None

    def candidates(self, number: Number) -> list[Candidate]:
        """The figures that print a number as it stands."""
        editor = self._editor
        return candidates(editor.session.report, editor.key, number.text, number.sentence)

    # -- offering -------------------------------------------------------------------------------------

    def look(self, typed: str) -> None:
        """Offers the number that ends before what was just typed, or at the caret after a pause."""
        if self._editor.composing or (typed and (typed[0].isdigit() or typed[0] in ".,")):
            return
        cursor = self._editor.textCursor()
        place = cursor.position() - u16(typed)
        block = cursor.document().findBlock(max(place, 0))
        number = self._number_at(block, place, place) if place >= 0 and not cursor.hasSelection() else None
        if number is None or number.end != place or self._declined == (number.start, number.text):
            return
        telling = sum(c.isdigit() for c in number.text) >= _TELLING
        found = [one for one in self.candidates(number) if one.near or telling]
        if found:
            held = QTextCursor(cursor.document())
            held.setPosition(number.start)
            held.setPosition(number.end, QTextCursor.MoveMode.KeepAnchor)
            self.offer = Offer(held, number.text, found)
            self._editor.offer_changed.emit(self.offer.sentence)
            announce(self._editor, self.offer.sentence)

    def dismiss(self, declined: bool = False) -> None:
        """Takes the offer away; a declined one does not come back at the next pause."""
        if self.offer is not None:
            if declined:
                self._declined = (self.offer.cursor.selectionStart(), self.offer.number)
            self.offer = None
            self._editor.offer_changed.emit("")

    def accept(self) -> bool:
        """Links the number offered to the likeliest figure."""
        offer = self.offer
        if offer is None or self._editor.composing:
            return False
        self.dismiss()
        if offer.cursor.selectedText() != offer.number:
            return False
        start = offer.cursor.selectionStart()
        end = offer.cursor.selectionEnd()
        self.link(Number(start, end, offer.number, ""), offer.candidates[0])
        return True

    def link(self, number: Number, candidate: Candidate) -> None:
        """A number becomes the mark of a figure, as a step of its own; the text reads the same."""
        editor = self._editor
        self.dismiss()
        editor.commit()
        editor.replace(number.start, number.end, candidate.mark, caret=editor.textCursor().position())
        editor.commit()

    # -- figures of one's own -------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Asks what the number here is to be called."""
        number = self.number_here()
        if number is None:
            return
        self._naming = QTextCursor(self._editor.document())
        self._naming.setPosition(number.start)
        self._naming.setPosition(number.end, QTextCursor.MoveMode.KeepAnchor)
        before = number.sentence.rpartition(number.text)[0]
        self._editor.name_asked.emit(proposed_name(before))

    def make(self, name: str) -> bool:
        """Makes a figure of the number whose name was asked for; False where it was refused."""
        editor = self._editor
        place = self._naming
        if place is None or not NUMBER.fullmatch(place.selectedText()):
            return False
        editor.commit()
        start = place.selectionStart()
        end = place.selectionEnd()
        before = editor.marks.stored_between(0, start)
        number = place.selectedText()
        after = editor.marks.stored_between(end, editor.document().characterCount() - 1)

        def act(report: Report) -> Change:
            return add_own_figure(report, editor.key, before, number, after, name)

        done = editor.session.do(editor.key, act)
        if done:
            self._naming = None
        return done

    def stop_naming(self) -> None:
        self._naming = None
