"""完成年初预算的, 执行率, 到位率: what was done over what was planned."""

from __future__ import annotations

import pytest

from core.numbers.codes import COMPLETION_RATE, WRONG_BASE
from tests.core.prose.cases import case, codes, errors, held, said

ALL = "1153.92 ÷ 1286.40 × 100 = 89.70"


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        case("完成年初预算的", "年初预算为1286.40万元，支出决算为1153.92万元，完成年初预算的89.70%。", ALL),
        case("完成预算的", "预算数1286.40万元，决算数1153.92万元，完成预算的89.70%。", ALL),
        case("完成预算 without 的", "2023年支出预算1286.40万元，支出决算1153.92万元，完成预算89.70%。", ALL),
        case("占年初预算的", "年初预算1286.40万元，支出决算1153.92万元，占年初预算的89.70%。", ALL),
        case("完成全年预算的", "全年预算1286.40万元，支出决算1153.92万元，完成全年预算的89.70%。", ALL),
        case("完成调整预算的, the base among three", "年初预算1200.00万元，调整预算1286.40万元，支出决算1153.92万元，完成调整预算的89.70%。", ALL),
        case("预算执行率", "全年预算数1286.40万元，全年执行数1153.92万元，预算执行率89.70%。", ALL),
        case("执行率为", "2023年预算安排1286.40万元，实际支出1153.92万元，执行率为89.70%。", ALL),
        case("执行率达", "全年预算1286.40万元，全年支出1153.92万元，预算执行率达89.70%。", ALL),
        case("执行率 with a colon", "预算数：1286.40万元，执行数：1153.92万元，执行率：89.70%。", ALL),
        case("预算完成率", "预算安排1286.40万元，实际支出1153.92万元，预算完成率为89.70%。", ALL),
        case("the rate in the next sentence", "2023年部门预算安排1286.40万元，实际支出1153.92万元。预算执行率为89.70%。", ALL),
        case("到位率", "项目预算资金1286.40万元，实际到位1153.92万元，资金到位率89.70%。", ALL),
        case("支付率", "下达专项资金1286.40万元，实际支付1153.92万元，支付率89.70%。", ALL),
        case("使用率", "到位资金1286.40万元，已使用1153.92万元，资金使用率89.70%。", ALL),
        case("支出进度", "下达资金1286.40万元，已支出1153.92万元，支出进度为89.70%。", ALL),
        case("一百 per cent", "年初预算45.50万元，支出决算45.50万元，完成年初预算的100%。", "45.50 ÷ 45.50 × 100 = 100"),
        case("more than a hundred", "年初预算为61.20万元，支出决算为65.48万元，完成年初预算的106.99%。", "65.48 ÷ 61.20 × 100 = 106.99"),
        case("the amount done comes first", "支出决算1153.92万元，年初预算1286.40万元，完成年初预算的89.70%。", ALL),
        case("ASCII punctuation", "年初预算为1286.40万元,支出决算为1153.92万元,完成年初预算的89.70%.", ALL),
        case("in 元 with commas", "年初预算12,864,000.00元，支出决算11,539,200.00元，完成年初预算的89.70%。", "11539200.00 ÷ 12864000.00 × 100 = 89.70"),
        case("three_public", "“三公”经费财政拨款支出预算为61.20万元，支出决算为56.32万元，完成预算的92.03%。", "56.32 ÷ 61.20 × 100 = 92.03"),
        case("planned and done counts", "计划培训400人，实际培训372人，完成率93%。", "372 ÷ 400 × 100 = 93"),
        case("questionnaires", "发放问卷200份，收回有效问卷186份，回收率93%。", "186 ÷ 200 × 100 = 93"),
        case("on duty over authorized", "编制数40人，实有在职人员33人，在职人员控制率82.5%。", "33 ÷ 40 × 100 = 82.5"),
        case("完成计划的", "计划实施项目25个，实际完成23个，完成计划的92%。", "23 ÷ 25 × 100 = 92"),
        case("完成目标任务的", "全年目标任务400人，完成培训372人，完成目标任务的93%。", "372 ÷ 400 × 100 = 93"),
        case("合格率", "抽检产品400批次，合格372批次，合格率93%。", "372 ÷ 400 × 100 = 93"),
        case("三公经费控制率", "三公经费预算数61.20万元，三公经费支出数56.32万元，三公经费控制率为92.03%。", "56.32 ÷ 61.20 × 100 = 92.03"),
        case("为预算的", "年初预算为1286.40万元，支出决算为1153.92万元，为年初预算的89.70%。", ALL),
    ],
)  # fmt: skip
def test_a_completion_that_comes_out_holds(text: str, arithmetic: str) -> None:
    assert arithmetic in held(text, COMPLETION_RATE)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("完成年初预算的", "年初预算为1286.40万元，支出决算为1153.92万元，完成年初预算的87.90%。", "89.70%", "87.90%"),
        case("预算执行率", "全年预算数1286.40万元，全年执行数1153.92万元，预算执行率97.80%。", "89.70%", "97.80%"),
        case("a rate typed as 100", "年初预算为1286.40万元，支出决算为1153.92万元，完成年初预算的100%。", "89.70%", "100%"),
        case("执行率 typed as 100", "2023年预算安排1286.40万元，实际支出1153.92万元，执行率为100%。", "89.70%", "100%"),
        case("the amount done has turned digits", "年初预算为1286.40万元，支出决算为1135.92万元，完成年初预算的89.70%。", "88.30%", "89.70%"),
        case("到位率", "项目预算资金1286.40万元，实际到位1153.92万元，资金到位率98.70%。", "89.70%", "98.70%"),
        case("questionnaires", "发放问卷200份，收回有效问卷186份，回收率96%。", "93.00%", "96%"),
        case("on duty over authorized", "编制数40人，实有在职人员33人，在职人员控制率85.2%。", "82.50%", "85.2%"),
        case("in 元", "年初预算12,864,000.00元，支出决算11,539,200.00元，完成年初预算的87.90%。", "89.70%", "87.90%"),
        case("three_public", "“三公”经费财政拨款支出预算为61.20万元，支出决算为56.32万元，完成预算的92.30%。", "92.03%", "92.30%"),
    ],
)  # fmt: skip
def test_a_completion_that_does_not_come_out_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, COMPLETION_RATE)


