"""概览: the charts that a pack names, and how far the sections are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.numbers.troubles import PackError
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.findings import standings
from core.report.overview import PROGRESS, Bar, overview
from core.report.progress import progress
from core.report.report import Report

FILES = {
    "pack.yaml": """
编号: 小
标题: 小
题名: "{单位.全称}"
单位名: 单位.全称
报告年度: 单位.年度
概览:
  结构: {数: [支出.基本, 支出.项目]}
  执行率: {每行: 项目, 数: [执行率], 满: ["100"]}
  得分: {数: [支出.得], 满: [支出.满], 名称: [总分]}
""",
    "figures.yaml": """
单位: {全称: {类型: 文字, 必填: 是}, 年度: {类型: 年度, 必填: 是}}
支出: {基本: {类型: 金额}, 项目: {类型: 金额}, 得: {类型: 分值}, 满: {类型: 分值}}
项目:
  列: {名称: {类型: 文字}, 预算: {类型: 金额}, 执行: {类型: 金额}, 执行率: {类型: 百分比, 公式: "占比(执行, 预算)"}}
""",
    "rules.yaml": "",
    "sections.yaml": "单位信息: {级别: 填报, 数据: [单位]}\n支出: {标题: 支出, 数据: [支出, 项目]}\n",
}


def small(**changed: str) -> Pack:
    files = FILES | {f"{name}.yaml": text for name, text in changed.items()}
    return read_pack({name: text.encode() for name, text in files.items()})


def charts(report: Report) -> dict[str, tuple[Bar, ...]]:
    standing = progress(report, standings(report))
    return {chart.title: chart.bars for chart in overview(report, standing)}


def test_shares_are_drawn_against_the_largest() -> None:
    report = Report.in_memory(small(), entries={"支出.基本": "300", "支出.项目": "120"})
    assert charts(report)["结构"] == (
        Bar("基本", "300 万元", "支出.基本", Decimal(300), Decimal(300)),
        Bar("项目", "120 万元", "支出.项目", Decimal(120), Decimal(300)),
    )


def test_a_bar_for_every_row_and_none_for_what_is_not_known() -> None:
    report = Report.in_memory(small())
    report.add_row("项目", cells={"名称": "渠道", "预算": "100", "执行": "80"})
    report.add_row("项目", cells={"名称": "水库"})
    first, second = charts(report)["执行率"]
    assert (first.label, first.words, first.part, first.whole) == (
        "渠道",
        "80.00%",
        Decimal(80),
        Decimal(100),
    )
    assert (second.label, second.words, second.part) == ("水库", "未填", None)
    assert first.key == report.cell("项目.执行率", report.rows("项目")[0])


def test_a_score_stands_against_what_is_full() -> None:
    report = Report.in_memory(small(), entries={"支出.得": "96.5", "支出.满": "100"})
    assert charts(report)["得分"] == (Bar("总分", "96.5 / 100 分", "支出.得", Decimal("96.5"), Decimal(100)),)


def test_progress_counts_what_must_be_filled() -> None:
    report = Report.in_memory(small(), entries=small().first_entries() | {"单位.全称": "某局"})
    assert charts(report)[PROGRESS] == (Bar("单位信息", "1/2", "单位信息", Decimal(1), Decimal(2)),)


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("{数: [支出.没有]}", "没有名为 支出.没有 的数"),
        ("{数: [单位.全称]}", "没有名为 单位.全称 的数"),
        ("{数: [项目.执行率]}", "没有名为 项目.执行率 的数"),
        ("{每行: 支出, 数: [基本]}", "没有名为 支出 的表"),
        ("{数: [支出.基本], 满: [支出.项目, 支出.基本]}", "“满”有 2 个，“数”有 1 个"),
    ],
)
def test_a_slip_in_a_chart_is_named(chart: str, said: str) -> None:
    head = FILES["pack.yaml"].partition("概览:")[0]
    with pytest.raises(PackError, match=said):
        small(pack=f"{head}概览:\n  图: {chart}\n")
