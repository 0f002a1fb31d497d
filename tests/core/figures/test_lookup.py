"""查找: what another list holds under a name."""

from __future__ import annotations

import pytest

from core.numbers.troubles import PackError
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
数据:
  列: {名: {类型: 文字}, 数: {类型: 数值}}
指标:
  列: {名: {类型: 文字}, 完成: {类型: 数值}, 正文: {类型: 数值, 公式: "查找(数据.数, 数据.名, 名)"}}
"""
RULES = """
一致: {对每行: 指标, 条件: "完成 = 查找(数据.数, 数据.名, 名)", 提示: "指标 {完成}，正文 {查找(数据.数, 数据.名, 名)}"}
"""


@pytest.fixture
def report() -> Report:
    """Two data, one indicator that names the second."""
    made = Report.in_memory(tiny_pack(FIGURES, RULES))
    for name, number in (("干部", "12"), ("讲座", "20")):
        made.add_row("数据", cells={"名": name, "数": number})
    made.add_row("指标", cells={"名": "讲座", "完成": "20"})
    return made


def shown(report: Report) -> str:
    return report.words(report.cell("指标.正文", report.rows("指标")[0]))


def test_the_number_under_the_name_is_found(report: Report) -> None:
    assert shown(report) == "20.00"
    assert not report.graph.judge.findings


def test_it_follows_both_lists(report: Report) -> None:
    data = report.rows("数据")
    indicator = report.rows("指标")[0]
    change = report.set(report.cell("数据.数", data[1]), "25")
    assert [finding.message for finding in change.findings_added] == ["指标 20，正文 25"]
    assert shown(report) == "25.00"
    report.set(report.cell("指标.名", indicator), "干部")
    assert shown(report) == "12.00"
    report.set(report.cell("数据.名", data[0]), "工人")
    assert shown(report) == "—"
    assert not report.graph.judge.findings
    report.set(report.cell("指标.名", indicator), "讲座")
    report.remove_row("数据", data[1])
    assert shown(report) == "—"
    report.undo()
    assert shown(report) == "25.00"


def test_rows_that_come_later_are_found(report: Report) -> None:
    report.set(report.cell("指标.名", report.rows("指标")[0]), "培训")
    assert shown(report) == "—"
    report.add_row("数据", cells={"名": "培训", "数": "7"})
    assert shown(report) == "7.00"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("查找(数据.数, 数据.名)", "查找 要 3 个参数"),
        ("查找(数据, 数据.名, 名)", "数据 是一张表"),
        ("查找(数据.数, 指标.名, 名)", "同一张表的两列"),
        ("查找(1, 数据.名, 名)", "应是列名"),
        ("查找(数据.数, 数据.名, 完成)", "单位不同"),
    ],
)
def test_a_slip_is_told(formula: str, said: str) -> None:
    figures = FIGURES.replace("查找(数据.数, 数据.名, 名)", formula)
    with pytest.raises(PackError, match=said):
        tiny_pack(figures)
