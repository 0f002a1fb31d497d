"""Which unit and which year a report speaks of."""

from __future__ import annotations

import pytest

from core.prose.about import About, area_of, nature_of, read_about
from core.prose.paragraphs import read_flow


@pytest.mark.parametrize(
    ("text", "unit", "year"),
    [
        ("青禾县水利局\n2023年度部门整体支出绩效自评报告\n一、基本情况\n正文。", "青禾县水利局", 2023),
        ("中共云州市青禾区委\n社会工作部2024年度\n部门决算\n一、概况\n正文。", "中共云州市青禾区委社会工作部", 2024),
        ("2022年度云州市青禾区妇女联合会部门（单位）整体支出绩效自评报告\n一、概况\n甲。", "云州市青禾区妇女联合会", 2022),
        ("关于青禾县林业局2023 年度部门整体支出绩效自评的报告\n一、概况\n甲。", "青禾县林业局", 2023),
        ("一、基本情况\n青禾县妇女联合会无内设机构。\n2022年度支出20万元，2022年度收入20万元，比2021年度增加。", "青禾县妇女联合会", 2022),
        ("部门整体支出绩效自评表\n（2021年度）\n预算单位名称 | 青禾区林业局\n造林 | 20亩", "青禾区林业局", 2021),
        ("一、概况\n我单位是事业单位。2023年度支出20万元。", "", 2023),
        ("一、概况\n修渠12公里。", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_unit_and_year_are_read_from_title_form_or_first_sentences(
    text: str, unit: str, year: int | None
) -> None:
    said = read_about(read_flow(text))

    assert (said.unit, said.year) == (unit, year)


def test_years_named_as_often_as_each_other_decide_nothing() -> None:
    assert read_about(read_flow("一、概况\n2022年度支出2万元，2023年度支出3万元。")).year is None


@pytest.mark.parametrize(
    ("unit", "nature"),
    [
        ("中共云州市青禾区委组织部", "党委"),
        ("青禾县委办", "党委"),
        ("青禾县水利局", "政府"),
        ("青禾县人民政府办公室", "政府"),
        ("青禾县发展和改革委员会", "政府"),
        ("青禾县信访局", ""),
        ("青禾县人大常委会办公室", "人大"),
        ("中国人民政治协商会议青禾县委员会", "政协"),
        ("青禾县人民检察院", "司法"),
        ("青禾县妇女联合会", "群团"),
        ("青禾县种子服务站", "事业单位"),
        ("", ""),
    ],
)
def test_a_name_tells_what_kind_of_organ_it_names(unit: str, nature: str) -> None:
    assert nature_of(unit) == nature


@pytest.mark.parametrize(
    ("unit", "area"),
    [
        ("云州市青禾区水利局", "区"),
        ("青禾县社区服务中心", "县"),
        ("云州市水利局", "市"),
        ("云州经济开发区管委会", ""),
        ("山南自治区水利厅", ""),
        ("水利局", ""),
    ],
)
def test_a_name_tells_what_kind_of_place_it_belongs_to(unit: str, area: str) -> None:
    assert area_of(unit) == area


def test_whoever_knows_the_unit_makes_it_himself() -> None:
    known = About(unit="中共青禾县委组织部", year=2023)

    assert (known.nature, known.area, known.title) == ("党委", "县", "")
