"""Text with marks made ready to print: each mark finds its figure, in the row where the text stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest
from unicodedata import normalize

from core.figures.algebra import Evaluate
from core.figures.blanks import Value
from core.figures.compiler import Compiler
from core.figures.definitions import Definition
from core.figures.formula import FormulaError, Name, Node, parse
from core.figures.full_stops import begins_with_stop, sentence, stopped
from core.figures.keys import NO_KEY, Key, ListingKey, Row, cell_key, outer_row
from core.figures.kinds import KINDS, NUMBER
from core.figures.marks import Choice, Each, Mark, Part, Parts, parse_marks
from core.figures.scope import Context
from core.figures.units import ANY, YES_NO, Unit, unit_named
from core.numbers.chinese import write_chinese
from core.numbers.runs import Run
from core.numbers.writing import NumberFormat, read_format

Show = Callable[[Definition, Row, NumberFormat | None], list[Run]]
"""The words of one figure in a row."""

Segment = Callable[[Row, dict[str, str]], list[Run]]
"""Gives runs for a row's path, and for what 序 and 序号 are at this place."""


PLACES = ("序", "序号")
"""Words for a row's number inside 每行."""

BLANK = "＿＿"
"""Stands where a figure is 未填."""


@dataclass(slots=True, eq=False)
class Named:
    """A row that a mark names by its id, and the mark's words."""

    listing: ListingKey
    row: Row
    words: str


@dataclass(slots=True, eq=False)
class Template:
    """A compiled text.

    `reads` are the definitions, aggregates and listings whose change may change it; `unknown` are marks that
    can never be said, `named` those that can be as long as a row is there. What is read inside 每行
    (`spread`) is read in other rows than the text's own.
    """

    segments: tuple[Segment, ...]
    reads: frozenset[Key]
    unknown: tuple[str, ...]
    named: tuple[Named, ...] = ()
    spread: frozenset[Key] = frozenset()

    def render(self, row: Row, places: dict[str, str] | None = None) -> list[Run]:
        """The words as runs."""
        return [run for segment in self.segments for run in segment(row, places or {}) if run.text]


@dataclass(slots=True, eq=False)
class _Seen:
    """What a text under compilation reads and names."""

    reads: set[Key] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    spread: set[Key] = field(default_factory=set)


