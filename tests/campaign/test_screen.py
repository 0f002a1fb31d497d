"""On a real screen: Chinese typed and pasted into a field, a cell and a text; what a screen reader sees."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.report.report import Report
from tests.campaign.screen import ROOT, Screen, missing, program, wait
from tests.flow.conftest import SAMPLE

pytestmark = pytest.mark.campaign
READER = Path(__file__).with_name("screen_reader.py")


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "报 告.jxzp"
    command = [sys.executable, "main.py", "import", str(SAMPLE), "-o", str(path)]
    subprocess.run(command, cwd=ROOT, check=True)
    return path


@pytest.fixture
def screen(tmp_path: Path, report_file: Path) -> Iterator[Screen]:
    assert not missing(), f"not installed: {missing()}"
    with program(tmp_path, str(report_file)) as screen:
        screen.wait_for_window("部门整体支出绩效自评报告")
        yield screen


def _entry(path: Path, key: str) -> str:
    report = Report.open(path, who="", read_only=True)
    try:
        return report.entry(key) or ""
    finally:
        report.close()


def _find(screen: Screen, words: str, place: int = 1) -> None:
    """Ctrl+F, the words, Enter as often as it takes: the cursor stands on them."""
    screen.key("ctrl+f")
    screen.wait_for_window("查找和替换")
    screen.key("ctrl+a")
    screen.write(words)
    screen.key(*["Return"] * place, "Escape")
    screen.wait_for_window("部门整体支出绩效自评报告")


def test_chinese_is_typed_and_pasted_into_a_field(screen: Screen, report_file: Path) -> None:
    screen.key("ctrl+a")
    screen.write("青禾县水利局")
    screen.key("Tab")
    wait(lambda: _entry(report_file, "单位.全称") == "青禾县水利局")

    screen.key("shift+Tab", "ctrl+a")
    screen.copy("青禾县　林业局\n")
    screen.key("ctrl+v", "Tab")

    wait(lambda: "林业局" in _entry(report_file, "单位.全称"))


def test_chinese_is_typed_and_pasted_into_a_cell(screen: Screen, report_file: Path) -> None:
    _find(screen, "高标准农田管护", place=3)

    screen.write("渠道整治")
    screen.key("Return")
    wait(lambda: "渠道整治" in _names(report_file))
    screen.copy("圩堤加固\t其他项目\t１２．５万元\n")
    screen.key("ctrl+v")

    wait(lambda: "圩堤加固" in _names(report_file))


def _names(path: Path, column: str = "项目.名称") -> list[str]:
    report = Report.open(path, who="", read_only=True)
    try:
        return [
            report.words(report.cell(column, row)) for row in report.rows(column.split(".", maxsplit=1)[0])
        ]
    finally:
        report.close()


def test_chinese_is_typed_and_pasted_into_a_text(screen: Screen, report_file: Path) -> None:
    _find(screen, "三件大事")

    screen.write("四件要事")
    screen.copy("，件件落实")
    screen.key("ctrl+v")
    screen.key("ctrl+s")

    wait(lambda: "保供、增收、兴村四件要事，件件落实" in _entry(report_file, "章节[绩效情况].正文"))


def test_a_screen_reader_sees_the_names_and_sets_a_value(screen: Screen, report_file: Path) -> None:
    screen.key(*["ctrl+Next"] * 5)  # 题名, 前言, 概况, 支出, 基本支出
    seen = wait(lambda: _read(screen, "人员经费（万元）", "1111.10").splitlines())

    assert "人员经费（万元）" in seen
    assert {"章节", "审核结果", "为什么是这个数"} <= set(seen)
    wait(lambda: _entry(report_file, "基本支出.人员经费") == "1111.10")


def _read(screen: Screen, name: str, value: str) -> str:
    """The system's own Python has the library for assistive technology."""
    return screen.tool("/usr/bin/python3", str(READER), name, value)
