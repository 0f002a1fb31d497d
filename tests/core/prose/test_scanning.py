"""What is a quantity, with which value; and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.prose.paragraphs import read_flow
from core.prose.quantity import DATE, YEAR, Numeral
from core.prose.scanning import scan
from tests.core.prose.cases import case


def scanned(text: str) -> list[Numeral]:
    return [numeral for _, numeral in scan(read_flow(text)) if numeral.kind not in (YEAR, DATE)]


def told(text: str) -> list[str]:
    """value kind(measure) of each quantity, with ~ before a rough one and –high behind a range."""
    out = []
    for numeral in scanned(text):
        high = f"–{numeral.high.normalize():f}" if numeral.high is not None else ""
        kind = numeral.measure if numeral.kind == "数量" else numeral.kind
        out.append(f"{'~' if numeral.vague else ''}{numeral.value.normalize():f}{high} {kind}")
    return out


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        case("万元", "支出359.96万元。", ["359.96 金额"]),
        case("元 in 万元", "支出12,727,500元。", ["1272.75 金额"]),
        case("千元", "支出128千元。", ["12.8 金额"]),
        case("亿元", "收入1.2亿元。", ["12000 金额"]),
        case("百万元", "投入3百万元。", ["300 金额"]),
        case("百元", "补助5百元。", ["0.05 金额"]),
        case("十万元", "投入5十万元。", ["50 金额"]),
        case("千万元", "投入2千万元。", ["2000 金额"]),
        case("thousands commas", "收入1,272.75万元。", ["1272.75 金额"]),
        case("full-width commas in a number", "收入1，272.75万元。", ["1272.75 金额"]),
        case("full-width digits and point", "收入１２７２．７５万元。", ["1272.75 金额"]),
        case("a space before the unit", "收入 1272.75 万元。", ["1272.75 金额"]),
        case("a space in the number", "收入1 272.75万元。", ["1272.75 金额"]),
        case("a space before the point", "收入1272 .75万元。", ["1272.75 金额"]),
        case("a full-width space", "收入1272.75　万元。", ["1272.75 金额"]),
        case("a no-break space", "收入1272.75\xa0万元。", ["1272.75 金额"]),
        case("a line break before the unit", "收入1272.75\n万元。", ["1272.75 金额"]),
        case("a line break before the point", "收入1272\n.75万元。", ["1272.75 金额"]),
        case("a nought", "因公出国费0万元。", ["0 金额"]),
        case("0.00", "因公出国费0.00万元。", ["0 金额"]),
        case("a rate with a minus", "同比增长-6.85%。", ["-6.85 百分比"]),
        case("次 is a word of its own", "检查12次。", ["12 次"]),
        case("a negative change", "结余-12.5万元。", ["-12.5 金额"]),
        case("a unit shared by three", "下达116、100、28.8万元。", ["116 金额", "100 金额", "28.8 金额"]),
        case("a unit shared with 和", "分别为116和28.8万元。", ["116 金额", "28.8 金额"]),
        case("a per cent shared", "分别占59.81、40.19%。", ["59.81 百分比", "40.19 百分比"]),
        case("元 shared", "补助标准分别为300、500元。", ["0.03 金额", "0.05 金额"]),
        case("a count shared", "分别培训120、80人。", ["120 人", "80 人"]),
        case("per cent", "占59.81%。", ["59.81 百分比"]),
        case("full-width per cent", "占59.81％。", ["59.81 百分比"]),
        case("per mille", "增长率5‰。", ["0.5 百分比"]),
        case("百分之", "占百分之四十。", ["40 百分比"]),
        case("百分之 with a point", "占百分之四十点五。", ["40.5 百分比"]),
        case("percentage points", "提高2.3个百分点。", ["2.3 百分点"]),
        case("percentage points without 个", "提高2.3百分点。", ["2.3 百分点"]),
        case("marks", "自评得分96.5分。", ["96.5 分"]),
        case("people in 名 and 位", "干部161名，党员3位。", ["161 人", "3 人"]),
        case("institutions in 家", "下属单位3家。", ["3 个"]),
        case("courses", "举办主体班21期。", ["21 期"]),
        case("人次", "培训700人次。", ["700 人次"]),
        case("场次 is 场", "讲座20场次。", ["20 场"]),
        case("亩 with 万", "造林1.2万亩。", ["12000 亩"]),
        case("square metres", "面积1560平方米。", ["1560 平方米"]),
        case("a Chinese numeral", "下设三个科室。", ["3 个"]),
        case("eleven", "设十一个组。", ["11 个"]),
        case("two as 两", "存在两个问题。", ["2 个"]),
        case("twenty-one", "举办二十一期。", ["21 期"]),
        case("三大", "围绕三大主题。", ["3 大"]),
        case("a Chinese numeral behind 以下", "存在以下三个问题。", ["3 个"]),
        case("余 behind the unit's scale", "服务3万余次。", ["~30000 次"]),
        case("余 behind the number", "捐赠20余万元。", ["~20 金额"]),
        case("多 behind the number", "资助200多名。", ["~200 人"]),
        case("约", "支出约12万元。", ["~12 金额"]),
        case("近", "走访近300户。", ["~300 户"]),
        case("左右", "支出12万元左右。", ["~12 金额"]),
        case("以上", "完成95%以上。", ["~95 百分比"]),
        case("不低于", "满意度不低于95%。", ["~95 百分比"]),
        case("≥", "培训人数≥400人。", ["~400 人"]),
        case("超过", "累计超过500场。", ["~500 场"]),
        case("余 behind a Chinese numeral", "开展十余次。", ["~10 次"]),
        case("a range with 至", "培训20至30人。", ["20–30 人"]),
        case("a range with a hyphen", "补助300-500元。", ["0.03–0.05 金额"]),
        case("a range of per cents", "增长5%—8%。", ["5 百分比", "8 百分比"]),
        case("a range with ~", "每次20~30人。", ["20–30 人"]),
        case("years are passed by", "2023年支出12.5万元。", ["12.5 金额"]),
        case("a number before a bracket", "支出12.5万元（含税）。", ["12.5 金额"]),
        case("Chinese money", "补助三千元。", ["0.3 金额"]),
        case("人民币 sign", "支出￥12,500元。", ["1.25 金额"]),
        case("thousands with 万", "服务12.5万人次。", ["125000 人次"]),
    ],
)  # fmt: skip
def test_a_quantity_is_read_with_its_value(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        case("a pattern with plus", "推行“1+6”模式。"),
        case("a pattern of five", "落实五化要求。"),
        case("a class of merit", "荣立三等功。"),
        case("an ordinal", "举办第三届论坛。"),
        case("an ordinal of a session", "第二十次全会精神。"),
        case("a document's number", "根据财预〔2020〕10号文件。"),
        case("a document's number in square brackets", "根据湘财绩[2023]15号文件。"),
        case("a document's number in ASCII brackets", "根据财办(2022)7号。"),
        case("a function code", "2013901行政运行（项）。"),
        case("a function code behind words", "功能科目2080505。"),
        case("a date", "2023年12月31日前完成。"),
        case("a date with points", "于2023.12.31完成。"),
        case("a date with hyphens", "于2023-12-31完成。"),
        case("a month", "3月份启动。"),
        case("a day", "7月1日召开。"),
        case("a telephone number", "联系电话：0731-28123456。"),
        case("a mobile number", "联系电话13800001234。"),
        case("a heading's number", "1.基本情况"),
        case("a heading's Chinese number", "三、基本情况"),
        case("a numbered clause", "（2）加强管理。"),
        case("a circled number", "①加强管理。②完善制度。"),
        case("a level of institutions", "下属二级机构。"),
        case("a level of budget units", "属一级预算单位。"),
        case("a line of contents", "一、基本情况……………………3"),
        case("a line of contents with points", "一、基本情况.............12"),
        case("a page number alone", "— 3 —"),
        case("a time of day", "上午9:30召开。"),
        case("a room", "地址：人民路128号。"),
        case("a road", "G320国道。"),
        case("a car's plate", "车牌湘B12345。"),
        case("an event's year", "2023某城论坛顺利举行。"),
        case("a plan's number", "“十四五”规划。"),
        case("统一", "实行统一管理。"),
        case("之一", "是全县重点之一。"),
        case("一般", "一般公共预算。"),
        case("每次", "每三个月检查一次。"),
        case("an id", "统一社会信用代码11430200006289123X。"),
        case("a version", "使用2.0版系统。"),
        case("a web address", "网址http://www.abc123.gov.cn。"),
        case("三公", "压减三公经费。"),
        case("两优一先", "评选“两优一先”。"),
        case("三长制", "推行三长制。"),
        case("七一", "开展“七一”慰问。"),
        case("a line of form numbers", "附件2"),
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_passed_by(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        case("年", "2023年支出。", [2023]),
        case("年度", "2023年度支出。", [2023]),
        case("full-width", "２０２３年支出。", [2023]),
        case("two", "2022年和2023年支出。", [2022, 2023]),
        case("spaces", "2023 年度支出。", [2023]),
    ],
)
def test_a_year_is_read_as_a_year(text: str, years: list[int]) -> None:
    assert [int(numeral.value) for _, numeral in scan(read_flow(text)) if numeral.kind == YEAR] == years


@pytest.mark.parametrize(
    ("text", "step"),
    [
        case("two places of 万元", "12.50万元", "0.01"),
        case("no places of 万元", "12万元", "1"),
        case("two places of 元", "125000.00元", "0.000001"),
        case("亿元", "1.25亿元", "100"),
        case("per cent", "59.8%", "0.1"),
        case("万亩", "1.2万亩", "1000"),
    ],
)
def test_the_step_is_one_unit_of_the_last_place(text: str, step: str) -> None:
    (numeral,) = scanned(f"共{text}。")

    assert numeral.step == Decimal(step)
