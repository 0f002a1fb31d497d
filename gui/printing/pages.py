"""Pages: which lines and rows stand where. Made one after the other, so that the first can be seen at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil
from typing import NamedTuple

from core.document.blocks import Attachment, Block, Document, Heading, Printed, Title
from core.document.forms import FilledForm
from gui.printing.measures import LANDSCAPE, LINES, PITCH, PORTRAIT, Area
from gui.printing.tables import LaidTable, TableParts
from gui.printing.text_layout import LaidText
from gui.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class TextPart:
    """Lines first … last (not included) of a block, from `y` below the top of the type area."""

    block: Printed
    laid: LaidText
    y: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows of a table on one page, from `y` below the top of the type area."""

    laid: LaidTable
    parts: TableParts
    y: float


TEXT = "正文"
SIGN_OFF = "签批页"
FORMS = "附件"
ANSWERS = "审核说明"
"""What a page belongs to."""


class Mark(NamedTuple):
    """A heading or an attachment that begins on a page."""

    level: int
    words: str


@dataclass(slots=True)
class Page:
    """One page; `part` is what it belongs to, `marks` become the bookmarks."""

    number: int
    part: str = TEXT
    landscape: bool = False
    pieces: list[TextPart | TablePart] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def area(self) -> Area:
        return LANDSCAPE if self.landscape else PORTRAIT


def paginate(document: Document, setter: Typesetter) -> Iterator[Page]:
    """The pages of a document: the report, then every sheet of its forms on pages of its own."""
    number = 0
    parts = (
        (SIGN_OFF, [document.sign_off] if document.sign_off else []),
        (FORMS, document.forms),
        (ANSWERS, [document.answers] if document.answers else []),
    )
    tables = (page for part, forms in parts for page in _form_pages(part, forms, setter))
    pages = chain(_report_pages(document.blocks, setter), tables)
    for number, page in enumerate(pages, start=1):
        page.number = number
        yield page
    if not number:
        yield Page(1)


def _report_pages(blocks: Sequence[Block], setter: Typesetter) -> Iterator[Page]:
    """Text on the 22 lines of the page; a heading is never the last thing on one."""
    page = Page(0)
    row = 0
    at = 0
    while at < len(blocks):
        end = _group_end(blocks, at)
        group = [(block, setter.text(block)) for block in blocks[at:end]]
        if isinstance(blocks[at], Title):
            if row + _title_rows(group) > LINES and row:
                yield page
                page = Page(0)
                row = 0
            row = _place_title(page, group, row)
            at = end
            continue
        needed = sum(laid.lines for _, laid in group[:-1]) + 1
        if row and row + needed > LINES:
            yield page
            page = Page(0)
            row = 0
        for block, laid in group:
            done = 0
            while done < laid.lines:
                if row >= LINES:
                    yield page
                    page = Page(0)
                    row = 0
                if isinstance(block, Heading) and not done:
                    page.marks.append(Mark(block.level, block.text))
                take = min(LINES - row, laid.lines - done)
                page.pieces.append(TextPart(block, laid, row * PITCH, done, done + take))
                row = row + take
                done = done + take
        at = end
    if page.pieces:
        yield page


def _group_end(blocks: Sequence[Block], at: int) -> int:
    """The end of what is placed together: the lines of a title; headings with the block behind them."""
    end = at
    if isinstance(blocks[at], Title):
        while end < len(blocks) and isinstance(blocks[end], Title):
            end += 1
        return end
    while end + 1 < len(blocks) and isinstance(blocks[end], Heading):
        end += 1
    return end + 1


def _title_rows(group: Sequence[tuple[Block, LaidText]]) -> int:
    """Lines of the page's grid that a title takes, with the empty one behind it."""
    return ceil(sum(laid.height for _, laid in group) / PITCH) + 1


def _place_title(page: Page, group: Sequence[tuple[Block, LaidText]], row: int) -> int:
    y = row * PITCH
    for block, laid in group:
        page.pieces.append(TextPart(block, laid, y, 0, laid.lines))
        y += laid.height
    return row + _title_rows(group)


def _form_pages(part: str, forms: Sequence[FilledForm], setter: Typesetter) -> Iterator[Page]:
    for form in forms:
        for at, sheet in enumerate(form.sheets):
            label = Attachment(words) if (words := form.label(sheet)) else None
            laid = setter.table(sheet, 2 * PITCH if label is not None else 0.0)
            area = LANDSCAPE if laid.landscape else PORTRAIT
            marks = [Mark(1, form.name)] if not at else []
            marks += [Mark(2, sheet.title)] if len(form.sheets) > 1 else []
            for parts in laid.pages(area.height):
                top = laid.taken if label is not None else 0.0
                page = Page(0, part, laid.landscape, [TablePart(laid, parts, top)], marks)
                if label is not None:
                    page.pieces.insert(0, TextPart(label, setter.text(label), 0.0, 0, 1))
                yield page
                label = None
                marks = []
