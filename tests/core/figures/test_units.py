"""Units are checked when a pack is loaded, circles too; each refusal names file, line and both labels."""

from __future__ import annotations

import pytest

from core.numbers.troubles import PackError
from tests.core.packs import UNIT, tiny_pack

FIGURES = """
甲:
  钱: {类型: 金额}
  人: {类型: 人数}
  率: {类型: 百分比}
  分: {类型: 分值}
  数: {类型: 数值}
  年: {类型: 年度}
  名: {类型: 文字}
  段: {类型: 多行文字}
  日: {类型: 日期}
  有: {类型: 是否}
  选: {类型: 选项, 值: [专, 他]}
项目:
  列: {名称: {类型: 文字}, 金额: {类型: 金额}, 日期: {类型: 日期}}
  """
LINE = (UNIT + FIGURES.rstrip()).count("\n") + 2
"""Where a figure behind these stands in the file."""


def made(kind: str, formula: str) -> None:
    tiny_pack(FIGURES.rstrip() + f"\n得: {{类型: {kind}, 公式: '{formula}'}}\n")


@pytest.mark.parametrize(
    ("kind", "formula"),
    [
        ("金额", "甲.钱 + 甲.钱 * 2"),
        ("金额", "甲.钱 + 1"),
        ("数值", "数(甲.钱) / 数(甲.人)"),
        ("百分比", "甲.钱 / 甲.钱 * 100"),
        ("百分比", "占比(甲.人, 甲.人)"),
        ("百分比", "甲.率 - 100"),
        ("分值", "甲.分 * 甲.率 / 100"),
        ("分值", "甲.分 + 甲.数"),
        ("金额", "如果(甲.有, 甲.钱, 0)"),
        ("文字", "如果(甲.选 = \"专\", \"甲\", 甲.名)"),
        ("是否", "甲.日 > 公开日"),
        ("个数", "计数(项目, 金额 > 甲.钱)"),
        ("个数", "字数(甲.名) + 1"),
        ("个数", "数(甲.有) + 数(已填(甲.钱))"),
        ("金额", "缺省(甲.钱, 0)"),
        ("年度", "甲.年 - 1"),
        ("文字", "中文数(甲.人)"),
        ("日期", "公开日"),
    ],
)  # fmt: skip
def test_units_that_go_together_are_taken(kind: str, formula: str) -> None:
    tiny_pack(FIGURES.rstrip() + f"\n公开日: {{类型: 日期}}\n得: {{类型: {kind}, 公式: '{formula}'}}\n")


