"""Numbered paragraphs, each with its 年初预算 and 支出决算, against the totals before them."""

from __future__ import annotations

import pytest

from core.numbers.codes import ITEMS_SUM
from tests.core.prose.cases import case, codes, held, said

_HEAD = "2023年财政拨款支出年初预算为{},支出决算为{},完成年初预算的{}%。其中："
_ITEMS = (
    "1.一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为512.40万元，支出决算为530.16万元，完成年初预算的103.47%。",
    "2.社会保障和就业支出（类）行政事业单位养老支出（款）。年初预算为86.50万元，支出决算为80.25万元，完成年初预算的92.77%。",
    "3.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为41.10万元，支出决算为41.10万元，完成年初预算的100.00%。",
)
BUDGETS = "512.40 + 86.50 + 41.10 = 640.00"
SPENT = "530.16 + 80.25 + 41.10 = 651.51"


def _report(budget: str = "640.00万元", spent: str = "651.51万元", items: tuple[str, ...] = _ITEMS) -> str:
    return "\n".join((_HEAD.format(budget, spent, "101.80"), *items))


@pytest.mark.parametrize(
    ("text", "sum_laid_out"),
    [
        case("the budgets", _report(), BUDGETS),
        case("what was spent", _report(), SPENT),
        case("bracketed numbers", _report(items=tuple(f"（{n}）{one[2:]}" for n, one in enumerate(_ITEMS, 1))), BUDGETS),
        case("Chinese numbers", _report(items=tuple(f"（{'一二三'[n]}）{one[2:]}" for n, one in enumerate(_ITEMS))), BUDGETS),
        case("an explaining paragraph between", _report(items=(_ITEMS[0], "决算数大于预算数的主要原因是人员增加。", *_ITEMS[1:])), SPENT),
        case("the number is a heading, its amounts below it", _report(items=tuple(f"{one[:2]}{'甲乙丙'[n]}支出（类）\n{one.split('。', 1)[1]}" for n, one in enumerate(_ITEMS))), BUDGETS),
        case("具体情况如下", _report().replace("其中：", "具体情况如下："), SPENT),
        case("主要用于以下方面", _report().replace("其中：", "主要用于以下方面："), SPENT),
        case("the totals in an own paragraph of heading words", _report().replace("其中：", "分别为："), BUDGETS),
    ],
)  # fmt: skip
def test_numbered_paragraphs_that_add_up_to_the_totals_hold(text: str, sum_laid_out: str) -> None:
    assert sum_laid_out in held(text, ITEMS_SUM)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("the total of the budgets", _report(budget="604.00万元"), "640.00万元", "604.00万元"),
        case("the total of what was spent", _report(spent="655.11万元"), "651.51万元", "655.11万元"),
        case("one budget", _report(items=(_ITEMS[0], _ITEMS[1].replace("86.50", "68.50"), _ITEMS[2])), "622.00万元", "640.00万元"),
        case("a line is missing", _report(items=(*_ITEMS[:2], "3.农林水支出（类）。年初预算为12.00万元，支出决算为12.00万元，完成年初预算的100.00%。")), "610.90万元", "640.00万元"),
    ],
)  # fmt: skip
def test_numbered_paragraphs_that_do_not_add_up_are_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, ITEMS_SUM)


@pytest.mark.parametrize(
    "text",
    [
        case("two lines give a possible relation only", "\n".join((_HEAD.format("640.00万元", "651.51万元", "101.80"), *_ITEMS[:2]))),
        case("the paragraph before does not open a list", _report(budget="900.00万元", spent="916.20万元").replace("其中：", "")),
        case("the lines that follow have no numbers", _report(items=tuple(one[2:] for one in _ITEMS))),
    ],
)  # fmt: skip
def test_numbered_paragraphs_without_a_claim_are_no_error(text: str) -> None:
    assert [one for one in said(text, ITEMS_SUM) if one[0] == "错误"] == []


def test_a_consistent_report_is_silent() -> None:
    assert codes(_report()) == []
