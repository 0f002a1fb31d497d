"""Totals that stay alive: formulas and values in one file, whatever reads it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from core.document.filling import filled_forms
from core.export import excel
from core.export.excel import write_excel
from core.intake.forms.proposing import propose_forms
from core.numbers.troubles import FileTrouble
from core.reading.workbooks import read_workbook
from tests.core.document.test_live_sums import CELLS, report_with

ALIVE = {"A2": "=SUM(A1,B1,C1)", "E2": "=SUM(A2,C1)", "A8": "=SUM(B4:B5)", "B8": "=SUM(B4:B5,B7)"}


def test_a_total_has_its_formula_and_its_value(tmp_path: Path) -> None:
    write_excel(filled_forms(report_with(CELLS)), tmp_path / "出.xlsx")

    formulas = openpyxl.load_workbook(tmp_path / "出.xlsx").worksheets[0]
    values = openpyxl.load_workbook(tmp_path / "出.xlsx", data_only=True).worksheets[0]
    assert {place: formulas[place].value for place in ALIVE} == ALIVE
    assert [values[place].value for place in ALIVE] == [6.6, 9.9, 1.6, 3.6]
    assert formulas["B2"].value == 0  # a difference stays a value


def test_the_values_are_those_of_the_file_without_formulas(tmp_path: Path) -> None:
    write_excel(filled_forms(report_with(CELLS)), tmp_path / "活.xlsx")
    write_excel(filled_forms(report_with(CELLS, more="")), tmp_path / "死.xlsx")

    (lively,) = read_workbook(tmp_path / "活.xlsx").sheets
    (plain,) = read_workbook(tmp_path / "死.xlsx").sheets
    assert lively.cells == plain.cells
    assert all(b"<f>" not in part for part in _parts(tmp_path / "死.xlsx"))


def test_a_form_with_live_totals_reads_back_without_a_change(tmp_path: Path) -> None:
    report = report_with(CELLS)
    write_excel(filled_forms(report), tmp_path / "出.xlsx")

    assert propose_forms(report, read_workbook(tmp_path / "出.xlsx")).is_empty


def test_a_file_in_which_a_formula_is_lost_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "add_formulas", lambda _path, _formulas: None)

    with pytest.raises(FileTrouble, match="不一致"):
        write_excel(filled_forms(report_with(CELLS)), tmp_path / "出.xlsx")
    assert not list(tmp_path.iterdir())


def _parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]
