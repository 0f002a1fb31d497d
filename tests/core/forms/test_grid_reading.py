"""A form is read with what it carries beside its words, and its text says so."""

from __future__ import annotations

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.forms.dump import dump
from core.forms.grid import areas
from core.forms.grid_reading import read_grid
from tests.core.forms.dressed_form import changed, dressed


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ('"甲,乙"', '"甲,乙"'),
        ("$A$6:$B$6", '"甲,乙"'),
        ("=花名册!$A$6", '"甲"'),
        ("'选 项'!$A$1:$A$3", '"丙,丁"'),
        ("类别", '"丙,丁"'),
        ("INDIRECT(A6)", None),  # it reads another cell, which moves
        ("没有!$A$1:$A$3", None),
        ("'选 项'!$B$1:$B$2", None),  # an option with a comma would become two
        ("'选 项'!$C$1:$C$60", None),  # longer than Excel takes
    ],
)
def test_a_list_is_taken_with_its_options_wherever_they_stand(formula: str, found: str | None) -> None:
    def more(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("选 项")
        other.sheet_state = "hidden"
        other["A1"] = "丙"
        other["A3"] = "丁"
        other["B1"] = "甲,乙"
        for row in range(1, 61):
            other[f"C{row}"] = "很长的选项"
        sheet.parent.defined_names["类别"] = DefinedName("类别", attr_text="'选 项'!$A$1:$A$3")
        sheet.data_validations.dataValidation.clear()
        check = DataValidation("list", formula)
        check.add("B3:B1048576")
        sheet.add_data_validation(check)

    check = read_grid("甲.xlsx", changed(more), "花名册").cells[2, 1].check

    assert (check.first if check else None) == found


def test_the_text_of_a_form_says_what_it_carries() -> None:
    said = dump(read_grid("甲.xlsx", dressed()))

    for words in (
        "页眉 XX省财政厅监制", "页脚 &9 第 &P 页，共 &N 页", "冻结到 B3", "隐藏 6 行 D 列", "工作表保护",
        "斜线", "删除线", "（批注：单位：万元）", '（下拉："甲,乙"）', "（限 decimal between 0 100000）",
    ):  # fmt: skip
        assert words in said, said


def test_places_below_each_other_are_one_area() -> None:
    assert areas([(2, 1), (4, 1), (3, 1), (6, 1), (2, 0)]) == ["A3", "B3:B5", "B7"]
    assert areas([]) == []
