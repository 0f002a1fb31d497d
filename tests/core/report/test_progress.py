"""How each section stands, and the one verdict over all."""

from __future__ import annotations

import pytest

from core.report.completeness import ELSEWHERE
from core.report.findings import answer, standings
from core.report.progress import blocks_elsewhere, filled_percent, home_of, progress, section_of, verdict_line
from core.report.report import Report
from tests.core.packs import tiny_pack

FIGURES = """
人: {编制: {类型: 人数, 必填: 是}, 在职: {类型: 人数, 必填: 是}, 备: {类型: 人数}}
钱: {甲: {类型: 金额, 可为负: 是, 必填: 是}, 乙: {类型: 金额, 可为负: 是}, 和: {类型: 金额, 公式: 甲 + 乙}}
散: {类型: 金额}
"""
RULES = """
不超编: {级别: 需说明, 条件: 人.在职 ≤ 人.编制, 提示: "在职{人.在职}人，编制{人.编制}人"}
甲不负: {级别: 错误, 条件: 钱.甲 ≥ 0, 提示: "甲为{钱.甲}"}
试: {级别: 错误, 条件: 钱.乙 ≥ 0, 提示: "乙为{钱.乙}", 试行: 是}
"""
SECTIONS = """
单位信息: {级别: 填报, 数据: [单位]}
人员: {标题: 人员情况, 数据: [人], 措辞: "在职{人.在职}人。"}
支出: {标题: 支出情况, 数据: [钱], 措辞: "共{钱.和}万元，{钱.乙}。"}
"""


@pytest.fixture
def report() -> Report:
    return Report.in_memory(tiny_pack(FIGURES, RULES, SECTIONS))


def _states(report: Report) -> dict[str, tuple[str, int]]:
    return {row: (one.state, one.number) for row, one in progress(report, standings(report)).items()}


def test_a_new_report_is_not_begun_anywhere(report: Report) -> None:
    assert _states(report)["人员"] == ("未开始", 2)
    assert _states(report)["支出"] == ("未开始", 2)


def test_a_half_filled_section_says_how_much_is_missing(report: Report) -> None:
    report.set("人.编制", "5")

    assert _states(report)["人员"] == ("未填完", 1)


def test_blanks_in_the_text_keep_a_section_unfinished(report: Report) -> None:
    report.set("钱.甲", "1")

    assert _states(report)["支出"] == ("未填完", 1)
    report.set("钱.乙", "2")
    assert _states(report)["支出"] == ("相符", 0)


def test_the_gravest_finding_gives_the_section_its_state(report: Report) -> None:
    report.set("人.编制", "5")
    report.set("人.在职", "6")
    report.set("钱.甲", "-1")

    assert _states(report)["人员"] == ("需说明", 1)
    assert _states(report)["支出"][0] == "错误"


def test_an_answered_finding_no_longer_stands_on_the_tab(report: Report) -> None:
    report.set("人.编制", "5")
    report.set("人.在职", "6")
    answer(report, standings(report)[0].finding, "军转干部安置")

    assert _states(report)["人员"] == ("相符", 0)
    report.set("人.在职", "7")
    assert _states(report)["人员"] == ("需说明", 1)


def test_a_rule_on_trial_marks_no_section(report: Report) -> None:
    report.set("钱.甲", "1")
    report.set("钱.乙", "-1")

    assert _states(report)["支出"] == ("相符", 0)


@pytest.mark.parametrize("state", ["无", "不列"])
def test_a_section_that_says_nothing_asks_for_nothing(report: Report, state: str) -> None:
    report.set("章节[人员].状态", state)

    assert _states(report)["人员"] == (state, 0)


def test_what_no_section_shows_has_a_page_of_its_own(report: Report) -> None:
    assert blocks_elsewhere(report.pack) == ("散",)
    assert section_of(report, "散") == ELSEWHERE
    assert ELSEWHERE in progress(report, [])


def test_a_key_is_at_home_on_the_page_that_shows_it(report: Report) -> None:
    assert section_of(report, "钱.和") == "支出"
    assert section_of(report, "章节[人员].正文") == "人员"
    assert section_of(report, "没有的数") is None
    assert home_of(report, ["没有的数", "人.备"]) == "人员"


def test_the_share_filled_is_a_hundred_only_when_all_is(report: Report) -> None:
    for key, text in (("单位.全称", "某局"), ("单位.年度", "2023"), ("人.编制", "5"), ("人.在职", "5")):
        report.set(key, text)
    assert (
        filled_percent(progress(report, []).values()) == 71
    )  # 5 of 7: 人员's text says all, 支出's lacks two
    report.set("钱.甲", "1")
    assert filled_percent(progress(report, []).values()) == 85
    report.set("钱.乙", "2")

    assert filled_percent(progress(report, []).values()) == 100


def test_the_verdict_counts_what_is_open_and_then_what_is_missing(report: Report) -> None:
    assert verdict_line(standings(report), 5) == ("未填完", "还有 5 处没有填")
    report.set("人.编制", "5")
    report.set("人.在职", "6")
    assert verdict_line(standings(report), 0) == ("需说明", "还有 1 处需说明")
    assert verdict_line(standings(report), 5) == ("需说明", "还有 1 处需说明、5 处没有填")
    report.set("钱.甲", "-1")
    assert verdict_line(standings(report), 0) == ("错误", "还有 1 个错误、1 处需说明")
    report.set("钱.甲", "1")
    report.set("人.在职", "5")
    assert verdict_line(standings(report), 0) == ("相符", "数字相符，可以定稿")
