"""人数与费用."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import remarks

ZERO = "一、基本情况\n在职人员21人，离休人员0人，退休人员9人。\n二、支出情况\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("人员经费主要包括基本工资、离休费、住房公积金等。", ["离休费与离休人员"]),
        ("离休费支出3.20万元。", ["离休费与离休人员"]),
        ("30301 | 离休费 | 3.20\n30302 | 退休费 | 5.10", ["离休费与离休人员"]),
        ("人员经费主要包括基本工资、退休费等。", []),
        ("离休费0.00万元。", []),
        ("没有离休费支出。", []),
        ("30301 | 离休费 | 0.00\n30302 | 退休费 | 5.10", []),
        ("30301 | 离休费\n30302 | 退休费 | 5.10", []),
        ("人员经费主要包括基本工资、离退休费等。", []),
        ("三、名词解释\n对个人和家庭的补助包括离休费等。", []),
    ],
)
def test_a_cost_of_nobody_must_be_explained(text: str, codes: list[str]) -> None:
    found = [one.finding for one in remarks(ZERO + text) if one.finding.code == "离休费与离休人员"]

    assert [one.code for one in found] == codes
    assert all(one.severity == "需说明" and "离休人员0人" in one.message for one in found)


def test_a_cost_is_in_order_where_there_is_somebody() -> None:
    assert not [one for one in remarks("离休人员2人。主要包括离休费等。") if one.finding.severity == "需说明"]


def test_cars_that_are_none_need_an_explanation_only_with_an_amount() -> None:
    none = "公务用车保有量0辆。"

    assert [one.finding.severity for one in remarks(none + "公务用车运行维护费支出4.60万元。")] == ["需说明"]
    assert remarks(none + "公用经费主要包括公务用车运行维护费等。") == []
