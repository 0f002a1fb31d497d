"""Binds an official form to a pack's figures: which cell is which figure, which rows are bands.

A cell that holds just `{KEY}` is that figure; `{KEY^}` joins equal neighbours; `{LISTING(CONDITION).COLUMN}`
says which part of a listing its band shows. A cell with words and marks is text that holds figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import NamedTuple

from core.figures.formula import Call, FormulaError, Name, Node, Operation, Text, names_in, parse
from core.figures.functions import TICK
from core.figures.graph import Graph
from core.figures.keys import Key, ListingKey
from core.figures.marks import Each, Mark, parse_marks, unparse
from core.figures.scope import Context
from core.figures.template import PLACES
from core.forms.grid import Grid, Spot
from core.forms.grid_reading import read_grid
from core.numbers.troubles import PackError
from core.numbers.writing import NumberFormat, read_format
from core.pack.forms_file import FormEntry, FormLine
from core.pack.mark_slips import slips_in

_LEDGER = ",0.00"
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_PART = re.compile(r"(?P<listing>[^\s()（）]+?)[(（](?P<condition>.*)[)）]\s*\.\s*(?P<column>[^\s().:]+)")


class CellBinding(NamedTuple):
    """What a cell holds: `keys` are its figures in order, `marks` its text with them.

    `edits` are those that are filled in here: in a text they stand behind a colon or are columns of the band.
    `is_figure`: the cell is the figure `keys[0]`, a number in Excel, written in `form` where one is named.
    `joins`: equal neighbours are one cell. `ticks` are the boxes of a cell in order, each of a figure and one of
    its options: ☑是 □否. `reads` are years that its words tell, like 2025 in a title, and that are filled in
    elsewhere.
    """

    marks: str
    keys: tuple[Key, ...] = ()
    is_figure: bool = False
    form: NumberFormat | None = None
    joins: bool = False
    edits: tuple[Key, ...] = ()
    ticks: tuple[tuple[Key, str], ...] = ()
    reads: tuple[Key, ...] = ()

    @property
    def shows_names_alone(self) -> bool:
        """Whether its words follow from those of its figures: no reckoning, no boxes, no numbers of rows."""
        marks = [part for part in parse_marks(self.marks) if not isinstance(part, str)]
        plain = all(isinstance(part, Mark) and _NAME.fullmatch(part.expression) for part in marks)
        return self.is_figure or (plain and len(marks) == len(self.keys))

    @property
    def typed(self) -> tuple[Key, ...]:
        """What is filled in on the screen: also by its boxes."""
        return tuple(dict.fromkeys((*self.edits, *(key for key, _ in self.ticks))))


class Band(NamedTuple):
    """A row that is repeated for the rows of a listing; `condition` tells which, `given` what they share.

    On paper it stands at least `least` times, blank behind the last row.
    """

    row: int
    listing: ListingKey
    condition: str
    given: Mapping[str, str]
    joined: tuple[int, ...] = ()
    least: int = 1


@dataclass(frozen=True, slots=True)
class BoundForm:
    """A form with its bindings; cells that are plain words are in the grid alone."""

    entry: FormEntry
    grid: Grid
    cells: Mapping[Spot, CellBinding]
    bands: Mapping[int, Band]
    listing_of_row: Mapping[int, ListingKey]

    def lines(self) -> Iterator[FormLine]:
        """Its rows that print figures, from above."""
        for row in sorted({row for row, _ in self.cells}):
            keys = dict.fromkeys(
                key for spot, bound in sorted(self.cells.items()) if spot[0] == row for key in bound.keys
            )
            band = self.bands.get(row)
            if band is not None:
                yield FormLine(tuple(keys), band.listing, band.condition)
            elif keys:
                yield FormLine(tuple(keys))

    def context(self, row: int) -> Context:
        """Where the marks of a row look up their names."""
        return Context(self.listing_of_row.get(row, self.entry.per_row or None), texts=True)


def bind(entry: FormEntry, content: bytes, graph: Graph) -> BoundForm:
    """Reads a form and finds what its cells mean; raises PackError naming form, sheet and cell."""
    return _Binding(entry, read_grid(entry.file, content, entry.sheet), graph).form()


class _Raw(NamedTuple):
    """A cell's braces as they are read, before names are looked up."""

    spot: Spot
    expression: str
    condition: str = ""
    joins: bool = False
    form: str = ""
    alone: bool = True
    labelled: bool = False


