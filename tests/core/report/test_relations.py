"""Every relation is told: what contradicts, what holds with its numbers, what has no numbers yet."""

from __future__ import annotations

from core.report.findings import standings
from core.report.relations import SILENT, relations
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
数: {甲: {类型: 金额}, 乙: {类型: 金额}, 和: {类型: 金额, 公式: 甲 + 乙}, 丙: {类型: 金额}}
项目: {列: {名称: {类型: 文字}, 金额: {类型: 金额, 可为负: 是}}}
"""
RULES = """
和等于丙: {级别: 错误, 条件: 数.和 = 数.丙, 提示: "{数.和}与{数.丙}"}
甲不超乙: {级别: 需说明, 条件: 数.甲 ≤ 数.乙, 提示: "{数.甲}超过{数.乙}"}
金额为正: {级别: 错误, 对每行: 项目, 条件: 金额 > 0, 提示: "{名称}{金额}"}
"""


def _said(report: Report) -> list[tuple[str, str, str]]:
    return [(one.code, one.state, one.words) for one in relations(report, standings(report))]


def test_relations_are_told_as_they_stand() -> None:
    report = Report.in_memory(tiny_pack(FIGURES, RULES))
    assert {state for _, state, _ in _said(report)} == {SILENT}

    report.set("数.甲", "1")
    report.set("数.乙", "2")
    report.set("数.丙", "9")
    report.add_row("项目", cells={"名称": "水渠", "金额": "3"})
    report.add_row("项目", cells={"名称": "道路", "金额": "-3"})

    assert _said(report) == [
        ("和等于丙", "错误", "3.00与9"),
        ("金额为正", "错误", "道路-3"),
        ("甲不超乙", "相符", "1 ≤ 2"),
        ("金额为正", "相符", "水渠：3 > 0"),
    ]
