"""Texts with marks are live: they say the figures as they are, and what cannot be said is an 错误."""

from __future__ import annotations

import pytest

from core.figures.graph import Graph
from core.figures.template import BLANK
from core.numbers.finding import ERROR
from tests.core.packs import graph_of

FIGURES = """
甲:
  一: {类型: 金额}
  二: {类型: 金额}
  和: {类型: 金额, 公式: 一 + 二}
  日: {类型: 日期}
  名: {类型: 文字}
  文: {类型: 多行文字}
  另: {类型: 多行文字}
项目:
  列:
    名称: {类型: 文字}
    类别: {类型: 选项, 值: [专, 他]}
    金额: {类型: 金额}
    说明: {类型: 多行文字}
    指标:
      列: {名称: {类型: 文字}, 分: {类型: 分值}}
"""
ENTRIES = {
    "甲.一": "761.20",
    "甲.二": "511.55",
    "甲.日": "2024-03-05",
    "甲.名": "某单位",
    "项目[a]!序": "1",
    "项目[a].名称": "道路",
    "项目[a].类别": "专",
    "项目[a].金额": "116",
    "项目[a].指标[x].名称": "里程",
    "项目[a].指标[x].分": "5",
    "项目[b]!序": "2",
    "项目[b].名称": "桥梁",
    "项目[b].类别": "他",
    "项目[b].金额": "50.5",
    "项目[b].指标!无": "是",
}


def text(graph: Graph, marks: str, key: str = "甲.文") -> str:
    graph.apply([(key, marks)])
    name, row = (key, "") if "[" not in key else ("项目.说明", key.partition("[")[2][0])
    return str(graph.state.values[name][row])


@pytest.fixture
def graph() -> Graph:
    return graph_of(FIGURES, ENTRIES)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("{甲.名}共{甲.和}万元", "某单位共1272.75万元"),
        ("{甲.一}", "761.20"),
        ("{甲.一:0.0}", "761.2"),
        ("{甲.一:,0.00元}", "7,612,000.00"),
        ("{甲.一 - 甲.二}", "249.65"),
        ("{占比(甲.一, 甲.和)}%", "59.81%"),
        ("{计数(项目)}个", "2个"),
        ("{计数(项目) / 3}", "0.67"),
        ("{计数(项目):0.0}", "2.0"),
        ("{合计(项目.金额)}万元", "166.50万元"),
        ('{合计(项目.金额, 类别 = "专")}', "116.00"),
        ("{合计(项目.指标.分)}", "5.00"),
        ("{甲.日}", "2024年3月5日"),
        ("{项目[a].金额}与{项目[a].指标[x].名称}", "116与里程"),
        ("{项目[a].金额 + 项目[b].金额}", "166.50"),
        ("{每行 项目|、：{名称}{金额}万元}", "道路116万元、桥梁50.5万元"),
        ("{每行 项目|；：{序}是{名称}（{序号}）}", "一是道路（1）；二是桥梁（2）"),
        ('{每行 项目(类别 = "专")|、：{名称}}', "道路"),
        ("{每行 项目(金额 > 500)|、：{名称}}", "无"),
        ("{每行 项目|；：{名称}：{每行 指标|、：{名称}{分}分}}", "道路：里程5分；桥梁：无"),
        ("{每行 项目.指标|、：{名称}}", "里程"),
        ('{每行 项目|、：{名称}{若 类别 = "专"：（专）|}}', "道路（专）、桥梁"),
        ("{若 甲.一 > 甲.二：多|少}", "多"),
        ("{若 甲.一 < 甲.二：多|少}", "少"),
        ("{若 甲.一 < 甲.二：多}", ""),
        ("{{甲.一}}", "{甲.一}"),
    ],
)
def test_a_text_says_its_figures(graph: Graph, marks: str, said: str) -> None:
    assert text(graph, marks) == said


def test_what_is_unfilled_is_a_blank_to_fill_in() -> None:
    graph = graph_of(FIGURES)

    assert text(graph, "{甲.和}{甲.一}{甲.名}{合计(项目.金额)}{每行 项目|、：{名称}}") == BLANK * 4
    assert text(graph, "{若 甲.一 > 1：多|少}") == "少"


def test_a_list_ticked_none_says_so(graph: Graph) -> None:
    graph.apply([(key, None) for key in ENTRIES if key.startswith("项目")] + [("项目!无", "是")])

    assert text(graph, "{每行 项目|、：{名称}}{合计(项目.金额)}") == "无0.00"


