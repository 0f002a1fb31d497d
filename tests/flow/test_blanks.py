"""What is blanked by keys is named wherever the report is looked at, and stands before 定稿 until it is filled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from core.report.names import figure_name
from gui import ask
from gui.panels.navigation import UNFILLED
from gui.window.files import Files
from tests.flow.signing_person import sign_as
from tests.flow.typing_person import CTRL, SHIFT, Key, focus, press

InDialog = Callable[[Callable[[QWidget], None]], None]


def clear_field() -> None:
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    press(Key.Key_Return)


def clear_cell() -> None:
    press(Key.Key_Delete)


def clear_text() -> None:
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)


KINDS = {
    "a field": ("单位.填表人", clear_field),
    "a figure in a sentence": ("三公.因公出国", clear_field),
    "a cell of a listing": ("问题.问题", clear_cell),
    "a cell of a form": ("公用.办公上年", clear_cell),
    "a score's reason": ("评分表.过程.预算执行.预算控制率.原因", clear_cell),
    "a text": ("章节.正文", clear_text),
}
SECTION = "结果应用"


def _key(files: Files, name: str) -> str:
    report = files.window.view.session.report
    listing = report.pack.definitions.figures[name].listing
    if listing is None:
        return name
    return report.cell(name, SECTION if listing == "章节" else report.rows(listing)[0])


def _said(widget: QWidget, name: str) -> str:
    label = widget.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _activate(files: Files, widget: QWidget) -> None:
    files.window.activateWindow()
    QTest.qWaitForWindowActive(files.window)
    widget.setFocus()


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_is_named_everywhere_and_stands_before_the_end(
    filled: Files, in_dialog: InDialog, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(ask, "decide", lambda *_args: True)
    view = filled.window.view
    name, clear = KINDS[kind]
    key = _key(filled, name)
    assert "处没有填" not in _said(filled.window, "verdict")
    view.go((key,))
    clear()
    view.commit()
    view.follow()

    assert view.unfilled == 1
    assert "1 处没有填" in _said(filled.window, "verdict")
    assert "… 1 处没有填" in _said(filled.window, "status:verdict")
    assert _said(filled.window, "status:filled") == "已填 99 %"
    assert sum(page.unfilled for page in view.sections.values()) == 1

    view.nav.setFocus()
    view.nav.go_to(UNFILLED)
    listed = filled.window.findChild(QListWidget, "unfilled")
    assert listed is not None
    assert listed.count() == 1
    assert figure_name(view.session.report, key) in listed.item(0).text()

    told: list[str] = []

    def sign(dialog: QWidget) -> None:
        sign_as(dialog, ("张明", "王芳", "赵局长"))
        told.append(_said(dialog, "sign trouble"))
        go = dialog.findChild(QPushButton, "sign:go")
        assert go is not None
        assert go.text().startswith("定稿")
        press(Key.Key_Return)
        told.append(_said(dialog, "sign trouble"))
        press(Key.Key_Escape)

    _activate(filled, listed)
    in_dialog(sign)
    press(Key.Key_S, CTRL | SHIFT)
    assert all("1 处没有填" in words and figure_name(view.session.report, key) in words for words in told)
    assert not view.session.report.is_final

    _activate(filled, listed)
    listed.setCurrentRow(0)
    press(Key.Key_Return)
    assert focus() is not listed
    assert filled.window.view.nav.page != UNFILLED
