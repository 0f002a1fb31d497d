"""未填 is no finding; it is counted, apart for each section."""

from __future__ import annotations

from core.report.completeness import ELSEWHERE, completeness
from core.report.report import Report
from tests.core.packs import tiny_pack
from tests.core.report.conftest import add


def unfilled(report: Report) -> dict[str, tuple[str, ...]]:
    return {page: tuple(found.unfilled) for page, found in completeness(report).items() if found.unfilled}


def test_a_new_report_asks_for_everything_required_section_by_section(report: Report) -> None:
    assert unfilled(report) == {
        "单位信息": ("单位.全称", "单位.年度"),
        "支出": ("支出.人员", "支出.公用", "项目"),
    }
    assert not report.graph.judge.findings
    assert completeness(report)["支出"].required == 3
    assert not completeness(report)["支出"].is_complete


def test_filling_in_completes_a_section(report: Report) -> None:
    report.set("支出.人员", "1")
    report.set("支出.公用", "无")
    report.tick_none("项目", True)

    assert completeness(report)["支出"].is_complete


def test_rows_ask_for_their_required_cells_and_those_of_rows_in_them(report: Report) -> None:
    row = add(report, "甲")
    blank = add(report, "")
    inner = report.add_row(f"项目[{row}].指标", cells={"名称": "一"}).row

    assert unfilled(report)["支出"] == (
        "支出.人员",
        "支出.公用",
        f"项目[{row}].金额",
        report.cell("项目.指标.分", inner),
    )
    assert blank in report.rows("项目")


def test_a_section_that_is_none_or_left_out_asks_for_nothing(report: Report) -> None:
    report.set("章节[支出].状态", "不列")

    assert unfilled(report)["支出"] == ("支出.人员", "支出.公用")  # 概况 says their sum
    report.set("章节[概况].正文", "甲局。")
    assert "支出" not in unfilled(report)


def test_a_section_that_must_be_written_asks_for_its_text(report: Report) -> None:
    report.set("章节[概况].正文", "")

    assert unfilled(report)["概况"] == ("章节[概况].正文",)


def test_a_statement_fills_no_required_entry_and_computed_figures_are_not_asked_for(report: Report) -> None:
    report.report_as("支出.总额", "5")

    assert "支出.总额" not in unfilled(report)["支出"]
    assert "支出.人员" in unfilled(report)["支出"]


def test_required_figures_of_no_section_are_counted_too() -> None:
    report = Report.in_memory(tiny_pack("散: {类型: 金额, 必填: 是}"))

    assert unfilled(report)[ELSEWHERE] == ("散",)
