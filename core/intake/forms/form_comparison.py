"""What a file says, compared with the report: changes, 填报值 of computed figures, rows new and gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from string import ascii_uppercase

from core.figures.blanks import NOT_APPLICABLE
from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import (
    NO_LISTING_KEY,
    NONE_TICKED,
    REPORTED,
    Key,
    ListingKey,
    parent_row,
    split_key,
    split_listing_key,
)
from core.intake.forms.form_proposal import FormEdit, FormProposal, RowEdit
from core.intake.forms.gathering import Gathering, NewRow, Statement
from core.intake.forms.values import agrees, in_other_units, in_words, same, times_ten
from core.report.names import figure_name

LONGEST = 24
"""Characters of what a cell says before a note cuts it."""


class FormComparison:
    """Makes the proposal of what was gathered."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathered = gathering
        self._report = gathering.report
        self._figures = gathering.report.pack.definitions.figures
        self._edits: dict[Key, FormEdit] = {}

    def proposal(self) -> FormProposal:
        """The proposal."""
        gathered = self._gathered
        computed: list[Key] = []
        for key, statements in gathered.statements.items():
            definition = self._definition(key)
            if definition.formula:
                computed.append(key)
            else:
                self._compare_entry(key, definition, statements)
        self._compare_computed(computed)
        holders = {parent_row(new.row) for new in gathered.rows.values() if new.entries}
        gone = self._gone()
        lost = {row.listing_key: row.name for row in gone}
        found = (self._row(new, new.row in holders) for new in gathered.rows.values())
        rows = [_perhaps_renamed(row, lost) for row in found if row is not None]
        order = {key: number for number, key in enumerate(gathered.statements)}
        edits = sorted(_with_exchanges(self._edits.values()), key=lambda edit: order[edit.key])
        edits += self._ticks(rows)
        return FormProposal(
            edits, rows, gone, gathered.notes, gathered.forms, gathered.unread, gathered.questions
        )

    def _definition(self, key: Key) -> Definition:
        return self._figures[split_key(key)[0]]

    # -- rows -----------------------------------------------------------------------------------------

    def _row(self, new: NewRow, holds_rows: bool) -> RowEdit | None:
        """A new row with what it says; None where nothing of it can be taken."""
        says = (
            any(one.content.entry is not None for one in self._statements_in(new)) if new.entries else False
        )
        if not says and not holds_rows:
            return None
        doubt = self._doubt_of_row(new, holds_rows)
        return RowEdit(
            new.listing_key, new.row, new.name, True, new.source, new.entries, new.before, new.asks, doubt
        )

    def _doubt_of_row(self, new: NewRow, holds_rows: bool) -> str:
        """Why a new row may be none: it has just a name, or none."""
        known_by = self._report.pack.definitions.listings[split_listing_key(new.listing_key)[0]].known_by
        stated = {
            split_key(Key(name.removesuffix(REPORTED)))[0]
            for name, entry in new.entries.items()
            if entry is not None and name not in new.given
        }
        if new.doubt:
            return new.doubt
        if known_by and known_by not in stated:
            return "没有读到这一行的名称"
        return "" if holds_rows or stated - {known_by} else "这一行只有名称，别的都空着"

    def _statements_in(self, new: NewRow) -> Iterator[Statement]:
        for name in new.entries:
            yield from self._gathered.statements.get(Key(name.removesuffix(REPORTED)), ())

    def _gone(self) -> list[RowEdit]:
        """The report's rows that no sheet has, each once."""
        missed = {(split_listing_key(row.listing_key)[0], row.row): row for row in self._gathered.missed}
        return [row for place, row in missed.items() if place not in self._gathered.seen]

    def _ticks(self, rows: Sequence[RowEdit]) -> Iterator[FormEdit]:
        """无 for listings that have no rows and get none."""
        filled = {row.listing_key for row in rows}
        for listing_key, source in self._gathered.none.items():
            entry = listing_key + NONE_TICKED
            listing = split_listing_key(listing_key)[0]
            if not (
                listing_key in filled
                or self._report.rows(listing_key, live=True)
                or self._report.entry(entry)
            ):
                label = f"{self._report.pack.definitions.listings[listing].label} 填无"
                yield FormEdit(listing_key, label, "", "无", entry, "是", source)

    # -- figures that are typed -----------------------------------------------------------------------

    def _compare_entry(self, key: Key, definition: Definition, statements: Sequence[Statement]) -> None:
        """What differs from the report counts first, what is left blank last."""
        before = self._report.entry(key)

        def order(statement: Statement) -> int:
            if statement.content.reason:
                return 1
            if statement.unchanged or same(definition, before, statement.content.entry):
                return 2
            return 3 if statement.content.entry is None else 0

        best = min(statements, key=order)
        others = [
            one
            for one in statements
            if not (order(one) == order(best) == 2 or (order(one) == 3 and before is None))
            and not same(definition, best.content.entry, one.content.entry)
        ]
        if others:
            self._note_two(key, best, others)
        if order(best) < 2 or (order(best) == 3 and before is not None):
            self._put(key, definition, best, best.content.entry)

    def _note_two(self, key: Key, best: Statement, others: Sequence[Statement]) -> None:
        name = figure_name(self._report, key)
        other = others[0]
        more = f"等 {len(others)} 处" if len(others) > 1 else ""
        first = _short(best.words) or "空白"
        second = _short(other.words) or "空白"
        chosen = "请核对" if best.doubt or best.asks else f"取 {first}"
        self._gathered.note(f"{name}：{best.source} 是 {first}，{other.source} {more}是 {second}，{chosen}")

    def _put(self, key: Key, definition: Definition, statement: Statement, entry: str | None) -> None:
        """One change, into the new row it belongs to or as an edit."""
        row = split_key(key)[1]
        reason = statement.content.reason
        new = self._gathered.rows.get((definition.listing or NO_LISTING_KEY, row)) if row else None
        entry_key = key + REPORTED if definition.formula else key
        doubt = statement.doubt or self._doubt(key, definition, entry)
        if new is not None and not reason:
            new.doubt = new.doubt or (doubt if entry is not None else "")
            if entry is not None:
                new.entries[entry_key] = entry
            return
        if reason or definition.kind.is_lines:
            after = statement.words
        elif entry is None and definition.formula:
            after = self._report.computed(key)
        else:
            after = in_words(definition, entry)
        name = (
            f"{_short(new.name)} 的 {definition.label}" if new is not None else figure_name(self._report, key)
        )
        before = "" if new is not None else self._report.words(key)
        self._edits[key] = FormEdit(
            key,
            f"{statement.form} {name}".strip(),
            before,
            after,
            entry_key,
            entry,
            statement.source,
            reason,
            doubt,
            clears=statement.content.entry is None and not reason,
            asks=statement.asks,
            by=statement.by,
        )

    def _doubt(self, key: Key, definition: Definition, entry: str | None) -> str:
        """What makes an entry doubtful beside the one that stands."""
        standing = self._report.words(key)
        name, row = split_key(key)
        known = self._report.graph.state
        before = (
            known.computed[name].get(row) if definition.formula else definition.value(self._report.entry(key))
        )
        after = definition.value(entry)
        if isinstance(before, Decimal) and after is NOT_APPLICABLE:
            return f"现在是 {standing}，表里写“{entry}”"
        if isinstance(before, str) and isinstance(after, str) and in_other_units(before, after):
            return f"现在是“{before}”，单位不同"
        power = times_ten(before, after)
        if not power:
            return ""
        times = f"{10 ** abs(power):,} "
        return f"是现在的 {times}倍，像是单位写错" if power > 0 else f"只有现在的 {times}分之一，像是单位写错"

    # -- figures that formulas give -------------------------------------------------------------------

    def _compare_computed(self, keys: Sequence[Key]) -> None:
        """填报值 where the file differs from what formulas give now, and from what they will give."""
        waiting = [key for key in keys if not self._is_settled(key)]
        if not waiting:
            return
        graph = self._imagined()
        counting = [key for key in waiting if self._definition(key).reads_reported]
        for key in counting:
            self._report_as(key, graph)
        changed = [
            (key, entry) for key, entry in self._entries() if graph.state.entries.all.get(key) != entry
        ]
        if counting and changed:
            graph.apply(changed)
        for key in waiting:
            if key not in counting:
                self._report_as(key, graph)

    def _is_settled(self, key: Key) -> bool:
        """Whether the file says of a computed figure what the report shows, or nothing."""
        definition = self._definition(key)
        row = split_key(key)[1]
        reported = self._report.entry(key + REPORTED)
        is_new = self._gathered.is_new(definition.listing, row)
        for statement in self._gathered.statements[key]:
            blank = statement.content.entry is None and not statement.content.reason and reported is None
            agreed = reported is None and not is_new and self._agrees(key, statement, self._report.graph)
            if not (statement.unchanged or blank or agreed):
                return False
        return True

    def _agrees(self, key: Key, statement: Statement, graph: Graph) -> bool:
        name, row = split_key(key)
        exact = graph.state.computed[name].get(row)
        return agrees(self._figures[name], statement.content, exact)

    def _report_as(self, key: Key, graph: Graph) -> None:
        """The 填报值 of one figure: the first that a cell gives it, or None where it is what formulas give."""
        definition = self._definition(key)
        reported = self._report.entry(key + REPORTED)
        differing = [one for one in self._gathered.statements[key] if not one.unchanged]
        speaking = [one for one in differing if one.content.entry is not None or one.content.reason]
        for statement in speaking or differing:
            entry = statement.content.entry
            if statement.content.reason:
                self._put(key, definition, statement, None)
                return
            if same(definition, reported, entry):
                continue
            if self._agrees(key, statement, graph) or self._agrees(key, statement, self._report.graph):
                entry = None
            if entry is not None or reported is not None:
                self._put(key, definition, statement, entry)
                return

    def _entries(self) -> Iterator[tuple[str, str | None]]:
        """The entries that the proposal would write, as far as it is known."""
        for edit in self._edits.values():
            if not edit.reason:
                yield edit.entry_key, edit.entry
        for new in self._gathered.rows.values():
            yield from new.entries.items()

    def _imagined(self) -> Graph:
        """What the report's formulas would give if all were taken."""
        entries = {**self._report.graph.state.entries.all}
        for key, entry in self._entries():
            entries.pop(key, None)
            if entry is not None:
                entries[key] = entry
        for new in self._gathered.rows.values():
            entries.pop(new.listing_key + NONE_TICKED, None)
        graph = self._report.pack.graph()
        graph.load(entries)
        return graph