@pytest.mark.parametrize(
    "text",
    [
        case("年初预算 is nought", "年初预算为0万元，全年预算为56.32万元，支出决算为56.32万元，完成年初预算的100%。"),
        case("全年预算 was meant", "年初预算为40.00万元，全年预算为61.20万元，支出决算为56.32万元，完成年初预算的92.03%。"),
        case("调整预算 was meant", "年初预算40.00万元，调整预算61.20万元，支出决算56.32万元，完成年初预算的92.03%。"),
    ],
)  # fmt: skip
def test_a_completion_of_the_wrong_budget_says_which_was_meant(text: str) -> None:
    assert [code for _, code in codes(text)] == [WRONG_BASE]
    assert "应写“完成" in errors(text)[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        case("a nought budget with a rate", "年初预算为0万元，支出决算为56.32万元，完成年初预算的100%。", [("需说明", "预算为零")], wrong="年初预算为0而写完成率，只有一个金额时不说"),
        case("a nought budget with no rate", "年初预算为0万元，支出决算为56.32万元，决算数大于预算数的主要原因是年中追加。", []),
        case("nought of nought", "年初预算为0万元，支出决算为0万元，完成年初预算的0%。", []),
        case("cut off", "年初预算为61.20万元，支出决算为56.32万元，完成年初预算的92.02%。", [("需说明", "截断")]),
        case("whole per cents", "年初预算为61.20万元，支出决算为56.32万元，完成年初预算的92%。", []),
    ],
)  # fmt: skip
def test_how_gravely_a_completion_is_spoken_of(text: str, wanted: list[tuple[str, str]]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        case("a rate without amounts", "预算执行率98.70%，资金使用合规率100%。"),
        case("a target", "年初预算1286.40万元，要求预算执行率不低于95%。"),
        case("a rate of uncounted things", "辖区森林覆盖率61.20%，饮水合格率99.50%。"),
        case("satisfaction behind two counts", "走访群众400户，解决问题372个，群众满意度98%。"),
        case("as promised", "项目3个，资金120万元，验收合格率100%。"),
        case("a rough rate", "年初预算1286.40万元，支出决算1153.92万元，执行率近90%。"),
    ],
)  # fmt: skip
def test_a_rate_without_its_pair_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []
