"""报告体检 by keys: a finished report comes in, its contradictions are walked through, the outcome goes out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QTabWidget, QToolTip, QTreeWidget

from gui import ask, theme
from gui.checkup import window as checkup
from gui.checkup.window import CheckupWindow
from gui.dialogs.help_window import HelpWindow
from gui.window.files import Files
from tests.flow.checkup_person import chosen, drop, label, marked, text, tree
from tests.flow.typing_person import ALT, CTRL, SHIFT, Key, clipboard, focus, press

TEXT = """情况说明
𠮷祥路在岗30人，其中：男18人，女12人。
全年支出100.00万元，其中：人员经费60.00万元，公用经费30.00万元。
另有设备7台。"""
MENDED = TEXT.replace("100.00", "90.00")


@pytest.fixture
def window(qtbot, opened: Files, monkeypatch: pytest.MonkeyPatch) -> CheckupWindow:
    """The window, opened by its keys from the start page; no progress is shown however busy the computer is."""
    monkeypatch.setattr(checkup.work, "SHOWN_AFTER", 60_000)
    opened.window.act_named("报告体检")  # the keys are bound once the menus are made
    press(Key.Key_T, CTRL | SHIFT)
    made = opened.window.findChild(CheckupWindow)
    assert made is not None
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def file(homely: Path) -> Path:
    path = homely / "某局 说明.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_text_is_pasted_walked_through_and_left_by_keys(window: CheckupWindow, opened: Files) -> None:
    assert label(window, "checkup empty")
    clipboard(TEXT)

    press(Key.Key_V, CTRL)

    assert label(window, "verdict") == "✕ 有错误：错误 1 个；相符 1 处"
    assert "没有合适的模板" in label(window, "checkup about")
    assert "没有依据的 1 个" in label(window, "checkup about")
    assert marked(window) == {"WaveUnderline": ["100.00", "60.00", "30.00"]}
    press(Key.Key_F8)
    said = focus().currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("错误　分项合计")
    assert "60.00 + 30.00 = 90.00" in said
    assert chosen(window) == ["100.00", "60.00", "30.00"]
    press(Key.Key_Return)
    assert focus() is text(window)
    assert text(window).textCursor().block().text().startswith("全年支出")
    press(Key.Key_Escape)
    assert opened.window.findChild(CheckupWindow) is None
    assert opened.window.isVisible()


def test_the_three_lists_are_reached_by_keys_and_mark_the_text(window: CheckupWindow) -> None:
    clipboard(TEXT)
    press(Key.Key_V, CTRL)

    press(Key.Key_Tab, CTRL)
    press(Key.Key_F8)

    assert window.findChild(QTabWidget, "checkup tabs").tabText(1) == "相符 1"
    assert "18 + 12 = 30" in tree(window, "相符").currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert chosen(window) == ["30人，其中：男18人，女12人"]
    press(Key.Key_Tab, CTRL)
    press(Key.Key_F8, SHIFT)
    bare = window.findChild(QListView, "checkup:没有依据的数字")
    assert bare.currentIndex().data() == "7台　另有设备7台。"
    assert marked(window)["DotLine"] == ["7台"]
    assert marked(window)["WaveUnderline"] == ["100.00", "60.00", "30.00"]


def test_enter_on_a_mark_chooses_what_is_said_of_it(window: CheckupWindow) -> None:
    clipboard(TEXT)
    press(Key.Key_V, CTRL)
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert focus() is text(window)
    place = text(window).document().find("60.00").selectionStart()
    cursor = text(window).textCursor()
    cursor.setPosition(place)
    text(window).setTextCursor(cursor)

    press(Key.Key_Return)

    assert chosen(window) == ["100.00", "60.00", "30.00"]
    assert focus() is text(window)


def test_resting_on_a_mark_tells_the_sum(window: CheckupWindow) -> None:
    clipboard(TEXT)
    press(Key.Key_V, CTRL)
    page = text(window)
    rect = page.cursorRect(page.document().find("60.00"))
    point = QPoint(rect.left() - 2, rect.center().y())

    QApplication.sendEvent(
        page.viewport(),
        QHelpEvent(QEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point)),
    )

    assert "✕ 错误　分项合计" in QToolTip.text()
    assert "60.00 + 30.00 = 90.00" in QToolTip.text()
    QToolTip.hideText()


def test_a_false_alarm_stays_hidden_until_it_is_wanted_back(qtbot, window: CheckupWindow, file: Path) -> None:
    drop(window, file)
    press(Key.Key_F8)

    press(Key.Key_Delete)
    press(Key.Key_F7)

    aside = window.findChild(QPushButton, "checkup aside")
    assert aside.text().startswith("已隐藏 1 条误报，显示")
    assert label(window, "verdict") == "✓ 没有发现问题；相符 1 处"
    assert marked(window) == {}
    press(Key.Key_H, ALT)
    qtbot.waitUntil(lambda: not aside.isVisible())
    assert label(window, "verdict").startswith("✕")


def test_a_file_mended_elsewhere_is_read_again(window: CheckupWindow, file: Path) -> None:
    drop(window, file)
    file.write_text(MENDED, "utf-8")

    press(Key.Key_F7)

    assert label(window, "verdict") == "✓ 没有发现问题；相符 2 处"
    assert file.read_text("utf-8") == MENDED


def test_a_file_of_another_kind_is_told_and_nothing_is_lost(
    window: CheckupWindow, file: Path, homely: Path
) -> None:
    drop(window, file)

    drop(window, homely / "甲.pdf")
    assert "这是 PDF 文件" in label(window, "checkup trouble")
    assert text(window).toPlainText() == TEXT

    file.unlink()
    press(Key.Key_F7)
    assert "找不到这个文件" in label(window, "checkup trouble")
    assert text(window).toPlainText() == TEXT


def test_of_several_files_the_first_is_taken_and_that_is_said(
    window: CheckupWindow, file: Path, homely: Path
) -> None:
    drop(window, file, homely / "别的.txt")

    assert "拖来 2 个文件，先看第一个“某局 说明.txt”" in label(window, "checkup trouble")
    assert label(window, "checkup about").startswith("某局 说明.txt")


def test_an_empty_clipboard_and_an_empty_file_are_told(window: CheckupWindow, homely: Path) -> None:
    clipboard("  \n")
    press(Key.Key_V, CTRL)
    assert "剪贴板里没有文字" in label(window, "checkup trouble")

    (homely / "空.txt").write_bytes(b"")
    drop(window, homely / "空.txt")
    assert "里面没有文字" in label(window, "checkup trouble")
    assert label(window, "checkup empty")


def test_the_outcome_is_kept_as_a_word_file_but_never_over_the_report(
    window: CheckupWindow, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = homely / "报告.docx"
    asked = []
    written = docx.Document()
    for line in TEXT.split("\n"):
        written.add_paragraph(line)
    written.save(str(source))
    before = source.read_bytes()
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: source)
    press(Key.Key_O, CTRL)
    assert "𠮷祥路" in text(window).toPlainText()

    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: source)
    press(Key.Key_S, CTRL)
    assert "盖掉" in label(window, "checkup trouble")
    assert source.read_bytes() == before

    target = homely / "体检"
    monkeypatch.setattr(
        ask, "where_to_save", lambda _p, _t, suggestion, _k: asked.append(suggestion) or target
    )
    monkeypatch.setattr(ask, "choose", lambda *a, **k: 1)
    press(Key.Key_S, CTRL)

    assert asked == [str(homely / "报告 体检报告.docx")]
    tables = docx.Document(str(target.with_name("体检.docx"))).tables
    assert [len(table.rows) for table in tables] == [2, 2]
    assert label(window, "checkup trouble") == ""


def test_a_line_is_copied_with_its_words(window: CheckupWindow) -> None:
    clipboard(TEXT)
    press(Key.Key_V, CTRL)
    press(Key.Key_F8)

    press(Key.Key_C, CTRL)

    copied = QApplication.clipboard().text()
    assert copied.startswith("✕ 错误　分项合计")
    assert "原文：100.00万元，其中" in copied


def test_work_that_was_stopped_leaves_what_was_shown(
    window: CheckupWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(window, file)
    monkeypatch.setattr(checkup.work, "run", lambda *a: None)

    press(Key.Key_F7)

    assert "已取消" in label(window, "checkup trouble")
    assert text(window).toPlainText() == TEXT


def test_closing_during_work_waits_for_its_end(
    qtbot, window: CheckupWindow, opened: Files, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(parent: CheckupWindow, *_: object) -> None:
        parent.close()
        assert not parent.isVisible()

    monkeypatch.setattr(checkup.work, "run", run)

    drop(window, file)

    qtbot.waitUntil(lambda: opened.window.findChild(CheckupWindow) is None)


def test_other_colours_reach_the_marks_and_the_list(window: CheckupWindow, qapp: QApplication) -> None:
    clipboard(TEXT)
    press(Key.Key_V, CTRL)
    press(Key.Key_F8)

    try:
        theme.apply(qapp, theme.DARK)
        QApplication.processEvents()
        wave = [
            selection.format.underlineStyle()
            for selection in text(window).extraSelections()
            if selection.format.background().color() == theme.colour("accent")
        ]
        assert wave == [QTextCharFormat.UnderlineStyle.WaveUnderline] * 3
        assert tree(window).topLevelItem(0).foreground(0).color() == theme.colour("error")
    finally:
        theme.apply(qapp)


def test_the_window_is_opened_once_and_knows_its_help(qtbot, window: CheckupWindow, opened: Files) -> None:
    opened.window.findChild(QPushButton, "开始:报告体检").click()
    assert len(opened.window.findChildren(CheckupWindow)) == 1

    press(Key.Key_F1)

    window_of_help = window.findChild(HelpWindow)
    qtbot.waitUntil(window_of_help.isVisible)
    assert window_of_help.findChild(QTreeWidget) is None
    window_of_help.close()
