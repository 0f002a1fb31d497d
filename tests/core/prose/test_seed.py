"""The real report that the issue is about: what holds in it, and what must not be spoken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.prose.text_reading import read
from tests.core.prose.cases import case, codes, errors, held, said

TWIN = """2023年某县委某部部门整体支出绩效自评报告
[bookmark: _GoBack]一、基本情况
（一）机构人员
单位共有编制数52人，现有在职人员46人，离休人员0人，退休人员23人，属县一级预算单位。设有9个科（股）室：办公室、研究室、干部股、监督股、信息股、人才（教育）股、组织股、党建股、老干股。
下设5个股级二级机构，其中2个参照公务员法管理、3个全额拨款事业单位。
（二）支出情况
2023年度基本支出1386.40万元，其中：人员经费902.15万元，占基本支出的65.07%，主要包括基本工资、津贴补贴、奖金、绩效工资等；公用经费484.25万元，占基本支出的34.93%，主要包括办公费、印刷费、邮电费、培训费等。
2023年专项资金收入318.46万元，支出318.46万元，分配安排如下：市级下达人才经费124万元，专家站服务费90万元，科技团队工作经费26.4万元，慰问经费7.6万元，村干部养老补助33.85万元，人身意外保险服务费21.61万元，表彰经费15万元。
二、工作成效
开展“强党性、提能力、优作风”三大干部培训专题，举办主体班19期，“某某大讲堂”13期，举办培训班14期。推进“四个一批”活动，安排干部到产业升级、民生改善、环境整治、基层治理一线锻炼。
落实五化建设、六好标准，推行“1+5”模式和三长制，评选“两优一先”，在科教文卫、党建等6个领域试点。荣立三等功21人，举办第二届论坛，服务群众2万余次。
"""


def _the_seed(real_texts: Path) -> str:
    return next((real_texts / "seed").glob("*.txt")).read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        case("S1 基本支出 is its two parts", "761.25 + 511.50 = 1272.75"),
        case("S2 the share of 人员经费", "761.25 ÷ 1272.75 × 100 = 59.81"),
        case("S2 the share of 公用经费", "511.50 ÷ 1272.75 × 100 = 40.19"),
        case("S2 the shares add to a hundred", "59.81 + 40.19 = 100"),
        case("S3 the list of 专项资金", "116 + 100 + 28.8 + 8.5 + 37.75 + 44.91 + 24 = 359.96"),
        case("S4 the offices", "11个：列出 11 项"),
        case("S5 the institutions", "1 + 2 = 3"),
        case("S6 on duty within the authorized", "33人 ≤ 40人"),
        case("S7 three topics", "三大：列出 3 项"),
        case("S7 six things", "六个：列出 6 项"),
    ],
)
def test_a_relation_of_the_real_report_holds(real_texts: Path, words: str) -> None:
    assert words in held(_the_seed(real_texts))


def test_income_and_spending_of_the_real_report_are_one_relation(real_texts: Path) -> None:
    found = [
        one for one in read(_the_seed(real_texts)).held if {q.number for q in one.quantities} == {"359.96"}
    ]

    assert found


def test_the_real_report_has_no_contradiction_of_numbers(real_texts: Path) -> None:
    assert codes(_the_seed(real_texts)) == []


MUST_NOT_FIRE = ("五化", "六好", "1+6", "三长制", "两优一先", "三等功", "第三届")


@pytest.mark.parametrize("words", MUST_NOT_FIRE)
def test_what_is_no_claim_in_the_real_report_is_in_no_relation(real_texts: Path, words: str) -> None:
    text = _the_seed(real_texts)
    if words not in text:
        pytest.skip("the wording is not in the text")
    reading = read(text)
    at = text.index(words)
    there = range(at, at + len(words))

    for relation in reading.relations:
        for quantity in relation.quantities:
            assert reading.flow.span(quantity.start, quantity.end)[0] not in there


@pytest.mark.parametrize(
    "words",
    [
        case("S1 基本支出 is its two parts", "902.15 + 484.25 = 1386.40"),
        case("S2 the share of 人员经费", "902.15 ÷ 1386.40 × 100 = 65.07"),
        case("S2 the share of 公用经费", "484.25 ÷ 1386.40 × 100 = 34.93"),
        case("S2 the shares add to a hundred", "65.07 + 34.93 = 100"),
        case("S3 the list of 专项资金", "124 + 90 + 26.4 + 7.6 + 33.85 + 21.61 + 15 = 318.46"),
        case("S3 income and spending", "318.46万元 = 318.46万元"),
        case("S4 the offices", "9个：列出 9 项"),
        case("S5 the institutions", "2 + 3 = 5"),
        case("S6 on duty within the authorized", "46人 ≤ 52人"),
        case("S7 three topics", "三大：列出 3 项"),
        case("S7 four things", "四个：列出 4 项"),
    ],
)
def test_a_relation_of_the_twin_holds(words: str) -> None:
    assert words in held(TWIN)


def test_the_twin_is_silent() -> None:
    assert codes(TWIN) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected", "actual"),
    [
        case("S1", "人员经费902.15", "人员经费920.15", "1404.40万元", "1386.40万元"),
        case("S2", "65.07%", "65.70%", "65.07%", "65.70%"),
        case("S3", "7.6万元", "6.7万元", "317.56万元", "318.46万元"),
        case("S4", "9个科", "10个科", "9", "10"),
        case("S5", "2个参照", "3个参照", "6个", "5个"),
        case("S7", "三大干部", "四大干部", "3", "4"),
    ],
)
def test_an_error_in_the_twin_is_an_error(right: str, wrong: str, expected: str, actual: str) -> None:
    assert TWIN.count(right) == 1
    assert ("错误", expected, actual) in said(TWIN.replace(right, wrong))


def test_more_people_than_authorized_in_the_twin_are_spoken_of() -> None:
    assert len(said(TWIN.replace("在职人员46人", "在职人员64人"))) == 1


@pytest.mark.parametrize(
    "words",
    [case(one, one) for one in ("落实五化建设、六好标准。", "推行“1+5”模式和三长制。", "评选“两优一先”。", "在科教文卫、党建等6个领域试点。", "举办主体班19期，讲座13期，培训班14期。")],
)  # fmt: skip
def test_what_must_not_fire_is_silent(words: str) -> None:
    assert codes(words) == []
    assert not errors(words)