@pytest.mark.parametrize(
    ("kind", "formula", "says"),
    [
        ("金额", "甲.钱 + 甲.人", "甲.钱（万元）与 甲.人（人）"),
        ("金额", "甲.人", "得 的公式单位不符"),
        ("金额", "甲.钱 / 甲.人", "万元/人"),
        ("人数", "甲.钱", "得（人）与 公式（万元）"),
        ("金额", "甲.钱 - 甲.名", "文字、日期和是否不能加减"),
        ("金额", "-甲.名", "不能加减"),
        ("金额", "甲.钱 * 甲.名", "文字不能乘除"),
        ("文字", "甲.钱", "单位不符"),
        ("金额", "甲.名", "单位不符"),
        ("是否", "甲.钱 = 甲.人", "甲.钱（万元）与 甲.人（人）"),
        ("是否", "甲.名 > 5", "单位不同"),
        ("是否", "甲.日 > 5", "单位不同"),
        ("是否", "甲.有 > 甲.有", "不分大小"),
        ("是否", "甲.钱 且 甲.有", "只连接是否，甲.钱 不是"),
        ("是否", "非 甲.钱", "只连接是否"),
        ("金额", "最大(甲.日, 甲.日)", "只对数字使用，这里是日期"),
        ("金额", "绝对值(甲.名)", "只对数字使用"),
        ("金额", "四舍五入(甲.名, 2)", "只对数字使用"),
        ("数值", "数(甲.名)", "只对数字使用"),
        ("文字", "中文数(甲.名)", "只对数字使用"),
        ("是否", "包含(甲.钱, \"专\")", "包含 的参数应是文字，这里是万元"),
        ("是否", "提到他年(甲.名, 甲.名)", "只对数字使用"),
        ("金额", "合计(项目.名称)", "合计 只对数字使用"),
        ("金额", "合计(项目)", "要写列名"),
        ("金额", "最大(项目.日期)", "只对数字使用"),
        ("金额", "合计(项目.金额, 金额)", "条件应是比较"),
        ("个数", "计数(项目.金额 > 5)", "写在第二个参数里"),
        ("金额", "项目.金额 + 1", "是一列"),
        ("金额", "项目 + 1", "是一张表"),
        ("金额", "合计(甲.钱)", "要对一张表的列使用"),
        ("文字", "连接(项目.名称, 甲.名)", "引号里的文字"),
        ("金额", "如果(甲.钱, 1, 2)", "应是条件"),
        ("金额", "如果(甲.有, 甲.钱, 甲.人)", "单位不同"),
        ("文字", "甲.段", "多行文字"),
    ],
)  # fmt: skip
def test_units_that_do_not_are_refused_with_file_and_line(kind: str, formula: str, says: str) -> None:
    with pytest.raises(PackError) as refusal:
        made(kind, formula)

    assert says in refusal.value.reason
    assert (refusal.value.file, refusal.value.line) == ("figures.yaml", LINE)


@pytest.mark.parametrize(
    ("figures", "circle"),
    [
        ("甲: {类型: 金额, 公式: 甲 + 1}", "甲 → 甲"),
        ("甲: {类型: 金额, 公式: 乙}\n乙: {类型: 金额, 公式: 丙}\n丙: {类型: 金额, 公式: 甲}", "→"),
        ("项目:\n  列:\n    金额: {类型: 金额}\n    份: {类型: 金额, 公式: 总 - 金额}\n总: {类型: 金额, 公式: 合计(项目.份)}", "总"),
    ],
)  # fmt: skip
def test_a_circle_is_refused_and_named(figures: str, circle: str) -> None:
    with pytest.raises(PackError, match="公式绕成了一个圈") as refusal:
        tiny_pack(figures)

    assert circle in refusal.value.reason


def test_a_chain_of_a_thousand_figures_is_no_circle_and_no_deep_stack() -> None:
    chain = "\n".join(f"甲{n}: {{类型: 金额, 公式: 甲{n + 1} + 1}}" for n in range(1000))
    graph = tiny_pack(f"{chain}\n甲1000: {{类型: 金额}}").graph()

    graph.load({"甲1000": "1"})

    assert str(graph.state.values["甲0"][""]) == "1001"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("{条件: 甲.钱, 提示: 钱}", "应是比较"),
        ("{条件: 甲.钱 = 甲.人, 提示: 钱}", "单位不同"),
        ("{条件: 甲.钱 = 1, 提示: '{甲.前}'}", "没有名为 甲.前"),
        ("{条件: 甲.钱 = 1, 提示: '{甲.钱 + 甲.人}'}", "单位不同"),
        ("{条件: '项目[a].金额 = 1', 提示: 钱}", "不写行号"),
        ("{条件: 甲.钱 = 1, 提示: '{项目[a].金额}'}", "不写行号"),
        ("{条件: 金额 = 1, 提示: 钱}", "没有名为 金额"),
    ],
)
def test_an_unsound_rule_is_refused_with_its_line(rule: str, says: str) -> None:
    with pytest.raises(PackError) as refusal:
        tiny_pack(FIGURES.rstrip(), f"# 审核\n某条: {rule}\n")

    assert says in refusal.value.reason
    assert (refusal.value.file, refusal.value.line) == ("rules.yaml", 2)
