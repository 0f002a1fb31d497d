from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.tables.cell_editors import ChoiceCell, LinesCell, MarkedCell
from tests.gui.listings.person import (
    ALT,
    CTRL,
    Key,
    compose,
    go,
    opened,
    place,
    press,
    texts,
    write,
)

NONE = Qt.KeyboardModifier.NoModifier


# -- typing -----------------------------------------------------------------------------------------------


def test_a_whole_row_is_typed_with_tab_and_enter(qtbot) -> None:
    session, table = opened(qtbot)

    write("农田管护")
    press(Key.Key_Tab)
    write("专")
    press(Key.Key_Tab)
    write("１，２７２.７５万元")
    press(Key.Key_Return)

    row = session.report.rows("清单")[0]
    assert [session.report.entry(f"清单[{row}].{c}") for c in ("名称", "类别", "金额")] == [
        "农田管护",
        "专项资金",
        "1272.75",
    ]
    assert place(table.view) == (1, 0)
    assert table.view.model().rowCount() == 2


def test_the_first_key_replaces_what_stands_and_f2_keeps_it_with_the_caret_behind(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 2)
    write("7")
    press(Key.Key_Return)
    assert texts(table.view, 2) == ["7.00"]

    go(table.view, 0, 2)
    press(Key.Key_F2)
    write("5")
    press(Key.Key_Return)

    assert texts(table.view, 2) == ["75.00"]


def test_the_first_key_of_a_composition_opens_the_editor_and_is_kept(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)

    compose("d")
    compose("dao")
    compose("", "道")
    compose("lu")
    press(Key.Key_Return)
    assert texts(table.view) == ["第0项"]
    compose("", "路")
    press(Key.Key_Return)

    assert texts(table.view) == ["道路"]


def test_losing_the_focus_during_a_composition_stores_nothing(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)
    compose("d")
    compose("dao")

    with qtbot.assertNotEmitted(session.changed):
        QApplication.focusWidget().clearFocus()

    compose_target = table.view.editor()
    assert compose_target is not None
    assert texts(table.view) == ["第0项"]


def test_escape_cancels(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)

    with qtbot.assertNotEmitted(session.changed):
        write("别的")
        press(Key.Key_Escape)

    assert texts(table.view) == ["第0项"]
    assert table.view.editor() is None


def test_a_refused_text_stays_in_its_cell_with_its_sentence_until_it_is_mended(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    sentence = table.findChild(QLabel, "清单!拒绝")
    go(table.view, 0, 2)

    with qtbot.waitSignal(session.refused):
        write("三斤多")
        press(Key.Key_Return)

    cell = table.view.model().index(0, 2)
    assert place(table.view) == (0, 2)
    assert cell.data() == "三斤多"
    assert "三斤多" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert sentence.isVisible()
    assert "第 1 行 金额" in sentence.text()
    assert session.report.entry(table.view.model().key_at(cell)) == "0"
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    write("3")
    press(Key.Key_Return)
    assert texts(table.view, 2) == ["3.00", "1.00"]
    assert not sentence.isVisible()


@pytest.mark.parametrize(("key", "held"), [(Key.Key_Escape, NONE), (Key.Key_Z, CTRL)])
def test_escape_or_undo_lets_a_refused_text_go_before_anything_else(qtbot, key, held) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 2)
    write("很多")
    press(Key.Key_Return)

    with qtbot.assertNotEmitted(session.changed):
        press(key, held)

    assert texts(table.view, 2) == ["0.00"]
    assert not table.findChild(QLabel, "清单!拒绝").isVisible()


def test_what_was_refused_in_the_blank_row_goes_with_the_row_it_becomes(qtbot) -> None:
    _, table = opened(qtbot)
    go(table.view, 0, 2)
    write("很多")
    press(Key.Key_Return)
    assert (table.view.model().rowCount(), table.view.model().index(0, 2).data()) == (1, "很多")

    go(table.view, 0, 0)
    write("甲")
    press(Key.Key_Return)

    assert (texts(table.view), texts(table.view, 2)) == (["甲"], ["很多"])
    assert table.view.model().index(1, 2).data() == ""


