from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from gui import ask
from gui.dialogs import paste_preview
from gui.listings.view import ListingView
from tests.gui.listings.person import ALT, CTRL, SHIFT, Key, clip, compose, go, opened, press, write

KEYS = [
    *((key, None) for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Delete, Key.Key_F2, Key.Key_Insert)),
    *((key, None) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Escape)),
    *((key, CTRL) for key in (Key.Key_D, Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_Minus, Key.Key_Semicolon)),
    *((key, ALT) for key in (Key.Key_Up, Key.Key_Down)),
    *((key, SHIFT) for key in (Key.Key_Return, Key.Key_Backtab, Key.Key_Down, Key.Key_Right)),
]
TEXTS = ["甲", "3.5", "三斤多", "专", "2023-3-5", "{清单合计}", "是", "{"]
BLOCKS = ["甲\t专项资金\t1\n乙\t无\t2", "5", '"一\n二"\t\t\t', "名称\t类别\n丙\t其他项目"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_keys_are_pressed_the_table_shows_the_report(
    qtbot, qtmodeltester, monkeypatch, seed
) -> None:
    chance = random.Random(seed)
    session, table = opened(qtbot, rows=3)
    monkeypatch.setattr(paste_preview, "confirm", lambda *_: chance.random() < 0.7)
    monkeypatch.setattr(ask, "decide", lambda *_: chance.random() < 0.7)
    box = table.findChild(QComboBox, "清单.类别!只看")

    def act() -> None:
        view = table.view
        match chance.randrange(12):
            case 0 | 1 | 2 | 3:
                key, held = chance.choice(KEYS)
                press(key, *([held] if held else []))
            case 4 | 5:
                write(chance.choice(TEXTS))
            case 6:
                compose("pin")
                compose("", chance.choice(["", "拼"]))
            case 7:
                go(view, chance.randrange(view.model().rowCount()), chance.randrange(7))
            case 8:
                clip(text=chance.choice(BLOCKS))
            case 9:
                table.commit()
                if chance.random() < 0.6:
                    session.undo()
                else:
                    session.redo()
            case 10:
                view.select_block(chance.randrange(view.model().rowCount()), chance.randrange(7), 3, 2)
            case _ if not box.isHidden():
                box.setCurrentIndex(chance.randrange(3))
                box.activated.emit(box.currentIndex())

    for number in range(150):
        if not isinstance(QApplication.focusWidget(), ListingView) and table.view.editor() is None:
            table.view.setFocus()
        act()
        rows = session.report.rows("清单")
        if not table.view.model().filters:
            assert table.view.model().row_ids == rows, number
        assert set(table.view.model().row_ids) <= set(rows)
    table.commit()
    qtmodeltester.check(table.view.model())
