"""Names are looked up from inside out; lists stand in the rows of lists; aggregates take conditions."""

from __future__ import annotations

import pytest

from core.figures.graph import Graph
from core.figures.keys import split_key
from core.figures.rows import Rows
from tests.core.packs import graph_of, tiny_pack

NESTED = """
金额: {类型: 金额}
线: {类型: 分值}
组:
  金额: {类型: 金额}
  内: {类型: 金额, 公式: 金额 * 2}
  外: {类型: 金额, 公式: 线值 + 1}
线值: {类型: 金额, 公式: 金额 + 10}
项目:
  列:
    名称: {类型: 文字}
    类别: {类型: 选项, 值: [专, 他]}
    金额: {类型: 金额}
    双倍: {类型: 金额, 公式: 金额 * 2}
    份: {类型: 百分比, 公式: "占比(金额, 合计(项目.金额))"}
    含外: {类型: 金额, 公式: 金额 + 组.金额}
    小计: {类型: 分值, 公式: 合计(绩效指标.分值)}
    高分: {类型: 个数, 公式: "计数(绩效指标, 分值 ≥ 线 且 类别 = “专”)"}
    绩效指标:
      列:
        名称: {类型: 文字}
        分值: {类型: 分值}
        带名: {类型: 文字, 公式: "如果(分值 > 5, 名称, 类别)"}
        单价: {类型: 数值, 公式: 数(金额) * 数(分值)}
        占: {类型: 百分比, 公式: "占比(分值, 合计(绩效指标.分值))"}
总分: {类型: 分值, 公式: 合计(项目.绩效指标.分值)}
专额: {类型: 金额, 公式: '合计(项目.金额, 项目.类别 = "专")'}
专额二: {类型: 金额, 公式: '合计(项目.金额, 类别 = "专")'}
有分: {类型: 金额, 公式: '合计(项目.金额, 小计 ≥ 10)'}
名单: {类型: 文字, 公式: '连接(项目.绩效指标.名称, "/")'}
最高: {类型: 分值, 公式: 最大(项目.绩效指标.分值)}
"""
ENTRIES = {
    "金额": "1",
    "线": "5",
    "组.金额": "100",
    "项目[a]!序": "0002",
    "项目[a].名称": "甲",
    "项目[a].类别": "专",
    "项目[a].金额": "10",
    "项目[a].绩效指标[x]!序": "0001",
    "项目[a].绩效指标[x].名称": "产出",
    "项目[a].绩效指标[x].分值": "6",
    "项目[a].绩效指标[y]!序": "0002",
    "项目[a].绩效指标[y].名称": "效益",
    "项目[a].绩效指标[y].分值": "4",
    "项目[b]!序": "0001",
    "项目[b].名称": "乙",
    "项目[b].类别": "他",
    "项目[b].金额": "20",
    "项目[b].绩效指标[z]!序": "0001",
    "项目[b].绩效指标[z].名称": "满意",
    "项目[b].绩效指标[z].分值": "9",
}


def shown(graph: Graph, key: str) -> str:
    name, row = split_key(key)
    return graph.state.words_of(graph.definitions.figures[name], row) or "未填"


@pytest.fixture
def graph() -> Graph:
    return graph_of(NESTED, ENTRIES)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("组.内", "200.00"),
        ("组.外", "12.00"),
        ("线值", "11.00"),
        ("项目[a].双倍", "20.00"),
        ("项目[a].含外", "110.00"),
        ("项目[a].绩效指标[x].带名", "产出"),
        ("项目[a].绩效指标[y].带名", "专"),
        ("项目[a].绩效指标[x].单价", "60.00"),
        ("项目[a].绩效指标[x].占", "60.00"),
        ("项目[b].绩效指标[z].占", "100.00"),
        ("项目[a].份", "33.33"),
    ],
)
def test_a_name_is_that_of_the_row_then_the_parent_row_then_the_group_then_the_report(
    graph: Graph, key: str, value: str
) -> None:
    assert shown(graph, key) == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("项目[a].小计", "10.00"),
        ("项目[b].小计", "9.00"),
        ("项目[a].高分", "1"),
        ("项目[b].高分", "0"),
        ("总分", "19.00"),
        ("专额", "10.00"),
        ("专额二", "10.00"),
        ("有分", "10.00"),
        ("名单", "满意/产出/效益"),
        ("最高", "9.00"),
    ],
)
def test_an_aggregate_is_taken_in_the_row_that_holds_both(graph: Graph, key: str, value: str) -> None:
    assert shown(graph, key) == value


def test_a_changed_cell_turns_its_row_and_what_adds_it_up_and_nothing_else(graph: Graph) -> None:
    changes = graph.apply([("项目[a].绩效指标[x].分值", "1")])

    assert shown(graph, "项目[a].小计") == "5.00"
    assert changes.keys == {
        "项目[a].绩效指标[x].分值",
        "项目[a].绩效指标[x].带名",
        "项目[a].绩效指标[x].单价",
        "项目[a].绩效指标[x].占",
        "项目[a].绩效指标[y].占",
        "项目[a].小计",
        "项目[a].高分",
        "总分",
        "有分",
    }


def test_a_moved_parent_reorders_what_is_joined_from_its_rows(graph: Graph) -> None:
    graph.apply([("项目[a]!序", "0000")])

    assert shown(graph, "名单") == "产出/效益/满意"


def test_a_row_without_inner_rows_leaves_the_sum_over_all_unfilled_until_none_is_ticked(graph: Graph) -> None:
    graph.apply([("项目[c]!序", "0003"), ("项目[c].名称", "丙")])
    assert shown(graph, "总分") == "未填"
    assert shown(graph, "项目[c].小计") == "未填"

    graph.apply([("项目[c].绩效指标!无", "是")])
    assert shown(graph, "总分") == "19.00"
    assert shown(graph, "项目[c].小计") == "0.00"


