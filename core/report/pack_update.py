"""更新模板: an open report goes over to a higher version of the pack it carries, in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.keys import (
    ANSWER,
    GONE,
    LAST_YEAR,
    NONE_TICKED,
    OLD,
    RANK,
    REPORTED,
    Key,
    ListingKey,
    Row,
    split_key,
)
from core.figures.kinds import read_entry
from core.figures.marks import escape
from core.figures.scope import context_of
from core.numbers.finding import Finding
from core.numbers.troubles import Refused
from core.pack.pack import Pack
from core.pack.sections import SECTIONS
from core.report.change import Change
from core.report.names import entry_name
from core.report.renaming import Renaming, TextRenaming
from core.report.report import Report


class OldValue(NamedTuple):
    """What was entered for a figure that the pack has no more: its name and its words."""

    name: str
    words: str


class PackUpdate(NamedTuple):
    """What going over to `pack` would do; `entries` are those the report would then have.

    `new` and `gone` are names of figures, `renamed` old and new keys, `old_values` what has no place any more,
    `texts` the names of texts in which a mark became words, `reworded` how many untouched texts and settings of
    the old version take what the new one says. `came` and `went` are findings.
    """

    pack: Pack
    entries: Mapping[str, str]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    old_values: tuple[OldValue, ...]
    texts: tuple[str, ...]
    reworded: int
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]


def propose_update(report: Report, pack: Pack) -> PackUpdate:
    """What the newer pack would make of a report; nothing is written. Raises PackError for an unsound one."""
    if not pack.is_newer_than(report.pack):
        raise ValueError(f"{pack.id} {pack.version} is not newer than {report.pack.version}")
    pack = pack.with_forms()
    update = _Updating(report, pack)
    entries = update.entries()
    after = Report.in_memory(pack, entries=entries).graph.judge.findings
    before = report.graph.judge.findings
    return PackUpdate(
        pack,
        entries,
        new=tuple(update.names(pack, update.new_keys())),
        gone=tuple(update.names(report.pack, update.gone_keys())),
        renamed=tuple((old, new) for old, new in pack.renamed.items() if update.renaming.key(old) != old),
        old_values=tuple(sorted(update.old_values)),
        texts=tuple(update.texts),
        reworded=update.reworded,
        came=tuple(finding for identity, finding in after.items() if identity not in before),
        went=tuple(finding for identity, finding in before.items() if identity not in after),
    )


def take_update(report: Report, update: PackUpdate) -> Change:
    """Writes an update that was proposed: a backup first, then pack, entries and step, all or nothing.

    Raises Refused where the report is 定稿, FileTrouble where it cannot be written.
    """
    label = f"更新模板：版本 {report.pack.version} → {update.pack.version}"
    return report.change_pack(update.pack, update.entries, label)


def old_values(report: Report) -> list[OldValue]:
    """旧数据: what earlier versions of the pack had a place for."""
    entries = report.graph.state.entries.all
    kept = [json.loads(text) for name, text in entries.items() if name.startswith(OLD)]
    return sorted(OldValue(one["名称"], one["显示"]) for one in kept if "名称" in one)


class _Updating:
    """Takes a report's entries over into a newer pack, and counts what becomes of them."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self._report = report
        self._pack = pack
        self._old = report.pack.definitions
        self._new = pack.definitions
        self._graph = pack.graph()
        self.renaming = Renaming(self._old, self._new, pack.renamed)
        self._texts = TextRenaming(report.graph, self._graph, self.renaming)
        self._first = report.pack.first_entries()
        self._next = pack.first_entries()
        self.old_values: list[OldValue] = []
        self.texts: list[str] = []
        self.reworded = 0

    # -- keys -----------------------------------------------------------------------------------------

    def new_keys(self) -> list[Key]:
        """Figures that the old version has not, under any name."""
        had = {self.renaming.key(key) for key in self._old.figures}
        return [key for key in self._new.figures if key not in had]

    def gone_keys(self) -> list[Key]:
        """Figures that the new version has not, under any name."""
        return [key for key in self._old.figures if self.renaming.key(key) not in self._new.figures]

    def names(self, pack: Pack, keys: list[Key]) -> Iterator[str]:
        """Keys as a person reads them, with their labels where those differ."""
        for key in keys:
            definition = pack.definitions.figures[key]
            yield key if definition.label == definition.name else f"{key}（{definition.label}）"

    # -- entries --------------------------------------------------------------------------------------

    def entries(self) -> dict[str, str]:
        """All entries as the report would have them."""
        own = self._report.graph.state.entries.all
        dropped = self._untouched_rows()
        out: dict[str, str] = {}
        for name, text in own.items():
            if name not in dropped:
                out |= self._moved(name, text)
        self._put_back(out)
        known = {self.renaming.entry(name) for name in self._first}
        for name, text in self._next.items():
            if name not in out and name not in known:
                out[name] = text
        return out

    def _moved(self, name: str, text: str) -> dict[str, str]:
        """An entry in its place, or as 旧数据 where there is none."""
        for prefix in (GONE, LAST_YEAR):
            if name.startswith(prefix):
                now = self.renaming.entry(name.removeprefix(prefix))
                return {(prefix + now if now else name): text}
        if name.startswith(ANSWER):
            return {name: self._answer(text)}
        if not self.renaming.is_known(name):
            return {name: text}
        now = self.renaming.entry(name)
        if now is None or self._is_outside(now):
            return self._kept(name, text)
        if name.endswith((RANK, NONE_TICKED)):
            return {now: text}
        if self._first.get(name) == text and self._next.get(now, text) != text:
            self.reworded += 1
            return {now: self._next[now]}
        return self._converted(name, now, text)

    def _answer(self, text: str) -> str:
        """An explanation, with the figures that it holds for under the names they have now."""
        kept = json.loads(text)
        shown = kept.get("数", {})
        kept["数"] = {self.renaming.entry(key) or key: words for key, words in shown.items()}
        return json.dumps(kept, ensure_ascii=False)

    def _converted(self, name: str, now: str, text: str) -> dict[str, str]:
        """A cell's entry as its figure takes it now."""
        was = self._old.figures[split_key(name.removesuffix(REPORTED))[0]]
        definition = self._new.figures[split_key(now.removesuffix(REPORTED))[0]]
        if was.kind.is_lines and definition.kind.is_lines:
            return self._text(name, now, text, definition)
        shown = self._report.words(Key(name)) if was.kind.is_lines else text
        entry = _taken(was, definition, shown)
        if entry is None:
            return self._kept(name, text)
        return {now: escape(entry) if definition.kind.is_lines else entry}

    def _text(self, name: str, now: str, text: str, definition: Definition) -> dict[str, str]:
        """A text with its marks as they are now; where one became words, a note asks to look at it."""
        written, lost = self._texts.text(text, split_key(name)[1], context_of(definition, texts=True))
        if not lost:
            return {now: written}
        self.texts.append(entry_name(self._report, name))
        before = self._report.entry(GONE + name)
        return {now: written, GONE + now: "、".join(filter(None, (before, *lost)))}

    def _kept(self, name: str, text: str) -> dict[str, str]:
        """旧数据: an entry with the name a person knows it by, and the kind it was read as; of rows just the place."""
        if name.endswith((RANK, NONE_TICKED)):
            return {OLD + name: json.dumps({"填写": text}, ensure_ascii=False)}
        definition = self._old.figures[split_key(name.removesuffix(REPORTED))[0]]
        is_number = isinstance(definition.value(text), Decimal)
        shown = f"{text}{definition.kind.suffix}" if is_number else definition.kind.show_entry(text)
        listing = self._old.listings.get(definition.listing) if definition.listing else None
        value = OldValue(
            f"{listing.label if listing else definition.group} {entry_name(self._report, name)}".strip(),
            self._report.words(Key(name)) if definition.kind.is_lines else shown,
        )
        self.old_values.append(value)
        kept = {"名称": value.name, "显示": value.words, "填写": text, "类型": definition.kind.name}
        return {OLD + name: json.dumps(kept, ensure_ascii=False)}

    def _put_back(self, out: dict[str, str]) -> None:
        """旧数据 for which the pack has a place of its kind again, where nothing else stands."""
        for name in [name for name in out if name.startswith(OLD)]:
            own = name.removeprefix(OLD)
            kept = json.loads(out[name])
            fits = self._fits(self._new.figures.get(split_key(own)[0]), kept)
            if fits and own not in out and self._graph.state.entries.holds(own) and not self._is_outside(own):
                out[own] = kept["填写"]
                del out[name]

    def _fits(self, definition: Definition | None, kept: Mapping[str, str]) -> bool:
        """Whether 旧数据 of a cell is what the figure takes; a row's place always is."""
        if definition is None:
            return True
        taken = not definition.options or kept["填写"] in definition.options
        return taken and definition.kind.name == kept.get("类型")

    # -- rows of the pack ------------------------------------------------------------------------------

    def _untouched_rows(self) -> set[str]:
        """The entries of rows that the old version made, the new one has not, and nobody has written in."""
        own = self._report.graph.state.entries.all
        rows: dict[tuple[ListingKey, Row], set[str]] = {}
        for listing in self._old.listings.values():
            now = self._new.listings.get(ListingKey(self.renaming.key(listing.key)))
            for row in listing.fixed_rows if listing.parent is None else ():
                if now is not None and row not in now.fixed_rows:
                    rows[listing.key, Row(row)] = set()
        for name in own:
            if _row_of(name) in rows:
                rows[_row_of(name)].add(name)
        return {
            name
            for names in rows.values()
            if all(
                own[name] == self._first.get(name, own[name] if name.endswith(RANK) else None)
                for name in names
            )
            for name in names
        }

    def _is_outside(self, name: str) -> bool:
        """Whether an entry would stand in a row that its listing, whose rows are all the pack's, has not."""
        listing, row = _row_of(name)
        known = self._new.listings.get(listing)
        is_closed = known is not None and not known.open_rows and known.parent is None
        return is_closed and known is not None and row not in known.fixed_rows and listing != SECTIONS


def _row_of(name: str) -> tuple[ListingKey, Row]:
    """The outermost listing and row in which an entry stands: 项目[a3f].金额 → (项目, a3f)."""
    head, bracket, rest = name.partition("[")
    return (ListingKey(Key(head)), Row(rest.partition("]")[0])) if bracket else (ListingKey(Key("")), Row(""))


def _taken(was: Definition, definition: Definition, text: str) -> str | None:
    """What an entry is for a figure that may be of another kind now; None where it is nothing for it."""
    same = was.kind is definition.kind
    if same and (not definition.options or text in definition.options):
        return text
    if definition.kind.numeric and was.kind.unit != definition.kind.unit:
        return None
    try:
        return read_entry(definition.kind, was.kind.show_entry(text), definition.options)
    except Refused:
        return None
