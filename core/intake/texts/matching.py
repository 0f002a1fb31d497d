"""Finding a wording's figures in a section of a finished report: what is claimed, and from which characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.figures.definitions import Definition
from core.figures.marks import escape
from core.intake.texts.patterns import Clause, EachPattern, Slot
from core.numbers.chinese import read_chinese
from core.numbers.cleaning import halfwidth
from core.numbers.troubles import Refused

NEAREST = 4
"""Characters that may lie between a weak clause and the one it follows: a comma, 其中：."""

_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?")
"""A number kept as it stands, leading zeros too: a slip is shown where it was made."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure read from a text: its entry, and the characters from `start` to `end` that say it."""

    definition: Definition
    entry: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListClaim:
    """A list read from a text: cells by column for each row, each cell with its own span."""

    each: EachPattern
    rows: tuple[tuple[Claim, ...], ...]
    start: int
    end: int


@dataclass(slots=True)
class Claims:
    """What was read from one section's text."""

    figures: list[Claim] = field(default_factory=list)
    lists: list[ListClaim] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no claim has taken a character of this stretch."""
        taken = [(c.start, c.end) for c in self.figures] + [(c.start, c.end) for c in self.lists]
        return all(end <= first or start >= last for first, last in taken)

    def has(self, claim: Claim) -> bool:
        """Whether just this figure was read from just these characters."""
        return any(
            (c.definition.key, c.start, c.end) == (claim.definition.key, claim.start, claim.end)
            for c in self.figures
        )


def match(text: str, clauses: list[Clause], claims: Claims, taken: set[str]) -> None:
    """Adds to `claims` what the clauses find in a text; `taken` are figures and lists already claimed.

    A clause that says enough is looked for anywhere; a weak or repeated one (占基本支出的…%) only directly
    behind the clause that the wording puts before it.
    """
    plain = halfwidth(text)
    bare = re.sub(r"\s", "", plain)
    clauses = [c for c in clauses if all(words in bare for words in c.needs)]
    ends: dict[tuple[int, int], int] = {}
    leads = _leads(plain, clauses)
    for clause in clauses:
        if clause.weak:
            _match_behind(text, plain, clause, claims, taken, ends)
        else:
            for found in clause.pattern.finditer(plain):
                if _is_outdone(clause, found, leads):
                    continue
                if _take(text, clause, found, claims, taken):
                    ends.setdefault(clause.place, found.end())


def _leads(plain: str, clauses: list[Clause]) -> dict[str, list[int]]:
    """Where, by all clauses together, the items of each list begin."""
    out: dict[str, list[int]] = {}
    for clause in clauses:
        for slot in clause.slots:
            if slot.each is not None:
                starts = out.setdefault(slot.each.part.listing, [])
                starts += [found.start(slot.group) for found in clause.pattern.finditer(plain)]
    return out


def _is_outdone(clause: Clause, found: re.Match[str], leads: dict[str, list[int]]) -> bool:
    """Whether inside what a clause takes for its list another clause knows the words that lead to it."""
    for slot in clause.slots:
        if slot.each is not None:
            start, end = found.span(slot.group)
            if any(start < lead < end for lead in leads[slot.each.part.listing]):
                return True
    return False


def _match_behind(
    text: str, plain: str, clause: Clause, claims: Claims, taken: set[str], ends: dict[tuple[int, int], int]
) -> None:
    wording, number = clause.place
    for before in range(number - 1, -1, -1):
        if (wording, before) in ends:
            start = ends[(wording, before)]
            for found in clause.pattern.finditer(plain, start):
                if found.start() - start > NEAREST:
                    break
                if _take(text, clause, found, claims, taken):
                    ends[clause.place] = found.end()
                    return
            return


def _take(text: str, clause: Clause, found: re.Match[str], claims: Claims, taken: set[str]) -> bool:
    """Claims a match whole: figures that can be read, on characters nobody has.

    A figure said again is claimed again (it becomes live where it says the same); a list only once.
    """
    figures: list[Claim] = []
    lists: list[ListClaim] = []
    for slot in clause.slots:
        if slot.each is not None:
            list_claim = read_list(text, slot.each, found.start(slot.group), found.end(slot.group))
            if (
                list_claim is not None
                and list_claim.each.part.listing not in taken
                and claims.is_free(list_claim.start, list_claim.end)
            ):
                lists.append(list_claim)
            continue
        claim = _read(text, slot, found)
        if claim is None:
            if found[slot.group] is not None:
                return False
        elif not claims.is_free(claim.start, claim.end):
            if not claims.has(claim):
                return False
        else:
            figures.append(claim)
    if not figures and not lists:
        return False
    taken |= {c.definition.key for c in figures} | {li.each.part.listing for li in lists}
    claims.figures += figures
    claims.lists += lists
    return True


def _read(text: str, slot: Slot, found: re.Match[str]) -> Claim | None:
    if found[slot.group] is None or slot.definition is None:
        return None
    start, end = found.span(slot.group)
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return read_claim(slot.definition, text, start, end)


def read_claim(definition: Definition, text: str, start: int, end: int) -> Claim | None:
    """The claim on a stretch of text, None where the figure's kind cannot read it."""
    written = text[start:end]
    try:
        if definition.kind.is_lines:
            entry = escape(written) or None
        elif definition.kind.is_line:
            entry = written.strip() or None
        else:
            number = read_chinese(written) if definition.kind.numeric else None
            entry = definition.read(str(number) if number is not None else written)
            if definition.kind.numeric and _DIGITS.fullmatch(written):
                entry = written
    except Refused:
        return None
    return Claim(definition, entry, written, start, end) if entry is not None else None


