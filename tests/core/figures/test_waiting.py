"""What a blank figure waits for: the unfilled figures and lists behind it."""

from __future__ import annotations

import pytest

from tests.core.packs import graph_of

FIGURES = """
甲: {类型: 金额}
乙: {类型: 金额}
丙: {类型: 金额}
有: {类型: 是否}
评: {类型: 文字}
和: {类型: 金额, 公式: 甲 + 乙}
差: {类型: 金额, 公式: 和 - 丙}
余: {类型: 金额, 公式: "甲 + 缺省(乙, 0)"}
选: {类型: 金额, 公式: "如果(有, 甲, 乙)"}
比: {类型: 百分比, 公式: "占比(甲, 乙)"}
退: {类型: 金额, 公式: "如果(已填(甲) 且 已填(乙), 甲 + 乙, 丙)"}
全: {类型: 金额, 公式: 合计(项目.金额)}
专: {类型: 金额, 公式: '合计(项目.金额, 项目.类别 = "专")'}
个: {类型: 个数, 公式: 计数(项目)}
分: {类型: 金额, 公式: 合计(项目.批次.数)}
项目:
  列:
    名称: {类型: 文字}
    类别: {类型: 选项, 值: [专, 他]}
    金额: {类型: 金额}
    倍: {类型: 金额, 公式: 金额 * 2}
    批次: {列: {数: {类型: 金额}}}
"""
ROWS = {"项目[a].名称": "一", "项目[a]!序": "1", "项目[b].名称": "二", "项目[b]!序": "2", "项目[b].金额": "3"}


@pytest.mark.parametrize(
    ("figure", "entries", "waits"),
    [
        ("甲", {}, ["甲"]),
        ("和", {}, ["甲", "乙"]),
        ("和", {"甲": "1"}, ["乙"]),
        ("差", {"乙": "1"}, ["甲", "丙"]),
        ("余", {}, ["甲"]),
        ("选", {}, ["有"]),
        ("选", {"有": "是"}, ["甲"]),
        ("选", {"有": "否", "甲": "1"}, ["乙"]),
        ("比", {"甲": "1"}, ["乙"]),
        ("退", {}, ["甲", "乙"]),
        ("退", {"甲": "1"}, ["乙"]),
        ("全", {}, ["项目"]),
        ("全", ROWS, ["项目[a].金额"]),
        ("专", ROWS, ["项目[a].类别", "项目[b].类别"]),
        ("专", ROWS | {"项目[a].类别": "专", "项目[b].类别": "他"}, ["项目[a].金额"]),
        ("个", {}, ["项目"]),
        ("分", ROWS, ["项目[a].批次", "项目[b].批次"]),
    ],
)
def test_a_blank_figure_waits_for_what_is_typed(
    figure: str, entries: dict[str, str], waits: list[str]
) -> None:
    graph = graph_of(FIGURES, entries)
    found = list(graph.waiting.behind(figure, ""))  # type: ignore[arg-type]

    assert found == waits


def test_a_row_waits_for_its_own_cells() -> None:
    graph = graph_of(FIGURES, ROWS)

    assert graph.waiting.behind("项目.倍", "a") == ("项目[a].金额",)  # type: ignore[arg-type]


def test_a_figure_that_nothing_typed_would_fill_stands_for_itself() -> None:
    graph = graph_of("甲: {类型: 金额}\n比: {类型: 百分比, 公式: '占比(甲, 甲)'}\n", {"甲": "0"})

    assert graph.waiting.behind("比", "") == ("比",)  # type: ignore[arg-type]
