"""An amount is not less than nothing, but for those that are called a change or a rest."""

from __future__ import annotations

import pytest

from core.figures.keys import Key
from core.numbers.troubles import Refused
from core.pack.pack import Pack
from tests.core.packs import tiny_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return tiny_pack("""
收支:
  支出: {类型: 金额, 标题: 支出合计}
  差旅费: {类型: 金额}
  调整追加: {类型: 金额}
  年末: {类型: 金额, 标题: 年末结转和结余}
  冲回: {类型: 金额, 可为负: 是}
  低: {类型: 金额, 不低于: "-5"}
  和: {类型: 金额, 公式: 支出 + 调整追加}
  增长率: {类型: 百分比}
  数: {类型: 数值}
项目: {列: {名称: {类型: 文字}, 金额: {类型: 金额}, 预算增减: {类型: 金额}}}
""")


@pytest.mark.parametrize("key", ["收支.支出", "收支.差旅费", "项目.金额"])
@pytest.mark.parametrize("typed", ["-1234.5", "（12.5）", "-3元", "=1-2"])
def test_an_amount_below_nought_is_refused_with_what_to_do(pack: Pack, key: str, typed: str) -> None:
    with pytest.raises(Refused, match=r"不会是负数，这里是 -.*请核对正负号"):
        pack.definitions.figures[Key(key)].read(typed)


@pytest.mark.parametrize(
    "key",
    [
        "收支.调整追加",
        "收支.年末",
        "收支.冲回",
        "收支.低",
        "收支.和",
        "收支.增长率",
        "收支.数",
        "项目.预算增减",
    ],
)
def test_a_change_or_a_rest_may_be_below_nought(pack: Pack, key: str) -> None:
    assert pack.definitions.figures[Key(key)].read("-3") == "-3"


@pytest.mark.parametrize("typed", ["0", "-0", "无", "", "5"])
def test_what_is_not_below_nought_is_taken(pack: Pack, typed: str) -> None:
    pack.definitions.figures[Key("收支.支出")].read(typed)
