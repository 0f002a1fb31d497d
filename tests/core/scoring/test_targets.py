"""Reading targets and actuals as clerks write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.indicators import NATURES
from core.scoring.targets import Target, done, doubt, read_target
from tests.core.hostile import TARGETS, target_of
from tests.steps import steps_of

D = Decimal


@pytest.mark.parametrize(
    ("text", "nature", "number", "unit"),
    [
        ("≥90%", "≥", "90", "%"),
        (">=90％", "≥", "90", "%"),
        ("≥ 90 %", "≥", "90", "%"),
        ("不低于90%", "≥", "90", "%"),
        ("满意度≥90%", "≥", "90", "%"),
        ("≮95%", "≥", "95", "%"),
        ("≤5天", "≤", "5", "天"),
        ("≯5天", "≤", "5", "天"),
        ("不超过5天", "≤", "5", "天"),
        ("不得超过5%", "≤", "5", "%"),
        ("未超过3%", "≤", "3", "%"),
        ("控制在3天以内", "≤", "3", "天"),
        ("误差±5%", "±", "5", "%"),
        ("±5%", "±", "5", "%"),
        ("误差不超过5%", "±", "5", "%"),
        ("上下浮动≤5%", "±", "5", "%"),
        ("增长5%", "≥", "5", "%"),
        ("增长0%", "≥", "0", "%"),
        ("较上年下降5%以上", "≥", "5", "%"),
        ("增长不超过5%", "≤", "5", "%"),
        ("不超过同比增长5%", "≤", "5", "%"),
        ("≥增长率5%", "≥", "5", "%"),
        ("下降到3%", "≤", "3", "%"),
        ("降至3%以下", "≤", "3", "%"),
        ("提高到95%", "≥", "95", "%"),
        ("＞1200人", ">", "1200", "人"),
        ("超过1200人", ">", "1200", "人"),
        ("＜3起", "<", "3", "起"),
        ("不到5天", "<", "5", "天"),
        ("未达到90%", "<", "90", "%"),
        ("=21期", "=", "21", "期"),
        ("等于21期", "=", "21", "期"),
        ("１００％", "≥", "100", "%"),
        ("100%以上", "≥", "100", "%"),
        ("90%（含）以上", "≥", "90", "%"),
        ("3项及以上", "≥", "3", "项"),
        ("5天以内", "≤", "5", "天"),
        ("5个工作日内", "≤", "5", "个工作日"),
        ("10%以下", "≤", "10", "%"),
        ("12,000人", "≥", "12000", "人"),
        ("1，200人", "≥", "1200", "人"),
        ("21期，效果良好", "≥", "21", "期"),
        ("100%完成", "≥", "100", "%"),
        ("≥3次/年", "≥", "3", "次/年"),
        ("0.35", "≥", "0.35", ""),
        ("≥-5%", "≥", "-5", "%"),
        ("-5%", "≥", "-5", "%"),
        ("增长负5%", "≥", "-5", "%"),
        ("+5%", "≥", "5", "%"),
        ("≤0.5‰", "≤", "0.5", "‰"),
        ("123456789012345678人", "≥", "123456789012345678", "人"),
        ("0.123456789012345678", "≥", "0.123456789012345678", ""),
        ("满意" * 38 + "≥90%", "≥", "90", "%"),
    ],
)
def test_a_sign_a_number_and_a_unit(text: str, nature: str, number: str, unit: str) -> None:
    assert read_target(text) == Target(nature, D(number), unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1.2万亩", "12000", "亩"),
        ("12000亩", "12000", "亩"),
        ("2.6亿元", "260000000", "元"),
        ("1093万元", "10930000", "元"),
        ("3千人", "3000", "人"),
        ("5百万元", "5000000", "元"),
        ("5千万元", "50000000", "元"),
        ("1.5万亿元", "1500000000000", "元"),
        ("3万余次", "30000", "次"),
        ("约3万次", "30000", "次"),
        ("10余万元", "100000", "元"),
        ("20多个", "20", "个"),
        ("100人左右", "100", "人"),
        ("每亩300", "300", ""),
        ("每亩300元", "300", "元/亩"),
        ("300元/亩", "300", "元/亩"),
        ("300元每亩", "300", "元/亩"),
        ("每公里补助300元", "300", "元"),
    ],
)
def test_multipliers_are_multiplied_in_and_rough_words_left_out(text: str, number: str, unit: str) -> None:
    assert read_target(text) == Target("≥", D(number), unit)


@pytest.mark.parametrize(
    ("text", "nature", "number", "unit"),
    [
        ("二十一期", "≥", "21", "期"),
        ("=二十一期", "=", "21", "期"),
        ("不少于三次", "≥", "3", "次"),
        ("两次", "≥", "2", "次"),
        ("近三千人", "≥", "3000", "人"),
        ("三万余次", "≥", "30000", "次"),
        ("十余次", "≥", "10", "次"),
        ("一千零九十三万元", "≥", "10930000", "元"),
        ("十天以内", "≤", "10", "天"),
        ("百分之九十以上", "≥", "90", "%"),
        ("满意度百分之90", "≥", "90", "%"),
        ("百分之百", "≥", "100", "%"),
        ("零事故", "=", "0", "事故"),
    ],
)
def test_numbers_in_chinese_numerals(text: str, nature: str, number: str, unit: str) -> None:
    assert read_target(text) == Target(nature, D(number), unit)


@pytest.mark.parametrize(
    ("text", "nature", "number", "unit"),
    [
        ("90%-95%", "≥", "90", "%"),
        ("90-95%", "≥", "90", "%"),
        ("90%～95%", "≥", "90", "%"),
        ("3至5天", "≥", "3", "天"),
        ("5-5天", "≥", "5", "天"),
        ("3——5天", "≥", "3", "天"),
        ("1-2万元", "≥", "10000", "元"),
        ("1万-2万元", "≥", "10000", "元"),
        (">90%-95%", ">", "90", "%"),
        ("≤5-7天", "≤", "7", "天"),
        ("5-7天以内", "≤", "7", "天"),
        ("0-5%", "≤", "5", "%"),
    ],
)
def test_a_range_is_a_floor_at_its_lower_end_or_a_ceiling_at_its_upper(
    text: str, nature: str, number: str, unit: str
) -> None:
    assert read_target(text) == Target(nature, D(number), unit)


def test_nothing_expected_is_to_be_met_and_not_a_floor() -> None:
    assert read_target("0起") == Target("=", D(0), "起")
    assert read_target("≤0起") == Target("≤", D(0), "起")
    assert read_target("≥0起") == Target("≥", D(0), "起")


@pytest.mark.parametrize(
    "text",
    [
        "显著", "完成", "优良", "无", "－", "—", "一定程度", "十分满意", "三五天", "百万元", "一流", "一户一策", "第三期",
        "进一步提高", "2025年12月底前", "二〇二五年", "12月底前", "第3名", "PM2.5达标", "从5%降至3%", "由3件增至5件",
        "培训21期、覆盖5个村", "1:1", "21/21", "3.5.1", "1,2", ".5%", "21 30", "21\n30", "增长率-5%", "95%-90%", "2024-12",
        "提高效率后能耗下降5%", "±3-5%", "百分之几", "百分之三五", "1234567890123456789人", "0.1234567890123456789", "999999999999999999亿", "10000000000万亿", "½", "²", "٣天", "（含）", "≥", "%", "满意" * 39 + "90%",
    ],
)  # fmt: skip
def test_what_names_no_one_number_is_qualitative(text: str) -> None:
    assert read_target(text) == Target("定性", None, "")


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "　"])
def test_a_blank_has_no_nature(text: str) -> None:
    assert read_target(text) == Target("", None, "")


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("1.2万亩", "12000亩", "12000"),
        ("≥90%", "95.5%", "95.5"),
        ("≥90%", "95.5", "95.5"),
        ("90", "95.5%", "95.5"),
        ("=21期", "二十一期", "21"),
        ("每亩300", "300元/亩", "300"),
        ("1.2万", "12000亩", "12000"),
        ("1100", "1093", "1093"),
        ("≥0起", "0起", "0"),
        ("增长5%", "下降1%", "-1"),
        ("增长5%", "增长6%", "6"),
        ("增长5%", "6%", "6"),
        ("增长5%", "-1%", "-1"),
        ("增长5%", "增长负1%", "-1"),
        ("下降5%", "上升2%", "-2"),
        ("下降5%", "下降3%", "3"),
        ("下降5%", "3%", "3"),
        ("下降5%", "-3%", "3"),
        ("下降5%", "+3%", "-3"),
        ("下降5%", "下降0%", "0"),
        ("≥-5%", "下降3%", "-3"),
        ("±5%", "-8%", "-8"),
        ("±5%", "下降8%", "-8"),
        ("≥5%", "增长6%", "6"),
        ("≤0.5%", "0.3", "0.3"),
        ("≥0.9", "0.95", "0.95"),
        ("下降123456789012345678", "上升123456789012345677.123456789012345678", "-123456789012345677.123456789012345678"),
    ],
)  # fmt: skip
def test_an_actual_is_counted_in_the_direction_of_its_target(target: str, actual: str, expected: str) -> None:
    assert done(read_target(actual), read_target(target)) == D(expected)
    assert doubt(read_target(actual), read_target(target)) == ""


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        ("1093万元", "1100", "不知道是不是万、亿"),
        ("1100", "1093万元", "不知道是不是万、亿"),
        ("≥90%", "21期", "的单位是“期”，指标值的单位是“%”"),
        ("300元/亩", "300元", "的单位是“元”，指标值的单位是“元/亩”"),
        ("≥90%", "显著", "没有写出一个数"),
        ("≥95%", "0.96", "“0.96”是否为 96%？"),
        ("≥95%", "1", "“1”是否为 100%？"),
        ("≤5%", "0.8", "“0.8”是否为 80%？"),
        ("≥0.95", "96%", "“0.95”是否为 95%？"),
        ("≥5%", "下降6%", "指标值没有写增长还是下降"),
        ("增长5%", "增长到95%", "一个写增减多少，一个写到多少"),
        ("提高到95%", "提高3%", "一个写增减多少，一个写到多少"),
    ],
)
def test_what_may_mean_two_things_is_asked_about_and_not_counted(target: str, actual: str, why: str) -> None:
    assert done(read_target(actual), read_target(target)) is None
    assert why in doubt(read_target(actual), read_target(target))


@pytest.mark.parametrize(("target", "actual"), [("显著", "显著"), ("", "90"), ("≥90%", "")])
def test_what_is_judged_or_not_filled_has_no_number_and_no_doubt(target: str, actual: str) -> None:
    assert done(read_target(actual), read_target(target)) is None
    assert doubt(read_target(actual), read_target(target)) == ""


words = st.lists(
    st.sampled_from(
        [
            *"≥≤<>=-+~至到.,，、（）%％ \n0123456789０９一二十百千万亿零两余多约近每第元亩天年月内",
            "以上",
            "不",
            "超过",
            "百分之",
            "年底",
        ]
    ),
    max_size=14,
).map("".join)


@given(words | st.text(max_size=100))
def test_any_text_is_read_and_a_number_always_has_a_sign(text: str) -> None:
    target = read_target(text)

    assert (target.nature in NATURES) == (target.number is not None)
    assert target.nature in (*NATURES, "定性", "")
    assert (target.nature == "") == (not text.strip())
    if target.number is not None:
        assert abs(target.number) < 10**18
    assert (done(target, target) is None) == (target.number is None or bool(doubt(target, target)))


@given(
    st.sampled_from(NATURES),
    st.decimals(1, 10**6, places=2),
    st.sampled_from(["", "%", "元", "人次", "元/亩"]),
)
def test_what_is_written_plainly_is_read_back(nature: str, number: Decimal, unit: str) -> None:
    assert read_target(f"{nature}{number}{unit}") == Target(nature, number, unit)


@pytest.mark.parametrize("piece", TARGETS)
def test_a_text_of_any_length_is_read_in_few_steps(piece: str) -> None:
    assert steps_of(lambda: read_target(target_of(piece))) < 100
