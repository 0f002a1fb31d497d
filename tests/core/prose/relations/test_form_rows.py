"""Rows of a self-evaluation form: 执行率, 得分, the sources of the money."""

from __future__ import annotations

import pytest

from core.numbers.codes import EXECUTION_RATE, INDICATOR_SCORE, SOURCES
from core.prose.checkup import check_up
from tests.core.prose.cases import case, codes, held, of_relations, said

HEAD = "年度预算（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分"
TARGETS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"


def _money(budget: str, spent: str, rate: str, score: str, head: str = HEAD) -> str:
    return f"{head}\n年度资金总额|{budget}|{budget}|{spent}|10|{rate}|{score}"


def _target(*cells: str, head: str = TARGETS) -> str:
    return "\n".join((head, "|".join(("产出指标", "数量指标", *cells))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a rate", _money("640.00", "512.00", "80.00%", "8.00"), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("with units in the cells", _money("640.00万元", "512.00万元", "80%", "8"), "512.00 ÷ 640.00 × 100 = 80"),
        case("thousands commas", _money("1,640.00", "1,512.00", "92.20%", "9.22"), "1512.00 ÷ 1640.00 × 100 = 92.20"),
        case("tabs for bars", _money("640.00", "512.00", "80.00%", "8.00").replace("|", "\t"), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("wide gaps for bars", _money("640.00", "512.00", "80.00%", "8.00").replace("|", "    "), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("bars with spaces", _money("640.00", "512.00", "80.00%", "8.00").replace("|", " | "), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("full-width digits", _money("６４０.００", "５１２.００", "８０.００％", "８.００"), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("调整后预算数 and 决算数", _money("640.00", "512.00", "80.00%", "8.00", "资金|年初预算|调整后预算数|决算数|分值|执行率|得分"), "512.00 ÷ 640.00 × 100 = 80.00"),
        case("of the year's budget where another began the year", f"{HEAD}\n年度资金总额|500.00|640.00|512.00|10|80.00%|8.00", "512.00 ÷ 640.00 × 100 = 80.00"),
        case("of the year's first budget where there is no other", "资金|年初预算数|全年执行数|分值|执行率|得分\n年度资金总额|640.00|512.00|10|80.00%|8.00", "512.00 ÷ 640.00 × 100 = 80.00"),
        case("a rate without its sign under 执行率（%）", _money("640.00", "512.00", "80.00", "8.00", HEAD.replace("执行率", "执行率（%）")), "512.00 ÷ 640.00 × 100 = 80.00"),
    ],
)  # fmt: skip
def test_a_rate_of_a_form_that_comes_out_holds(text: str, words: str) -> None:
    assert words in held(text, EXECUTION_RATE)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("a rate typed as 100", _money("640.00", "512.00", "100%", "10"), "80.00%", "100%"),
        case("turned digits", _money("640.00", "532.16", "81.35%", "8.14"), "83.15%", "81.35%"),
        case("with units", _money("640.00万元", "512.00万元", "88%", "8"), "80.00%", "88%"),
        case("tabs", _money("640.00", "512.00", "88.00%", "8.00").replace("|", "\t"), "80.00%", "88.00%"),
    ],
)  # fmt: skip
def test_a_rate_of_a_form_that_does_not_come_out_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, EXECUTION_RATE)


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        case("the money's full score for part of the money", _money("640.00", "512.00", "80.00%", "10"), "应得 8 分"),
        case("the money's score turned", _money("640.00", "532.16", "83.15%", "8.51"), "应得 8.32 分"),
        case("half a hundredth is rounded up", _money("640.00", "532.80", "83.25%", "8.52"), "应得 8.33 分"),
        case("full marks for less than the target", _target("培训人数", "≥400人", "372人", "10", "10", ""), "应得 9.3 分"),
        case("marks lost without a reason", _target("培训人数", "400人", "372人", "10", "9", ""), "应得 9.3 分"),
        case("marks lost though the target is met", _target("培训人数", "400人", "412人", "10", "9", ""), "应得 10 分"),
        case("per cents", _target("验收合格率", "95%", "90%", "10", "10", ""), "应得 9.47 分"),
        case("amounts", _target("木材收入", "1100万元", "1050万元", "6", "5", ""), "应得 5.73 分"),
    ],
)  # fmt: skip
def test_a_score_that_was_not_earned_must_be_explained(text: str, earned: str) -> None:
    found = [severity for severity, *_ in said(text, INDICATOR_SCORE)]
    message = next(one for one in _messages(text) if "按比例" in one)

    assert found == ["需说明"]
    assert earned in message


def _messages(text: str) -> list[str]:
    return [one.finding.message for one in of_relations(check_up(text))]


@pytest.mark.parametrize(
    "text",
    [
        case("met", _target("培训人数", "≥400人", "412人", "10", "10", "")),
        case("earned in proportion", _target("培训人数", "400人", "372人", "10", "9.3", "")),
        case("a reason is given", _target("培训人数", "400人", "372人", "10", "9", "疫情影响，部分班次取消")),
        case("words for a target", _target("群众满意", "满意", "满意", "10", "9", "")),
        case("different units", _target("培训", "12期", "400人", "10", "9", "")),
        case("the score is left blank", _target("培训人数", "400人", "372人", "10", "", "")),
        case("a row with dots", _target("……", "", "", "", "", "")),
        case("a smaller number is the better one", _target("办结时限", "≤30天", "25天", "10", "10", "")),
    ],
)  # fmt: skip
def test_a_score_that_may_be_right_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []


def _by_source(within: str, total: str, first: str, second: str, other: str) -> str:
    return "\n".join(
        (
            HEAD,
            f"年度资金总额|{total}万元|{total}万元|{total}万元|10|100%|10",
            "按收入性质分：|按支出性质分：",
            f"{within}一般公共预算：{first}万元|{within}基本支出：{first}万元",
            f"政府性基金拨款：|项目支出：{second}万元",
            f"其他资金：{other}万元|",
        )
    )


BOTH = (
    case("plain labels", ""),
    case(
        "其中： before the first label", "其中：", wrong="格子里“其中：一般公共预算：512万元”有两个冒号时不读"
    ),
)


@pytest.mark.parametrize("within", BOTH)
def test_both_columns_of_sources_below_the_total_add_up(within: str) -> None:
    found = held(_by_source(within, "640.00", "512.00", "128.00", "128.00"), SOURCES)

    assert found == ["512.00 + 128.00 = 640.00"] * 2


@pytest.mark.parametrize("within", BOTH)
def test_a_slip_in_a_source_is_an_error(within: str) -> None:
    text = _by_source(within, "640.00", "512.00", "182.00", "128.00")

    assert ("错误", "694.00万元", "640.00万元") in said(text, SOURCES)


def test_a_source_alone_on_its_line_belongs_to_the_first_column() -> None:
    text = _by_source("", "640.00", "512.00", "128.00", "128.00").removesuffix("|")

    assert len(held(text, SOURCES)) == 2


def test_a_row_without_the_cells_merged_downwards_is_read_from_its_score() -> None:
    row = "产出指标|数量指标|培训人数|400人|380人|10|10"

    assert (
        said(f"{TARGETS}\n{row}\n参训人数|400人|380人|10|10", INDICATOR_SCORE)
        == said(f"{TARGETS}\n{row}", INDICATOR_SCORE) * 2
    )


def test_a_row_that_does_not_stand_under_its_headings_is_left_alone() -> None:
    text = _money("640.00", "512.00", "80.00%", "8.00", f"资金|{HEAD}")

    assert said(text, EXECUTION_RATE) == []
    assert held(text, EXECUTION_RATE) == []
