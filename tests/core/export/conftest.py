"""A report with a title, headings, run-in headings, figures and an open finding."""

from __future__ import annotations

import pytest

from core.document.builder import build_document
from core.document.paper import Document
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
支出:
  人员: {类型: 金额}
  公用: {类型: 金额}
  总额: {类型: 金额, 公式: 人员 + 公用}
"""
RULES = "不超: {级别: 错误, 条件: 支出.人员 ≤ 支出.公用, 提示: '人员{支出.人员}万元，公用{支出.公用}万元'}"
SECTIONS = """
题名:
  级别: 题名
  措辞: |
    {单位.全称}
    {单位.年度}年度部门整体支出绩效自评报告
概况: {标题: 基本情况}
支出: {标题: 支出情况}
基本: {标题: 基本支出情况, 级别: 二, 措辞: "基本支出{支出.总额}万元，其中：人员经费{支出.人员}万元。"}
基金: {标题: 政府性基金, 状态: 无, 无时: 本单位没有政府性基金支出}
不列: {标题: 不列的, 状态: 不列}
"""
LINES = [
    "某县某局",
    "2023年度部门整体支出绩效自评报告",
    "一、基本情况",
    "本单位（甲）<乙> & “丙”共64人。",
    "人员情况。在职64人，𠮷某除外。",
    "二、支出情况",
    "（一）基本支出情况",
    "基本支出1272.75万元，其中：人员经费761.25万元。",
    "三、政府性基金",
    "本单位没有政府性基金支出",
]


@pytest.fixture
def report() -> Report:
    report = Report.in_memory(tiny_pack(FIGURES, RULES, SECTIONS))
    for key, text in (
        ("单位.全称", "某县某局"),
        ("单位.年度", "2023"),
        ("支出.人员", "761.25"),
        ("支出.公用", "511.50"),
        ("章节[概况].正文", "本单位（甲）<乙> & “丙”共64人。\n\n人员情况。在职64人，𠮷某除外。"),
    ):
        report.set(key, text)
    return report


@pytest.fixture
def document(report: Report) -> Document:
    return build_document(report)
