"""The help window goes to a page and to a place in it, also where a search has taken the page off the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QTextBrowser

from core.numbers.codes import CODES, UNSPOKEN
from gui.dialogs.help_window import HelpWindow

SHOWN = [name for name in CODES if name not in UNSPOKEN]


@pytest.fixture
def window(qtbot) -> Iterator[HelpWindow]:
    made = HelpWindow()
    qtbot.addWidget(made)
    made.tell(None, "审核", "", ())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def _title(window: HelpWindow) -> str:
    return window.findChild(QListWidget, "help titles").currentItem().text()


def _text(window: HelpWindow) -> QTextBrowser:
    return window.findChild(QTextBrowser, "help text")


def _link_in(window: HelpWindow) -> QUrl:
    """Where the link to the finding codes leads, as the page shown has it."""
    text = _text(window)
    found = text.document().find("审核结果一览")
    return QUrl(QTextCursor(found).charFormat().anchorHref())


@pytest.mark.parametrize("page", ["审核", "报告体检"])
def test_the_page_of_finding_codes_is_one_click_away(window: HelpWindow, page: str) -> None:
    window.tell(None, page, "", ())

    _text(window).anchorClicked.emit(_link_in(window))

    assert _title(window) == "审核结果一览"
    assert "怎么办：" in _text(window).toPlainText()


@pytest.mark.parametrize("name", [SHOWN[0], "上年为零", "引用已删除", SHOWN[-1]])
def test_a_code_is_scrolled_to(window: HelpWindow, name: str) -> None:
    text = _text(window)

    text.anchorClicked.emit(QUrl(f"审核结果#{name}"))

    seen = text.viewport().rect()
    place = text.document().find(f"{name}（")
    assert seen.contains(text.cursorRect(place).center())


def test_a_link_leads_to_a_page_that_the_search_has_left_out(window: HelpWindow) -> None:
    window.findChild(QLineEdit).setText("Shift+F8")
    titles = window.findChild(QListWidget, "help titles")
    assert "审核结果一览" not in [titles.item(n).text() for n in range(titles.count())]

    _text(window).anchorClicked.emit(QUrl("审核结果#占比"))

    assert _title(window) == "审核结果一览"
    assert window.findChild(QLineEdit).text() == ""


def test_a_code_is_found_by_its_name(window: HelpWindow) -> None:
    window.findChild(QLineEdit).setText("四舍五入尾差")

    assert _title(window) == "审核结果一览"
