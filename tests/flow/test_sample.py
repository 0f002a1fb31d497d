"""打开示例: the sample follows its pack, and what a person tried out in it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.report.history import UPDATED
from core.report.report import Report
from core.store.store import Store
from gui import ask
from gui.window import beside, papers
from gui.window.files import Files


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch, opened: Files) -> list[str]:
    """What the window says; nobody reads the help."""
    words: list[str] = []
    monkeypatch.setattr(beside, "help_on", lambda *a, **k: None)
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: words.append(text))
    return words


def made_and_closed(opened: Files) -> Path:
    opened.example()
    opened.close_report()
    (path,) = papers.reports_folder().glob("*.jxzp")
    return path


def outdate(path: Path) -> None:
    """Lets the sample carry its pack as it was before somebody edited it."""
    with Store.open(path, who="") as store:
        before = {"rules.yaml": store.pack_files["rules.yaml"] + "# 旧的\n".encode()}
        store.set_pack(store.meta, dict(store.pack_files) | before, "更新模板", [], kind=UPDATED)


def fill_in(path: Path) -> None:
    report = Report.open(path, who="")
    report.set("单位.全称", "青禾县林业局")
    report.close()


def shown(opened: Files) -> Report:
    assert opened.window.session is not None
    return opened.window.session.report


def test_the_sample_is_opened_again_as_it_was_left(opened: Files, told: list[str]) -> None:
    path = made_and_closed(opened)
    fill_in(path)

    opened.example()

    assert shown(opened).words("单位.全称") == "青禾县林业局"
    assert told == []


def test_a_sample_of_an_older_pack_is_made_anew(opened: Files, told: list[str]) -> None:
    path = made_and_closed(opened)
    outdate(path)

    opened.example()

    assert "# 旧的" not in shown(opened).store.pack_files["rules.yaml"].decode()
    assert told == []


def test_what_was_filled_in_with_an_older_pack_stays_and_is_named(opened: Files, told: list[str]) -> None:
    path = made_and_closed(opened)
    outdate(path)
    fill_in(path)

    opened.example()

    (kept,) = path.parent.glob("示例报告 旧模板*.jxzp")
    assert shown(opened).words("单位.全称") == "青禾县农业农村局"
    assert Report.open(kept, who="", read_only=True).words("单位.全称") == "青禾县林业局"
    assert len(told) == 1
    assert kept.name in told[0]
