"""What the headings of a form make of the numbers under them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from core.prose.quantity import COMPLETION, VALUE, Quantity
from core.prose.text_reading import read
from tests.core.prose.cases import case

HEADINGS = "项目|全年预算数|全年执行数|执行率"


def numbers(text: str) -> list[Quantity]:
    return [quantity for quantity in read(text).quantities if quantity.in_table]


@pytest.mark.parametrize(
    ("row", "roles"),
    [
        case("a rate beside budget and spending", "培训|100.00|98.20|98.20%", [VALUE, VALUE, COMPLETION]),
        case("a rate without a sign", "培训|100.00|98.20|98.20", [VALUE, VALUE, COMPLETION]),
        case("a budget of nought", "培训|0.00|98.20|98.20%", [VALUE, VALUE, VALUE]),
        case("no spending", "培训|100.00|无|98.20%", [VALUE, VALUE]),
        case("a percentage under another heading", "培训|100.00|98.20%|98.20", [VALUE, VALUE, VALUE]),
    ],
)
def test_a_rate_under_its_heading_says_how_much_is_done(row: str, roles: list[str]) -> None:
    assert [quantity.role for quantity in numbers(f"{HEADINGS}\n{row}")] == roles


def test_a_quantity_that_was_read_is_not_written_into() -> None:
    (amount,) = read("支出359.96万元。").quantities

    with pytest.raises(FrozenInstanceError):
        amount.role = COMPLETION  # type: ignore[misc]