def _with_exchanges(edits: Collection[FormEdit]) -> Iterator[FormEdit]:
    """The edits, with a doubt where two of one row just exchange what stands: were the headings exchanged alone?"""
    pairs = {(_row_of(edit), _digits(edit.before), _digits(edit.after)) for edit in edits}
    for edit in edits:
        before = _digits(edit.before)
        after = _digits(edit.after)
        exchanged = before and before != after and (_row_of(edit), after, before) in pairs
        doubt = "和这一行另一栏的数正好对调，是栏名换了还是数换了？"
        yield edit._replace(doubt=doubt) if exchanged and edit.is_certain else edit


def _digits(words: str) -> str:
    """A number without what does not change it: 18.60 is 18.6."""
    return words.replace(",", "").rstrip("0").rstrip(".") if "." in words else words


def _row_of(edit: FormEdit) -> tuple[str, str]:
    """The row of the file in which an edit stands: its sheet and number."""
    sheet, _, place = edit.source.rpartition("!")
    return sheet, place.lstrip(ascii_uppercase)


def _perhaps_renamed(row: RowEdit, lost: Mapping[ListingKey, str]) -> RowEdit:
    """A new row of a table from which another is gone: it may be that one under another name."""
    name = lost.get(row.listing_key)
    if name is None or row.doubt:
        return row
    return row._replace(doubt=f"表里没有“{name}”，多了这一行，是不是改了名称？")


def _short(words: str) -> str:
    line = words.strip().split("\n")[0]
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
