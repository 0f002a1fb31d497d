"""How a hand errs when it copies a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose.quantity import Quantity
from core.prose.slips import DROPPED, ONE_DIGIT, POINT, TURNED, UNIT, is_slip, slip, slipped
from core.prose.text_reading import read
from tests.core.prose.cases import case


def money(written: str) -> Quantity:
    (amount,) = read(f"支出{written}。").quantities
    return amount


@pytest.mark.parametrize(
    ("written", "wanted", "how"),
    [
        case("two digits turned", "716.25万元", "761.25", TURNED),
        case("turned across the point", "76.21万元", "72.61", TURNED),
        case("the last two turned", "945.30万元", "945.03", TURNED),
        case("the first two turned", "9453万元", "4953", TURNED),
        case("one digit", "761.25万元", "761.35", ONE_DIGIT),
        case("the first digit", "761.25万元", "161.25", ONE_DIGIT),
        case("the last digit", "761.25万元", "761.28", ONE_DIGIT),
        case("ten times", "7612.5万元", "761.25", POINT),
        case("a hundred times", "76125万元", "761.25", POINT),
        case("a tenth", "76.125万元", "761.25", POINT),
        case("元 for 万元", "761.25元", "761.25", UNIT),
        case("万元 for 元", "761.25万元", "0.076125", UNIT),
        case("a digit dropped", "71.25万元", "761.25", DROPPED),
        case("a digit doubled", "7761.25万元", "761.25", DROPPED),
        case("thousands commas", "1,722.75万元", "1272.75", TURNED),
        case("equal", "761.25万元", "761.25", ""),
        case("two digits that are not turned", "761.25万元", "783.25", ""),
        case("another number", "761.25万元", "318.04", ""),
        case("below nought", "761.25万元", "-761.25", ""),
    ],
)
def test_a_slip_has_its_name(written: str, wanted: str, how: str) -> None:
    assert slip(money(written), Decimal(wanted)) == how
    assert is_slip(money(written), Decimal(wanted)) is bool(how)


def test_counts_have_no_slip_of_the_unit() -> None:
    (people,) = read("在职33人。").quantities

    assert slip(people, Decimal(330000)) == ""


@given(st.integers(1, 99_999_999))
def test_a_number_before_its_slip_is_one_slip_away(cents: int) -> None:
    amount = money(f"{Decimal(cents) / 100:.2f}万元")

    assert amount.value not in slipped(amount)
    near = [
        value for value in slipped(amount) if value > 0 and value.adjusted() >= amount.value.adjusted() - 1
    ]
    assert all(is_slip(amount, value) for value in near)


@given(st.integers(1000, 99_999_999), st.integers(0, 9))
def test_turned_digits_are_among_what_a_figure_may_have_been(cents: int, at: int) -> None:
    written = f"{Decimal(cents) / 100:.2f}"
    digits = [n for n, c in enumerate(written) if c.isdigit()]
    a = digits[at % (len(digits) - 1)]
    b = digits[at % (len(digits) - 1) + 1]
    turned = list(written)
    turned[a], turned[b] = turned[b], turned[a]
    wanted = Decimal("".join(turned))

    assert wanted == Decimal(written) or wanted in slipped(money(f"{written}万元"))
