"""Numbers in a text that are figures of the report: offered for linking, linked, made figures of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from core.report.change import Change
from core.report.linking import NUMBER, Candidate, candidates
from core.report.own_figures import add_own_figure, proposed_name
from core.report.report import Report
from gui.texts.report_text import ReportText
from gui.utf16 import one_a_unit, u16
from gui.widgets.announcing import announce

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


class NumberLinks(QObject):
    """Looks at the number just typed, and turns numbers into marks that print the same characters.

    `offer_changed` carries the sentence that offers a link ("" takes it away), `name_asked` a name proposed
    for a number that is to become a figure: `make` answers it.
    """

    offer_changed = Signal(str)
    name_asked = Signal(str)

    def __init__(self, text: ReportText) -> None:
        super().__init__(text)
        self._text = text
        self.offer: Offer | None = None
        self._declined: tuple[int, str] | None = None
        self._naming: QTextCursor | None = None

    # -- looking --------------------------------------------------------------------------------------

    def number_here(self) -> Number | None:
        """The number that is offered, else the one that is selected or that the caret touches."""
        cursor = self.offer.cursor if self.offer is not None else self._text.textCursor()
        low = cursor.selectionStart()
        high = cursor.selectionEnd()
        number = self._number_at(cursor.document().findBlock(low), low, high)
        if number is None or low == high:
            return number
        return number if (number.start, number.end) == (low, high) else None

    def _number_at(self, block: QTextBlock, low: int, high: int) -> Number | None:
        """The number that reaches from before `low` to behind `high` and has no chip in it."""
        text = one_a_unit(block.text())
        base = block.position()
        for match in NUMBER.finditer(text):
            start = base + match.start()
            end = base + match.end()
            if start <= low and high <= end and not self._text.marks.has_chip(start, end):
                before = _SENTENCE_ENDS.split(text[: match.start()])[-1]
                sentence = before + text[match.start() : match.end() + _BEHIND]
                return Number(start, end, match[0], sentence)
        return None

    def candidates(self, number: Number) -> list[Candidate]:
        """The figures that print a number as it stands."""
        return candidates(self._text.session.report, self._text.key, number.text, number.sentence)

    # -- offering -------------------------------------------------------------------------------------

    def look(self, typed: str) -> None:
        """Offers the number that ends before what was just typed, or at the caret after a pause."""
        if self._text.composing or (typed and (typed[0].isdigit() or typed[0] in ".,")):
            return
        cursor = self._text.textCursor()
        place = cursor.position() - u16(typed)
        block = cursor.document().findBlock(max(place, 0))
        number = self._number_at(block, place, place) if place >= 0 and not cursor.hasSelection() else None
        if number is None or number.end != place or self._declined == (number.start, number.text):
            return
        is_telling = sum(c.isdigit() for c in number.text) >= _TELLING
        likely = [one for one in self.candidates(number) if one.near or is_telling]
        if likely:
            self.offer = Offer(_selection(cursor.document(), number), number.text, likely)
            self.offer_changed.emit(self.offer.sentence)
            announce(self._text, self.offer.sentence)

    def dismiss(self, declined: bool = False) -> None:
        """Takes the offer away; a declined one does not come back at the next pause."""
        if self.offer is not None:
            if declined:
                self._declined = (self.offer.cursor.selectionStart(), self.offer.number)
            self.offer = None
            self.offer_changed.emit("")

    def accept(self) -> bool:
        """Links the number offered to the likeliest figure."""
        offer = self.offer
        if offer is None or self._text.composing:
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
        self.dismiss()
        self._text.commit()
        caret = self._text.textCursor().position()
        self._text.replace(number.start, number.end, candidate.mark, caret=caret)
        self._text.commit()

    # -- figures of one's own -------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Asks what the number here is to be called."""
        number = self.number_here()
        if number is None:
            return
        self._naming = _selection(self._text.document(), number)
        before = number.sentence.rpartition(number.text)[0]
        self.name_asked.emit(proposed_name(before))

    def make(self, name: str) -> bool:
        """Makes a figure of the number whose name was asked for; False where it was refused."""
        text = self._text
        place = self._naming
        if place is None or not NUMBER.fullmatch(place.selectedText()):
            return False
        text.commit()
        start = place.selectionStart()
        end = place.selectionEnd()
        before = text.marks.stored_between(0, start)
        number = place.selectedText()
        after = text.marks.stored_between(end, text.document().characterCount() - 1)

        def act(report: Report) -> Change:
            return add_own_figure(report, text.key, before, number, after, name)

        success = text.session.do(text.key, act)
        if success:
            self._naming = None
        return success

    def stop_naming(self) -> None:
        self._naming = None


def _selection(document: QTextDocument, number: Number) -> QTextCursor:
    """A cursor that stays on a number while the text moves."""
    cursor = QTextCursor(document)
    cursor.setPosition(number.start)
    cursor.setPosition(number.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
