"""What is typed, pasted and moved on a form, as entries of one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.figures.definitions import Definition
from core.figures.keys import REPORTED, split_key
from core.figures.kinds import read_entry
from core.figures.marks import escape
from core.numbers.troubles import Refused
from core.pack.binding import Band
from core.report.blocks import Block, Cell, Proposal
from core.report.change import Change
from core.report.limits import refuse_outside
from core.report.row_edits import cells_typed, how_many, new_row, rows_put
from core.report.sheets import Sheet

Entries = dict[str, str | None]
Targets = list[tuple[Definition, str, int]]
"""(figure, its row's path, line): what one cell of a form writes; with a joined cell several rows."""


def targets(sheet: Sheet, line: int, column: int, key: str = "") -> Targets:
    """The figures that a cell writes; `key` names one of several. None for words, computed ones too."""
    bound = sheet.bound(line, column)
    if bound is None or not bound.edits:
        return []
    name = key or _first(sheet, bound.edits)
    definition = sheet.report.pack.definitions.figures[name]
    depth = sheet.report.pack.definitions.depth(definition.listing)
    high = sheet.spans.get((line, column), (1, 1))[0]
    out: Targets = []
    for number in range(line, line + high):
        row = sheet.lines[number].row
        path = "/".join(row.split("/")[:depth]) if depth else ""
        if (definition, path) not in [(d, r) for d, r, _ in out]:
            out.append((definition, path, number))
        if number == line and sheet.lines[line].band is None:
            break
    return out


def _first(sheet: Sheet, keys: Sequence[str]) -> str:
    """Of the figures in a cell the first that is typed, else the first."""
    figures = sheet.report.pack.definitions.figures
    return next((key for key in keys if not figures[key].formula), keys[0])


def typed_cells(sheet: Sheet, line: int, column: int) -> list[str]:
    """The definitions of what can be typed into a cell, in order."""
    bound, figures = sheet.bound(line, column), sheet.report.pack.definitions.figures
    return [key for key in bound.edits if not figures[key].formula] if bound else []


def entries_typed(sheet: Sheet, line: int, column: int, text: str, key: str = "") -> Entries:
    """What typing a text into a cell writes; raises Refused. A computed figure takes it as its 填报值."""
    band = sheet.lines[line].band
    found = targets(sheet, line, column, key)
    if band is not None and not sheet.lines[line].row:
        row = new_row(split_key(sheet.listing_key(band))[1])
        return _fresh_row(sheet, band, row, {found[0][0].name: text})
    out: Entries = {}
    for definition, row, _ in found:
        entry = read_entry(definition.kind, text, definition.options)
        refuse_outside(sheet.report.graph, definition, row, entry)
        name = sheet.report.cell(definition.key, row)
        if definition.formula:
            out[name + REPORTED] = None if text == sheet.report.computed(name) else entry
        else:
            out[name] = entry
    return out


def _fresh_row(sheet: Sheet, band: Band, row: str, cells: dict[str, str], before: str = "") -> Entries:
    """A new row of a band with its first cells."""
    graph, listing = sheet.report.graph, sheet.listing_key(band)
    if not sheet.report.pack.definitions.listings[band.listing].open_rows:
        raise Refused("这张表的行是模板固定的，不能增加")
    return rows_put(graph, listing, [row], before) | cells_typed(
        graph, band.listing, row, dict(band.given) | cells
    )


# -- rows ---------------------------------------------------------------------------------------------


def rows_inserted(
    sheet: Sheet, line: int, count: int = 1, *, below: bool = False, origin: object = None
) -> Change:
    """Adds rows ahead of a line's row, or below it; joined columns are those of the row above."""
    band = sheet.lines[line].band
    if band is None:
        raise Refused("光标不在可以增加行的地方，请先点到要增加行的那几行里")
    rows = sheet.rows_of(band)
    at = rows.index(sheet.lines[line].row) + below if sheet.lines[line].row else 0
    before = rows[at] if at < len(rows) else ""
    above = rows[at - 1] if at > 0 else before
    entries: Entries = {}
    fresh = [new_row(split_key(sheet.listing_key(band))[1]) for _ in range(count)]
    if not sheet.report.pack.definitions.listings[band.listing].open_rows:
        raise Refused("这张表的行是模板固定的，不能增加")
    entries |= rows_put(sheet.report.graph, sheet.listing_key(band), fresh, _next(sheet, band, before, above))
    for row in fresh:
        entries |= cells_typed(sheet.report.graph, band.listing, row, band.given)
        entries |= _joined_from(sheet, band, above, row)
    label = f"{sheet.report.pack.definitions.listings[band.listing].label}增加{how_many(fresh)}"
    return sheet.report.enter(entries, label, origin=origin, row=fresh[0])


def _next(sheet: Sheet, band: Band, before: str, above: str) -> str:
    """The row ahead of which a new one stands; at a part's end the one behind its last row."""
    if before or not above:
        return before
    everything = sheet.report.rows(sheet.listing_key(band))
    behind = everything.index(above) + 1
    return everything[behind] if behind < len(everything) else ""


def _joined_from(sheet: Sheet, band: Band, above: str, row: str) -> Entries:
    """What a row takes over of the row above it: the entries of joined columns."""
    out: Entries = {}
    figures = sheet.report.pack.definitions.figures
    for column in band.joined if above else ():
        for key in sheet.form.cells[band.row, column].edits:
            if not figures[key].formula and figures[key].listing == band.listing:
                out[sheet.report.cell(key, row)] = sheet.report.entry(sheet.report.cell(key, above))
    return out


def rows_removed(sheet: Sheet, lines: Sequence[int], *, origin: object = None) -> Change:
    """Removes the rows of some lines of one band; raises Refused outside a band."""
    band = sheet.lines[lines[0]].band if lines else None
    rows = [sheet.lines[n].row for n in lines if sheet.lines[n].band is band and sheet.lines[n].row]
    if band is None or not rows:
        raise Refused("光标不在可以删除的行里")
    return sheet.report.remove_rows(sheet.listing_key(band), rows, origin=origin)


def rows_moved(sheet: Sheet, lines: Sequence[int], by: int) -> Change | None:
    """Moves rows of a band one up (−1) or down (1); None where they stand at its edge."""
    band = sheet.lines[lines[0]].band if lines else None
    chosen = [sheet.lines[n].row for n in lines if sheet.lines[n].band is band and sheet.lines[n].row]
    if band is None or not chosen:
        raise Refused("光标不在可以移动的行里")
    rows = sheet.rows_of(band)
    first, last = rows.index(chosen[0]), rows.index(chosen[-1])
    if first + by < 0 or last + by >= len(rows):
        return None
    before = rows[first - 1] if by < 0 else _next(sheet, band, "", rows[last + 1])
    return sheet.report.move_rows(sheet.listing_key(band), chosen, before)


# -- blocks -------------------------------------------------------------------------------------------


def emptied(sheet: Sheet, places: Sequence[tuple[int, int]], *, origin: object = None) -> Change:
    """Empties cells; of computed ones the 填报值 is taken away."""
    entries: Entries = {}
    for line, column in places:
        if sheet.lines[line].band is not None and not sheet.lines[line].row:
            continue
        bound = sheet.bound(line, column)
        for key in bound.edits if bound else ():
            for definition, row, _ in targets(sheet, line, column, key):
                name = sheet.report.cell(definition.key, row)
                entries[name + REPORTED if definition.formula else name] = None
    filled = [key for key in entries if sheet.report.entry(key) is not None]
    return sheet.report.enter(dict.fromkeys(filled), f"清空 {len(filled)} 格", origin=origin)


def proposed(sheet: Sheet, block: Block, line: int, column: int, *, marks: bool = False) -> Proposal:
    """What pasting a block from a place on would do; rows that a band has not are added to it."""
    return _Pasting(sheet, marks).read(block, line, column)


class _Pasting:
    """Reads a block into a proposal, cell by cell."""

    def __init__(self, sheet: Sheet, marks: bool) -> None:
        self._sheet, self._marks = sheet, marks
        self._fresh: list[str] = []
        self._words = self._computed = 0
        self.out = Proposal("")

    def read(self, block: Block, line: int, column: int) -> Proposal:
        """The whole block."""
        band = self._sheet.lines[line].band
        by_place = any(text is None for row in block for text in row)
        for offset, texts in enumerate(block):
            number = line + offset
            inside = number < len(self._sheet.lines) and self._sheet.lines[number].band is band
            if band is not None and not (inside and self._sheet.lines[number].row):
                self._new_row(band, column, texts, by_place)
            elif number < len(self._sheet.lines):
                for place, text in self._places(number, column, texts, by_place):
                    self._put(number, place, text)
        self._finish(band, block)
        return self.out

    def _finish(self, band: Band | None, block: Block) -> None:
        out = self.out
        if band is not None and self._fresh:
            key = self._sheet.listing_key(band)
            last = self._sheet.rows_of(band)[-1:]
            behind = _next(self._sheet, band, "", last[0] if last else "")
            out.entries |= rows_put(self._sheet.report.graph, key, self._fresh, behind)
        out.rows_added = len(self._fresh)
        out.columns = tuple({cell.column.key: cell.column for cell in out.cells}.values())
        out.label = f"粘贴 {len(block)} 行 × {max(map(len, block), default=0)} 列"
        if self._words:
            out.notes.append(f"{self._words} 格是表样的文字，没有粘贴")
        if self._computed:
            out.notes.append(f"{self._computed} 格由公式算出，没有粘贴；要按原表填写请用 F2")

    def _places(
        self, line: int, column: int, texts: Sequence[str | None], by_place: bool
    ) -> Iterator[tuple[int, str]]:
        """The columns that a row of the block comes into: by place where it has covered cells, else cell by cell."""
        covered, wide = self._sheet.covered, self._sheet.form.grid.columns
        columns = [c for c in range(column, wide) if by_place or (line, c) not in covered]
        for place, text in zip(columns, texts, strict=False):
            if text is not None and (line, place) not in covered:
                yield place, text

    def _put(self, line: int, column: int, text: str) -> None:
        sheet = self._sheet
        if not typed_cells(sheet, line, column):
            computed = sheet.figure(line, column) is not None
            differs = bool(text.strip()) and text.strip() != sheet.words(line, column).strip()
            self._computed += differs and computed
            self._words += differs and not computed
            return
        for definition, row, number in targets(sheet, line, column):
            key = sheet.report.cell(definition.key, row)
            entry, reason = self._read(definition, row, text)
            shown = sheet.report.words(key)
            if reason:
                self.out.cells.append(Cell(number, definition, text, shown, False, reason))
            elif entry != sheet.report.entry(key):
                self.out.cells.append(Cell(number, definition, entry or "", shown, False))
                self.out.entries[key] = entry

    def _read(self, definition: Definition, row: str, text: str) -> tuple[str | None, str]:
        outside = definition.kind.name == "多行文字" and not self._marks
        try:
            entry = read_entry(definition.kind, escape(text) if outside else text, definition.options)
            refuse_outside(self._sheet.report.graph, definition, row, entry)
        except Refused as refusal:
            return None, refusal.reason
        return entry, ""

    def _new_row(self, band: Band, column: int, texts: Sequence[str | None], by_place: bool) -> None:
        """A row of the block that becomes a new row of the band."""
        sheet = self._sheet
        row = new_row(split_key(sheet.listing_key(band))[1])
        figures = sheet.report.pack.definitions.figures
        template = sheet.first_line[band.row]
        number = len(sheet.lines) + len(self._fresh)
        entries: Entries = {}
        for place, text in self._places(template, column, texts, by_place):
            keys = [k for k in typed_cells(sheet, template, place) if figures[k].listing == band.listing]
            if not keys or not text.strip():
                continue
            definition = figures[keys[0]]
            entry, reason = self._read(definition, row, text)
            self.out.cells.append(Cell(number, definition, text if reason else entry or "", "", True, reason))
            if not reason:
                entries[sheet.report.cell(definition.key, row)] = entry
        if entries:
            given = cells_typed(sheet.report.graph, band.listing, row, band.given)
            self.out.entries |= given | entries
            self._fresh.append(row)