class _Binding:
    def __init__(self, entry: FormEntry, grid: Grid, graph: Graph) -> None:
        self._entry = entry
        self._grid = grid
        self._graph = graph
        self._compiler = graph.plan.compiler
        self._definitions = graph.definitions
        self._outer = entry.per_row or None

    def form(self) -> BoundForm:
        """The whole form."""
        raw = {
            spot: list(self._raw(spot, cell.text))
            for spot, cell in self._grid.cells.items()
            if "{" in cell.text
        }
        bands = dict(self._bands(raw))
        for listing in self._entry.least.keys() - {band.listing for band in bands.values()}:
            place = self._entry.place
            reason = f"{self._entry.id} 的 最少行数：表样里没有按 {listing} 的行重复的一行"
            raise PackError(place.file, place.line, reason)
        listings = {row: band.listing for row, band in bands.items()}
        cells = {
            spot: self._bound(spot, parts, listings.get(spot[0], self._outer)) for spot, parts in raw.items()
        }
        form = BoundForm(self._entry, self._grid, cells, bands, listings)
        self._refuse_twice(form)
        self._refuse_unused_aliases()
        return form

    def _wrong(self, spot: Spot, reason: str) -> PackError:
        return PackError(self._entry.file, 0, f"{self._grid.address(spot)}：{reason}")

    # -- reading braces -------------------------------------------------------------------------------

    def _raw(self, spot: Spot, text: str) -> Iterator[_Raw]:
        parts = parse_marks(text.strip())
        before = ""
        for part in parts:
            if isinstance(part, Each):
                raise self._wrong(spot, "格子里不写 {每行 …}：含有表的列的一行会自动按行重复")
            if isinstance(part, Mark):
                raw = self._mark(spot, part, alone=len(parts) == 1)
                yield raw._replace(labelled=before.rstrip().endswith(("：", ":")))
            before = part if isinstance(part, str) else ""
        if parts and all(isinstance(part, str) for part in parts) and re.search(r"\{[^{}]*\}", text):
            raise self._wrong(spot, f"{text.strip()[:30]} 读不懂")

    def _mark(self, spot: Spot, mark: Mark, *, alone: bool) -> _Raw:
        expression = mark.expression
        joins = mark.expression.endswith("^")
        expression = expression.rstrip("^").rstrip()
        part = _PART.fullmatch(expression)
        if part is None or part["listing"] not in self._definitions.listings:
            return _Raw(spot, expression, "", joins, mark.form, alone)
        return _Raw(spot, f"{part['listing']}.{part['column']}", part["condition"], joins, mark.form, alone)

    # -- bands ----------------------------------------------------------------------------------------

    def _bands(self, raw: dict[Spot, list[_Raw]]) -> Iterator[tuple[int, Band]]:
        rows: dict[int, list[tuple[_Raw, ListingKey]]] = {}
        for spot, parts in raw.items():
            for part in parts:
                for listing in self._listings(part):
                    rows.setdefault(spot[0], []).append((part, listing))
        for row, found in sorted(rows.items()):
            joined = {
                spot[1] for spot, parts in raw.items() if spot[0] == row and any(p.joins for p in parts)
            }
            yield row, self._band(row, found, tuple(sorted(joined)))

    def _listings(self, part: _Raw) -> Iterator[ListingKey]:
        """The listings whose columns a mark shows beyond those of the sheet."""
        for name in self._names(part):
            key = self._find(part.spot, name, Context(self._outer, texts=True))
            figure = self._definitions.figures.get(key)
            listing = figure.listing if figure else None
            if figure is None:
                raise self._wrong(part.spot, f"{key} 是一张表，请写它的列，如 {{{key}.列名}}")
            if listing is not None and not self._definitions.covers(listing, self._outer):
                yield listing

    def _names(self, part: _Raw) -> list[Name]:
        if part.expression in PLACES:
            return []
        node = self._parsed(part.spot, part.expression)
        return [node] if isinstance(node, Name) else []

    def _band(self, row: int, found: list[tuple[_Raw, ListingKey]], joined: tuple[int, ...]) -> Band:
        deepest = max((listing for _, listing in found), key=self._definitions.depth)
        for part, listing in found:
            if not self._definitions.covers(listing, deepest):
                raise self._wrong(part.spot, f"一行里有两张表的列：{listing} 和 {deepest}")
        conditions = list(dict.fromkeys(part.condition for part, _ in found if part.condition))
        spot = found[0][0].spot
        if len(conditions) > 1:
            raise self._wrong(spot, f"一行里写了两个条件：{'；'.join(conditions)}")
        condition = conditions[0] if conditions else ""
        given: dict[str, str] = {}
        if condition:
            given = self._given(spot, condition, deepest)
        return Band(row, deepest, condition, given, joined, self._entry.least.get(deepest, 1))

    def _given(self, spot: Spot, condition: str, listing: ListingKey) -> dict[str, str]:
        """What a row added to the part is given: the equalities of its condition, by column name."""
        node = self._parsed(spot, condition)
        context = Context(listing, texts=True)
        try:
            self._compiler.compile(node, context)
        except FormulaError as error:
            raise self._wrong(spot, f"条件 {condition}：{error}") from error
        given: dict[str, str] = {}
        for part in _conjuncts(node):
            match part:
                case Operation(
                    sign="=",
                    operands=(
                        (Name() as name) | Call(function="缺省", arguments=(Name() as name, _)),
                        Text(value=value),
                    ),
                ):
                    key = self._compiler.scope.find(name.key, context)
                    definition = self._definitions.figures[key]
                    if definition.listing == listing and not definition.formula:
                        given[definition.name] = value
        return given

    # -- cells ----------------------------------------------------------------------------------------

    def _bound(self, spot: Spot, parts: list[_Raw], listing: ListingKey | None) -> CellBinding:
        context = Context(listing, texts=True)
        keys: list[Key] = []
        edits: list[Key] = []
        ticks: list[tuple[Key, str]] = []
        for part in parts:
            node = None if part.expression in PLACES else self._parsed(spot, part.expression)
            if isinstance(node, Call) and node.function == TICK:
                ticks.append(self._tick(spot, node, context))
                keys.append(ticks[-1][0])
            if isinstance(node, Name):
                keys.append(self._find(spot, node, context))
                in_band = listing != self._outer and self._definitions.figures[keys[-1]].listing == listing
                if part.labelled or in_band:
                    edits.append(keys[-1])
        if len(parts) == 1 and parts[0].alone and keys and not ticks:
            form = read_format(parts[0].form) if parts[0].form else None
            return CellBinding(
                self._marks(spot, context), tuple(keys), True, form, parts[0].joins, tuple(keys)
            )
        marks = self._marks(spot, context)
        template = self._graph.texts.templates.of(marks, context)
        if template.unknown:
            raise self._wrong(spot, self._why(template.unknown[0], context))
        joins = any(part.joins for part in parts)
        reads = [k for k in dict.fromkeys(keys) if self._is_read(k) and k not in edits]
        return CellBinding(
            marks,
            tuple(dict.fromkeys(keys)),
            joins=joins,
            edits=tuple(dict.fromkeys(edits)),
            ticks=tuple(ticks),
            reads=tuple(reads),
        )

    def _is_read(self, key: Key) -> bool:
        """Whether words tell a figure that is filled in elsewhere: a year."""
        definition = self._definitions.figures[key]
        return definition.kind.is_year and not definition.formula

    def _tick(self, spot: Spot, node: Call, context: Context) -> tuple[Key, str]:
        """The figure and the option of a box: 勾(单位.性质, "事业单位")."""
        match node.arguments:
            case (Name() as name, Text(value=option)):
                key = self._find(spot, name, context)
            case _:
                raise self._wrong(spot, f'{TICK} 写成 {TICK}(数据项, "选项") 的样子')
        definition = self._definitions.figures.get(key)
        options = (definition.options or definition.kind.choices) if definition else ()
        if option not in options:
            near = get_close_matches(option, options, n=1, cutoff=0.3)
            hint = f"是否为 {near[0]}？" if near else f"可用的有：{'、'.join(options)}"
            what = f"{key} 没有选项“{option[:20]}”，{hint}" if options else f"{key} 不是选项，也不是 是否"
            raise self._wrong(spot, what)
        return key, option

    def _marks(self, spot: Spot, context: Context) -> str:
        """The cell's text as marks that the figures' templates understand: without ^ and conditions.

        Amounts in it are written as in the cells that are nothing else.
        """
        out = ""
        for part in parse_marks(self._grid.cells[spot].text.strip()):
            if isinstance(part, Mark):
                raw = self._mark(spot, part, alone=False)
                figure = self._compiler.scope.figure(raw.expression, context)
                is_bare = figure is not None and figure.kind.is_money and figure.form is None
                form = raw.form or (_LEDGER if is_bare else "")
                out += f"{{{raw.expression}:{form}}}" if form else f"{{{raw.expression}}}"
            else:
                out += unparse((part,))
        return out

    def _why(self, expression: str, context: Context) -> str:
        try:
            node = parse(expression)
            self._compiler.compile(node, context)
        except FormulaError as error:
            return str(error)
        return f"{{{expression}}} 写得不对"

    def _find(self, spot: Spot, name: Name, context: Context) -> Key:
        try:
            return self._compiler.scope.find(name.key, context)
        except FormulaError as error:
            raise self._wrong(spot, str(error)) from error

    def _parsed(self, spot: Spot, expression: str) -> Node:
        try:
            node = parse(expression)
        except FormulaError as error:
            raise self._wrong(spot, f"{{{expression[:40]}}}：{error}") from error
        if any(name.row for name in names_in(node)):
            raise self._wrong(spot, f"{{{expression[:40]}}}：表样里不写行号")
        return node

    def _refuse_unused_aliases(self) -> None:
        """Other words stand beside words that the form has: in its cells, without blanks, years by their marks."""
        texts = ["".join(cell.text.split()) for cell in self._grid.cells.values()]
        for words in self._entry.aliases:
            plain = "".join(words.split())
            if not any(plain in text or plain[2:] in text for text in texts):
                place = self._entry.place
                raise PackError(
                    place.file, place.line, f"{self._entry.id} 的别名：表样里没有“{words[:30]}”这几个字"
                )

    def _refuse_twice(self, form: BoundForm) -> None:
        """A figure that is typed in stands in one cell of a form only: which would be read back?"""
        seen: dict[tuple[Key, str], Spot] = {}
        for spot, bound in sorted(form.cells.items()):
            band = form.bands.get(spot[0])
            for key in bound.edits:
                if self._definitions.figures[key].formula:
                    continue
                place = (key, band.condition if band else "")
                if place in seen:
                    first = self._grid.address(seen[place])
                    raise self._wrong(spot, f"{key} 已经在 {first} 填写，一个数据项在一张表里只在一处填写")
                seen[place] = spot


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.sign == "且":
        for part in node.operands:
            yield from _conjuncts(part)
    else:
        yield node


