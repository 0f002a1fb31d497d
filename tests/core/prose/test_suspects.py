"""Which figure is probably wrong."""

from __future__ import annotations

import pytest

from core.prose.checkup import check_up
from core.prose.suspects import Suspicion
from tests.core.prose.cases import case, of_relations


def suspicion(text: str) -> Suspicion:
    (doubt,) = check_up(text).suspicions
    return doubt


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a part, by its sum and its share", "基本支出945.30万元，其中：人员经费631.48万元，占64.90%；公用经费331.82万元，占35.10%。", "人员经费 631.48万元 → 613.48万元（数字颠倒）"),
        case("the whole, by its sum and two shares", "基本支出954.30万元，其中：人员经费613.48万元，占64.90%；公用经费331.82万元，占35.10%。", "基本支出 954.30万元 → 945.30万元（数字颠倒）"),
        case("the point", "基本支出945.30万元，其中：人员经费6134.8万元，占64.90%；公用经费331.82万元，占35.10%。", "人员经费 6134.8万元 → 613.48万元（小数点错位）"),
        case("one digit", "基本支出945.30万元，其中：人员经费613.48万元，占64.90%；公用经费831.82万元，占35.10%。", "公用经费 831.82万元 → 331.82万元（错一位数字）"),
        case("a share", "基本支出945.30万元，其中：人员经费613.48万元，占69.40%；公用经费331.82万元，占35.10%。", "69.40% → 64.90%"),
        case("the only slip of the hand in one sum", "基本支出954.30万元，其中：人员经费613.48万元，公用经费331.82万元。", "基本支出 954.30万元 → 945.30万元（数字颠倒）"),
        case("a count", "核定编制57人，其中：行政编制25人，事业编制82人，工勤编制4人。", "事业编制 82人 → 28人（数字颠倒）"),
        case("the change against last year", "2023年支出1286.40万元，2022年支出1153.92万元，增加123.48万元，增长11.48%。", "123.48万元 → 132.48万元（数字颠倒）"),
        case("what a sum and a repetition share", "基本支出954.30万元，其中：人员经费613.48万元，公用经费331.82万元。\n全年基本支出945.30万元，保障了运转。", "基本支出 954.30万元 → 945.30万元（数字颠倒）"),
    ],
)  # fmt: skip
def test_one_clear_suspect_is_named_with_how_it_came_about(text: str, words: str) -> None:
    found = suspicion(text)

    assert found.equals == 1
    assert words in found.suspects[0].words


def test_a_suspect_breaks_no_other_relation() -> None:
    text = "基本支出1227.75万元，其中：人员经费761.25万元，占基本支出的62.00%；公用经费511.50万元，占基本支出的41.66%。全年基本支出1227.75万元。"

    for doubt in check_up(text).suspicions:
        assert all(s.quantity.subject != "公用经费" for s in doubt.suspects[: doubt.equals])


@pytest.mark.parametrize(
    "text",
    [
        case("no slip explains it", "基本支出950.30万元，其中：人员经费612.93万元，公用经费331.82万元。"),
        case("the same slip in each", "基本支出930.00万元，其中：人员经费610.00万元，公用经费330.00万元。"),
    ],
)
def test_equals_are_all_listed_and_none_is_chosen(text: str) -> None:
    found = suspicion(text)

    assert found.equals == 3
    assert {one.quantity.subject for one in found.suspects} == {"基本支出", "人员经费", "公用经费"}


def test_equals_that_slips_explain_are_said_to_be_undecided() -> None:
    text = "基本支出930.00万元，其中：人员经费610.00万元，公用经费330.00万元。"
    (remark,) = of_relations(check_up(text))

    assert "无法确定错的是哪一个" in remark.finding.message
    assert "很可能" not in remark.finding.message


def test_two_figures_whose_slips_together_mend_all_are_a_pair() -> None:
    text = "基本支出945.30万元，其中：人员经费631.48万元，占64.90%；公用经费331.82万元，占35.01%。"
    found = suspicion(text)

    assert not found.suspects
    assert {one.quantity.number for one in found.pair} == {"631.48", "35.01"}
    assert "可能有两个数写错" in of_relations(check_up(text))[0].finding.message


def test_contradictions_that_share_no_figure_are_suspected_apart() -> None:
    text = (
        "基本支出954.30万元，其中：人员经费613.48万元，公用经费331.82万元。\n"
        "核定编制57人，其中：行政编制25人，事业编制82人，工勤编制4人。"
    )
    found = check_up(text).suspicions

    assert sorted(one.suspects[0].quantity.number for one in found) == ["82", "954.30"]


@pytest.mark.parametrize(
    "text",
    [
        case("all holds", "基本支出945.30万元，其中：人员经费613.48万元，公用经费331.82万元。"),
        case("a rounding tail", "基本支出945.31万元，其中：人员经费613.48万元，公用经费331.82万元。"),
        case("a bound", "核定编制40人，实有在职人员43人。"),
        case("what may have its reason", "2023年收入792.20万元。2023年支出799.10万元。"),
    ],
)  # fmt: skip
def test_no_figure_is_suspected_where_no_equality_breaks(text: str) -> None:
    assert check_up(text).suspicions == []


def test_a_count_against_its_list_suspects_the_count_at_most() -> None:
    text = "内设机构6个：办公室、人事股、财务股、法规股、督查股。核定编制40人。"

    assert {s.quantity.number for one in check_up(text).suspicions for s in one.suspects} <= {"6"}
