"""The name and the date at the end of a report stand at the right, the name over the date's middle."""

from __future__ import annotations

import pytest

from core.document.closing import with_closing
from core.document.paper import Heading, Paragraph
from core.numbers.runs import Run


def _rights(*texts: str) -> list[float | None]:
    return [
        b.right for b in with_closing([Paragraph((Run(text),)) for text in texts]) if isinstance(b, Paragraph)
    ]


def test_a_date_stands_four_characters_in() -> None:
    assert _rights("正文。", "2024年6月5日") == [None, 4.0]
    assert _rights("正文。", "二〇二四年六月五日") == [None, 4.0]


def test_a_name_is_centred_over_the_date() -> None:
    assert _rights("正文。", "青禾县水利局", "2024年6月5日") == [None, 4.0 + 6 / 2 - 6 / 2, 4.0]
    assert _rights("正文。", "水利局", "2024年12月15日") == [None, 4.0 + 7 / 2 - 3 / 2, 4.0]


def test_a_long_name_stays_two_characters_from_the_edge() -> None:
    assert _rights("正文。", "青禾县农业农村局农业综合行政执法大队", "2024年6月5日")[1] == 2.0


@pytest.mark.parametrize(
    "texts",
    [
        ("正文。", "另。"),
        ("拟于2024年6月5日公开。",),
        ("2024年6月5日", "正文。"),
        (),
    ],
)
def test_what_is_no_date_at_the_end_stays_where_it_is(texts: tuple[str, ...]) -> None:
    assert set(_rights(*texts)) <= {None}


@pytest.mark.parametrize(
    "line",
    [
        "自评结果拟应用于下年预算。",
        "联系人：张明",
        "青禾县人民政府关于某某某某某某某某某某某某某某某某某项目的说明",
    ],
)
def test_a_sentence_over_the_date_is_no_name(line: str) -> None:
    assert _rights(line, "2024年6月5日") == [None, 4.0]


def test_a_heading_over_the_date_is_left_alone() -> None:
    made = with_closing([Heading("一、情况", 1), Paragraph((Run("2024年6月5日"),))])

    assert isinstance(made[0], Heading)
