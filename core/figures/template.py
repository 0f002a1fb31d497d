"""Text with marks made ready to print: each mark finds its figure, in the row where the text stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.figures.algebra import Evaluate
from core.figures.compiler import Compiler, Context
from core.figures.definitions import Definition
from core.figures.formula import FormulaError, Name, Node, parse
from core.figures.kinds import KINDS, Kind
from core.figures.marks import Choice, Each, Mark, Parts, parse_marks
from core.numbers.chinese import write_chinese
from core.numbers.writing import NumberFormat, read_format


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; `key` is the cell whose figure they show, "" for words of the text itself."""

    text: str
    key: str = ""


Show = Callable[[Definition, str, NumberFormat | None], list[Run]]
"""The words of one figure in a row."""

Segment = Callable[[str, dict[str, str]], list[Run]]
"""Gives runs for a row's path, and for what 序 and 序号 are at this place."""


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled text; `reads` are the definitions, listings and aggregates whose change may change it."""

    segments: tuple[Segment, ...]
    reads: frozenset[str]
    unknown: tuple[str, ...]

    def render(self, row: str, places: dict[str, str] | None = None) -> list[Run]:
        """The words as runs."""
        return [run for segment in self.segments for run in segment(row, places or {}) if run.text]


class Templates:
    """Compiles texts against one graph's compiler; what a text shows comes from `show`."""

    def __init__(self, compiler: Compiler, show: Show) -> None:
        self._compiler, self._show = compiler, show
        self._made: dict[tuple[str, str | None, str], Template] = {}

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
        reads: set[str] = set()
        unknown: list[str] = []
        segments = tuple(self._segment(part, context, reads, unknown) for part in parts)
        return Template(segments, frozenset(reads), tuple(unknown))

    def _segment(self, part: object, context: Context, reads: set[str], unknown: list[str]) -> Segment:
        try:
            match part:
                case Mark():
                    return self._mark(part, context, reads)
                case Each():
                    return self._each(part, context, reads, unknown)
                case Choice():
                    return self._choice(part, context, reads, unknown)
        except FormulaError:
            key = part.expression if isinstance(part, Mark) else _head(part)
            unknown.append(key)
            return lambda _row, _places: [Run(f"【？{key}】")]
        text = str(part)
        return lambda _row, _places: [Run(text)]

    def _mark(self, mark: Mark, context: Context, reads: set[str]) -> Segment:
        if mark.expression in ("序", "序号"):
            word = mark.expression
            return lambda _row, places: [Run(places.get(word, ""))]
        node = parse(mark.expression)
        form = read_format(mark.form) if mark.form else None
        if isinstance(node, Name):
            return self._figure(node, form, context, reads)
        inside = Context(context.listing, context.group, texts=True)
        compiled = self._compiler.compile(node, inside)
        reads |= compiled.reads
        run, kind = compiled.run, _expression_kind(compiled.unit)
        return lambda row, _places: [Run(kind.show(run(row), form) or "＿＿")]

    def _figure(self, name: Name, form: NumberFormat | None, context: Context, reads: set[str]) -> Segment:
        key = self._compiler.find(name.key, context)
        definition = self._compiler.definitions.figures.get(key)
        if definition is None:
            raise FormulaError(f"{key} 是一张表")
        reads.add(key)
        show = self._show
        if name.row:
            row = name.row
            return lambda _row, _places: show(definition, row, form)
        compiler = self._compiler
        if not compiler.definitions.covers(definition.listing, context.listing):
            raise FormulaError(f"{key} 是一列")
        depth = compiler.definitions.depth(definition.listing)
        own = compiler.definitions.depth(context.listing)
        if depth == own:
            return lambda row, _places: show(definition, row, form)
        return lambda row, _places: show(definition, "/".join(row.split("/")[:depth]), form)

    def _each(self, each: Each, context: Context, reads: set[str], unknown: list[str]) -> Segment:
        listing, condition = self.listing_of(each.listing, context)
        inside = Context(listing, context.group, texts=True)
        truth = self._compiler.compile(condition, inside) if condition else None
        reads.add(listing)
        if truth:
            reads |= truth.reads
        items = tuple(self._segment(part, inside, reads, unknown) for part in each.item)
        rows = self._compiler.rows
        depth = self._compiler.definitions.depth(self._compiler.definitions.listings[listing].parent)
        return _each_segment(items, each.separator, rows, listing, depth, truth.run if truth else None)

    def listing_of(self, text: str, context: Context) -> tuple[str, Node | None]:
        """The listing and the condition of `项目(类别 = "专项资金")`."""
        found = re.fullmatch(r"\s*([^\s(（]+)\s*(?:[(（](.*)[)）])?\s*", text, re.DOTALL)
        key = self._compiler.find(found[1], context) if found else ""
        if not found or key not in self._compiler.definitions.listings:
            raise FormulaError(f"没有名为 {text.strip()} 的表")
        return key, parse(found[2]) if found[2] else None

    def _choice(self, choice: Choice, context: Context, reads: set[str], unknown: list[str]) -> Segment:
        inside = Context(context.listing, context.group, texts=True)
        truth = self._compiler.compile(parse(choice.condition), inside)
        reads |= truth.reads
        yes = tuple(self._segment(part, context, reads, unknown) for part in choice.yes)
        no = tuple(self._segment(part, context, reads, unknown) for part in choice.no)
        run = truth.run

        def segment(row: str, places: dict[str, str]) -> list[Run]:
            return [r for one in (yes if run(row) is True else no) for r in one(row, places)]

        return segment


def _each_segment(
    items: tuple[Segment, ...],
    separator: str,
    rows: Callable[[str, str], list[str]],
    listing: str,
    depth: int,
    condition: Evaluate | None,
) -> Segment:
    def segment(row: str, _places: dict[str, str]) -> list[Run]:
        scope = "/".join(row.split("/")[:depth]) if depth else ""
        chosen = [r for r in rows(listing, scope) if condition is None or condition(r) is True]
        if not chosen:
            return [Run("无")]
        out: list[Run] = []
        for number, one in enumerate(chosen, start=1):
            if out and separator:
                out.append(Run(separator))
            places = {"序": write_chinese(number), "序号": str(number)}
            out += [run for item in items for run in item(one, places)]
        return out

    return segment


def _head(part: object) -> str:
    if isinstance(part, Each):
        return f"每行 {part.listing}"
    return f"若 {part.condition}" if isinstance(part, Choice) else str(part)


def _expression_kind(unit: tuple[tuple[str, int], ...]) -> Kind:
    for kind in KINDS.values():
        if unit == ((kind.unit, 1),):
            return kind
    return KINDS["数值"]


def words(runs: list[Run]) -> str:
    """The runs' words in one string."""
    return "".join(run.text for run in runs)
