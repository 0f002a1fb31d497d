"""Long titles are broken between words, in a trapezoid or a diamond."""

from __future__ import annotations

import pytest

from core.document.titles import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年度部门整体支出绩效自评报告", ["2023年度部门整体支出绩效自评报告"]),
        ("青禾县农业农村局2023年度部门整体支出绩效自评报告", ["青禾县农业农村局2023年度", "部门整体支出绩效自评报告"]),
        ("青禾市云岭区退役军人事务局2024年度项目支出绩效自评报告", ["青禾市云岭区退役军人事务局", "2024年度项目支出绩效自评报告"]),
        ("关于青禾县市场监督管理局2023年度部门整体支出绩效自评工作情况的报告", ["关于青禾县市场监督管理局2023年度", "部门整体支出绩效自评工作情况的报告"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_a_title_is_broken_where_a_reader_would(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20) == lines


def test_a_title_of_three_lines_is_not_narrow_in_the_middle() -> None:
    title = "青禾县农业农村局农业综合行政执法大队2023年度一般公共预算项目支出绩效评价报告（送审稿）"

    lines = title_lines(title, 20)

    assert "".join(lines) == title
    assert len(lines) == 3
    assert len(lines[1]) >= min(len(lines[0]), len(lines[2]))


def test_a_title_without_a_place_to_break_stays_whole() -> None:
    assert title_lines("2" * 90, 20) == ["2" * 90]
