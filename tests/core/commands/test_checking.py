"""Checking an open report says what it must have and has not."""

from __future__ import annotations

from core.commands.checking import check_report
from core.numbers.codes import MISSING_SECTION
from core.numbers.finding import HINT
from core.pack.loading import load_pack
from core.report.report import Report
from tests.source import ROOT

TINY = load_pack(ROOT / "tests" / "packs" / "tiny")


def _missing(entries: dict[str, str]) -> list[tuple[str, str]]:
    found = check_report(Report.in_memory(TINY, entries=entries), "", None).findings
    return [
        (one.finding.severity, one.finding.message) for one in found if one.finding.code == MISSING_SECTION
    ]


def test_a_section_that_must_be_there_and_is_left_out_is_missed() -> None:
    assert _missing({"章节[家底].状态": "不列"}) == [(HINT, "报告里没有“院里的家底”一节，通知要求必须写")]


def test_a_section_in_use_and_one_that_may_be_left_out_are_not_missed() -> None:
    assert _missing({}) == []
    assert _missing({"章节[修房].状态": "不列"}) == []
