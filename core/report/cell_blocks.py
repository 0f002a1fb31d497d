"""Blocks of cells: what pasting one would do, and acts on many cells or rows as one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.keys import REPORTED, WHOLE, Key, ListingKey, Row, split_listing_key
from core.figures.marks import escape
from core.numbers.cleaning import halfwidth, one_line
from core.numbers.troubles import Refused
from core.report.change import Change
from core.report.report import Report
from core.report.row_edits import cells_typed, how_many, new_row, rows_put

Block = Sequence[Sequence[str | None]]
"""Texts by row and column; None where a merged cell covers the place: what stands there stays."""


class PastedCell(NamedTuple):
    """One cell that a block writes, or cannot: `row` counts the table's rows from 0, `reason` is why not."""

    row: int
    column: Definition
    text: str
    before: str
    is_new: bool
    reason: str = ""


@dataclass(slots=True, eq=False)
class PasteProposal:
    """What pasting a block would do: the entries of one step, the cells in words, and what is left out."""

    label: str
    columns: Sequence[Definition] = ()
    cells: list[PastedCell] = field(default_factory=list)
    entries: dict[str, str | None] = field(default_factory=dict)
    rows_added: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def refused(self) -> list[PastedCell]:
        """The cells whose texts cannot be read."""
        return [cell for cell in self.cells if cell.reason]

    @property
    def overwritten(self) -> list[PastedCell]:
        """The cells in which something else stands now."""
        return [cell for cell in self.cells if cell.before and not cell.reason]


class _Pasting:
    """Reads a block into a proposal, row by row."""

    def __init__(self, report: Report, listing_key: ListingKey, rows: Sequence[Row], marks: bool) -> None:
        self._report = report
        self._key = listing_key
        self._rows = rows
        self._marks = marks
        self._listing = report.pack.definitions.listings[split_listing_key(listing_key)[0]]
        columns = [report.pack.definitions.figures[key] for key in self._listing.columns]
        self.columns = [column for column in columns if column.listed]
        self._added: list[Row] = []
        self.out = PasteProposal("")

    def read(self, block: Block, at: int, column: int, given: Mapping[str, str]) -> PasteProposal:
        """The whole block from a row and a column on; rows that are not there are added."""
        out = self.out
        wide = max((len(row) for row in block), default=0)
        targets = out.columns = self.columns[column : column + wide]
        if wide > len(targets):
            out.notes.append(f"右边多出 {wide - len(targets)} 列，没有粘贴")
        if len(block) > 1 and _is_head(block[0], targets):
            block = block[1:]
            out.notes.append("第一行与表头相同，没有粘贴")
        computed = [c.label for c in targets if c.formula]
        if computed:
            out.notes.append(f"{'、'.join(computed)} 由公式算出，没有粘贴")
        if any(text is None for row in block for text in row):
            out.notes.append("合并单元格盖住的格子没有改动")
        lost = 0
        for offset, texts in enumerate(block):
            if at + offset < len(self._rows):
                self._known(at + offset, texts, targets)
            elif self._listing.open_rows:
                self._fresh(texts, targets, given)
            else:
                lost += 1
        if lost:
            out.notes.append(f"这张表的行是模板固定的，下面多出 {lost} 行，没有粘贴")
        if self._added:
            out.entries |= rows_put(self._report.graph, self._key, self._added, WHOLE)
        out.rows_added = len(self._added)
        out.label = f"粘贴 {len(block)} 行 × {len(targets)} 列"
        return out

    def _known(self, number: int, texts: Sequence[str | None], targets: Sequence[Definition]) -> None:
        """A row of the block that comes over a row that is there."""
        report = self._report
        for column, text in self._pairs(texts, targets):
            key = report.cell(column.key, self._rows[number])
            before = report.entry(key)
            try:
                entry = column.read(text)
            except Refused as refusal:
                shown = report.words(key)
                self.out.cells.append(PastedCell(number, column, text, shown, False, refusal.reason))
                continue
            if entry != before:
                self.out.cells.append(PastedCell(number, column, entry or "", report.words(key), False))
                self.out.entries[key] = entry

    def _fresh(
        self, texts: Sequence[str | None], targets: Sequence[Definition], given: Mapping[str, str]
    ) -> None:
        """A row of the block that becomes a new row; without a text that can be read there is none."""
        row = new_row(split_listing_key(self._key)[1])
        number = len(self._rows) + len(self._added)
        entries: dict[str, str | None] = {}
        for column, text in self._pairs(texts, targets):
            try:
                entry = column.read(text)
            except Refused as refusal:
                self.out.cells.append(PastedCell(number, column, text, "", True, refusal.reason))
                continue
            if entry is not None:
                entries[self._report.cell(column.key, row)] = entry
                self.out.cells.append(PastedCell(number, column, entry, "", True))
        if entries:
            rest = cells_typed(self._report.graph, self._listing.key, row, given)
            self.out.entries |= rest | entries
            self._added.append(row)

    def _pairs(
        self, texts: Sequence[str | None], targets: Sequence[Definition]
    ) -> Iterator[tuple[Definition, str]]:
        for column, text in zip(targets, texts, strict=False):
            if text is not None and not column.formula:
                yield column, as_typed(column, text, marks=self._marks)


