"""在职人数 within 编制数."""

from __future__ import annotations

import pytest

from core.numbers.codes import ON_DUTY
from tests.core.prose.cases import case, codes, errors, held, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("编制数 and 在职人员", "共有编制数40人，现有在职人员33人，离休人员0人，退休人员17人。", "33人 ≤ 40人"),
        case("核定编制 and 实有在职", "我局核定编制40人，实有在职人员33人。", "33人 ≤ 40人"),
        case("编制 and 在编", "单位编制40人，在编人员33人。", "33人 ≤ 40人"),
        case("编制人数 and 在职人数", "编制人数40人，在职人数33人，在职人员控制率82.5%。", "33人 ≤ 40人"),
        case("名 against 人", "核定编制40名，年末在职人员33人。", "33人 ≤ 40名"),
        case("equal numbers", "核定编制33人，实有在职人员33人。", "33人 ≤ 33人"),
        case("kinds of posts between", "核定编制40人，其中行政编制25人、事业编制15人；年末在职33人。", "33人 ≤ 40人"),
        case("no unit's word but 个", "核定编制数40个，实有在职人员33人。", "33人 ≤ 40个"),
        case("年末实有人数", "核定编制40人，年末实有人数33人。", "33人 ≤ 40人"),
        case("在职在编", "人员编制40人，现有在职在编人员33人。", "33人 ≤ 40人"),
        case("在编在岗", "人员编制40人，在编在岗人员33人。", "33人 ≤ 40人"),
        case("the next sentence", "县委批准编制40人。现有在职干部职工33人。", "33人 ≤ 40人"),
        case("an own paragraph for each", "1.核定编制40人。\n2.实有在职人员33人。", "33人 ≤ 40人"),
    ],
)  # fmt: skip
def test_people_within_the_authorized_number_hold(text: str, words: str) -> None:
    assert words in held(text, ON_DUTY)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        case("编制数 and 在职人员", "共有编制数40人，现有在职人员43人，退休人员17人。", "43人"),
        case("核定编制 and 实有在职", "我局核定编制40人，实有在职人员43人。", "43人"),
        case("名 against 人", "核定编制40名，年末在职人员43人。", "43人"),
        case("kinds of posts between", "核定编制40人，其中行政编制25人、事业编制15人；年末在职43人。", "43人"),
        case("在职人数", "编制人数40人，在职人数48人。", "48人"),
    ],
)  # fmt: skip
def test_more_people_than_authorized_are_spoken_of(text: str, actual: str) -> None:
    (found,) = said(text, ON_DUTY)

    assert found[2] == actual
    assert "40" in found[1]


@pytest.mark.parametrize(
    "text",
    [
        case("行政编制 against all on duty", "行政编制12人，现有在职人员33人。"),
        case("retired people are no limit", "核定编制40人，退休人员57人。"),
        case("rough numbers", "核定编制40人，在职人员约45人。"),
        case("no authorized number", "现有在职人员33人，聘用人员12人。"),
        case("posts of leaders", "领导职数5名，现有在职人员33人。"),
        case("people trained", "核定编制40人，培训在职干部320人次。"),
    ],
)  # fmt: skip
def test_what_is_not_bounded_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []
    assert held(text, ON_DUTY) == []
