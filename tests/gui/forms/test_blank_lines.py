"""The blank lines that a form keeps: typed into like rows, refused where they stand, ticked boxes repainted."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from core.report.report import Report
from gui.forms.model import FormModel
from gui.session import Session
from tests.core.pack.test_form_shapes import pack_of


@pytest.fixture
def model(qapp) -> FormModel:
    report = Report.in_memory(pack_of())
    return FormModel(Session(report), report.pack.bound("附件1", report.graph))


def shown(model: FormModel) -> list[list[str]]:
    return [[model.index(row, column).data() for column in range(2)] for row in range(3, 6)]


def test_what_is_typed_into_a_blank_line_becomes_a_row_and_the_table_is_not_reset(model: FormModel) -> None:
    resets = QSignalSpy(model.modelReset)
    changed = QSignalSpy(model.dataChanged)

    assert model.setData(model.index(3, 0), "造林")
    assert model.setData(model.index(4, 1), "3.5")

    assert shown(model) == [["造林", ""], ["", "3.5"], ["", ""]]
    assert resets.count() == 0
    assert changed.count() > 0
    model.setData(model.index(5, 0), "护林")
    model.setData(model.index(3, 1), "1")
    assert model.rowCount() == 7
    assert shown(model) == [["造林", "1"], ["", "3.5"], ["护林", ""]]


def test_nonsense_typed_into_a_blank_line_stands_where_it_was_typed(model: FormModel) -> None:
    model.setData(model.index(3, 0), "造林")

    assert not model.setData(model.index(5, 1), "很多")

    assert shown(model) == [["造林", ""], ["", ""], ["", "很多"]]
    assert model.refusal_at(5, 1) is not None
    assert model.refusal_at(4, 1) is None
    model.setData(model.index(5, 1), "2")
    assert not model.refusals()


def test_a_box_is_ticked_by_what_is_typed_and_shown_at_once(model: FormModel) -> None:
    assert model.is_typed(1, 0)

    model.setData(model.index(1, 0), "事业单位")

    assert model.index(1, 0).data() == "□机关　☑事业单位"
    assert not model.setData(model.index(1, 0), "社团")
    assert model.refusal_at(1, 0) is not None
