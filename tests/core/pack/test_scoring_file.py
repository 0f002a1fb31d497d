"""scoring.yaml and 参数: what they become, and what they say to an accountant who slips."""

from __future__ import annotations

import pytest

from core.figures.definitions import Definition
from core.numbers.troubles import PackError
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.explain import explain
from core.report.report import Report

_PACK = """
编号: 小
标题: 小模板
题名: "{单位.全称}"
单位名: 单位.全称
报告年度: 单位.年度
"""
_FIGURES = """
单位: {全称: {类型: 文字}, 年度: {类型: 年度}}
人员: {编制: {类型: 人数}, 在职: {类型: 人数}, 控制率: {类型: 百分比, 公式: "占比(在职, 编制)"}}
资金: {预算: {类型: 金额}, 执行: {类型: 金额}, 得分: {类型: 分值, 公式: "按比例(执行, 预算, 参数.分值, 参数.得分取数)"}}
"""
_SCORING = """
评分表:
  投入:
    控制率: {类型: 比率封顶, 分值: 40, 取数: 人员.控制率, 满分线: 100, 每: 1, 扣: 0.5}
  产出:
    完成: {类型: 按比例, 分值: 60, 实际: 资金.执行, 目标: 资金.预算}
"""


def pack(
    scoring: str = _SCORING, parameters: str = "{分值: 10, 得分取数: 精确比率}", figures: str = ""
) -> Pack:
    """A small pack with a scoring table."""
    files = {
        "pack.yaml": f"{_PACK}参数: {parameters}\n",
        "figures.yaml": _FIGURES + figures,
        "rules.yaml": "",
        "sections.yaml": "正文: {标题: 情况}\n",
        "scoring.yaml": scoring,
    }
    return read_pack({name: text.encode() for name, text in files.items()})


def report(entries: dict[str, str], **given: str) -> Report:
    return Report.in_memory(pack(**given), entries=entries)


def figure(made: Pack, key: str) -> Definition:
    return made.definitions.figures[key]


def test_an_item_becomes_points_a_value_a_score_and_a_reason() -> None:
    made = pack()
    item = "评分表.投入.控制率"
    assert figure(made, f"{item}.分值").formula == "40"
    assert figure(made, f"{item}.值").formula == "人员.控制率"
    assert figure(made, f"{item}.得分").reads_reported is True
    assert figure(made, f"{item}.得分").reason == f"{item}.原因"
    assert figure(made, f"{item}.原因").kind.name == "多行文字"
    assert {k for k in made.definitions.figures if k.startswith("评分表") and k.count(".") == 1} == {
        "评分表.分值", "评分表.适用分值", "评分表.得分", "评分表.等级"
    }  # fmt: skip


def test_groups_and_the_table_add_up() -> None:
    filled = report({"人员.编制": "40", "人员.在职": "42", "资金.预算": "100", "资金.执行": "90"})
    assert filled.words("评分表.投入.得分") == "37.50"
    assert filled.words("评分表.产出.得分") == "54.00"
    assert filled.words("评分表.得分") == "91.50"
    assert filled.words("评分表.等级") == "优"


def test_what_does_not_apply_is_left_out_and_the_rest_rescaled() -> None:
    filled = report({"人员.编制": "40", "人员.在职": "42", "资金.预算": "0", "资金.执行": "0"})
    assert filled.words("评分表.适用分值") == "40.00"
    assert filled.words("评分表.得分") == "93.75"


def test_something_against_a_budget_of_nothing_earns_nothing() -> None:
    filled = report({"人员.编制": "40", "人员.在职": "40", "资金.预算": "0", "资金.执行": "10"})
    assert filled.words("评分表.产出.完成.得分") == "0.00"
    assert filled.words("评分表.适用分值") == "100.00"
    assert filled.words("评分表.得分") == "40.00"
    assert (
        explain(filled, "评分表.产出.完成.得分").numbers
        == "10 ÷ 0，目标（预算、上年数）为 0 却有发生，不得分 = 0.00"
    )


_RATED = """
评分表:
  得分取数: 显示比率
  甲: {{类型: 比率封顶, 分值: 60, 取数: "{ratio}", {more}满分线: 100, 每: 1, 扣: 1}}
  乙: {{类型: 分段, 分值: 40, 取数: "占比(资金.执行, 资金.预算)", 得分取数: 精确比率, 分段: "≤101: 40；其余: 10"}}
"""


@pytest.mark.parametrize(
    ("ratio", "more", "budget", "spent", "won"),
    [
        ("占比(资金.执行, 资金.预算)", "", "100000", "101004", ("59.00", "10.00")),
        ("占比(资金.执行, 资金.预算)", "", "100000", "100996", ("59.00", "40.00")),
        ("占比(资金.执行, 资金.预算)", "", "0", "10", ("0.00", "0.00")),
        ("占比(资金.执行, 资金.预算)", "", "无", "10", ("0.00", "0.00")),
        ("占比(资金.执行, 资金.预算)", "", "0", "0", ("—", "—")),
        ("占比(资金.执行, 资金.预算)", "", "无", "无", ("—", "—")),
        ("占比(资金.执行, 资金.预算)", "不涉及: 满分, ", "0", "0", ("60.00", "—")),
        ("占比(资金.执行, 资金.预算)", "不涉及: 满分, ", "0", "10", ("0.00", "0.00")),
        ("变动率(资金.执行, 资金.预算)", "", "0", "10", ("0.00", "0.00")),
        ("变动率(资金.执行, 资金.预算)", "方向: 不低于, ", "0", "10", ("—", "0.00")),
        ("占比(资金.执行, 资金.预算)", "", "0", "", ("", "")),
    ],
)
def test_a_rate_is_taken_as_the_pack_says_and_a_base_of_nothing_is_no_licence(
    ratio: str, more: str, budget: str, spent: str, won: tuple[str, str]
) -> None:
    entries = {"资金.预算": budget} | ({"资金.执行": spent} if spent else {})

    filled = report(entries, scoring=_RATED.format(ratio=ratio, more=more))

    assert (filled.words("评分表.甲.得分"), filled.words("评分表.乙.得分")) == won


