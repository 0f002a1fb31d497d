"""Windows and files: one report each, recent ones first, nothing shown twice, nothing lost on the way out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QProgressDialog,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from core.numbers.troubles import FileTrouble
from core.report.report import Report
from gui import ask
from gui.computer.settings import Settings
from gui.dialogs import work
from gui.dialogs.help_window import HelpWindow
from gui.dialogs.history_dialog import HistoryDialog
from gui.window.files import Files
from gui.window.main_window import MainWindow
from gui.window.windows import Windows
from tests.flow.conftest import SAMPLE
from tests.flow.test_first_window import imported
from tests.flow.typing_person import CTRL, Key, focus, go_to_section, press, retype, tab_to, write


def _copy_of(report: Report, path: Path) -> Path:
    report.save_as(path)
    return path


def test_a_second_report_opens_in_a_window_of_its_own_and_none_is_shown_twice(
    qtbot, homely: Path, stored: Path, monkeypatch
) -> None:
    windows = Windows(Settings(homely / "设置"))
    first = windows.add()
    qtbot.addWidget(first.window)
    first.window.show()
    first.window.activateWindow()
    qtbot.waitUntil(first.window.isActiveWindow)
    report = imported(first, SAMPLE, monkeypatch)
    other = _copy_of(report, homely / "另一份.jxzp")

    first.take(other)
    (second,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w is not first.window
    ]
    qtbot.waitUntil(second.isActiveWindow)
    assert second.session.report.store.path == other
    assert windows.raise_showing(stored)
    assert windows.raise_showing(other)

    second.session.set("人员.在职", "80")
    assert first.window.session.report.entry("人员.在职") == "81"
    windows.close_all()
    assert not windows.raise_showing(stored)


def test_the_report_left_last_is_one_enter_away(
    qtbot, homely: Path, stored: Path, opened: Files, monkeypatch
) -> None:
    imported(opened, SAMPLE, monkeypatch)
    press(Key.Key_W, CTRL)

    recent = focus()
    assert isinstance(recent, QListWidget)
    assert recent.objectName() == "recent"
    said = recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "青禾县农业农村局" in said
    assert "处没有填" in said  # the text brings no forms
    press(Key.Key_Return)

    assert opened.window.session.report.store.path == stored


def test_a_recent_report_that_is_gone_is_told_in_one_sentence(
    homely: Path, stored: Path, opened: Files, monkeypatch
) -> None:
    imported(opened, SAMPLE, monkeypatch)
    press(Key.Key_W, CTRL)
    stored.unlink()
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _p, _t, words: told.append(words))

    press(Key.Key_Return)

    assert told == ["找不到这份报告，可能已被移走或改名。请重新选择。"]


def test_a_report_dropped_on_the_window_is_opened(
    stored: Path, opened: Files, homely: Path, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    other = _copy_of(report, homely / "拖 来的.jxzp")
    press(Key.Key_W, CTRL)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(other))])

    opened.window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )

    assert opened.window.session.report.store.path == other


def test_a_report_in_use_elsewhere_may_be_read(
    stored: Path, opened: Files, homely: Path, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    path = _copy_of(report, homely / "在用.jxzp")
    press(Key.Key_W, CTRL)
    holder = Report.open(path, who="李四")
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)

    opened.take(path)

    assert opened.window.session.report.store.read_only
    field = opened.window.findChild(QWidget, "单位.全称")
    assert field.isReadOnly()
    opened.window.close()
    holder.close()


def test_what_is_typed_is_stored_when_the_window_closes(stored: Path, opened: Files, monkeypatch) -> None:
    imported(opened, SAMPLE, monkeypatch)
    go_to_section(opened.window, "绩效情况")
    tab_to("章节[绩效情况].正文")
    press(Key.Key_End, CTRL)
    write("写到一半")

    opened.window.close()

    report = Report.open(stored, who="")
    assert (report.entry("章节[绩效情况].正文") or "").endswith("写到一半")
    report.close()


def test_turning_the_page_while_composing_stores_nothing_half(
    stored: Path, opened: Files, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    before = report.entry("单位.全称")
    tab_to("单位.全称")
    QApplication.sendEvent(focus(), QInputMethodEvent("shuiliju", []))

    press(Key.Key_Return)
    press(Key.Key_PageDown, CTRL)

    assert report.entry("单位.全称") == before


def test_a_save_point_is_compared_and_restored_by_keys(
    stored: Path, opened: Files, monkeypatch, in_dialog
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    press(Key.Key_S, CTRL)
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.公用经费")
    retype("200")
    seen: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, HistoryDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.findChild(QTreeWidget, "versions").currentItem().text(0).startswith("保存点")
        QTest.keyClick(focus(), Key.Key_R, Qt.KeyboardModifier.AltModifier)

    in_dialog(look)
    press(Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert any("项数据" in words for words in seen)
    assert report.entry("基本支出.公用经费") == "210.80"
    assert (report.undo_label or "").startswith("恢复到“保存点")


def test_help_opens_at_the_figure_and_can_be_searched(stored: Path, opened: Files, monkeypatch) -> None:
    imported(opened, SAMPLE, monkeypatch)
    go_to_section(opened.window, "基本支出情况")
    tab_to("基本支出.人员经费")

    press(Key.Key_F1)

    window = opened.window.findChild(HelpWindow)
    text = window.findChild(QTextBrowser, "help text")
    titles = window.findChild(QListWidget, "help titles")
    assert "工资福利支出和对个人和家庭的补助" in text.toPlainText()
    assert titles.currentItem().text() == "本模板的数据项"
    press(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    write("保存点")
    assert [titles.item(n).text() for n in range(titles.count())] == ["历史、备份和交接", "快捷键"]
    window.close()


def test_sections_are_added_moved_and_left_out(stored: Path, opened: Files, monkeypatch) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    view = opened.window.view
    go_to_section(opened.window, "结果拟应用")
    monkeypatch.setattr(ask, "a_line", lambda *a, **k: "附加说明")
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)

    opened.window.act_named("增加一节").trigger()
    added = view.nav.page
    assert view.nav.currentItem().text() == "十、附加说明"
    press(Key.Key_Up, CTRL | Qt.KeyboardModifier.AltModifier)
    view.follow()
    assert view.nav.currentItem().text() == "九、附加说明"
    opened.window.act_named("删除本节").trigger()
    assert added not in report.rows("章节")
    press(Key.Key_Z, CTRL)
    assert added in report.rows("章节")

    view.nav.go_to("改进措施")
    opened.window.act_named("删除本节").trigger()
    assert report.words("章节[改进措施].状态") == "不列"


def test_long_work_can_be_stopped(qtbot, qapp) -> None:
    begun = threading.Event()

    def endless(step: work.Step) -> None:
        pause = threading.Event()
        while True:
            begun.set()
            step("还在做")
            pause.wait(0.001)

    def stop() -> None:
        dialog = next(d for d in QApplication.topLevelWidgets() if isinstance(d, QProgressDialog))
        dialog.canceled.emit()

    QTimer.singleShot(50, stop)

    assert work.run(None, "做很久", endless) is None
    assert begun.is_set()


def test_trouble_in_long_work_is_raised_where_it_was_asked_for(qapp) -> None:
    def broken(step: work.Step) -> None:
        step("开始")
        raise FileTrouble("甲.docx", "读不了")

    with pytest.raises(FileTrouble):
        work.run(None, "读取", broken)


def test_what_long_work_gives_is_given(qapp) -> None:
    assert work.run(None, "做", lambda step: 42) == 42


def test_a_report_is_taken_off_the_list_and_its_file_stays(stored: Path, opened: Files, monkeypatch) -> None:
    imported(opened, SAMPLE, monkeypatch)
    press(Key.Key_W, CTRL)

    press(Key.Key_Delete)

    recent = focus()
    assert isinstance(recent, QListWidget)
    assert recent.count() == 0
    assert stored.is_file()


def test_the_size_of_texts_is_one_for_all_and_remembered(
    homely: Path, stored: Path, opened: Files, monkeypatch
) -> None:
    imported(opened, SAMPLE, monkeypatch)
    go_to_section(opened.window, "基本支出情况")
    tab_to("章节[基本支出].正文")
    before = focus().font().pointSizeF()

    press(Key.Key_Equal, CTRL)
    larger = focus().font().pointSizeF()
    go_to_section(opened.window, "绩效情况")
    tab_to("章节[绩效情况].正文")

    assert larger > before
    assert focus().font().pointSizeF() == larger
    assert Settings(homely / "设置").zoom > 1
