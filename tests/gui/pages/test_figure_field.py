from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.pages.field_row import FieldRow
from gui.pages.figure_field import ChoiceField, FigureField
from gui.session import Session


def _type(field: FigureField, text: str) -> None:
    field.selectAll()
    field.insert(text)
    field.setModified(True)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_field_sends_what_is_typed_and_shows_it_clean(qtbot, session: Session) -> None:
    field = FigureField(session, "开支.伙食")
    qtbot.addWidget(field)

    with qtbot.waitSignal(session.changed):
        _type(field, "１，２７２.７５万元")

    assert session.report.entry("开支.伙食") == "1272.75"
    assert field.text() == "1272.75"


def test_a_field_follows_the_report(qtbot, session: Session) -> None:
    field = FigureField(session, "开支.合计")
    qtbot.addWidget(field)

    session.set("开支.伙食", "1")
    session.set("开支.水电", "2.5")

    assert field.text() == "ƒ 3.50"
    assert field.isReadOnly()


def test_a_refused_text_stays_with_its_sentence_until_it_is_mended(qtbot, session: Session) -> None:
    both = FieldRow(session, "开支.伙食")
    qtbot.addWidget(both)
    both.show()
    sentence = both.findChild(QLabel, "开支.伙食!拒绝")

    with qtbot.assertNotEmitted(session.changed):
        _type(both.field, "1.2.3")

    assert both.field.text() == "1.2.3"
    assert "两个小数点" in sentence.text()
    _type(both.field, "12.3")
    assert not sentence.isVisible()


def test_typing_on_a_computed_field_changes_nothing_but_f2_enters_a_reported_value(qtbot, session) -> None:
    session.set("开支.伙食", "1")
    session.set("开支.水电", "2")
    field = FigureField(session, "开支.合计")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()

    QTest.keyClicks(field, "9")
    assert field.text() == "ƒ 3.00"
    QTest.keyClick(field, Qt.Key.Key_F2)
    QTest.keyClicks(field, "3.05")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert session.report.entry("开支.合计!填报") == "3.05"
    assert "填报与计算不符[开支.合计]" in session.report.graph.judge.findings
    QTest.keyClick(field, Qt.Key.Key_F2)
    QTest.keyClicks(field, "3.00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.report.entry("开支.合计!填报") is None


def test_nothing_is_sent_while_an_input_method_composes(qtbot, session: Session) -> None:
    field = FigureField(session, "本院.名称")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()

    with qtbot.assertNotEmitted(session.changed):
        QApplication.sendEvent(field, QInputMethodEvent("jinglao", []))
    committed = QInputMethodEvent("", [])
    committed.setCommitString("敬老院")
    QApplication.sendEvent(field, committed)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert session.report.entry("本院.名称") == "敬老院"


def test_a_choice_is_taken_and_followed(qtbot, session: Session) -> None:
    field = ChoiceField(session, "本院.星级")
    qtbot.addWidget(field)

    field.setCurrentText("二星")
    field.activated.emit(2)
    assert session.report.entry("本院.星级") == "二星"
    session.undo()
    assert field.currentText() == ""


@pytest.mark.parametrize("text", ["", "   "])
def test_an_emptied_field_is_unfilled_again(qtbot, session: Session, text: str) -> None:
    session.set("开支.伙食", "1")
    field = FigureField(session, "开支.伙食")
    qtbot.addWidget(field)

    _type(field, text)

    assert session.report.entry("开支.伙食") is None
