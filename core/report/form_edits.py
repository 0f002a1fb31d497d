"""What is typed, pasted and moved on a form, as entries of one step."""

from __future__ import annotations

from collections.abc import Sequence

from core.figures.definitions import Definition
from core.figures.keys import NO_KEY, REPORTED, WHOLE, Key, Row, outer_row, split_listing_key
from core.numbers.troubles import Refused
from core.pack.binding import Band
from core.report.change import Change
from core.report.limits import refuse_outside
from core.report.row_edits import cells_typed, how_many, new_row, rows_put
from core.report.sheets import Sheet

Entries = dict[str, str | None]
Targets = list[tuple[Definition, Row, int]]
"""(figure, its row's path, line): what one cell of a form writes; with a joined cell several rows."""


def targets(sheet: Sheet, line: int, column: int, key: Key = NO_KEY, *, joined: bool = True) -> Targets:
    """The figures that a cell writes; `key` names one of several. None for words, computed ones too.

    With `joined` a cell that is one with others writes all their rows, else its own alone.
    """
    bound = sheet.bound(line, column)
    if bound is None or not bound.typed:
        return []
    name = key or _first(sheet, bound.typed)
    definition = sheet.report.pack.definitions.figures[name]
    depth = sheet.report.pack.definitions.depth(definition.listing)
    high = sheet.spans.get((line, column), (1, 1))[0] if joined and sheet.lines[line].band else 1
    out: Targets = []
    for number in range(line, line + high):
        row = sheet.lines[number].row or sheet.row
        path = outer_row(row, depth)
        if (definition, path) not in [(d, r) for d, r, _ in out]:
            out.append((definition, path, number))
    return out


def _first(sheet: Sheet, keys: Sequence[Key]) -> Key:
    """Of the figures in a cell the first that is typed, else the first."""
    figures = sheet.report.pack.definitions.figures
    return next((key for key in keys if not figures[key].formula), keys[0])


def typed_cells(sheet: Sheet, line: int, column: int) -> list[Key]:
    """The definitions of what can be typed into a cell, in order."""
    bound = sheet.bound(line, column)
    figures = sheet.report.pack.definitions.figures
    return [key for key in bound.typed if not figures[key].formula] if bound else []


def entries_typed(sheet: Sheet, line: int, column: int, text: str, key: Key = NO_KEY) -> Entries:
    """What typing a text into a cell writes; raises Refused. A computed figure takes it as its 填报值."""
    band = sheet.lines[line].band
    found = targets(sheet, line, column, key)
    if band is not None and not sheet.lines[line].row and found[0][0].listing == band.listing:
        return _first_row(sheet, band, found[0][0], text)
    out: Entries = {}
    for definition, row, _ in found:
        if definition.listing and not sheet.report.graph.state.rows.has(definition.listing, row):
            raise Refused(f"{definition.label} 所在的一行已经删除，没有写入")
        entry = definition.read(text)
        refuse_outside(sheet.report.graph, definition, row, entry)
        name = sheet.report.cell(definition.key, row)
        if definition.formula:
            out[name + REPORTED] = None if text == sheet.report.computed(name) else entry
        else:
            out[name] = entry
    return out


def _first_row(sheet: Sheet, band: Band, definition: Definition, text: str) -> Entries:
    """The row that typing into the line of an empty band makes."""
    if definition.formula:
        raise Refused(f"{definition.label} 由公式算出，请先填这一行的其他格")
    refuse_fixed(sheet, band)
    graph = sheet.report.graph
    listing = sheet.listing_key(band)
    row = new_row(split_listing_key(listing)[1])
    refuse_outside(graph, definition, row, definition.read(text))
    cells = dict(band.given) | {definition.name: text}
    return rows_put(graph, listing, [row], WHOLE) | cells_typed(graph, band.listing, row, cells)


def refuse_fixed(sheet: Sheet, band: Band) -> None:
    """Raises Refused where a band's rows neither come nor go."""
    listing = sheet.report.pack.definitions.listings[band.listing]
    if sheet.is_scattered(band):
        raise Refused(f"{listing.label}分在各{listing.parent}里，请到那里增减行")
    if not listing.open_rows:
        raise Refused("这张表的行是模板固定的，不能增减")


# -- rows ---------------------------------------------------------------------------------------------


def rows_inserted(
    sheet: Sheet, line: int, count: int = 1, *, below: bool = False, origin: object = None
) -> Change:
    """Adds rows ahead of a line's row, or below it; joined columns are those of the row above."""
    band = sheet.lines[line].band
    if band is None:
        raise Refused("光标不在可以增加行的地方，请先点到要增加行的那几行里")
    rows = sheet.rows_of(band)
    at = rows.index(sheet.lines[line].row) + below if sheet.lines[line].row else len(rows)
    before = rows[at] if at < len(rows) else WHOLE
    above = rows[at - 1] if at > 0 else before
    entries: Entries = {}
    fresh = [new_row(split_listing_key(sheet.listing_key(band))[1]) for _ in range(count)]
    refuse_fixed(sheet, band)
    entries |= rows_put(
        sheet.report.graph, sheet.listing_key(band), fresh, next_row(sheet, band, before, above)
    )
    for row in fresh:
        entries |= cells_typed(sheet.report.graph, band.listing, row, band.given)
        entries |= joined_from(sheet, band, above, row)
    label = f"{sheet.report.pack.definitions.listings[band.listing].label}增加{how_many(fresh)}"
    return sheet.report.enter(entries, label, origin=origin, row=fresh[0])


def next_row(sheet: Sheet, band: Band, before: Row, above: Row) -> Row:
    """The row ahead of which a new one stands; at a part's end the one behind its last row."""
    if before or not above:
        return before
    everything = sheet.report.rows(sheet.listing_key(band))
    behind = everything.index(above) + 1
    return everything[behind] if behind < len(everything) else WHOLE


def joined_from(sheet: Sheet, band: Band, above: Row, row: Row) -> Entries:
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
    band, rows = sheet.rows_of_lines(lines)
    if band is None or not rows:
        raise Refused("光标不在可以删除的行里")
    refuse_fixed(sheet, band)
    return sheet.report.remove_rows(sheet.listing_key(band), rows, origin=origin)


def rows_moved(sheet: Sheet, lines: Sequence[int], by: int) -> Change | None:
    """Moves rows of a band one up (−1) or down (1); None where they stand at its edge."""
    band, chosen = sheet.rows_of_lines(lines)
    if band is None or not chosen:
        raise Refused("光标不在可以移动的行里")
    refuse_fixed(sheet, band)
    rows = sheet.rows_of(band)
    first = rows.index(chosen[0])
    last = rows.index(chosen[-1])
    if first + by < 0 or last + by >= len(rows):
        return None
    before = rows[first - 1] if by < 0 else next_row(sheet, band, WHOLE, rows[last + 1])
    return sheet.report.move_rows(sheet.listing_key(band), chosen, before)