def test_a_score_explains_itself() -> None:
    filled = report({"资金.预算": "4753.66", "资金.执行": "3824.26"})
    assert explain(filled, "资金.得分").numbers == "3824.26 ÷ 4753.66 = 80.45%，× 10 = 8.04"
    other = report(
        {"资金.预算": "4753.66", "资金.执行": "3824.26"}, parameters="{分值: 10, 得分取数: 显示比率}"
    )
    assert explain(other, "资金.得分").numbers == "3824.26 ÷ 4753.66 = 80.45%，80.45% × 10 = 8.05"


def test_a_score_that_differs_needs_its_reason_and_then_no_more() -> None:
    filled = report({"人员.编制": "40", "人员.在职": "42"})
    score = "评分表.投入.控制率.得分"
    reason = "评分表.投入.控制率.原因"
    change = filled.report_as(score, "30")
    assert [f.severity for f in change.findings_added] == ["需说明"]
    assert "计算应为 37.50 分" in change.findings_added[0].message
    assert "请在“控制率扣分原因”里写明原因" in change.findings_added[0].message
    assert filled.words("评分表.投入.得分") == "30.00"
    assert not filled.set(reason, "超编未分流。").findings_added
    assert not filled.graph.judge.findings
    assert filled.set(reason, "").findings_added


def test_a_parameter_can_be_set_otherwise_in_a_report_and_is_asked_about() -> None:
    filled = report({"资金.预算": "4753.66", "资金.执行": "3824.26"})
    change = filled.report_as("参数.得分取数", "显示比率")
    assert filled.computed("资金.得分") == "8.05"
    assert [f.severity for f in change.findings_added] == ["需说明"]


def test_a_parameter_not_set_is_a_line_that_nothing_passes() -> None:
    figures = """
指标: {得: {类型: 分值, 公式: "指标得分(“≥”, 10, 30, 5, 参数.超额线, 参数.超额处理)"}}
"""
    limits = "{分值: 10, 得分取数: 精确比率, 超额线: 130, 超额处理: 零分}"
    assert report({}, parameters=limits, figures=figures).words("指标.得") == "0.00"
    limits = limits.replace("130", "不设")
    assert report({}, parameters=limits, figures=figures).words("指标.得") == "5.00"


@pytest.mark.parametrize(
    ("scoring", "said"),
    [
        ("评分表: {甲: {类型: 手工, 分值: 90}}", "各项分值合计 90，应为 100"),
        ("评分表: {甲: {分值: 50, 乙: {类型: 手工, 分值: 100}}}", "写明 50 分，各项合计 100 分"),
        ("评分表: {甲: {类型: 手动, 分值: 100}}", "“类型”应是 比率封顶、分段"),
        ("评分表: {甲: {类型: 比率封顶, 分值: 100, 取数: 人员.控制率}}", "缺少属性“满分线”"),
        ('评分表: {甲: {类型: 分段, 分值: 100, 取数: 人员.控制率, 分段: "≤9: 120"}}', "超过分值 100"),
        (
            '评分表: {甲: {类型: 分段, 分值: 100, 取数: 人员.控制率, 分段: "九以下得五分"}}',
            "分段“九以下得五分”",
        ),
        ("评分表: {甲: {类型: 清单扣分, 分值: 100, 清单: {}}}", "清单是空的"),
        ("评分表: {甲: {类型: 按比例, 分值: 100, 实际: 资金.支出, 目标: 资金.预算}}", "没有名为 资金.支出"),
        ("评分表: {甲: {类型: 手工, 分值: 很多}}", "“很多”不是数字"),
        ("评分表: {甲: {类型: 手工, 分值: 100, 满分: 1}}", "评分项没有属性“满分”"),
        ("评分表: {}", "评分表 里没有评分项"),
        ("资金: {甲: {类型: 手工, 分值: 100}}", "资金.得分 在 figures.yaml 里已经有了"),
    ],
)
def test_a_slip_in_the_table_is_named_with_its_place(scoring: str, said: str) -> None:
    with pytest.raises(PackError) as caught:
        pack(scoring=scoring)
    assert said in str(caught.value)
    assert "scoring.yaml" in str(caught.value)


def test_a_parameter_that_scoring_does_not_know_is_refused() -> None:
    with pytest.raises(PackError, match="得分取数 应是 精确比率、显示比率 之一，不是“大概”"):
        pack(parameters="{分值: 10, 得分取数: 大概}")