def read_list(text: str, each: EachPattern, start: int, end: int) -> ListClaim | None:
    """The rows of a list between two places; the longest beginning of it that can be read."""
    stretches = _ordinal_items(text, each, start, end) if each.ordinal else _items(text, each, start, end)
    plain = halfwidth(text)
    rows: list[tuple[Claim, ...]] = []
    last = start
    for item_start, item_end in stretches:
        found = each.item.fullmatch(plain, item_start, item_end)
        row = _row(text, each, found) if found else None
        if row is None:
            break
        rows.append(row)
        last = item_end
    if not rows or (each.by_paragraph and len(rows) < 2):
        return None
    return ListClaim(each, tuple(rows), stretches[0][0], last)


def _row(text: str, each: EachPattern, found: re.Match[str]) -> tuple[Claim, ...] | None:
    cells: list[Claim] = []
    for group, column in each.columns:
        start, end = found.span(group)
        if start == end:
            continue
        claim = read_claim(column, text, start, end)
        if claim is None:
            return None
        cells.append(claim)
    return tuple(cells)


def _items(text: str, each: EachPattern, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between separators that stand outside brackets and quotes."""
    plain = halfwidth(text)
    separator = halfwidth(each.part.separator)
    out: list[tuple[int, int]] = []
    depth = 0
    at = start
    begin = start
    while at < end:
        character = text[at]
        depth = max(0, depth + (character in "（(“《【[") - (character in "）)”》】]"))
        if depth == 0 and separator and plain.startswith(separator, at):
            out.append((begin, at))
            begin = at = at + len(separator)
            continue
        at += 1
    return [*out, (begin, end)]


def _ordinal_items(text: str, each: EachPattern, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that begin with 一是, 二是, … (or 1. 2.) counted without a gap."""
    out: list[tuple[int, int]] = []
    expected = 1
    begin = -1
    for found in re.compile(each.ordinal).finditer(halfwidth(text), start, end):
        number = int(found[1]) if found[1].isdigit() else read_chinese(found[1])
        if number == expected:
            if begin >= 0:
                out.append((begin, _without_end(text, begin, found.start(), each)))
            begin = found.start()
            expected = expected + 1
    if begin >= 0:
        stop = text.find("\n", begin, end)
        last = stop if stop >= 0 and "\n" not in each.part.separator else end
        out.append((begin, last))
    return out


def _without_end(text: str, start: int, end: int, each: EachPattern) -> int:
    """The item's end before the separator that follows it."""
    separator = each.part.separator
    return end - len(separator) if separator and text[start:end].endswith(separator) else end


def match_lines(text: str, definitions: Iterable[Definition], claims: Claims, taken: set[str]) -> None:
    """Claims whole lines for figures that a wording puts alone on a line: the unit's name above the title."""
    for definition in definitions:
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            if definition.key not in taken and line and claims.is_free(start, end):
                claim = read_claim(definition, text, start, end)
                if claim is not None:
                    claims.figures.append(claim)
                    taken.add(definition.key)
            start = end + 1


def match_paragraphs(text: str, eaches: Iterable[EachPattern], claims: Claims, taken: set[str]) -> None:
    """Claims lists whose rows are paragraphs, or begin with 一是, 二是, anywhere in a text."""
    for each in eaches:
        if each.part.listing in taken:
            continue
        list_claim = read_list(text, each, 0, len(text)) if each.ordinal else _longest_run(text, each)
        if list_claim is not None and claims.is_free(list_claim.start, list_claim.end):
            claims.lists.append(list_claim)
            taken.add(each.part.listing)


def _longest_run(text: str, each: EachPattern) -> ListClaim | None:
    best: ListClaim | None = None
    start = 0
    for line in text.split("\n"):
        list_claim = read_list(text, each, start, len(text))
        if list_claim is not None and (best is None or len(list_claim.rows) > len(best.rows)):
            best = list_claim
        start += len(line) + 1
    return best
