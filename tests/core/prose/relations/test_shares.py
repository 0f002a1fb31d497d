"""占比: the part over the whole, wherever the whole stands."""

from __future__ import annotations

import pytest

from core.numbers.codes import SHARE_OF_WHOLE
from tests.core.prose.cases import case, codes, errors, held, said

A = "613.48 ÷ 945.30 × 100 = 64.90"
B = "331.82 ÷ 945.30 × 100 = 35.10"


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        case("占基本支出的", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的64.90%。", A),
        case("占基本支出", "基本支出945.30万元，其中人员经费613.48万元，占基本支出64.90%。", A),
        case("占 alone", "基本支出945.30万元，其中人员经费613.48万元，占64.90%；公用经费331.82万元，占35.10%。", B),
        case("占比", "基本支出945.30万元，其中：人员经费613.48万元，占比64.90%，公用经费331.82万元，占比35.10%。", B),
        case("占比为", "基本支出945.30万元，人员经费613.48万元，占比为64.90%。", A),
        case("占总支出的比重为", "总支出945.30万元，其中基本支出613.48万元，占总支出的比重为64.90%。", A),
        case("占总额的百分比", "收入总额945.30万元，财政拨款收入613.48万元，占收入总额的64.90%。", A),
        case("占总数的", "支出945.30万元，其中：基本支出613.48万元，占总数的64.90%。", A),
        case("占全年支出的", "全年支出945.30万元，其中基本支出613.48万元，占全年支出的64.90%。", A),
        case("占本年收入合计的", "本年收入合计945.30万元，其中：财政拨款收入613.48万元，占本年收入合计的64.90%。", A),
        case("in brackets", "基本支出945.30万元，其中：人员经费613.48万元（占64.90%）、公用经费331.82万元（占35.10%）。", B),
        case("占比 in brackets", "基本支出945.30万元，其中：人员经费613.48万元（占比64.90%），公用经费331.82万元（占比35.10%）。", A),
        case("a bare percentage in brackets", "基本支出945.30万元，其中：人员经费613.48万元（64.90%），公用经费331.82万元（35.10%）。", A),
        case("分别占 pairs shares with parts", "基本支出945.30万元，包括人员经费613.48万元和公用经费331.82万元，分别占64.90%和35.10%。", B),
        case("占比分别为", "基本支出945.30万元，其中人员经费613.48万元、公用经费331.82万元，占比分别为64.90%、35.10%。", A),
        case("人员经费占基本支出的比重", "基本支出945.30万元，人员经费613.48万元，公用经费331.82万元，人员经费占基本支出的比重为64.90%。", A),
        case("the first part's share behind both", "基本支出945.30万元，其中人员经费613.48万元，公用经费331.82万元，人员经费占64.90%，公用经费占35.10%。", A),
        case("the part stands before the share's own clause", "基本支出945.30万元，其中人员经费613.48万元，主要用于工资、津贴补贴等，占基本支出的64.90%。", A),
        case("the whole is two sentences away", "2023年基本支出945.30万元。基本支出按性质分为两类。人员经费613.48万元，占基本支出的64.90%。", A),
        case("the whole is in another section", "一、收支情况\n2023年度支出合计945.30万元。\n二、支出情况\n基本支出613.48万元，占支出合计的64.90%。", A),
        case("the whole is in the paragraph before", "2023年支出合计945.30万元。\n其中：基本支出613.48万元，占64.90%。", A),
        case("ASCII punctuation", "基本支出945.30万元,其中:人员经费613.48万元,占基本支出的64.90%;公用经费331.82万元,占35.10%.", B),
        case("full-width per cent", "基本支出９４５.３０万元，其中：人员经费６１３.４８万元，占基本支出的６４.９０％。", A),
        case("in 元 with commas", "基本支出9,453,000.00元，其中：人员经费6,134,800.00元，占64.90%。", "6134800.00 ÷ 9453000.00 × 100 = 64.90"),
        case("the whole in 亿元", "全县支出1.2亿元，其中教育支出3000万元，占全县支出的25%。", "3000万元 ÷ 1.2亿元 × 100 = 25"),
        case("no places", "共有党员250人，其中女党员80人，占32%。", "80 ÷ 250 × 100 = 32"),
        case("one place", "共有干部48人，其中35岁以下干部17人，占干部总数的35.4%。", "17 ÷ 48 × 100 = 35.4"),
        case("people by schooling", "在职人员48人，其中本科以上学历30人，占在职人员的62.5%。", "30 ÷ 48 × 100 = 62.5"),
        case("a nought", "“三公”经费支出25.76万元，其中：因公出国（境）费0万元，占0%。", "0 ÷ 25.76 × 100 = 0"),
        case("占 with 约 is rough, with 为 exact", "基本支出945.30万元，其中人员经费613.48万元，占比达64.90%。", A),
        case("占到", "基本支出945.30万元，其中人员经费613.48万元，占到基本支出的64.90%。", A),
        case("所占比例为", "基本支出945.30万元，其中：人员经费613.48万元，所占比例为64.90%。", A),
        case("百分之", "共有干部50人，其中女干部20人，占百分之四十。", "20 ÷ 50 × 100 = 40"),
    ],
)  # fmt: skip
def test_a_share_that_comes_out_holds(text: str, arithmetic: str) -> None:
    assert arithmetic in held(text, SHARE_OF_WHOLE)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("占基本支出的", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的69.40%。", "64.90%", "69.40%"),
        case("占 alone in a list", "基本支出945.30万元，其中：人员经费613.48万元，占64.09%；公用经费331.82万元，占35.10%。", "64.90%", "64.09%"),
        case("in brackets", "基本支出945.30万元，其中：人员经费613.48万元（占64.90%）、公用经费331.82万元（占31.50%）。", "35.10%", "31.50%"),
        case("分别占", "基本支出945.30万元，包括人员经费613.48万元和公用经费331.82万元，分别占64.90%和31.50%。", "35.10%", "31.50%"),
        case("占比分别为", "基本支出945.30万元，其中人员经费613.48万元、公用经费331.82万元，占比分别为69.40%、35.10%。", "64.90%", "69.40%"),
        case("the whole is in another section", "一、收支情况\n2023年度支出合计945.30万元。\n二、支出情况\n基本支出613.48万元，占支出合计的69.40%。", "64.90%", "69.40%"),
        case("the share was not computed anew", "政府采购支出945.30万元，其中授予中小企业合同金额613.48万元，占政府采购支出总额的66.21%。", "64.90%", "66.21%"),
        case("shares swapped", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的35.10%；公用经费331.82万元，占基本支出的64.90%。", "64.90%", "35.10%"),
        case("people", "在职人员48人，其中本科以上学历30人，占在职人员的65.2%。", "62.50%", "65.2%"),
        case("in 元", "基本支出9,453,000.00元，其中：人员经费6,134,800.00元，占64.09%。", "64.90%", "64.09%"),
        case("ten times too little", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的6.49%。", "64.90%", "6.49%"),
        case("人员经费占基本支出的比重", "基本支出945.30万元，人员经费613.48万元，公用经费331.82万元，人员经费占基本支出的比重为46.90%。", "64.90%", "46.90%"),
    ],
)  # fmt: skip
def test_a_share_that_does_not_come_out_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, SHARE_OF_WHOLE)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        case("a share cut off must be explained", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的64.89%。", [("需说明", "截断")]),
        case("one place cut off", "在职人员48人，其中本科以上学历17人，占在职人员的35.4%；大专以下31人，占在职人员的64.5%。", [("需说明", "截断")]),
        case("rounded up is an error", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的64.91%。", [("错误", SHARE_OF_WHOLE)]),
        case("parts so coarse that their rounding may explain it", "基本支出3万元，其中：培训费1万元，占基本支出的33.34%。", [("需说明", SHARE_OF_WHOLE)]),
        case("a possible share is a hint", "收入945.30万元，支出880.00万元。培训支出613.48万元，会议费20万元，占总量的66.00%。", []),
    ],
)  # fmt: skip
def test_how_gravely_a_share_is_spoken_of(text: str, wanted: list[tuple[str, str]]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        case("the whole is never stated", "人员经费613.48万元，占基本支出的64.90%。"),
        case("the share is rough", "基本支出945.30万元，其中人员经费613.48万元，约占基本支出的七成，占比近70%。"),
        case("a share of something uncounted", "绿化面积占全县面积的43.5%，森林覆盖率达61.2%。"),
        case("satisfaction is no share", "发放问卷200份，群众满意度达98.5%。"),
        case("above a limit", "基本支出945.30万元，人员经费613.48万元，占比60%以上。"),
    ],
)  # fmt: skip
def test_what_is_no_share_of_a_stated_whole_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []
