"""The blocks of a report set in type: titles, headings, paragraphs (GB/T 9704-2012, 7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt

from core.document.paper import Attachment, Heading, Paragraph, Printed, Title
from core.document.titles import title_lines
from core.numbers.runs import Run
from gui.printing.faces import BODY, HEI, KAI, TITLE, Faces
from gui.printing.measures import BODY_SIZE, CELL, PITCH, TITLE_PITCH, TITLE_SIZE, WIDTH
from gui.printing.text_layout import Setting, Stretch, TextLayout

BODY_SETTING = Setting(BODY_SIZE, PITCH, WIDTH, 2 * CELL, CELL, hanging=True)
HEADING_SETTING = BODY_SETTING._replace(align=Qt.AlignmentFlag.AlignLeft)
LABEL_SETTING = HEADING_SETTING._replace(indent=0.0)
TITLE_SETTING = Setting(TITLE_SIZE, TITLE_PITCH, WIDTH, align=Qt.AlignmentFlag.AlignHCenter)
LINE_BREAK = "\u2028"


def lay_block(block: Printed, faces: Faces) -> TextLayout:
    """A block in lines."""
    match block:
        case Title():
            return _title(block, faces)
        case Heading():
            kind = HEI if block.level == 1 else KAI
            return TextLayout(block.text, [Stretch(0, len(block.text), kind)], HEADING_SETTING, faces)
        case Attachment():
            return TextLayout(block.text, [Stretch(0, len(block.text), HEI)], LABEL_SETTING, faces)
        case Paragraph():
            setting = BODY_SETTING if block.right is None else _at_the_right(block.right)
            return TextLayout(block.text, list(_stretches(block.runs, block.head)), setting, faces)


def _at_the_right(characters: float) -> Setting:
    """A line that ends so many characters from the right edge."""
    right = Qt.AlignmentFlag.AlignRight
    return BODY_SETTING._replace(width=WIDTH - characters * CELL, indent=0.0, align=right, hanging=False)


def _title(block: Title, faces: Faces) -> TextLayout:
    """A title, a long one in well-broken lines; a break is one character more in the text."""
    room = WIDTH / TITLE_SIZE
    lines = title_lines(block.text, room)
    stretches = [Stretch(start, end, TITLE, key) for start, end, _, key in _stretches(block.runs, 0)]
    for at in _break_places(lines):
        stretches = [
            one._replace(start=one.start + (one.start >= at), end=one.end + (one.end > at))
            for one in stretches
        ]
    return TextLayout(LINE_BREAK.join(lines), stretches, TITLE_SETTING, faces)


def _break_places(lines: list[str]) -> Iterator[int]:
    at = -1
    for line in lines[:-1]:
        at += len(line) + 1
        yield at


def _stretches(runs: Sequence[Run], head: int) -> Iterator[Stretch]:
    """The runs of a paragraph; a run-in heading is set in 楷体."""
    at = 0
    for run in runs:
        end = at + len(run.text)
        if at < head:
            yield Stretch(at, min(head, end), KAI, run.key)
        if end > head:
            yield Stretch(max(at, head), end, BODY, run.key)
        at = end
