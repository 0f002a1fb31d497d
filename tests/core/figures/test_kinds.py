"""Every kind of figure: what is typed, what is kept, what is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.blanks import NOT_APPLICABLE, NOT_APPLICABLE_WORDS, Value
from core.figures.kinds import KINDS, read_entry
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import plain
from core.numbers.writing import read_format

OPTIONS = ("党的机关", "行政机关", "无")


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        ("金额", "１，２７２.７５万元", "1272.75", "1272.75"),
        ("金额", "12,727,512.34元", "1272.751234", "1272.751234"),
        ("金额", "1272.70", "1272.70", "1272.70"),
        ("金额", "1272。75", "1272.75", "1272.75"),
        ("金额", "=100+20.5", "120.5", "120.5"),
        ("人数", "=40+24", "64", "64"),
        ("金额", "五十", "50", "50"),
        ("金额", "五十万", "50", "50"),
        ("金额", "三百二十一万元", "321", "321"),
        ("金额", "12,727,500元", "1272.75", "1272.75"),
        ("金额", "12,727,512.30元", "1272.751230", "1272.751230"),
        ("金额", "1.5亿元", "15000", "15000"),
        ("金额", "1.27275亿", "12727.5", "12727.5"),
        ("金额", "（12.5）", "-12.5", "-12.5"),
        ("金额", "300千元", "30", "30"),
        ("金额", "¥100元整", "0.01", "0.01"),
        ("金额", "0", "0", "0"),
        ("金额", "-0", "0", "0"),
        ("金额", "无", "无", "无"),
        ("金额", " — ", "—", "—"),
        ("金额", "不涉及", "不涉及", "不涉及"),
        ("人数", "64", "64", "64"),
        ("人数", "六十四人", "64", "64"),
        ("人数", "1.2万人", "12000", "12000"),
        ("人数", "64.0", "64", "64"),
        ("个数", "11个", "11", "11"),
        ("数值", "3.50", "3.50", "3.50"),
        ("百分比", "59.81%", "59.81", "59.81"),
        ("百分比", "5个百分点", "5", "5"),
        ("分值", "9.5分", "9.5", "9.5"),
        ("年度", "２０２３年度", "2023", "2023"),
        ("文字", "  某县\t单位 ", "某县 单位", "某县 单位"),
        ("文字", "无", "无", "无"),
        ("多行文字", "甲\r\n乙 ", "甲\n乙 ", "甲\n乙 "),
        ("日期", "2024年3月5日", "2024-03-05", "2024年3月5日"),
        ("日期", "2024.3.5", "2024-03-05", "2024年3月5日"),
        ("日期", "20240305", "2024-03-05", "2024年3月5日"),
        ("选项", "行政机关", "行政机关", "行政机关"),
        ("选项", "无", "无", "无"),
        ("选项", "—", "—", "—"),
        ("是否", "√", "是", "是"),
        ("是否", "无", "否", "否"),
        ("是否", "不涉及", "不涉及", "不涉及"),
    ],
)
def test_what_is_typed_is_kept_and_shown(kind: str, typed: str, kept: str, shown: str) -> None:
    entry = read_entry(KINDS[kind], typed, OPTIONS if kind == "选项" else ())

    assert entry == kept
    assert KINDS[kind].show_entry(kept) == shown


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["", "   ", "\n", "\ufeff"])
def test_blank_is_no_entry(kind: str, typed: str) -> None:
    if kind == "多行文字" and typed.strip("\ufeff"):
        assert read_entry(KINDS[kind], typed) == typed
    else:
        assert read_entry(KINDS[kind], typed) is None


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("金额", "1272.75美元", "单位不是金额单位"),
        ("金额", "七百多", "不是数字"),
        ("人数", "64.5", "不小于 0 的整数"),
        ("人数", "-1", "不小于 0 的整数"),
        ("人数", "64万元", "不是人数"),
        ("个数", "50%", "不是个数"),
        ("百分比", "59.81元", "不是百分比"),
        ("分值", "5万元", "不是分数"),
        ("年度", "23", "四位年份"),
        ("年度", "1048", "四位年份"),
        ("日期", "2024-02-30", "不是日期"),
        ("日期", "2024111", "不是日期"),
        ("日期", "3月5日", "不是日期"),
        ("选项", "行政机", "是否为“行政机关”"),
        ("选项", "xyz", "请从中选一项：党的机关、行政机关、无"),
        ("是否", "也许", "请填“是”或“否”"),
    ],
)
def test_nonsense_is_refused_with_what_to_do(kind: str, typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_entry(KINDS[kind], typed, OPTIONS if kind == "选项" else ())


_numbers = st.decimals(-(10**12), 10**12, places=4, allow_nan=False).map(plain)
_counts = st.integers(0, 10**12).map(str)
ENTRIES: dict[str, st.SearchStrategy[str]] = {
    "金额": _numbers,
    "人数": _counts,
    "个数": _counts,
    "数值": _numbers,
    "百分比": _numbers,
    "分值": _numbers,
    "年度": st.integers(1949, 2100).map(str),
    "文字": st.text(),
    "多行文字": st.text(),
    "日期": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
    "选项": st.sampled_from(OPTIONS),
    "是否": st.sampled_from(["是", "否"]),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_shown_of_an_entry_is_read_as_that_entry(kind: str, data: st.DataObject) -> None:
    options = OPTIONS if kind == "选项" else ()
    typed = data.draw(ENTRIES[kind] | st.sampled_from(NOT_APPLICABLE_WORDS))
    entry = read_entry(KINDS[kind], typed, options)

    if entry is not None:
        assert read_entry(KINDS[kind], KINDS[kind].show_entry(entry), options) == entry


_values: dict[str, st.SearchStrategy[Value]] = {
    "文字": st.text(min_size=1).map(lambda text: read_entry(KINDS["文字"], text)),
    "多行文字": st.text(min_size=1).map(lambda text: read_entry(KINDS["多行文字"], text)),
    "日期": ENTRIES["日期"],
    "选项": ENTRIES["选项"],
    "是否": st.booleans(),
    "年度": ENTRIES["年度"].map(Decimal),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_shown_of_a_value_is_read_as_that_value(kind: str, data: st.DataObject) -> None:
    known = KINDS[kind]
    options = OPTIONS if kind == "选项" else ()
    least = 0 if kind in ("人数", "个数") else -(10**12)
    numbers = st.decimals(least, 10**12, places=known.places, allow_nan=False)
    value = data.draw(_values.get(kind, numbers | st.just(NOT_APPLICABLE)))

    entry = read_entry(known, known.show(value), options)

    assert known.value(entry, options) == value


def test_an_option_called_none_is_a_value_and_the_word_elsewhere_is_not_applicable() -> None:
    assert KINDS["选项"].value("无", OPTIONS) == "无"
    assert KINDS["选项"].value("无", ("甲", "乙")) is NOT_APPLICABLE
    assert KINDS["金额"].value("无") is NOT_APPLICABLE


def test_an_entry_is_shown_as_typed_unless_a_format_is_asked_for() -> None:
    assert KINDS["金额"].show_entry("1272.7") == "1272.7"
    assert KINDS["金额"].show_entry("1272.7", read_format(",0.00")) == "1,272.70"
    assert KINDS["金额"].show_entry("1272.7", read_format(",0元")) == "12,727,000"
    assert KINDS["金额"].show_entry("无", read_format("0.00")) == "无"


@pytest.mark.parametrize("damaged", ["八", "nan", "inf", "1E+500", "1E-500", "--1"])
def test_a_damaged_entry_counts_as_unfilled(damaged: str) -> None:
    assert KINDS["金额"].value(damaged) is None


@given(st.sampled_from(list(KINDS)), st.text(max_size=60))
def test_any_typed_text_is_kept_or_refused(kind: str, text: str) -> None:
    try:
        entry = read_entry(KINDS[kind], text, OPTIONS if kind == "选项" else ())
    except Refused as refusal:
        entry = refusal.reason

    assert entry is None or entry
