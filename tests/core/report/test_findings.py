"""Findings as they stand: in order, with answers and what they hold for, naming what they follow from."""

from __future__ import annotations

import pytest

from core.numbers.finding import ERROR, EXPLAIN
from core.report.findings import EXPLAINED, FINE, OPEN, STALE, Standing, answer, standings, verdict
from core.report.report import Report
from tests.core.report.conftest import add


def standing(report: Report, identity: str) -> Standing:
    return next(one for one in standings(report) if one.finding.identity == identity)


@pytest.fixture
def unbalanced(report: Report) -> Report:
    """合计平衡 asks for an explanation: 3 against 5."""
    add(report, "甲", "1")
    add(report, "乙", "2")
    report.set("支出.决算", "5")
    return report


def test_a_finding_that_asks_is_open_until_it_is_explained(unbalanced: Report) -> None:
    assert standing(unbalanced, "合计平衡").state == OPEN
    assert standing(unbalanced, "合计平衡").is_open

    change = answer(unbalanced, standing(unbalanced, "合计平衡").finding, " 有一笔跨年支付 ")

    found = standing(unbalanced, "合计平衡")
    assert (found.state, found.answer, found.is_open) == (EXPLAINED, "有一笔跨年支付", False)
    assert change.label == "说明：合计平衡"


def test_an_explanation_holds_while_the_figures_are_what_they_were(unbalanced: Report) -> None:
    answer(unbalanced, standing(unbalanced, "合计平衡").finding, "跨年")

    unbalanced.set("支出.决算", "6")
    found = standing(unbalanced, "合计平衡")
    assert found.state == STALE
    assert found.is_open
    assert dict(found.then)["支出.决算"] == "5"
    assert dict(found.now)["支出.决算"] == "6"

    unbalanced.set("支出.决算", "5")
    assert standing(unbalanced, "合计平衡").state == EXPLAINED


def test_a_figure_that_the_rule_does_not_read_leaves_the_explanation_valid(unbalanced: Report) -> None:
    answer(unbalanced, standing(unbalanced, "合计平衡").finding, "跨年")

    unbalanced.set("支出.人员", "77")
    row = unbalanced.rows("项目")[0]
    unbalanced.set(unbalanced.cell("项目.备注", row), "无关")

    assert standing(unbalanced, "合计平衡").state == EXPLAINED


def test_answers_per_row_are_apart(report: Report) -> None:
    first = add(report, "甲", "101")
    second = add(report, "乙", "102")
    answer(report, standing(report, f"金额太大[{first}]").finding, "确实")

    assert standing(report, f"金额太大[{first}]").state == EXPLAINED
    assert standing(report, f"金额太大[{second}]").state == OPEN


def test_a_blank_explanation_takes_it_away_and_undo_brings_it_back(unbalanced: Report) -> None:
    found = standing(unbalanced, "合计平衡").finding
    answer(unbalanced, found, "跨年")
    answer(unbalanced, found, "  ")
    assert standing(unbalanced, "合计平衡").state == OPEN

    unbalanced.undo()
    assert standing(unbalanced, "合计平衡").state == EXPLAINED


def test_an_explanation_comes_back_with_its_finding(unbalanced: Report) -> None:
    answer(unbalanced, standing(unbalanced, "合计平衡").finding, "跨年")
    unbalanced.set("支出.决算", "3")
    assert not standings(unbalanced)

    unbalanced.set("支出.决算", "5")
    assert standing(unbalanced, "合计平衡").state == EXPLAINED


def test_the_gravest_stand_first_then_as_rules_and_rows_stand(unbalanced: Report) -> None:
    later = add(unbalanced, "丙", "200")
    sooner = add(unbalanced, "丁", "300", before=unbalanced.rows("项目")[0])
    unbalanced.set("支出.人员", "1")
    unbalanced.set("支出.公用", "1")

    found = [one.finding.identity for one in standings(unbalanced)]

    assert found == ["决算一致", "合计平衡", f"金额太大[{sooner}]", f"金额太大[{later}]"]
    assert verdict(one.finding for one in standings(unbalanced)) == ERROR


def test_the_verdict_of_no_findings_is_fine(report: Report) -> None:
    assert verdict(one.finding for one in standings(report)) == FINE


def test_a_finding_that_follows_names_its_cause_and_stands_behind(report: Report) -> None:
    report.set("支出.人员", "60")
    report.set("支出.公用", "40")
    report.set("支出.决算", "90")
    report.report_as("支出.总额", "90")

    found = standings(report)

    assert [(one.finding.identity, one.finding.cause) for one in found] == [
        ("填报与计算不符[支出.总额]", ""),
        ("决算一致", "填报与计算不符[支出.总额]"),
    ]


def test_a_cause_is_found_behind_a_share_and_never_in_itself(report: Report) -> None:
    report.set("支出.人员", "60")
    report.set("支出.公用", "40")
    report.report_as("支出.总额", "90")
    report.report_as("支出.占比", "66.67")

    found = {one.finding.identity: one.finding.cause for one in standings(report)}

    assert found == {
        "填报与计算不符[支出.总额]": "",
        "填报与计算不符[支出.占比]": "填报与计算不符[支出.总额]",
    }


def test_a_removed_reference_is_an_explanation_owed(report: Report) -> None:
    row = add(report, "甲", "1")
    report.set("章节[概况].正文", f"{{项目[{row}].名称}}")
    report.remove_row("项目", row)

    found = standing(report, "引用已删除[章节[概况].正文]")

    assert (found.finding.severity, found.state, found.is_open) == (EXPLAIN, OPEN, True)
