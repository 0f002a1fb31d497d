"""On a real screen: Chinese composed with a real input method, ibus with pinyin, wherever words are written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.report.report import Report
from tests.campaign.screen import Screen, missing, program, wait
from tests.campaign.test_screen import (  # noqa: F401
    _entry,
    _find,
    _names,
    report_file,
)

pytestmark = pytest.mark.campaign
ENGINE = Path("/usr/share/ibus/component/libpinyin.xml")
WINDOW = "部门整体支出绩效自评报告"
NAME = "单位.全称"
TEXT = "章节[绩效情况].正文"
ANSWER = "说明!在职超过编制"

# The panel sets the first of these engines when it starts: without them it would turn pinyin off again.
SETTINGS = """[desktop/ibus/general]
preload-engines=['libpinyin']
engines-order=['libpinyin']
use-system-keyboard-layout=true
"""
# Before the program, on its screen and its bus, and ended with it: Qt looks for the daemon once.
DAEMON = """#!/bin/sh
ibus-daemon --replace --panel=/usr/libexec/ibus-ui-gtk3 &
for n in $(seq 100); do [ "$(ibus engine 2>&1)" = libpinyin ] && break; sleep 0.1; done
exec "{python}" "$@"
"""


@pytest.fixture
def screen(tmp_path: Path, report_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:  # noqa: F811
    if not ENGINE.is_file() or not shutil.which("ibus-daemon"):
        pytest.skip("not installed: ibus, ibus-libpinyin")
    assert not missing(), f"not installed: {missing()}"
    settings = tmp_path / "家" / "glib-2.0" / "settings" / "keyfile"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    daemon = tmp_path / "python"
    daemon.write_text(DAEMON.format(python=sys.executable))
    daemon.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(daemon))
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "家" / ".cache"))
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    monkeypatch.delenv("IBUS_ADDRESS", raising=False)
    with program(tmp_path, str(report_file)) as screen:
        screen.wait_for_window(WINDOW)
        assert screen.tool("ibus", "engine").strip() == "libpinyin"
        yield screen


def _compose(screen: Screen, letters: str) -> None:
    """Pinyin, one letter after the other; what it stands for is still under the caret."""
    screen.key(*letters)


def test_a_field_takes_what_is_composed(screen: Screen, report_file: Path) -> None:  # noqa: F811
    screen.key("ctrl+a")
    _compose(screen, "nihao")
    screen.key("space", "Tab")

    wait(lambda: _entry(report_file, NAME) == "你好")


def test_enter_gives_a_field_the_letters_and_does_not_leave_it(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    screen.key("ctrl+a")
    _compose(screen, "nihao")
    screen.key("Return")
    _compose(screen, "shi")
    screen.key("space", "Tab")

    wait(lambda: _entry(report_file, NAME) == "nihao是")


def test_escape_ends_the_composition_and_not_what_was_typed(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    before = _entry(report_file, NAME)
    screen.key("End")
    _compose(screen, "shi")
    screen.key("space")
    _compose(screen, "nihao")
    screen.key("Escape", "Tab")

    wait(lambda: _entry(report_file, NAME) == before + "是")


def test_the_first_letter_on_a_cell_begins_the_composition(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    _find(screen, "高标准农田管护", place=3)
    _compose(screen, "nihao")
    screen.key("space", "Return")

    wait(lambda: _names(report_file)[0] == "你好")


def test_enter_gives_a_cell_the_letters_and_does_not_leave_it(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    below = _names(report_file)[1]
    _find(screen, "高标准农田管护", place=3)
    _compose(screen, "nihao")
    screen.key("Return")
    _compose(screen, "shi")
    screen.key("space", "Return")

    wait(lambda: _names(report_file)[:2] == ["nihao是", below])


def test_a_text_takes_what_is_composed_and_the_windows_keys_wait(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    _find(screen, "三件大事")
    _compose(screen, "nihao")
    screen.key("ctrl+s", "F8", "ctrl+f", "space")
    _compose(screen, "nihao")
    screen.key("Escape")
    _compose(screen, "shi")
    screen.key("Return", "ctrl+s")

    wait(lambda: "保供、增收、兴村你好shi，年初" in _entry(report_file, TEXT))


def test_an_answer_takes_what_is_composed(report_file: Path, request: pytest.FixtureRequest) -> None:  # noqa: F811
    _exceed_the_posts(report_file)
    screen: Screen = request.getfixturevalue("screen")
    screen.key("ctrl+m")
    _compose(screen, "nihao")
    screen.key("space", "ctrl+Return")

    wait(lambda: "你好" in _entry(report_file, ANSWER))


def _exceed_the_posts(path: Path) -> None:
    report = Report.open(path, who="")
    try:
        report.set("人员.在职", "90")
        report.set("人员.在职公务员", "51")
    finally:
        report.close()


# Asked to hand over what is composed, ibus' pinyin lets it go; what was selected is gone already.


def test_turning_the_page_stores_what_is_composed_in_a_field(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    screen.key("ctrl+a")
    _compose(screen, "nihao")
    screen.key("ctrl+Next")

    wait(lambda: _entry(report_file, NAME) == "你好", seconds=5)


def test_turning_the_page_stores_what_is_composed_in_a_cell(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    _find(screen, "高标准农田管护", place=3)
    _compose(screen, "nihao")
    screen.key("ctrl+Next")

    wait(lambda: _names(report_file)[0] == "你好", seconds=5)


def test_turning_the_page_stores_what_is_composed_in_a_text(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    _find(screen, "三件大事")
    _compose(screen, "nihao")
    screen.key("ctrl+Next")

    wait(lambda: "保供、增收、兴村你好，年初" in _entry(report_file, TEXT), seconds=5)


def test_turning_the_page_stores_what_is_composed_in_an_answer(
    report_file: Path,  # noqa: F811
    request: pytest.FixtureRequest,
) -> None:
    _exceed_the_posts(report_file)
    screen: Screen = request.getfixturevalue("screen")
    screen.key("ctrl+m")
    _compose(screen, "nihao")
    screen.key("ctrl+Next")

    wait(lambda: "你好" in _entry(report_file, ANSWER), seconds=5)


def test_a_click_on_another_cell_stores_what_is_composed(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    others = _names(report_file)[1:]
    _find(screen, "高标准农田管护", place=3)
    _compose(screen, "nihao")
    screen.tool("xdotool", "mousemove", "480", "400", "click", "1")

    wait(lambda: _names(report_file) == ["你好", *others], seconds=5)


def test_a_click_on_another_field_stores_what_is_composed(
    screen: Screen,
    report_file: Path,  # noqa: F811
) -> None:
    screen.key("ctrl+a")
    _compose(screen, "nihao")
    screen.tool("xdotool", "mousemove", "600", "321", "click", "1")

    wait(lambda: _entry(report_file, NAME) == "你好", seconds=5)


def test_escape_on_a_cell_brings_back_its_words(screen: Screen, report_file: Path) -> None:  # noqa: F811
    before = _names(report_file)
    _find(screen, "高标准农田管护", place=3)
    _compose(screen, "nihao")
    screen.key("Escape", "Return")
    _compose(screen, "shi")
    screen.key("space", "Return")

    wait(lambda: _names(report_file)[:2] == [before[0], "是"], seconds=5)
