"""Forms that LibreOffice has saved in every format: the same figures, nearly all of them, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.intake.forms.proposing import accept_forms, propose_forms
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.campaign.test_excel import converted
from tests.core.intake.forms.altering import figures_of
from tests.core.intake.forms.filled import exported, filled_throughout
from tests.core.intake.forms.test_altered import PACKS, pack_of

ENOUGH = 0.95


def _read(path: Path, report: Report) -> dict[tuple[str, ...], str]:
    proposal = propose_forms(report, read_workbook(path))
    accept_forms(report, proposal)
    return figures_of(report)


@pytest.mark.campaign
@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_another_program_gives_its_own_figures(tmp_path: Path, pack: str, kind: str) -> None:
    report = filled_throughout(pack_of(pack))
    file = exported(report, tmp_path / "附件.xlsx")
    sound = _read(file, Report.in_memory(report.pack, entries={}))
    true = figures_of(report, computed=True)

    got = _read(converted(file, kind), Report.in_memory(report.pack, entries={}))

    assert {key: (true.get(key), words) for key, words in got.items() if true.get(key) != words} == {}
    assert len(got) >= len(sound) * ENOUGH, (len(got), len(sound))
