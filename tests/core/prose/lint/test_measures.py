"""问题与措施, 问题为无."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import quotes, remarks

P = "四、存在的问题及原因分析\n"
M = "五、下一步改进措施\n"
TWO = "一是支付进度偏慢。工程选点耗时较长。二是预算编制不细。部分支出没有细化到项目。"


@pytest.mark.parametrize(
    ("problems", "answers", "said"),
    [
        (TWO, "一是加快支付进度。按月通报。二是细化预算编制。逐项测算。", []),
        (TWO, "一是加快支付进度。二是加强档案管理。整理归档工程图纸。", ["问题“预算编制不细", "措施“加强档案管理"]),
        (
            "一是满意度样本偏少。绩效指标不细。二是缺乏监控。",
            "一是细化绩效指标。二是加强监督检查。",
            ["“满意度样本偏少”没有对应"],
        ),
        (TWO, "一是加快支付进度，细化预算。二是财政部门应加大监管预算力度。", ["“财政部门应加大监管预算力度”要别的部门"]),
        (TWO, "一是加快支付进度，细化预算。二是建议财政部门加大预算培训力度。", []),
        ("支付进度偏慢，主要是选点耗时较长。", "提前选点，按月通报支付进度。", []),
        ("1.支付进度偏慢。\n2.预算编制不细。", "1.加快支付进度。\n2.细化预算编制。", []),
        ("（一）支付进度偏慢\n选点较慢。\n（二）预算编制不细\n测算较粗。", "（一）加快进度\n按月通报。\n（二）细化预算\n逐项测算。", []),
    ],
)  # fmt: skip
def test_problems_and_measures_answer_each_other(problems: str, answers: str, said: list[str]) -> None:
    found = [
        one.finding for one in remarks(f"{P}{problems}\n{M}{answers}") if one.finding.code == "问题与措施"
    ]

    assert len(found) == len(said), [one.message for one in found]
    assert all(
        part in one.message and one.severity == "需说明" for part, one in zip(said, found, strict=True)
    )


def test_a_finance_bureau_may_bind_the_finance_department() -> None:
    text = f"{P}{TWO}\n{M}一是加快支付进度，细化预算。二是财政部门应加大监管预算力度。"

    assert quotes(text, "问题与措施", About("青禾县财政局", 2023)) == []


@pytest.mark.parametrize("nothing", ["无", "无。", "暂无问题。", "没有"])
def test_problems_that_are_none_are_returned_by_a_reviewer(nothing: str) -> None:
    said = [one.finding for one in remarks(f"{P}{nothing}\n五、有关建议\n无。")]

    assert [(one.code, one.severity) for one in said] == [("问题为无", "提示")]


def test_problems_without_any_measures_are_a_hint() -> None:
    for rest in ("", "五、有关建议\n无。", "五、其他情况\n政府采购20万元。"):
        said = [one.finding for one in remarks(f"{P}{TWO}\n{rest}")]
        assert [(one.code, one.severity, one.expected) for one in said] == [
            ("问题与措施", "提示", "改进措施")
        ]


def test_headings_without_numbers_are_headings_too() -> None:
    text = f"一、概况\n修渠12公里。\n存在的问题\n{TWO}\n下一步改进措施\n一是加快支付进度。二是加强档案管理。"

    assert len(quotes(text, "问题与措施")) == 2


def test_problems_and_measures_under_one_heading_are_left_alone() -> None:
    assert remarks(f"四、存在的问题及改进措施\n{TWO}") == []
