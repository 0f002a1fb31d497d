"""Rules: the three verdicts, silence, rows, what findings name; and 填报值."""

from __future__ import annotations

import pytest

from core.figures.graph import Graph
from core.numbers.finding import ERROR, EXPLAIN, HINT
from tests.core.packs import graph_of

FIGURES = """
总额: {类型: 金额}
一: {类型: 金额}
二: {类型: 金额}
三: {类型: 金额}
四: {类型: 金额}
五: {类型: 金额}
人: {类型: 人数}
男: {类型: 人数}
女: {类型: 人数}
占: {类型: 百分比, 公式: "占比(一, 总额)", 标题: 一的占比}
和: {类型: 金额, 公式: 一 + 二, 标题: 一二之和, 来源: 决算}
评: {类型: 分值, 公式: 数(一) * 0.1, 可改: 是}
评后: {类型: 分值, 公式: 评 * 2}
项目:
  列:
    名称: {类型: 文字}
    金额: {类型: 金额}
    限额: {类型: 金额}
    余: {类型: 金额, 公式: 限额 - 金额}
    指标:
      列: {名称: {类型: 文字}, 分: {类型: 分值}}
合计额: {类型: 金额, 公式: 合计(项目.金额)}
"""


def one_rule(condition: str, entries: dict[str, str], more: str = "", message: str = "不符") -> Graph:
    return graph_of(FIGURES, entries, f"某条: {{条件: '{condition}', 提示: '{message}'{more}}}")


def verdict(graph: Graph) -> str:
    found = graph.judge.findings.get("某条")
    return found.severity if found else "相符"


SUM = "总额 = 一 + 二 + 三 + 四 + 五"
FIVE = {"一": "10.01", "二": "10.02", "三": "10.03", "四": "10.04", "五": "10.05"}


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("50.15", "相符"),
        ("50.16", HINT),
        ("50.14", HINT),
        ("50.17", EXPLAIN),
        ("50.18", EXPLAIN),
        ("50.19", ERROR),
        ("51.15", ERROR),
        ("50.2", "相符"),
        ("50.3", HINT),
        ("50.5", EXPLAIN),
        ("50.6", ERROR),
        ("50", "相符"),
        ("51", HINT),
    ],
)
def test_a_sum_of_five_may_differ_by_what_rounding_explains(total: str, found: str) -> None:
    assert verdict(one_rule(SUM, FIVE | {"总额": total})) == found


def test_a_sum_is_never_the_coarser_side() -> None:
    graph = one_rule("总额 = 一 + 二", {"总额": "216.01", "一": "116", "二": "100"})

    assert verdict(graph) == HINT


@pytest.mark.parametrize(
    ("other", "found"), [("10.01", "相符"), ("10.02", ERROR), ("10", "相符"), ("10.0", "相符"), ("11", ERROR)]
)
def test_one_figure_against_one_is_never_a_tail(other: str, found: str) -> None:
    assert verdict(one_rule("总额 = 一", {"总额": other, "一": "10.01"})) == found


def test_without_tails_any_difference_is_an_error() -> None:
    assert verdict(one_rule(SUM, FIVE | {"总额": "50.16"}, ", 不得有尾差: 是")) == ERROR
    assert verdict(one_rule(SUM, FIVE | {"总额": "50.15"}, ", 不得有尾差: 是")) == "相符"


def test_head_counts_know_no_tail() -> None:
    assert verdict(one_rule("人 = 男 + 女", {"人": "11", "男": "5", "女": "5"})) == ERROR


def test_entries_behind_a_list_and_a_computed_sum_are_counted() -> None:
    rows = {f"项目[{n}].金额": "10.01" for n in range(5)}
    graph = one_rule("总额 = 合计额", rows | {"总额": "50.07"})
    assert verdict(graph) == EXPLAIN

    graph.apply([("项目[4].金额", "0.01"), ("项目[3].金额", "20.01")])
    assert verdict(graph) == EXPLAIN

    graph.apply([("项目[4].金额", "无"), ("项目[3].金额", "20.02")])
    assert verdict(graph) == EXPLAIN

    graph.apply([("项目[2].金额", "不涉及"), ("项目[3].金额", "30.03")])
    assert verdict(graph) == EXPLAIN

    graph.apply([("项目[1].金额", "—"), ("项目[3].金额", "40.04")])
    assert verdict(graph) == ERROR


