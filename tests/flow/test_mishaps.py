"""What goes wrong in an office: keys in the wrong place, files moved, words not understood, text half typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core.report.report import Report
from gui import ask
from gui.dialogs import find_dialog
from gui.window.files import Files
from tests.flow.conftest import SAMPLE
from tests.flow.test_first_window import imported
from tests.flow.typing_person import (
    CTRL,
    SHIFT,
    Key,
    focus,
    go_to_section,
    menu,
    press,
    retype,
    tab_to,
    write,
)

BODY = "章节[绩效情况].正文"


@pytest.fixture
def report(opened: Files, stored: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    return imported(opened, SAMPLE, monkeypatch)


def test_keys_that_fill_a_cell_leave_texts_and_figures_elsewhere_alone(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.公用经费")
    retype("210.90")
    tab_to("章节[基本支出].正文")
    press(Key.Key_Home, CTRL)
    press(Key.Key_Right, times=12)
    before = dict(report.store.entries)

    press(Key.Key_F4)
    opened.window.act_named("填无").trigger()
    opened.window.view.nav.setFocus()
    press(Key.Key_F4)
    go_to_section(opened.window, "项目支出情况")
    tab_to("项目")
    press(Key.Key_End, CTRL)
    press(Key.Key_F4)

    assert report.store.entries == before


def test_f4_fills_in_once_more_what_was_filled_in_last(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.公用经费")
    retype("210.90")
    tab_to("基本支出.机关运行经费")

    press(Key.Key_F4)

    assert report.entry("基本支出.机关运行经费") == "210.90"


def test_a_text_with_lone_braces_does_not_stand_in_the_way_of_undo(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "绩效情况")
    session = opened.window.session
    session.set("绩效.满意度", "90")
    session.set(BODY, "甲 { 乙 }")
    session.set("绩效.满意度", "91")
    tab_to(BODY)

    press(Key.Key_Z, CTRL)
    assert report.entry("绩效.满意度") == "90"
    press(Key.Key_Z, CTRL, times=2)
    assert report.entry(BODY) != "甲 { 乙 }"
    press(Key.Key_Y, CTRL, times=3)
    assert (report.entry(BODY), report.entry("绩效.满意度")) == ("甲 { 乙 }", "91")


def test_words_typed_after_the_file_was_moved_go_into_the_copy(
    opened: Files, report: Report, stored: Path, homely: Path, monkeypatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _p, _t, words: told.append(words))
    go_to_section(opened.window, "绩效情况")
    tab_to(BODY)
    press(Key.Key_End, CTRL)
    stored.rename(homely / "移走了.jxzp")
    write("最后一句。")
    decided: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda _p, _t, words, *a, **k: decided.append(words))

    opened.window.close()
    assert opened.window.isVisible()
    assert "没有写进文件" in decided[0]
    assert len(told) == 1
    copy = homely / "另存的.jxzp"
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: copy)
    press(Key.Key_F12)

    assert opened.window.session.report.store.path == copy
    assert (opened.window.session.report.entry(BODY) or "").endswith("最后一句。")


def test_closing_asks_about_what_was_not_understood(opened: Files, report: Report, monkeypatch) -> None:
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.人员经费")
    retype("１千万左右")
    asked: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda _p, _t, words, *a, **k: asked.append(words))

    opened.window.close()

    assert opened.window.isVisible()
    assert "有 1 处" in asked[0]
    assert focus().objectName() == "基本支出.人员经费"


def test_a_section_added_and_undone_leaves_no_page_behind(opened: Files, report: Report, monkeypatch) -> None:
    view = opened.window.view
    go_to_section(opened.window, "结果拟应用")
    monkeypatch.setattr(ask, "a_line", lambda *a, **k: "附加说明")
    opened.window.act_named("增加一节").trigger()
    added = view.nav.page

    press(Key.Key_Z, CTRL)
    view.follow()

    assert view.nav.page not in (None, added)
    assert QApplication.focusWidget() is not None
    before = dict(report.store.entries)
    write("8")
    view.commit()
    press(Key.Key_Z, CTRL)
    assert report.store.entries == before


def test_keys_of_a_spreadsheet_do_not_move_sections(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "项目支出情况")
    tab_to("项目")
    before = report.rows("章节")

    press(Key.Key_Down, CTRL | SHIFT)
    press(Key.Key_Up, CTRL | SHIFT)

    assert report.rows("章节") == before


def test_the_menu_writes_into_nothing_that_is_only_read(opened: Files, report: Report) -> None:
    QGuiApplication.clipboard().setText("999")
    go_to_section(opened.window, "基本支出情况")
    field = opened.window.findChild(QLineEdit, "基本支出.总额")
    field.setFocus()
    before = field.text()

    for name in ("粘贴", "剪切"):
        opened.window.act_named(name).trigger()

    assert field.text() == before


def test_the_selection_of_a_field_survives_the_menu(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.人员经费")
    press(Key.Key_A, CTRL)

    menu(Key.Key_E, Key.Key_C)

    assert QGuiApplication.clipboard().text() == "1109.60"


def test_find_closes_with_its_report(opened: Files, report: Report, qtbot) -> None:
    press(Key.Key_F, CTRL)
    dialog = opened.window.findChild(find_dialog.FindDialog)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    opened.window.activateWindow()

    opened.window.act_named("关闭报告").trigger()

    qtbot.waitUntil(lambda: bool(gone))
    assert not opened.window.act_named("导出").isEnabled()
    assert opened.window.windowTitle() == ""


def test_hiding_the_side_leads_back_to_the_page(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.公用经费")
    press(Key.Key_F7)

    press(Key.Key_R, CTRL | SHIFT)

    assert focus().objectName() == "基本支出.公用经费"


@pytest.mark.parametrize("name", ["甲.xlsx", "甲.et", "甲.pdf", "甲.doc", "坏.docx", "夹.jxzp"])
def test_files_that_cannot_be_read_are_told_what_to_do_with(
    opened: Files, homely: Path, monkeypatch, name: str
) -> None:
    path = homely / name
    if name == "夹.jxzp":
        path.mkdir()
    else:
        path.write_bytes(b"PK\x03\x04 no such thing")
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _p, _t, words: told.append(words))

    opened.guarded(lambda: opened.take(path))()

    (words,) = told
    assert "请" in words
    assert ("文件夹" in words) == (name == "夹.jxzp")


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(
    opened: Files, homely: Path, monkeypatch, in_dialog
) -> None:
    (homely / "挡路").write_text("", "utf-8")
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _p, _t, words: told.append(words))

    def fill(_dialog: QWidget) -> None:
        write("某局")
        press(Key.Key_Tab)
        press(Key.Key_Tab)
        retype(str(homely / "挡路" / "甲.jxzp"))
        press(Key.Key_Return)

    in_dialog(fill)
    press(Key.Key_N, CTRL)

    assert len(told) == 1
    assert "请" in told[0]


def test_the_box_that_chooses_a_part_of_a_list_is_reached_by_tab(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "项目支出情况")

    tab_to("项目.类别!只看")
    press(Key.Key_Down)

    assert report.rows("项目")
    assert focus().currentText() == "专项资金"


def test_the_first_words_of_a_new_report_can_be_taken_back_at_once(opened: Files, report: Report) -> None:
    go_to_section(opened.window, "绩效情况")
    tab_to(BODY)
    press(Key.Key_End, CTRL)
    before = report.entry(BODY)

    write("写错了")
    press(Key.Key_Z, CTRL)

    assert report.entry(BODY) == before
    assert not opened.window.findChild(QWidget, BODY).toPlainText().endswith("写错了")
