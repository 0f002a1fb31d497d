"""A document with chips: loaded, read, refreshed, and put right when something damages a chip.

A chip is a run of words in a QTextDocument that belongs to a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from core.figures.marks import escape, parse_marks, unparse
from core.numbers.cleaning import clean
from gui.chips.mark_clipboard import Piece
from gui.utf16 import text_of, u16, units_of

KEEP = QTextCursor.MoveMode.KeepAnchor
UID = QTextFormat.Property.UserProperty.value + 2
"""The property of a chip's run. It is a running number: equal neighbours would melt into one fragment."""

SOFT_BREAK = "\u2028"
BLANK = "＿＿"
"""Stands on the screen where a mark has no words: a chip must be there to be seen and deleted."""


class Drawing(NamedTuple):
    """What a chip was drawn with; `length` is how many code points its mark says on paper."""

    raw: str
    words: str
    length: int


class ChipSpan(NamedTuple):
    """A chip's place in its paragraph, in Qt's UTF-16 units."""

    uid: int
    start: int
    end: int


class Paragraph(NamedTuple):
    """A paragraph: its text with marks, its chips, and whether all of them are as they were drawn."""

    stored: str
    chips: tuple[ChipSpan, ...]
    whole: bool


class Chip(NamedTuple):
    """A chip as it stands in the document: its mark, its first and last positions, its words."""

    uid: int
    raw: str
    start: int
    end: int
    words: str


def plain_format() -> QTextCharFormat:
    return QTextCharFormat()


def chip_format(uid: int) -> QTextCharFormat:
    """The words a chip shows are no part of its format: each update would leave one more in the document."""
    form = QTextCharFormat()
    form.setProperty(UID, uid)
    return form


