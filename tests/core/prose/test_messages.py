"""The messages: both numbers, the difference, what it may come of; possible relations are no errors."""

from __future__ import annotations

import pytest

from core.numbers.finding import ERROR, HINT
from core.prose.checkup import check_up
from core.prose.messages import MAYBE, remark_on
from core.prose.relation import SURE
from core.prose.text_reading import read
from tests.core.prose.cases import case, of_relations
from tests.core.prose.reports import report

BROKEN_SUM = "基本支出954.30万元，其中：人员经费613.48万元，公用经费331.82万元。"


def messages(text: str) -> str:
    return "\n".join(one.finding.message for one in check_up(text).remarks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a sum", BROKEN_SUM, ("基本支出", "613.48 + 331.82 = 945.30", "954.30万元", "相差 9.00万元")),
        case("a share", "基本支出945.30万元，其中：人员经费613.48万元，占69.40%。", ("人员经费占基本支出", "613.48 ÷ 945.30 × 100 = 64.90%", "69.40%")),
        case("a rate", "本年收入合计1286.40万元，比上年增加132.48万元，增长14.18%。", ("132.48 ÷ (1286.40 - 132.48) × 100 = 11.48%", "14.18%")),
        case("a completion", "年初预算为1286.40万元，支出决算为1153.92万元，完成年初预算的87.90%。", ("1153.92 ÷ 1286.40 × 100 = 89.70%", "87.90%")),
        case("a repetition", "专项资金359.96万元已拨付。\n专项资金359.76万元全部到位。", ("359.96万元", "359.76万元")),
        case("a list", "内设机构6个：办公室、人事股、财务股、法规股、督查股。", ("6", "5 项", "办公室、人事股、财务股、法规股、督查股")),
        case("people beyond the authorized", "核定编制40人，实有在职人员43人。", ("43人", "40人")),
        case("a rounding tail", "基本支出945.31万元，其中：人员经费613.48万元，公用经费331.82万元。", ("945.30", "945.31万元", "差 0.01万元", "尾差")),
        case("a share cut off", "基本支出945.30万元，其中：人员经费613.48万元，占基本支出的64.89%。", ("截断", "64.89%", "64.90%")),
        case("元 with another unit says the units", "累计发放补助1.2亿元，其中：中央资金8000万元，省级资金5000万元。", ("8000万元 + 5000万元", "1.2亿元")),
        case("a comparison", "公务接待费年初预算为56.32万元，支出决算为61.20万元。决算数小于预算数的原因是节约。", ("56.32万元", "61.20万元", "决算数小于预算数")),
        case("the balance", "2023年收入792.20万元。2023年支出799.10万元。", ("792.20万元", "799.10万元", "年初结转结余")),
        case("a score", "项目|年度指标值|实际完成值|分值|得分\n培训|400人|372人|10|9", ("培训", "93.00%", "9.3 分", "9 分")),
        case("last year was nought", "公务用车购置费18.60万元，比上年增加18.60万元，增长100%。", ("上年为 0", "不写百分比")),
        case("元 and 万元 mixed up", "基本支出945.30万元，其中：人员经费613.48元，占64.90%；公用经费331.82万元，占35.10%。", ("元、万元混淆",)),
        case("元 and 万元 mixed up is mended by the unit", "基本支出945.30万元，其中：人员经费613.48元，占64.90%；公用经费331.82万元，占35.10%。", ("→ 613.48万元",)),
    ],
)  # fmt: skip
def test_a_message_has_both_numbers_and_what_was_computed(text: str, words: tuple[str, ...]) -> None:
    told = messages(text)

    assert [one for one in words if one not in told] == []


def test_a_message_says_a_probable_cause() -> None:
    assert "很可能错的是：基本支出 954.30万元 → 945.30万元（数字颠倒）" in messages(BROKEN_SUM)


def test_a_finding_carries_what_is_expected_and_what_is_written() -> None:
    (remark,) = of_relations(check_up(BROKEN_SUM))

    assert (remark.finding.expected, remark.finding.actual) == ("945.30万元", "954.30万元")


def test_a_remark_stands_on_its_figures() -> None:
    checkup = check_up(f"一、收支\n{BROKEN_SUM}")
    (remark,) = of_relations(checkup)

    assert checkup.reading.flow.quote(remark.start, remark.end) == BROKEN_SUM.removeprefix(
        "基本支出"
    ).removesuffix("。")


def test_a_score_reports_the_score_as_written() -> None:
    (remark,) = of_relations(check_up("项目|年度指标值|实际完成值|分值|得分\n培训|400人|372人|10|9"))

    assert remark.finding.actual in ("9", "9分")


@pytest.mark.parametrize("seed", range(20))
def test_a_possible_relation_is_never_an_error(seed: int) -> None:
    for relation in read(report(seed).replace("3", "8")).relations:
        if relation.is_broken and relation.confidence < SURE:
            told = remark_on(relation).finding
            assert told.severity == HINT
            assert told.message.startswith(MAYBE) or "尾差" in told.message or "截断" in told.message


def test_a_possible_relation_is_called_one() -> None:
    text = (
        "一、概况\n全年基本支出945.30万元。\n二、人员\n人员经费631.48万元。\n三、公用\n公用经费331.82万元。"
    )
    (remark,) = of_relations(check_up(text))

    assert remark.finding.severity == HINT
    assert remark.finding.message.startswith(MAYBE)


def test_held_relations_are_told_with_their_arithmetic() -> None:
    found = [one.finding.message for one in check_up(BROKEN_SUM.replace("954", "945")).held]

    assert found == ["基本支出：613.48 + 331.82 = 945.30，相符"]


def test_the_gravest_come_first() -> None:
    text = (
        "基本支出945.31万元，其中：人员经费613.48万元，公用经费331.82万元。\n"
        "公用经费934.15万元，比上年减少68.65万元，下降6.84%。\n"
        "内设机构6个：办公室、人事股、财务股、法规股、督查股。"
    )
    found = [one.finding.severity for one in of_relations(check_up(text))]

    assert found[0] == ERROR
    assert found == sorted(found, key=[ERROR, "需说明", HINT].index)


def test_shares_are_not_said_again_where_one_of_them_is_wrong_already() -> None:
    text = "基本支出945.30万元，其中：人员经费613.48万元，占69.40%；公用经费331.82万元，占35.10%。"

    assert [one.finding.code for one in of_relations(check_up(text))] == ["占比"]
