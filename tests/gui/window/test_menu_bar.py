"""The acts of the menus: no two answer to one key, no two lines of a menu to one letter."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from gui.acts import Act
from gui.window.files import Files
from gui.window.main_window import TITLES
from gui.window.menu_bar import MENUS, TOOLBAR

_LETTER = re.compile(r"\(&(.)\)")


def _acts() -> list[Act[Files]]:
    return [act for acts in MENUS.values() for act in acts]


def _twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_two_acts_answer_to_one_key_or_name() -> None:
    assert _twice([QKeySequence(key).toString() for act in _acts() for key in act.keys]) == []
    assert _twice([act.name for act in _acts()]) == []


def test_every_key_is_one_that_qt_knows() -> None:
    assert [act.name for act in _acts() for key in act.keys if not QKeySequence(key).toString()] == []


@pytest.mark.parametrize("title", MENUS)
def test_no_two_lines_of_a_menu_answer_to_one_letter(title: str) -> None:
    letters = [found[1] for act in MENUS[title] if (found := _LETTER.search(act.words))]

    assert len(letters) == len(MENUS[title])
    assert _twice(letters) == []


def test_no_two_menus_open_by_one_letter() -> None:
    assert list(MENUS) == list(TITLES)
    assert _twice([found[1] for title in TITLES if (found := _LETTER.search(title))]) == []


def test_every_tool_is_an_act_of_a_menu() -> None:
    assert {act.name for group in TOOLBAR for act in group} <= {act.name for act in _acts()}
