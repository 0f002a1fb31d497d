from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.chips.marked_text import MarkedText
from tests.gui.texts.people import CONTROL, Figures, compose, put_caret, shown


def test_a_refresh_moves_neither_caret_nor_selection(editor: MarkedText, figures: Figures) -> None:
    editor.load("前{甲}中{甲}后")
    places = {"before": (1, 1), "behind": (3, 3), "around": (1, 3), "between": (4, 3), "end": (7, 7)}
    longer = {1: 1, 3: 6, 4: 7, 7: 13}

    for anchor, position in places.values():
        figures.words["{甲}"] = "40"
        editor.load("前{甲}中{甲}后")
        put_caret(editor, position, anchor)
        figures.words["{甲}"] = "12345"
        editor.refresh()
        cursor = editor.textCursor()
        assert (cursor.anchor(), cursor.position()) == (longer[anchor], longer[position])
        figures.words["{甲}"] = "40"
        editor.refresh()
        cursor = editor.textCursor()
        assert (cursor.anchor(), cursor.position()) == (anchor, position)


def test_a_refresh_asks_once_for_each_mark_that_may_have_changed(
    editor: MarkedText, figures: Figures
) -> None:
    editor.load("{甲}{甲}{乙}\n{甲}")
    figures.asked.clear()

    editor.refresh(lambda raw: raw == "{甲}")

    assert figures.asked == ["{甲}"]


def test_a_text_from_elsewhere_replaces_only_what_differs(editor: MarkedText) -> None:
    editor.load("一{甲}二{乙}三\n四{甲}五")
    before = {chip.uid for chip in editor.chips()}

    editor.apply("一{甲}二{乙}三六七\n四{甲}五")

    assert {chip.uid for chip in editor.chips()} == before
    assert editor.textCursor().position() == editor.document().findBlockByNumber(0).length() - 1
    assert editor.stored() == "一{甲}二{乙}三六七\n四{甲}五"


def test_what_comes_from_elsewhere_while_composing_waits_for_the_commit(
    editor: MarkedText, figures: Figures
) -> None:
    editor.load("甲{甲}")
    put_caret(editor, 0)
    compose(editor, "zi")
    assert editor.composing

    figures.words["{甲}"] = "41"
    editor.refresh()
    editor.apply("甲乙{甲}")
    assert editor.stored() == "甲{甲}"
    compose(editor, "", "字")

    assert editor.stored() == "字甲乙{甲}"
    assert shown(editor) == "字甲乙41"


def test_enter_while_composing_does_nothing(editor: MarkedText) -> None:
    editor.load("甲")
    compose(editor, "zi")

    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    compose(editor, "", "")

    assert editor.stored() == "甲"


def test_a_composition_over_a_selection_replaces_whole_chips(editor: MarkedText) -> None:
    editor.load("共{甲}人")
    editor.selectAll()

    compose(editor, "zi")
    compose(editor, "", "字")

    assert editor.stored() == "字"


def test_the_candidates_of_an_input_method_stand_below_the_caret(qtbot, editor: MarkedText) -> None:
    editor.setStyleSheet("padding: 20px 30px")
    editor.load("甲")
    editor.show()
    qtbot.waitExposed(editor)
    caret = editor.cursorRect().translated(editor.viewport().pos())

    rect = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)

    assert editor.viewport().pos() != QPoint(0, 0)
    assert abs(rect.y() - caret.y()) <= 1
    assert abs(rect.x() - caret.x()) <= 1


def test_neighbouring_chips_have_grounds_of_their_own(qtbot, editor: MarkedText) -> None:
    editor.load("无{甲}{甲}无")
    editor.resize(300, 80)
    editor.show()
    qtbot.waitExposed(editor)
    first, second = editor.chips()
    image = editor.viewport().grab().toImage()
    chip = theme.colour("chip")

    def coloured(start: int, end: int) -> list[bool]:
        cursor = editor.textCursor()
        cursor.setPosition(start)
        left = editor.cursorRect(cursor)
        cursor.setPosition(end)
        right = editor.cursorRect(cursor)
        return [_near(image.pixelColor(x, left.top() + 1), chip) for x in range(left.left(), right.left())]

    assert all(coloured(first.start, first.end)[4:-4])
    assert all(coloured(second.start, second.end)[4:-4])
    assert not any(coloured(0, 1)[:-2])
    assert not all(coloured(first.start, second.end)[4:-4])


def _near(colour: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 8 for a, b in zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_zoom_keys_and_the_wheel_change_the_letters_and_tell_of_it(qtbot, editor: MarkedText) -> None:
    size = editor.font().pointSizeF()

    with qtbot.waitSignal(editor.zoomed) as told:
        QTest.keyClick(editor, Qt.Key.Key_Equal, CONTROL)
    assert told.args == [1.1]
    assert editor.font().pointSizeF() > size
    QTest.keyClick(editor, Qt.Key.Key_0, CONTROL)
    with qtbot.waitSignal(editor.zoomed) as told:
        QTest.keyClick(editor, Qt.Key.Key_Minus, CONTROL)

    assert told.args == [0.9]
    assert editor.font().pointSizeF() < QApplication.font().pointSizeF()
    with qtbot.waitSignal(editor.zoomed) as told:
        _turn_wheel(editor, CONTROL)
    assert told.args == [1.0]
    with qtbot.assertNotEmitted(editor.zoomed):
        _turn_wheel(editor, Qt.KeyboardModifier.NoModifier)


def _turn_wheel(editor: MarkedText, modifier: Qt.KeyboardModifier) -> None:
    place = QPointF(20, 20)
    still = QPoint(0, 0)
    phase = Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(place, place, still, QPoint(0, 120), Qt.MouseButton.NoButton, modifier, phase, False)
    QApplication.sendEvent(editor.viewport(), turned)


def test_a_composition_may_stand_before_chips_while_they_are_painted(qtbot, editor: MarkedText) -> None:
    editor.load("甲{甲}")
    editor.show()
    put_caret(editor, 1)

    QApplication.sendEvent(editor, QInputMethodEvent("zi", []))
    editor.viewport().grab()
    compose(editor, "", "字")

    assert editor.stored() == "甲字{甲}"
