"""The findings, the reasons and the tabs beside the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidgetItem

from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from gui.panels.answer_box import AnswerBox
from gui.panels.findings_panel import FindingsPanel
from gui.panels.navigation import Navigation, Tab
from gui.panels.rules_page import RulesPage
from gui.panels.unfilled_page import UnfilledPage
from gui.panels.why_panel import WhyPanel
from gui.session import Session
from tests.gui.conftest import FILES

RULES = (
    FILES["rules.yaml"]
    + """
水电不大:
  级别: 需说明
  条件: 开支.水电 ≤ 10
  提示: 水电 {开支.水电} 万元，请说明
  常用说明: [冬季供暖, 新增院区]
  说明字数: 100
合计不大:
  级别: 错误
  条件: 开支.合计 ≤ 100
  提示: 合计 {开支.合计} 万元太大
"""
)


@pytest.fixture
def pack() -> Pack:
    return read_pack({name: text.encode() for name, text in (FILES | {"rules.yaml": RULES}).items()})


@pytest.fixture
def panel(qtbot, session: Session) -> FindingsPanel:
    panel = FindingsPanel(session)
    panel.resize(320, 500)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def _items(panel: FindingsPanel) -> list[QTreeWidgetItem]:
    tree = panel.sentences
    waiting = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    for item in waiting:
        waiting += [item.child(n) for n in range(item.childCount())]
    return waiting


def _said(panel: FindingsPanel) -> list[str]:
    said = [str(item.data(0, Qt.ItemDataRole.AccessibleTextRole) or "") for item in _items(panel)]
    return [words for words in said if words]


def _verdict(panel: FindingsPanel) -> str:
    label = panel.findChild(QLabel, "verdict")
    return label.text()


def test_findings_stand_by_severity_under_one_verdict(panel: FindingsPanel, session: Session) -> None:
    assert _verdict(panel) == "✓ 数字相符，可以定稿"

    session.set("开支.水电", "11")
    session.set("开支.伙食", "95")

    assert _verdict(panel) == "✕ 还有 1 个错误、1 处需说明"
    assert [words.split("　")[1] for words in _said(panel)] == ["合计不大", "水电不大"]
    assert "水电 11 万元，请说明" in _said(panel)[1]


def test_enter_on_a_finding_asks_to_go_to_its_figure(qtbot, panel: FindingsPanel, session: Session) -> None:
    session.set("开支.水电", "11")
    (item,) = [i for i in _items(panel) if i.data(0, Qt.ItemDataRole.AccessibleTextRole)]
    panel.sentences.setCurrentItem(item)

    with qtbot.waitSignal(session.where.go_requested) as asked:
        QTest.keyClick(panel.sentences, Qt.Key.Key_Return)

    assert tuple(asked.args[0]) == ("开支.水电",)


def test_steps_walk_round_all_findings(qtbot, panel: FindingsPanel, session: Session) -> None:
    session.set("开支.水电", "11")
    session.set("开支.伙食", "95")
    gone: list[str] = []
    session.where.go_requested.connect(lambda keys: gone.append(keys[0]))

    for by in (1, 1, 1, -1):
        panel.step(by)

    assert gone == ["开支.合计", "开支.水电", "开支.合计", "开支.水电"]


def test_what_follows_from_a_reported_value_is_folded_under_it(
    panel: FindingsPanel, session: Session
) -> None:
    session.set("开支.水电", "5")
    session.set("开支.伙食", "99")
    session.report_as("开支.合计", "90")

    cause = next(
        i for i in _items(panel) if "填报与计算不符" in str(i.data(0, Qt.ItemDataRole.AccessibleTextRole))
    )

    assert [
        cause.child(n).data(0, Qt.ItemDataRole.AccessibleTextRole).split("　")[1]
        for n in range(cause.childCount())
    ] == ["合计不大"]
    assert not cause.isExpanded()


def _box(panel: FindingsPanel) -> AnswerBox:
    assert panel.answer_current()
    return panel.findChildren(AnswerBox)[-1]


def test_an_answer_is_given_in_place_and_asks_again_when_its_figure_turns(
    panel: FindingsPanel, session: Session
) -> None:
    session.set("开支.水电", "11")
    box = _box(panel)
    box.text.setPlainText("冬季供暖")
    QTest.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "（已说明）" in _said(panel)[0]
    assert _verdict(panel) == "✓ 数字相符，可以定稿"

    session.set("开支.水电", "12")

    assert "（需重新确认）" in _said(panel)[0]
    words = [label.text() for label in _box(panel).findChildren(QLabel)]
    assert any("水电　原为 11 → 现为 12" in text for text in words)


def test_words_not_stored_yet_survive_a_new_finding(panel: FindingsPanel, session: Session) -> None:
    session.set("开支.水电", "11")
    _box(panel).text.setPlainText("写到一半")

    session.set("开支.伙食", "95")

    (box,) = [b for b in panel.findChildren(AnswerBox) if b.isVisible()]
    assert box.text.toPlainText() == "写到一半"
    panel.commit()
    assert "写到一半" in (session.report.entry("说明!水电不大") or "")


def test_an_answer_is_not_stored_while_an_input_method_composes(
    qtbot, panel: FindingsPanel, session: Session
) -> None:
    session.set("开支.水电", "11")
    box = _box(panel)
    QApplication.sendEvent(box.text, QInputMethodEvent("gongnuan", []))

    with qtbot.assertNotEmitted(session.changed):
        QTest.keyClick(box.text, Qt.Key.Key_Return)
        box.store()

    done = QInputMethodEvent("", [])
    done.setCommitString("供暖")
    QApplication.sendEvent(box.text, done)
    box.store()
    assert "供暖" in (session.report.entry("说明!水电不大") or "")


def test_phrases_of_the_rule_are_offered(panel: FindingsPanel, session: Session) -> None:
    session.set("开支.水电", "11")
    from PySide6.QtWidgets import QComboBox

    phrases = _box(panel).findChild(QComboBox)

    assert [phrases.itemText(n) for n in range(phrases.count())][1:] == ["冬季供暖", "新增院区"]
    phrases.setCurrentIndex(1)
    phrases.activated.emit(1)
    assert _box(panel).text.toPlainText() == "冬季供暖"


def test_a_figure_is_explained_down_to_its_entries_and_up_to_its_uses(qtbot, session: Session) -> None:
    session.set("开支.伙食", "1.5")
    session.set("开支.水电", "2")
    panel = WhyPanel(session)
    qtbot.addWidget(panel)
    panel.show()

    panel.follow("开支.合计")
    panel.show_now()

    lines = [
        item.text(0)
        for item in panel.lines.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    ]
    assert "合计　3.50 万元" in lines
    assert "＝ 伙食 1.5 万元 + 水电 2 万元" in lines
    assert "＝ 1.5 + 2 = 3.50" not in lines
    assert any("修改伙食" in words for words in lines)
    assert "审核：合计不大" in lines
    assert "文字：花销" in lines


def test_formulas_are_shown_to_who_asks_for_them(qtbot, session: Session) -> None:
    session.set("开支.伙食", "1.5")
    session.set("开支.水电", "2")
    panel = WhyPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.follow("开支.合计")

    panel.formulas.setChecked(True)

    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    for words in ("＝ 伙食 + 水电", "＝ 1.5 + 2 = 3.50", "＝ 伙食 1.5 万元 + 水电 2 万元"):
        assert panel.lines.findItems(words, flags), words


def test_what_a_figure_still_wants_leads_to_where_it_is_filled_in(qtbot, session: Session) -> None:
    session.set("开支.伙食", "1.5")
    panel = WhyPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.follow("开支.合计")
    panel.show_now()
    asked: list[tuple[str, ...]] = []
    session.where.go_requested.connect(asked.append)

    (wanted,) = panel.lines.findItems("还缺：", Qt.MatchFlag.MatchStartsWith)
    panel.lines.itemClicked.emit(wanted, 0)

    assert wanted.text(0) == "还缺：水电　→ 去填"
    assert asked == [("开支.水电",)]


def test_the_reasons_follow_a_change(qtbot, session: Session) -> None:
    session.set("开支.伙食", "1")
    session.set("开支.水电", "2")
    panel = WhyPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.follow("开支.合计")
    panel.show_now()

    session.set("开支.水电", "4")

    qtbot.waitUntil(
        lambda: bool(
            panel.lines.findItems(
                "＝ 伙食 1 万元 + 水电 4 万元", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
            )
        )
    )


def test_tabs_keep_the_current_page_while_their_marks_turn(qtbot) -> None:
    nav = Navigation()
    qtbot.addWidget(nav)
    pages: list[str] = []
    nav.page_requested.connect(pages.append)
    nav.show_tabs([("报告", [Tab("甲", "甲节", "未开始", 2), Tab("乙", "乙节")]), ("检查", [])])
    nav.go_to("乙")

    nav.show_tabs([("报告", [Tab("丙", "丙节"), Tab("乙", "乙节", "错误", 1)])])

    assert nav.page == "乙"
    assert pages == ["乙"]
    said = nav.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "乙节，错误 1"


def test_turning_pages_steps_over_the_groups_names(qtbot) -> None:
    nav = Navigation()
    qtbot.addWidget(nav)
    nav.show_tabs([("报告", [Tab("甲", "甲")]), ("检查", [Tab("乙", "乙")])])
    nav.go_to("甲")

    nav.turn(1)
    assert nav.page == "乙"
    nav.turn(1)
    assert nav.page == "乙"
    nav.turn(-1)
    assert nav.page == "甲"


def test_the_pages_of_checks_tell_what_stands(qtbot, session: Session, report: Report) -> None:
    unfilled = UnfilledPage(session)
    rules = RulesPage(session)
    for page in (unfilled, rules):
        qtbot.addWidget(page)
        page.show()

    session.set("开支.水电", "11")
    session.set("开支.伙食", "1")

    listed = unfilled.findChildren(QLabel)[1].text()
    assert "都填好了" in listed
    told = rules.findChildren(QLabel)[1].text()
    assert told == "不符或要说明的 1 条，相符 1 条，数没有填全、没有参加的 1 条。"
