"""Where keys lead on pages, in forms and listings: on to what is filled in, and nowhere else by undo or paste."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QWidget

from gui.computer.settings import Settings
from gui.forms.view import FormView
from gui.listings.view import ListingView
from gui.preview import PreviewWindow
from gui.widgets.fit_screen import FRAME
from gui.window import beside
from gui.window.files import Files
from gui.window.windows import Windows
from tests.flow.form_person import INDICATORS, go_to_form
from tests.flow.typing_person import CTRL, SHIFT, Key, clipboard, focus, go_to_section, press, write

COMPUTED = "这是算出来的，F2 按原表填写"


def _nav(files: Files) -> QListWidget:
    nav = files.window.view.nav
    nav.setFocus()
    return nav


def _chosen(widget: QWidget) -> str:
    assert isinstance(widget, QLineEdit)
    return widget.selectedText()


# -- Tab, Enter, arrows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["单位信息", "概况", "支出", "基本支出", "三公经费", "其他说明", "附件:附件1", "附件:附件2"]
)
def test_from_the_tabs_tab_leads_to_the_first_that_is_filled_in(filled: Files, page: str) -> None:
    filled.window.view.nav.go_to(page)
    _nav(filled)

    press(Key.Key_Tab)

    shown = filled.window.view.page(page)
    assert shown.isAncestorOf(focus())
    first = next(w for w in (*shown.findChildren(QWidget),) if w is focus() or _is_input(w))
    assert first is focus()


def _is_input(widget: QWidget) -> bool:
    named = widget.objectName() and not widget.objectName().endswith("状态")
    return bool(named) and isinstance(widget, QLineEdit | QComboBox) and not widget.property("computed")


def test_tab_and_enter_pass_computed_fields_by_and_choose_what_they_reach(filled: Files) -> None:
    for key in (Key.Key_Tab, Key.Key_Return):
        filled.window.view.go(("人员.工勤编制",))
        press(key)
        assert focus().objectName() == "人员.在职"
        assert _chosen(focus()) == "81"
        press(key, SHIFT)
        assert focus().objectName() == "人员.工勤编制"


def test_enter_stores_and_goes_on_but_what_is_refused_stays(filled: Files) -> None:
    report = filled.window.session.report
    filled.window.view.go(("人员.工勤编制",))
    press(Key.Key_A, CTRL)
    write("1.2.3")
    press(Key.Key_Return)
    assert (focus().objectName(), report.entry("人员.工勤编制")) == ("人员.工勤编制", "2")

    press(Key.Key_A, CTRL)
    write("5")
    press(Key.Key_Return)
    assert (focus().objectName(), report.entry("人员.工勤编制")) == ("人员.在职", "5")


def test_the_last_field_of_a_page_keeps_enter(filled: Files) -> None:
    filled.window.view.go(("单位.负责人",))
    write("王局长")

    press(Key.Key_Return)

    assert focus().objectName() == "单位.负责人"
    assert _chosen(focus()) == "王局长"


def test_arrows_reach_computed_fields_and_change_no_choice(filled: Files) -> None:
    report = filled.window.session.report
    filled.window.setWindowState(Qt.WindowState.WindowNoState)
    filled.window.resize(1366, 768)  # room for two columns
    filled.window.view.go(("人员.事业编制",))
    QApplication.processEvents()
    press(Key.Key_Down)
    assert focus().objectName() == "人员.各类编制合计"
    press(Key.Key_Up)
    assert focus().objectName() == "人员.事业编制"

    before = report.entry("单位.机关性质")
    filled.window.view.go(("单位.简称",))
    press(Key.Key_Down, times=2)
    assert focus().objectName() == "单位.隶属"
    assert report.entry("单位.机关性质") == before


def _on_a_field(files: Files) -> None:
    files.window.view.go(("人员.各类编制合计",))


def _on_a_cell(files: Files) -> None:
    report = files.window.session.report
    files.window.view.go((report.cell("项目.执行率", report.rows("项目")[0]),))


def _on_a_form(files: Files) -> None:
    form = go_to_form(files, "附件2")
    places = ((row, c) for row in range(form.model().rowCount()) for c in range(form.model().columnCount()))
    form.stand_on(form.model().index(*next(place for place in places if form.model().is_computed(*place))))


@pytest.mark.parametrize("stand", [_on_a_field, _on_a_cell, _on_a_form])
def test_typing_on_what_is_computed_says_one_sentence_and_does_nothing(filled: Files, stand) -> None:
    stand(filled)
    where = focus()
    side = filled.window.view.side
    side.hide()
    before = filled.window.session.report.store.heads[-1]

    write("7")

    assert filled.window.statusBar().currentMessage() == COMPUTED
    assert (focus(), side.isHidden()) == (where, True)
    assert filled.window.session.report.store.heads[-1] == before


def test_this_day_is_entered_into_a_date_and_into_no_number(filled: Files) -> None:
    report = filled.window.session.report
    filled.window.view.go(("单位.日期",))
    press(Key.Key_Semicolon, CTRL)
    assert report.entry("单位.日期") == date.today().isoformat()

    filled.window.view.go(("人员.在职",))
    press(Key.Key_Semicolon, CTRL)
    press(Key.Key_Return)
    assert report.entry("人员.在职") == "81"


# -- undo and paste ---------------------------------------------------------------------------------------


def _indicator(form: FormView, number: int) -> tuple[int, int]:
    band = next(n for n, line in enumerate(form.model().sheet.lines) if line.band is not None)
    return band + number, 3


def test_undo_and_redo_of_a_row_stay_on_the_form(filled: Files) -> None:
    form = go_to_form(filled, "附件2")
    place = _indicator(form, 4)
    form.stand_on(form.model().index(*place))
    press(Key.Key_Insert)
    rows = form.model().rowCount()

    press(Key.Key_Z, CTRL)
    assert (filled.window.view.nav.page, focus(), form.model().rowCount()) == ("附件:附件2", form, rows - 1)
    press(Key.Key_Y, CTRL)

    assert (filled.window.view.nav.page, focus(), form.model().rowCount()) == ("附件:附件2", form, rows)
    assert form.current_place()[0] == place[0] + 1


def test_undo_goes_to_the_cell_that_it_changed_on_the_form(filled: Files) -> None:
    form = go_to_form(filled, "附件2")
    place = _indicator(form, 4)
    form.stand_on(form.model().index(*place))
    write("改了的指标")
    press(Key.Key_Return)
    form.stand_on(form.model().index(*_indicator(form, 0)))

    press(Key.Key_Z, CTRL)

    assert form.current_place() == place
    assert form.model().sheet.words(*place) != "改了的指标"


def test_undo_goes_to_the_cell_that_it_changed_in_the_listing(filled: Files) -> None:
    report = filled.window.session.report
    key = report.cell("项目.名称", report.rows("项目")[2])
    filled.window.view.go((key,))
    table = focus()
    assert isinstance(table, ListingView)
    write("改名的项目")
    press(Key.Key_Return)
    press(Key.Key_Home, CTRL)

    press(Key.Key_Z, CTRL)

    assert (focus(), table.current_key()) == (table, key)


def test_undo_of_what_another_page_holds_goes_there(filled: Files) -> None:
    filled.window.view.go(("人员.在职",))
    press(Key.Key_A, CTRL)
    write("80")
    press(Key.Key_Return)
    go_to_section(filled.window, "基本支出情况")

    press(Key.Key_Z, CTRL)

    assert focus().objectName() == "人员.在职"


def test_a_pasted_block_is_selected_where_the_cursor_was(opened: Files, form: FormView) -> None:
    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard(INDICATORS.strip("\n"))

    press(Key.Key_V, CTRL)

    (area,) = form.areas()
    assert form.current_place() == (row, 1)
    assert (area.top(), area.left(), area.height(), area.width()) == (row, 1, 10, 6)


# -- what is said of the cursor ---------------------------------------------------------------------------


def _said(files: Files) -> str:
    return files.window.findChild(QLabel, "status:selection").text()


def test_the_sums_and_the_reasons_are_of_what_is_selected_now(qtbot, filled: Files) -> None:
    report = filled.window.session.report
    view = filled.window.view
    view.go((report.cell("项目.金额", report.rows("项目")[0]),))
    press(Key.Key_Down, SHIFT)
    before = _said(filled)
    assert before.startswith("合计")

    clipboard("1\n2")
    press(Key.Key_Home)
    view.go((report.cell("项目.金额", report.rows("项目")[0]),))
    press(Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: _said(filled).startswith("合计 3　计数 2"))
    press(Key.Key_PageDown, CTRL)
    assert _said(filled) == ""


def test_who_turns_the_page_stands_where_the_focus_is(filled: Files) -> None:
    filled.window.view.go(("人员.在职",))
    for _ in range(filled.window.view.nav.count()):
        press(Key.Key_PageDown, CTRL)
        shown = focus()
        if isinstance(shown, QLineEdit):
            assert filled.window.session.where.key == shown.objectName()


def test_a_page_without_a_selection_has_no_reasons(qtbot, filled: Files) -> None:
    view = filled.window.view
    view.go(("人员.在职",))
    qtbot.waitUntil(lambda: view.why.lines.topLevelItemCount() > 0)
    assert view.why.key == "人员.在职"
    _nav(filled)

    view.nav.go_to("附件:附件2")
    view.nav.go_to("附件:附件1")

    assert view.why.key == ""
    qtbot.waitUntil(lambda: view.why.lines.topLevelItemCount() == 0)


def test_the_blank_row_has_no_reasons_until_it_is_a_row(qtbot, filled: Files) -> None:
    report = filled.window.session.report
    view = filled.window.view
    view.go((report.cell("内设机构.名称", report.rows("内设机构")[-1]),))
    assert view.why.key.startswith("内设机构[")

    press(Key.Key_Down)
    assert view.why.key == ""
    write("法规股")
    press(Key.Key_Return)
    press(Key.Key_Up)

    assert view.why.key == report.cell("内设机构.名称", report.rows("内设机构")[-1])


# -- windows ----------------------------------------------------------------------------------------------


def test_windows_fit_the_screen_with_their_frames(filled: Files) -> None:
    beside.show_paper(filled.window, printing=False)
    preview = filled.window.findChild(PreviewWindow)
    room = QApplication.primaryScreen().availableGeometry().size() - FRAME

    assert filled.window.isMaximized()
    assert preview.size().boundedTo(room) == preview.size()
    preview.close()


def test_a_further_window_stands_as_the_one_before(qtbot, homely: Path) -> None:
    windows = Windows(Settings(homely / "设置"))
    first = windows.add()
    qtbot.addWidget(first.window)
    first.window.setWindowState(Qt.WindowState.WindowNoState)
    first.window.resize(QSize(640, 480))
    first.window.show()
    beside_it = windows.add()
    qtbot.addWidget(beside_it.window)
    assert beside_it.window.size() == QSize(640, 480)
    beside_it.window.showMaximized()
    last = windows.add()
    qtbot.addWidget(last.window)

    assert last.window.isMaximized()


def test_a_report_is_among_the_recent_ones_as_soon_as_it_is_open(filled: Files, homely: Path) -> None:
    recent = Settings(homely / "设置").recent()

    assert [Path(one.path).name for one in recent] == ["示例.jxzp"]
    assert recent[0].unit == "青禾县农业农村局"
