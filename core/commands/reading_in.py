"""What was read in of one file, what was not, and why: as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from core.figures.keys import RANK, REPORTED, split_listing_key
from core.intake.forms.form_proposal import (
    UNIT,
    YEAR,
    FormEdit,
    FormProposal,
    FormSheet,
    Question,
    RowEdit,
    accept_forms,
)
from core.intake.forms.proposing import propose_forms
from core.intake.forms.shape import Shape
from core.intake.texts.source import Source
from core.intake.texts.text_proposal import TextProposal
from core.material.workbook import WorkbookRead
from core.report.report import Report

WHOLE = 0
PARTLY = 1
NOT_READ = 3

SHOWN = 20
"""How many lines of one sort a terminal gets of one file."""


class Allowance(NamedTuple):
    """What may be taken besides what is certain: what is `doubtful`; `forced`: also what clears or must be asked."""

    doubtful: bool = False
    forced: bool = False

    def takes(self, change: FormEdit | RowEdit) -> bool:
        """Whether a change may be taken."""
        if isinstance(change, FormEdit) and change.reason:
            return False
        if self.forced:
            return True
        clears = isinstance(change, FormEdit) and change.clears
        return not (clears or change.asks) and (self.doubtful or not change.doubt)

    def answers(self, question: Question) -> bool:
        """Whether a question about a sheet is answered by what may be taken."""
        return self.forced or (self.doubtful and question.what not in (YEAR, UNIT))


class NotIn(NamedTuple):
    """A file of which nothing could be read."""

    file: Path
    reason: str
    status: int = NOT_READ

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {"file": str(self.file), "status": self.status, "reason": self.reason}


class TextIn(NamedTuple):
    """A finished report that was read."""

    source: Source
    proposal: TextProposal

    @property
    def file(self) -> Path:
        return self.source.path

    @property
    def status(self) -> int:
        """Whether all of it was read: sections without any known figure, and attachments behind it, were not."""
        return PARTLY if self.proposal.literal or self.source.aside else WHOLE

    def lines(self, most: int | None) -> Iterator[str]:
        """For people."""
        yield f"{self.file.name}：认出 {self.proposal.linked} 处数据"
        guesses = [
            f"{one.label} {one.written}（{one.confidence * 100:.0f}%）" for one in self.proposal.guesses
        ]
        if guesses:
            words = "；".join(guesses) if most is None else f"{len(guesses)} 处"
            yield f"  其中按词义认出的，请核对：{words}"
        for residue in self.proposal.residue[:most]:
            yield f"  去掉了 Word 残留：{residue.text}"
        if self.source.aside:
            names = "、".join(self.source.aside)
            yield f"  后面的附件没有当作正文读入：{names}；填好的附件请用 .xlsx 读入"
        if self.proposal.literal:
            yield f"  以下部分没有认出数据，按原文保留：{'、'.join(self.proposal.literal)}"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "file": str(self.file),
            "status": self.status,
            "reason": "",
            "linked": self.proposal.linked,
            "guesses": [
                {"label": one.label, "written": one.written, "confidence": one.confidence}
                for one in self.proposal.guesses
            ],
            "residue": [residue.text for residue in self.proposal.residue],
            "aside": list(self.source.aside),
            "literal": list(self.proposal.literal),
        }


@dataclass(frozen=True, slots=True)
class BookIn:
    """A workbook with filled forms that was read; `edits` and `rows` of the proposal were taken.

    They were written too unless it is not `kept`: another file kept all from being written.
    """

    file: Path
    proposal: FormProposal
    allowance: Allowance
    edits: list[FormEdit] = field(default_factory=list)
    rows: list[RowEdit] = field(default_factory=list)
    kept: bool = True

    @property
    def status(self) -> int:
        """Whether all of it was read and taken, some of it, or no form recognised."""
        proposal = self.proposal
        if not proposal.forms:
            return NOT_READ
        left = len(self.edits) < len(proposal.edits) or len(self.rows) < len(proposal.rows)
        asked = not all(map(self.allowance.answers, proposal.questions))
        return PARTLY if left or asked or proposal.unread else WHOLE

    def lines(self, most: int | None) -> Iterator[str]:
        """For people: at most so many lines of a sort, None for all."""
        yield f"{self.file.name}：{self._summary()}"
        if most == 0:
            return
        can = "" if self.kept else "可以"
        yield from _first([f"  {can}读入 {_change(edit)}" for edit in self.edits], most)
        yield from _first([f"  {can}增加一行 {_row(row)}" for row in self.rows], most)
        yield from _first([f"  没有读入 {words}" for words in self._left()], most)
        yield from _first([f"  {unread.sentence}" for unread in self.proposal.unread], most)
        for question in self.proposal.questions:
            unit = (
                ""
                if question.what in (YEAR, UNIT)
                else f"；确是{question.what}的，请加 --unit {question.what}"
            )
            yield f"  请核对：{question.words}{unit}"
        yield from _first([f"  {note}" for note in self.proposal.notes], most)
        gone = [f"  附件里没有“{row.name}”，报告里的这一行没有删除" for row in self.proposal.gone]
        yield from _first(gone, most)

    def _summary(self) -> str:
        if not self.proposal.forms:
            return "没有认出附件"
        cleared = sum(edit.clears for edit in self.edits)
        left = len(self.proposal.edits) + len(self.proposal.rows) - len(self.edits) - len(self.rows)
        counts = [f"改动 {len(self.edits) - cleared} 处", f"增加 {len(self.rows)} 行"]
        counts += [f"清空 {cleared} 处"] if cleared else []
        counts += [f"没有读入 {left} 处"] if left else []
        counts += [f"读不懂或没有读 {len(self.proposal.unread)} 处"] if self.proposal.unread else []
        counts += [f"要核对 {len(self.proposal.questions)} 件"] if self.proposal.questions else []
        can = "" if self.kept else "没有写入，可以"
        return f"{'、'.join(map(_sheet, self.proposal.forms))}；{can}{'，'.join(counts)}"

    def _left(self) -> Iterator[str]:
        """The changes that were not taken, with the reason and what would take them."""
        for edit in self.proposal.edits:
            if edit not in self.edits:
                yield f"{_change(edit, doubt=False)}：{_why_left(edit)}"
        for row in self.proposal.rows:
            if row not in self.rows:
                yield f"新的一行 {_row(row, doubt=False)}：{_why_left(row)}"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        proposal = self.proposal
        return {
            "file": str(self.file),
            "status": self.status,
            "reason": "" if proposal.forms else "没有认出附件",
            "forms": [
                {"form": one.form, "sheet": one.sheet, "year": one.year, "unit": one.unit, "same": one.same}
                for one in proposal.forms
            ],
            "edits": [_edit_as_json(edit, self.kept and edit in self.edits) for edit in proposal.edits],
            "rows": [_row_as_json(row, self.kept and row in self.rows) for row in proposal.rows],
            "gone": [row.name for row in proposal.gone],
            "unread": [one._asdict() for one in proposal.unread],
            "questions": [one._asdict() for one in proposal.questions],
            "notes": list(proposal.notes),
        }


ReadIn = NotIn | TextIn | BookIn


def read_in(
    draft: Report,
    book: WorkbookRead,
    shapes: Mapping[str, Shape],
    allowance: Allowance,
    unit: str,
    earlier: Mapping[str, str],
) -> BookIn:
    """Takes what may be taken of a workbook into a draft; `unit` is that of all sheets whose money is in question.

    `earlier` tells for entries what another file, read before, says of them: what differs is doubtful.
    """
    proposal = propose_forms(draft, book, shapes=shapes)
    asked = {one.sheet for one in proposal.questions if one.what not in (YEAR, UNIT)}
    if unit and asked:
        proposal = propose_forms(draft, book, units=dict.fromkeys(asked, unit), shapes=shapes)
    proposal.edits = [
        edit._replace(doubt=edit.doubt or earlier.get(edit.entry_key, "")) for edit in proposal.edits
    ]
    edits = [edit for edit in proposal.edits if allowance.takes(edit)]
    rows = [row for row in proposal.rows if allowance.takes(row)]
    accept_forms(draft, proposal, edits=edits, rows=rows)
    return BookIn(
        book.path,
        proposal,
        allowance,
        [edit for edit in edits if draft.entry(edit.entry_key) == edit.entry],
        [row for row in rows if draft.graph.state.rows.has(split_listing_key(row.listing_key)[0], row.row)],
    )


# -- words --------------------------------------------------------------------------------------------


def _first(lines: Sequence[str], most: int | None) -> Iterator[str]:
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield f"  …… 还有 {len(lines) - most} 处；全部请看 --json，或把结果写到文件里"


def _sheet(sheet: FormSheet) -> str:
    year = f"{sheet.year} 年" if sheet.year else ""
    parts = [part for part in (f"工作表“{sheet.sheet}”", year, sheet.unit) if part]
    return f"{sheet.form}（{'，'.join(parts)}，相同 {sheet.same} 处）"


def _change(edit: FormEdit, doubt: bool = True) -> str:
    by = f"，按“{edit.by}”认出" if edit.by else ""
    shown = f"{_line(edit.before) or '（空）'} → {_line(edit.after) or '（清空）'}"
    as_filled = "（按原表填写）" if edit.entry_key.endswith(REPORTED) and edit.after else ""
    why = f"；{edit.doubt}" if doubt and edit.doubt else ""
    return f"{edit.source} {edit.label}：{shown}{as_filled}{by}{why}"


def _row(row: RowEdit, doubt: bool = True) -> str:
    filled = sum(1 for key, entry in row.entries.items() if entry is not None and not key.endswith(RANK))
    why = f"；{row.doubt}" if doubt and row.doubt else ""
    return f"{row.source} {row.name}：{filled} 格{why}"


def _why_left(change: FormEdit | RowEdit) -> str:
    if isinstance(change, FormEdit) and change.reason:
        return change.reason
    if change.asks:
        return f"{change.asks.what}不同，请先核对；确要读入请加 --force"
    if isinstance(change, FormEdit) and change.clears:
        return "表里是空的；确要清空请加 --force"
    if change.doubt:
        return f"{change.doubt}；确要读入请加 --all"
    return "它所在的行没有读入"


def _line(words: str) -> str:
    return words.replace("\n", " ")


def _edit_as_json(edit: FormEdit, taken: bool) -> dict[str, object]:
    names = ("source", "label", "before", "after", "by", "doubt", "reason", "clears", "asks")
    return {"taken": taken, "key": edit.key} | {name: getattr(edit, name) for name in names}


def _row_as_json(row: RowEdit, taken: bool) -> dict[str, object]:
    names = ("source", "name", "doubt", "asks")
    return {"taken": taken, "listing": row.listing_key} | {name: getattr(row, name) for name in names}
