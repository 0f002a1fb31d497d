"""The relations in other offices' words: what they hold, and that a wrong figure in them is found."""

from __future__ import annotations

import pytest

from tests.core.prose.cases import case, codes, errors, held, said

ROW = "收、支总计分别为500.00万元、480.00万元。与2021年相比，收、支总计分别增加100.00万元、80.00万元，分别增长25.00%、{}%。"
FUNDS = "“三公”经费年初预算为4.00万元，支出决算为3.00万元，完成年初预算的75%。其中：公务接待费支出决算为1.00万元，完成年初预算的100%。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("changes in a row", ROW.format("20.00"), "80.00 ÷ (480.00 - 80.00) × 100 = 20.00"),
        case("各 for 分别", "收入、支出总计各为500.00万元、480.00万元，比上年各减少100.00万元、120.00万元，各下降16.67%、20.00%。", "120.00 ÷ (480.00 + 120.00) × 100 = 20.00"),
        case("the rate first", "财政收入完成6240.00万元，较上年同期增长4.00%，增收240.00万元。", "240.00 ÷ (6240.00 - 240.00) × 100 = 4.00"),
        case("减支", "支出累计完成5700.00万元，比上年减支300.00万元，下降5.0%。", "300.00 ÷ (5700.00 + 300.00) × 100 = 5.0"),
        case("a change under a total of the paragraph above", "收入总计434.72万元。\n收入支出总体与上年相比，增加58.21万元，增长15.46%。", "58.21 ÷ (434.72 - 58.21) × 100 = 15.46"),
        case("what is contained stands between", "收支总预算520.00万元，含下属单位经费90.00万元；比2022年预算增加20.00万元，增长4.00%。", "20.00 ÷ (520.00 - 20.00) × 100 = 4.00"),
        case("the budget told inline", "收入累计完成246.00万元，完成年初预算数600.00万元的41.0%，比上年增收6.00万元，增长2.5%。", "246.00 ÷ 600.00 × 100 = 41.0"),
        case("占 for 完成", "完成收入1720.00万元，占年初预算4000.00万元的43.0%。", "1720.00 ÷ 4000.00 × 100 = 43.0"),
        case("a share of a budget", "基本支出预算88.00万元。其中：\n工资福利支出预算66.00万元，占基本支出预算75.00%。\n商品和服务支出预算22.00万元，占基本支出预算25.00%。", "22.00 ÷ 88.00 × 100 = 25.00"),
        case("another word for the whole", "一般公共预算基本支出88.00万元。\n人员经费66.00万元，占基本支出预算75.00%。", "66.00 ÷ 88.00 × 100 = 75.00"),
        case("a list that goes on", "基本支出88.00万元，其中：人员经费66.00万元，主要包括工资、津贴。\n公用经费22.00万元，主要包括办公费。", "66.00 + 22.00 = 88.00"),
        case("two divisions of one whole", "支出96.00万元。其中：按功能分类科目，教育支出60.00万元，卫生支出36.00万元，按经济分类科目，工资福利支出70.00万元，资本性支出26.00万元。", "70.00 + 26.00 = 96.00"),
        case("two divisions in paragraphs of their own", "地方收入96.00万元。\n按构成分：税收收入60.00万元；非税收入36.00万元。\n按部门分：税务部门70.00万元；财政部门26.00万元。", "70.00 + 26.00 = 96.00"),
        case("分项情况是", "决算总额96.00万元，比上年下降1.8%。分项情况是：出国经费12.00万元，比上年增长2%；接待费34.00万元；用车费50.00万元。", "12.00 + 34.00 + 50.00 = 96.00"),
        case("no word between", "部门经费预算96.00万元，基本支出70.00万元，项目支出26.00万元。", "70.00 + 26.00 = 96.00"),
        case("no word between people", "在职人员81人，专业技术人员57人、管理人员1人、工勤人员23人。", "57 + 1 + 23 = 81"),
        case("retired people behind the list", "教职工62人，其中高级25人，中级30人，初级7人，退休28人。", "25 + 30 + 7 = 62"),
        case("items of one paragraph", "“三公”经费预算安排96.00万元，与上年持平：一、出国费12.00万元，二、用车费50.00万元，其中运行费50.00万元，三、接待费34.00万元。", "12.00 + 50.00 + 34.00 = 96.00"),
        case("a full stop within brackets", "经费96.00万元，其中：用车费62.00万元（购置费12.00万元；运行费50.00万元。），接待费34.00万元。", "62.00 + 34.00 = 96.00"),
        case("spending named by the budget before it", f"{FUNDS}\n“三公”经费支出决算数比上年减少1.00万元，下降25.00%。", "1.00 ÷ (3.00 + 1.00) × 100 = 25.00"),
        case("what was before is no whole", "经费支出431万元，比上年累计支出433万元减少2万元。其中：用车费251万元，购车费56万元，接待费124万元。", "251 + 56 + 124 = 431"),
        case("carried over from last year is this year's", "上年结转和结余8.02万元。较2022年度决算数增加0.78万元，增长10.8%。", "0.78 ÷ (8.02 - 0.78) × 100 = 10.8"),
        case("a clause that opens a list of its own", "总额277万元。分项如下：出国费12万元；接待费103万元；用车费162万元，其中：购置费41万元；运行费121万元。", "12 + 103 + 162 = 277"),
    ],
)  # fmt: skip
def test_it_holds(text: str, words: str) -> None:
    assert words in held(text)
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("a rate in a row", ROW.format("28.00"), "20.00%", "28.00%"),
        case("the second of two divisions", "支出96.00万元。其中：按功能分类科目，教育支出60.00万元，卫生支出36.00万元，按经济分类科目，工资福利支出70.00万元，资本性支出62.00万元。", "132.00万元", "96.00万元"),
        case("a part that goes on below", "基本支出88.00万元，其中：人员经费66.00万元，主要包括工资。\n公用经费25.00万元，主要包括办公费。", "91.00万元", "88.00万元"),
        case("the share of a part below", "基本支出预算88.00万元。其中：\n工资福利支出预算66.00万元，占基本支出预算75.00%。\n商品和服务支出预算22.00万元，占基本支出预算52.00%。", "25.00%", "52.00%"),
        case("an inline budget", "收入累计完成246.00万元，完成年初预算数600.00万元的47.0%。", "41.00%", "47.0%"),
        case("an amount given elsewhere rightly", "收入792.22万元，比上年增加189.25万元，增加31.39%。其中：财政拨款收入7922.2万元，比上年增加209.28万元，增加35.90%。", "2.71%", "35.90%"),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        case("a year only compared with", "收入总计1870.00万元，与2019年相比增加630.00万元，增长50.81%；支出总计1600.00万元，与2019年相比增加540.00万元，增长50.94%。"),
        case("no amounts of the year before", "2022年度三公经费预算79万元，比上年预算减少49万元，下降38.28%。其中：出国费预算0万元，接待费预算4万元，用车费预算75万元。"),
        case("parts restated as items", "经费预算79万元。其中：出国费预算0万元，接待费预算4万元，用车费预算75万元。具体情况如下：\n（一）出国费预算0万元。\n（二）接待费预算4万元。\n（三）用车费预算75万元。"),
        case("the budget of the whole", FUNDS),
        case("one sum at its stages", "年初批复8个项目985万元，调整预算后861.46万元，其中：到位资金334.67万元，支付资金300.10万元。"),
    ],
)  # fmt: skip
def test_nothing_is_said(text: str) -> None:
    assert codes(text) == []


def test_what_the_coarse_figures_allow_is_no_error() -> None:
    assert [
        one[0] for one in said("采购规模1.32亿元，授予中小企业合同1.30亿元，占采购规模的98.43%。", "占比")
    ] == ["需说明"]