class Templates:
    """Compiles texts against one graph's compiler; what a text shows comes from `show`."""

    def __init__(self, compiler: Compiler, show: Show) -> None:
        self._compiler = compiler
        self._show = show
        self._made: dict[tuple[str, ListingKey | None, str], Template] = {}

    def of(self, text: str, context: Context) -> Template:
        """The compiled form of a text (kept: texts are asked for again and again)."""
        place = (text, context.listing, context.group)
        if place not in self._made:
            if len(self._made) > 4000:
                self._made.clear()
            self._made[place] = self.of_parts(parse_marks(text), context)
        return self._made[place]

    def of_parts(self, parts: Parts, context: Context) -> Template:
        """The compiled form of parts already read."""
        seen = _Seen()
        segments = tuple(
            self._segment(part, context, seen, behind)
            for part, behind in zip_longest(parts, parts[1:], fillvalue="")
        )
        reads = frozenset(seen.reads | seen.spread)
        return Template(segments, reads, tuple(seen.unknown), tuple(seen.named), frozenset(seen.spread))

    def _segment(self, part: Part, context: Context, seen: _Seen, behind: Part = "") -> Segment:
        try:
            match part:
                case Mark():
                    return self._mark(part, context, seen)
                case Each():
                    return self._each(part, context, seen, behind)
                case Choice():
                    return self._choice(part, context, seen)
        except FormulaError:
            seen.unknown.append(_head(part))
            unknown = [Run(f"【？{_head(part)}】")]
            return lambda _row, _places: unknown
        text = [Run(part)]
        return lambda _row, _places: text

    def _mark(self, mark: Mark, context: Context, seen: _Seen) -> Segment:
        if mark.expression in PLACES:
            word = mark.expression
            return lambda _row, places: [Run(places.get(word, ""))]
        node = parse(mark.expression)
        form = read_format(mark.form) if mark.form else None
        if mark.form and form is None:
            raise FormulaError(f"没有格式 {mark.form}")
        if isinstance(node, Name):
            return self._while_there(self._figure(node, form, context, seen), node, mark, context, seen)
        compiled = self._compiler.compile(node, replace(context, texts=True))
        seen.reads |= compiled.reads
        run = compiled.run
        show = _shown_by(compiled.unit)

        def segment(row: Row, _places: dict[str, str]) -> list[Run]:
            return [Run(show(run(row), form) or BLANK)]

        return self._while_there(segment, node, mark, context, seen)

    def _while_there(
        self, segment: Segment, node: Node, part: Part, context: Context, seen: _Seen
    ) -> Segment:
        """The segment as long as the rows that its formula names by their ids are there."""
        compiler = self._compiler
        words = _head(part)
        named: list[Named] = []
        for name, key in compiler.scope.resolve(node, context):
            listing = compiler.definitions.figures[key].listing if name.row else None
            if listing is not None:
                named.append(Named(listing, name.row, words))
                seen.reads.add(listing)
        if not named:
            return segment
        seen.named += named
        has = compiler.rows.has

        def while_there(row: Row, places: dict[str, str]) -> list[Run]:
            if all(has(one.listing, one.row) for one in named):
                return segment(row, places)
            return [Run(f"【？{words}】")]

        return while_there

    def _figure(self, name: Name, form: NumberFormat | None, context: Context, seen: _Seen) -> Segment:
        compiler = self._compiler
        show = self._show
        key = compiler.scope.find(name.key, context)
        definition = compiler.definitions.figures.get(key)
        if definition is None:
            raise FormulaError(f"{key} 是一张表")
        seen.reads.add(key)
        if name.row:
            row = compiler.scope.named_row(name, definition)
            return lambda _row, _places: show(definition, row, form)
        if not compiler.definitions.covers(definition.listing, context.listing):
            raise FormulaError(f"{key} 是一列")
        depth = compiler.definitions.depth(definition.listing)
        if depth == compiler.definitions.depth(context.listing):
            return lambda row, _places: show(definition, row, form)
        return lambda row, _places: show(definition, outer_row(row, depth), form)

    def _each(self, each: Each, context: Context, seen: _Seen, behind: Part) -> Segment:
        listing, condition = self.listing_of(each.listing, context)
        compiler = self._compiler
        inside = Context(listing, context.group, texts=True)
        truth = compiler.compile(condition, inside) if condition else None
        scope = compiler.rows.scope(listing, context.listing)
        chain = compiler.definitions.path(listing)[compiler.definitions.depth(scope) :]
        items_seen = _Seen(unknown=seen.unknown, named=seen.named)
        items = tuple(self._segment(part, inside, items_seen) for part in each.item)
        seen.reads.update(chain)
        seen.spread |= items_seen.reads | items_seen.spread | (truth.reads if truth else frozenset())
        rows = _RowsOf(compiler, scope, chain, truth.run if truth else None)
        is_prose = not each.separator and self._ends_in_words(each.item, inside)
        is_followed = isinstance(behind, str) and begins_with_stop(behind)
        segment = _each_segment(items, each.separator, rows, (is_prose, is_prose and not is_followed))
        return self._while_there(segment, condition, each, inside, seen) if condition else segment

    def _ends_in_words(self, item: Parts, inside: Context) -> bool:
        """Whether a row's words end in a cell of words, and the next row's follow right behind."""
        last = parse(item[-1].expression) if item and isinstance(item[-1], Mark) else None
        if not isinstance(last, Name) or last.key in PLACES:
            return False
        definition = self._compiler.definitions.figures.get(self._compiler.scope.find(last.key, inside))
        return definition is not None and definition.kind.is_words

    def listing_of(self, text: str, context: Context) -> tuple[ListingKey, Node | None]:
        """The listing and the condition of `项目(类别 = "专项资金")`."""
        found = re.fullmatch(r"\s*([^\s(（]+)\s*(?:[(（](.*)[)）])?\s*", text, re.DOTALL)
        key = self._compiler.scope.find(normalize("NFKC", found[1]), context) if found else NO_KEY
        if not found or key not in self._compiler.definitions.listings:
            raise FormulaError(f"没有名为 {text.strip()} 的表")
        return ListingKey(key), parse(found[2]) if found[2] else None

    def _choice(self, choice: Choice, context: Context, seen: _Seen) -> Segment:
        node = parse(choice.condition)
        inside = replace(context, texts=True)
        truth = self._compiler.compile(node, inside)
        if truth.unit != YES_NO:
            raise FormulaError(f"{choice.condition} 不是条件")
        seen.reads |= truth.reads
        yes = tuple(self._segment(part, context, seen) for part in choice.yes)
        no = tuple(self._segment(part, context, seen) for part in choice.no)
        run = truth.run

        def segment(row: Row, places: dict[str, str]) -> list[Run]:
            return [r for one in (yes if run(row) is True else no) for r in one(row, places)]

        return self._while_there(segment, node, choice, inside, seen)


