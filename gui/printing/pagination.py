"""Pages: which lines and rows stand where. Made one after the other, so that the first can be seen at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil
from typing import NamedTuple

from core.document.forms import FilledForm
from core.document.paper import Attachment, Block, Document, Heading, Printed, Title
from gui.printing.measures import LANDSCAPE, LINES, PITCH, PORTRAIT, Area
from gui.printing.table_layout import TableLayout, TableSlice
from gui.printing.text_layout import TextLayout
from gui.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Lines first … last (not included) of a block, from `y` below the top of the type area."""

    block: Printed
    layout: TextLayout
    y: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Rows of a table on one page, from `y` below the top of the type area."""

    layout: TableLayout
    slice: TableSlice
    y: float


TEXT = "正文"
SIGN_OFF = "签批页"
FORMS = "附件"
ANSWERS = "审核说明"
"""What a page belongs to."""


class Bookmark(NamedTuple):
    """A heading or an attachment that begins on a page."""

    level: int
    words: str


@dataclass(slots=True)
class Page:
    """One page; `part` is what it belongs to, `bookmarks` what begins on it."""

    number: int
    part: str = TEXT
    landscape: bool = False
    pieces: list[PlacedText | PlacedTable] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)

    @property
    def area(self) -> Area:
        return LANDSCAPE if self.landscape else PORTRAIT

    def key_at(self, x: float, y: float) -> str:
        """The key of the figure at a place counted in twips from the paper's corner, "" for anything else."""
        x = x - self.area.left
        y = y - self.area.top
        for piece in self.pieces:
            if isinstance(piece, PlacedTable):
                box = next((b for b in piece.slice.boxes if b.rect.contains(x, y - piece.y)), None)
                if box is not None:
                    return box.cell.key
            else:
                height = (piece.last - piece.first) * piece.layout.setting.pitch
                if piece.y <= y < piece.y + height:
                    return piece.layout.key_at(x, y - piece.y + piece.first * piece.layout.setting.pitch)
        return ""


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
        needed = sum(layout.lines for _, layout in group[:-1]) + 1
        if row and row + needed > LINES:
            yield page
            page = Page(0)
            row = 0
        for block, layout in group:
            first = 0
            while first < layout.lines:
                if row >= LINES:
                    yield page
                    page = Page(0)
                    row = 0
                if isinstance(block, Heading) and not first:
                    page.bookmarks.append(Bookmark(block.level, block.text))
                take = min(LINES - row, layout.lines - first)
                page.pieces.append(PlacedText(block, layout, row * PITCH, first, first + take))
                row = row + take
                first = first + take
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


def _title_rows(group: Sequence[tuple[Block, TextLayout]]) -> int:
    """Lines of the page's grid that a title takes, with the empty one behind it."""
    return ceil(sum(layout.height for _, layout in group) / PITCH) + 1


def _place_title(page: Page, group: Sequence[tuple[Block, TextLayout]], row: int) -> int:
    y = row * PITCH
    for block, layout in group:
        page.pieces.append(PlacedText(block, layout, y, 0, layout.lines))
        y += layout.height
    return row + _title_rows(group)


def _form_pages(part: str, forms: Sequence[FilledForm], setter: Typesetter) -> Iterator[Page]:
    for form in forms:
        for at, sheet in enumerate(form.sheets):
            label = Attachment(words) if (words := form.label(sheet)) else None
            layout = setter.table(sheet, 2 * PITCH if label is not None else 0.0)
            area = LANDSCAPE if layout.landscape else PORTRAIT
            bookmarks = [Bookmark(1, form.name)] if not at else []
            bookmarks += [Bookmark(2, sheet.title)] if len(form.sheets) > 1 else []
            for table_slice in layout.pages(area.height):
                top = layout.above if label is not None else 0.0
                page = Page(0, part, layout.landscape, [PlacedTable(layout, table_slice, top)], bookmarks)
                if label is not None:
                    page.pieces.insert(0, PlacedText(label, setter.text(label), 0.0, 0, 1))
                yield page
                label = None
                bookmarks = []