def test_the_message_says_that_rounding_may_explain_it() -> None:
    assert one_rule(SUM, FIVE | {"总额": "50.16"}).judge.findings["某条"].message == "不符（四舍五入尾差）"
    assert (
        one_rule(SUM, FIVE | {"总额": "50.17"}).judge.findings["某条"].message
        == "不符（可能是四舍五入尾差，请核对并说明）"
    )


def test_a_lighter_rule_stays_lighter() -> None:
    assert verdict(one_rule(SUM, FIVE | {"总额": "99"}, ", 级别: 需说明")) == EXPLAIN
    assert verdict(one_rule(SUM, FIVE | {"总额": "50.17"}, ", 级别: 提示")) == HINT


@pytest.mark.parametrize("entries", [{"总额": "5"}, {"一": "5"}, {"总额": "5", "一": "无"}, {}])
def test_a_blank_figure_silences_its_rules(entries: dict[str, str]) -> None:
    graph = one_rule("总额 = 一", entries)

    assert "某条" not in graph.judge.findings
    assert graph.judge.verdict(graph.plan.rules["某条"], "") is None


def test_unequal_is_the_opposite_of_equal() -> None:
    assert verdict(one_rule("总额 ≠ 一", {"总额": "10", "一": "10.01"})) == ERROR
    assert verdict(one_rule("总额 ≠ 一", {"总额": "10", "一": "10.51"})) == "相符"


ROWS = {
    "项目[a]!序": "1",
    "项目[a].名称": "甲",
    "项目[a].金额": "12",
    "项目[a].限额": "10",
    "项目[b]!序": "2",
    "项目[b].名称": "乙",
    "项目[b].金额": "8",
    "项目[b].限额": "10",
    "项目[c]!序": "3",
    "项目[d]!序": "4",
    "项目[d].名称": "丁",
}
PER_ROW = "超限: {级别: 错误, 对每行: 项目, 条件: 金额 ≤ 限额, 提示: '{名称}超{金额 - 限额}，共{合计额}'}"


def test_a_rule_per_row_is_one_finding_per_row_and_silent_per_row() -> None:
    graph = graph_of(FIGURES, ROWS, PER_ROW)

    assert {i: f.message for i, f in graph.judge.findings.items()} == {"超限[a]": "甲超2.00，共＿＿"}
    plan = graph.plan.rules["超限"]
    assert [graph.judge.verdict(plan, row) for row in "abcd"] == [False, True, None, None]
    assert graph.judge.findings["超限[a]"].keys == (
        "项目[a].金额",
        "项目[a].限额",
        "项目[a].名称",
        "合计额",
    )


def test_a_rule_per_row_follows_its_row_through_coming_turning_and_going() -> None:
    graph = graph_of(FIGURES, ROWS, PER_ROW)

    added = graph.apply([("项目[b].金额", "11")])
    turned = graph.apply([("项目[a].名称", "改")])
    gone = graph.apply([(key, None) for key in ROWS if key.startswith("项目[a]")])

    assert [f.message for f in added.added] == ["乙超1.00，共＿＿"]
    assert ([f.message for f in turned.removed], [f.message for f in turned.added]) == (
        ["甲超2.00，共＿＿"],
        ["改超2.00，共＿＿"],
    )
    assert [f.identity for f in gone.removed] == ["超限[a]"]


def test_a_rule_may_read_the_rows_in_its_row() -> None:
    rules = "两项: {级别: 提示, 对每行: 项目, 条件: 计数(指标) ≥ 2, 提示: '{名称}：{每行 指标|、：{名称}}'}"
    graph = graph_of(FIGURES, ROWS | {"项目[a].指标[x].名称": "产出"}, rules)
    assert graph.judge.findings["两项[a]"].message == "甲：产出"
    assert graph.judge.findings["两项[a]"].keys == ("项目[a].指标", "项目[a].名称")

    graph.apply([("项目[a].指标[x].名称", "效益")])
    assert graph.judge.findings["两项[a]"].message == "甲：效益"

    graph.apply([("项目[a].指标[y].名称", "满意")])
    assert "两项[a]" not in graph.judge.findings


