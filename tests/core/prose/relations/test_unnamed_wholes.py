"""Shares whose whole goes by another name, or is stated nowhere."""

from __future__ import annotations

import pytest

from core.numbers.codes import SHARE_OF_WHOLE, SHARES_SUM
from tests.core.prose.cases import case, errors, held, said

OTHERWISE = "部门收支预算800.00万元。\n{}\n"
ITEMS = "1.教育类科目420.00万元，占支出总预算的{a}%。\n2.卫生类科目260.00万元，占支出总预算的{b}%。\n3.住房类科目120.00万元，占支出总预算的{c}%。"


def _items(first: str = "52.50", second: str = "32.50", third: str = "15.00") -> str:
    return OTHERWISE.format(ITEMS.format(a=first, b=second, c=third))


def test_the_amount_of_which_most_shares_come_out_is_the_whole() -> None:
    assert held(_items(), SHARE_OF_WHOLE) == [
        "420.00 ÷ 800.00 × 100 = 52.50",
        "260.00 ÷ 800.00 × 100 = 32.50",
        "120.00 ÷ 800.00 × 100 = 15.00",
    ]
    assert not errors(_items())


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("digits turned", _items(second="23.50"), "32.50%", "23.50%"),
        case("a digit", _items(third="15.40"), "15.00%", "15.40%"),
    ],
)
def test_the_one_that_does_not_come_out_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, SHARE_OF_WHOLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case(
            "of nothing stated, in a row",
            "1.甲类项目420.00万元，占全口径支出的62.00%。\n2.乙类项目257.42万元，占全口径支出的38.00%。",
            "62.00 + 38.00 = 100",
        ),
        case(
            "without a name, the whole a section above",
            "“三公”经费支出9.30万元。\n二、具体情况\n“三公”经费中，用车费6.10万元，占65.59%；接待费3.20万元，占34.41%。",
            "6.10 ÷ 9.30 × 100 = 65.59",
        ),
    ],
)  # fmt: skip
def test_shares_of_nothing_stated_are_checked_among_themselves(text: str, words: str) -> None:
    assert words in held(text, SHARE_OF_WHOLE, SHARES_SUM)
    assert not errors(text)


def test_numbered_shares_of_one_whole_are_not_more_than_all() -> None:
    text = "1.甲类项目420.00万元，占全口径支出的62.00%。\n2.乙类项目257.42万元，占全口径支出的83.00%。"

    assert said(text, SHARES_SUM) == [("错误", "100%", "145%")]


@pytest.mark.parametrize(
    "text",
    [
        case("each of its own kind", "1.节能产品63.70万元，占同类产品采购额的90%。\n2.环保产品71.80万元，占同类产品采购额的88%。"),
        case("one within the other", "授予中小企业合同96.00万元，占采购总额的96.00%，其中授予小微企业合同9.00万元，占采购总额的9.00%。"),
        case("less than all", "1.甲类项目420.00万元，占全口径支出的42.00%。\n2.乙类项目257.42万元，占全口径支出的26.00%。"),
        case("one share alone", "甲类项目420.00万元，占全口径支出的42.00%。"),
    ],
)  # fmt: skip
def test_shares_that_say_nothing_of_each_other_are_left_alone(text: str) -> None:
    assert said(text, SHARES_SUM) == []
    assert not errors(text)
