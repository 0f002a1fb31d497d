"""A small pack and a session on it, for the widgets."""

from __future__ import annotations

import pytest

from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from gui.chips.marked_text import MarkedText
from gui.session import Session
from tests.gui.texts.people import Figures

FILES = {
    "pack.yaml": """
编号: six
标题: 六个数
题名: "{本院.年度}年度报告"
单位名: 本院.名称
报告年度: 本院.年度
""",
    "figures.yaml": """
本院:
  名称: {类型: 文字}
  年度: {类型: 年度}
  星级: {类型: 选项, 值: [一星, 二星, 三星]}
开支:
  伙食: {类型: 金额}
  水电: {类型: 金额}
  合计: {类型: 金额, 公式: 伙食 + 水电}
采买:
  列:
    品名: {类型: 文字}
    金额: {类型: 金额}
    倍数: {类型: 金额, 公式: 金额 * 2}
""",
    "rules.yaml": """
采买平衡:
  级别: 错误
  条件: 合计(采买.金额) = 开支.伙食
  提示: 采买合计 {合计(采买.金额)}，伙食 {开支.伙食}
""",
    "sections.yaml": """
花销:
  标题: 花销
  数据: [开支, 采买]
  措辞: |
    伙食{开支.伙食}万元，合计{开支.合计}万元。
""",
}


@pytest.fixture
def pack() -> Pack:
    return read_pack({name: text.encode() for name, text in FILES.items()})


@pytest.fixture
def report(pack: Pack) -> Report:
    return Report.in_memory(pack)


@pytest.fixture
def session(report: Report, qapp) -> Session:
    return Session(report)


@pytest.fixture
def figures() -> Figures:
    return Figures()


@pytest.fixture
def editor(qtbot, figures: Figures) -> MarkedText:
    made = MarkedText(figures)
    qtbot.addWidget(made)
    return made
