"""The document: sections in order, headings counted, blank lines dropped."""

from __future__ import annotations

import pytest

from core.document.builder import build_document, paragraphs
from core.document.paper import Heading
from core.numbers.runs import Run
from core.report.report import Report


def headings(report: Report) -> list[str]:
    return [block.text for block in build_document(report).blocks if isinstance(block, Heading)]


def test_headings_are_counted_over_what_is_printed(report: Report) -> None:
    report.set("章节[不列].状态", "写明")
    report.set("章节[支出].状态", "不列")

    assert headings(report) == ["一、基本情况", "（一）基本支出情况", "二、政府性基金", "三、不列的"]


def test_headings_of_the_second_level_begin_anew_under_each_of_the_first(report: Report) -> None:
    report.set("章节[不列].状态", "写明")
    report.set("章节[不列].级别", "二")

    assert headings(report)[-2:] == ["三、政府性基金", "（一）不列的"]


@pytest.mark.parametrize("numbering", ["照写", "不编号"])
def test_a_heading_may_go_as_it_is_written(report: Report, numbering: str) -> None:
    report.set("章节[概况].编号", numbering)
    report.set("章节[概况].标题", "第一部分 概况")

    assert headings(report)[0] == "第一部分 概况"


def test_a_section_moved_on_the_list_moves_on_paper(report: Report) -> None:
    report.move_row("章节", "基金", before="概况")

    assert headings(report)[:2] == ["一、政府性基金", "二、基本情况"]


def test_a_section_of_ones_own_is_printed_where_it_stands(report: Report) -> None:
    row = report.add_row(
        "章节", cells={"标题": "另说", "级别": "一", "状态": "写明", "编号": "自动"}, before="基金"
    ).row
    report.set(report.cell("章节.正文", row), "一句话。")

    lines = build_document(report).lines

    assert lines[-4:] == ["三、另说", "一句话。", "四、政府性基金", "本单位没有政府性基金支出"]


def test_a_section_that_is_none_prints_its_words_for_it_and_not_its_text(report: Report) -> None:
    report.set("章节[概况].状态", "无")

    assert build_document(report).lines[2:4] == ["一、基本情况", "无"]


def test_runs_are_parted_at_line_ends_and_keep_their_cells() -> None:
    runs = [Run("甲"), Run("1\n2", "键"), Run("\n \n乙\n")]

    assert list(paragraphs(runs)) == [
        (Run("甲"), Run("1", "键")),
        (Run("2", "键"),),
        (Run("乙"),),
    ]
