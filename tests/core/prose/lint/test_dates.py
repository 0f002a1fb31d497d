"""日期, 报告日期."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import quotes, remarks


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2023年2月30日验收。", ["2023年2月30日"]),
        ("2023年2月29日验收。", ["2023年2月29日"]),
        ("2024年2月29日，另于2月29日开会。", []),
        ("2023年13月开工。", ["2023年13月"]),
        ("6月31日完工。", ["6月31日"]),
        ("2023年0月开工。", ["2023年0月"]),
        ("工期为2023年5月至2023年3月。", ["2023年5月至2023年3月"]),
        ("工期为2023年3月1日—2024年2月28日。", []),
        ("实施2023年至2021年规划。", ["2023年至2021年"]),
        ("发放第13月工资，共12个月。", []),
    ],
)
def test_days_and_periods_exist(text: str, wrong: list[str]) -> None:
    assert quotes(text, "日期") == wrong
    assert all(one.finding.severity == "错误" for one in remarks(text) if one.finding.code == "日期")


@pytest.mark.parametrize(
    ("signed", "early"),
    [
        ("2023年12月31日", True),
        ("2023年10月8日", True),
        ("2024年5月20日", False),
        ("截至2023年12月31日，车辆2辆。", False),
    ],
)
def test_a_report_is_dated_after_its_year(signed: str, early: bool) -> None:
    text = f"一、概况\n修渠12公里。\n青禾县水利局\n{signed}"

    assert quotes(text, "报告日期") == ([signed] if early else [])
