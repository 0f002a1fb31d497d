from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from gui.listings.table import ListingTable
from tests.gui.listings.person import (
    ALT,
    CTRL,
    SHIFT,
    Key,
    go,
    opened,
    place,
    press,
    texts,
    write,
)

NONE = Qt.KeyboardModifier.NoModifier


def _select(table: ListingTable, first: tuple[int, int], last: tuple[int, int]) -> None:
    model = table.view.model()
    go(table.view, *first)
    area = QItemSelection(model.index(*first), model.index(*last))
    table.view.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


# -- moving -----------------------------------------------------------------------------------------------


def test_enter_goes_down_and_shift_enter_up(qtbot) -> None:
    _, table = opened(qtbot, rows=2)
    go(table.view, 0, 0)

    press(Key.Key_Return)
    assert place(table.view) == (1, 0)
    press(Key.Key_Return, SHIFT)
    assert place(table.view) == (0, 0)


def test_enter_after_tabs_returns_to_the_column_where_the_run_began(qtbot) -> None:
    _, table = opened(qtbot, rows=2)
    go(table.view, 0, 0)

    press(Key.Key_Tab, times=2)
    assert place(table.view) == (0, 2)
    press(Key.Key_Return)
    assert place(table.view) == (1, 0)
    press(Key.Key_Tab)
    press(Key.Key_Left)
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert place(table.view) == (2, 1)


def test_tab_passes_computed_cells_by_and_goes_on_to_the_next_row_and_back(qtbot) -> None:
    _, table = opened(qtbot, rows=2)
    go(table.view, 0, 2)

    press(Key.Key_Tab)
    assert place(table.view) == (0, 4)
    go(table.view, 0, 6)
    press(Key.Key_Tab)
    assert place(table.view) == (1, 0)
    press(Key.Key_Backtab, SHIFT)
    assert place(table.view) == (0, 6)


def _between_buttons(qtbot, listing: str = "清单") -> tuple[QWidget, ListingTable, QPushButton]:
    _, table = opened(qtbot, rows=1, listing=listing)
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    behind = QPushButton("后")
    layout.addWidget(table)
    layout.addWidget(behind)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    table.view.setFocus()
    return page, table, behind


def test_tab_in_the_last_cell_of_the_blank_row_leaves_the_table(qtbot) -> None:
    _page, table, behind = _between_buttons(qtbot)
    go(table.view, 1, 6)

    press(Key.Key_Tab)

    assert behind.hasFocus()


def test_control_tab_leaves_the_table_from_any_cell_and_from_an_editor(qtbot) -> None:
    _page, table, behind = _between_buttons(qtbot, "固定")
    go(table.view, 0, 0)
    press(Key.Key_Tab, CTRL)
    assert behind.hasFocus()

    table.view.setFocus()
    write("改")
    press(Key.Key_Tab, CTRL)

    assert behind.hasFocus()
    assert texts(table.view) == ["改", "第二"]


# -- acts by key ------------------------------------------------------------------------------------------


def test_delete_empties_the_selected_cells_as_one_step(qtbot) -> None:
    session, table = opened(qtbot, rows=3)
    steps = len(session.report.store.heads)
    _select(table, (0, 0), (1, 3))

    press(Key.Key_Delete)

    assert texts(table.view) == ["", "", "第2项"]
    assert len(session.report.store.heads) == steps + 1
    session.undo()
    assert texts(table.view) == ["第0项", "第1项", "第2项"]


def test_control_d_fills_down_from_the_top_of_the_selection_as_one_step(qtbot) -> None:
    session, table = opened(qtbot, rows=3)
    steps = len(session.report.store.heads)
    _select(table, (0, 0), (2, 3))

    press(Key.Key_D, CTRL)

    assert (texts(table.view), texts(table.view, 2)) == (["第0项"] * 3, ["0.00"] * 3)
    assert len(session.report.store.heads) == steps + 1
    session.undo()
    go(table.view, 2, 2)
    press(Key.Key_D, CTRL)
    assert texts(table.view, 2) == ["0.00", "1.00", "1.00"]


