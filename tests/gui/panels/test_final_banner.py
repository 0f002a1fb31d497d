"""A frozen report: the banner over its pages, and the sentence for who types into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.report.report import Report
from core.report.stages import STAGES, freeze, sign
from gui.panels.final_banner import FINAL, ClosedKeys, FinalBanner


@pytest.fixture
def final(report: Report) -> Report:
    for stage in STAGES:
        sign(report, stage, "王建成", "0" * 40)
    freeze(report, "王建成", "0" * 40)
    return report


def test_a_report_that_is_worked_on_has_no_banner(qtbot, report: Report) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    banner = FinalBanner(report, page)

    assert banner.isHidden()
    assert not banner.findChildren(QPushButton)


def test_the_banner_names_the_version_and_leads_to_what_can_be_done(qtbot, final: Report) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    banner = FinalBanner(final, page)
    assert not banner.isWindow()
    asked: list[str] = []
    banner.act_requested.connect(asked.append)

    words = banner.findChild(QLabel, "final:words")
    assert words is not None
    assert "第1版" in words.text()
    assert "王建成" in words.text()
    assert "0000-0000-0000" in words.text()
    for button in banner.findChildren(QPushButton):
        button.click()
    assert asked == ["导出", "签批"]


@pytest.mark.parametrize(
    ("key", "held", "heard"),
    [
        (Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, False),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_typing_into_a_frozen_report_says_why_nothing_happens(
    qtbot, final: Report, key: Qt.Key, held: Qt.KeyboardModifier, heard: bool
) -> None:
    pages = QWidget()
    qtbot.addWidget(pages)
    field = QLineEdit("12.50", readOnly=True)
    QVBoxLayout(pages).addWidget(field)
    said: list[str] = []
    ClosedKeys(pages, final).said.connect(said.append)
    pages.show()
    QTest.qWaitForWindowExposed(pages)
    field.setFocus()
    QApplication.processEvents()

    QTest.keyClick(field, key, held)
    QTest.qWait(20)

    assert said == ([FINAL] if heard else [])
    assert field.text() == "12.50"
