"""What the sentences say against each other is underlined where it stands, told, mended, set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QToolTip

from core.pack.loading import read_pack
from core.report.findings import standing_proofs
from core.report.report import Report
from gui.session import Session
from gui.texts.text_editor import TextEditor
from tests.gui.texts.people import BODY, ENTRIES, FILES, compose, put_caret, shown, text_session, write

WRONG = "全年支出100.00万元，其中：人员经费60.00万元，公用经费30.00万元。"
NUMBERS = ["100.00", "60.00", "30.00"]
LIVE = "全年支出1372.75万元，其中：人员经费{支出.人员}万元，公用经费{支出.公用}万元。"
DOUBLED = "修好水渠，，管好水闸。"
Line = QTextCharFormat.UnderlineStyle


def _editor(qtbot, text: str, session: Session | None = None) -> TextEditor:
    """An editor whose sentences were read."""
    editor = TextEditor(session or text_session(text), BODY)
    qtbot.addWidget(editor)
    editor.session.read_sentences()
    return editor


def _underlined(editor: TextEditor) -> list[str]:
    return [one.cursor.selectedText() for one in editor.extraSelections()]


def _styles(editor: TextEditor) -> set[QTextCharFormat.UnderlineStyle]:
    return {one.format.underlineStyle() for one in editor.extraSelections()}


def _caret_in(editor: TextEditor, words: str) -> None:
    put_caret(editor, editor.document().find(words).selectionStart() + 1)


def _actions(editor: TextEditor) -> dict[str, QAction]:
    return {action.text().strip("　 "): action for action in editor.menus.text_menu().actions()}


def _act(editor: TextEditor, words: str) -> QAction:
    (found,) = [action for text, action in _actions(editor).items() if words in text]
    return found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (WRONG, NUMBERS),
        (f"头一段。\n\n第三段，𠮷祥村👨‍👩‍👧。{WRONG}\n末一段。", NUMBERS),
        (LIVE, ["1372.75", "761.25", "511.50"]),
        (f"{{支出.总额}}万元{{院.名}}，{{支出.公用}}万元。\n{{每行 项目|⏎：{{名称}}}}𠮷：{LIVE}", None),
        (DOUBLED, ["，，"]),
        (f"𠮷{{支出.总额}}万元{{院.名}}。{DOUBLED}", ["，，"]),
    ],
    ids=["plain", "wide characters", "chips inside", "chips before", "short", "short behind chips"],
)
def test_underlines_stand_on_the_right_characters(qtbot, text: str, numbers: list[str] | None) -> None:
    editor = _editor(qtbot, text)

    assert _underlined(editor) == (numbers or ["1372.75", "761.25", "511.50"])


def test_an_error_is_waved_and_a_hint_is_dotted(qtbot) -> None:
    assert _styles(_editor(qtbot, WRONG)) == {Line.WaveUnderline}
    assert _styles(_editor(qtbot, DOUBLED)) == {Line.DotLine}
    cut = _editor(qtbot, "全年支出90.00万元，人员经费60.00万元，占支出的66.66%。")
    assert _styles(cut) == {Line.DashUnderline}


def test_underlines_stand_already_when_the_page_is_made(qtbot) -> None:
    session = text_session(WRONG)
    session.read_sentences()

    editor = TextEditor(session, BODY)
    qtbot.addWidget(editor)

    assert _underlined(editor) == NUMBERS


def test_underlines_go_when_the_number_is_mended(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    find = editor.document().find("100")
    put_caret(editor, find.selectionEnd(), find.selectionStart())

    write(editor, "90")
    editor.commit()
    editor.session.read_sentences()

    assert shown(editor) == WRONG.replace("100", "90")
    assert _underlined(editor) == []
    editor.session.undo()
    editor.session.read_sentences()
    assert _underlined(editor) == NUMBERS


def test_underlines_go_when_a_figure_in_the_sentence_turns(qtbot) -> None:
    editor = _editor(qtbot, LIVE)

    editor.session.set("支出.公用", "611.50")
    editor.session.read_sentences()

    assert _underlined(editor) == []


def test_underlines_move_with_what_is_typed_before_them(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    put_caret(editor, 0)

    write(editor, "𠮷祥村")

    assert _underlined(editor) == NUMBERS
    editor.commit()
    editor.session.read_sentences()
    assert _underlined(editor) == NUMBERS


def test_composing_moves_nothing(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    put_caret(editor, 0)
    compose(editor, "cun")

    editor.session.set("支出.公用", "1")
    editor.session.read_sentences()
    assert _underlined(editor) == NUMBERS
    compose(editor, "", "村")

    assert _underlined(editor) == NUMBERS
    assert shown(editor) == f"村{WRONG}"


def test_what_was_found_while_composing_is_underlined_once_it_is_stored(qtbot) -> None:
    editor = _editor(qtbot, LIVE.replace("1372.75", "1272.75"))
    put_caret(editor, 0)
    compose(editor, "cun")
    editor.session.set("支出.公用", "500.00")
    editor.session.read_sentences()
    assert _underlined(editor) == []

    compose(editor, "", "村")
    editor.commit()
    editor.session.read_sentences()

    assert _underlined(editor) == ["1272.75", "761.25", "500.00"]


def test_what_was_found_while_composing_is_underlined_when_it_is_given_up(qtbot) -> None:
    editor = _editor(qtbot, LIVE.replace("1372.75", "1272.75"))
    put_caret(editor, 0)
    compose(editor, "cun")
    editor.session.set("支出.公用", "500.00")
    editor.session.read_sentences()

    compose(editor, "")

    assert _underlined(editor) == ["1272.75", "761.25", "500.00"]


def test_the_tip_says_the_sum(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    editor.resize(700, 200)
    editor.show()
    rect = editor.cursorRect(editor.document().find("60.00"))
    point = QPoint(rect.left() - 2, rect.center().y())

    event = QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point))
    QApplication.sendEvent(editor.viewport(), event)

    assert "60.00 + 30.00 = 90.00" in QToolTip.text()
    QToolTip.hideText()
    assert editor.proofs.tip(QPoint(2, rect.bottom() + 90)) == ""


def test_the_menu_offers_what_can_be_done_only_where_something_is_said(qtbot) -> None:
    editor = _editor(qtbot, f"头一段。{DOUBLED}")

    _caret_in(editor, "，，")
    assert [text for text in _actions(editor) if "改为“，”" in text or "误报" in text or "标点" in text]
    put_caret(editor, 1)

    assert not [text for text in _actions(editor) if "改为" in text or "误报" in text]


def test_the_menu_leads_to_the_finding(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    (proof,) = standing_proofs(editor.session.report)
    _caret_in(editor, "60.00")

    with qtbot.waitSignal(editor.session.where.finding_requested) as asked:
        _act(editor, "60.00 + 30.00").trigger()

    assert asked.args == [proof.finding.identity]


def test_taking_what_is_offered_is_one_step(qtbot) -> None:
    text = f"𠮷祥村共{{支出.总额}}万元。{DOUBLED}"
    editor = _editor(qtbot, text)
    steps = len(editor.session.report.store.heads)
    _caret_in(editor, "，，")

    _act(editor, "改为“，”").trigger()

    mended = text.replace("，，", "，")
    assert editor.session.report.entry(BODY) == editor.stored() == mended
    assert len(editor.session.report.store.heads) == steps + 1
    editor.session.read_sentences()
    assert _underlined(editor) == []
    editor.session.undo()
    assert editor.stored() == text
    editor.session.redo()
    assert editor.stored() == mended


def test_a_suggestion_is_taken_although_words_before_it_were_just_typed(qtbot) -> None:
    editor = _editor(qtbot, DOUBLED)
    put_caret(editor, 0)
    write(editor, "已")
    _caret_in(editor, "，，")

    _act(editor, "改为“，”").trigger()

    assert editor.stored() == f"已{DOUBLED.replace('，，', '，')}"


def test_a_live_figure_is_never_overwritten_by_a_suggestion(qtbot) -> None:
    editor = _editor(qtbot, LIVE)
    before = editor.stored()
    (proof,) = standing_proofs(editor.session.report)

    editor.proofs.take(proof)

    assert "{支出.人员}" in editor.stored()
    assert "{支出.公用}" in editor.stored()
    assert editor.stored() in (before, before.replace("1372.75", "1272.75"))


def test_a_false_alarm_goes_at_once_and_comes_back_by_undo(qtbot) -> None:
    editor = _editor(qtbot, WRONG)
    _caret_in(editor, "60.00")

    with qtbot.waitSignal(editor.session.changed):
        _act(editor, "误报").trigger()

    assert _underlined(editor) == []
    assert editor.stored() == WRONG
    editor.session.undo()
    assert _underlined(editor) == NUMBERS


def test_a_text_that_is_only_read_offers_nothing_to_do(qtbot, tmp_path: Path) -> None:
    pack = read_pack({name: content.encode() for name, content in FILES.items()})
    path = tmp_path / "a.jxzp"
    Report.create(path, pack, who="甲", entries=pack.first_entries() | ENTRIES | {BODY: DOUBLED}).close()
    session = Session(Report.open(path, who="乙", read_only=True))
    editor = _editor(qtbot, "", session)
    _caret_in(editor, "，，")

    actions = _actions(editor)

    assert _underlined(editor) == ["，，"]
    assert not [text for text in actions if "改为" in text]
    assert not next(action for text, action in actions.items() if "误报" in text).isEnabled()
    session.report.close()
