"""A rule of the pack and a sentence that say the same are one finding, asked once."""

from __future__ import annotations

import pytest

from core.commands.checking import check_report
from core.commands.packs import DEFAULT, pack_named
from core.commands.sample import TEXT
from core.document.review import read_report
from core.intake.texts.text_proposal import propose
from core.numbers.finding import ERROR, HINT
from core.prose.messages import DOUBT
from core.report.findings import standings
from core.report.report import Report


@pytest.fixture
def report() -> Report:
    pack = pack_named(DEFAULT)
    return Report.in_memory(pack, entries=propose(pack, TEXT.read_text("utf-8")).entries)


@pytest.mark.parametrize(
    ("key", "typed", "said", "unsaid"),
    [
        ("人员.在职", "95", {"在职超过编制", "在职人员等于各类在职之和"}, {"在职与编制", "分项合计"}),
        ("项目[001].名称", "2022年高标准农田管护经费", {"项目所属年度"}, {"上年项目"}),
        ("基本支出.工资福利支出", "1033.46", {"人员经费等于经济分类"}, {"分项合计"}),
        ("收支.预算收入", "2137.60", {"预算收入等于年初加调整"}, {"分项合计"}),
        ("政府采购.货物", "94.30", {"政府采购等于三类之和"}, {"分项合计"}),
    ],
)
def test_a_fact_that_a_rule_says_is_not_said_of_its_sentence_again(
    report: Report, key: str, typed: str, said: set[str], unsaid: set[str]
) -> None:
    report.set(key, typed)
    read_report(report)

    found = {one.finding.code for one in standings(report)}

    assert said <= found
    assert not unsaid & found
    assert unsaid <= {one.finding.code for one in report.proofs.found.values()}


def test_what_the_sentence_knows_beside_the_rule_is_not_lost(report: Report) -> None:
    report.set("人员.编制数", "80")
    read_report(report)

    (told,) = [one.finding for one in standings(report) if one.finding.code == "编制数等于各类编制之和"]

    assert told.message.endswith(f"{DOUBT}编制数 80人 → 86人（错一位数字）")


def test_a_sentence_of_other_figures_or_of_a_typed_number_is_said_beside_the_rule(report: Report) -> None:
    report.set("人员.在职", "95")
    body = "章节[概况].正文"
    report.set(body, (report.entry(body) or "").replace("{人员.编制数}", "86"))
    read_report(report)

    found = {one.finding.code for one in standings(report)}

    assert {"在职超过编制", "在职与编制"} <= found


@pytest.mark.parametrize("changed", [{}, {"人员.在职": "95"}, {"基本支出.工资福利支出": "1033.46"}])
def test_the_screen_and_the_command_count_the_same_facts(report: Report, changed: dict[str, str]) -> None:
    for key, typed in changed.items():
        report.set(key, typed)

    checked = check_report(report, "报告", None)
    told = {one.finding.identity for one in standings(report)}

    by_command = {one.finding.identity for one in checked.findings if one.finding.severity != HINT}
    assert by_command == {one.finding.identity for one in standings(report) if one.finding.severity != HINT}
    assert told or not changed
    assert (checked.verdict == ERROR) == bool(changed)
