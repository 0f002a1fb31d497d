"""The formula language: what it says, and what it refuses in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.formula import FormulaError, parse, replace_names
from core.numbers.troubles import PackError
from tests.core.hostile import FORMULAS, formula_compiler, refusal_of
from tests.core.packs import graph_of, tiny_pack
from tests.steps import steps_of

FIGURES = """
甲:
  一: {类型: 金额}
  二: {类型: 金额}
  人: {类型: 人数}
  名: {类型: 文字}
  段: {类型: 多行文字}
  日: {类型: 日期}
  有: {类型: 是否}
  率: {类型: 百分比}
  分: {类型: 分值}
  总: {类型: 金额, 公式: "%s"}
项目:
  列: {名称: {类型: 文字}, 金额: {类型: 金额}}
"""


def made(formula: str) -> None:
    tiny_pack(FIGURES.replace("%s", formula.replace('"', "“")))


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("一 + 二 × 3", "一 + (二 × 3)"),
        ("（一 ＋ 二）÷２", "(一 + 二) ÷ 2"),
        ("一 - 二 - 3", "一 - 二 - 3"),
        ("一 - (二 - 3)", "一 - (二 - 3)"),
        ("-一", "-一"),
        ("1 ≤ 一 ≤ 2", "(1 ≤ 一) 且 (一 ≤ 2)"),
        ("非 一 = 二 或 一 ≠ 2 且 1>0", "非 (一 = 二) 或 ((一 ≠ 2) 且 (1 > 0))"),
        ("占比(一, 二)", "一 ÷ 二 × 100"),
        ("1 + 变动率(一，二)", "1 + ((一 - 二) ÷ 二 × 100)"),
        ("合计(项目.金额, 类别 = “专”)", "合计(项目.金额, 类别 = “专”)"),
        ("基本支出 . 总额 + 0.10", "基本支出.总额 + 0.10"),
        ("一 ＝ 二", "一 = 二"),
        ("“有且无” = 名", "“有且无” = 名"),
    ],
)
def test_a_formula_is_read_and_can_be_written_out(formula: str, written: str) -> None:
    assert replace_names(parse(formula), lambda name: name.key) == written


@pytest.mark.parametrize(
    ("formula", "hint"),
    [
        ("一 ** 二", "乘方"),
        ("一 // 二", "整除"),
        ("一 % 二", "占比"),
        ("一 ^ 二", "没有乘方"),
        ("项目[0]", "行号"),
        ("项目[0:1]", "行号"),
        ("(一).real", "0.5 的样子"),
        ("一.real", "没有名为"),
        ("一.__class__", "没有名为"),
        ("__import__(“os”)", "没有函数"),
        ("open(“x”)", "没有函数"),
        ("合计(“x”).总", "0.5 的样子"),
        ("lambda: 1", "公式里不用 lambda"),
        ("一 if 有 else 二", "如果"),
        ("一 and 二", "请写“且”"),
        ("not 有", "请写“非”"),
        ("True", "公式里不用 True"),
        ("None", "公式里不用 None"),
        ("[一, 二]", "行号"),
        ("{一}", "花括号"),
        ("一; 二", "不能用"),
        ("一 := 2", "不能用"),
        ("一 @ 二", "不能用"),
        ("~一", "不能用"),
        ("'一", "不能用"),
        ("1_000", "后面直接跟了文字"),
        ("0x10", "后面直接跟了文字"),
        ("1e9", "后面直接跟了文字"),
        ("5万", "后面直接跟了文字"),
        (".5", "0.5"),
        ("1" * 30, "太长"),
        ("最大(*项目)", "读不懂|只能有"),
        ("最大(一=1)", "个参数"),
        ("(一)(二)", "没有函数 一"),
        ("有且有", "前后要有空格"),
        ("占比(一)(二)", "只能有"),
        ("一 +", "读不懂"),
        ("(一", "读不懂"),
        ("()", "只能有"),
        ("一, 二", "只能有"),
        ("一 二", "读不懂"),
        ("占比(一, 二, 二)", "要 2 个参数，这里有 3 个"),
        ("总和(项目.金额)", "没有函数 总和"),
        ("合计金(项目.金额)", "是否为 合计"),
        ("一 + 金饿", "没有名为 金饿"),
        ("一 + 基本", "没有名为 基本"),
    ],
)
def test_whatever_is_not_the_language_is_refused_with_a_hint(formula: str, hint: str) -> None:
    with pytest.raises(PackError, match=hint) as refusal:
        made(formula)

    assert refusal.value.file == "figures.yaml"
    assert refusal.value.line > 1
    assert len(str(refusal.value)) < 240


ACCEPTED = ("a chain of 且",)


@pytest.mark.parametrize("name", FORMULAS)
def test_hostile_formulas_end_soon(name: str) -> None:
    compiler = formula_compiler()
    refusals: list[str] = []

    steps = steps_of(lambda: refusals.append(refusal_of(compiler, FORMULAS[name])))

    (refusal,) = refusals
    assert bool(refusal) != (name in ACCEPTED)
    assert len(refusal) < 240
    assert steps < 20_000


@given(
    st.text(
        alphabet="一二甲项目.[]()（）+-*/×÷=≠<>≥≤且或非，, 0123456789“”\"'合计占比最大{}%^~\\\n_x",
        max_size=60,
    )
)
def test_any_text_is_a_formula_or_refused(source: str) -> None:
    try:
        outcome = replace_names(parse(source), lambda name: name.key)
    except FormulaError as error:
        outcome = str(error)

    assert outcome


def test_a_chain_of_two_hundred_signs_is_still_computed() -> None:
    graph = graph_of(
        "一: {类型: 金额}\n总: {类型: 金额, 公式: " + " + ".join(["一"] * 200) + "}", {"一": "0.01"}
    )

    assert str(graph.state.values["总"][""]) == "2.00"
