"""The open report: the one door through which everything is read and changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from core.figures.definitions import Definition
from core.figures.graph import Graph
from core.figures.keys import (
    FINAL,
    GONE,
    LAST_YEAR,
    NONE_TICKED,
    REPORTED,
    WHOLE,
    Key,
    ListingKey,
    Row,
    split_key,
    split_listing_key,
)
from core.figures.scope import Context, context_of
from core.numbers.runs import Run, words
from core.numbers.troubles import Refused
from core.numbers.writing import NumberFormat
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.change import Change
from core.report.history import AGAIN, BEGUN, DONE, SIGNED, TAKEN_BACK, UPDATED, History
from core.report.limits import refuse_outside
from core.report.proofs import Proofs
from core.report.references import places_naming
from core.report.row_edits import added, how_many, moved, new_row, ordered, removed
from core.report.typing_step import TypingStep
from core.store.steps import Edit, StepHead
from core.store.store import Store

LEDGER = NumberFormat(places=2)
"""How a table writes amounts that have no format of their own."""


class Report:
    """A report file with its pack's figures computed.

    Every edit is written to the file before memory and screen move; each returns the Change it made.
    """

    def __init__(self, pack: Pack, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self.pack = pack
        self.store = store
        self.graph: Graph = pack.graph()
        self.graph.load(store.entries)
        self._history = History(store.heads)
        self._typing = TypingStep(clock)
        self.proofs = Proofs()

    @classmethod
    def create(
        cls,
        path: Path,
        pack: Pack,
        *,
        who: str,
        entries: Mapping[str, str] | None = None,
        label: str = "新建报告",
        backups: Path | None = None,
    ) -> Report:
        """A new report file; raises FileTrouble where one stands already."""
        meta = {"pack": pack.id, "pack_version": pack.version}
        store = Store.create(path, meta=meta, pack_files=pack.carried_files(), who=who, backups=backups)
        return cls._begun(pack, store, entries, label)

    @classmethod
    def in_memory(cls, pack: Pack, *, who: str = "", entries: Mapping[str, str] | None = None) -> Report:
        """A report that is nowhere on disk, for checks of bare texts and for tests."""
        store = Store.in_memory(meta={"pack": pack.id}, pack_files=pack.files, who=who)
        return cls._begun(pack, store, entries, "新建报告")

    @classmethod
    def _begun(cls, pack: Pack, store: Store, entries: Mapping[str, str] | None, label: str) -> Report:
        first = pack.first_entries() if entries is None else entries
        try:
            store.append(label, [Edit(key, None, text) for key, text in first.items()], kind=BEGUN)
            return cls(pack.with_forms(), store)
        except BaseException:
            store.close()
            raise

    @classmethod
    def open(cls, path: Path, *, who: str, read_only: bool = False, backups: Path | None = None) -> Report:
        """Opens a report file with the pack it carries; raises FileTrouble or PackError."""
        store = Store.open(path, who=who, read_only=read_only, backups=backups)
        try:
            return cls(read_pack(store.pack_files, check=False), store)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        self.store.close()

    # -- looking --------------------------------------------------------------------------------------

    def definition(self, key: Key) -> Definition:
        """The definition of a figure or cell; raises KeyError for an unknown key."""
        return self.pack.definitions.figures[split_key(key)[0]]

    def entry(self, name: str) -> str | None:
        """What is stored under a key or another entry's name, None where nothing is."""
        return self.graph.state.entries.all.get(name)

    def words(self, key: Key) -> str:
        """A figure as it is printed, "" while it is 未填; a text with its marks said."""
        definition = self.definition(key)
        row = split_key(key)[1]
        if definition.kind.is_lines:
            return str(self.graph.state.values[definition.key].get(row) or "")
        return self.graph.state.words_of(definition, row)

    def shown(self, key: Key) -> str:
        """A figure as a table shows it: an amount with two decimals, others as they are printed in a text.

        What is kept, and what a sentence says, stays as it was typed.
        """
        words = self.words(key)
        definition = self.definition(key)
        if not definition.kind.is_money or definition.form is not None:
            return words
        number = definition.kind.number_shown(words)
        return words if number is None else LEDGER.write(number)

    def computed(self, key: Key) -> str:
        """What a computed figure's formula gives, whatever 填报值 it carries."""
        name, row = split_key(key)
        definition = self.pack.definitions.figures[name]
        return definition.kind.show(self.graph.state.computed[name].get(row), definition.form)

    def runs(self, key: Key) -> list[Run]:
        """A text as runs that name their figures."""
        return self.graph.texts.runs(*split_key(key))

    def said(self, key: Key, marks: str) -> str:
        """What a text with marks would say in the place of a text's key."""
        definition = self.definition(key)
        row = split_key(key)[1]
        context = context_of(definition, texts=True)
        return words(self.graph.texts.templates.of(marks, context).render(row))

    def rows(self, listing_key: ListingKey, live: bool = False) -> list[Row]:
        """The paths of a listing's rows in order: 项目, 项目[a3f].绩效指标."""
        listing, parent = split_listing_key(listing_key)
        rows = self.graph.state.rows
        return rows.live(listing, parent) if live else rows.all(listing, parent)

    def cell(self, column: Key, row: Row) -> Key:
        """The key of a column's cell in a row's path."""
        return self.graph.state.key_of(column, row)

    @property
    def title(self) -> str:
        """The report's title with its year."""
        template = self.graph.texts.templates.of(self.pack.report_title, Context(texts=True))
        return "".join(run.text for run in template.render(WHOLE))

    @property
    def is_final(self) -> bool:
        """Whether it is 定稿: frozen until it is unlocked with a reason."""
        return FINAL in self.graph.state.entries.all

    @property
    def read_only(self) -> bool:
        """Whether nothing can be entered: the file is only read, or the report is 定稿."""
        return self.store.read_only or self.is_final

    def last_year(self, key: Key) -> str:
        """What a figure showed in last year's report, "" where this one did not begin from it."""
        return self.entry(LAST_YEAR + key) or ""

    @property
    def undo_label(self) -> str | None:
        return self._history.to_undo.label if self._history.to_undo else None

    @property
    def redo_label(self) -> str | None:
        return self._history.to_redo.label if self._history.to_redo else None

    @property
    def why_no_undo(self) -> str:
        """Why nothing can be taken back, "" where something can."""
        if self._history.to_undo is not None:
            return ""
        if self._history.is_cut:
            return "更新模板和它以前的步骤不能撤销；要看更新以前的报告，请在“文件 → 历史版本”里打开“更新模板前”的备份"
        return "没有可以撤销的"

    # -- changing -----------------------------------------------------------------------------------

    def set(self, key: Key, text: str, *, origin: object = None, typing: bool = False) -> Change:
        """Enters what was typed for a figure; raises Refused, and nothing is written.

        With `typing` the step stays open: the next pause in the same field rewrites it.
        """
        definition = self.definition(key)
        if definition.formula:
            raise Refused(f"{definition.label} 由公式算出，不能直接填写；要按原表填写请用 F2")
        self._refuse_gone(definition, key)
        entry = definition.read(text)
        before = self.entry(key)
        refuse_outside(self.graph, definition, split_key(key)[1], entry)
        label = f"修改{definition.label}"
        if before == entry:
            self._typing.pause(key, keep=typing)
            return Change(label, origin=origin)
        joined = self._typing.join(key, entry)
        if joined is not None and joined.step == self.store.heads[-1].number:
            head = self.store.rewrite(joined.step, label, [Edit(key, joined.before, entry)])
            self._history.relabel(head)
            change = self._applied(label, [Edit(key, before, entry)], origin)
        else:
            joined = None
            change = self.enter({key: entry}, label, origin=origin)
        if not typing:
            self._typing.close()
        elif joined is None:
            self._typing.begin(key, self.store.heads[-1].number, before, entry)
        return change

    def _refuse_gone(self, definition: Definition, key: Key) -> None:
        """A cell of a row that is not there is not entered: the row would come back with one cell."""
        row = split_key(key)[1]
        if definition.listing is not None and not self.graph.state.rows.has(definition.listing, row):
            raise Refused(f"{definition.label} 所在的一行已经删除，没有写入")

    def leave(self, key: Key) -> None:
        """The field or text was left: its step is closed."""
        self._typing.leave(key)

    def report_as(self, key: Key, text: str, *, origin: object = None) -> Change:
        """Enters a 填报值 for a computed figure; blank takes it away. Raises Refused."""
        definition = self.definition(key)
        if not definition.formula:
            raise Refused(f"{definition.label} 不是计算出来的，请直接填写")
        self._refuse_gone(definition, key)
        entry = definition.read(text)
        refuse_outside(self.graph, definition, split_key(key)[1], entry)
        label = f"按原表填写{definition.label}" if entry else f"{definition.label}采用计算值"
        return self.enter({key + REPORTED: entry}, label, origin=origin)

    def enter(
        self, entries: Mapping[str, str | None], label: str, *, origin: object = None, row: Row = WHOLE
    ) -> Change:
        """Writes entries that are canonical already as one named step; None takes an entry away."""
        self._refuse_final()
        edits = [Edit(k, self.entry(k), v) for k, v in entries.items() if self.entry(k) != v]
        self._typing.close()
        if not edits:
            return Change(label, origin=origin, row=row)
        self._history.add(self.store.append(label, edits, kind=DONE))
        return self._applied(label, edits, origin, row)

    def sign(self, entries: Mapping[str, str | None], label: str) -> Change:
        """Writes what a signature says; it is not undone, and 定稿 does not hinder it."""
        self._typing.close()
        edits = [Edit(k, self.entry(k), v) for k, v in entries.items() if self.entry(k) != v]
        self.store.append(label, edits, kind=SIGNED)
        return self._applied(label, edits, None)

    def change_pack(self, pack: Pack, entries: Mapping[str, str], label: str) -> Change:
        """Goes over to another version of the pack with the entries that fit it, as one step.

        A backup is made first. Undo stops at it: earlier steps speak of names that the report has no more.
        """
        self._refuse_final()
        self._typing.close()
        own = self.graph.state.entries.all
        names = dict.fromkeys((*own, *entries))
        edits = [Edit(name, own.get(name), entries.get(name)) for name in names]
        edits = [edit for edit in edits if edit.before != edit.after]
        meta = self.store.meta | {"pack": pack.id, "pack_version": pack.version}
        self._history.add(self.store.set_pack(meta, pack.carried_files(), label, edits, kind=UPDATED))
        self.pack = pack.with_forms()
        self.graph = pack.graph()
        self.graph.load(self.store.entries)
        self.proofs = Proofs()
        return Change(label)

    def _refuse_final(self) -> None:
        if self.is_final:
            raise Refused("报告已经定稿，不能修改。要改请先在“检查 → 签批”里取消定稿，写明原因")

    def _applied(self, label: str, edits: Iterable[Edit], origin: object, row: Row = WHOLE) -> Change:
        changes = self.graph.apply([(e.key, e.after) for e in edits])
        return Change.of(label, changes, origin, row)

    def add_row(
        self,
        listing_key: ListingKey,
        *,
        cells: Mapping[str, str] | None = None,
        before: Row = WHOLE,
        origin: object = None,
    ) -> Change:
        """Adds a row, ahead of the row `before` or at the end; `cells` are typed texts by column name."""
        row = new_row(split_listing_key(listing_key)[1])
        entries = added(self.graph, listing_key, row, cells or {}, before)
        return self.enter(entries, f"{self._label(listing_key)}增加一行", origin=origin, row=row)

    def move_row(self, listing_key: ListingKey, row: Row, before: Row = WHOLE) -> Change:
        """Puts a row ahead of another, or at the end."""
        return self.move_rows(listing_key, [row], before)

    def move_rows(self, listing_key: ListingKey, rows: Sequence[Row], before: Row = WHOLE) -> Change:
        """Puts rows ahead of another, or at the end."""
        label = f"{self._label(listing_key)}移动{how_many(rows)}"
        return self.enter(moved(self.graph, listing_key, rows, before), label)

    def sort(self, listing_key: ListingKey, column: Key, *, descending: bool = False) -> Change:
        """Puts the rows in the order of a column, given by its key; blanks come last."""
        name = self.pack.definitions.figures[column].label
        label = f"{self._label(listing_key)}按{name}{'降序' if descending else '升序'}"
        return self.enter(ordered(self.graph, listing_key, column, descending=descending), label)

    def remove_row(self, listing_key: ListingKey, row: Row, *, origin: object = None) -> Change:
        """Removes a row with all that belongs to it."""
        return self.remove_rows(listing_key, [row], origin=origin)

    def remove_rows(self, listing_key: ListingKey, rows: Sequence[Row], *, origin: object = None) -> Change:
        """Removes rows with all that belongs to them.

        Texts that named their cells keep the words they showed; each is a 需说明 until it is looked at.
        """
        entries = removed(self.graph, listing_key, rows)
        return self.enter(entries, f"{self._label(listing_key)}删除{how_many(rows)}", origin=origin)

    def places_naming(self, listing_key: ListingKey, *rows: Row) -> list[Key]:
        """The keys of the texts that would change when rows are removed."""
        return places_naming(self.graph, split_listing_key(listing_key)[0], set(rows))

    def looked_at(self, key: Key) -> Change:
        """The clerk has seen what became of a text when a row it named was removed."""
        return self.enter({GONE + key: None}, f"已看过{self.definition(key).label}")

    def tick_none(self, listing_key: ListingKey, ticked: bool) -> Change:
        """无 for a listing: ticked, its sum is 0 and its wording prints 无."""
        if ticked and self.rows(listing_key, live=True):
            raise Refused("表里还有内容，要填“无”请先删除各行")
        label = f"{self._label(listing_key)}{'填无' if ticked else '取消无'}"
        return self.enter({listing_key + NONE_TICKED: "是" if ticked else None}, label)

    def _label(self, listing_key: ListingKey) -> str:
        return self.pack.definitions.listings[split_listing_key(listing_key)[0]].label

    def undo(self) -> Change | None:
        """Takes back the newest step; None where there is none."""
        return self._take(self._history.to_undo, TAKEN_BACK)

    def redo(self) -> Change | None:
        """Does again the step taken back last; None where there is none."""
        return self._take(self._history.to_redo, AGAIN)

    def _take(self, step: StepHead | None, kind: str) -> Change | None:
        if step is None:
            return None
        self._refuse_final()
        self._typing.close()
        edits = self.store.backward(step.number) if kind == TAKEN_BACK else self.store.forward(step.number)
        label = f"{kind}“{step.label}”"
        self._history.add(self.store.append(label, edits, kind=kind, takes_back=step.number))
        return self._applied(label, edits, None)

    # -- keeping --------------------------------------------------------------------------------------

    def save_point(self, name: str) -> None:
        """Gives the present state a name; what is typed after it is a new step."""
        self._typing.close()
        self.store.save_point(name)

    def save_as(self, path: Path) -> None:
        """Writes a copy under another name; this report stays the open one. Raises FileTrouble."""
        self._typing.close()
        self.store.save_as(path)
