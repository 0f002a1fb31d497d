"""What once went wrong on a form on the screen, each as its smallest case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.report.report import Report
from gui.forms.view import FormView
from gui.pages.form_page import FormPage
from gui.session import Session
from tests.core.pack.made_forms import FIGURES, bound, pack_with, report_of, xlsx
from tests.core.pack.test_form_layout import FIVE, JOINED
from tests.gui.forms.clerk import press
from tests.gui.listings.person import CTRL, SHIFT, Key, write

PART = xlsx({"A1": '{事(类 = "甲").名}', "B1": "{事.类}", "C1": "{事.数}"})
WORDS = xlsx({"A1": "收入：{钱.收入}\n支出：{钱.支出}", "B1": "{局.名}"})
MERGED = xlsx({"A1": "{钱.收入}", "C1": "{钱.支出}", "E1": "{局.名}"}, ["A1:B1", "C1:D1"])


def page_of(qtbot, report: Report) -> FormPage:
    """The page of the report's one form, with the focus."""
    session = Session(report)
    page = FormPage(session, bound(report))
    page.session = session  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.view is not None
    page.view.setFocus()
    return page


def view_of(qtbot, report: Report, row: int, column: int) -> FormView:
    """Its view, with the cursor on a cell."""
    page = page_of(qtbot, report)
    view = page.view
    assert view is not None
    view.page = page  # type: ignore[attr-defined]  # the page lives as long as its view
    view.stand_on(view.model().index(row, column))
    return view


def test_what_is_copied_and_pasted_in_its_place_changes_nothing(qtbot) -> None:
    report = report_of(pack_with(MERGED), "钱: {收入: 5, 支出: 3}\n局.名: 某局")
    view = view_of(qtbot, report, 0, 0)
    before = dict(report.graph.state.entries.all)
    press(Key.Key_Right, SHIFT, times=3)
    press(Key.Key_C, CTRL)
    press(Key.Key_V, CTRL)
    assert len(view.acts.selected_columns()) > 2
    assert report.graph.state.entries.all == before


def test_filling_down_takes_what_a_joined_cell_above_holds(qtbot) -> None:
    report = report_of(pack_with(JOINED), FIVE)
    view = view_of(qtbot, report, 4, 0)
    press(Key.Key_D, CTRL)
    assert view.rowSpan(2, 0) == 5
    assert [report.entry(f"事[{row}].类") for row in report.rows("事")] == ["甲"] * 5


def test_filling_down_reaches_the_last_selected_row_over_joined_cells(qtbot) -> None:
    report = report_of(pack_with(JOINED), FIVE)
    view = view_of(qtbot, report, 2, 0)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    assert {report.entry(f"事[{row}].类") for row in report.rows("事")} == {"甲"}
    assert view.rowSpan(2, 0) == 5


@pytest.mark.parametrize("empties", [True, False])
def test_a_row_may_leave_its_part_by_what_is_typed_into_it(qtbot, empties: bool) -> None:
    report = report_of(pack_with(PART), FIVE)
    view = view_of(qtbot, report, 1, 1)
    if empties:
        press(Key.Key_Delete)
    else:
        write("乙")
        press(Key.Key_Return)
    assert view.model().rowCount() == 1


def test_a_row_leaves_a_part_of_an_inner_listing(qtbot) -> None:
    form = xlsx({"A1": "{事.名}", "A2": '{事.步(做 = "看").分}', "B2": "{事.步.做}"})
    given = "事:\n  - {名: 一, 步: [{做: 看, 分: 3}, {做: 看, 分: 4}]}"
    page = page_of(qtbot, report_of(pack_with(form, per_row="事"), given))
    assert page.view is not None
    page.session.set("事[1].步[2].做", "写")
    assert page.view.model().rowCount() == 2


def test_each_field_of_a_panel_keeps_what_was_refused_in_it(qtbot) -> None:
    report = report_of(pack_with(WORDS))
    page = page_of(qtbot, report)
    view = page.view
    assert view is not None
    view.stand_on(view.model().index(0, 0))
    view.open_editor()
    first, second = fields(view)
    first.setText("一百多")
    second.setText("5")
    second.setFocus()
    press(Key.Key_Return)
    assert page.refused() == ["钱.收入"]
    assert report.entry("钱.支出") == "5"
    view.open_editor()
    assert [field.text() for field in fields(view)] == ["一百多", "5"]


def fields(view: FormView) -> list[QLineEdit]:
    editor = view.editor()
    assert editor is not None
    return editor.findChildren(QLineEdit)


def test_this_day_may_be_entered_in_a_panel_where_a_day_may_stand(qtbot) -> None:
    form = xlsx({"A1": "收入：{钱.收入}\n名称：{局.名}"})
    view = view_of(qtbot, report_of(pack_with(form)), 0, 0)
    view.open_editor()
    press(Key.Key_Semicolon, CTRL)
    assert fields(view)[0].text() == ""
    press(Key.Key_Return)
    press(Key.Key_Semicolon, CTRL)
    assert fields(view)[1].text().endswith("日")


def test_computed_figures_wait_for_a_row(qtbot) -> None:
    form = xlsx({"A1": "{事.名}", "A2": "{事.步.做}", "B2": "{事.步.倍}"})
    figures = FIGURES.replace("分: {类型: 分值}", "分: {类型: 分值}, 倍: {类型: 分值, 公式: 分 * 2}")
    report = report_of(pack_with(form, per_row="事", figures=figures), "事:\n  - {名: 一, 数: 3}")
    before = dict(report.graph.state.entries.all)
    view = view_of(qtbot, report, 1, 1)
    press(Key.Key_F2)
    write("5")
    press(Key.Key_Return)
    assert view.editor() is None
    assert report.graph.state.entries.all == before


@pytest.mark.parametrize("gone", ["1", "2"])
def test_a_row_may_be_removed_elsewhere_while_its_cell_is_open(qtbot, gone: str) -> None:
    report = report_of(pack_with(JOINED), FIVE)
    page = page_of(qtbot, report)
    view = page.view
    assert view is not None
    view.stand_on(view.model().index(2, 0))
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    write("乙")
    page.session.remove_row("事", gone)
    press(Key.Key_Return)
    assert gone not in report.rows("事")
    assert view.editor() is None


def test_what_is_refused_in_an_empty_band_stays_with_its_band(qtbot) -> None:
    form = xlsx({"A1": '{事(类 = "甲").数}', "A2": '{事(类 = "乙").数}'})
    page = page_of(qtbot, report_of(pack_with(form)))
    view = page.view
    assert view is not None
    view.stand_on(view.model().index(1, 0))
    write("很多")
    press(Key.Key_Return)
    assert view.model().state_at(1, 0).text == "很多"
    page.session.add_row("事", {"类": "甲"})
    page.session.add_row("事", {"类": "甲"})
    assert view.model().state_at(2, 0).text == "很多"
    page.session.add_row("事", {"类": "乙"})
    assert page.refused() == []
    assert Qt.ItemFlag.ItemIsEditable in view.model().flags(view.model().index(2, 0))