def test_control_semicolon_enters_today_as_a_date_or_as_words(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    words = f"{date.today().year}年{date.today().month}月{date.today().day}日"
    for column in (4, 0, 2):
        go(table.view, 0, column)
        press(Key.Key_Semicolon, CTRL)

    key = table.view.model().key_at(table.view.model().index(0, 4))
    assert session.report.entry(key) == date.today().isoformat()
    assert (texts(table.view), texts(table.view, 2)) == ([words], ["0.00"])


@pytest.mark.parametrize(
    ("key", "held"), [(Key.Key_Plus, CTRL | SHIFT), (Key.Key_Plus, CTRL), (Key.Key_Insert, NONE)]
)
def test_every_way_to_press_plus_inserts_a_row(qtbot, key, held) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)

    press(key, held)

    assert texts(table.view) == ["", "第0项"]


def test_all_is_copied_without_the_blank_row(qtbot) -> None:
    session, _table = opened(qtbot, listing="简表")
    for name in ("甲", "乙"):
        session.add_row("简表", {"名称": name, "金额": "1"})
    press(Key.Key_A, CTRL)

    press(Key.Key_C, CTRL)

    assert QApplication.clipboard().text() == "甲\t1\r\n乙\t1\r\n"


def test_a_row_is_inserted_above_and_the_selected_rows_are_removed_in_one_step(qtbot, qtmodeltester) -> None:
    session, table = opened(qtbot, rows=3)
    go(table.view, 1, 0)
    press(Key.Key_Equal, CTRL | SHIFT)
    qtmodeltester.check(table.view.model())
    assert texts(table.view) == ["第0项", "", "第1项", "第2项"]
    assert place(table.view) == (1, 0)
    press(Key.Key_Insert)
    assert len(texts(table.view)) == 5

    steps = len(session.report.store.heads)
    _select(table, (1, 0), (3, 0))
    press(Key.Key_Minus, CTRL)
    qtmodeltester.check(table.view.model())

    assert texts(table.view) == ["第0项", "第2项"]
    assert len(session.report.store.heads) == steps + 1


def test_alt_and_arrows_move_the_selected_rows_in_one_step_and_the_cursor_with_them(
    qtbot, qtmodeltester
) -> None:
    session, table = opened(qtbot, rows=4)
    _select(table, (1, 0), (2, 0))
    steps = len(session.report.store.heads)

    press(Key.Key_Down, ALT)
    qtmodeltester.check(table.view.model())
    assert texts(table.view) == ["第0项", "第3项", "第1项", "第2项"]
    assert place(table.view) == (2, 0)
    press(Key.Key_Up, ALT, times=2)

    assert texts(table.view) == ["第1项", "第2项", "第0项", "第3项"]
    assert len(session.report.store.heads) == steps + 3
    press(Key.Key_Up, ALT)
    assert len(session.report.store.heads) == steps + 3


def test_the_menu_names_the_acts_with_their_keys_and_sorts(qtbot, qtmodeltester) -> None:
    session, table = opened(qtbot, rows=3)
    go(table.view, 0, 2)
    menu = table.view.acts.menu()
    acts = {action.objectName(): action for action in menu.actions() if action.objectName()}

    assert acts["fill_down"].text() == "向下填充"
    assert acts["fill_down"].shortcut().toString() == "Ctrl+D"
    acts["sort_down"].trigger()
    qtmodeltester.check(table.view.model())

    assert texts(table.view) == ["第2项", "第1项", "第0项"]
    assert session.report.undo_label == "清单按金额降序"
    session.undo()
    assert texts(table.view) == ["第0项", "第1项", "第2项"]


def test_f1_is_left_to_the_window(qtbot) -> None:
    _page, table, _behind = _between_buttons(qtbot)
    asked: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event) -> None:
            asked.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(table)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.view.setFocus()
    press(Key.Key_F1)

    assert asked == [Key.Key_F1]
    assert table.view.editor() is None
