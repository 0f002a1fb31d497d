from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.figures.marks import parse_marks, unparse
from core.numbers.cleaning import clean
from gui.editors.text_editor import TextEditor
from gui.session import Session
from gui.widgets.marked_text import MarkedText

BODY = "章节[花销].正文"
HOSTILE = st.text(
    st.sampled_from("{}a键：|\n 𠮷\t\u00a0\u3000e\u0301\u202e👨\u200d👩，。1.5每行若 "), max_size=40
)


def _editor(qapp) -> MarkedText:
    return MarkedText(lambda raw: {"{甲}": "40", "{乙}": "长长的\n名单"}.get(raw, "0"), QColor("#eef"))


@given(HOSTILE)
def test_any_text_comes_back_as_it_was_stored(qapp, text: str) -> None:
    stored = unparse(parse_marks(clean(text)))
    editor = _editor(qapp)

    editor.load(stored)

    assert editor.stored() == stored


def test_chips_show_words_and_equal_neighbours_stay_two(qapp) -> None:
    editor = _editor(qapp)

    editor.load("共{甲}{甲}人{乙}")

    assert editor.toPlainText().replace("\u2028", "\n") == "共4040人长长的\n名单"
    assert editor.stored() == "共{甲}{甲}人{乙}"


def test_one_backspace_removes_a_chip_and_typing_never_enters_one(qtbot, qapp) -> None:
    editor = _editor(qapp)
    qtbot.addWidget(editor)
    editor.load("共{甲}人")
    editor.show()
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)

    QApplication.sendEvent(
        editor, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "约")
    )
    assert editor.stored() in ("共约{甲}人", "共{甲}约人")
    cursor.setPosition(editor.chips()[0].end)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert "{甲}" not in editor.stored()
    assert editor.stored() == "共约人"


def test_random_editing_never_leaves_half_a_chip(qtbot, qapp) -> None:
    editor = _editor(qapp)
    qtbot.addWidget(editor)
    editor.load("一{甲}二{乙}三\n四{甲}")
    rng = random.Random(5)
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return]

    for _ in range(400):
        choice = rng.randrange(4)
        if choice == 0:
            cursor = editor.textCursor()
            cursor.setPosition(rng.randrange(editor.document().characterCount()))
            cursor.setPosition(
                rng.randrange(editor.document().characterCount()), QTextCursor.MoveMode.KeepAnchor
            )
            editor.setTextCursor(cursor)
        elif choice == 1:
            mime = QMimeData()
            mime.setText(rng.choice(["贴", "{甲}", "a\nb"]))
            editor.insertFromMimeData(mime)
        else:
            QTest.keyClick(editor, rng.choice(keys))
        assert all(
            chip.words.replace("\u2028", "\n") in ("40", "长长的\n名单", "0") for chip in editor.chips()
        )


def test_a_sentence_follows_its_figures_and_keeps_the_cursor(qtbot, session: Session) -> None:
    editor = TextEditor(session, BODY)
    qtbot.addWidget(editor)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)

    session.set("开支.伙食", "12.5")
    session.set("开支.水电", "1")

    assert editor.toPlainText() == "伙食12.5万元，合计13.50万元。"
    assert editor.textCursor().position() == 1


def test_what_is_typed_is_stored_on_leaving_and_undone_by_the_report(qtbot, session: Session) -> None:
    editor = TextEditor(session, BODY)
    qtbot.addWidget(editor)
    before = session.report.entry(BODY)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for character in "另有捐赠。":
        QApplication.sendEvent(
            editor, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        )
    editor.commit()

    assert session.report.entry(BODY) == f"{before}另有捐赠。"
    session.undo()
    assert editor.stored() == before


def test_nothing_is_stored_or_said_anew_while_composing(qtbot, session: Session) -> None:
    editor = TextEditor(session, BODY)
    qtbot.addWidget(editor)
    editor.show()
    before = session.report.entry(BODY)
    QApplication.sendEvent(editor, QInputMethodEvent("ling", []))
    assert editor.composing

    session.set("开支.伙食", "7")
    assert session.report.entry(BODY) == before
    assert "伙食＿＿万元" in editor.toPlainText()
    done = QInputMethodEvent("", [])
    done.setCommitString("另")
    QApplication.sendEvent(editor, done)

    assert "伙食7万元" in editor.toPlainText()
