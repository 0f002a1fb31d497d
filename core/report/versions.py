"""Earlier states of a report: its save points, steps and backups, what has changed since, and going back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from core.figures.keys import GONE, LAST_YEAR, OLD, RANK, SIGNED, WHOLE, Key, split_key
from core.numbers.troubles import Refused
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.pack.sections import SECTIONS
from core.report.change import Change
from core.report.history import UPDATED
from core.report.names import entry_name, figure_name
from core.report.report import Report
from core.store.steps import SavePoint, StepHead
from core.store.store import Store


class Version(NamedTuple):
    """A state of the report: after a step, or as a backup holds it; `name` is how a person calls it."""

    name: str
    at: str
    who: str = ""
    step: int | None = None
    backup: Path | None = None


class Difference(NamedTuple):
    """One entry in two states, by its own name and a person's; computed ones follow from the others."""

    key: str
    name: str
    before: str
    after: str
    computed: bool = False


class TextPiece(NamedTuple):
    """A stretch of a text: kept (=), taken out (-) or put in (+)."""

    sign: str
    text: str


class TextDifference(NamedTuple):
    """One text in two states."""

    key: Key
    name: str
    pieces: tuple[TextPiece, ...]


class Comparison(NamedTuple):
    """What differs between two states: figures, texts, and whether rows stand in another order."""

    figures: tuple[Difference, ...]
    texts: tuple[TextDifference, ...]
    moved: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.figures or self.texts or self.moved)


def save_points(report: Report) -> list[Version]:
    """The named states, newest first."""
    return [_of_point(point) for point in reversed(report.store.save_points())]


def backups(report: Report) -> list[Version]:
    """The daily copies, newest first."""
    return [Version(path.stem, path.stem, backup=path) for path in report.store.backups()]


def days(report: Report) -> Iterator[tuple[str, list[tuple[str, list[StepHead]]]]]:
    """The steps by day, newest day first, and in each day by person, newest step first."""
    newest = list(reversed(report.store.heads))
    for day, steps in groupby(newest, key=lambda head: head.at[:10]):
        people: dict[str, list[StepHead]] = {}
        for head in steps:
            people.setdefault(head.who, []).append(head)
        yield day, list(people.items())


def after_step(head: StepHead) -> Version:
    """The state after a step."""
    return Version(head.label, head.at, head.who, step=head.number)


def entries_of(report: Report, version: Version | None) -> dict[str, str]:
    """All entries of a state, None being the present one; raises FileTrouble for a backup not to be read."""
    if version is None:
        return dict(report.store.entries)
    if version.backup is not None:
        store = Store.open(version.backup, who="", read_only=True)
        try:
            return dict(store.entries)
        finally:
            store.close()
    return report.store.entries_after(version.step or 0)


