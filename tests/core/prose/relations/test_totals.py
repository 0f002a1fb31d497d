"""Amounts listed first and added up behind them."""

from __future__ import annotations

import pytest

from core.numbers.codes import TOTAL
from tests.core.prose.cases import case, codes, errors, held, said

SUM = "120 + 45.5 + 33.86 = 199.36"


@pytest.mark.parametrize(
    ("text", "sum_laid_out"),
    [
        case("共计", "安排村级运转经费120万元，普法宣传经费45.5万元，档案整理经费33.86万元，共计199.36万元。", SUM),
        case("合计", "村级运转经费120万元、普法宣传经费45.5万元、档案整理经费33.86万元，合计199.36万元。", SUM),
        case("总计 and 为", "村级运转120万元；普法宣传45.5万元；档案整理33.86万元；总计为199.36万元。", SUM),
        case("合计支出", "村级运转120万元，普法宣传45.5万元，档案整理33.86万元，合计支出199.36万元。", SUM),
        case("小计", "1.村级运转120万元，2.普法宣传45.5万元，3.档案整理33.86万元，小计199.36万元。", SUM),
        case("累计投入", "先后投入120万元、45.5万元、33.86万元，累计投入资金199.36万元。", SUM),
        case("three amounts share their unit", "三个项目分别为120、45.5、33.86万元，共计199.36万元。", SUM),
        case("基本支出合计 behind two parts", "人员经费613.48万元、公用经费331.82万元，基本支出合计945.30万元。", "613.48 + 331.82 = 945.30"),
        case("counts", "开展党务培训4期、业务培训7期，共11期。", "4 + 7 = 11"),
        case("people", "录用公务员6人，招聘事业人员9人，选调生3人，共计18人。", "6 + 9 + 3 = 18"),
        case("in 元 with commas", "拨付甲村35,000元、乙村42,500元，共计77,500元。", "35000 + 42500 = 77500"),
        case("以上 before 合计", "村级运转120万元，普法宣传45.5万元，档案整理33.86万元。以上合计199.36万元。", SUM),
        case("以上三项", "村级运转120万元，普法宣传45.5万元，档案整理33.86万元，以上三项合计199.36万元。", SUM),
        case("总额达", "拨付村级运转120万元，普法宣传45.5万元，档案整理33.86万元，总额达199.36万元。", SUM),
    ],
)  # fmt: skip
def test_a_total_behind_its_parts_holds(text: str, sum_laid_out: str) -> None:
    assert sum_laid_out in held(text, TOTAL, "分项合计")
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("turned digits in the total", "村级运转经费120万元，普法宣传经费45.5万元，档案整理经费33.86万元，共计193.96万元。", "199.36万元", "193.96万元"),
        case("turned digits in a part", "村级运转经费120万元，普法宣传经费54.5万元，档案整理经费33.86万元，共计199.36万元。", "208.36万元", "199.36万元"),
        case("two totals in one sentence", "甲村补助356.20万元、乙村补助142.75万元，合计498.95万元；人员经费613.48万元、公用经费331.82万元，基本支出合计945.80万元。", "945.30万元", "945.80万元"),
        case("one digit off", "人员经费613.48万元、公用经费331.82万元，基本支出合计945.80万元。", "945.30万元", "945.80万元"),
        case("ten times too much", "村级运转120万元，普法宣传45.5万元，档案整理33.86万元，合计1993.6万元。", "199.36万元", "1993.6万元"),
        case("in 元 with commas", "拨付甲村35,260元、乙村42,500元，共计77,670元。", "77760元", "77670元"),
    ],
)  # fmt: skip
def test_a_total_that_a_slip_explains_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, TOTAL)


@pytest.mark.parametrize(
    "text",
    [
        case("a total of something else", "甲项目投入120万元，乙项目投入45.5万元，全县合计投入8300万元。"),
        case("one amount before the total", "甲项目投入120万元，合计拨付199.36万元。"),
        case("a rough total", "甲项目投入120万元，乙项目投入45.5万元，共计约170万元。"),
        case("other kinds before the total", "开展培训12期，参训700人次，共计支出45.5万元。"),
        case("a total in a new sentence", "甲项目120万元，乙项目45.5万元。全市共计投入9000万元。"),
    ],
)  # fmt: skip
def test_a_total_of_other_things_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []


def test_one_unit_of_the_last_place_is_a_hint() -> None:
    text = "人员经费613.48万元、公用经费331.82万元，基本支出合计945.31万元。"

    assert codes(text) == [("提示", "四舍五入尾差")]
