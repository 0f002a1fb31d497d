"""How many times how much each makes the sum."""

from __future__ import annotations

import pytest

from core.numbers.codes import PRODUCT
from tests.core.prose.cases import case, codes, errors, held, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("people and an amount each", "补助护林员35名，每人1200元，共计42000元。", "35名 × 1200元 = 42000元"),
        case("人均", "慰问困难职工20人，人均500元，计1万元。", "20人 × 500元 = 1万元"),
        case("year's average", "测算标准：代表160名，年人均1500元计240000元。", "160名 × 1500元 = 240000元"),
        case("a month's amount makes a year's", "聘用保洁员6人，每人每月2000元，全年共计14.4万元。", "6人 × 2000元 × 12个月 = 14.4万元"),
        case("a month's amount of one month", "聘用保洁员6人，每人每月2000元，当月共计12000元。", "6人 × 2000元 = 12000元"),
        case("villages", "按15个村每村3万元测算，共45万元。", "15个 × 3万元 = 45万元"),
        case("households", "补贴脱贫户48户，户均2500元，合计12万元。", "48户 × 2500元 = 12万元"),
        case("people trained", "举办培训班4期，每期55人，共培训220人。", "4期 × 55人 = 220人"),
        case("rounded to 万元", "补助学生137人，每人625元，共计8.56万元。", "137人 × 625元 = 8.5625万元"),
    ],
)  # fmt: skip
def test_a_product_that_comes_out_holds(text: str, words: str) -> None:
    assert words in held(text, PRODUCT)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("digits turned", "补助护林员35名，每人1200元，共计24000元。", "42000元", "24000元"),
        case("a digit", "补贴脱贫户48户，户均2500元，合计13万元。", "12万元", "13万元"),
        case("ten times", "按15个村每村3万元测算，共450万元。", "45万元", "450万元"),
    ],
)  # fmt: skip
def test_a_product_written_wrong_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, PRODUCT)


@pytest.mark.parametrize(
    "text",
    [
        case("an average is no price", "职工80人，人均年收入8万元，共有党员35人。"),
        case("no sum behind it", "护林员35名，每人每月1200元，另有生态奖补30万元。"),
        case("another sentence", "护林员35名。每人1200元。共投入90万元。"),
        case("a sum of more than these", "护林员35名，每人1200元，共投入90.7万元。"),
        case("rough", "护林员约35名，每人1200元，共计5万元。"),
        case("nobody", "护林员0名，每人1200元，共计0元。"),
    ],
)  # fmt: skip
def test_what_is_not_multiplied_is_not_spoken_of(text: str) -> None:
    assert held(text, PRODUCT) == []
    assert not [one for one in codes(text) if one[1] == PRODUCT]
