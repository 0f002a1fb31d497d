"""Marks in texts: every text has parts, and the parts' text has the same parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.marks import Choice, Each, Mark, Parts, escape, parse_marks, unparse
from tests.core.hostile import TEXTS
from tests.steps import steps_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("只有字", ("只有字",)),
        ("共{基本支出.总额}万元", ("共", Mark("基本支出.总额"), "万元")),
        ("{ 总额 : 0.0 }", (Mark("总额", "0.0"),)),
        ("{甲 - 乙}{丙}", (Mark("甲 - 乙"), Mark("丙"))),
        ("{{不是}}标记", ("{不是}标记",)),
        ("{{{甲}}}", ("{", Mark("甲"), "}")),
        ("{甲}}}", (Mark("甲"), "}")),
        ("{}", ("{}",)),
        ("{ }", ("{ }",)),
        ("{甲", ("{甲",)),
        ("甲}", ("甲}",)),
        ("{甲\n乙}", ("{甲\n乙}",)),
        ("{甲{乙}丙}", ("{甲", Mark("乙"), "丙}")),
        ("{每行 项目|、：{名称}{金额}万元}", (Each("项目", "、", (Mark("名称"), Mark("金额"), "万元")),)),
        ("{每行 项目：{名称}}", (Each("项目", "", (Mark("名称"),)),)),
        ("{每行 项目|⏎：{序}}", (Each("项目", "\n", (Mark("序"),)),)),
        ('{每行 项目(类别 = "专")|；：a}', (Each('项目(类别 = "专")', "；", ("a",)),)),
        ("{每行 项目}", ("{每行 项目}",)),
        ("{每行 |、：a}", ("{每行 |、：a}",)),
        ("{若 甲 > 1：多|少}", (Choice("甲 > 1", ("多",), ("少",)),)),
        ("{若 甲：{乙}}", (Choice("甲", (Mark("乙"),), ()),)),
        ("{若 甲：{若 乙：一|二}|三}", (Choice("甲", (Choice("乙", ("一",), ("二",)),), ("三",)),)),
        ("{若 甲：a{|}b{{c{}}|d}", (Choice("甲", ("a|b{c}",), ("d",)),)),
        ("{若 ：a}", ("{若 ：a}",)),
    ],
)  # fmt: skip
def test_a_text_is_read_as_words_and_marks(text: str, parts: Parts) -> None:
    assert parse_marks(text) == parts


_pieces = st.sampled_from(
    ["{", "}", "{{", "}}", "{}}", "{|}", "|", "：", ":", "每行 ", "若 ", "{每行 甲|、：", "{若 乙：", "{丙}", "{丁:0}",
     "甲", " ", "\n", "⏎", "、"]
)  # fmt: skip
hostile = st.lists(_pieces, max_size=24).map("".join) | st.text(max_size=30)


@given(hostile)
def test_reading_what_the_parts_are_written_as_gives_the_parts(text: str) -> None:
    parts = parse_marks(text)

    assert parse_marks(unparse(parts)) == parts
    assert unparse(parse_marks(unparse(parts))) == unparse(parts)


@given(hostile)
def test_words_with_their_braces_doubled_are_words(text: str) -> None:
    assert parse_marks(escape(text)) == ((text,) if text else ())


words = st.text(alphabet="甲乙{}|：:、\n ", min_size=1, max_size=6)
names = st.sampled_from(["甲", "项目.金额", "甲 - 乙", "计数(项目)"])
marks = st.builds(Mark, names, st.sampled_from(["", "0.0", ",0.00"]))


def _merged(parts: list[object]) -> Parts:
    out: list[object] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)  # type: ignore[arg-type]


_flat = st.lists(words | marks, max_size=4).map(_merged)
_inner = st.recursive(
    _flat,
    lambda inner: st.lists(
        words
        | marks
        | st.builds(Each, names, st.sampled_from(["", "、", "\n"]), inner)
        | st.builds(Choice, st.sampled_from(["甲 > 1", "已填(乙)"]), inner, inner),
        max_size=3,
    ).map(_merged),
    max_leaves=6,
)


@given(_inner)
def test_any_parts_can_be_written_so_that_they_are_read_again(parts: Parts) -> None:
    assert parse_marks(unparse(parts)) == parts


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_are_read_in_few_steps(text: str) -> None:
    parts: list[Parts] = []

    steps = steps_of(lambda: parts.append(parse_marks(text)))

    assert parts[0]
    assert steps < 15 * len(text)
