"""Wording read the other way: each clause of a pack's wording as a pattern that finds its figures in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.figures.compiler import Compiler
from core.figures.definitions import Definition
from core.figures.formula import FormulaError, Name, Node, Operation, Text, parse
from core.figures.keys import NO_KEY, Key, ListingKey, member_key
from core.figures.marks import Choice, Each, Mark, Part, parse_marks
from core.figures.scope import Context
from core.figures.template import Templates
from core.numbers.chinese import CHARACTERS
from core.numbers.cleaning import halfwidth
from core.numbers.typed_numbers import NUMBER

START = r"(?:(?<=[,。;:!?、(\n\"])|(?<![^\n])|(?<=是)|(?<=其中)|(?<=共计)|(?<=\s))"
END = r"(?=[,。;:!?)、\n\"”]|$)"
_SPLIT = re.compile(r"([,。;:\n])")
_WEAK = 2
_YEAR_END = "年度?(?!度))?"


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure of a clause and the group that catches it; `item` parts belong to a list."""

    group: str
    key: Key = NO_KEY
    definition: Definition | None = None
    each: EachPattern | None = None


@dataclass(frozen=True, slots=True)
class EachPattern:
    """A list in a wording: how its items are parted and read, and which cells its condition fixes."""

    part: Each
    listing: ListingKey
    item: re.Pattern[str]
    columns: tuple[tuple[str, Definition], ...]
    fixed: tuple[tuple[Key, str], ...]
    ordinal: str = ""

    @property
    def by_paragraph(self) -> bool:
        """Whether each row is a paragraph of its own."""
        return "\n" in self.part.separator and not self.ordinal


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with figures in it; a weak one says too little by itself and must follow its predecessor.

    `needs` are words without which it is not worth looking for, so that long texts are read in little time.
    """

    pattern: re.Pattern[str]
    slots: tuple[Slot, ...]
    place: tuple[int, int]
    weak: bool
    needs: tuple[str, ...] = ()

    @property
    def alone(self) -> EachPattern | None:
        """The list that is all of this clause: rows as paragraphs, or counted 一是, 二是."""
        each = self.slots[0].each if len(self.slots) == 1 else None
        return each if each and (each.by_paragraph or each.ordinal) else None


def clauses_of(
    wordings: Iterable[str], compiler: Compiler, templates: Templates, context: Context
) -> list[Clause]:
    """The clauses of some wordings, in order; `place` is (wording, number of the clause in it)."""
    out: list[Clause] = []
    for number, wording in enumerate(wordings):
        maker = _Maker(compiler, templates, context)
        for at, parts in enumerate(_split(parse_marks(wording))):
            clause = maker.clause(parts, (number, at))
            if clause is not None:
                out.append(clause)
    written: dict[str, int] = {}
    for clause in out:
        written[clause.pattern.pattern] = written.get(clause.pattern.pattern, 0) + 1
    return [replace(c, weak=True) if c.place[0] == 0 and written[c.pattern.pattern] > 1 else c for c in out]


def _split(parts: Iterable[Part]) -> list[list[Part]]:
    """A wording's parts clause by clause; a list keeps the words that lead to it."""
    clauses: list[list[Part]] = [[]]
    parts = list(parts)
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        leads = isinstance(following, Each) and not _stands_alone(following)
        if isinstance(part, str):
            pieces = _SPLIT.split(halfwidth(part))
            for at, piece in enumerate(pieces):
                if at % 2 and not (leads and at == len(pieces) - 2 and not pieces[-1]):
                    clauses.append([])
                elif piece:
                    clauses[-1].append(piece)
        elif isinstance(part, Choice):
            clauses.append([])
            clauses += _split(part.yes) + _split(part.no)
        elif isinstance(part, Each) and _stands_alone(part):
            clauses += [[part], []]
        else:
            clauses[-1].append(part)
    return [c for c in clauses if c]


def _stands_alone(part: Each) -> bool:
    """Whether a list is known by its own shape: rows as paragraphs, or counted 一是, 二是."""
    return "\n" in part.separator or _is_ordinal(part)


def _is_ordinal(part: Each) -> bool:
    return any(isinstance(p, Mark) and p.expression in ("序", "序号") for p in part.item)


def literal(text: str) -> str:
    """A pattern for words: widths and spaces aside; 〔甲|乙|〕 is any of them, … any words of the clause."""
    out: list[str] = []
    for piece in re.split(r"(〔[^〕]*〕|…+)", halfwidth(text)):
        if piece.startswith("〔"):
            out.append("(?:" + "|".join(_words(p) for p in piece[1:-1].split("|")) + ")")
        elif piece.startswith("…"):
            out.append(r"[^,。;:\n]{0,20}?")
        else:
            out.append(_words(piece))
    return "".join(out)


def _words(text: str) -> str:
    return r"\s*".join(re.escape(c) for c in text if not c.isspace())


def _certain(text: str) -> list[str]:
    """The words that stand in whatever a literal matches, without spaces."""
    return [
        words for piece in re.split(r"〔[^〕]*〕|…+", halfwidth(text)) if (words := re.sub(r"\s", "", piece))
    ]


def _least(text: str) -> int:
    """How many characters a literal stands for at the least."""
    shortest = (
        min(len(choice) for choice in group.split("|")) for group in re.findall(r"〔([^〕]*)〕", text)
    )
    return len(re.sub(r"〔[^〕]*〕|…|\s", "", text)) + sum(shortest)