def compare(report: Report, before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    """What differs between two states of a report, each computed anew."""
    old = Report.in_memory(report.pack, entries=before)
    new = Report.in_memory(report.pack, entries=after)
    figures: list[Difference] = []
    texts: list[TextDifference] = []
    moved: list[str] = []
    for entry in _turned(old, new):
        if entry.endswith(RANK):
            moved += [entry_name(new, entry)] if entry in before and entry in after else []
        elif _is_text(report, entry):
            pieces = pieces_of(_words(old, entry), _words(new, entry))
            if any(piece.sign != "=" for piece in pieces):
                texts.append(TextDifference(Key(entry), _name(old, new, entry), pieces))
        else:
            figures.append(Difference(entry, _name(old, new, entry), _words(old, entry), _words(new, entry)))
    figures += _computed(old, new)
    return Comparison(tuple(figures), tuple(texts), tuple(dict.fromkeys(moved)))


def restore(report: Report, entries: Mapping[str, str], name: str) -> Change:
    """Goes back to a state as one step, which can be undone like any other."""
    now = report.store.entries
    keys = (key for key in {*now, *entries} if not key.startswith(SIGNED))
    wanted = {key: entries.get(key) for key in keys if now.get(key) != entries.get(key)}
    return report.enter(wanted, f"恢复到“{name}”")


def hindrance(report: Report, version: Version) -> str:
    """Why the report cannot go back to a state, "" where it can: its entries are those of an older pack."""
    if version.backup is None and not _is_before_update(report, version):
        return ""
    if version.backup is not None and _carried(version.backup) == report.store.pack_files:
        return ""
    return "这是更新模板以前的样子，不能恢复到现在的模板里"


def pack_of(report: Report, version: Version) -> Pack:
    """The pack by which a state was entered; raises Refused where that is kept in a backup only."""
    if version.backup is not None:
        return read_pack(_carried(version.backup), check=False)
    if _is_before_update(report, version):
        raise Refused("这是更新模板以前的样子。要一份那时的副本，请在“备份”里选“更新模板前”的那一份")
    return report.pack


def _is_before_update(report: Report, version: Version) -> bool:
    updates = [head.number for head in report.store.heads if head.kind == UPDATED]
    return version.step is not None and version.step < max(updates, default=0)


def _carried(backup: Path) -> dict[str, bytes]:
    with Store.open(backup, who="", read_only=True) as store:
        return store.pack_files


def copy_of(
    report: Report, entries: Mapping[str, str], path: Path, name: str, pack: Pack | None = None
) -> Report:
    """A state as a report file of its own, open, with the pack it was entered by; raises FileTrouble."""
    label = f"由 {report.store.path.name} 的“{name}”另存"
    unsigned = {key: text for key, text in entries.items() if not key.startswith(SIGNED)}
    return Report.create(path, pack or report.pack, who=report.store.who, entries=unsigned, label=label)


def pieces_of(before: str, after: str) -> tuple[TextPiece, ...]:
    """How one text becomes another: paragraphs that stay are not looked into."""
    out: list[TextPiece] = []
    old = before.splitlines(keepends=True)
    new = after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(TextPiece("=", "".join(old[a:b])))
        else:
            out += _letters("".join(old[a:b]), "".join(new[c:d]))
    joined = [
        TextPiece(sign, "".join(piece.text for piece in group))
        for sign, group in groupby((p for p in out if p.text), key=lambda piece: piece.sign)
    ]
    return tuple(joined) or (TextPiece("=", ""),)


def _letters(before: str, after: str) -> Iterator[TextPiece]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield TextPiece("=", before[a:b])
        else:
            yield TextPiece("-", before[a:b])
            yield TextPiece("+", after[c:d])


def _of_point(point: SavePoint) -> Version:
    return Version(point.name, point.at, point.who, step=point.step)


def _turned(old: Report, new: Report) -> list[str]:
    """The names of entries that differ, in the order of the pack, rows as they stand."""
    before = old.store.entries
    after = new.store.entries
    names = [name for name in {*before, *after} if before.get(name) != after.get(name)]
    order = {key: at for at, key in enumerate(old.pack.definitions.figures)}
    names = [name for name in names if not name.startswith((LAST_YEAR, GONE, OLD, SIGNED))]
    return sorted(names, key=lambda name: (order.get(split_key(name)[0], len(order)), name))


def _is_text(report: Report, entry: str) -> bool:
    found = report.pack.definitions.figures.get(split_key(entry)[0])
    return found is not None and found.kind.is_lines


def _words(report: Report, entry: str) -> str:
    if split_key(entry)[0] in report.pack.definitions.figures and report.entry(entry) is not None:
        return report.words(Key(entry))
    return report.entry(entry) or ""


def _name(old: Report, new: Report, entry: str) -> str:
    """A row that is gone is named as it was."""
    return entry_name(new if entry in new.store.entries else old, entry)


def _computed(old: Report, new: Report) -> Iterable[Difference]:
    """Computed figures that came out differently; those of rows only where both states have the row."""
    for definition in new.pack.definitions.figures.values():
        if not definition.formula or definition.key.startswith(f"{SECTIONS}."):
            continue
        rows = new.graph.state.rows.every(definition.listing) if definition.listing else [WHOLE]
        for row in rows:
            key = new.cell(definition.key, row)
            before = old.computed(key)
            after = new.computed(key)
            if before != after:
                yield Difference(key, figure_name(new, key), before, after, computed=True)