def refuse_unreachable(forms: list[BoundForm], graph: Graph, shown: set[Key]) -> None:
    """What must or can be filled in stands on a form or a tab; raises PackError naming it and the forms."""
    on_forms = {key for form in forms for bound in form.cells.values() for key in bound.keys}
    for definition in graph.definitions.figures.values():
        if definition.formula or definition.key in on_forms:
            continue
        if not definition.listed or (definition.required and definition.key not in shown):
            which = "必填" if definition.listed else "不列出"
            places = "、".join(form.entry.id for form in forms)
            also = "和各章节里都" if definition.listed else "里"
            reason = f"{which}的 {definition.key} 在各附件（{places}）{also}没有填写的地方"
            raise PackError(definition.place.file, definition.place.line, reason)


def refuse_slips(form: BoundForm, graph: Graph) -> None:
    """Full-width braces, formats and units that are not what was meant; raises PackError naming the cell."""
    for spot, cell in sorted(form.grid.cells.items()):
        figure = partial(graph.plan.compiler.scope.figure, context=form.context(spot[0]))
        marks = form.cells[spot].marks if spot in form.cells else cell.text
        for slip in slips_in(parse_marks(marks), figure):
            raise PackError(form.entry.file, 0, f"{form.grid.address(spot)}：{slip}")
