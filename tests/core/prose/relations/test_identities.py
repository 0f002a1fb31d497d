"""Sums across sentences and sections: 基本支出 = 人员经费 + 公用经费, wherever they stand."""

from __future__ import annotations

import pytest

from core.numbers.codes import SCATTERED_SUM
from tests.core.prose.cases import case, codes, errors, held


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("three sentences", "基本支出945.30万元。人员经费613.48万元，用于工资。公用经费331.82万元，用于办公。", "613.48 + 331.82 = 945.30"),
        case("three sections", "一、概况\n全年基本支出945.30万元。\n二、人员\n人员经费613.48万元。\n三、公用\n公用经费331.82万元。", "613.48 + 331.82 = 945.30"),
        case("支出 = 基本支出 + 项目支出", "一、总体\n全年支出945.30万元。\n二、基本支出\n基本支出613.48万元。\n三、项目支出\n项目支出331.82万元。", "613.48 + 331.82 = 945.30"),
        case("支出合计", "支出合计945.30万元。\n1.基本支出613.48万元，保障运转。\n2.项目支出331.82万元，完成任务。", "613.48 + 331.82 = 945.30"),
        case("三公经费", "“三公”经费支出25.76万元。因公出国（境）费2.36万元。公务用车购置及运行维护费14.28万元。公务接待费9.12万元。", "2.36 + 14.28 + 9.12 = 25.76"),
        case("机关运行经费 is 公用经费", "公用经费331.82万元，主要为办公费。\n机关运行经费支出331.82万元。", "331.82万元 = 331.82万元"),
        case("公务用车", "公务用车购置及运行维护费16.64万元。公务用车购置费10.00万元。公务用车运行维护费6.64万元。", "10.00 + 6.64 = 16.64"),
        case("人员经费 of two categories", "人员经费613.48万元。工资福利支出560.18万元。对个人和家庭的补助53.30万元。", "560.18 + 53.30 = 613.48"),
        case("日常公用经费", "基本支出945.30万元。人员经费613.48万元。日常公用经费331.82万元。", "613.48 + 331.82 = 945.30"),
        case("部门整体支出", "一、总体\n部门整体支出945.30万元。\n二、基本\n基本支出613.48万元。\n三、项目\n项目支出331.82万元。", "613.48 + 331.82 = 945.30"),
    ],
)  # fmt: skip
def test_a_sum_across_the_text_holds(text: str, words: str) -> None:
    assert words in held(text, SCATTERED_SUM)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        case("turned digits in a part", "一、概况\n全年基本支出945.30万元。\n二、人员\n人员经费631.48万元。\n三、公用\n公用经费331.82万元。", "963.30"),
        case("turned digits in the whole", "支出合计954.30万元。\n1.基本支出613.48万元，保障运转。\n2.项目支出331.82万元，完成任务。", "945.30"),
        case("机关运行经费 with turned digits", "公用经费331.82万元，主要为办公费。\n机关运行经费支出313.82万元。", "313.82"),
    ],
)  # fmt: skip
def test_a_slip_across_the_text_is_a_possible_relation(text: str, number: str) -> None:
    assert codes(text) == [("提示", SCATTERED_SUM)]
    assert not errors(text)


@pytest.mark.parametrize(
    "text",
    [
        case("数 of two 口径 that no slip explains", "基本支出945.30万元。人员经费500.00万元。公用经费331.82万元。"),
        case("a name stated with two values", "基本支出945.30万元。人员经费613.48万元。公用经费331.82万元。下属单位人员经费120.00万元。"),
        case("one part is not stated", "基本支出945.30万元。人员经费613.48万元。"),
        case("支出 of something else", "教育支出945.30万元。基本支出613.48万元。项目支出120.00万元。"),
        case("机关运行经费 of part of the units", "公用经费331.82万元。机关运行经费支出205.16万元。"),
    ],
)  # fmt: skip
def test_figures_that_need_not_add_up_are_not_spoken_of(text: str) -> None:
    assert codes(text) == []
