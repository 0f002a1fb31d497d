"""Limits: what is typed outside them is refused, what comes otherwise is a finding."""

from __future__ import annotations

import pytest

from core.numbers.troubles import Refused
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
甲:
  满: {类型: 分值}
  上: {类型: 分值}
  得: {类型: 分值, 不低于: "0", 不高于: 满, 低于: 上}
项目:
  列:
    名: {类型: 文字}
    分值: {类型: 分值}
    应得: {类型: 分值}
    得分: {类型: 分值, 公式: 应得, 可改: 是, 不低于: "0", 不高于: 分值}
"""


@pytest.fixture
def report() -> Report:
    return Report.in_memory(tiny_pack(FIGURES), entries={"甲.满": "10"})


@pytest.mark.parametrize("text", ["0", "10", "9.99", "无", "", "/"])
def test_what_lies_within_is_taken(report: Report, text: str) -> None:
    report.set("甲.得", text)
    assert not report.graph.judge.findings


@pytest.mark.parametrize("text", ["-0.01", "10.01", "100"])
def test_what_lies_outside_is_refused_with_the_interval(report: Report, text: str) -> None:
    with pytest.raises(Refused) as caught:
        report.set("甲.得", text)
    assert caught.value.reason == f"得 {text} 超出允许的范围，应不低于 0.00、不高于 10.00，请调整后再填"
    assert report.entry("甲.得") is None


def test_a_bound_that_is_not_to_be_reached(report: Report) -> None:
    report.set("甲.上", "8")
    report.set("甲.得", "7.99")
    with pytest.raises(Refused, match=r"低于 8\.00"):
        report.set("甲.得", "8")


def test_a_limit_that_is_not_known_yet_does_not_stop(report: Report) -> None:
    report.set("甲.满", "")
    report.set("甲.得", "500")
    assert not report.graph.judge.findings
    change = report.set("甲.满", "10")
    assert [(f.code, f.severity) for f in change.findings_added] == [("甲.得的范围", "错误")]
    assert change.findings_added[0].message == "得 500 超出允许的范围，应不低于 0、不高于 10，请调整"


def test_a_reported_score_has_its_rows_limits(report: Report) -> None:
    report.add_row("项目", cells={"名": "甲", "分值": "6", "应得": "5.96"})
    key = report.cell("项目.得分", report.rows("项目")[0])
    with pytest.raises(Refused, match=r"不高于 6\.00"):
        report.report_as(key, "7")
    report.report_as(key, "6")
    report.enter({f"{key}!填报": "7"}, "读入附件")
    assert "项目.得分的范围" in {finding.code for finding in report.graph.judge.findings.values()}
