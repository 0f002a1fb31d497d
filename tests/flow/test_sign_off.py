"""From 编制 to 定稿 by keys: the report is frozen, its paper carries a code, the code finds the version again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget, QTreeWidget, QWidget

from core.document.builder import build_document
from core.report.report import Report
from core.report.stages import STAGES, standing_final, unlock
from gui import ask
from gui.dialogs.verify_dialog import VerifyDialog
from gui.window.files import Files
from tests.flow.signing_person import sign_as
from tests.flow.typing_person import CTRL, SHIFT, Key, clipboard, press, write

InDialog = Callable[[Callable[[QWidget], None]], None]
NAMES = ("张明", "王芳", "赵局长", "赵局长")


@pytest.fixture
def finished(opened: Files) -> Files:
    """The sample, of which everything is right."""
    opened.window.act_named("签批")
    opened.example()
    for widget in opened.window.findChildren(QWidget):
        if widget.isWindow() and widget.isVisible():
            widget.close()
    opened.window.activateWindow()
    return opened


def _report(files: Files) -> Report:
    assert files.window.session is not None
    return files.window.session.report


def _said(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _sign_to_the_end(dialog: QWidget) -> None:
    sign_as(dialog, NAMES)


def _ask(files: Files, in_dialog: InDialog, key: Key, act: Callable[[QWidget], None]) -> None:
    """Presses Ctrl+Shift and a key in the report's window, and acts in the dialog that opens."""
    files.window.activateWindow()
    QTest.qWaitForWindowActive(files.window)
    in_dialog(act)
    press(key, CTRL | SHIFT)


def _freeze(files: Files, in_dialog: InDialog) -> None:
    _ask(files, in_dialog, Key.Key_S, _sign_to_the_end)
    assert _report(files).is_final


def test_a_report_is_signed_frozen_and_can_only_be_read(finished: Files, in_dialog: InDialog) -> None:
    _freeze(finished, in_dialog)
    final = standing_final(_report(finished))

    assert final is not None
    assert final.name == "赵局长"
    assert _said(finished.window, "status:state") == f"已定稿　{final.stamp}"
    assert final.stamp.split("　")[0].removeprefix("校验码 ") in _said(finished.window, "final:words")
    assert _said(finished.window, "status:saved") == "已定稿"
    assert not finished.window.act_named("撤销").isEnabled()
    assert not finished.window.act_named("读入附件").isEnabled()


def test_the_documents_of_a_final_report_carry_its_code_and_no_draft_mark(
    finished: Files, in_dialog: InDialog, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _freeze(finished, in_dialog)
    stamp = build_document(_report(finished)).stamp
    monkeypatch.setattr(ask, "which_folder", lambda *a, **k: homely / "交付")
    monkeypatch.setattr(ask, "choose", lambda *a, **k: 1)

    press(Key.Key_E, CTRL)

    names = [path.name for path in (homely / "交付").iterdir()]
    assert not [name for name in names if "草稿" in name]
    (pdf,) = (homely / "交付").glob("*.pdf")
    for page in PdfReader(pdf).pages:
        words = "".join(page.extract_text().split())
        assert "".join(stamp.split()) in words
        assert "草稿" not in words


def test_what_is_open_is_named_before_a_report_is_frozen(finished: Files, in_dialog: InDialog) -> None:
    assert finished.window.session is not None
    finished.window.session.set("人员.在职", "90")
    seen: list[str] = []

    def act(dialog: QWidget) -> None:
        _sign_to_the_end(dialog)
        seen.append(_said(dialog, "sign trouble"))
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_S, act)

    assert seen[0].startswith("还不能定稿")
    assert "处错误" in seen[0]
    assert not _report(finished).is_final


def test_a_change_after_a_signature_is_told(finished: Files, in_dialog: InDialog) -> None:
    def sign_once(dialog: QWidget) -> None:
        write("张明")
        press(Key.Key_Return)
        assert _said(dialog, "sign:编制").startswith("张明")
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_S, sign_once)
    assert finished.window.session is not None
    finished.window.session.set("单位.全称", "青禾县农业农村局机关")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        go = dialog.findChild(QPushButton, "sign:go")
        assert go is not None
        seen.extend((_said(dialog, "sign:编制"), go.text()))
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_S, look)

    assert seen[0].endswith("以后有改动，要重新签")
    assert seen[1].startswith(STAGES[0])


