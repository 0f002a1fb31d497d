"""重复语句."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import quotes

LONG = "各灌区管护责任落实到村到组到人，全年巡查记录完整。"


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        (f"一、管护\n{LONG}\n二、绩效\n一是{LONG}", [f"一是{LONG}"]),
        (f"一、管护\n{LONG}\n二、绩效\n{LONG.replace('，', '、')}", [LONG.replace("，", "、")]),
        ("一、管护\n管护到位。\n二、绩效\n管护到位。", []),
        ("一、甲\n决算数小于预算数的主要原因：人员变动，按实际支出。\n二、乙\n决算数小于预算数的主要原因：人员变动，按实际支出。", []),
        ("一、甲\n2023年度基本支出1320.40万元，全部用于运转。\n二、乙\n2023年度基本支出1320.40万元，全部用于运转。", []),
        (f"一、甲\n{LONG}\n第四部分名词解释\n{LONG}", []),
        (f"一、甲\n{LONG}", []),
    ],
)  # fmt: skip
def test_a_sentence_is_said_once(text: str, repeated: list[str]) -> None:
    assert quotes(text, "重复语句") == repeated


def test_a_sentence_said_three_times_is_one_remark() -> None:
    assert len(quotes("\n".join(f"{n}、段\n{LONG}" for n in "一二三"), "重复语句")) == 1
