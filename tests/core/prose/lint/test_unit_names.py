"""单位名称不一致, 名称不一致."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import quotes, remarks

PLANNING = About("云州市青禾区规划和自然资源局", 2023)
PARTY = About("中共云州市青禾区委组织部", 2023)


@pytest.mark.parametrize(
    ("known", "text", "drifted"),
    [
        (PLANNING, "云州市青禾区规划与自然资源局共有编制20人。", ["云州市青禾区规划与自然资源局"]),
        (PLANNING, "云州市清禾区规划和自然资源局共有编制20人。", ["云州市清禾区规划和自然资源局"]),
        (PLANNING, "云州市青禾区规划自然资源局共有编制20人。", ["云州市青禾区规划自然资源局"]),
        (PLANNING, "云州市青禾区规划和自然资源局共有编制20人。", []),
        (PLANNING, "云州市青禾区自然资源局和水利局配合。", []),
        (PARTY, "云州市青禾区组织部共有编制20人。", ["云州市青禾区组织部"]),
        (PARTY, "青禾区委组织部共有编制20人，云州市青禾区委宣传部配合。", []),
        (About("云州市青禾区林业局", 2023), "云州市青禾区农业局配合，云州市青禾区商业局参加。", []),
        (About("", 2023), "云州市青禾区水利局。", []),
    ],
)
def test_the_units_own_name_is_always_the_same(known: About, text: str, drifted: list[str]) -> None:
    assert quotes(text, "单位名称不一致", known) == drifted


def test_the_own_name_is_offered_instead() -> None:
    said = [r for r in remarks("云州市青禾区规划与自然资源局。", PLANNING) if "名称" in r.finding.code]

    assert [(one.finding.severity, one.instead) for one in said] == [
        ("需说明", "云州市青禾区规划和自然资源局")
    ]


@pytest.mark.parametrize(
    ("text", "drifted"),
    [
        ("会同规划和自然资源局验收，报规划与自然资源局备案。", ["规划与自然资源局"]),
        ("会同水利局与财政局验收，水利局和财政局派员参加。", []),
        ("青水河云州县河段治理工程已完工，青水云州县河段治理工程已验收。", ["青水云州县河段治"]),
        ("青水河云州县河段治理工程已完工，白水云州县河段治理工程已验收。", []),
        ("加强了青禾县泵站改造工程管理，加强青禾县泵站改造工程管理。", []),
    ],
)
def test_other_long_names_are_compared_too(text: str, drifted: list[str]) -> None:
    found = quotes(text, "名称不一致")

    assert [one[: len(wanted)] for one, wanted in zip(found, drifted, strict=True)] == drifted
