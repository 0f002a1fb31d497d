"""收支平衡: what came in against what went out and what is left."""

from __future__ import annotations

import pytest

from core.numbers.codes import BALANCE, MORE_SPENT
from tests.core.prose.cases import case, codes, errors, held, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("收入 and 支出 are equal", "2023年度总收入945.30万元，总支出945.30万元。", "945.30万元 = 945.30万元"),
        case("合计", "本年收入合计945.30万元，本年支出合计945.30万元。", "945.30万元 = 945.30万元"),
        case("two paragraphs", "（一）收入情况\n2023年度收入945.30万元。\n（二）支出情况\n2023年度支出945.30万元。", "945.30万元 = 945.30万元"),
        case("what is left over", "全年收入945.30万元，全年支出900.10万元，年末结转结余45.20万元。", "945.30 - 45.20 = 900.10"),
        case("年末结余", "收入总计945.30万元，支出总计900.10万元，结余45.20万元。", "945.30 - 45.20 = 900.10"),
        case("上年结转 closes the gap", "本年收入945.30万元，本年支出960.00万元，上年结转14.70万元。", "945.30 + 14.70 = 960.00"),
        case("年初结转结余 stands before the spending", "本年收入945.30万元，年初结转结余14.70万元，本年支出960.00万元。", "945.30 + 14.70 = 960.00"),
        case("both ends", "本年收入945.30万元，年初结转结余54.70万元，本年支出960.00万元，年末结转结余40.00万元。", "945.30 + 54.70 - 40.00 = 960.00"),
        case("收、支总计 stated once", "2023年度收、支总计均为945.30万元。收入总计945.30万元，支出总计945.30万元。", "945.30万元 = 945.30万元"),
        case("财政拨款收入 and 财政拨款支出", "财政拨款收入945.30万元，财政拨款支出945.30万元。", "945.30万元 = 945.30万元"),
    ],
)  # fmt: skip
def test_a_balance_that_closes_holds(text: str, words: str) -> None:
    assert words in held(text, BALANCE)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        case("more spent than came in", "2023年收入792.20万元。2023年支出799.10万元。", MORE_SPENT),
        case("more spent, two paragraphs", "1.收入：792.20万元，全部为财政拨款。\n2.支出：799.10万元，其中基本支出500.00万元。", MORE_SPENT),
        case("turned digits", "本年收入合计945.30万元，本年支出合计954.30万元。", BALANCE),
        case("what is left over does not close", "全年收入945.30万元，全年支出900.10万元，年末结转结余42.50万元。", BALANCE),
        case("上年结转 does not close", "本年收入945.30万元，年初结转结余54.70万元，本年支出960.00万元，年末结转结余30.00万元。", BALANCE),
    ],
)  # fmt: skip
def test_a_balance_that_does_not_close_must_be_explained(text: str, code: str) -> None:
    assert codes(text) == [("需说明", code)]


@pytest.mark.parametrize(
    "text",
    [
        case("less spent and nothing said of what is left", "本年收入合计945.30万元，本年支出合计880.00万元。"),
        case("a kind of income", "其他收入45.20万元，本年支出合计880.00万元。"),
        case("income of the people", "农民人均收入18600元，本年支出合计880.00万元。"),
        case("income alone", "本年收入合计945.30万元。"),
        case("rough", "本年收入约945万元，本年支出合计950.20万元。"),
    ],
)  # fmt: skip
def test_what_need_not_close_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []


def test_the_difference_is_named_with_what_to_do() -> None:
    text = "2023年收入792.20万元。2023年支出799.10万元。"
    ((_, expected, actual),) = said(text, MORE_SPENT)

    assert (expected, actual) == ("不超过 792.20万元", "799.10万元")
    assert not errors(text)
