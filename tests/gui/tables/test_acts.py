"""Every act of a table is in its menu under its own keys, and writes nothing where a report is only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from gui.acts import Act
from gui.forms.acts import ACTS as FORM_ACTS
from gui.listings.acts import ACTS as LISTING_ACTS
from tests.gui.listings.person import go, opened

BOTH = pytest.mark.parametrize("acts", [FORM_ACTS, LISTING_ACTS], ids=["form", "listing"])


@BOTH
def test_no_two_acts_have_a_name_or_keys_in_common(acts: Sequence[Act[Any]]) -> None:
    names = [act.name for act in acts]
    keys = [QKeySequence(keys) for act in acts for keys in act.keys]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


@BOTH
def test_all_keys_are_keys(acts: Sequence[Act[Any]]) -> None:
    assert all(QKeySequence(keys).count() == 1 for act in acts for keys in (*act.keys, act.own_keys) if keys)


def test_the_menu_shows_each_act_with_its_words_and_first_keys(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)
    actions = [action for action in table.view.acts.menu().actions() if not action.isSeparator()]
    assert [(a.objectName(), a.text(), a.shortcut()) for a in actions] == [
        (act.name, act.words, QKeySequence(next(iter(act.keys), ""))) for act in LISTING_ACTS
    ]


@pytest.mark.parametrize("act", LISTING_ACTS, ids=lambda act: act.name)
def test_what_writes_cannot_be_done_in_a_report_that_is_only_read(qtbot, act: Act[Any]) -> None:
    session, table = opened(qtbot, rows=2)
    table.view.model().read_only = True
    go(table.view, 1, 0)
    action = next(a for a in table.view.acts.menu().actions() if a.objectName() == act.name)
    assert action.isEnabled() is not act.writes
    before = dict(session.report.graph.state.entries.all)
    for keys in act.keys:
        combination = QKeySequence(keys)[0]
        run = table.view.acts.by_key(int(combination.key()), combination.keyboardModifiers())
        assert run is not None
        run()
    assert session.report.graph.state.entries.all == before
