"""Numbers as clerks write them, and sentences for what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers.chinese import read_chinese, write_chinese
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import MOST_DIGITS, plain, read_number


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("1272.75", "1272.75", ""),
        ("１，２７２.７５万元", "1272.75", "万元"),
        ("12,727,512.34元", "12727512.34", "元"),
        (" 1 272.75 ", "1272.75", ""),
        ("¥3.50", "3.50", ""),
        ("人民币3.50元整", "3.50", "元整"),
        ("+5", "5", ""),
        ("-5.0", "-5.0", ""),
        ("−5", "-5", ""),
        ("（12.5）", "-12.5", ""),
        ("(12.5万元)", "-12.5", "万元"),
        ("(12.5)万元", "-12.5", "万元"),
        (".5", "0.5", ""),
        ("59.81%", "59.81", "%"),
        ("五十", "50", ""),
        ("一百零五人", "105", "人"),
        ("0", "0", ""),
        ("1272。75", "1272.75", ""),
        ("１２７２。７５万元", "1272.75", "万元"),
        ("１２７２．７５", "1272.75", ""),
        ("=100+20.5", "120.5", ""),
        ("＝１００＋２０。５", "120.5", ""),
        ("= 1,200 - 200.50", "999.5", ""),
        ("=(3+4)×2.5", "17.5", ""),
        ("=2+3*4÷8", "3.5", ""),
        ("=-(1−3)", "2", ""),
        ("=0.1+0.2", "0.3", ""),
        ("=1÷3*3", "1", ""),
    ],
)
def test_a_number_is_read_with_its_unit(typed: str, value: str, unit: str) -> None:
    found = read_number(typed)

    assert (str(found.value), found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("七百多", "不是数字.*不写“多”"),
        ("约120万元", "不是一个数"),
        ("12。3。4", "两个小数点"),
        ("=", "等号后面只能写"),
        ("=100+20.5万元", "等号后面只能写"),
        ("=A1+2", "等号后面只能写"),
        ("=2^3", "等号后面只能写"),
        ("=2**3", "没有写完"),
        ("=(1+2", "没有写完"),
        ("=1+", "没有写完"),
        ("=1)", "没有写完"),
        ("=1 2+3", "像是有两个数"),
        ("=100÷3", "除不尽"),
        ("=1÷(2-2)", "除以 0"),
        ("=" + "9" * 15 + "*" + "9" * 15, "位数太多"),
        ("100余万元", "不写“余”"),
        ("1.2.3", "两个小数点"),
        ("1,27,5", "千分位逗号"),
        ("约12", "不是一个数"),
        ("12-", "不是一个数"),
        ("1e5", "不是一个数"),
        ("12abc3", "不是一个数"),
        ("三万五", "读不准"),
        ("1" * 19, "位数太多"),
        ("0." + "1" * 19, "位数太多"),
        ("一亿亿亿", "位数太多"),
        ("一" * 30, "读不准"),
        ("9" * 5000, "太长"),
        ("", "不是数字"),
        ("()", "不是数字"),
        ("(-5)", "不是一个数"),
    ],
)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        read_number(typed)

    assert len(refusal.value.reason) < 60


def test_a_refusal_quotes_only_the_beginning_of_a_long_text() -> None:
    with pytest.raises(Refused) as refusal:
        read_number("不知道填多少" * 10)

    assert "不知道填多少不知道填多少" in refusal.value.reason
    assert "…" in refusal.value.reason


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        outcome: object = read_number(text).value.is_finite()
    except Refused as refusal:
        outcome = refusal.reason

    assert outcome


numbers = st.decimals(
    min_value=-(10 ** (MOST_DIGITS - 1)), max_value=10 ** (MOST_DIGITS - 1), allow_nan=False, places=6
)


@given(numbers)
def test_what_is_written_plainly_is_read_back_with_its_places(number: Decimal) -> None:
    found = read_number(plain(number)).value

    assert found == number
    assert found.as_tuple().exponent == number.as_tuple().exponent


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("五十", 50),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("一百十", 110),
        ("两百", 200),
        ("一千零五十", 1050),
        ("三万零五百", 30500),
        ("三万五百", 30500),
        ("一亿五千万", 150_000_000),
        ("一亿零五", 100_000_005),
        ("壹拾贰", 12),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("〇", 0),
    ],
)
def test_chinese_numerals_name_a_number(written: str, number: int) -> None:
    assert read_chinese(written) == number


@pytest.mark.parametrize(
    "written", ["三万五", "一百五", "二三十", "十百", "百", "万", "一千零零五", "", "1百", "一" * 99]
)
def test_numerals_that_name_no_number_or_two_are_not_guessed_at(written: str) -> None:
    assert read_chinese(written) is None


@given(st.integers(0, 9999))
def test_every_ordinal_is_read_back(number: int) -> None:
    assert read_chinese(write_chinese(number)) == number


def test_ordinals_are_written_as_headings_count() -> None:
    written = [write_chinese(n) for n in (1, 10, 11, 20, 21, 100, 105, 110, 1001, 1010, 10_000)]

    assert written == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
        "一百",
        "一百零五",
        "一百一十",
        "一千零一",
        "一千零一十",
        "10000",
    ]
