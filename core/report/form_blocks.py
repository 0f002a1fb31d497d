"""Blocks on a form: what emptying cells and pasting texts into them writes, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.figures.definitions import Definition
from core.figures.keys import WHOLE, Key, Row, split_listing_key
from core.numbers.troubles import Refused
from core.pack.binding import Band
from core.report import cell_blocks
from core.report.cell_blocks import Block, PastedCell, PasteProposal, as_typed
from core.report.change import Change
from core.report.form_edits import Entries, joined_from, next_row, targets, typed_cells
from core.report.limits import refuse_outside
from core.report.row_edits import cells_typed, new_row, rows_put
from core.report.sheets import Sheet


def emptied(sheet: Sheet, places: Sequence[tuple[int, int]], *, origin: object = None) -> Change:
    """Empties cells; of computed ones the 填报值 is taken away."""
    keys: list[Key] = []
    for line, column in places:
        bound = sheet.bound(line, column)
        sheet_line = sheet.lines[line]
        if bound is not None and (sheet_line.row or sheet_line.band is None):
            for key in bound.typed:
                keys += [sheet.report.cell(d.key, row) for d, row, _ in targets(sheet, line, column, key)]
    return cell_blocks.emptied(sheet.report, keys, origin=origin)


def proposed(sheet: Sheet, block: Block, line: int, column: int, *, marks: bool = False) -> PasteProposal:
    """What pasting a block from a place on would do; rows that a band has not are added to it.

    Over joined cells each row of the block comes into its own row; a block of one row changes all under it.
    """
    return _Pasting(sheet, marks).read(block, line, column)


class _Pasting:
    """Reads a block into a proposal, cell by cell."""

    def __init__(self, sheet: Sheet, marks: bool) -> None:
        self._sheet = sheet
        self._marks = marks
        self._fresh: list[Row] = []
        self._words = self._computed = self._lost = 0
        self._figures = sheet.report.pack.definitions.figures
        self._listings = sheet.report.pack.definitions.listings
        self._above: dict[int, str] = {}
        self._joined = True
        self.out = PasteProposal("")

    def read(self, block: Block, line: int, column: int) -> PasteProposal:
        """The whole block."""
        lines = self._sheet.lines
        band = self._sheet.lines[line].band
        by_place = any(text is None for row in block for text in row)
        self._joined = len(block) == 1
        for offset, texts in enumerate(block):
            number = line + offset
            inside = number < len(lines) and lines[number].band is band and bool(lines[number].row)
            if band is not None and not inside:
                self._new_row(band, column, texts, by_place)
            elif number < len(lines) and (
                band is not None or lines[number].band is None or lines[number].row
            ):
                for place, text in self._places(number, column, texts, by_place):
                    self._put(number, place, text)
        self._finish(band, block)
        return self.out

    def _finish(self, band: Band | None, block: Block) -> None:
        out = self.out
        if band is not None and self._fresh:
            key = self._sheet.listing_key(band)
            last = self._sheet.rows_of(band)[-1:]
            behind = next_row(self._sheet, band, WHOLE, last[0] if last else WHOLE)
            out.entries |= rows_put(self._sheet.report.graph, key, self._fresh, behind)
        out.rows_added = len(self._fresh)
        out.columns = tuple({cell.column.key: cell.column for cell in out.cells}.values())
        out.label = f"粘贴 {len(block)} 行 × {max(map(len, block), default=0)} 列"
        if self._words:
            out.notes.append(f"{self._words} 格是表样的文字，没有粘贴")
        if self._computed:
            out.notes.append(f"{self._computed} 格由公式算出，没有粘贴；要按原表填写请用 F2")
        if self._lost:
            out.notes.append(f"这几行是模板固定的，下面多出 {self._lost} 行，没有粘贴")

    def _places(
        self, line: int, column: int, texts: Sequence[str | None], by_place: bool
    ) -> Iterator[tuple[int, str]]:
        """The columns that a row of the block comes into: by place where it has covered cells, else cell by cell.

        In a column that joins, what the block has merged is the text above it.
        """
        covered = self._covered(line)
        wide = self._sheet.form.grid.columns
        band = self._sheet.lines[line].band
        columns = [c for c in range(column, wide) if by_place or c not in covered]
        for place, text in zip(columns, texts, strict=False):
            joins = band is not None and place in band.joined and not self._joined
            if joins and not (text or "").strip() and any((one or "").strip() for one in texts):
                text = self._above.get(place)
            if text is not None and place not in covered:
                self._above[place] = text
                yield place, text

    def _covered(self, line: int) -> set[int]:
        """The columns of a line that the form itself has hidden under a wider or higher cell."""
        sheet = self._sheet
        band = sheet.lines[line].band
        rows = band.joined if band is not None and not self._joined else ()
        return {c for c in range(sheet.form.grid.columns) if (line, c) in sheet.covered and c not in rows}

    def _put(self, line: int, column: int, text: str) -> None:
        sheet = self._sheet
        if not typed_cells(sheet, line, column):
            computed = sheet.figure(line, column) is not None
            differs = bool(text.strip()) and text.strip() != sheet.words(line, column).strip()
            self._computed += differs and computed
            self._words += differs and not computed
            return
        for definition, row, number in targets(sheet, line, column, joined=self._joined):
            key = sheet.report.cell(definition.key, row)
            entry, reason = self._read(definition, row, text)
            shown = sheet.report.words(key)
            if reason:
                self.out.cells.append(PastedCell(number, definition, text, shown, False, reason))
            elif entry != sheet.report.entry(key):
                self.out.cells.append(PastedCell(number, definition, entry or "", shown, False))
                self.out.entries[key] = entry

    def _read(self, definition: Definition, row: Row, text: str) -> tuple[str | None, str]:
        try:
            typed = as_typed(definition, text, marks=self._marks)
            entry = definition.read(typed)
            refuse_outside(self._sheet.report.graph, definition, row, entry)
        except Refused as refusal:
            return None, refusal.reason
        return entry, ""

    def _new_row(self, band: Band, column: int, texts: Sequence[str | None], by_place: bool) -> None:
        """A row of the block that becomes a new row of the band, joined to what stands above it."""
        sheet = self._sheet
        template = self._sheet.first_line[band.row]
        if sheet.is_scattered(band) or not self._listings[band.listing].open_rows:
            self._lost += any((text or "").strip() for text in texts)
            return
        row = new_row(split_listing_key(sheet.listing_key(band))[1])
        number = len(sheet.lines) + len(self._fresh)
        entries: Entries = {}
        for place, text in self._places(template, column, texts, by_place):
            keys = [
                k for k in typed_cells(sheet, template, place) if self._figures[k].listing == band.listing
            ]
            if not keys or not text.strip():
                continue
            definition = self._figures[keys[0]]
            entry, reason = self._read(definition, row, text)
            self.out.cells.append(
                PastedCell(number, definition, text if reason else entry or "", "", True, reason)
            )
            if not reason:
                entries[sheet.report.cell(definition.key, row)] = entry
        if entries:
            given = cells_typed(sheet.report.graph, band.listing, row, band.given)
            self.out.entries |= given | self._from_above(band, row) | entries
            self._fresh.append(row)

    def _from_above(self, band: Band, row: Row) -> Entries:
        """What joined columns hold in the row above a new one, be it new itself or there."""
        sheet = self._sheet
        if not self._fresh:
            there = sheet.rows_of(band)[-1:]
            return joined_from(sheet, band, there[0], row) if there else {}
        above = self._fresh[-1]
        keys = [k for column in band.joined for k in sheet.form.cells[band.row, column].edits]
        cell = sheet.report.cell
        return {
            cell(k, row): self.out.entries[cell(k, above)] for k in keys if cell(k, above) in self.out.entries
        }
