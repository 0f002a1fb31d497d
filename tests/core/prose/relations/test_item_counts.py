"""A count against the names listed behind or before it."""

from __future__ import annotations

import pytest

from core.numbers.codes import ITEM_COUNT
from tests.core.prose.cases import case, codes, errors, held, said

FIVE = "办公室、人事股、财务股、法规股、督查股"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a colon", f"内设机构5个：{FIVE}。", "5个：列出 5 项"),
        case("an ASCII colon", "内设机构5个:办公室、人事股、财务股、法规股、督查股.", "5个：列出 5 项"),
        case("分别为", f"设有5个股室，分别为{FIVE}。", "5个：列出 5 项"),
        case("分别是", f"下设5个股室，分别是：{FIVE}。", "5个：列出 5 项"),
        case("即", f"局机关内设5个科室，即{FIVE}。", "5个：列出 5 项"),
        case("包括", f"下设5个科室，包括{FIVE}。", "5个：列出 5 项"),
        case("the noun and a colon", f"设有5个内设机构：{FIVE}。", "5个：列出 5 项"),
        case("和 before the last", "设有5个股室，分别为办公室、人事股、财务股、法规股和督查股。", "5个：列出 5 项"),
        case("及 before the last", "设有5个股室，分别为办公室、人事股、财务股、法规股及督查股。", "5个：列出 5 项"),
        case("以及 before the last", "设有5个股室，分别为办公室、人事股、财务股、法规股以及督查股。", "5个：列出 5 项"),
        case("a Chinese numeral", f"下设五个股室：{FIVE}。", "五个：列出 5 项"),
        case("brackets inside a name", "设有5个组（股）室：办公室、人才（干教）组、干部组、组织组、老干股。", "5个：列出 5 项"),
        case("、 inside brackets", "内设机构3个：办公室（人事、财务）、业务股、监察股。", "3个：列出 3 项"),
        case("book titles", "制定制度3项：《财务管理制度》、《资产管理制度》、《采购管理制度》。", "3项：列出 3 项"),
        case("a next sentence says which", f"我局共设5个股室。内设股室分别是：{FIVE}。", "5个：列出 5 项"),
        case("in brackets", f"我局内设5个股室（{FIVE}），下属单位齐全。", "5个：列出 5 项"),
        case("subordinate institutions in 家", "下属二级单位3家：县水利站、县种子站、县农机站。", "3家：列出 3 项"),
        case("three main topics before the count", "围绕“强党性、提能力、优作风”三大主题开展培训。", "三大：列出 3 项"),
        case("a list before 等 and a count", "覆盖农业、水利、教育等7个领域。", "7个：列出 3 项（等）"),
        case("an open list behind", "下设12个股室，包括办公室、人事股、财务股等。", "12个：列出 3 项（等）"),
        case("a name that is a pattern", "开展“四个一批”行动，推动产业升级、民生改善、环境整治、基层治理，成效明显。", "四个：列出 4 项"),
        case("a hard-broken line in the list", "内设机构5个：办公室、人事股、\n财务股、法规股、督查股。", "5个：列出 5 项"),
        case("full-width digits and spaces", "内设机构 ５ 个：办公室、人事股、财务股、法规股、督查股。", "5个：列出 5 项"),
        case("commas for 、", "内设机构5个，分别为：办公室，人事股，财务股，法规股，督查股。", "5个：列出 5 项"),
        case("semicolons for 、", "下属单位3个：县水利站；县种子站；县农机站。", "3个：列出 3 项"),
        case("numbered names", "下属单位3个：1.县水利站、2.县种子站、3.县农机站。", "3个：列出 3 项"),
        case("names on lines of their own", "纳入部门决算编制范围的单位共3个，包括：\n1.某县水利局本级\n2.某县水利站\n3.某县种子站", "3个：列出 3 项"),
        case("a list of villages", "涉及红星村、前进村、东风村3个村。", "3个：列出 3 项", wrong="名单在个数之前且没有“等”字时不清点"),
        case("villages behind", "选派工作队驻3个村（红星村、前进村、东风村）。", "3个：列出 3 项"),
        case("共 with a count behind the list", "内设办公室、人事股、财务股、法规股、督查股5个股室。", "5个：列出 5 项"),
        case("the names first, 共", "内设办公室、人事股、财务股、法规股、督查股共5个股室。", "5个：列出 5 项"),
        case("分别 without 为", f"设有5个股室，分别{FIVE}。", "5个：列出 5 项"),
        case("有", f"内设股室5个，有{FIVE}。", "5个：列出 5 项"),
    ],
)  # fmt: skip
def test_a_count_that_fits_its_list_holds(text: str, words: str) -> None:
    assert words in held(text, ITEM_COUNT)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("a colon", f"内设机构6个：{FIVE}。", "5", "6"),
        case("分别为", f"设有4个股室，分别为{FIVE}。", "5", "4"),
        case("即", f"局机关内设7个科室，即{FIVE}。", "5", "7"),
        case("a Chinese numeral", f"下设六个股室：{FIVE}。", "5", "6"),
        case("和 before the last", "设有6个股室，分别为办公室、人事股、财务股、法规股和督查股。", "5", "6"),
        case("brackets inside a name", "设有6个组（股）室：办公室、人才（干教）组、干部组、组织组、老干股。", "5", "6"),
        case("subordinate institutions in 家", "下属二级单位4家：县水利站、县种子站、县农机站。", "3", "4"),
        case("topics before the count", "围绕“强党性、提能力、优作风、聚人心”三大主题开展培训。", "4", "3"),
        case("a next sentence says which", f"我局共设6个股室。内设股室分别是：{FIVE}。", "5", "6"),
        case("book titles", "制定制度4项：《财务管理制度》、《资产管理制度》、《采购管理制度》。", "3", "4"),
        case("names on lines of their own", "纳入部门决算编制范围的单位共4个，包括：\n1.某县水利局本级\n2.某县水利站\n3.某县种子站", "3", "4"),
    ],
)  # fmt: skip
def test_a_count_that_does_not_fit_its_list_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, ITEM_COUNT)


@pytest.mark.parametrize(
    "text",
    [
        case("和 inside a name leaves it open to two readings", "设有3个股室，分别为办公室、计划和财务股、督查股。"),
        case("及 joins two offices", "设有4个股室，分别为办公室、计划股及财务股、督查股。"),
        case("an open list is shorter", "下设12个股室，包括办公室、人事股等。"),
        case("an open list before its count", "围绕乡村振兴、基层治理等5个方面开展工作。"),
        case("what follows is no list of the things", "开展活动12次，组织、宣传、发动群众。"),
        case("amounts in the list", "实施项目2个：道路养护120万元、绿化45.5万元、路灯3万元。"),
        case("a pattern's name without a list", "落实“六个一”措施，推进“四大会战”。"),
        case("a saying", "做到三个到位，坚持两手抓。"),
        case("a rough count", "走访企业20余家，包括甲公司、乙公司。"),
    ],
)  # fmt: skip
def test_a_count_whose_list_may_be_another_thing_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []


def test_an_open_list_that_is_longer_than_its_count_is_spoken_of() -> None:
    assert [actual for *_, actual in said("覆盖农业、水利、教育、卫生等3个领域。", ITEM_COUNT)] == ["3"]


def test_the_list_is_quoted_in_the_message() -> None:
    assert FIVE in errors(f"内设机构6个：{FIVE}。")[0]
