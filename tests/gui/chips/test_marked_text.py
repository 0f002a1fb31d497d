from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.figures.marks import parse_marks, unparse
from core.numbers.cleaning import clean
from gui.chips.marked_text import MarkedText
from tests.gui.texts.people import CONTROL, SHIFT, WORDS, Figures, compose, drop, put_caret, shown, write

HOSTILE = st.text(
    st.sampled_from("{}a键：|\n 𠮷\t\u00a0\u3000e\u0301\u202e👨\u200d👩，。1.5每行若 "), max_size=40
)
MARKED = st.lists(st.sampled_from(["{甲}", "{乙}", "一", "𠮷", "\n", "{{", "b"]), max_size=30).map("".join)


def _bare() -> MarkedText:
    return MarkedText(lambda raw: WORDS.get(raw, "0"))


def _is_whole(editor: MarkedText, figures: Figures | None = None) -> bool:
    """Whether what is to be read is just what the stored text says."""
    say = (figures.words if figures else WORDS).get
    said = "".join(
        part if isinstance(part, str) else say(unparse((part,)), "0") for part in parse_marks(editor.stored())
    )
    return shown(editor).replace("\u00a0", " ") == said.replace("\u00a0", " ")


@given(HOSTILE)
def test_any_text_comes_back_as_it_was_stored(qapp, text: str) -> None:
    stored = unparse(parse_marks(clean(text)))
    editor = _bare()

    editor.load(stored)

    assert editor.stored() == stored


@given(MARKED, MARKED)
def test_applying_any_text_to_any_other_gives_it(qapp, before: str, after: str) -> None:
    editor = _bare()
    fresh = _bare()
    editor.load(before)
    fresh.load(after)

    editor.apply(after)

    assert editor.stored() == fresh.stored()
    assert _is_whole(editor)


def test_chips_show_words_and_equal_neighbours_stay_two(editor: MarkedText) -> None:
    editor.load("共{甲}{甲}人{乙}")

    assert shown(editor) == "共4040人长长的\n名单"
    assert editor.stored() == "共{甲}{甲}人{乙}"
    assert len(editor.chips()) == 3


def test_one_backspace_removes_a_chip_and_typing_never_enters_one(editor: MarkedText) -> None:
    editor.load("共{甲}人")
    put_caret(editor, 2)

    write(editor, "约")
    assert editor.stored() in ("共约{甲}人", "共{甲}约人")
    put_caret(editor, editor.chips()[0].end)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert editor.stored() == "共约人"


def test_delete_before_a_chip_removes_it_whole(editor: MarkedText) -> None:
    editor.load("共{甲}{甲}人")
    put_caret(editor, 3)

    QTest.keyClick(editor, Qt.Key.Key_Delete)

    assert editor.stored() == "共{甲}人"


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Backspace, 5), (Qt.Key.Key_Delete, 2)])
def test_deleting_by_words_takes_whole_chips(editor: MarkedText, figures: Figures, key, place) -> None:
    figures.words["{甲}"] = "四 十"
    editor.load("a {甲} b")
    put_caret(editor, place)

    QTest.keyClick(editor, key, CONTROL)

    assert editor.stored() == "a  b"


def test_a_key_on_a_selection_leaves_its_chips_chips(editor: MarkedText) -> None:
    editor.load("共{甲}人")
    editor.selectAll()

    QTest.keyClick(editor, Qt.Key.Key_Shift)
    QTest.keyClick(editor, Qt.Key.Key_Right, SHIFT)
    assert len(editor.chips()) == 1
    editor.selectAll()
    write(editor, "新")

    assert editor.stored() == "新"


def test_what_is_typed_after_a_chip_and_a_new_paragraph_is_no_chip(editor: MarkedText) -> None:
    editor.load("{甲}")
    editor.moveCursor(QTextCursor.MoveOperation.End)

    QTest.keyClick(editor, Qt.Key.Key_Return)
    write(editor, "又")
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    compose(editor, "", "一")

    assert editor.stored() == "{甲}\n又\n一"


def test_the_caret_jumps_over_chips_in_both_directions(editor: MarkedText) -> None:
    editor.load("共{乙}人")
    put_caret(editor, 1)

    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == editor.chips()[0].end
    QTest.keyClick(editor, Qt.Key.Key_Left)

    assert editor.textCursor().position() == 1


def test_a_click_anywhere_never_lands_inside_a_chip(qtbot, editor: MarkedText) -> None:
    editor.load("共{甲}人，{乙}{甲}。\n{甲}")
    editor.resize(240, 160)
    editor.show()

    for x in range(0, 240, 3):
        for y in range(4, 150, 12):
            QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
            QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
            cursor = editor.textCursor()
            for place in (cursor.position(), cursor.anchor()):
                assert not any(chip.start < place < chip.end for chip in editor.chips())


def test_a_drop_on_any_pixel_leaves_the_chips_whole(qtbot, editor: MarkedText) -> None:
    editor.resize(240, 160)
    editor.show()

    for x in range(0, 240, 2):
        for y in range(6, 120, 16):
            editor.load("共{甲}人，{乙}{甲}。\n{甲}")
            drop(editor, QPoint(x, y), "落\n下")
            assert len(editor.chips()) == 4
            assert "落\n下" in editor.stored()
            assert _is_whole(editor)


def test_a_damaged_chip_in_any_paragraph_is_put_back(editor: MarkedText) -> None:
    stored = "一{甲}\n二{乙}\n三{甲}人"
    editor.load(stored)

    for chip in editor.chips():
        for act in ("cut", "join", "part"):
            stray = QTextCursor(editor.document())
            stray.setPosition(chip.start + 1)
            if act == "cut":
                stray.deleteChar()
            elif act == "join":
                stray.insertText("x")
            else:
                stray.insertBlock()
            assert editor.stored() == stored
            assert _is_whole(editor)


def test_overwriting_cannot_damage_a_chip(editor: MarkedText) -> None:
    editor.load("共{甲}人")
    editor.setOverwriteMode(True)
    put_caret(editor, 1)

    write(editor, "约是")

    assert _is_whole(editor)


def test_random_editing_never_leaves_half_a_chip(qtbot, editor: MarkedText, figures: Figures) -> None:
    editor.load("一{甲}二{乙}三\n四{甲}")
    editor.resize(240, 160)
    editor.show()
    rng = random.Random(5)
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return]

    for step in range(1500):
        size = editor.document().characterCount()
        match rng.randrange(8):
            case 0:
                put_caret(editor, rng.randrange(size), rng.randrange(size))
            case 1:
                mime = QMimeData()
                mime.setText(rng.choice(["贴", "{甲}", "a\nb", "\u00a0一\u3000"]))
                editor.insertFromMimeData(mime)
            case 2:
                drop(editor, QPoint(rng.randrange(240), rng.randrange(160)), "落")
            case 3:
                compose(editor, "zhong")
                compose(editor, "", rng.choice(["", "中文"]))
            case 4:
                figures.words["{甲}"] = str(rng.randrange(1, 10**6))
                editor.refresh()
            case 5:
                mime = editor.createMimeDataFromSelection()
                editor.insertFromMimeData(mime)
            case _:
                QTest.keyClick(
                    editor, rng.choice(keys), rng.choice([CONTROL, SHIFT] + [Qt.KeyboardModifier(0)] * 4)
                )
        if step % 50 == 0 and size > 300:
            editor.load("一{甲}二{乙}三\n四{甲}")
        assert _is_whole(editor, figures)