def test_typing_on_a_computed_cell_says_what_it_is_and_f2_enters_a_reported_value(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    go(table.view, 1, 3)
    key = table.view.model().key_at(table.view.currentIndex())

    with (
        qtbot.assertNotEmitted(session.where.explain_requested),
        qtbot.waitSignal(session.where.told) as told,
    ):
        write("9")
    assert told.args == ["这是算出来的，F2 按原表填写"]
    assert table.view.editor() is None
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    write("2.05")
    press(Key.Key_Return)

    assert session.report.entry(f"{key}!填报") == "2.05"
    assert texts(table.view, 3) == ["0.00", "2.05"]
    go(table.view, 1, 3)
    press(Key.Key_Delete)
    assert texts(table.view, 3) == ["0.00", "2.00"]


def test_an_option_is_completed_in_place_and_nonsense_is_refused(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 1)
    write("其")
    press(Key.Key_Return)
    assert texts(table.view, 1) == ["其他项目"]

    go(table.view, 0, 5)
    write("有")
    press(Key.Key_Return)
    assert texts(table.view, 5) == ["是"]


def test_arrows_leaf_through_the_options_and_only_enter_stores_one(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 1)
    press(Key.Key_F2)

    with qtbot.assertNotEmitted(session.changed):
        press(Key.Key_Down, times=2)
    assert table.view.editor() is not None
    press(Key.Key_Return)

    assert texts(table.view, 1) == ["其他项目"]


def test_an_option_taken_from_the_open_list_is_stored_at_once(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 1)
    press(Key.Key_F2)
    press(Key.Key_Down, ALT)
    choice = table.view.editor()
    assert isinstance(choice, ChoiceCell)

    QTest.keyClick(choice.view(), Key.Key_Down)
    QTest.keyClick(choice.view(), Key.Key_Return)

    assert texts(table.view, 1) == ["专项资金"]
    assert table.view.editor() is None


def test_a_row_that_leaves_the_part_shown_while_it_is_edited_leaves_the_focus_in_the_table(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    for row in session.report.rows("清单"):
        session.set(f"清单[{row}].类别", "专项资金")
    table.view.model().show_only({"清单.类别": "专项资金"})
    go(table.view, 0, 1)

    write("其他项目")
    press(Key.Key_Return)

    assert texts(table.view) == ["第1项"]
    assert table.view.hasFocus()


@pytest.mark.parametrize(
    ("key", "held", "after"),
    [
        (Key.Key_Minus, CTRL, ["第0项"]),
        (Key.Key_Insert, NONE, ["第0项", "", "字"]),
        (Key.Key_D, CTRL, ["第0项", "第0项"]),
        (Key.Key_Up, ALT, ["字", "第0项"]),
    ],
)
def test_keys_that_act_on_rows_store_what_is_typed_in_a_cell_first(
    qtbot, key: Key, held: Qt.KeyboardModifier, after: list[str]
) -> None:
    session, table = opened(qtbot, rows=2)
    go(table.view, 1, 0)
    write("字")

    press(key, held)

    assert texts(table.view) == after
    assert table.view.editor() is None
    session.undo()
    assert texts(table.view) == ["第0项", "字"]


def test_a_key_without_an_act_does_nothing_while_a_cell_is_edited(qtbot) -> None:
    _, table = opened(qtbot, rows=2)
    go(table.view, 0, 0)
    write("字")

    press(Key.Key_F2)

    assert texts(table.view) == ["第0项", "第1项"]
    assert table.view.editor() is not None


# -- cells of several lines -------------------------------------------------------------------------------


def test_alt_enter_ends_a_line_and_enter_stores_all(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 6)

    write("一")
    assert isinstance(table.view.editor(), LinesCell)
    press(Key.Key_Return, ALT)
    write("二{三}")
    press(Key.Key_Return)

    key = table.view.model().key_at(table.view.model().index(0, 6))
    assert session.report.entry(key) == "一\n二{{三}}"
    assert texts(table.view, 6) == ["一\n二{三}"]
    assert table.view.rowHeight(0) > table.view.rowHeight(1)


def test_editing_a_cell_with_marks_keeps_them(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    key = table.view.model().key_at(table.view.model().index(1, 6))
    session.set(key, "共{清单合计}万元")
    go(table.view, 1, 6)
    assert texts(table.view, 6)[1] == "共1.00万元"

    press(Key.Key_F2)
    assert isinstance(table.view.editor(), MarkedCell)
    write("。")
    press(Key.Key_Return)

    assert session.report.entry(key) == "共{清单合计}万元。"
