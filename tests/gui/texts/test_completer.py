from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.report.linking import sayable
from gui.chips.figure_completer import matching
from gui.texts.text_editor import TextEditor
from tests.gui.texts.people import BODY, CONTROL, compose, put_caret, text_session, write


@pytest.fixture
def editor(qtbot) -> TextEditor:
    made = TextEditor(text_session("甲。"), BODY)
    qtbot.addWidget(made)
    made.show()
    put_caret(made, 1)
    return made


def test_a_brace_offers_the_figures_and_enter_puts_one_in(editor: TextEditor) -> None:
    write(editor, "{基本")
    assert editor.completion.is_open
    assert editor.completion.list.current().label == "基本支出"

    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert editor.stored() == "甲{支出.总额}。"
    assert not editor.completion.is_open


def test_tab_puts_in_the_figure_that_arrows_chose(editor: TextEditor) -> None:
    write(editor, "{经费")
    QTest.keyClick(editor, Qt.Key.Key_Down)

    QTest.keyClick(editor, Qt.Key.Key_Tab)

    assert editor.stored() == "甲{支出.公用}。"


def test_escape_leaves_a_brace_that_is_a_brace(editor: TextEditor) -> None:
    write(editor, "{")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    write(editor, "基本")

    assert not editor.completion.is_open
    assert editor.stored() == "甲{{基本。"


def test_control_space_asks_without_a_brace(editor: TextEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Space, CONTROL)
    assert editor.completion.is_open
    compose(editor, "gong")
    compose(editor, "", "公用")

    QTest.keyClick(editor, Qt.Key.Key_Enter)

    assert editor.stored() == "甲{支出.公用}。"


def test_a_search_is_typed_with_an_input_method(editor: TextEditor) -> None:
    write(editor, "{")
    every = editor.completion.list.count

    compose(editor, "ren")
    assert editor.completion.list.count == every
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.completion.is_open
    compose(editor, "", "人员")

    assert editor.completion.list.count == 1


def test_nothing_opens_while_composing(editor: TextEditor) -> None:
    compose(editor, "a")

    write(editor, "{")
    QTest.keyClick(editor, Qt.Key.Key_Space, CONTROL)

    assert not editor.completion.is_open


def test_the_list_closes_where_the_caret_goes_elsewhere_or_nothing_fits(editor: TextEditor) -> None:
    write(editor, "{")
    put_caret(editor, 0)
    assert not editor.completion.is_open

    put_caret(editor, 1)
    QTest.keyClick(editor, Qt.Key.Key_Space, CONTROL)
    write(editor, "没有这个")
    assert not editor.completion.is_open
    write(editor, "{")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert not editor.completion.is_open


def test_a_half_typed_search_is_not_stored(qtbot, monkeypatch) -> None:
    monkeypatch.setattr("gui.texts.report_text.PAUSE", 5)
    editor = TextEditor(text_session("甲。"), BODY)
    qtbot.addWidget(editor)
    write(editor, "{基本")

    with qtbot.assertNotEmitted(editor.session.changed, wait=50):
        pass
    with qtbot.waitSignal(editor.session.changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert editor.session.report.entry(BODY) == "{支出.总额}甲。"


def test_labels_that_begin_with_the_search_come_first() -> None:
    session = text_session()
    session.add_row("项目", {"名称": "人员培训", "金额": "5"})
    figures = sayable(session.report, BODY)

    assert matching(figures, "人员")[0].label == "人员经费"
    assert {one.label for one in matching(figures, "支出.")} >= {"人员经费", "公用经费", "基本支出"}
    assert [one.label for one in matching(figures, "培训 金")] == ["人员培训 金额"]
    assert matching(figures, "没有") == []


def test_the_list_speaks_to_a_screen_reader(editor: TextEditor) -> None:
    write(editor, "{基本")
    index = editor.completion.list.view.currentIndex()

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "基本支出，支出，1272.75"
