"""The verb import: a finished report and filled forms become a report file, or are read into one that is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from core.commands.choosing import fitting_pack_of_forms
from core.commands.command_line import Misuse
from core.commands.console import aside, say
from core.commands.packs import DEFAULT, fitting_pack, known_packs, pack_named
from core.commands.packs_in_use import other_pack
from core.commands.reading_in import (
    NOT_READ,
    PARTLY,
    WHOLE,
    Allowance,
    BookIn,
    NotIn,
    ReadIn,
    TextIn,
    read_in,
)
from core.commands.sources import sources_of
from core.commands.unfilled import unfilled_as_json, unfilled_line, unfilled_names
from core.intake.forms.form_proposal import LABEL
from core.intake.forms.shape import shapes_of
from core.intake.texts.source import Source, read_source
from core.intake.texts.text_proposal import propose
from core.material.workbook import WorkbookRead
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.pack import Pack
from core.reading.workbooks import is_workbook, read_workbook
from core.report.history import BEGUN, DONE
from core.report.report import Report
from core.store.steps import Edit
from core.store.store import Store

SCHEMA = 1
"""Of what --json prints: raised when something in it changes its meaning."""
READABLE = (".txt", ".docx", ".xlsx", ".xlsm")


class Wishes(NamedTuple):
    """How an import is asked for: the pack's id ("" for the one that fits), and what besides the certain is taken."""

    pack: str = ""
    allowance: Allowance = Allowance()
    unit: str = ""
    as_json: bool = False
    most: int | None = None


class _Material(NamedTuple):
    """The files as read, and those that could not be."""

    text: Source | None
    books: list[WorkbookRead]
    not_in: list[NotIn]


@dataclass(slots=True)
class Import:
    """What an import did: the pack and why it was taken, what became of each file, whether the report was written."""

    target: Path
    files: list[ReadIn] = field(default_factory=list)
    pack: Pack | None = None
    why: str = ""
    written: bool = False
    reason: str = ""
    unfilled: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The gravest of the files'; where nothing was taken into a new report, not all was read."""
        gravest = max((each.status for each in self.files), default=WHOLE)
        return gravest if self.written or self.target.exists() else max(gravest, PARTLY)

    def lines(self, most: int | None) -> Iterator[str]:
        """For people."""
        if self.why:
            yield self.why
        for each in self.files:
            if not isinstance(each, NotIn):
                yield from each.lines(most)
        yield self._ending()
        if self.written and self.unfilled:
            yield unfilled_line(self.unfilled)

    def _ending(self) -> str:
        if self.written:
            return f"已存为 {self.target}"
        is_there = self.target.exists()
        outcome = f"{self.target} 没有改动" if is_there else f"没有新建 {self.target}"
        if self.status == NOT_READ:
            return f"有文件没有读出来，{outcome}"
        return f"{'没有要改的' if is_there else '没有可以读入的'}，{outcome}"

    def as_json(self) -> str:
        """For programs."""
        return json.dumps(
            {
                "schema": SCHEMA,
                "report": str(self.target),
                "written": self.written,
                "reason": self.reason,
                "pack": self.pack.id if self.pack else "",
                "why": self.why,
                "unfilled": unfilled_as_json(self.unfilled),
                "files": [each.as_json() for each in self.files],
            },
            ensure_ascii=False,
            indent=1,
        )


def import_files(names: Sequence[Path], target: Path, wishes: Wishes, who: str) -> int:
    """Reads files into a report, which is written whole or not at all; the exit status is the gravest."""
    sources = sources_of(names, READABLE)
    for trouble in sources.closed:
        raise trouble
    if sources.left_out:
        aside(f"没有读：{sources.left_out_words}")
    material = _read(sources.files)
    done = Import(target, list(material.not_in))
    try:
        if not material.not_in:
            (_into if target.exists() else _anew)(done, material, wishes, who)
    except (FileTrouble, PackError, Refused) as trouble:
        done.reason = str(trouble) if isinstance(trouble, PackError) else trouble.reason
        if wishes.as_json:
            say(done.as_json())
        raise
    if not done.written:
        done.files = [replace(each, kept=False) if isinstance(each, BookIn) else each for each in done.files]
    for each in done.files:
        if isinstance(each, NotIn):
            aside(f"{each.file.name}：{each.reason}")
    if wishes.as_json:
        say(done.as_json())
    else:
        for line in done.lines(wishes.most):
            say(line)
    return done.status


def _read(files: Sequence[Path]) -> _Material:
    """The contents of all files; raises Misuse for two finished reports."""
    texts = [file for file in files if not is_workbook(file)]
    if len(texts) > 1:
        raise Misuse("一次只能导入一份成文报告，可以同时带上填好的附件（.xlsx）")
    out = _Material(None, [], [])
    for file in files:
        try:
            if file in texts:
                out = out._replace(text=read_source(file))
            else:
                out.books.append(read_workbook(file))
        except FileTrouble as trouble:
            out.not_in.append(NotIn(file, trouble.reason))
    return out


