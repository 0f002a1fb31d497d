"""A clerk's first hour, by keys alone: import, change, look, undo, be killed, come back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from core.report.report import Report
from gui import ask
from gui.dialogs import import_preview
from gui.window.files import Files
from tests.flow.conftest import ROOT, SAMPLE
from tests.flow.typing_person import CTRL, Key, findings, go_to_section, menu, press, retype, tab_to


def source_of(name: str, request: pytest.FixtureRequest) -> Path:
    if name == "sample":
        return SAMPLE
    folder: Path = request.getfixturevalue("real_texts")
    return next((folder / "seed").glob("*.txt"))


def imported(files: Files, source: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report read from a finished text by the menu."""
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: source)
    monkeypatch.setattr(import_preview, "confirm", lambda *a, **k: frozenset())
    menu(Key.Key_F, Key.Key_I)
    assert files.window.session is not None
    return files.window.session.report


@pytest.mark.parametrize("name", ["sample", "seed"])
def test_a_changed_figure_is_followed_by_share_sentence_and_finding(
    opened: Files, stored: Path, monkeypatch, request, name: str
) -> None:
    report = imported(opened, source_of(name, request), monkeypatch)
    window = opened.window
    before = {key: report.words(key) for key in ("基本支出.人员经费", "基本支出.总额", "基本支出.人员占比")}
    go_to_section(window, "基本支出情况")
    wages = str(float(before["基本支出.人员经费"]) - 60)
    tab_to("基本支出.工资福利支出")
    retype(wages)
    tab_to("基本支出.对个人和家庭的补助")
    retype("60")
    assert "人员经费等于经济分类" not in findings(window)
    tab_to("基本支出.人员经费")
    retype("１，０００.5０万元")

    editor = window.findChild(QWidget, "章节[基本支出].正文")
    share = window.findChild(QWidget, "基本支出.人员占比")
    assert report.entry("基本支出.人员经费") == "1000.50"
    assert report.words("基本支出.人员占比") != before["基本支出.人员占比"]
    assert share.text() == f"ƒ {report.words('基本支出.人员占比')}"
    assert f"人员经费1000.50万元，占基本支出的{report.words('基本支出.人员占比')}%" in editor.toPlainText()
    assert "人员经费等于经济分类" in findings(window)
    assert "人员经费 1000.50 万元" in findings(window)

    press(Key.Key_Z, CTRL)
    assert {key: report.words(key) for key in before} == before
    assert "人员经费等于经济分类" not in findings(window)
    press(Key.Key_Y, CTRL)
    assert report.entry("基本支出.人员经费") == "1000.50"
    window.close()
    assert sorted(p.name for p in stored.parent.iterdir() if p.suffix == ".jxzp") == [stored.name]


def test_a_killed_program_has_lost_nothing_and_can_still_undo(
    opened: Files, stored: Path, homely: Path, monkeypatch
) -> None:
    script = f"""
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gui import ask
app = QApplication([])
ask.which_file = lambda *a, **k: Path({str(SAMPLE)!r})
ask.where_to_save = lambda *a, **k: Path({str(stored)!r})
from gui.dialogs import import_preview
import_preview.confirm = lambda *a, **k: frozenset()
from gui.computer.settings import Settings
from gui.window.windows import Windows
from tests.flow.typing_person import Key, go_to_section, menu, press, retype, tab_to
files = Windows(Settings(Path({str(homely)!r}))).add()
files.window.show()
files.window.activateWindow()
app.processEvents()
menu(Key.Key_F, Key.Key_I)
go_to_section(files.window, "基本支出情况")
tab_to("基本支出.人员经费")
retype("999.99")
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: stored)

    menu(Key.Key_F, Key.Key_O)

    assert opened.window.session is not None
    report: Report = opened.window.session.report
    assert report.entry("基本支出.人员经费") == "999.99"
    assert report.undo_label == "修改人员经费"
    press(Key.Key_Z, CTRL)
    assert report.entry("基本支出.人员经费") not in (None, "999.99")


def test_nonsense_stays_in_the_field_with_a_sentence_and_is_not_stored(
    opened: Files, stored: Path, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    before = report.entry("基本支出.人员经费")
    go_to_section(opened.window, "基本支出情况")

    tab_to("基本支出.人员经费")
    retype("待财务核实")

    field = opened.window.findChild(QWidget, "基本支出.人员经费")
    refusal = opened.window.findChild(QWidget, "基本支出.人员经费!拒绝")
    assert report.entry("基本支出.人员经费") == before
    assert field.text() == "待财务核实"
    assert "不是数字" in refusal.text()
    assert refusal.isVisible()