class _RowsOf:
    """The rows over which a 每行 goes, seen from a row."""

    def __init__(
        self,
        compiler: Compiler,
        scope: ListingKey | None,
        chain: tuple[ListingKey, ...],
        condition: Evaluate | None,
    ) -> None:
        self._rows = compiler.rows
        self._outcomes = compiler.outcomes
        self._condition = condition
        self._scope = scope
        self._chain = chain
        self._depth = compiler.definitions.depth(scope)
        self._path = compiler.definitions.path(scope)

    def key(self, row: Row) -> Key:
        """The key of the listing as it is filled in: of the outermost whose rows these are."""
        return cell_key(self._chain[0], self._path, outer_row(row, self._depth))

    def of(self, row: Row) -> list[Row] | None:
        """The rows in order; None while the listing has neither rows nor 无 ticked."""
        scope_row = outer_row(row, self._depth)
        listing = self._chain[-1]
        rows = self._rows
        found = [r for r in rows.under(self._scope, scope_row, listing) if rows.is_live(listing, r)]
        if not found and self._outcomes.is_unfilled(self._chain, scope_row):
            return None
        condition = self._condition
        return found if condition is None else [r for r in found if condition(r) is True]


def _each_segment(
    items: tuple[Segment, ...], separator: str, rows: _RowsOf, stops: tuple[bool, bool]
) -> Segment:
    """`stops` says whether a row's words get a stop where they have none: any row's, and the last one's."""

    def segment(row: Row, _places: dict[str, str]) -> list[Run]:
        chosen = rows.of(row)
        if not chosen:
            return [Run(BLANK, rows.key(row)) if chosen is None else Run("无")]
        out: list[Run] = []
        for number, row_shown in enumerate(chosen, start=1):
            if out and separator:
                out.append(Run(separator))
            places = {"序": write_chinese(number), "序号": str(number)}
            said = sentence([item(row_shown, places) for item in items])
            out += stopped(said) if stops[number == len(chosen)] else said
        return out

    return segment


def _head(part: Part) -> str:
    """The words by which an unknown mark is told."""
    match part:
        case Mark(expression=expression, form=form):
            return f"{expression}:{form}" if form and not read_format(form) else expression
        case Each(listing=listing):
            return f"每行 {listing}"
        case Choice(condition=condition):
            return f"若 {condition}"
    return part


def _shown_by(unit: Unit) -> Callable[[Value, NumberFormat | None], str]:
    """How a computed expression is written: as figures of its unit are, counts without places."""
    if unit == ANY:
        return lambda value, form: NUMBER.show(value, form or _COUNTED if _is_whole(value) else form)
    kind = next((kind for kind in KINDS.values() if unit == unit_named(kind.unit)), NUMBER)
    return kind.show


_COUNTED = NumberFormat()


def _is_whole(value: Value) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()
