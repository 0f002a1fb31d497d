"""A measure that names its problem answers it, whatever words either is written in."""

from __future__ import annotations

import pytest

from core.document.review import review
from core.numbers.codes import PROBLEMS_AND_MEASURES
from core.report.findings import standings
from core.report.paired_rows import paired_words
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
问题: {列: {问题: {类型: 文字}, 原因: {类型: 多行文字}}}
措施: {列: {措施: {类型: 文字}, 内容: {类型: 多行文字}, 对应问题: {类型: 个数}}}
"""
SECTIONS = """
问题: {标题: 存在的问题及原因分析, 数据: [问题], 措辞: "{每行 问题|：{序}是{问题}。{原因}}"}
措施: {标题: 下一步改进措施, 数据: [措施], 措辞: "{每行 措施|：{序}是{措施}。{内容}}"}
"""


@pytest.fixture
def report() -> Report:
    report = Report.in_memory(tiny_pack(FIGURES, sections=SECTIONS))
    for problem in ("满意度调查样本量偏少", "执行进度不均衡"):
        report.add_row("问题", cells={"问题": problem, "原因": "原因如上。"})
    for measure in ("扩大走访面", "按月通报用款"):
        report.add_row("措施", cells={"措施": measure, "内容": "年内做完。"})
    return report


def asked(report: Report) -> list[str]:
    review(report)
    found = [one.finding for one in standings(report) if one.finding.code == PROBLEMS_AND_MEASURES]
    return [one.message for one in found]


def test_problems_whose_measures_name_them_are_answered(report: Report) -> None:
    assert len(asked(report)) == 4

    for number, row in enumerate(report.rows("措施"), start=1):
        report.set(report.cell("措施.对应问题", row), str(number))

    assert asked(report) == []


def test_what_no_measure_names_is_asked_for(report: Report) -> None:
    first, second = report.rows("措施")
    report.set(report.cell("措施.对应问题", first), "2")
    report.set(report.cell("措施.对应问题", second), "7")

    said = asked(report)

    assert paired_words(report) == {"扩大走访面", "执行进度不均衡"}
    assert [one.partition("”")[0] for one in said] == ["问题“满意度调查样本量偏少", "措施“按月通报用款"]
