"""What lies between two amounts."""

from __future__ import annotations

import pytest

from core.numbers.codes import GAP
from tests.core.prose.cases import case, errors, held, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("差值", "公务接待费支出3.20万元，年初预算4.50万元，差值1.30万元。", "3.20 + 1.30 = 4.50"),
        case("差额为", "预算500.00万元，决算486.50万元，差额为13.50万元。", "486.50 + 13.50 = 500.00"),
        case("大于预算数", "支出决算812.40万元，年初预算790.00万元，决算数大于预算数22.40万元。", "790.00 + 22.40 = 812.40"),
        case("小于预算数", "年初预算790.00万元，支出决算768.30万元，决算数小于预算数21.70万元。", "768.30 + 21.70 = 790.00"),
        case("saved in buying", "采购预算320.00万元，实际采购298.60万元，节约资金21.40万元。", "298.60 + 21.40 = 320.00"),
        case("left over", "到位资金120.00万元，支出112.35万元，结余7.65万元。", "112.35 + 7.65 = 120.00"),
        case("added to the budget", "年初预算数340.50万元，调整后预算数402.75万元，增加62.25万元。", "340.50 + 62.25 = 402.75"),
        case("少 behind what it was", "车辆运行费2.60万元，比去年2.95万元少0.35万元。", "2.60 + 0.35 = 2.95"),
        case("people", "核定编制45人，实有41人，相差4人。", "41 + 4 = 45"),
    ],
)  # fmt: skip
def test_a_difference_that_comes_out_holds(text: str, words: str) -> None:
    assert words in held(text, GAP)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("digits turned", "公务接待费支出3.20万元，年初预算4.50万元，差值3.10万元。", "4.50万元", "6.30万元"),
        case("a digit", "预算500.00万元，决算486.50万元，差额为18.50万元。", "505.00万元", "500.00万元"),
    ],
)  # fmt: skip
def test_a_difference_written_wrong_is_an_error(text: str, expected: str, actual: str) -> None:
    assert [one[0] for one in said(text, GAP)] == ["错误"], (expected, actual)


@pytest.mark.parametrize(
    "text",
    [
        case("left over of other sums", "到位资金120.00万元，支出112.35万元，上年结余30.10万元。"),
        case("only one amount", "年初预算4.50万元，差值1.30万元。"),
        case("another paragraph", "年初预算4.50万元。\n支出3.20万元。\n差值2.30万元。"),
        case("rough", "预算500.00万元，决算486.50万元，相差约10万元。"),
    ],
)  # fmt: skip
def test_what_is_no_difference_is_not_spoken_of(text: str) -> None:
    assert held(text, GAP) == []
    assert said(text, GAP) == []
