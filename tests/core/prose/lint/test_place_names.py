"""地名不符."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import quotes, remarks

DISTRICT = About("云州市青禾区水利局", 2023)
COUNTY = About("青禾县水利局", 2023)


@pytest.mark.parametrize(
    ("known", "text", "wrong"),
    [
        (DISTRICT, "服务全县经济社会发展，全县泵站完好。", ["全县"]),
        (DISTRICT, "在县委、县政府的领导下开展工作。", ["县委、县政府"]),
        (DISTRICT, "我县水库完好。", ["我县"]),
        (DISTRICT, "健全县乡村三级管护机制，争创农产品质量安全县。", []),
        (DISTRICT, "原青禾县时期修建，对口帮扶桑山县。", []),
        (DISTRICT, "经醴山县人民政府同意。", []),
        (DISTRICT, "服务全区经济社会发展。", []),
        (COUNTY, "服务全区经济社会发展。", ["全区"]),
        (COUNTY, "完成区委、区政府交办的任务。", ["区委、区政府"]),
        (COUNTY, "划定安全区域，健全区域协作机制。", []),
        (COUNTY, "按自治区要求，全区统一部署。", []),
        (COUNTY, "全县各社区、园区均已通水。", []),
        (About("青禾市水利局", 2023), "全县和全区的水库。", []),
        (About("", 2023), "全县和全区的水库。", []),
    ],
)
def test_a_report_speaks_of_its_own_kind_of_place(known: About, text: str, wrong: list[str]) -> None:
    assert quotes(text, "地名不符", known) == wrong


def test_the_right_word_is_offered_and_the_places_are_counted() -> None:
    (remark,) = [r for r in remarks("全县水库完好，全县渠道通水。", DISTRICT) if r.finding.code == "地名不符"]

    assert remark.instead == "全区"
    assert "共 2 处" in remark.finding.message
