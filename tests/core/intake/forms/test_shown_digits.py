"""An amount keeps more decimals than a form shows: the digits that it shows are no change when they come back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.figures.keys import Key
from core.report.report import Report
from tests.core.intake.forms.filled import changed, exported, filled_report, proposed, put

EXACT = "1272.751234"


@pytest.fixture
def report() -> Report:
    report = filled_report()
    report.set(Key("收支.年初预算"), EXACT)
    report.set(Key("收入性质.一般公共预算"), "1188.1")
    return report


def test_the_cell_holds_all_of_it_under_its_format(report: Report, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(report, tmp_path / "附件.xlsx"))["附件2"]

    assert (sheet["D6"].value, sheet["D6"].number_format) == (float(EXACT), "#,##0.00")
    assert "一般公共预算：1,188.10" in sheet["B8"].value


def test_a_sentence_says_it_as_it_was_typed(report: Report) -> None:
    assert report.words(Key("收支.年初预算")) == EXACT
    assert report.shown(Key("收支.年初预算")) == "1272.75"
    assert report.shown(Key("人员.在职")) == report.words(Key("人员.在职"))


@pytest.mark.parametrize(
    ("typed", "taken"),
    [(1272.751234, None), (1272.75, None), ("1,272.75", None), (1272.76, "1272.76"), (1272.7, "1272.7")],
)
def test_the_digits_shown_are_no_change(
    report: Report, tmp_path: Path, typed: object, taken: str | None
) -> None:
    file = changed(exported(report, tmp_path / "附件.xlsx"), put("附件2", D6=typed))
    edits = {edit.entry_key: edit.entry for edit in proposed(report, file).taken}

    assert edits.get("收支.年初预算") == taken
    assert "收入性质.一般公共预算" not in edits