def proposed(
    report: Report,
    listing_key: ListingKey,
    block: Block,
    *,
    rows: Sequence[Row],
    at: int,
    column: int = 0,
    given: Mapping[str, str] | None = None,
    marks: bool = False,
) -> PasteProposal:
    """What a block would do from row `at` of the rows shown (their number: the blank row) and a column on.

    `given` are texts by column name for rows that are added; `marks` says that the block is this program's
    own, in which braces are marks.
    """
    return _Pasting(report, listing_key, rows, marks).read(block, at, column, given or {})


def as_typed(figure: Definition, text: str, *, marks: bool) -> str:
    """A pasted text as it would be typed: braces that come from elsewhere are no marks."""
    return escape(text) if figure.kind.is_lines and not marks else text


def pasted(report: Report, proposal: PasteProposal, *, origin: object = None) -> Change:
    """Writes what a proposal can write as one step."""
    return report.enter(proposal.entries, proposal.label, origin=origin)


def _is_head(texts: Sequence[str | None], targets: Sequence[Definition]) -> bool:
    """Whether a row's texts are the columns' labels, with or without their units."""
    pairs = [(t, c) for t, c in zip(texts, targets, strict=False) if t is not None and one_line(t)]
    return bool(pairs) and all(_bare(text) in _heads(column) for text, column in pairs)


def _heads(column: Definition) -> set[str]:
    heads = {column.label, column.name}
    if column.kind.suffix:
        heads |= {f"{head}({column.kind.suffix})" for head in tuple(heads)}
    return {_bare(head) for head in heads}


def _bare(text: str) -> str:
    return "".join(halfwidth(text).split())


# -- acts on cells and rows -----------------------------------------------------------------------------------


def rows_inserted(
    report: Report,
    listing_key: ListingKey,
    count: int,
    *,
    before: Row = WHOLE,
    given: Mapping[str, str] | None = None,
    origin: object = None,
) -> Change:
    """Adds blank rows ahead of another, or at the end; raises Refused where the pack fixes the rows."""
    listing, parent = split_listing_key(listing_key)
    definition = report.pack.definitions.listings[listing]
    if not definition.open_rows:
        raise Refused("这张表的行是模板固定的，不能增加")
    rows = [new_row(parent) for _ in range(count)]
    entries = rows_put(report.graph, listing_key, rows, before)
    for row in rows:
        entries |= cells_typed(report.graph, listing, row, given or {})
    return report.enter(entries, f"{definition.label}增加{how_many(rows)}", origin=origin, row=rows[0])


def emptied(report: Report, keys: Sequence[Key], *, origin: object = None) -> Change:
    """Empties cells; of computed ones the 填报值 is taken away."""
    entries: dict[str, str | None] = {}
    for key in keys:
        entries[key + REPORTED if report.definition(key).formula else key] = None
    filled = [key for key in entries if report.entry(key) is not None]
    return report.enter(dict.fromkeys(filled), f"清空 {len(filled)} 格", origin=origin)


def filled_down(
    report: Report, columns: Sequence[Key], rows: Sequence[Row], *, origin: object = None
) -> Change:
    """Gives rows what the first of them holds in some columns; computed columns are left alone."""
    entries: dict[str, str | None] = {}
    for column in columns:
        if not report.pack.definitions.figures[column].formula:
            first = report.entry(report.cell(column, rows[0]))
            entries |= {report.cell(column, row): first for row in rows[1:]}
    return report.enter(entries, f"向下填充 {len(rows) - 1} 行", origin=origin)
