"""Tables of named rows: 合计 over its rows, 3、 over its （1）（2）, 增减 beside two years."""

from __future__ import annotations

import pytest

from core.numbers.codes import ROW_CHANGE, ROWS_SUM
from tests.core.prose.cases import case, codes, held, said

HEAD = "项目|2022年预算数|2023年预算数|增减|增减原因"
ABROAD = "1、因公出国（境）费|0|0|0|"
GUESTS = "2、公务接待费|32.60|28.10|-4.50|厉行节约"
CARS = "3、公务用车费|114.25|131.40|17.15|"
RUNNING = "其中：（1）公务用车运行维护费|96.25|88.40|-7.85|减少车辆"
BUYING = "（2）公务用车购置费|18.00|43.00|25.00|更新车辆"
TOTAL = "合计|146.85|159.50|12.65|"


def _table(total: str = TOTAL, guests: str = GUESTS, cars: str = CARS, bar: str = "|") -> str:
    return "\n".join((HEAD, total, ABROAD, guests, cars, RUNNING, BUYING)).replace("|", bar)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        case("the total over its rows", _table(), ROWS_SUM, "0 + 32.60 + 114.25 = 146.85"),
        case("each column", _table(), ROWS_SUM, "0 + 28.10 + 131.40 = 159.50"),
        case("a column of changes", _table(), ROWS_SUM, "96.25 + 18.00 = 114.25"),
        case("a row over those below it", _table(), ROWS_SUM, "88.40 + 43.00 = 131.40"),
        case("a change beside two years", _table(), ROW_CHANGE, "114.25 + 17.15 = 131.40"),
        case("a fall beside two years", _table(), ROW_CHANGE, "32.60 - 4.50 = 28.10"),
        case("tabs", _table(bar="\t"), ROWS_SUM, "0 + 28.10 + 131.40 = 159.50"),
        case("the total at the foot", "\n".join((HEAD, ABROAD, GUESTS, CARS, TOTAL)), ROWS_SUM, "0 + 28.10 + 131.40 = 159.50"),
        case("本年收入合计", "收入|金额|比上年\n财政拨款收入|820.50|10.30\n其他收入|14.20|2.10\n本年收入合计|834.70|12.40", ROWS_SUM, "820.50 + 14.20 = 834.70"),
    ],
)  # fmt: skip
def test_rows_that_add_up_hold(text: str, code: str, words: str) -> None:
    assert words in held(text, code)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code", "expected", "actual"),
    [
        case("a total's digits turned", _table(total=TOTAL.replace("159.50", "195.50")), ROWS_SUM, "159.50", "195.50"),
        case("a total's digit", _table(total=TOTAL.replace("146.85", "146.35")), ROWS_SUM, "146.85", "146.35"),
        case("a change's digits turned", _table(cars=CARS.replace("17.15", "71.15")), ROW_CHANGE, "185.40", "131.40"),
        case("ten times a row", _table(guests=GUESTS.replace("28.10", "281.0")), ROWS_SUM, "412.40", "159.50"),
    ],
)  # fmt: skip
def test_a_slip_in_a_table_is_an_error(text: str, code: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, code)


@pytest.mark.parametrize(
    "text",
    [
        case("no column holds: the rows are not its parts", _table(total="合计|903.11|871.42|-31.69|")),
        case("far off is another table's total", _table(total=TOTAL.replace("159.50", "871.42").replace("12.65", "724.57"))),
        case("no total", "\n".join((HEAD, GUESTS, CARS.replace("131.40", "131.40")))),
        case("one row under its total", "\n".join((HEAD, TOTAL, GUESTS))),
        case("three amounts that are not a change", "单位|编制|在职|离退休\n教育局|45|41|17\n林业局|32|30|9\n水利局|28|27|11"),
        case("words between end a table", "\n".join((HEAD, TOTAL, "以上为部门汇总数。", ABROAD, GUESTS.replace("28.10", "21.80"), CARS.replace("131.40", "113.40")))),
    ],
)  # fmt: skip
def test_rows_that_may_be_no_parts_are_not_spoken_of(text: str) -> None:
    assert said(text, ROWS_SUM) == []
    assert said(text, ROW_CHANGE) == []
