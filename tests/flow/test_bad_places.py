"""A report on a share, a stick or in a synced folder: a warning, and a copy on this computer."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gui import ask
from gui.computer import places
from gui.window import papers
from gui.window.files import Files


@pytest.fixture
def on_a_stick(monkeypatch: pytest.MonkeyPatch, report_file: Path, homely: Path) -> Path:
    """A report that lies where it may vanish."""
    monkeypatch.setattr(places, "warning", lambda path: places.REMOVABLE if path == report_file else "")
    monkeypatch.setattr(papers, "reports_folder", lambda: homely / "文档" / "绩效自评")
    return report_file


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_copied_and_the_copy_is_opened(
    opened: Files, on_a_stick: Path, homely: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "choose", lambda _window, _title, words, _answers: asked.append(words) or 0)
    for _ in range(times):
        opened.close_report()
        opened.open(on_a_stick)

    assert opened.window.session is not None
    name = on_a_stick.name if times == 1 else f"{on_a_stick.stem}（2）.jxzp"
    assert opened.window.session.report.store.path == homely / "文档" / "绩效自评" / name
    assert "U 盘" in asked[0]
    assert "复制到本机" in asked[0]
    assert on_a_stick.exists()


def test_it_can_be_opened_all_the_same_or_left(
    opened: Files, on_a_stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "choose", lambda *_: 2)
    opened.open(on_a_stick)
    assert opened.window.session is None

    monkeypatch.setattr(ask, "choose", lambda *_: 1)
    opened.open(on_a_stick)
    assert opened.window.session is not None
    assert opened.window.session.report.store.path == on_a_stick


def test_diagnostics_are_written_from_the_menu(
    opened: Files, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "where_to_save", lambda *_: homely / "诊断")
    monkeypatch.setattr(ask, "tell", lambda _window, _title, words: told.append(words))

    opened.window.act_named("诊断信息").trigger()

    assert zipfile.is_zipfile(homely / "诊断.zip")
    assert "没有报告的内容" in told[0]
