"""A report with a few figures, lists and texts; a clock that is set by hand."""

from __future__ import annotations

import pytest

from core.pack.pack import Pack
from core.report.report import Report
from core.store.store import Store
from tests.core.packs import tiny_pack

FIGURES = """
支出:
  人员: {类型: 金额, 必填: 是, 标题: 人员经费}
  公用: {类型: 金额, 必填: 是, 标题: 公用经费}
  总额: {类型: 金额, 公式: 人员 + 公用, 标题: 基本支出}
  占比: {类型: 百分比, 公式: "占比(人员, 总额)", 标题: 人员占比}
  决算: {类型: 金额, 标题: 决算数}
  日期: {类型: 日期}
  性质: {类型: 选项, 值: [党的机关, 行政机关]}
项目:
  必填: 是
  列:
    名称: {类型: 文字, 必填: 是, 标题: 项目名称}
    金额: {类型: 金额, 必填: 是, 标题: 项目金额}
    备注: {类型: 文字}
    指标:
      列: {名称: {类型: 文字}, 分: {类型: 分值, 必填: 是}}
项目合计: {类型: 金额, 公式: 合计(项目.金额)}
固定:
  固定行: {甲: {名: 第一}, 乙: {名: 第二}}
  列: {名: {类型: 文字}, 数: {类型: 金额}}
"""
RULES = """
合计平衡: {级别: 需说明, 条件: 项目合计 = 支出.决算, 提示: "合计{项目合计}，决算{支出.决算}"}
决算一致: {级别: 错误, 条件: 支出.总额 = 支出.决算, 提示: "基本支出{支出.总额}，决算{支出.决算}"}
金额太大: {级别: 需说明, 对每行: 项目, 条件: 金额 ≤ 100, 提示: "{名称}{金额}"}
"""
SECTIONS = """
单位信息: {级别: 填报, 数据: [单位]}
概况: {标题: 基本情况, 必写: 是, 措辞: "{单位.全称}共{支出.总额}万元。"}
支出: {标题: 支出情况, 数据: [支出, 项目]}
其他: {标题: 其他情况, 状态: 无, 数据: [支出.决算]}
"""


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def pack() -> Pack:
    return tiny_pack(FIGURES, RULES, SECTIONS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def report(pack: Pack, clock: Clock) -> Report:
    """A new report in memory, its first step written."""
    store = Report.in_memory(pack, who="王会计").store
    assert isinstance(store, Store)
    return Report(pack, store, clock)


def add(report: Report, name: str, amount: str = "", before: str = "") -> str:
    """A project's row."""
    return report.add_row("项目", cells={"名称": name, "金额": amount}, before=before).row