def test_a_final_report_is_opened_again_with_a_reason(finished: Files, in_dialog: InDialog) -> None:
    _freeze(finished, in_dialog)

    def opened_again(dialog: QWidget) -> None:
        write("赵局长")
        press(Key.Key_Return)
        assert "为什么要取消定稿" in _said(dialog, "sign trouble")
        reason = dialog.findChild(QLineEdit, "sign:原因")
        assert reason is not None
        reason.setFocus()
        write("财政局退回，调整项目支出")
        press(Key.Key_Return)

    _ask(finished, in_dialog, Key.Key_S, opened_again)

    assert not _report(finished).is_final
    assert finished.window.session is not None
    assert finished.window.session.set("单位.全称", "青禾县农业农村局机关")
    assert _said(finished.window, "status:state") == "草稿"


def test_one_person_for_two_stages_is_asked_once_and_names_are_remembered_by_stage(
    finished: Files, in_dialog: InDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda *words: asked.append(words[2]) is None)
    offered: list[str] = []

    def sign(dialog: QWidget) -> None:
        field = dialog.findChild(QLineEdit, "sign:姓名")
        assert field is not None
        for _ in STAGES:
            offered.append(field.text())
            press(Key.Key_A, CTRL)
            write("张明")
            press(Key.Key_Return)
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_S, sign)

    assert offered == ["", "", ""]
    assert asked == ["编制也是“张明”签的。复核也由同一个人签吗？"]
    assert [finished.settings.signer(stage) for stage in STAGES] == ["张明"] * 3


def test_an_equal_second_version_says_so(finished: Files, in_dialog: InDialog) -> None:
    _freeze(finished, in_dialog)
    unlock(_report(finished), "赵局长", "财政局退回，核对后没有要改的")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        for _ in STAGES:
            press(Key.Key_Return)
        seen.append(_said(dialog, "sign trouble"))
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_S, look)

    assert seen == ["内容和第1版完全相同，校验码也相同。"]


def test_what_was_typed_and_not_taken_stands_before_every_signature(
    finished: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda *words: told.append(words[2]))
    view = finished.window.view
    assert view is not None
    view.go(("基本支出.公用经费",))  # type: ignore[arg-type]
    press(Key.Key_A, CTRL)
    write("7.2o")
    press(Key.Key_S, CTRL | SHIFT)

    assert told == ["有 1 处填写的内容读不懂，没有存进报告。请先改对，或按 Esc 放弃，再签批。"]
    view.follow()
    assert _said(finished.window, "verdict") == "✕ 还有 1 处读不懂没有存"


def test_the_code_on_paper_names_the_version_and_what_changed(finished: Files, in_dialog: InDialog) -> None:
    _freeze(finished, in_dialog)
    stamp = build_document(_report(finished)).stamp
    seen: list[str] = []

    def verify(dialog: QWidget) -> None:
        assert isinstance(dialog, VerifyDialog)
        for typed in ("第一版", "0000-0000-0000", stamp.split("　")[0]):
            code = dialog.findChild(QLineEdit, "verify:code")
            assert code is not None
            code.setFocus()
            press(Key.Key_A, CTRL)
            write(typed)
            press(Key.Key_Return)
            seen.append(_said(dialog, "签批件 outcome"))
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_V, verify)

    assert "三组字" in seen[0]
    assert "没有这个校验码" in seen[1]
    assert seen[2].startswith("✓ 这是第1版，赵局长")


def test_a_published_text_is_compared_with_the_final_version(finished: Files, in_dialog: InDialog) -> None:
    _freeze(finished, in_dialog)
    text = "\n\n".join(build_document(_report(finished)).lines)
    seen: list[str] = []

    def compare(dialog: QWidget) -> None:
        tabs = dialog.findChild(QTabWidget)
        assert tabs is not None
        tabs.setCurrentIndex(1)
        page = tabs.currentWidget()
        for words in (text.replace("，", ","), text.replace("1320.40", "1302.40", 1)):
            clipboard(words)
            page.paste()  # type: ignore[attr-defined]
            seen.append(_said(dialog, "公开稿 outcome"))
        tree = page.findChild(QTreeWidget, "公开稿 list")
        assert isinstance(tree, QTreeWidget)
        item = tree.topLevelItem(0)
        assert item is not None
        seen.append(f"{item.text(1)} {item.text(2)}")
        press(Key.Key_Escape)

    _ask(finished, in_dialog, Key.Key_V, compare)

    assert seen[0].startswith("✓ 粘贴的文字 与第1版")
    assert seen[1].startswith("! 粘贴的文字 与第1版")
    assert seen[2] == "1320.40 1302.40"
