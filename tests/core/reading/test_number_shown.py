"""What a number format shows: the digits alone, words around them, or another number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.reading.number_shown import Showing, show


@pytest.mark.parametrize(
    ("code", "number", "seen", "scaled"),
    [
        ('"≤"0"元"', "2400", "≤2400元", False),
        ('0!.0,"万元"', "62000", "6.2万元", True),
        ("0.0,", "62000", "62.0", True),
        ("#,##0.00_);(#,##0.00)", "-5.5", "", False),
        ("#,##0.00_);(#,##0.00)", "5.5", "", False),
        ("￥#,##0.00", "5.5", "", False),
        ('"￥"#,##0.00;[Red]"￥"\\-#,##0.00', "-5.5", "", False),
        ("[$￥-804]#,##0.00", "5.5", "", False),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", "", False),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1234.5", "", False),
        ('_ ￥* #,##0.00_ ;_ ￥* \\-#,##0.00_ ;_ ￥* "-"??_ ;_ @_ ', "0", "", False),
        ('_ ￥* #,##0.00_ ;_ ￥* \\-#,##0.00_ ;_ ￥* "-"??_ ;_ @_ ', "-3", "", False),
        ("0.00%", "0.8045", "", False),
        ('"≥"0%', "0.95", "≥95%", False),
        ("[DBNum1]General", "5", "", False),
        ('[DBNum2]General"元整"', "5", "", True),
        ('[>=10000]0!.0,"万元";0"元"', "62000", "6.2万元", True),
        ('[>=10000]0!.0,"万元";0"元"', "500", "500元", False),
        ("# ?/?", "0.5", "", False),
        ('# ?/?"亩"', "0.5", "", True),
        ("0.00E+00", "5", "", False),
        ('0.0E+0"元"', "5", "", True),
        ('General"元"', "12.5", "12.5元", False),
        ('G/通用格式"人"', "12", "12人", False),
        ('0"0000"', "2", "20000", True),
        ("0;0", "-5", "5", True),
        ("0;[Red]0", "-5", "", False),
        ('0;-0;"无"', "0", "无", False),
        (";;;", "5", "", True),
        ("0;;", "0", "", False),
        ("-0", "5", "-5", True),
        ('0000"-"00"-"00', "20240305", "2024-03-05", True),
        ("+0;-0", "5", "+5", False),
        ("+0;-0", "-5", "", False),
        ("0年", "2023", "2023年", False),
        ('#,##0"元"', "1234567.6", "1,234,568元", False),
        ('0.0##"㎡"', "1.25", "1.25㎡", False),
        ('#,##0,"千元"', "1234567", "1,235千元", True),
        ("0,.00", "1234567", "1234.57", True),
        ('"合格"', "1", "合格", True),
        ("@", "5", "", False),
        ("General", "5", "", False),
        ('0.00"%"', "80.45", "80.45%", False),
        ('"约"#,##0.00"万元"', "-5", "-约5.00万元", False),
        ("# ##0", "62000", "62 000", False),
        ("#\\,####", "62000", "6,2000", False),
        ("0.0_ ", "5", "", False),
        ("0.00_);[Red]\\(0.00\\)", "-5", "", False),
        ("0.00;(0.00)", "5", "", False),
        ('0"万"0000', "62000", "6万2000", True),
        (".00", "0.5", "", False),
        ('.00"元"', "12.5", "12.50元", False),
        ('#"元"', "0", "元", False),
        ("$#,##0", "5", "$5", False),
        ("0/100", "5", "", False),
    ],
)
def test_what_is_seen_beyond_the_digits(code: str, number: str, seen: str, scaled: bool) -> None:
    showing = show(code, Decimal(number))

    assert (showing.text, showing.scaled) == (seen, scaled)
    assert showing.percent == ("%" in code and '"%"' not in code)
    assert not showing.date


@pytest.mark.parametrize(
    ("code", "number", "clock"),
    [
        ("h:mm", "0.2513888889", "6:02"),
        ("h:mm:ss", "45356", "0:00:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("mm:ss.0", "0.5", "00:00.0"),
        ('上午/下午h"时"mm"分"', "0.75", "下午6时00分"),
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ("yyyy/m/d h:mm", "1", ""),
        ("m月", "1", ""),
        ("mm-dd", "1", ""),
        ("aaaa", "1", ""),
        ('[$-804]yyyy"年"m"月"', "1", ""),
    ],
)
def test_days_and_times_are_no_figures(code: str, number: str, clock: str) -> None:
    assert show(code, Decimal(number)) == Showing(date=True, clock=clock)


def test_a_code_too_long_is_not_known() -> None:
    assert show("0" * 300, Decimal(1)) == Showing(scaled=True)


PIECES = ("0", "#", "?", ",", ".", "%", ";", '"元"', "\\万", "!.", "_ ", "* ", "[Red]", "[>5]", "[DBNum1]", "E+",
          "/", "h", "m", "yy", "@", "General", "(", ")", "-", "≤", '"', "[", "]", "5")  # fmt: skip
NUMBERS = some.decimals(-(10**18), 10**18, places=4)


@given(
    some.lists(some.sampled_from(PIECES), max_size=12).map("".join),
    NUMBERS | some.sampled_from([Decimal("1E-300"), Decimal("1E+300")]),
)
def test_any_code_shows_any_number_somehow(code: str, number: Decimal) -> None:
    showing = show(code, number)

    assert not (showing.date and (showing.text or showing.scaled))


@given(NUMBERS, some.integers(0, 6), some.booleans())
def test_what_is_seen_is_the_number_rounded(number: Decimal, places: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")

    seen = show(f'{code}"元"', number).text.removesuffix("元").replace(",", "")

    assert abs(Decimal(seen) - number) <= Decimal(5).scaleb(-places - 1)
