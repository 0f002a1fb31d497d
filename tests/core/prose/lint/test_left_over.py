"""文字残留."""

from __future__ import annotations

import pytest

from core.prose.paragraphs import read_flow
from tests.core.prose.lint.lines import quotes, remarks


def _left(text: str) -> list[str]:
    return [one.finding.actual for one in remarks(text) if one.finding.code == "文字残留"]


def test_a_bookmark_dropped_at_the_start_of_a_line_stands_before_what_follows() -> None:
    text = "一、基本情况\n[bookmark: _GoBack]水利局负责全县水利工作。"

    (remark,) = [one for one in remarks(text) if one.finding.code == "文字残留"]

    assert remark.finding.actual == "[bookmark: _GoBack]"
    assert remark.start == remark.end == read_flow(text).text.index("水利局")


def test_a_bookmark_inside_a_line_is_quoted_once_where_it_stands() -> None:
    text = "水利局[bookmark: _Toc1]负责全县水利工作。"

    assert _left(text) == ["[bookmark: _Toc1]"]
    assert quotes(text, "文字残留") == ["[bookmark：_Toc1]"]


def test_a_text_of_nothing_but_residue_is_read() -> None:
    assert _left("[bookmark: _GoBack]") == ["[bookmark: _GoBack]"]


def test_blank_rows_of_a_form_are_counted_in_one_remark() -> None:
    table = "一级指标 | 指标值 | 实际完成值\n质量指标 | 85% | 85%\n | …… | \n时效指标 | 90% | 90%\n | …… | \n"

    (remark,) = [one for one in remarks(table) if one.finding.code == "文字残留"]

    assert "共 2 处" in remark.finding.message


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("比上年增长（下降）2.76%。", ["增长（下降）"]),
        ("XX局2023年度工作情况如下。", ["XX"]),
        ("支出____万元。", ["____"]),
        ("报告摘要（2000字以内）。", ["（2000字以内）"]),
        ("联系人：【请填写】。", ["【请填写】"]),
        ("满意度（待补充）。", ["待补充"]),
        ("技术力量有待补充。", []),
        ("比上年增加54.80万元，增长2.76%。", []),
        ("人才（干教）组、维修（护）费。", []),
    ],
)
def test_what_a_template_left_is_named(text: str, left: list[str]) -> None:
    assert _left(text) == left
