"""增减: a change against last year, its rate, its direction."""

from __future__ import annotations

import pytest

from core.numbers.codes import FROM_NOTHING, GROWTH_AMOUNT, GROWTH_RATE
from tests.core.prose.cases import case, codes, errors, held, said

UP = "132.48 ÷ (1286.40 - 132.48) × 100 = 11.48"
DOWN = "68.65 ÷ (934.15 + 68.65) × 100 = 6.85"
FROM_BOTH = "(1286.40 - 1153.92) ÷ 1153.92 × 100 = 11.48"


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        case("比上年增加 and 增长", "本年收入合计1286.40万元，比上年增加132.48万元，增长11.48%。", UP),
        case("较上年", "财政拨款支出1286.40万元，较上年增加132.48万元，增长11.48%。", UP),
        case("同比", "财政拨款支出1286.40万元，同比增加132.48万元，增长11.48%。", UP),
        case("与上年相比", "2023年度收入总计1286.40万元。与上年相比，增加132.48万元，增长11.48%。", UP),
        case("与2022年相比 and the name again", "2023年度收入总计1286.40万元。与2022年度相比，收入总计增加132.48万元，增长11.48%，主要原因是人员变动。", UP),
        case("两年 totals in one sentence", "2023年度收、支总计1286.40万元。与上年相比，收、支总计各增加132.48万元，增长11.48%。", UP),
        case("比2022年决算数增加", "机关运行经费支出1286.40万元，比2022年度决算数增加132.48万元，增长11.48%。", UP),
        case("较上年同期 and 增幅", "一般公共预算支出1286.40万元，较上年同期增加132.48万元，增幅11.48%。", UP),
        case("增长率为", "本年支出1286.40万元，比上年增加132.48万元，增长率为11.48%。", UP),
        case("增幅为", "本年支出1286.40万元，较去年增加132.48万元，增幅为11.48%。", UP),
        case("同比增长 behind", "本年支出1286.40万元，比去年增加132.48万元，同比增长11.48%。", UP),
        case("同比上年度", "1.收入：1286.40万元。同比上年度增加132.48万元，增加11.48%。", UP),
        case("上升", "本年支出1286.40万元，比上年增加132.48万元，上升11.48%。", UP),
        case("增加了", "本年支出1286.40万元，比上年增加了132.48万元，增长了11.48%。", UP),
        case("the rate in brackets", "本年支出1286.40万元，比上年增加132.48万元（增长11.48%）。", UP),
        case("both in brackets", "本年支出1286.40万元（较上年增加132.48万元，增长11.48%）。", UP),
        case("减少 and 下降", "一般公共预算财政拨款支出934.15万元，比上年减少68.65万元，下降6.85%。", DOWN),
        case("降低", "公用经费934.15万元，较上年减少68.65万元，降低6.85%。", DOWN),
        case("降幅", "公用经费934.15万元，较上年减少68.65万元，降幅6.85%。", DOWN),
        case("减少 twice", "公用经费934.15万元，较上年减少68.65万元，减少6.85%。", DOWN),
        case("下降 and 下降率", "公用经费934.15万元，比上年下降68.65万元，下降率为6.85%。", DOWN),
        case("压减", "公用经费934.15万元，较上年压减68.65万元，压减6.85%。", DOWN),
        case("a reason before the rate's sentence ends", "公用经费934.15万元，比上年减少68.65万元，下降6.85%，主要是厉行节约。", DOWN),
        case("ASCII punctuation", "公用经费934.15万元,比上年减少68.65万元,下降6.85%.", DOWN),
        case("full-width digits", "公用经费９３４.１５万元，比上年减少６８.６５万元，下降６.８５％。", DOWN),
        case("in 元 with commas", "公用经费9,341,500.00元，比上年减少686,500.00元，下降6.85%。", "686500.00 ÷ (9341500.00 + 686500.00) × 100 = 6.85"),
        case("people", "年末在职人员54人，比上年减少6人，下降10%。", "6 ÷ (54 + 6) × 100 = 10"),
        case("both years stated", "2023年支出1286.40万元，2022年支出1153.92万元，同比增长11.48%。", FROM_BOTH),
        case("上年为", "机关运行经费1286.40万元，上年为1153.92万元，同比增长11.48%。", FROM_BOTH),
        case("由 … 增加到", "财政拨款收入由上年的1153.92万元增加到1286.40万元，增长11.48%。", FROM_BOTH),
        case("从 … 下降到", "“三公”经费从2022年的61.20万元下降到2023年的56.32万元，下降7.97%。", "(56.32 - 61.20) ÷ 61.20 × 100 = 7.97"),
        case("a rate alone with last year's amount in brackets", "本年支出1286.40万元（上年1153.92万元），增长11.48%。", FROM_BOTH),
        case("the name stands in another section", "一、总体\n公务接待费1286.40万元。\n二、说明\n公务接待费比上年增加132.48万元，增长11.48%。", UP),
        case("多支出", "本年支出1286.40万元，比上年多支出132.48万元，增长11.48%。", UP),
    ],
)  # fmt: skip
def test_a_rate_that_comes_out_holds(text: str, arithmetic: str) -> None:
    assert arithmetic in held(text, GROWTH_RATE)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        case("both years and the change", "2023年支出1286.40万元，2022年支出1153.92万元，增加132.48万元，增长11.48%。", "1153.92 + 132.48 = 1286.40"),
        case("上年 before the change", "公用经费934.15万元，上年1002.80万元，减少68.65万元。", "1002.80 - 68.65 = 934.15"),
        case("people", "2023年末在职54人，2022年末在职60人，减少6人。", "60 - 6 = 54"),
        case("against the budget", "“三公”经费年初预算61.20万元，支出决算56.32万元，比预算减少4.88万元。", "61.20 - 4.88 = 56.32"),
        case("比上年的 with its amount between", "公用经费934.15万元，比上年的1002.80万元减少68.65万元，下降6.85%。", "1002.80 - 68.65 = 934.15"),
        case("去年同期", "培训费56.32万元，去年同期61.20万元，同比减少4.88万元。", "61.20 - 4.88 = 56.32"),
    ],
)  # fmt: skip
def test_a_change_between_two_stated_years_holds(text: str, arithmetic: str) -> None:
    assert arithmetic in held(text, GROWTH_AMOUNT)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("the rate has turned digits", "本年收入合计1286.40万元，比上年增加132.48万元，增长14.18%。", "11.48%", "14.18%"),
        case("the change has turned digits", "本年收入合计1286.40万元，比上年增加123.48万元，增长11.48%。", "10.62%", "11.48%"),
        case("computed from this year's amount", "本年收入合计1286.40万元，比上年增加132.48万元，增长10.30%。", "11.48%", "10.30%"),
        case("against last year in another sentence", "2023年度收入总计1286.40万元。与2022年度相比，收入总计增加132.48万元，增长14.18%，主要原因是人员变动。", "11.48%", "14.18%"),
        case("a fall", "公用经费934.15万元，比上年减少68.65万元，下降8.65%。", "6.85%", "8.65%"),
        case("a fall computed as a rise", "公用经费934.15万元，比上年减少68.65万元，下降7.35%。", "6.85%", "7.35%"),
        case("both years stated", "机关运行经费1286.40万元，上年为1153.92万元，同比增长14.18%。", "11.48%", "14.18%"),
        case("the word says 下降 where it rose", "机关运行经费1286.40万元，上年为1153.92万元，同比下降11.48%。", "-11.48%", "11.48%"),
        case("in brackets", "本年支出1286.40万元（较上年增加132.48万元，增长14.18%）。", "11.48%", "14.18%"),
        case("in 元", "公用经费9,341,500.00元，比上年减少686,500.00元，下降8.65%。", "6.85%", "8.65%"),
        case("the word of the rate is against that of the change", "公用经费934.15万元，比上年减少68.65万元，增长6.85%。", "-6.85%", "6.85%"),
    ],
)  # fmt: skip
def test_a_rate_that_does_not_come_out_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, GROWTH_RATE)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("the change has turned digits", "2023年支出1286.40万元，2022年支出1153.92万元，增加123.48万元。", "1277.40万元", "1286.40万元"),
        case("the word says 增加 where it fell", "公用经费934.15万元，上年1002.80万元，增加68.65万元。", "1071.45万元", "934.15万元"),
        case("people", "2023年末在职54人，2022年末在职60人，减少5人。", "55人", "54人"),
    ],
)  # fmt: skip
def test_a_change_that_two_years_contradict_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, GROWTH_AMOUNT)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        case("last year was nought", "公务用车购置费18.60万元，比上年增加18.60万元，增长100%。", [("需说明", FROM_NOTHING)]),
        case("a rate cut off", "公用经费934.15万元，比上年减少68.65万元，下降6.84%。", [("需说明", "截断")]),
        case("a rate of whole per cents", "公用经费934.15万元，比上年减少68.65万元，下降7%。", []),
        case("a nought against a nought", "因公出国（境）费0万元，与上年持平。", []),
    ],
)  # fmt: skip
def test_how_gravely_a_change_is_spoken_of(text: str, wanted: list[tuple[str, str]]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        case("a rate without amounts", "全县生产总值同比增长6.8%，高于全市平均水平0.5个百分点。"),
        case("percentage points", "满意度96.50%，比上年提高2.3个百分点。"),
        case("a rough change", "公用经费934.15万元，比上年减少近70万元，下降约7%。"),
        case("新增 is no change", "累计培训干部580人，新增党员36人。"),
        case("a change of something else", "本年支出1286.40万元，人均收入增加3200元，增长8.2%。"),
        case("last year's sum told behind this year's budget", "“三公”经费年初预算数30.00万元，比上年决算数26.40万元增加25.53万元。"),
        case("节约 without 比", "通过集中采购节约资金12.30万元，节约率4.6%。"),
    ],
)  # fmt: skip
def test_a_change_without_a_base_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []
