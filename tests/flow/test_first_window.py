"""A clerk's first hour, by keys alone: import, change, look, undo, be killed, come back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from core.report.report import Report
from gui import ask
from gui.files import Files
from tests.flow.typing_person import menu, press, retype, tab_to

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "examples" / "sample.txt"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The questions are answered: which source, where to, yes; gives where the report is stored."""
    target = tmp_path / "报 告.jxzp"
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: target)
    return target


def source_of(name: str, request: pytest.FixtureRequest) -> Path:
    if name == "sample":
        return SAMPLE
    folder: Path = request.getfixturevalue("real_texts")
    return next((folder / "seed").glob("*.txt"))


def _go_to_section(window: QWidget, words: str) -> None:
    sections = window.findChild(QListWidget, "sections")
    assert sections is not None
    for _ in range(sections.count()):
        if sections.currentItem() is not None and sections.currentItem().text().startswith(words):
            return
        press(Qt.Key.Key_PageDown, CTRL)
    raise AssertionError(f"no section {words}")


def _opened(qtbot: object) -> Files:
    files = Files()
    qtbot.addWidget(files.window)  # type: ignore[attr-defined]
    files.window.show()
    files.window.activateWindow()
    qtbot.waitUntil(files.window.isActiveWindow)  # type: ignore[attr-defined]
    return files


def _findings(window: QWidget) -> str:
    found = window.findChild(QListWidget, "findings")
    assert found is not None
    return "\n".join(found.item(n).text() for n in range(found.count()))


@pytest.mark.parametrize("name", ["sample", "seed"])
def test_a_changed_figure_is_followed_by_share_sentence_and_finding(
    qtbot, answers, monkeypatch, request, name
) -> None:
    source = source_of(name, request)
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: source)
    files = _opened(qtbot)

    menu(Qt.Key.Key_F, Qt.Key.Key_I)
    assert files.window.session is not None
    report = files.window.session.report
    before = {key: report.words(key) for key in ("基本支出.人员经费", "基本支出.总额", "基本支出.人员占比")}
    _go_to_section(files.window, "基本支出情况")
    wages = str(float(before["基本支出.人员经费"]) - 60)
    tab_to("基本支出.工资福利支出")
    retype(wages)
    tab_to("基本支出.对个人和家庭的补助")
    retype("60")
    assert "人员经费等于经济分类" not in _findings(files.window)
    tab_to("基本支出.人员经费", most=120)
    retype("１，０００.5０万元")

    editor = files.window.findChild(QWidget, "章节[基本支出].正文")
    share = files.window.findChild(QWidget, "基本支出.人员占比")
    assert report.entry("基本支出.人员经费") == "1000.50"
    assert report.words("基本支出.人员占比") != before["基本支出.人员占比"]
    assert share.text() == f"ƒ {report.words('基本支出.人员占比')}"
    assert f"人员经费1000.50万元，占基本支出的{report.words('基本支出.人员占比')}%" in editor.toPlainText()
    assert "人员经费等于经济分类" in _findings(files.window)
    assert "人员经费 1000.50 万元" in _findings(files.window)

    press(Qt.Key.Key_Z, CTRL)
    assert {key: report.words(key) for key in before} == before
    assert "人员经费等于经济分类" not in _findings(files.window)
    press(Qt.Key.Key_Y, CTRL)
    assert report.entry("基本支出.人员经费") == "1000.50"
    files.window.close()
    assert sorted(p.name for p in answers.parent.iterdir()) == [answers.name]


def test_a_killed_program_has_lost_nothing_and_can_still_undo(qtbot, answers, monkeypatch) -> None:
    script = f"""
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from gui import ask
app = QApplication([])
ask.which_file = lambda *a, **k: Path({str(SAMPLE)!r})
ask.where_to_save = lambda *a, **k: Path({str(answers)!r})
ask.decide = lambda *a, **k: True
from gui.files import Files
from tests.flow.test_first_window import _go_to_section
from tests.flow.typing_person import menu, press, retype, tab_to
files = Files()
files.window.show()
files.window.activateWindow()
app.processEvents()
menu(Qt.Key.Key_F, Qt.Key.Key_I)
_go_to_section(files.window, "基本支出情况")
tab_to("基本支出.人员经费")
retype("999.99")
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    files = _opened(qtbot)
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: answers)

    menu(Qt.Key.Key_F, Qt.Key.Key_O)

    assert files.window.session is not None
    report: Report = files.window.session.report
    assert report.entry("基本支出.人员经费") == "999.99"
    assert report.undo_label == "修改人员经费"
    press(Qt.Key.Key_Z, CTRL)
    assert report.entry("基本支出.人员经费") not in (None, "999.99")
    files.window.close()


def test_nonsense_stays_in_the_field_with_a_sentence_and_is_not_stored(qtbot, answers, monkeypatch) -> None:
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: SAMPLE)
    files = _opened(qtbot)
    menu(Qt.Key.Key_F, Qt.Key.Key_I)
    assert files.window.session is not None
    report = files.window.session.report
    before = report.entry("基本支出.人员经费")
    _go_to_section(files.window, "基本支出情况")

    tab_to("基本支出.人员经费")
    retype("待财务核实")

    field = files.window.findChild(QWidget, "基本支出.人员经费")
    refusal = files.window.findChild(QWidget, "基本支出.人员经费!拒绝")
    assert report.entry("基本支出.人员经费") == before
    assert field.text() == "待财务核实"
    assert "不是数字" in refusal.text()
    assert refusal.isVisible()
    files.window.close()
