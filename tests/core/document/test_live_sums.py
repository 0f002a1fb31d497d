"""Which totals of a form stay alive in Excel, and what they add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.document.filling import filled_forms
from core.forms.grid import areas, cell_name
from core.numbers.troubles import PackError
from core.pack.loading import read_pack
from core.report.report import Report
from tests.core.pack.made_forms import FIGURES, FILE, HEAD, SECTIONS, report_of, xlsx

MORE = """
费:
  甲: {类型: 金额}
  乙: {类型: 金额}
  丙: {类型: 金额}
  和: {类型: 金额, 公式: 甲 + 乙 + 丙}
  差: {类型: 金额, 公式: 甲 + 乙 - 丙}
  倍: {类型: 金额, 公式: 甲 + 乙 * 2}
  同: {类型: 金额, 公式: 甲}
  和和: {类型: 金额, 公式: 和 + 丙}
  选: {类型: 金额, 公式: "如果(已填(乙), 甲 + 乙, 丙 - 甲)"}
类和: {类型: 金额, 公式: '合计(事.数, 事.类 = "甲")'}
总和: {类型: 金额, 公式: 费.甲 + 合计(事.数)}
"""
CELLS = {
    "A1": "{费.甲}", "B1": "{费.乙}", "C1": "{费.丙}",
    "A2": "{费.和}", "B2": "{费.差}", "C2": "{费.倍}", "D2": "{费.同}", "E2": "{费.和和}",
    "A3": "甲类",
    "A4": '{事(类 = "甲").名}', "B4": "{事.数}",
    "A5": "乙类",
    "A6": '{事(类 = "乙").名}', "B6": "{事.数}",
    "A7": "{类和}", "B7": "{合计数}", "C7": "{总和}",
}  # fmt: skip
GIVEN = """
费: {甲: 1.10, 乙: 2.20, 丙: 3.3}
事: [{名: 一, 类: 甲, 数: 1.5}, {名: 二, 类: 乙, 数: 2}, {名: 三, 类: 甲, 数: 0.1}]
"""
LIVE = ", 活的合计: 是"


def report_with(cells: dict[str, str], given: str = GIVEN, more: str = LIVE) -> Report:
    texts = {
        "pack.yaml": HEAD % more, "figures.yaml": FIGURES + MORE, "rules.yaml": "", "sections.yaml": SECTIONS,
    }  # fmt: skip
    return report_of(read_pack({FILE: xlsx(cells)} | {n: text.encode() for n, text in texts.items()}), given)


def alive(report: Report) -> dict[str, str]:
    """The totals that stay alive, with what they add up."""
    (sheet,) = filled_forms(report)[0].sheets
    return {cell_name(at): ",".join(areas(one.adds)) for at, one in sheet.cells.items() if one.adds}


def test_plain_sums_are_alive_and_nothing_else_is() -> None:
    assert alive(report_with(CELLS)) == {
        "A2": "A1,B1,C1",
        "E2": "A2,C1",
        "A8": "B4:B5",
        "B8": "B4:B5,B7",
        "C8": "A1,B4:B5,B7",
    }


def test_only_a_form_that_says_so_has_live_totals() -> None:
    assert alive(report_with(CELLS, more="")) == {}
    assert alive(report_with(CELLS, more=", 活的合计: 否")) == {}
    with pytest.raises(PackError, match="是 或 否"):
        report_with(CELLS, more=", 活的合计: 对")


def test_a_total_with_a_reported_value_is_that_value() -> None:
    report = report_with(CELLS)
    report.report_as("费.和", "9")

    assert "A2" not in alive(report)


def test_what_is_not_told_or_not_on_the_sheet_is_not_added_up() -> None:
    assert "A2" not in alive(report_with({**CELLS, "C1": "丙"}))
    assert "A2" not in alive(report_with(CELLS, "费: {甲: 1, 乙: 2}"))
    assert "B7" not in alive(report_with({**CELLS, "B6": "数"}, "事: [{名: 二, 类: 乙, 数: 2}]"))


def test_numbers_in_another_unit_are_not_added_up() -> None:
    yuan = {**CELLS, "A1": "{费.甲:,0.00元}"}

    assert "A2" not in alive(report_with(yuan))
    every = {**yuan, "B1": "{费.乙:,0.00元}", "C1": "{费.丙:,0.00元}", "A2": "{费.和:,0.00元}"}
    assert alive(report_with(every))["A2"] == "A1,B1,C1"


def test_a_total_is_exact_to_the_last_digit_or_stays_a_value() -> None:
    assert alive(report_with(CELLS, "费: {甲: 1.000001, 乙: 2, 丙: 0.000001}")) == {}


def test_what_does_not_apply_adds_nothing_and_may_be_filled_later() -> None:
    given = "事: [{名: 一, 类: 甲, 数: 1.5}, {名: 二, 类: 甲, 数: 无}, {名: 三, 类: 乙, 数: 2}]"

    assert alive(report_with(CELLS, given))["B8"] == "B4:B5,B7"


def test_blank_lines_of_a_band_are_added_up_too() -> None:
    more = LIVE + ", 最少行数: {事: 4}"

    assert alive(report_with(CELLS, more=more))["A13"] == "B4:B7"


def test_a_sum_of_no_rows_stays_a_value() -> None:
    given = "费: {甲: 1}\n事: [{名: 二, 类: 乙, 数: 2}]"

    assert alive(report_with(CELLS, given)) == {"B7": "B6", "C7": "A1,B6"}


def test_the_words_of_a_form_are_the_same_with_and_without() -> None:
    (lively,) = filled_forms(report_with(CELLS))[0].sheets
    (plain,) = filled_forms(report_with(CELLS, more=""))[0].sheets

    still = {place: one._replace(adds=()) for place, one in lively.cells.items()}
    assert replace(lively, cells=still) == plain


def test_of_a_choice_the_sum_that_was_chosen_is_alive() -> None:
    cells = {**CELLS, "A2": "{费.选}"}

    assert alive(report_with(cells))["A2"] == "A1,B1"
    assert "A2" not in alive(report_with(cells, "费: {甲: 1.10, 丙: 3.3}"))
