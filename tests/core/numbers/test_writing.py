"""Formats, and the one door for text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers.cleaning import clean, halfwidth, one_line
from core.numbers.writing import NumberFormat, read_format


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("0.00", "1272.7", "1272.70"),
        ("0", "1272.5", "1273"),
        (",0.00", "1272.75", "1,272.75"),
        (",0", "-1234567", "-1,234,567"),
        (",", "1234.5678", "1,234.5678"),
        ("0.00元", "1272.751234", "12727512.34"),
        ("元", "1272.75", "12727500"),
        (",0.00元", "1272.751234", "12,727,512.34"),
        ("0.0000亿元", "12727.5", "1.2728"),
        ("0.00", "-0.001", "0.00"),
        ("0.0", "0.25", "0.3"),
    ],
)
def test_a_number_is_written_in_its_format(form: str, number: str, written: str) -> None:
    found = read_format(form)

    assert found is not None
    assert found.write(Decimal(number)) == written


@pytest.mark.parametrize("text", ["", " ", "abc", "0.", "#,##0", "0.0.0", "0." + "0" * 13, "00"])
def test_what_is_no_format_is_none(text: str) -> None:
    assert read_format(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_number_without_a_format_keeps_its_value_and_has_no_exponent(number: Decimal) -> None:
    written = NumberFormat().write(number)

    assert "E" not in written
    assert Decimal(written) == number
    assert written not in ("-0", "-0.00")


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_what_files_can_carry(text: str) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert not set(cleaned) & set("\r\v\f\x00\x1f\x85\u2028\u2029\ufeff\ufffc\ufffe\uffff")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("甲\u2028乙\x0b丙", "甲\n乙\n丙"),
        ("\ufeff甲\x00\ufffc乙\ud800", "甲乙"),
        ("𠮷\U0001fffe", "𠮷"),
        ("甲\t乙", "甲\t乙"),
    ],
)
def test_text_is_cleaned_at_the_door(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_halfwidth_keeps_every_place(text: str) -> None:
    assert len(halfwidth(text)) == len(text)


def test_a_field_of_one_line_has_no_line_ends_and_no_edges() -> None:
    assert one_line(" 甲\n\n乙\t丙　") == "甲 乙 丙"
