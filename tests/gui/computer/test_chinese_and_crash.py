"""Qt's own words, and what happens at a bug."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from gui.computer import crash
from gui.computer.chinese import speak_chinese


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speak_chinese(qapp)
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (QMessageBox.StandardButton.Discard, "不保存"),
        (QMessageBox.StandardButton.Cancel, "取消"),
        (QMessageBox.StandardButton.Save, "保存"),
        (QMessageBox.StandardButton.Ok, "确定"),
    ],
)
def test_buttons_of_qt_speak_the_offices_language(qtbot, chinese, button, words: str) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(button)

    assert words in box.button(button).text()


def test_the_menu_of_a_field_is_chinese(qtbot, chinese) -> None:
    field = QLineEdit("甲")
    qtbot.addWidget(field)

    words = [action.text() for action in field.createStandardContextMenu().actions() if action.text()]

    assert any("复制" in one for one in words)
    assert not any(one.replace("&", "").split("\t")[0].isascii() for one in words)


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    before = sys.excepthook
    logger = logging.getLogger("zipingtong")
    logger.handlers.clear()
    crash.install(tmp_path / "日志")
    yield tmp_path / "日志"
    sys.excepthook = before
    for handler in logger.handlers:
        handler.close()
    logger.handlers.clear()


def _fail() -> None:
    try:
        raise ZeroDivisionError("第 3 行")
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def test_a_bug_is_logged_and_told_and_its_details_can_be_copied(qtbot, qapp, logs: Path, monkeypatch) -> None:
    told: list[str] = []

    def answer(box: QMessageBox) -> int:
        told.append(box.text())
        copy = next(b for b in box.buttons() if isinstance(b, QPushButton) and b.text() == "复制详情")
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: copy)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    _fail()

    assert "已填写的内容都已保存" in told[0]
    assert "ZeroDivisionError: 第 3 行" in QApplication.clipboard().text()
    assert "ZeroDivisionError" in (logs / "自评通.log").read_text("utf-8")


def test_logs_stay_small(qapp, logs: Path, monkeypatch) -> None:
    monkeypatch.setattr(crash, "show", lambda text: None)
    monkeypatch.setattr(crash, "LARGEST_LOG", 2_000)

    for _ in range(60):
        _fail()

    files = list(logs.iterdir())
    assert len(files) <= 3
    assert sum(file.stat().st_size for file in files) <= 3 * 2_600
