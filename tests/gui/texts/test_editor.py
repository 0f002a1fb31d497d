from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.pack.pack import Pack
from core.report.report import Report
from gui.session import Session
from gui.texts.text_editor import TextEditor
from tests.gui.texts.people import BODY, SHIFT, compose, put_caret, shown, text_session, write

TEXT = "基本支出{支出.总额}万元。"


def _editor(qtbot, text: str = TEXT, session: Session | None = None) -> TextEditor:
    editor = TextEditor(session or text_session(text), BODY)
    qtbot.addWidget(editor)
    return editor


def _focused(qtbot, editor: TextEditor) -> TextEditor:
    editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return editor


def test_a_sentence_follows_its_figures_and_keeps_the_caret(qtbot) -> None:
    editor = _editor(qtbot)
    put_caret(editor, 1)

    editor.session.set("支出.公用", "0.75")

    assert shown(editor) == "基本支出762.00万元。"
    assert editor.textCursor().position() == 1


def test_rows_that_come_are_said_in_lists(qtbot) -> None:
    editor = _editor(qtbot, "有{每行 项目|、：{名称}{金额}万元}，共{合计(项目.金额)}。")

    editor.session.add_row("项目", {"名称": "修路", "金额": "5"})
    editor.session.add_row("项目", {"名称": "架桥", "金额": "6.5"})

    assert shown(editor) == "有修路5万元、架桥6.5万元，共11.50。"


def test_what_is_typed_is_stored_at_a_pause_and_on_leaving(qtbot) -> None:
    editor = _editor(qtbot)
    editor.moveCursor(QTextCursor.MoveOperation.End)

    with qtbot.waitSignal(editor.session.changed):
        write(editor, "另有")
    assert editor.session.report.entry(BODY) == f"{TEXT}另有"
    write(editor, "捐赠。")
    editor.commit()

    assert editor.session.report.entry(BODY) == f"{TEXT}另有捐赠。"


def test_undo_changes_only_what_was_typed_and_puts_the_caret_there(qtbot) -> None:
    editor = _editor(qtbot, f"{TEXT}\n第二段。")
    put_caret(editor, 2)
    write(editor, "约")
    editor.commit()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    uid = editor.chips()[0].uid

    editor.session.undo()

    assert editor.stored() == f"{TEXT}\n第二段。"
    assert editor.textCursor().position() == 2
    assert editor.chips()[0].uid == uid
    editor.session.redo()
    assert editor.textCursor().position() == 3


def test_a_step_that_leaves_the_words_alike_still_reaches_the_text(qtbot) -> None:
    editor = _editor(qtbot)

    editor.session.enter({BODY: "基本支出1272.75万元。"}, "取消链接")
    assert editor.chips() == []
    editor.session.undo()

    assert len(editor.chips()) == 1


def test_nothing_is_stored_or_said_anew_while_composing(qtbot) -> None:
    editor = _editor(qtbot)
    put_caret(editor, 0)
    compose(editor, "ling")

    editor.session.set("支出.公用", "0.75")
    editor.commit()
    assert editor.session.report.entry(BODY) == TEXT
    assert "1272.75" in shown(editor)
    compose(editor, "", "另")

    assert shown(editor) == "另基本支出762.00万元。"
    editor.commit()
    assert editor.session.report.entry(BODY) == f"另{TEXT}"


def test_what_is_being_composed_is_committed_before_the_text_is_stored(qtbot, monkeypatch) -> None:
    editor = _editor(qtbot)
    put_caret(editor, 0)
    compose(editor, "ling")

    class Method:
        """An input method that gives up its words when it is asked to."""

        def commit(self) -> None:
            compose(editor, "", "另")

    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: Method())
    editor.commit()

    assert editor.session.report.entry(BODY) == f"另{TEXT}"


def test_the_caret_tells_which_figure_it_came_to(qtbot) -> None:
    editor = _editor(qtbot)
    with qtbot.waitSignal(editor.session.where.moved) as told:
        _focused(qtbot, editor)
    assert told.args == [BODY]

    with qtbot.waitSignal(editor.session.where.moved) as told:
        put_caret(editor, 4)
    assert told.args == ["支出.总额"]
    with qtbot.assertNotEmitted(editor.session.where.moved):
        put_caret(editor, editor.chips()[0].end)
    with qtbot.waitSignal(editor.session.where.moved) as told:
        put_caret(editor, 1)
    assert told.args == [BODY]


