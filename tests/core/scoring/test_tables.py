"""Points from brackets, from yes or no, from deductions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.tables import Bracket, Brackets, by_bracket, deducted, read_brackets, yes_no

D = Decimal
CONTROL = "≤0: 5；≤10: 4；≤20: 3；≤30: 2；其余: 0"
SATISFACTION = "≥90: 6；≥80: 4；≥70: 2；其余: 0"


@pytest.mark.parametrize(
    ("text", "value", "won", "words"),
    [
        (CONTROL, "-2", "5.00", "-2 属于“≤0”一档"),
        (CONTROL, "0", "5.00", "0 属于“≤0”一档"),
        (CONTROL, "0.01", "4.00", "0.01 属于“≤10”一档"),
        (CONTROL, "10", "4.00", "10 属于“≤10”一档"),
        (CONTROL, "30", "2.00", "30 属于“≤30”一档"),
        (CONTROL, "30.01", "0.00", "30.01 属于“其余”一档"),
        (SATISFACTION, "100", "6.00", "100 属于“≥90”一档"),
        (SATISFACTION, "90", "6.00", "90 属于“≥90”一档"),
        (SATISFACTION, "89.99", "4.00", "89.99 属于“≥80”一档"),
        (SATISFACTION, "70", "2.00", "70 属于“≥70”一档"),
        (SATISFACTION, "69", "0.00", "69 属于“其余”一档"),
        ("<5: 2；=5: 1.5；>5: 1", "4.9", "2.00", "4.9 属于“<5”一档"),
        ("<5: 2；=5: 1.5；>5: 1", "5.0", "1.50", "5.0 属于“=5”一档"),
        ("<5: 2；=5: 1.5；>5: 1", "5.1", "1.00", "5.1 属于“>5”一档"),
    ],
)
def test_the_first_band_that_fits_wins(text: str, value: str, won: str, words: str) -> None:
    score = by_bracket(D(value), read_brackets(text))

    assert score is not None
    assert (str(score.points), score.words) == (won, words)


@pytest.mark.parametrize(
    ("text", "value", "mode", "won", "words"),
    [
        (CONTROL, "10.001", "精确比率", "3.00", "10.001 属于“≤20”一档"),
        (CONTROL, "10.001", "显示比率", "4.00", "10.00 属于“≤10”一档"),
        (CONTROL, "10.000001", "精确比率", "3.00", "10.000001 属于“≤20”一档"),
        (SATISFACTION, "89.995", "显示比率", "6.00", "90.00 属于“≥90”一档"),
        (SATISFACTION, "89.994", "显示比率", "4.00", "89.99 属于“≥80”一档"),
    ],
)
def test_a_value_counts_as_it_is_or_as_it_is_printed(
    text: str, value: str, mode: str, won: str, words: str
) -> None:
    score = by_bracket(D(value), read_brackets(text), mode)

    assert score is not None
    assert (str(score.points), score.words) == (won, words)


def test_a_value_outside_all_bands_has_no_score() -> None:
    assert by_bracket(D(69), read_brackets("≥90: 6；≥70: 2")) is None


@pytest.mark.parametrize(
    "text",
    [
        "≥90: 6；≥80: 4；其余: 0",
        "≥90：6；≥80：4；其余：0",
        ">=90:6;>=80:4;其余:0",
        "＞＝９０％：６分；≧80%:4分；\n 其余：0分；",
        "≥ 90 : 6\n≥ 80.0 : 4.0\r\n其余 : 0",
    ],
)
def test_a_table_reads_the_same_however_its_signs_are_written(text: str) -> None:
    assert read_brackets(text) == (
        Bracket("≥", D(90), D(6)),
        Bracket("≥", D(80), D(4)),
        Bracket("", D(0), D(0)),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "分段没有内容，请写如 ≤10: 4；≤20: 3；其余: 0"),
        (" ；\n；", "分段没有内容，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("≤10 4", "分段“≤104”里没有冒号，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("~10: 4", "分段“~10:4”没有以 ≤ ≥ < > = 或“其余”开头，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("10: 4", "分段“10:4”没有以 ≤ ≥ < > = 或“其余”开头，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("≤十: 4", "分段“≤十:4”的界限“十”不是一个数，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("≤10: 四", "分段“≤10:四”的分数“四”不是一个数，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("≤10: ", "分段“≤10:”的分数“”不是一个数，请写如 ≤10: 4；≤20: 3；其余: 0"),
        ("≤10: -4", "分段“≤10:-4”的分数不应是负数"),
        ("其余: 0；≤10: 4", "“其余”应在分段的最后，它后面还有“≤10:4”"),
        ("≤10: 4；其余: 1；其余: 0", "“其余”应在分段的最后，它后面还有“其余:0”"),
        ("≤1e9: 4", "分段“≤1e9:4”的界限“1e9”不是一个数，请写如 ≤10: 4；≤20: 3；其余: 0"),
    ],
)
def test_a_table_that_cannot_be_read_says_which_row(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_brackets(text)
    assert str(refused.value) == sentence


@given(st.text(alphabet="≤≥<>=：:；;0123456789.-%分其余 \nＡ", max_size=40) | st.text(max_size=40))
def test_any_text_is_a_table_or_refused_with_a_sentence(text: str) -> None:
    refused = ""
    brackets: Brackets = ()
    try:
        brackets = read_brackets(text)
    except ValueError as error:
        refused = str(error)

    assert bool(brackets) != ("分段" in refused)
    assert all(bracket.points >= 0 for bracket in brackets)


@given(st.decimals(-50, 50, places=2))
def test_a_table_that_ends_in_the_rest_scores_every_value(value: Decimal) -> None:
    score = by_bracket(value, read_brackets(CONTROL))

    assert score is not None
    assert 0 <= score.points <= 5
    assert score.words


def test_yes_earns_all_and_no_earns_nothing() -> None:
    assert yes_no(True, D(3)) == (D("3.00"), "是，得满分")
    assert yes_no(False, D(3)) == (D("0.00"), "否，不得分")


@pytest.mark.parametrize(
    ("points", "taken", "won", "words"),
    [
        ("8", "2", "6.00", "8 − 2"),
        ("8", "0", "8.00", "8 − 0"),
        ("8", "8", "0.00", "8 − 8"),
        ("8", "12.5", "0.00", "8 − 12.5，扣完为止"),
        ("8", "-1", "8.00", "8 − 0（扣分 -1 按 0 计）"),
    ],
)
def test_deductions_end_at_nothing(points: str, taken: str, won: str, words: str) -> None:
    score = deducted(D(points), D(taken))

    assert (str(score.points), score.words) == (won, words)
