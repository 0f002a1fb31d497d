"""On a real screen: an official form filled in by keys, with a block pasted and Chinese composed into its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.pack.sections import SECTIONS
from core.report.report import Report
from tests.campaign.screen import Screen, wait
from tests.campaign.test_input_method import screen as composing_screen  # noqa: F401
from tests.campaign.test_screen import _entry, _names, report_file, screen  # noqa: F401

pytestmark = pytest.mark.campaign
INDICATOR = "绩效指标.三级"
BLOCK = "产出指标\t数量指标\t造林面积\t1.2万亩\t1.2万亩\t10\n产出指标\t数量指标\t森林经营面积\t16.3万亩\t15万亩\t7\n"


def to_form(screen: Screen, path: Path, number: int) -> None:  # noqa: F811
    """Ctrl+PgDown from the first page shown to the n-th form."""
    report = Report.open(path, who="", read_only=True)
    rows = report.rows(SECTIONS)
    report.close()
    screen.key(*["ctrl+Next"] * (len(rows) - rows.index("单位信息") - 1 + number))


def test_a_form_is_filled_in_by_keys(screen: Screen, report_file: Path) -> None:  # noqa: F811
    to_form(screen, report_file, 2)
    screen.key("Tab")
    screen.write("１７００")
    screen.key("Tab")
    wait(lambda: _entry(report_file, "收支.年初预算") == "1700")
    screen.key(*["Tab"] * 6)
    screen.write("造林一万亩")
    screen.key("Return")
    wait(lambda: _entry(report_file, "目标.预期") == "造林一万亩")
    screen.key("shift+Return", "Tab", "Tab")
    screen.copy(BLOCK)
    screen.key("ctrl+v")
    wait(lambda: _names(report_file, INDICATOR) == ["造林面积", "森林经营面积"])
    screen.key("ctrl+z")
    wait(lambda: not _names(report_file, INDICATOR))


def test_a_cell_of_a_form_takes_what_is_composed(
    composing_screen: Screen,  # noqa: F811
    report_file: Path,  # noqa: F811
) -> None:
    to_form(composing_screen, report_file, 2)
    composing_screen.key(*["Tab"] * 8)
    composing_screen.key(*"nihao")
    composing_screen.key("space", "Return")
    wait(lambda: _entry(report_file, "目标.预期") == "你好")
