"""The shares of all parts of one whole add up to 100."""

from __future__ import annotations

import pytest

from core.numbers.codes import SHARES_SUM
from tests.core.prose.cases import case, held, said


@pytest.mark.parametrize(
    ("text", "sum_laid_out"),
    [
        case("two parts", "基本支出945.30万元，其中：人员经费613.48万元，占64.90%；公用经费331.82万元，占35.10%。", "64.90 + 35.10 = 100"),
        case("in brackets", "基本支出945.30万元，其中：人员经费613.48万元（占64.90%）、公用经费331.82万元（占35.10%）。", "64.90 + 35.10 = 100"),
        case("the whole is named each time", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的64.90%；公用经费331.82万元，占基本支出的35.10%。", "64.90 + 35.10 = 100"),
        case("分别占", "基本支出945.30万元，包括人员经费613.48万元和公用经费331.82万元，分别占64.90%和35.10%。", "64.90 + 35.10 = 100"),
        case("占比分别为", "基本支出945.30万元，其中人员经费613.48万元、公用经费331.82万元，占比分别为64.90%、35.10%。", "64.90 + 35.10 = 100"),
        case("three of them", "项目支出200.00万元，其中：甲项目120.00万元，占60%；乙项目46.00万元，占23%；丙项目34.00万元，占17%。", "60 + 23 + 17 = 100"),
        case("people", "在职人员50人，其中：行政人员20人，占40%；事业人员30人，占60%。", "40 + 60 = 100"),
        case("a nought among them", "“三公”经费25.00万元，其中：因公出国（境）费0万元，占0%；公务用车运行维护费15.00万元，占60%；公务接待费10.00万元，占40%。", "0 + 60 + 40 = 100"),
        case("semicolons and ASCII", "基本支出945.30万元;其中:人员经费613.48万元,占64.90%;公用经费331.82万元,占35.10%.", "64.90 + 35.10 = 100"),
    ],
)  # fmt: skip
def test_shares_of_all_parts_add_to_a_hundred(text: str, sum_laid_out: str) -> None:
    assert sum_laid_out in held(text, SHARES_SUM)


@pytest.mark.parametrize(
    "text",
    [
        case("one share is wrong and said by itself", "基本支出945.30万元，其中：人员经费613.48万元，占69.40%；公用经费331.82万元，占35.10%。"),
        case("a part has no share", "基本支出945.30万元，其中：人员经费613.48万元，占64.90%；公用经费331.82万元。"),
        case("shares of different wholes", "收入945.30万元，其中：财政拨款613.48万元，占64.90%。支出500.00万元，其中：基本支出200.00万元，占40%。"),
        case("shares without amounts", "其中人员经费占64.90%，公用经费占30.10%。"),
    ],
)  # fmt: skip
def test_shares_that_need_not_add_up_or_are_said_already_are_not_said(text: str) -> None:
    assert said(text, SHARES_SUM) == []


def test_thirds_that_add_to_a_hundredth_less_are_a_tail() -> None:
    text = "项目支出300.00万元，其中：甲项目100.00万元，占33.33%；乙项目100.00万元，占33.33%；丙项目100.00万元，占33.33%。"

    assert [severity for severity, *_ in said(text)] == ["提示"]
