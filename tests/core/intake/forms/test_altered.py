"""Whatever is done to a filled form: the same figures, or a named refusal; never another figure."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from core.commands.packs import FOLDER
from core.intake.forms.proposing import FormProposal, accept_forms, propose_forms
from core.intake.forms.shape import Shape, shapes_of
from core.material.workbook import SheetRead, WorkbookRead
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.core.intake.forms.altering import ALTERATIONS, Altered, figures_of
from tests.core.intake.forms.filled import exported, filled_throughout

PACKS = sorted(path.name for path in FOLDER.iterdir() if (path / "pack.yaml").is_file())


class Filled(NamedTuple):
    """A report with its sheets as they come back, the shapes of its forms, and which form a sheet is."""

    report: Report
    sheets: tuple[SheetRead, ...]
    shapes: dict[str, Shape]
    forms: dict[str, str]

    def proposal(self, report: Report, sheet: SheetRead) -> FormProposal:
        """What a sheet would change in a report of the same pack."""
        return propose_forms(report, WorkbookRead(Path("附件.xlsx"), (sheet,)), shapes=self.shapes)


def pack_of(name: str) -> Pack:
    """One of the packs that come with the program."""
    return load_pack(FOLDER / name)


@cache
def _filled(pack: str) -> Filled:
    report = filled_throughout(pack_of(pack))
    with TemporaryDirectory() as folder:
        book = read_workbook(exported(report, Path(folder) / "附件.xlsx"))
    shapes = shapes_of(report.pack, report.graph)
    forms = propose_forms(report, book, shapes=shapes).forms
    return Filled(report, book.sheets, shapes, {each.sheet: each.form for each in forms})


def _altered(known: Filled, dice: random.Random) -> tuple[Altered, SheetRead] | None:
    sheet = dice.choice(known.sheets)
    if sheet.name not in known.forms:
        return None
    alter = ALTERATIONS[dice.choice(sorted(ALTERATIONS))]
    out = alter(sheet, known.shapes[known.forms[sheet.name]], dice)
    return (out, sheet) if out is not None else None


def _read(pack: str, sheet: SheetRead) -> dict[tuple[str, ...], str]:
    """What a report without entries says after all that is certain was taken."""
    report = Report.in_memory(_filled(pack).report.pack, entries={})
    proposal = _filled(pack).proposal(report, sheet)
    accept_forms(report, proposal, edits=proposal.certain, rows=proposal.certain_rows)
    return figures_of(report)


@cache
def _sound(pack: str, name: str) -> dict[tuple[str, ...], str]:
    """What a sheet gives as it was exported."""
    known = _filled(pack)
    sheet = next(each for each in known.sheets if each.name == name)
    return _read(pack, sheet)


@cache
def _true(pack: str) -> dict[tuple[str, ...], str]:
    """What the report says, computed figures too."""
    return figures_of(_filled(pack).report, computed=True)


def check(seeds: range) -> tuple[int, int]:
    """Figures read of all there are, where nothing but their place was changed."""
    read = there = 0
    for seed in seeds:
        dice = random.Random(seed)
        pack = dice.choice(PACKS)
        altered = _altered(_filled(pack), dice)
        if altered is None:
            continue
        out, sheet = altered
        sound = _sound(pack, sheet.name)
        got = _read(pack, out.sheet)
        true = _true(pack)
        wrong = {key: (true.get(key), words) for key, words in got.items() if true.get(key) != words}
        if out.year:
            wrong.pop((_filled(pack).report.pack.year_key,), None)
        assert not wrong, (seed, pack, sheet.name, out.what, wrong)
        proposal = _filled(pack).proposal(_filled(pack).report, out.sheet)
        changes = [(edit.label, edit.before, edit.after) for edit in proposal.certain]
        assert not changes, (seed, pack, sheet.name, out.what, changes)
        if out.keeps:
            read += len(got)
            there += len(sound)
    return read, there


def test_an_altered_form_gives_the_same_figures_or_none() -> None:
    read, there = check(range(300))
    assert read >= there * 0.95, (read, there)


@pytest.mark.campaign
def test_five_thousand_altered_forms_give_the_same_figures_or_none() -> None:
    read, there = check(range(300, 5_300))
    assert read >= there * 0.95, (read, there)