class ChipDocument:
    """A document with chips: loads, reads and refreshes them, and knows when one was damaged.

    Each paragraph is kept as it was read; only paragraphs that changed are read again.
    """

    def __init__(self, document: QTextDocument, say: Callable[[str], str]) -> None:
        self.document = document
        self._say = say
        self.drawings: dict[int, Drawing] = {}
        self.busy = False
        self.block_format = QTextBlockFormat()
        self._count = 0
        self._paragraphs: list[Paragraph] = [Paragraph("", (), True)]
        self._dirty: tuple[int, int] | None = None
        document.setUndoRedoEnabled(False)
        document.contentsChange.connect(self._on_contents_change)

    # -- reading --------------------------------------------------------------------------------------

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        first, last = self._dirty or (position, position)
        self._dirty = min(first, position), max(last + max(added - removed, 0), position + added)

    def settle(self) -> bool:
        """Reads the paragraphs that changed; False, and nothing is taken over, where a chip was damaged."""
        if self._dirty is None:
            return True
        end = self.document.characterCount() - 1
        block = self.document.findBlock(min(self._dirty[0], end))
        last = self.document.findBlock(min(self._dirty[1], end)).blockNumber()
        first = block.blockNumber()
        fresh: list[Paragraph] = []
        for _ in range(first, last + 1):
            fresh.append(_read(block, self.drawings))
            block = block.next()
        if not all(paragraph.whole for paragraph in fresh):
            return False
        more = self.document.blockCount() - len(self._paragraphs)
        self._paragraphs[first : last + 1 - more] = fresh
        self._dirty = None
        return True

    def stored(self) -> str:
        """The text with its marks; while a chip is damaged, as it last was good."""
        self.settle()
        return "\n".join(paragraph.stored for paragraph in self._paragraphs)

    def paragraph(self, block: QTextBlock) -> Paragraph:
        """A paragraph, read anew only while something is unread."""
        number = block.blockNumber()
        if self._dirty is None and 0 <= number < len(self._paragraphs):
            return self._paragraphs[number]
        return _read(block, self.drawings)

    def blocks(self) -> Iterator[QTextBlock]:
        block = self.document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def chips(self) -> Iterator[Chip]:
        """All chips in order."""
        for block in self.blocks():
            yield from self._in_block(block)

    def _in_block(self, block: QTextBlock, unread: bool = False) -> Iterator[Chip]:
        paragraph = _read(block, self.drawings) if unread else self.paragraph(block)
        base = block.position()
        for uid, start, end in paragraph.chips:
            drawing = self.drawings[uid]
            yield Chip(uid, drawing.raw, base + start, base + end, drawing.words)

    def around(self, position: int, unread: bool = False) -> Chip | None:
        """The chip inside which a position lies; `unread` in an edit of which the document has not told yet."""
        chips = self._in_block(self.document.findBlock(position), unread)
        return next((chip for chip in chips if chip.start < position < chip.end), None)

    def touched(self, position: int, anchor: int) -> Chip | None:
        """The chip at a caret, or the one that is just selected."""
        low, high = sorted((position, anchor))
        chips = list(self._in_block(self.document.findBlock(high)))
        if low < high:
            return next((chip for chip in chips if (chip.start, chip.end) == (low, high)), None)
        before = next((chip for chip in chips if chip.end == position), None)
        return before or next((chip for chip in chips if chip.start == position), None)

    def reach(self, cursor: QTextCursor, back: bool, by_word: bool) -> bool:
        """Extends a cursor over what a deleting key takes, chips whole; False where Qt's own way will do."""
        move = QTextCursor.MoveOperation
        if by_word:
            cursor.movePosition(move.PreviousWord if back else move.NextWord, KEEP)
        else:
            cursor.movePosition(move.PreviousCharacter if back else move.NextCharacter, KEEP)
        chip = self.around(cursor.position())
        if chip is None and not by_word and self.touched(cursor.position(), cursor.anchor()) is None:
            return False
        if chip is not None:
            cursor.setPosition(chip.start if back else chip.end, KEEP)
        return True

    def place_of(self, character: int, up: bool = False) -> int:
        """The position of a code point of the said words; inside a chip its start, or with `up` its end."""
        for block in self.blocks():
            text = block.text()
            base = block.position()
            at = 0
            units = units_of(text)
            for uid, start, end in (*self.paragraph(block).chips, ChipSpan(0, u16(text), u16(text))):
                words = text_of(units[2 * at : 2 * start])
                length = self.drawings[uid].length if uid else 0
                is_blank = uid and not length
                if character < len(words) or (character == len(words) and (up or not is_blank)):
                    return base + at + u16(words[:character])
                character -= len(words)
                if character < length:
                    return base + (end if up else start)
                character -= length
                at = end
            character -= 1
        return self.document.characterCount() - 1

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """A stretch as words and marks with their words, for the clipboard."""
        block = self.document.findBlock(start)
        while block.isValid() and block.position() <= end:
            base = block.position()
            units = units_of(block.text())
            at = max(start - base, 0)
            stop = min(end - base, len(units) // 2)
            for chip in self.paragraph(block).chips:
                if at <= chip.start and chip.end <= stop:
                    yield text_of(units[2 * at : 2 * chip.start])
                    yield self.drawings[chip.uid].raw, text_of(units[2 * chip.start : 2 * chip.end])
                    at = chip.end
            yield text_of(units[2 * at : 2 * stop])
            block = block.next()
            if block.isValid() and block.position() <= end:
                yield "\n"

    def stored_between(self, start: int, end: int) -> str:
        """A stretch as text with marks."""
        pieces = self.pieces(start, end)
        return "".join(escape(piece) if isinstance(piece, str) else piece[0] for piece in pieces)

    def has_chip(self, start: int, end: int) -> bool:
        """Whether a stretch within a paragraph holds any of a chip."""
        chips = self._in_block(self.document.findBlock(start))
        return any(chip.start < end and start < chip.end for chip in chips)

    @property
    def unsaid(self) -> int:
        """How many characters stand on the screen only, where a mark has no words."""
        return sum(len(BLANK) for chip in self.chips() if not self.drawings[chip.uid].length)

    # -- writing --------------------------------------------------------------------------------------

    def load(self, stored: str) -> None:
        """Shows a text in place of what stood there."""
        self.busy = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.drawings.clear()
        cursor.setBlockFormat(self.block_format)
        self.insert(cursor, stored)
        cursor.endEditBlock()
        self._paragraphs = [_read(block, self.drawings) for block in self.blocks()]
        self._dirty = None
        self.busy = False

    def insert(self, cursor: QTextCursor, stored: str) -> None:
        """Puts a text with marks at a cursor."""
        for part in parse_marks(stored):
            if isinstance(part, str):
                cursor.insertText(part, plain_format())
                continue
            self._count += 1
            drawing = self._fresh(unparse((part,)))
            self.drawings[self._count] = drawing
            cursor.insertText(drawing.words, chip_format(self._count))
            cursor.setCharFormat(plain_format())

    def _fresh(self, raw: str) -> Drawing:
        words = clean(self._say(raw))
        return Drawing(raw, words.replace("\n", SOFT_BREAK) or BLANK, len(words))

    def apply(self, stored: str) -> int | None:
        """Replaces only what differs from a text; gives where that ends, None where nothing does."""
        old = _atoms(self.stored())
        new = _atoms(stored)
        if old == new:
            return None
        head = 0
        shorter = min(len(old), len(new))
        while head < shorter and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        chips = list(self.chips())
        start = _width(old[:head], chips)
        end = self.document.characterCount() - 1 - _width(old[len(old) - tail :], chips[::-1])
        self.busy = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.removeSelectedText()
        self.insert(cursor, _stored_of(new[head : len(new) - tail]))
        cursor.endEditBlock()
        self.settle()
        self.busy = False
        return cursor.position()

    def refresh(self, may: Callable[[str], bool] | None, keep: list[int]) -> list[int]:
        """Says chips anew where `may` holds of their marks; gives the positions to keep as they are now."""
        if not self.settle():
            return keep
        fresh: dict[str, Drawing | None] = {}
        changed: list[tuple[Chip, Drawing]] = []
        for chip in self.chips():
            if chip.raw not in fresh:
                fresh[chip.raw] = self._fresh(chip.raw) if may is None or may(chip.raw) else None
            new = fresh[chip.raw]
            if new is not None and new != self.drawings[chip.uid]:
                changed.append((chip, new))
        if not changed:
            return keep
        gains = [(chip.end, u16(new.words) - (chip.end - chip.start)) for chip, new in changed]
        self._redraw(changed)
        return [place + sum(gain for end, gain in gains if end <= place) for place in keep]

    def _redraw(self, changed: list[tuple[Chip, Drawing]]) -> None:
        """Puts new words into chips, from the end to the beginning so that places stay right."""
        self.busy = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for chip, new in reversed(changed):
            self.drawings[chip.uid] = new
            if new.words != chip.words:
                cursor.setPosition(chip.start)
                cursor.setPosition(chip.end, KEEP)
                cursor.insertText(new.words, chip_format(chip.uid))
        cursor.endEditBlock()
        self._paragraphs = [self._moved(paragraph) for paragraph in self._paragraphs]
        self._dirty = None
        self.busy = False

    def _moved(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph whose chips may have other lengths now."""
        chips: list[ChipSpan] = []
        gain = 0
        for uid, start, end in paragraph.chips:
            new_end = start + gain + u16(self.drawings[uid].words)
            chips.append(ChipSpan(uid, start + gain, new_end))
            gain = new_end - end
        return (
            Paragraph(paragraph.stored, tuple(chips), True)
            if gain or chips != list(paragraph.chips)
            else paragraph
        )


def _read(block: QTextBlock, drawings: Mapping[int, Drawing]) -> Paragraph:
    """A paragraph as it stands in the document now."""
    out: list[str] = []
    chips: list[ChipSpan] = []
    words = ""
    last = 0
    place = 0
    whole = True
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        text = fragment.text()
        uid = _uid(fragment, drawings)
        end = place + fragment.length()
        if not uid:
            out.append(escape(text))
        elif uid == last:
            words += text
            chips[-1] = ChipSpan(uid, chips[-1].start, end)
        else:
            whole = whole and all(chip.uid != uid for chip in chips)
            out.append(drawings[uid].raw)
            words = text
            chips.append(ChipSpan(uid, place, end))
        last = uid
        place = end
        at += 1
        if last and (at.atEnd() or _uid(at.fragment(), drawings) != last):
            whole = whole and words == drawings[last].words
    return Paragraph("".join(out), tuple(chips), whole)


def _uid(fragment: QTextFragment, drawings: Mapping[int, Drawing]) -> int:
    uid = fragment.charFormat().intProperty(UID)
    return uid if uid in drawings else 0


def _atoms(stored: str) -> list[str]:
    """A text's atoms, a character or a whole mark each; a mark can be told by its length."""
    out: list[str] = []
    for part in parse_marks(stored):
        if isinstance(part, str):
            out += part
        else:
            out.append(unparse((part,)))
    return out


def _stored_of(some: list[str]) -> str:
    """Atoms as a text with marks."""
    return "".join(one if len(one) > 1 else escape(one) for one in some)


def _width(some: list[str], chips: list[Chip]) -> int:
    """How many positions some atoms take, the chips among them being the first of those given."""
    marks = sum(len(one) > 1 for one in some)
    return sum(u16(one) for one in some if len(one) == 1) + sum(c.end - c.start for c in chips[:marks])