@pytest.mark.parametrize(
    ("mark", "key"),
    [
        ("{支出.总额:0}", "支出.总额"),
        ("{支出.人员 + 支出.公用}", "支出.人员"),
        ("{每行 项目|、：{名称}}", "项目"),
        ("{合计(项目.金额)}", "项目"),
        ("{若 支出.人员 > 1：多|少}", "支出.人员"),
        ("{没有.的}", ""),
    ],
)
def test_every_mark_knows_where_it_leads(qtbot, mark: str, key: str) -> None:
    editor = _editor(qtbot, f"甲{mark}")

    assert editor.key_of(editor.chips()[0]) == key


def test_the_menu_of_a_chip_leads_to_its_figure_and_unlinks_it(qtbot) -> None:
    editor = _editor(qtbot)
    put_caret(editor, 4)
    actions = {action.text().split("(")[0]: action for action in editor.menus.text_menu().actions()}

    with qtbot.waitSignal(editor.session.where.go_requested) as went:
        actions["到数据项"].trigger()
    with qtbot.waitSignal(editor.session.where.explain_requested) as asked:
        actions["为什么是这个数"].trigger()
    actions["取消链接"].trigger()

    assert went.args == [("支出.总额",)]
    assert asked.args == ["支出.总额"]
    assert editor.session.report.entry(BODY) == "基本支出1272.75万元。"


def test_said_words_are_selected_by_their_code_points(qtbot) -> None:
    editor = _editor(qtbot, "𠮷好{院.名}支出{支出.总额}万元\n第{每行 项目|⏎：{名称}}二👨段。")
    said = editor.session.report.words(BODY)

    for words in ("好", "支出", "1272.75", "万元", "第", "二👨", "段。"):
        start = said.index(words)
        editor.select_words(start, start + len(words))
        assert editor.textCursor().selectedText() == words


def test_the_page_around_the_text_scrolls_to_what_is_selected(qtbot) -> None:
    page = QScrollArea()
    inside = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(inside)
    above = QWidget()
    above.setFixedHeight(2000)
    column.addWidget(above)
    editor = TextEditor(text_session("段。\n" * 8 + "末。"), BODY)
    column.addWidget(editor)
    page.setWidgetResizable(True)
    page.setWidget(inside)
    page.resize(400, 300)
    page.show()
    qtbot.waitExposed(page)

    editor.select_words(24, 26)

    caret = editor.viewport().mapTo(page.viewport(), editor.cursorRect().center())
    assert page.viewport().rect().contains(caret)


def test_words_inside_a_chip_select_it_whole(qtbot) -> None:
    editor = _editor(qtbot)

    editor.select_words(6, 8)

    assert editor.textCursor().selectedText() == "1272.75"


def test_a_mark_is_shown_by_selecting_it(qtbot) -> None:
    editor = _editor(qtbot)

    assert editor.show_mark("支出.总额")
    assert editor.textCursor().selectedText() == "1272.75"
    assert not editor.show_mark("支出.人员")


def test_the_editor_of_a_file_that_is_only_read_takes_no_keys(qtbot, pack: Pack, tmp_path: Path) -> None:
    key = "章节[花销].正文"
    path = tmp_path / "a.jxzp"
    Report.create(path, pack, who="甲").close()
    editor = TextEditor(Session(Report.open(path, who="乙", read_only=True)), key)
    qtbot.addWidget(editor)
    before = editor.stored()
    editor.moveCursor(QTextCursor.MoveOperation.End)

    write(editor, "新{")
    for press in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(editor, press)
    compose(editor, "", "新")
    editor.commit()

    assert editor.stored() == before
    assert not editor.completion.is_open
    editor.session.report.close()


def test_the_editor_bears_the_heading_it_belongs_to(qtbot) -> None:
    editor = _editor(qtbot)
    assert editor.accessibleName() == "基本支出情况 正文"

    editor.session.set("章节[情况].标题", "支出的情况")

    assert editor.accessibleName() == "支出的情况 正文"


def test_a_run_in_heading_is_bold_without_a_format_of_its_own(qtbot) -> None:
    editor = _editor(qtbot, "干部工作。配好班子。\n没有小标题，这里。又一句。")
    first = editor.document().firstBlock()

    formats = [(f.start, f.length, f.format.fontWeight()) for f in first.layout().formats()]

    assert formats == [(0, 5, QFont.Weight.Bold)]
    assert first.next().layout().formats() == []
    assert (
        not first.begin()
        .fragment()
        .charFormat()
        .hasProperty(first.layout().formats()[0].format.Property.FontWeight)
    )


def test_tab_leads_on_where_nothing_is_offered(qtbot) -> None:
    editor = _focused(qtbot, _editor(qtbot))
    before = editor.stored()

    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)

    assert editor.stored() == before


def test_a_screen_reader_reads_the_words_of_chips(qtbot) -> None:
    editor = _editor(qtbot)

    text = QAccessible.queryAccessibleInterface(editor).textInterface()

    assert text.text(0, text.characterCount()) == "基本支出1272.75万元。"
