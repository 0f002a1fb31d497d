"""A clerk's sentences are read while he writes them: by keys alone from the wrong total to the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTreeWidget, QWidget

from gui import ask
from gui.dialogs import import_preview
from gui.dialogs.evidence import EvidenceDialog
from gui.session import Session
from gui.texts.text_editor import TextEditor
from gui.window.files import Files
from tests.flow.typing_person import (
    CTRL,
    NO_MODIFIER,
    SHIFT,
    Key,
    findings,
    focus,
    go_to_section,
    menu,
    press,
    tab_to,
    write,
)

BODY = "章节[其他说明].正文"
WRONG = "全年培训100人，其中：男60人，女30人。另有设备7台。"


@pytest.fixture
def writing(opened: Files, report_file: Path) -> Session:
    """An empty report with the cursor in the last section's text."""
    opened.open(report_file)
    assert opened.window.session is not None
    opened.window.session.set("章节[其他说明].状态", "写明")
    go_to_section(opened.window, "其他需要说明的情况")
    tab_to(BODY)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    return opened.window.session


def _editor() -> TextEditor:
    editor = focus()
    assert isinstance(editor, TextEditor)
    return editor


def _menu_key() -> None:
    """The key beside Ctrl, which the platform of the tests knows nothing of."""
    editor = _editor()
    place = editor.cursorRect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, editor.viewport().mapToGlobal(place), NO_MODIFIER
    )
    QApplication.sendEvent(editor.viewport(), asked)


def _back(files: Files) -> None:
    """The window is active again, as a real platform makes it once a menu or a dialog is gone."""
    files.window.activateWindow()
    QApplication.processEvents()


def _underlined(files: Files) -> list[str]:
    editor = files.window.findChild(TextEditor, BODY)
    none = QTextCharFormat.UnderlineStyle.NoUnderline
    lines = [one for one in editor.extraSelections() if one.format.underlineStyle() != none]
    return [one.cursor.selectedText() for one in lines]


def _verdict(files: Files) -> str:
    return files.window.findChild(QLabel, "verdict").text()


def test_a_wrong_total_is_found_gone_to_and_mended_by_keys(opened: Files, writing: Session) -> None:
    write(WRONG)
    press(Key.Key_S, CTRL)
    writing.read_sentences()
    assert _verdict(opened).startswith("✕ 还有 1 个错误")
    assert "错误　分项合计　其他需要说明的情况" in findings(opened.window)

    go_to_section(opened.window, "基本支出情况")
    press(Key.Key_F8)

    assert focus().objectName() == BODY
    assert _editor().proofs.pointed_out == WRONG[4 : WRONG.index("。")]
    assert not _editor().textCursor().hasSelection()
    press(Key.Key_Delete, times=3)
    write("90")
    press(Key.Key_S, CTRL)
    writing.read_sentences()
    assert writing.report.words(BODY) == WRONG.replace("100", "90")
    assert "分项合计" not in findings(opened.window)
    assert "错误" not in _verdict(opened)
    assert _underlined(opened) == []


def test_a_quiet_moment_is_enough(qtbot, opened: Files, writing: Session) -> None:
    write(WRONG)

    qtbot.waitUntil(lambda: "分项合计" in findings(opened.window))
    qtbot.waitUntil(lambda: _underlined(opened) != [])


def test_a_false_alarm_is_set_aside_with_the_menu_of_the_text(opened: Files, writing: Session) -> None:
    write(WRONG)
    press(Key.Key_S, CTRL)
    writing.read_sentences()
    press(Key.Key_Home)
    press(Key.Key_Right, times=6)

    _menu_key()

    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    (aside,) = [action for action in popup.actions() if "误报" in action.text()]
    popup.setActiveAction(aside)
    press(Key.Key_Return)
    assert "分项合计" not in findings(opened.window)
    assert _underlined(opened) == []
    _back(opened)
    press(Key.Key_Z, CTRL)
    assert "分项合计" in findings(opened.window)
    assert _underlined(opened) != []


def test_the_numbers_page_is_opened_and_left_by_keys(opened: Files, writing: Session) -> None:
    write(WRONG)
    press(Key.Key_S, CTRL)

    press(Key.Key_D, CTRL | SHIFT)

    table = focus()
    assert isinstance(table, QTreeWidget)
    assert (table.objectName(), table.accessibleName()) == ("numbers", "数字依据")
    item = table.topLevelItem(table.topLevelItemCount() - 1)
    assert item.text(0) == "7台"
    press(Key.Key_End)
    press(Key.Key_Return)
    assert focus().objectName() == BODY
    assert _editor().proofs.pointed_out == "7台"
    press(Key.Key_Right)
    assert _editor().proofs.pointed_out == ""


def test_evidence_is_given_by_keys_and_taken_back(opened: Files, writing: Session, in_dialog) -> None:
    write(WRONG)
    press(Key.Key_D, CTRL | SHIFT)
    table = focus()
    assert isinstance(table, QTreeWidget)
    press(Key.Key_End)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, EvidenceDialog)
        assert focus().objectName() == "佐证:材料名称"
        write("固定资产台账")
        press(Key.Key_Return)

    in_dialog(fill)
    press(Key.Key_F2)

    assert table.currentItem().text(3) == "固定资产台账"
    _back(opened)
    press(Key.Key_Z, CTRL)
    assert table.currentItem().text(3) == "（按 F2 填写）"


def test_a_finding_is_chosen_in_the_panel_from_the_text(opened: Files, writing: Session) -> None:
    write(WRONG)
    press(Key.Key_S, CTRL)
    writing.read_sentences()
    editor = _editor()
    (proof,) = writing.report.proofs.found.values()

    editor.session.where.finding_requested.emit(proof.finding.identity)

    tree = opened.window.findChild(QTreeWidget, "findings")
    said = tree.currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("错误　分项合计")
    assert opened.window.isActiveWindow()


OTHER_WORDS = """青禾县林业局
2023年度部门整体支出绩效自评报告
一、部门（单位）基本情况
全局干部职工各司其职。
二、一般公共预算支出情况
年初部门预算为1230.50万元，货物采购金额28.10万元。
"""


def test_a_guess_that_is_not_wanted_stays_words_in_the_new_report(
    opened: Files, stored: Path, homely: Path, monkeypatch
) -> None:
    source = homely / "自评.txt"
    source.write_text(OTHER_WORDS, "utf-8")
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: source)
    monkeypatch.setattr(import_preview, "confirm", lambda *a, **k: frozenset({"政府采购.货物"}))

    menu(Key.Key_F, Key.Key_I)

    assert opened.window.session is not None
    report = opened.window.session.report
    assert report.entry("收支.年初预算") == "1230.50"
    assert report.entry("政府采购.货物") is None
    body = report.entry("章节[支出].正文")
    assert body == "年初部门预算为{收支.年初预算}万元，货物采购金额28.10万元。"
