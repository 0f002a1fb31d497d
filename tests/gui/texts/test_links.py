from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from gui.texts.text_block import TextBlock, characters
from tests.gui.texts.people import BODY, CONTROL, FILES, compose, put_caret, shown, text_session, write


def _block(qtbot, text: str = "", most: int = 0, **changed: str) -> TextBlock:
    block = TextBlock(text_session(text, **changed), BODY, most)
    qtbot.addWidget(block)
    block.show()
    return block


def _says(block: TextBlock) -> str:
    found = block.findChild(QLabel, f"{BODY}!提示")
    assert isinstance(found, QLabel)
    return found.text()


def test_a_number_that_is_a_figure_is_offered_and_tab_links_it(qtbot) -> None:
    block = _block(qtbot)

    write(block.editor, "基本支出1272.75万")
    assert _says(block) == "1272.75 与 基本支出 相同，按 Tab 链接"
    QTest.keyClick(block.editor, Qt.Key.Key_Tab)

    assert block.editor.stored() == "基本支出{支出.总额}万"
    assert shown(block.editor) == "基本支出1272.75万"
    assert block.editor.textCursor().position() == len("基本支出1272.75万")
    assert _says(block) == ""


def test_an_offer_is_said_to_those_who_do_not_see_it(qtbot, monkeypatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    block = _block(qtbot)

    write(block.editor, "基本支出1272.75万")

    assert heard == ["1272.75 与 基本支出 相同，按 Tab 链接"]


def test_a_link_is_a_step_of_its_own(qtbot) -> None:
    block = _block(qtbot)
    write(block.editor, "基本支出1272.75万")
    QTest.keyClick(block.editor, Qt.Key.Key_Tab)

    block.editor.session.undo()

    assert block.editor.stored() == "基本支出1272.75万"


def test_escape_and_typing_on_decline_the_offer(qtbot) -> None:
    block = _block(qtbot)
    write(block.editor, "基本支出1272.75万")
    QTest.keyClick(block.editor, Qt.Key.Key_Escape)
    assert _says(block) == ""

    write(block.editor, "元，人员经费761.25万")
    assert "人员经费" in _says(block)
    write(block.editor, "元")

    assert _says(block) == ""
    assert block.editor.chips() == []


def test_a_number_before_a_pause_is_offered(qtbot) -> None:
    block = _block(qtbot)

    with qtbot.waitSignal(block.editor.links.offer_changed):
        write(block.editor, "基本支出1272.75")

    assert "基本支出" in _says(block)


def test_what_an_input_method_commits_behind_a_number_brings_the_offer(qtbot) -> None:
    block = _block(qtbot)
    write(block.editor, "基本支出1272.75")

    compose(block.editor, "wan")
    assert _says(block) == ""
    compose(block.editor, "", "万元")

    assert "基本支出" in _says(block)


def test_a_number_in_another_format_is_linked_with_that_format(qtbot) -> None:
    block = _block(qtbot)

    write(block.editor, "基本支出1,272.8万")
    QTest.keyClick(block.editor, Qt.Key.Key_Tab)

    assert block.editor.stored() == "基本支出{支出.总额:,0.0}万"
    assert shown(block.editor) == "基本支出1,272.8万"


def test_a_number_that_is_none_of_the_figures_is_left_in_peace(qtbot) -> None:
    block = _block(qtbot)

    write(block.editor, "修路1272.76公里，第1项，761.25人。")

    assert _says(block) == ""


def test_control_k_lists_what_a_number_may_be(qtbot) -> None:
    block = _block(qtbot, "共1272.75万元")
    put_caret(block.editor, 3)

    QTest.keyClick(block.editor, Qt.Key.Key_K, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()

    assert block.editor.stored() == "共{支出.总额}万元"


def test_of_several_offered_one_is_chosen_from_a_menu(qtbot) -> None:
    block = _block(qtbot)
    block.editor.session.set("支出.公用", "761.25")
    write(block.editor, "人员经费761.25万")
    assert _says(block) == "761.25 与 人员经费 相同，按 Tab 链接；另有 1 项，按 Ctrl+K 选择"

    QTest.keyClick(block.editor, Qt.Key.Key_Control)
    QTest.keyClick(block.editor, Qt.Key.Key_K, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()

    assert block.editor.stored() == "人员经费{支出.公用}万"
    assert _says(block) == ""


def test_of_several_the_figure_that_the_sentence_names_leads(qtbot) -> None:
    block = _block(qtbot, "公用经费761.25万元")
    block.editor.session.set("支出.公用", "761.25")
    put_caret(block.editor, 6)

    words = [action.text() for action in block.editor.menus.link_menu().actions()]

    assert words == ["链接到 公用经费", "链接到 人员经费", "设为数据项…(&D)"]


def test_a_number_becomes_a_figure_of_ones_own(qtbot) -> None:
    block = _block(qtbot, "全年建成高标准农田2.60万亩。")
    put_caret(block.editor, 10)
    actions = {action.text(): action for action in block.editor.menus.text_menu().actions()}

    actions["设为数据项…(&D)"].trigger()
    name = block.findChild(QLineEdit, f"{BODY}!名称")
    assert isinstance(name, QLineEdit)
    assert name.text() == "建成高标准农田"
    assert name.isVisible()
    QTest.keyClick(name, Qt.Key.Key_Return)

    report = block.editor.session.report
    (row,) = report.rows("业务数据")
    cells = [report.words(f"业务数据[{row}].{column}") for column in ("名称", "数", "单位")]
    assert cells == ["建成高标准农田", "2.60", "万亩"]
    assert block.editor.stored() == f"全年建成高标准农田{{业务数据[{row}].数}}万亩。"
    assert shown(block.editor) == "全年建成高标准农田2.60万亩。"
    assert not name.isVisible()
    block.editor.session.undo()
    assert block.editor.stored() == "全年建成高标准农田2.60万亩。"
    assert report.rows("业务数据") == []


def test_a_name_may_be_refused_or_given_up(qtbot) -> None:
    block = _block(qtbot, "建成水库15座")
    put_caret(block.editor, 5)
    block.editor.links.ask_name()
    name = block.findChild(QLineEdit, f"{BODY}!名称")
    assert isinstance(name, QLineEdit)

    name.clear()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert "名称" in _says(block)
    assert name.isVisible()
    QTest.keyClick(name, Qt.Key.Key_Escape)

    assert not name.isVisible()
    assert block.editor.stored() == "建成水库15座"


def test_without_a_listing_for_it_the_act_says_why_it_is_not_there(qtbot) -> None:
    block = _block(qtbot, "建成水库15座", pack=FILES["pack.yaml"].replace("自定数据: 业务数据\n", ""))
    put_caret(block.editor, 5)
    (own,) = [a for a in block.editor.menus.text_menu().actions() if a.text().startswith("设为数据项")]

    assert not own.isEnabled()
    assert "没有放自定数据的表" in own.toolTip()


@pytest.mark.parametrize(
    ("text", "most", "says", "role"),
    [
        ("共{支出.总额}万 元\n好", 0, "11 字", "quiet"),
        ("名{院.名}好", 0, "2 字", "quiet"),
        ("字" * 1203, 2000, "1,203 / 2,000 字", "quiet"),
        ("字" * 12, 10, "12 / 10 字，超出 2 字", "explain"),
    ],
)
def test_the_footer_counts_characters_without_white_space(qtbot, text, most, says, role) -> None:
    block = _block(qtbot, text, most)
    count = block.findChild(QLabel, f"{BODY}!字数")
    assert isinstance(count, QLabel)

    assert count.text() == says
    assert count.property("role") == role


def test_the_count_follows_after_a_pause(qtbot) -> None:
    block = _block(qtbot, "一二")
    count = block.findChild(QLabel, f"{BODY}!字数")
    assert isinstance(count, QLabel)

    write(block.editor, "三")

    qtbot.waitUntil(lambda: count.text() == "3 字")
    assert characters("一 \u3000\n二") == 2


def test_the_block_hands_the_focus_to_its_editor_and_every_part_has_a_name(qtbot) -> None:
    block = _block(qtbot)

    assert block.focusProxy() is block.editor
    for widget in (block.editor, block.findChild(QLineEdit)):
        assert widget.accessibleName()