# -- a new report -------------------------------------------------------------------------------------


def _anew(done: Import, material: _Material, wishes: Wishes, who: str) -> None:
    """Makes a new report in memory, and a file of it where something could be taken."""
    known = [] if wishes.pack else known_packs(say=aside)
    pack = pack_named(wishes.pack) if wishes.pack else _fitting(done, material, known)
    if pack is None:
        done.files += [NotIn(book.path, "没有认出附件：和各个模板的表样都不像") for book in material.books]
        return
    done.pack = pack.with_forms()
    first = done.pack.first_entries()
    if material.text is not None:
        proposal = propose(done.pack, material.text.body)
        first = proposal.entries
        is_known = bool(wishes.pack or done.why or proposal.linked or len(proposal.literal) > 1)
        reason = "没有认出数据和标题，不像一份报告；确是的请用 --pack 写明模板"
        done.files.append(TextIn(material.text, proposal) if is_known else NotIn(material.text.path, reason))
    draft = Report.in_memory(done.pack, entries=first)
    _take_books(done, draft, material.books, wishes)
    after = dict(draft.graph.state.entries.all)
    if done.status != NOT_READ and (material.text is not None or after != first):
        label = f"导入 {material.text.path.name}" if material.text is not None else "新建报告"
        _write_new(done, first, after, label, who)


def _fitting(done: Import, material: _Material, known: list[Pack]) -> Pack | None:
    """The pack that fits the finished report, else the one that fits the forms; `why` is said of it."""
    if material.text is not None:
        pack = fitting_pack(material.text.body, known)
        if pack is not None:
            done.why = f"选用模板“{pack.title}”（{pack.id}）：成文报告的标题像它的章节"
            return pack
    choice = fitting_pack_of_forms(material.books, known)
    if choice is not None:
        done.why = choice.words
        return choice.pack
    return pack_named(DEFAULT) if material.text is not None else None


def _write_new(
    done: Import, first: Mapping[str, str], after: Mapping[str, str], label: str, who: str
) -> None:
    """The report's file, whole under its name or not there: what was typed first, then the forms as one step."""
    assert done.pack is not None
    make_folder(done.target.parent)
    meta = {"pack": done.pack.id, "pack_version": done.pack.version}
    with Store.in_memory(meta=meta, pack_files=done.pack.carried_files(), who=who) as store:
        store.append(label, _edits({}, first), kind=BEGUN)
        if forms := _edits(first, after):
            store.append(LABEL, forms, kind=DONE)
        store.save_as(done.target)
    done.written = True


# -- a report that is there -----------------------------------------------------------------------------


def _into(done: Import, material: _Material, wishes: Wishes, who: str) -> None:
    """Reads forms into a report as one step; raises FileTrouble where it cannot be opened, Refused when it is final."""
    if material.text is not None:
        raise FileTrouble(done.target, "这里已有同名文件。请换一个名字，或直接打开它。")
    report = Report.open(done.target, who=who)
    try:
        done.pack = report.pack
        asked = pack_named(wishes.pack) if wishes.pack else report.pack
        if asked.id != report.pack.id:
            raise Misuse(other_pack(report.pack, asked))
        before = dict(report.store.entries)
        draft = Report.in_memory(report.pack, entries=before)
        _take_books(done, draft, material.books, wishes)
        after = draft.graph.state.entries.all
        edits = _edits(before, after)
        if done.status != NOT_READ and edits:
            report.enter({edit.key: edit.after for edit in edits}, LABEL)
            done.written = True
            if report.store.backup_trouble:
                aside(report.store.backup_trouble)
    finally:
        report.close()


def _take_books(done: Import, draft: Report, books: Sequence[WorkbookRead], wishes: Wishes) -> None:
    shapes = shapes_of(draft.pack, draft.graph) if books else {}
    earlier: dict[str, str] = {}
    for book in books:
        taken = read_in(draft, book, shapes, wishes.allowance, wishes.unit, earlier)
        earlier |= {edit.entry_key: f"{book.path.name} 写的是 {edit.after}" for edit in taken.edits}
        done.files.append(taken)
    done.unfilled = unfilled_names(draft)


def _edits(before: Mapping[str, str], after: Mapping[str, str]) -> list[Edit]:
    keys = dict.fromkeys((*after, *before))
    return [Edit(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def make_folder(folder: Path) -> None:
    """Makes the folder of a report to be written where it is missing; raises FileTrouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(folder, f"不能建立这个文件夹（{error.strerror}），请另选一个位置") from error
