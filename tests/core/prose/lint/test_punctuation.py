"""标点."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import quotes, remarks


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("修渠、、清淤。", ["、、"]),
        ("修渠，，清淤。", ["，，"]),
        ("完成验收。。", ["。。"]),
        ("修渠、，清淤。", ["、，"]),
        ("修渠、清淤、等工作。", ["、等"]),
        ("提高管护、等级评定水平。", []),
        ("修渠、清淤等工作。", []),
        ("支出（含结转资金20万元。", ["（"]),
        ("支出20万元）已付。", ["）"]),
        ("开展“清渠行动。", ["“"]),
        ("执行《水法，落实责任。", ["《"]),
        ("开展“‘河长’巡河”行动。", []),
        ("包括：1）修渠；2）清淤；a）管护。", []),
        ("他说：“先修渠。\n再清淤。”", []),
    ],
)
def test_marks_stand_once_and_in_pairs(text: str, wrong: list[str]) -> None:
    assert quotes(text, "标点") == wrong


def test_the_stronger_mark_is_kept() -> None:
    (remark,) = [one for one in remarks("修渠，。") if one.finding.code == "标点"]

    assert remark.instead == "。"


def test_a_few_half_width_marks_among_full_width_ones_are_one_remark() -> None:
    text = "修渠，清淤，管护，巡查，防汛，供水，灌溉，排涝，植树，培训，宣传。" * 2 + "验收,归档,移交。"

    (remark,) = [one for one in remarks(text) if one.finding.code == "标点"]

    assert "2 处半角标点" in remark.finding.message
    assert remark.instead == "，"


def test_a_text_that_is_half_width_throughout_is_left_alone() -> None:
    assert quotes("修渠,清淤,管护,巡查。防汛,供水,灌溉。", "标点") == []


def test_a_comma_inside_a_word_that_stands_elsewhere_is_a_hint_on_trial() -> None:
    text = "推进泵站建设。把防汛抗旱、重点泵站、建设等指标纳入考核。"

    (remark,) = [one for one in remarks(text) if one.finding.code == "标点"]

    assert (remark.finding.trial, remark.finding.expected) == (True, "泵站建设")
    assert quotes("把防汛抗旱、重点泵站、建设等指标纳入考核。", "标点") == []
