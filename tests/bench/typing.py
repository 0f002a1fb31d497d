"""How long a keystroke takes in a text until it is painted, and saying its chips anew."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from gui.session import Session
from gui.texts.text_block import TextBlock
from tests.bench.dressed import application
from tests.bench.timing import Measure, measured, seconds

KEY = "章节[正文].正文"
CHARACTERS = "本单位认真落实过紧日子要求，严格控制一般性支出。"
_HEAD = '编号: typing\n标题: 打字\n题名: "{院.年}"\n单位名: 院.名\n报告年度: 院.年\n'


def typing_pack(figures: int) -> Pack:
    """A pack of as many sums of money, and one text."""
    lines = ["院:", "  名: {类型: 文字}", "  年: {类型: 年度}", "钱:"]
    lines += [f"  数{number}: {{类型: 金额}}" for number in range(figures)]
    lines += ["和: {类型: 金额, 公式: 合计(表.甲)}", "表:", "  列: {甲: {类型: 金额}}"]
    files = {
        "pack.yaml": _HEAD,
        "figures.yaml": "\n".join(lines) + "\n",
        "rules.yaml": "",
        "sections.yaml": "正文:\n  标题: 正文\n",
    }
    return read_pack({name: text.encode() for name, text in files.items()})


def text_of(size: int, chips: int, paragraphs: int) -> str:
    """A text of about so many characters in which so many chips stand."""
    each = size // chips - 7
    parts = [(CHARACTERS * (each // len(CHARACTERS) + 1))[:each] + f"{{钱.数{n}}}" for n in range(chips)]
    step = max(chips // paragraphs, 1)
    return "\n".join("".join(parts[at : at + step]) for at in range(0, chips, step))


def keystrokes(size: int, chips: int, paragraphs: int, limit: float, keys: int = 120) -> Measure:
    """From the key to the painted text, at places all over it."""
    block, report = _shown(size, chips, paragraphs)
    chance = random.Random(4)
    times: list[float] = []
    for number in range(keys + 20):
        if number % 10 == 0:
            _put_caret(block, chance.randrange(block.editor.document().characterCount()))
        took = _painted(block, lambda n=number: _type(block, CHARACTERS[n % 20]))  # type: ignore[misc]
        times += [took] if number >= 20 else []
    block.editor.commit()
    block.close()
    return measured(times, "ms", limit, characters=len(report.words(KEY)))


def refreshes(chips: int, changed: int, limit: float, runs: int = 25) -> Measure:
    """From the session's signal to the text said anew, for some of its chips; painting is left out."""
    block, report = _shown(35 * chips, chips, 20)
    times: list[float] = []
    for run in range(runs + 5):
        entries: dict[str, str | None] = {f"钱.数{n}": f"{1000 + run + n}.25" for n in range(changed)}
        change = report.enter(entries, "填写")
        times.append(seconds(lambda c=change: block.editor.session.changed.emit(c)))  # type: ignore[misc]
        QApplication.processEvents()
    block.close()
    return measured(times[5:], "ms", limit)


def all_measures() -> dict[str, Measure]:
    """Everything measured here."""
    application()
    return {
        "key_7000_characters": keystrokes(7000, 200, 25, 16.0),
        "key_7000_in_one_paragraph": keystrokes(7000, 200, 1, 16.0),
        "key_800_characters": keystrokes(800, 12, 3, 4.0),
        "refresh_200_chips": refreshes(200, 200, 8.0),
        "refresh_1_of_200_chips": refreshes(200, 1, 2.0),
    }


def _shown(size: int, chips: int, paragraphs: int) -> tuple[TextBlock, Report]:
    entries = {f"钱.数{n}": f"{1000 + n}.75" for n in range(chips)}
    pack = typing_pack(chips)
    report = Report.in_memory(pack, entries=pack.first_entries() | entries)
    report.set(KEY, text_of(size, chips, paragraphs))
    block = TextBlock(Session(report), KEY)
    block.resize(900, 700)
    block.show()
    block.activateWindow()
    block.editor.setFocus()
    QApplication.processEvents()
    return block, report


def _put_caret(block: TextBlock, position: int) -> None:
    cursor = block.editor.textCursor()
    cursor.setPosition(position)
    block.editor.setTextCursor(cursor)
    QApplication.processEvents()


def _type(block: TextBlock, character: str) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(block.editor, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def _painted(block: TextBlock, act: Callable[[], object]) -> float:
    """An act and the painting it asked for."""

    def whole() -> None:
        act()
        QApplication.processEvents()

    return seconds(whole)
