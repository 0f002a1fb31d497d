"""Rows of final accounts: across, and down the codes."""

from __future__ import annotations

import pytest

from core.numbers.codes import ACROSS, DOWN
from tests.core.prose.cases import case, codes, held, said

ROWS = (
    "本年支出合计|651.51|512.40|139.11",
    "201|一般公共服务支出|530.16|412.40|117.76",
    "20106|财政事务|530.16|412.40|117.76",
    "2010601|行政运行|412.40|412.40|0.00",
    "2010602|一般行政管理事务|117.76|0.00|117.76",
    "208|社会保障和就业支出|121.35|100.00|21.35",
    "20805|行政事业单位养老支出|121.35|100.00|21.35",
    "2080505|机关养老保险缴费|80.25|80.25|0.00",
    "2080506|职业年金缴费|41.10|19.75|21.35",
)


def _table(change: tuple[str, str] = ("", ""), gap: str = "|") -> str:
    return "支出决算表\n单位：万元\n" + "\n".join(ROWS).replace(*change).replace("|", gap)


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        case("across the total", ACROSS, _table(), "512.40 + 139.11 = 651.51"),
        case("across a row", ACROSS, _table(), "80.25 + 0.00 = 80.25"),
        case("down to the items", DOWN, _table(), "412.40 + 117.76 = 530.16"),
        case("down to the items of another class", DOWN, _table(), "80.25 + 41.10 = 121.35"),
        case("the total of the classes", DOWN, _table(), "530.16 + 121.35 = 651.51"),
        case("tabs", DOWN, _table(gap="\t"), "530.16 + 121.35 = 651.51"),
        case("wide gaps", DOWN, _table(gap="    "), "530.16 + 121.35 = 651.51"),
        case("in 元 with commas", ACROSS, "支出决算表\n本年支出合计|6,515,100.00|5,124,000.00|1,391,100.00\n201|一般公共服务支出|5,301,600.00|4,124,000.00|1,177,600.00\n", "5124000.00 + 1391100.00 = 6515100.00"),
        case("codes whose digits stand in own cells", DOWN, _table().replace("2010601|", "201|06|01|").replace("2010602|", "201|06|02|"), "412.40 + 117.76 = 530.16"),
    ],
)  # fmt: skip
def test_rows_that_add_up_hold(code: str, text: str, words: str) -> None:
    assert words in held(text, code)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected", "actual"),
    [
        case("across a row", ACROSS, _table(("80.25|80.25|0.00", "80.25|82.05|0.00")), "82.05", "80.25"),
        case("across the total", ACROSS, _table(("651.51|512.40|139.11", "651.51|512.40|193.11")), "705.51", "651.51"),
        case("down to the items", DOWN, _table(("412.40|412.40|0.00", "421.40|421.40|0.00")), "539.16", "530.16"),
        case("the total of the classes", DOWN, _table(("651.51|512.40|139.11", "615.51|476.40|139.11")), "651.51", "615.51"),
        case("a class", DOWN, _table(("出|121.35|100.00|21.35", "出|112.35|91.00|21.35")), "642.51", "651.51"),
    ],
)  # fmt: skip
def test_rows_that_do_not_add_up_are_an_error(code: str, text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, code)


@pytest.mark.parametrize(
    "text",
    [
        case("a table that is not made so", "人员情况表\n科室|在编|借调|共计\n办公室|12.0|3.0|99.0\n财务股|5.0|2.0|88.0\n"),
        case("a class with only some of its items", "支出决算表\n208|社会保障和就业支出|121.35\n2080505|机关养老保险缴费|80.25\n"),
        case("a code that stands twice", "支出决算表\n208|社会保障和就业支出|121.35\n20805|养老|121.35\n208|社会保障和就业支出|9.00\n20805|养老|8.00\n"),
        case("one row", "支出决算表\n本年支出合计|651.51|512.40|193.11\n"),
    ],
)  # fmt: skip
def test_rows_that_need_not_add_up_are_not_spoken_of(text: str) -> None:
    assert said(text, ACROSS, DOWN) == []