class _Maker:
    def __init__(self, compiler: Compiler, templates: Templates, context: Context) -> None:
        self._compiler = compiler
        self._templates = templates
        self._context = context

    def clause(self, parts: list[Part], place: tuple[int, int]) -> Clause | None:
        """The pattern of a clause, None where it holds no figure or nothing to know it by."""
        body = ""
        least = 0
        slots: list[Slot] = []
        needs: list[str] = []
        for at, part in enumerate(parts):
            if isinstance(part, str):
                least += _least(part)
                words = re.sub(r"^年度?", "", part) if body.endswith(_YEAR_END) else part
                body += literal(words)
                needs += _certain(words)
                continue
            slot, pattern = self._slot(part, f"g{len(slots)}", at == 0, parts[at + 1 :])
            if slot is None:
                return None
            slots.append(slot)
            body += pattern
        each = slots[0].each if len(slots) == 1 and not least else None
        lone = each is not None and _stands_alone(each.part)
        if not slots or (not least and not lone):
            return None
        lead = _least(parts[0]) if isinstance(parts[0], str) else 0
        ends_in_text = slots[-1].definition is not None and not slots[-1].definition.kind.numeric
        if ends_in_text or (slots[-1].each and not slots[-1].each.by_paragraph):
            body += END
        weak = not lone and max(lead, least - 2) <= _WEAK and (place[0] == 0 or place[1] > 0)
        return Clause(re.compile(START + body), tuple(slots), place, weak, tuple(needs))

    def _slot(self, part: Part, group: str, first: bool, rest: list[Part]) -> tuple[Slot | None, str]:
        if isinstance(part, Each):
            each = self._each(part)
            ends = "".join(c for c in ";," if c not in halfwidth(part.separator))
            return (Slot(group, each=each), f"(?P<{group}>[^。{ends}\\n]+)") if each else (None, "")
        if not isinstance(part, Mark):
            return None, ""
        found = self._definition(part, self._context)
        if found is None:
            return None, ""
        slot = Slot(group, found.key, found)
        follows = rest[0] if rest and isinstance(rest[0], str) else ""
        pattern = caught(found, group, follows)
        if first and found.kind.is_year and follows.startswith("年"):
            return slot, f"(?:{pattern}{_YEAR_END}"
        return slot, pattern

    def _definition(self, mark: Mark, context: Context) -> Definition | None:
        try:
            node = parse(mark.expression)
            key = (
                self._compiler.scope.find(node.key, context)
                if isinstance(node, Name) and not node.row
                else NO_KEY
            )
        except FormulaError:
            return None
        return self._compiler.definitions.figures.get(key)

    def _each(self, part: Each) -> EachPattern | None:
        listing, condition = self._templates.listing_of(part.listing, self._context)
        inside = Context(listing, self._context.group, texts=True)
        paragraph = "\n" in part.separator and not _is_ordinal(part)
        body = ""
        ordinal = ""
        columns: list[tuple[str, Definition]] = []
        for at, piece in enumerate(part.item):
            if isinstance(piece, str):
                body += literal(piece)
            elif isinstance(piece, Mark) and piece.expression in ("序", "序号"):
                before = part.item[at - 1] if at else ""
                after = part.item[at + 1] if at + 1 < len(part.item) else ""
                words = f"[{CHARACTERS}]+" if piece.expression == "序" else r"\d+"
                body += words
                lead = literal(before) if isinstance(before, str) else ""
                tail = literal(after)[:8] if isinstance(after, str) else ""
                ordinal = f"{START}{lead}({words}){tail}"
            elif isinstance(piece, Mark):
                column = self._definition(piece, inside)
                if column is None or column.listing != listing:
                    return None
                group = f"c{len(columns)}"
                columns.append((group, column))
                follows = part.item[at + 1] if at + 1 < len(part.item) else ""
                body += _item_caught(column, group, paragraph, follows if isinstance(follows, str) else "")
            else:
                return None
        return EachPattern(
            part, listing, re.compile(body), tuple(columns), _fixed(condition, listing), ordinal
        )


def caught(definition: Definition, group: str, follows: str = "") -> str:
    """The pattern of one figure's writing."""
    kind = definition.kind
    if kind.is_money:
        unit = f"(?={literal(follows)})" if follows and not follows.startswith("万元") else ""
        return f"(?P<{group}>{NUMBER}){unit}"
    if kind.is_whole:
        return f"(?P<{group}>{NUMBER}|[{CHARACTERS}]+)"
    if kind.is_year:
        return rf"(?P<{group}>\d{{4}})"
    if kind.numeric:
        return f"(?P<{group}>{NUMBER})"
    if kind.is_option:
        words = "|".join(literal(o) for o in sorted(definition.options, key=len, reverse=True))
        return f"(?P<{group}>{words})"
    if kind.is_date:
        return rf"(?P<{group}>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
    if kind.is_lines:
        return rf"(?P<{group}>[^。\n]+?)"
    return rf"(?P<{group}>[^,。;:\n]+?)"


def _item_caught(definition: Definition, group: str, paragraph: bool, follows: str) -> str:
    """The pattern of a cell inside a list's item; a paragraph's run-in head is short and without commas."""
    if definition.kind.is_lines:
        return rf"(?P<{group}>[\s\S]*)"
    if definition.kind.is_line:
        return rf"(?P<{group}>[^,。;:、\n]{{1,20}}?)" if paragraph else rf"(?P<{group}>[^\n]+?)"
    return caught(definition, group, follows)


def _fixed(condition: Node | None, listing: ListingKey) -> tuple[tuple[Key, str], ...]:
    """The cells that a list's condition fixes: 类别 = "专项资金"."""
    match condition:
        case Operation(sign="=", operands=(Name(key=key), Text(value=value))):
            return ((Key(key) if key.startswith(f"{listing}.") else member_key(listing, key), value),)
        case Operation(sign="且", operands=parts):
            return tuple(pair for part in parts for pair in _fixed(part, listing))
    return ()