@pytest.mark.parametrize(
    ("edits", "marks", "said"),
    [
        ([("甲.二", "0")], "{甲.和}", "761.20"),
        ([("项目[a].金额", "1")], "{合计(项目.金额)}与{最大(项目.金额)}", "51.50与50.50"),
        ([("项目[b]!序", "0")], "{每行 项目|、：{名称}}", "桥梁、道路"),
        ([("项目[c].名称", "隧道")], "{每行 项目|、：{名称}}{计数(项目)}", "隧道、道路、桥梁3"),
        ([("项目[b].名称", None), ("项目[b].金额", None), ("项目[b].类别", None), ("项目[b]!序", None)], "{每行 项目|、：{名称}}", "道路"),
        ([("甲.一", "无")], "{甲.一}{甲.和}", "无511.55"),
        ([("甲.一", "—")], "{甲.一}", "—"),
        ([("甲.和!填报", "9")], "{甲.和}", "9"),
        ([("项目[a].指标[x].名称", "长度")], "{每行 项目|；：{每行 指标|、：{名称}}}", "长度；无"),
    ],
)  # fmt: skip
def test_a_text_follows_what_it_shows(
    graph: Graph, edits: list[tuple[str, str | None]], marks: str, said: str
) -> None:
    text(graph, marks)

    changes = graph.apply(edits)

    assert graph.state.values["甲.文"][""] == said
    assert "甲.文" in changes.keys


def test_a_text_in_a_row_says_its_row(graph: Graph) -> None:
    assert (
        text(graph, "{名称}{金额}，全部{合计(项目.金额)}，{每行 指标|：{分}}", "项目[a].说明")
        == "道路116，全部166.50，5"
    )


def test_runs_name_the_cells_they_show(graph: Graph) -> None:
    text(graph, "共{甲.和}，{每行 项目|、：{名称}}")

    runs = [(run.text, run.key) for run in graph.texts.runs("甲.文", "")]

    assert runs == [
        ("共", ""), ("1272.75", "甲.和"), ("，", ""), ("道路", "项目[a].名称"), ("、", ""), ("桥梁", "项目[b].名称")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "said", "unknown"),
    [
        ("见{甲.三}", "见【？甲.三】", "甲.三"),
        ("{甲.一:abc}", "【？甲.一:abc】", "甲.一:abc"),
        ("{项目.金额}", "【？项目.金额】", "项目.金额"),
        ("{项目}", "【？项目】", "项目"),
        ("{项目[q].金额}", "【？项目[q].金额】", "项目[q].金额"),
        ("{甲[a].一}", "【？甲[a].一】", "甲[a].一"),
        ("{项目.金额[a]}", "【？项目.金额[a]】", "项目.金额[a]"),
        ("{项目.指标[x].分}", "【？项目.指标[x].分】", "项目.指标[x].分"),
        ("{甲.一 + 甲.名}", "【？甲.一 + 甲.名】", "甲.一 + 甲.名"),
        ("{项目[q].金额 + 1}", "【？项目[q].金额 + 1】", "项目[q].金额 + 1"),
        ("{每行 没有|、：{名称}}", "【？每行 没有】", "每行 没有"),
        ("{每行 项目|、：{名字}}", "【？名字】、【？名字】", "名字"),
        ("{若 甲.一：多|少}", "【？若 甲.一】", "若 甲.一"),
        ("{若 项目[q].金额 > 1：多|少}", "【？若 项目[q].金额 > 1】", "若 项目[q].金额 > 1"),
        ("{甲.一 ** 2}", "【？甲.一 ** 2】", "甲.一 ** 2"),
        ("{lambda}", "【？lambda】", "lambda"),
    ],
)
def test_a_mark_that_cannot_be_said_is_shown_and_is_an_error(
    graph: Graph, marks: str, said: str, unknown: str
) -> None:
    assert text(graph, marks) == said
    found = graph.judge.findings["引用无效[甲.文]"]
    assert (found.severity, found.actual, found.keys) == (ERROR, unknown, ("甲.文",))

    graph.apply([("甲.文", "好了")])
    assert "引用无效[甲.文]" not in graph.judge.findings


def test_a_mark_on_a_row_lives_as_long_as_the_row(graph: Graph) -> None:
    assert text(graph, "{若 甲.一 < 0：{项目[c].金额}|好}") == "好"
    assert "引用无效[甲.文]" in graph.judge.findings

    graph.apply([("项目[c].金额", "1")])
    assert "引用无效[甲.文]" not in graph.judge.findings

    graph.apply([("项目[c].金额", None)])
    assert "引用无效[甲.文]" in graph.judge.findings


def test_texts_may_show_texts_and_one_that_shows_itself_says_so(graph: Graph) -> None:
    graph.apply([("甲.另", "和是{甲.和}")])
    assert text(graph, "据悉{甲.另}") == "据悉和是1272.75"

    graph.apply([("甲.一", "0")])
    assert graph.state.values["甲.文"][""] == "据悉和是511.55"

    graph.apply([("甲.另", "又{甲.文}")])
    assert "【？文字互相引用】" in str(graph.state.values["甲.文"][""])


def test_a_rule_may_look_into_a_text() -> None:
    rules = "有离休费: {条件: '非 (甲.一 = 0 且 包含(甲.文, \"离休费\"))', 提示: 有离休费}"
    graph = graph_of(FIGURES, {"甲.一": "0", "甲.文": "列有{甲.名}", "甲.名": "某费"}, rules)
    assert not graph.judge.findings

    added = graph.apply([("甲.名", "离休费")]).added

    assert [f.code for f in added] == ["有离休费"]
