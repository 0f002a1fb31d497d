"""A clerk who does everything to a text in any order."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.texts.text_block import TextBlock
from tests.gui.texts.people import BODY, CONTROL, SHIFT, compose, drop, put_caret, shown, text_session, write

TEXT = "人员经费{支出.人员}万元，{若 支出.人员 > 100：多|少}。\n{每行 项目|⏎：{序}是{名称}{金额}万元}\n好{院.名}。"
KEYS = (
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Return,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_F5,
)


class Clerk:
    """Takes one step after another; what she sees must be what the report would print."""

    def __init__(self, block: TextBlock, seed: int) -> None:
        self.block = block
        self.editor = block.editor
        self.session = block.editor.session
        self.chance = random.Random(seed)
        self.acts = [
            self.move, self.select, self.press, self.press, self.type, self.type, self.compose, self.drop,
            self.paste, self.enter, self.row, self.undo, self.redo, self.complete, self.link, self.own,
        ]  # fmt: skip

    def step(self) -> None:
        self.chance.choice(self.acts)()
        if not self.editor.composing:
            said = self.session.report.said(BODY, self.editor.stored())
            assert shown(self.editor) == _with_blanks(self.block, said)

    def _place(self) -> int:
        text = shown(self.editor)
        before = text[: self.chance.randrange(len(text) + 1)]
        return len(before.encode("utf-16-le")) // 2

    def move(self) -> None:
        put_caret(self.editor, self._place())

    def select(self) -> None:
        put_caret(self.editor, self._place(), self._place())

    def press(self) -> None:
        modifier = self.chance.choice([CONTROL, SHIFT, *[Qt.KeyboardModifier.NoModifier] * 4])
        QTest.keyClick(self.editor, self.chance.choice(KEYS), modifier)

    def type(self) -> None:
        write(self.editor, self.chance.choice(["好", "{", "}", "761.25万", "，", "𠮷", "2023年", "1"]))

    def compose(self) -> None:
        compose(self.editor, "zi")
        if self.chance.random() < 0.3:
            self.enter()
        compose(self.editor, "", self.chance.choice(["", "字", "万元"]))

    def drop(self) -> None:
        place = QPoint(
            self.chance.randrange(self.editor.width()), self.chance.randrange(self.editor.height())
        )
        drop(self.editor, place, self.chance.choice(["落", "一\n二"]))

    def paste(self) -> None:
        self.editor.insertFromMimeData(self.editor.createMimeDataFromSelection())

    def enter(self) -> None:
        self.session.set("支出.人员", f"{self.chance.randrange(1, 10**6)}.25")

    def row(self) -> None:
        rows = self.session.report.rows("项目")
        if rows and self.chance.random() < 0.5:
            self.session.remove_row("项目", self.chance.choice(rows))
        else:
            self.session.add_row("项目", {"名称": "修路", "金额": str(self.chance.randrange(100))})

    def undo(self) -> None:
        self.editor.commit()
        self.session.undo()

    def redo(self) -> None:
        self.editor.commit()
        self.session.redo()

    def complete(self) -> None:
        QTest.keyClick(self.editor, Qt.Key.Key_Space, CONTROL)
        write(self.editor, self.chance.choice(["", "经费", "没有"]))
        QTest.keyClick(self.editor, self.chance.choice([Qt.Key.Key_Enter, Qt.Key.Key_Escape]))

    def link(self) -> None:
        number = self.editor.links.number_here()
        found = self.editor.links.candidates(number) if number else []
        if number and found:
            self.editor.links.link(number, found[0])

    def own(self) -> None:
        self.editor.links.ask_name()
        self.editor.links.make("名称")


def _with_blanks(block: TextBlock, said: str) -> str:
    """What is said, with the lines that stand where a mark has no words."""
    out = ""
    at = 0
    for chip in block.editor.chips():
        silent = chip.words == "＿＿" and not block.editor.session.report.said(BODY, chip.raw)
        before = shown(block.editor)[len(out) : _points(block, chip.start)]
        out = out + before
        at = at + len(before)
        out += "＿＿" if silent else ""
        words = 0 if silent else len(chip.words)
        out = out + said[at : at + words]
        at = at + words
    return out + said[at:]


def _points(block: TextBlock, units: int) -> int:
    text = shown(block.editor)
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))


def test_whatever_a_clerk_does_the_text_is_what_the_report_would_say(qtbot) -> None:
    for seed in range(3):
        block = TextBlock(text_session(TEXT), BODY)
        qtbot.addWidget(block)
        block.resize(420, 300)
        block.show()
        clerk = Clerk(block, seed)

        for _ in range(250):
            clerk.step()
        block.editor.commit()

        report = block.editor.session.report
        assert (report.entry(BODY) or "") == block.editor.stored()
        while report.undo_label is not None:
            block.editor.session.undo()
        assert block.editor.stored() == TEXT
        while report.redo_label is not None:
            block.editor.session.redo()
        assert block.editor.stored() == (report.entry(BODY) or "")
