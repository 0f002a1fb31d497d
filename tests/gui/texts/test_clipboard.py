from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core.numbers.cleaning import paragraphs
from gui.chips.mark_clipboard import MARKS
from gui.texts.text_editor import TextEditor
from tests.gui.texts.people import BODY, CONTROL, put_caret, shown, text_session

PASTES = {
    "a stretch of a line": ("  约 12 万元 ", "  约 12 万元 "),
    "Word's paragraphs": (
        "\u3000\u3000一、情况\r\n\r\n\u3000\u3000本年\u00a0度 好。  \r\n",
        "一、情况\n本年 度 好。",
    ),
    "a line copied with its end": ("\u3000\u3000好。\r\n", "好。"),
    "soft breaks and page breaks": ("一\v二\f三", "一\n二\n三"),
    "blank lines only": ("\n \u3000\n", ""),
    "tabs at the beginning": ("\t一\n\t二", "一\n二"),
}


def _editor(qtbot, text: str) -> TextEditor:
    editor = TextEditor(text_session(text), BODY)
    qtbot.addWidget(editor)
    return editor


@pytest.mark.parametrize(("pasted", "kept"), PASTES.values(), ids=PASTES)
def test_what_is_pasted_becomes_plain_paragraphs(pasted: str, kept: str) -> None:
    assert paragraphs(pasted) == kept


def test_a_paste_from_a_word_processor_goes_in_without_its_looks(qtbot) -> None:
    editor = _editor(qtbot, "前后")
    put_caret(editor, 1)
    mime = QMimeData()
    mime.setHtml("<p><b>粗</b></p>")
    mime.setText("\u3000\u3000粗\r\n\r\n\u3000\u3000{细}\r\n")

    editor.insertFromMimeData(mime)

    assert editor.stored() == "前粗\n{{细}}后"


def test_a_copy_has_words_for_others_and_marks_for_ourselves(qtbot) -> None:
    editor = _editor(qtbot, "基本支出{支出.总额}万元。\n又")
    other = _editor(qtbot, "")
    editor.selectAll()

    editor.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "基本支出1272.75万元。\n又"
    assert not mime.hasHtml()
    other.paste()

    assert other.stored() == "基本支出{支出.总额}万元。\n又"
    assert len(other.chips()) == 1


def test_cutting_takes_the_mark_along(qtbot) -> None:
    editor = _editor(qtbot, "前{支出.总额}后")
    chip = editor.chips()[0]
    put_caret(editor, chip.end, chip.start)

    QTest.keyClick(editor, Qt.Key.Key_X, CONTROL)
    assert editor.stored() == "前后"
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)

    assert editor.stored() == "前{支出.总额}后"


def test_a_mark_unknown_to_this_report_becomes_its_words(qtbot) -> None:
    editor = _editor(qtbot, "甲")
    mime = QMimeData()
    mime.setText("九")
    mime.setData(MARKS, '["约", ["{别的.数}", "9.00"], ["{项目[zzz].金额}", "8"]]'.encode())

    editor.insertFromMimeData(mime)

    assert editor.stored().replace("甲", "") == "约9.008"


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}', "[1]", '[["a"]]', "[" * 100_000, '[["{a}", 1]]'])
def test_a_broken_content_of_our_own_type_is_passed_over(qtbot, content: str) -> None:
    editor = _editor(qtbot, "甲")
    mime = QMimeData()
    mime.setText("九")
    mime.setData(MARKS, content.encode())

    editor.insertFromMimeData(mime)

    assert sorted(shown(editor)) == sorted("甲九")
