"""One thing stated twice: in the narrative, and in the tables of the same text."""

from __future__ import annotations

import pytest

from core.numbers.codes import RESTATEMENT, TEXT_AND_TABLE
from tests.core.prose.cases import case, codes, errors, held, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("in two sections", "一、概况\n2023年基本支出945.30万元。\n二、支出\n基本支出945.30万元，保障了运转。", "945.30万元 = 945.30万元"),
        case("with and without 合计", "财政拨款收入合计945.30万元，来源稳定。\n全年财政拨款收入总计945.30万元。", "945.30万元 = 945.30万元"),
        case("with the unit's name", "某县某局2023年度公务接待费9.12万元。\n公务接待费9.12万元，接待21批次。", "9.12万元 = 9.12万元"),
        case("元 and 万元", "公务接待费91200元。\n全年公务接待费9.12万元。", "91200元 = 9.12万元"),
        case("a coarser repetition", "专项资金359.96万元已拨付。\n专项资金360万元全部到位。", "359.96万元 = 360万元"),
        case("people", "事业编制12人。\n事业编制数12人，控制严格。", "12人 = 12人"),
        case("people in 名 and 人", "退休人员17名。\n退休人员17人，均已移交社区。", "17名 = 17人"),
        case("年末 before the name", "退休人员17人。\n年末退休人员17人。", "17人 = 17人"),
        case("现有 before the name", "在职人员33人。\n现有在职人员33人。", "33人 = 33人"),
        case("共有 before the name", "退休人员17人。\n我局共有退休人员17人。", "17人 = 17人"),
        case("with 支出 behind the name", "机关运行经费331.82万元。\n机关运行经费支出331.82万元。", "331.82万元 = 331.82万元"),
        case("with quotes", "“三公”经费25.76万元。\n三公经费25.76万元，控制在预算内。", "25.76万元 = 25.76万元"),
    ],
)  # fmt: skip
def test_a_thing_stated_twice_alike_holds(text: str, words: str) -> None:
    assert words in held(text, RESTATEMENT)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("turned digits", "一、概况\n2023年基本支出945.30万元。\n二、支出\n基本支出954.30万元，保障了运转。", "945.30万元", "954.30万元"),
        case("one digit", "专项资金359.96万元已拨付。\n专项资金359.76万元全部到位。", "359.96万元", "359.76万元"),
        case("the point", "机关运行经费331.82万元。\n机关运行经费3318.2万元。", "331.82万元", "3318.2万元"),
        case("元 for 万元", "机关运行经费331.82万元。\n机关运行经费331.82元。", "331.82万元", "331.82元"),
        case("a digit dropped", "一般公共预算财政拨款1204.56万元。\n一般公共预算财政拨款124.56万元。", "1204.56万元", "124.56万元"),
        case("三公经费", "“三公”经费25.76万元。\n三公经费27.56万元，控制在预算内。", "25.76万元", "27.56万元"),
    ],
)  # fmt: skip
def test_a_slip_in_a_repetition_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, RESTATEMENT)


@pytest.mark.parametrize(
    "text",
    [
        case("two years", "2022年基本支出945.30万元。\n2023年基本支出954.30万元。"),
        case("two years in one sentence", "基本支出2022年为945.30万元，2023年为954.30万元。"),
        case("two units that one sentence lists", "甲站编制12人；乙站编制21人。"),
        case("numbers far apart", "专项资金359.96万元已拨付。\n专项资金120.00万元用于村级运转。"),
        case("names that name nothing", "年初预算为61.20万元，支出决算为56.32万元。\n年初预算为62.10万元，支出决算为65.32万元。"),
        case("a part in brackets", "基本支出945.30万元。\n支出（其中基本支出954.30万元）情况良好。"),
        case("another kind", "培训经费12万元。\n培训经费使用率21%。"),
        case("上年 against this year", "公务接待费9.12万元，上年公务接待费9.21万元。"),
        case("budget against final", "公务接待费预算9.12万元。\n公务接待费决算9.21万元。"),
    ],
)  # fmt: skip
def test_two_things_with_one_name_are_no_error(text: str) -> None:
    assert errors(text) == []


def test_both_places_are_remarked_on() -> None:
    between = "\n".join("工作平稳有序，各项制度得到落实，群众反映良好。" for _ in range(200))
    text = f"2023年基本支出945.30万元。\n{between}\n基本支出954.30万元，保障了运转。"

    assert codes(text).count(("错误", RESTATEMENT)) == 2


_TABLE = "支出决算表\n项目|合计|基本支出|项目支出\n本年支出合计|945.30|613.48|331.82\n社会保障和就业支出|86.50|86.50|0.00\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a row with bars", f"{_TABLE}说明：社会保障和就业支出86.50万元。", "86.50 = 86.50万元"),
        case("a total", f"{_TABLE}说明：本年支出合计945.30万元。", "945.30 = 945.30万元"),
        case("a row with wide gaps", "支出决算表\n项目    金额\n社会保障和就业支出    86.50\n卫生健康支出    33.20\n说明：社会保障和就业支出86.50万元。", "86.50 = 86.50万元"),
        case("a row with tabs", "支出决算表\n项目\t金额\n社会保障和就业支出\t86.50\n卫生健康支出\t33.20\n说明：社会保障和就业支出86.50万元。", "86.50 = 86.50万元"),
        case("a code in front", "支出决算表\n208|社会保障和就业支出|86.50|86.50\n210|卫生健康支出|33.20|33.20\n说明：社会保障和就业支出（类）86.50万元。", "86.50 = 86.50万元"),
        case("two tables", f"{_TABLE}分类表\n社会保障和就业支出|86.50\n", "86.50 = 86.50"),
    ],
)  # fmt: skip
def test_the_narrative_and_the_tables_agree(text: str, words: str) -> None:
    assert words in held(text, TEXT_AND_TABLE)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("turned digits in the narrative", f"{_TABLE}说明：本年支出合计954.30万元。", "945.30", "954.30万元"),
        case("one digit in the narrative", f"{_TABLE}说明：社会保障和就业支出86.90万元。", "86.50", "86.90万元"),
        case("元 in the table", "支出决算表\n项目|金额\n社会保障和就业支出|865000.00元\n说明：社会保障和就业支出85.60万元。", "865000.00元", "85.60万元"),
        case("a table whose head says 单位：元", "支出决算表\n单位：元\n项目|金额\n社会保障和就业支出|865000.00\n卫生健康支出|332000.00\n说明：社会保障和就业支出85.60万元。", "865000.00", "85.60万元"),
    ],
)  # fmt: skip
def test_a_slip_between_narrative_and_table_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, TEXT_AND_TABLE)


@pytest.mark.parametrize(
    "text",
    [
        case("a number that no row has", f"{_TABLE}说明：社会保障和就业支出120.00万元（含上年）。"),
        case("another row", f"{_TABLE}说明：住房保障支出68.50万元。"),
        case("a rough statement", f"{_TABLE}说明：本年支出合计约950万元。"),
    ],
)  # fmt: skip
def test_what_the_tables_do_not_say_is_not_spoken_of(text: str) -> None:
    assert said(text, TEXT_AND_TABLE) == []
