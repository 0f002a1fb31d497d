"""Rows set one behind the other as sentences: each ends in one stop, whatever was typed in its cells."""

from __future__ import annotations

import pytest

from tests.core.packs import graph_of

FIGURES = """
问题: {列: {问题: {类型: 文字}, 原因: {类型: 多行文字}, 次: {类型: 个数}}}
甲: {文: {类型: 多行文字}, 另: {类型: 文字}}
"""
EACH = "{每行 问题|：{序}是{问题}。{原因}}"


def said(marks: str, *rows: tuple[str, str]) -> str:
    entries = {"甲.文": marks, "甲.另": "另有说明"}
    for number, (problem, reason) in enumerate(rows):
        entries |= {
            f"问题[{number}].问题": problem,
            f"问题[{number}].原因": reason,
            f"问题[{number}].次": "3",
        }
        entries |= {f"问题[{number}]!序": f"{number:03}"}
    return str(graph_of(FIGURES, entries).state.values["甲.文"][""])


@pytest.mark.parametrize(
    ("marks", "rows", "printed"),
    [
        (EACH, [("样本偏少", "走访面窄"), ("执行慢", "选点迟")], "一是样本偏少。走访面窄。二是执行慢。选点迟。"),
        (EACH, [("样本偏少", "走访面窄。"), ("执行慢", "选点迟。")], "一是样本偏少。走访面窄。二是执行慢。选点迟。"),
        (EACH, [("样本偏少。", "走访面窄；"), ("执行慢！", "为什么慢？")], "一是样本偏少。走访面窄；二是执行慢！为什么慢？"),
        (EACH, [("甲", "如下："), ("乙", "他说“好。”")], "一是甲。如下：二是乙。他说“好。”"),
        (EACH, [("甲", "（见附表。）"), ("乙", "（见附表）")], "一是甲。（见附表。）二是乙。（见附表）。"),
        (EACH, [("甲", "")], "一是甲。"),
        (EACH + "{甲.另}", [("甲", "乙")], "一是甲。乙。另有说明"),
        (EACH + "，等等", [("甲", "乙"), ("丙", "丁")], "一是甲。乙。二是丙。丁，等等"),
        ("{每行 问题|：{序}是{问题}}", [("甲", ""), ("乙", "")], "一是甲。二是乙。"),
        ("{每行 问题|、：{问题}}", [("甲", ""), ("乙", "")], "甲、乙"),
        ("{每行 问题|⏎：{序号}.{原因}}", [("甲", "丙"), ("乙", "丁")], "1.丙\n2.丁"),
        ("{每行 问题|：{问题}{次}}", [("甲", ""), ("乙", "")], "甲3乙3"),
        ("{每行 问题|：{问题}（{原因}）}", [("甲", "丙"), ("乙", "丁")], "甲（丙）乙（丁）"),
    ],
)  # fmt: skip
def test_a_rows_sentence_ends_in_one_stop(marks: str, rows: list[tuple[str, str]], printed: str) -> None:
    assert said(marks, *rows) == printed