def test_a_message_may_list_rows_of_another_list_than_its_own() -> None:
    rules = (
        "分高: {级别: 提示, 对每行: 项目.指标, 条件: 分 ≤ 5, 提示: '{名称}；{每行 项目|、：{名称}{金额}}'}"
    )
    graph = graph_of(FIGURES, ROWS | {"项目[a].指标[x].分": "9"}, rules)
    assert graph.judge.findings["分高[a/x]"].message == "；甲12、乙8、丁＿＿"

    graph.apply([("项目[b].金额", "7"), ("项目[a]!序", "9")])
    assert graph.judge.findings["分高[a/x]"].message == "；乙7、丁＿＿、甲12"


def test_a_rule_on_trial_says_so() -> None:
    assert one_rule("总额 = 一", {"总额": "1", "一": "2"}, ", 试行: 是").judge.findings["某条"].trial


# -- 填报值 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reported", "differs"),
    [
        ("33.33", False),
        ("33.3", False),
        ("33", False),
        ("33.34", True),
        ("33.4", True),
        ("34", True),
        ("33.333", False),
    ],
)
def test_a_share_holds_within_half_a_unit_of_its_own_last_place(reported: str, differs: bool) -> None:
    graph = graph_of(FIGURES, {"一": "1", "总额": "3", "占!填报": reported})

    assert ("填报与计算不符[占]" in graph.judge.findings) is differs


def test_a_differing_statement_is_an_error_that_names_both_numbers_and_the_way() -> None:
    found = graph_of(FIGURES, {"一": "1", "总额": "3", "占!填报": "33.5"}).judge.findings[
        "填报与计算不符[占]"
    ]

    assert found.severity == ERROR
    assert found.message == "一的占比 填报为 33.5%，计算应为 33.33%（1 ÷ 3 × 100）"
    assert (found.expected, found.actual) == ("33.33", "33.5")
    assert found.keys == ("占", "一", "总额")


def test_the_numbers_in_the_message_follow_even_if_the_outcome_stays() -> None:
    graph = graph_of(FIGURES, {"一": "1", "二": "4", "和!填报": "6"})

    graph.apply([("一", "4"), ("二", "1")])

    assert graph.judge.findings["填报与计算不符[和]"].message.endswith("（4 + 1）")


def test_it_is_shown_as_written_while_formulas_read_what_is_computed() -> None:
    graph = graph_of(FIGURES + "和后: {类型: 金额, 公式: 和 + 1}\n", {"一": "1", "二": "4", "和!填报": "6"})

    assert graph.state.words_of(graph.definitions.figures["和"], "") == "6"
    assert graph.state.words_of(graph.definitions.figures["和后"], "") == "6.00"


def test_a_score_that_may_be_changed_is_read_as_stated_and_asks_for_a_reason() -> None:
    graph = graph_of(FIGURES, {"一": "80"})
    assert graph.state.words_of(graph.definitions.figures["评后"], "") == "16.00"

    graph.apply([("评!填报", "7")])
    assert graph.state.words_of(graph.definitions.figures["评后"], "") == "14.00"
    assert graph.judge.findings["填报与计算不符[评]"].severity == EXPLAIN

    graph.apply([("一", "70")])
    assert "填报与计算不符[评]" not in graph.judge.findings

    graph.apply([("评!填报", None), ("一", "60")])
    assert graph.state.words_of(graph.definitions.figures["评后"], "") == "12.00"


def test_a_statement_is_silent_while_nothing_can_be_computed() -> None:
    assert not graph_of(FIGURES, {"一": "1", "和!填报": "6"}).judge.findings


def test_a_row_kept_alive_by_a_statement_alone_is_a_row() -> None:
    graph = graph_of(FIGURES, {"项目[a].余!填报": "5"})

    assert graph.state.rows.live("项目") == ["a"]
    assert graph.state.words_of(graph.definitions.figures["项目.余"], "a") == "5"