def test_a_wholly_blank_row_is_no_row(graph: Graph) -> None:
    graph.apply([("项目[c]!序", "0003")])

    assert graph.state.rows.all("项目") == ["b", "a", "c"]
    assert graph.state.rows.live("项目") == ["b", "a"]
    assert shown(graph, "总分") == "19.00"


def test_a_row_with_something_in_an_inner_row_counts(graph: Graph) -> None:
    graph.apply([("项目[c]!序", "0003"), ("项目[c].绩效指标[k].分值", "1")])

    assert graph.state.rows.live("项目") == ["b", "a", "c"]
    assert shown(graph, "总分") == "20.00"


def test_a_row_entered_by_a_cell_before_its_rank_is_a_row_ahead_of_all(graph: Graph) -> None:
    graph.apply([("项目[c].金额", "5")])
    assert graph.state.rows.all("项目") == ["c", "b", "a"]

    graph.apply([("项目[c]!序", "0009")])
    assert graph.state.rows.all("项目") == ["b", "a", "c"]

    graph.apply([("项目[c]!序", None)])
    assert graph.state.rows.all("项目") == ["c", "b", "a"]

    graph.apply([("项目[c].金额", None)])
    assert graph.state.rows.all("项目") == ["b", "a"]


@pytest.mark.parametrize(
    "key",
    [
        "项目.金额",
        "项目[].金额",
        "项目[a][b].金额",
        "项目.金额[a]",
        "组[a].金额",
        "项目[a/b].金额",
        "项目[a.金额",
        "没有[a].甲",
        "总分",
        "项目[a].小计",
    ],
)
def test_a_key_that_names_no_entry_is_kept_and_moves_nothing(graph: Graph, key: str) -> None:
    before = {k: graph.state.rows.all(k) for k in graph.definitions.listings if "." not in k}
    values = {k: dict(v) for k, v in graph.state.values.items()}

    changes = graph.apply([(key, "7")])

    assert graph.state.entries.all[key] == "7"
    assert {k: graph.state.rows.all(k) for k in before} == before
    assert graph.state.values == values
    assert not changes.keys


FIXED = """
季度:
  固定行: {一季: {名称: 第一季度}, 二季: {名称: 第二季度}}
  列: {名称: {类型: 文字}, 数: {类型: 金额}}
项目:
  列:
    名称: {类型: 文字}
    半年:
      固定行: {上: {}, 下: {}}
      列: {数: {类型: 金额}}
    年: {类型: 金额, 公式: 合计(半年.数)}
全年: {类型: 金额, 公式: 合计(季度.数)}
"""


def test_rows_that_the_pack_owns_are_there_and_count_from_the_start() -> None:
    graph = graph_of(FIXED)
    assert graph.state.rows.live("季度") == ["一季", "二季"]
    assert shown(graph, "全年") == "未填"

    graph.apply(
        [("季度[一季].数", "1"), ("季度[二季].数", "2"), ("季度[加].数", "3"), ("季度[加]!序", "00009000")]
    )

    assert graph.state.rows.live("季度") == ["一季", "二季", "加"]
    assert shown(graph, "全年") == "6.00"


def test_rows_that_the_pack_owns_in_a_row_come_count_and_go_with_it() -> None:
    graph = graph_of(FIXED)
    graph.apply([("项目[a]!序", "1")])
    assert graph.state.rows.all("项目.半年", "a") == ["a/上", "a/下"]
    assert graph.state.rows.live("项目.半年", "a") == []

    graph.apply([("项目[a].名称", "甲"), ("项目[a].半年[上].数", "1")])
    assert graph.state.rows.live("项目.半年", "a") == ["a/上", "a/下"]
    assert shown(graph, "项目[a].年") == "未填"

    graph.apply([("项目[a].半年[下].数", "2")])
    assert shown(graph, "项目[a].年") == "3.00"

    graph.apply([(key, None) for key in list(graph.state.entries.all)])
    assert graph.state.rows.all("项目.半年", "a") == []


def test_rows_are_reached_through_the_row_that_holds_both() -> None:
    rows: Rows = graph_of(NESTED, ENTRIES).state.rows

    assert rows.reached("项目", "a", "项目.绩效指标") == ["a/x", "a/y"]
    assert rows.reached("项目.绩效指标", "a/x", "项目") == ["a"]
    assert rows.reached("项目.绩效指标", "a/x", "项目.绩效指标") == ["a/x"]
    assert rows.reached(None, "", "项目.绩效指标") == ["b/z", "a/x", "a/y"]
    assert rows.reached("章节", "概况", "项目") == ["b", "a"]
    assert rows.scope("项目.绩效指标", None) is None
    assert rows.scope("项目.绩效指标", "项目.绩效指标") == "项目"


def test_loading_twice_is_loading_once() -> None:
    graph = graph_of(NESTED, ENTRIES)
    graph.load(ENTRIES)
    graph.apply([(key, None) for key in ENTRIES if key.startswith("项目[a]")])

    whole = graph_of(NESTED, {k: v for k, v in ENTRIES.items() if not k.startswith("项目[a]")})

    assert graph.state.values == whole.state.values
    assert graph.state.rows.live("项目") == ["b"]


def test_a_pack_may_have_a_list_and_a_group_of_one_name() -> None:
    pack = tiny_pack(
        "项目:\n  列: {金额: {类型: 金额}}\n项目支出:\n  金额: {类型: 金额, 公式: 合计(项目.金额)}"
    )

    assert set(pack.definitions.listings) == {"项目", "章节"}
