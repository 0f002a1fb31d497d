"""党委部门的性质, 政府部门的性质."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import remarks

PARTY = About("中共云州市青禾区委宣传部", 2023)
BUREAU = About("青禾县水利局", 2023)


@pytest.mark.parametrize(
    ("known", "text", "codes"),
    [
        (PARTY, "青禾区委宣传部是区人民政府负责宣传工作的行政机关。", ["党委部门的性质"]),
        (PARTY, "本单位是区政府工作部门，为正科级。", ["党委部门的性质"]),
        (PARTY, "青禾区委宣传部是区委负责宣传工作的职能部门。", []),
        (PARTY, "负责联系区人民政府工作部门，协助做好考核。", []),
        (PARTY, "水利局是区人民政府工作部门。", []),
        (PARTY, "本单位是区委、区人民政府的综合办事机构。", []),
        (BUREAU, "青禾县水利局是县人民政府主管水利的工作部门。", []),
        (BUREAU, "青禾县水利局是县委工作机关。", ["政府部门的性质"]),
        (BUREAU, "我局是县委、县政府主管水利的工作部门。", []),
        (About("青禾县信访局", 2023), "青禾县信访局是县委工作机关。", []),
        (About("青禾县妇女联合会", 2023), "青禾县妇女联合会是县人民政府工作部门。", []),
    ],
)
def test_a_unit_says_of_itself_what_its_name_says(known: About, text: str, codes: list[str]) -> None:
    said = [one.finding for one in remarks(f"一、基本情况\n{text}", known) if "性质" in one.finding.code]

    assert [one.code for one in said] == codes
    assert all(one.severity == "需说明" and known.unit in one.message for one in said)
