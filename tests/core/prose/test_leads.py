"""What a number is about: its role, its subject, the whole it names, the direction of a change."""

from __future__ import annotations

import pytest

from core.prose.quantity import CHANGE, COMPLETION, DATE, RATE, SHARE, VALUE, YEAR, Quantity
from core.prose.text_reading import read
from tests.core.prose.cases import case


def last(text: str) -> Quantity:
    return [one for one in read(text).quantities if one.kind not in (YEAR, DATE)][-1]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        case("plain", "基本支出945.30万元。", "基本支出"),
        case("为", "基本支出为945.30万元。", "基本支出"),
        case("共计", "基本支出共计945.30万元。", "基本支出"),
        case("合计 stays", "本年支出合计945.30万元。", "支出合计"),
        case("a year in front", "2023年度基本支出945.30万元。", "基本支出"),
        case("a colon", "基本支出：945.30万元。", "基本支出"),
        case("其中", "支出1000.00万元，其中：基本支出945.30万元。", "基本支出"),
        case("其中 without a mark", "支出1000.00万元，其中基本支出945.30万元。", "基本支出"),
        case("behind a comma", "支出1000.00万元，基本支出945.30万元。", "基本支出"),
        case("behind 、", "支出1000.00万元、基本支出945.30万元。", "基本支出"),
        case("behind 和", "支出1000.00万元和基本支出945.30万元。", "基本支出"),
        case("behind 一是", "一是基本支出945.30万元。", "基本支出"),
        case("a bracket in the name", "因公出国（境）费用2.36万元。", "因公出国（境）费用"),
        case("quotes in the name", "“三公”经费25.76万元。", "“三公”经费"),
        case("the noun behind the measure word", "21期主体班开班。", "主体班开班"),
        case("a noun of people", "选派161名干部。", "选派"),
        case("共有", "共有在职人员33人。", "在职人员"),
        case("our office", "我局共有编制40人。", "编制"),
        case("a comma between name and number", "基本支出，945.30万元。", "基本支出"),
        case("numbered", "1.基本支出945.30万元。", "基本支出"),
        case("a bracketed number", "（1）基本支出945.30万元。", "基本支出"),
        case("达到", "基本支出达到945.30万元。", "基本支出"),
        case(
            "a hard break inside the name",
            "全年各项基本支\n出945.30万元。",
            "各项基本支出",
            wrong="一行之内不满六行的文字不续行",
        ),
    ],
)
def test_a_number_has_the_words_before_it_for_subject(text: str, subject: str) -> None:
    assert last(text).subject == subject


@pytest.mark.parametrize(
    ("text", "role", "sign"),
    [
        case("an amount", "基本支出945.30万元。", VALUE, 0),
        case("增加", "支出945.30万元，比上年增加12.50万元。", CHANGE, 1),
        case("减少", "支出945.30万元，比上年减少12.50万元。", CHANGE, -1),
        case("减少了", "支出945.30万元，比上年减少了12.50万元。", CHANGE, -1),
        case("下降", "支出945.30万元，较上年下降12.50万元。", CHANGE, -1),
        case("增长", "支出945.30万元，增长8.5%。", RATE, 1),
        case("增幅为", "支出945.30万元，增幅为8.5%。", RATE, 1),
        case("降低", "支出945.30万元，降低8.5%。", RATE, -1),
        case("降幅达", "支出945.30万元，降幅达8.5%。", RATE, -1),
        case("节约 against the budget", "支出945.30万元，比预算节约12.50万元。", CHANGE, -1),
        case("节约 alone is an amount", "节约资金12.50万元。", VALUE, 0),
        case("超支 against the budget", "支出945.30万元，较预算超支12.50万元。", CHANGE, 1),
        case("新增 is an amount", "新增党员36人。", VALUE, 0),
        case("people", "在职33人，比上年减少2人。", CHANGE, -1),
    ],
)
def test_a_change_has_its_direction(text: str, role: str, sign: int) -> None:
    quantity = last(text)

    assert (quantity.role, quantity.sign) == (role, sign)


@pytest.mark.parametrize(
    ("text", "role", "whole"),
    [
        case("占基本支出的", "人员经费613.48万元，占基本支出的64.90%。", SHARE, "基本支出"),
        case("占 alone", "人员经费613.48万元，占64.90%。", SHARE, ""),
        case("占比", "人员经费613.48万元，占比64.90%。", SHARE, ""),
        case("占比为", "人员经费613.48万元，占比为64.90%。", SHARE, ""),
        case("占总支出的比重为", "人员经费613.48万元，占总支出的比重为64.90%。", SHARE, "总支出"),
        case("占总数的", "党员80人，占总数的32%。", SHARE, "总数"),
        case("完成年初预算的", "支出945.30万元，完成年初预算的98.20%。", COMPLETION, "年初预算"),
        case("占年初预算的", "支出945.30万元，占年初预算的98.20%。", COMPLETION, "年初预算"),
        case("完成预算", "支出945.30万元，完成预算98.20%。", COMPLETION, "预算"),
        case("执行率", "支出945.30万元，预算执行率98.20%。", COMPLETION, ""),
        case("执行率为", "支出945.30万元，预算执行率为98.20%。", COMPLETION, ""),
        case("到位率达", "资金945.30万元，资金到位率达98.20%。", COMPLETION, ""),
        case("支出进度", "支出945.30万元，支出进度98.20%。", COMPLETION, ""),
    ],
)
def test_a_percentage_says_of_what_it_is(text: str, role: str, whole: str) -> None:
    quantity = last(text)

    assert (quantity.role, quantity.whole) == (role, whole)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        case("in front", "2023年支出945.30万元。", 2023),
        case("the nearer of two", "2022年支出800.00万元，2023年支出945.30万元。", 2023),
        case("none", "支出945.30万元。", None),
        case("a full stop ends it", "2023年工作顺利。支出945.30万元。", None),
        case(
            "a new paragraph ends it",
            "2023年工作顺利。\n支出945.30万元。",
            None,
        ),
        case("年度", "2023年度，本部门支出945.30万元。", 2023),
    ],
)
def test_an_amount_has_the_year_of_its_sentence(text: str, year: int | None) -> None:
    assert last(text).year == year


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        case("outside", "支出945.30万元。", 0),
        case("inside", "支出（其中基本支出945.30万元）。", 1),
        case("twice inside", "支出（其中基本支出（含人员经费945.30万元））。", 2),
        case("behind", "支出（含基本支出）945.30万元。", 0),
    ],
)
def test_a_number_knows_how_deep_in_brackets_it_stands(text: str, depth: int) -> None:
    assert last(text).depth == depth
