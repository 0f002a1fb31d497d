from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from gui import ask
from tests.gui.listings.person import CTRL, Key, go, opened, press, texts, write

BODY = "章节[概况].正文"


# -- lists inside rows ------------------------------------------------------------------------------------


def test_the_list_of_the_row_under_the_cursor_stands_below_and_follows(qtbot, qtmodeltester) -> None:
    session, table = opened(qtbot, rows=2)
    go(table.view, 0, 0)
    first, second = (f"清单[{row}].指标" for row in session.report.rows("清单"))
    inner = table.findChild(QTableView, first)
    assert inner.isVisible()
    inner.setFocus()

    write("里程")
    press(Key.Key_Tab)
    write("5")
    press(Key.Key_Return)
    qtmodeltester.check(inner.model())
    assert [
        session.report.words(session.report.cell("清单.指标.分值", r)) for r in session.report.rows(first)
    ] == ["5"]
    go(table.view, 1, 0)

    assert inner.objectName() == second
    assert inner.model().rowCount() == 1
    titles = [label.text() for label in table.findChildren(QLabel) if label.isVisible()]
    assert "第1项 的 指标" in titles
    go(table.view, 2, 0)
    assert not inner.isVisible()


def test_a_cell_of_an_inner_list_is_shown_with_its_row(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    row = session.report.rows("清单")[1]
    session.add_row(f"清单[{row}].指标", {"名称": "里程"})
    key = session.report.cell("清单.指标.分值", session.report.rows(f"清单[{row}].指标")[0])
    entered: list[str] = []
    session.where.moved.connect(entered.append)

    assert table.show_cell(key)

    assert table.view.currentIndex().row() == 1
    assert QApplication.focusWidget().objectName() == f"清单[{row}].指标"
    assert entered[-1] == key


def test_the_clerk_stands_in_the_row_she_went_to_not_in_the_list_below_it(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    for row in session.report.rows("清单"):
        session.add_row(f"清单[{row}].指标", {"名称": "里程"})
    go(table.view, 0, 0)

    go(table.view, 1, 0)

    assert session.where.key == session.report.cell("清单.名称", session.report.rows("清单")[1])


def test_the_inner_list_goes_when_its_row_is_removed_and_comes_back(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    row = session.report.rows("清单")[0]
    session.add_row(f"清单[{row}].指标", {"名称": "里程"})
    inner = table.findChild(QTableView, f"清单[{row}].指标")

    session.remove_row("清单", row)
    assert not inner.isVisible()
    session.undo()
    go(table.view, 0, 0)

    assert inner.isVisible()
    assert inner.model().index(0, 0).data() == "里程"


# -- rows that texts refer to -----------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [True, False])
def test_removing_rows_that_texts_name_asks_first_and_lists_the_places(qtbot, monkeypatch, answer) -> None:
    session, table = opened(qtbot, rows=2)
    rows = session.report.rows("清单")
    before = "".join(f"{{清单[{row}].名称}}" for row in rows)
    session.set(BODY, before)
    asked: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda _p, _t, text, *_: bool(asked.append(text)) or answer)
    steps = len(session.report.store.heads)
    table.view.select_block(0, 0, 2, 1)

    press(Key.Key_Minus, CTRL)

    assert "基本情况 正文" in asked[0]
    assert texts(table.view) == ([] if answer else ["第0项", "第1项"])
    assert session.report.entry(BODY) == ("第0项第1项" if answer else before)
    assert len(session.report.store.heads) == steps + answer


def test_rows_of_the_pack_are_not_removed_and_the_reason_stands_below(qtbot) -> None:
    _, table = opened(qtbot, listing="固定")
    go(table.view, 0, 0)

    press(Key.Key_Minus, CTRL)

    assert texts(table.view) == ["第一", "第二"]
    assert "模板里固定的" in table.findChild(QLabel, "固定!拒绝").text()
    press(Key.Key_Insert)
    assert "不能增加" in table.findChild(QLabel, "固定!拒绝").text()
