"""Of a short quotation all is marked, of a long one the numbers that the finding names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.texts.marked_places import WHOLE, marked_places

LONG = "100.00万元，其中：人员经费60.00万元，公用经费30.00万元，另有设备7台"
SUM = "支出：相加 60.00 + 30.00 = 90.00，文中写 100.00万元，相差 10.00万元"


def _marked(text: str, message: str, start: int = 0, end: int | None = None) -> list[str]:
    places = marked_places(text, start, len(text) if end is None else end, message)
    return [text[first:last] for first, last in places]


def test_a_short_quotation_is_marked_whole() -> None:
    text = "前文。30人，其中：男18人，女10人。后文"

    assert _marked(text, "相加 18 + 10 = 28", 3, 19) == [text[3:19]]
    assert _marked("一" * WHOLE, "") == ["一" * WHOLE]


def test_a_long_quotation_is_marked_at_the_numbers_that_are_named() -> None:
    assert _marked(LONG, SUM) == ["100.00", "60.00", "30.00"]


def test_a_place_is_one_of_the_whole_text() -> None:
    before = "60.00𠮷。"

    places = marked_places(before + LONG, len(before), len(before + LONG), SUM)

    assert places[0] == (len(before), len(before) + 6)
    assert len(places) == 3


@pytest.mark.parametrize("message", ["没有说到数", "只说到 7", "说到 5 和 6"])
def test_where_fewer_than_two_numbers_are_named_all_is_marked(message: str) -> None:
    assert _marked(LONG, message) == [LONG]


@pytest.mark.parametrize(
    ("text", "message", "numbers"),
    [
        ("全年支出1,000.60万元，其中人员经费占比达到了60.00%，明显偏高", "600 ÷ 1000.60 = 60.00%", ["1,000.60", "60.00%"]),
        ("全年支出1000.60万元，其中人员经费占比达到了60.00%，明显偏高", "1,000.60，文中写 60.00", ["1000.60", "60.00%"]),
        ("全年支出100.00万元，其中人员经费占比达到了100.00%，明显偏高", "100.00 不对", ["100.00", "100.00%"]),
        ("全年支出100.00万元，其中人员经费占比达到了10%，设备费用10万元", "只说 10 和 100", ["10%", "10"]),
    ],
    ids=["commas in the text", "commas in the message", "a per cent beside it", "other decimals are another number"],
)  # fmt: skip
def test_numbers_are_the_same_however_they_are_written(text: str, message: str, numbers: list[str]) -> None:
    assert _marked(text, message) == numbers


def test_a_very_long_quotation_is_marked_at_its_beginning_and_its_end() -> None:
    text = f"100.00万元{'水' * 3000}100.00万元{'渠' * 3000}60.00万元"

    places = marked_places(text, 0, len(text), "100.00 与 60.00 不符")

    assert places == [(0, 6), (len(text) - 7, len(text) - 2)]


def test_nothing_of_nothing() -> None:
    assert marked_places("甲", 1, 1, "") == []


@given(st.text(st.sampled_from("12.,%万元，𠮷"), max_size=90), st.data())
def test_every_mark_lies_in_the_quotation_and_none_upon_another(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    places = marked_places(text, start, end, data.draw(st.text(st.sampled_from("12.,% "), max_size=20)))

    bounds = [start, *(place for span in places for place in span), end]
    assert bounds == sorted(bounds)
    assert bool(places) == (end > start)
    assert all(first < last for first, last in places)
