"""What was said of the sentences is set aside, answered, supported: kept in the file, taken back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.review import review, unsupported
from core.numbers.finding import EXPLAIN
from core.report.findings import EXPLAINED, OPEN, STALE, answer, dismiss, standing_proofs, standings
from core.report.proofs import Evidence, evidence_key
from core.report.report import Report
from tests.core.document.sentences import (
    BODY,
    CUT,
    RIGHT,
    WRONG,
    entries_of,
    only_proof,
    only_standing,
    report_with,
    rewrite,
    small_pack,
)

# -- 误报 ---------------------------------------------------------------------------------------------


def test_a_false_alarm_is_set_aside_and_taken_back_by_undo() -> None:
    report = report_with(WRONG)
    finding = only_proof(report).finding

    change = dismiss(report, finding)
    assert change.label == "误报：分项合计"
    assert not standings(report)
    assert finding.identity in report.proofs.found

    report.undo()
    assert only_proof(report).finding == finding
    report.redo()
    assert not standing_proofs(report)


def test_a_false_alarm_is_remembered_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.jxzp"
    pack = small_pack()
    report = Report.create(path, pack, who="甲", entries=entries_of(pack, WRONG))
    review(report)
    dismiss(report, only_proof(report).finding)
    report.close()

    again = Report.open(path, who="乙")
    review(again)

    assert len(again.proofs.found) == 1
    assert not standings(again)
    again.close()


@pytest.mark.parametrize(
    "turned",
    [
        WRONG.replace("60.00", "61.00"),
        WRONG.replace("100.00", "190.00"),
        WRONG.replace("公用经费", "日常公用经费"),
        pytest.param(
            WRONG.replace("100.00", "1000.0"),
        ),
    ],
)
def test_a_false_alarm_comes_again_when_its_sentence_changes(turned: str) -> None:
    report = report_with(WRONG)
    dismiss(report, only_proof(report).finding)

    rewrite(report, turned)
    assert only_proof(report).finding.code == "分项合计"

    rewrite(report, WRONG)
    assert not standing_proofs(report)


def test_a_false_alarm_stays_set_aside_when_the_sentence_only_moves() -> None:
    report = report_with(WRONG)
    dismiss(report, only_proof(report).finding)

    rewrite(report, f"另起一段。\n  {WRONG.replace('，公用', ', 公用')}")

    assert report.proofs.found
    assert not standing_proofs(report)


# -- 说明 ---------------------------------------------------------------------------------------------


def test_an_answer_holds_as_long_as_the_sentence_stands() -> None:
    report = report_with(CUT)
    asked = only_standing(report)
    assert (asked.finding.code, asked.finding.severity, asked.state) == ("截断", EXPLAIN, OPEN)

    answer(report, asked.finding, "按截断口径")
    rewrite(report, f"{CUT}另起一句话。")

    told = only_standing(report)
    assert (told.state, told.answer) == (EXPLAINED, "按截断口径")
    assert told.then == told.now == ((BODY, report.proofs.found[told.finding.identity].quote),)


def test_an_answer_is_owed_again_once_the_sentence_changed() -> None:
    report = report_with(CUT)
    answer(report, only_standing(report).finding, "按截断口径")

    rewrite(report, CUT.replace("90.00", "900.00").replace("60.00", "600.00"))
    assert only_standing(report).state in (OPEN, STALE)
    assert only_standing(report).is_open

    rewrite(report, CUT)
    assert only_standing(report).state == EXPLAINED


# -- the numbers --------------------------------------------------------------------------------------

LOOSE = f"{RIGHT}房屋{{支出.人员}}平方米。培训480人，另有设备7台。"


def test_coverage_counts_linked_checked_and_bare_numbers() -> None:
    report = report_with(LOOSE)

    assert report.proofs.numbers == {"total": 6, "linked": 1, "checked": 3, "unsupported": 2}
    assert [(one.key, one.number) for one in report.proofs.loose] == [(BODY, "480人"), (BODY, "7台")]
    for each in report.proofs.loose:
        assert report.words(BODY)[each.start : each.end] == each.number
        assert each.number in each.sentence


def test_evidence_supports_a_number_and_undo_takes_it_away() -> None:
    report = report_with(LOOSE)
    first, second = unsupported(report)
    given = Evidence("培训签到册", "青农〔2023〕5号", "签到册.pdf")

    report.enter({evidence_key(first.identity): given.stored()}, "480人 的佐证材料")

    assert unsupported(report) == [second]
    assert Evidence.read(report.entry(evidence_key(first.identity)) or "") == given
    report.undo()
    assert unsupported(report) == [first, second]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("480人", "481人"),
        pytest.param(
            "480人",
            "4.80人",
        ),
    ],
)
def test_evidence_follows_its_number_but_not_to_another_one(was: str, now: str) -> None:
    report = report_with(LOOSE)
    first = unsupported(report)[0]
    report.enter({evidence_key(first.identity): Evidence("签到册").stored()}, "佐证")

    rewrite(report, f"头一段。\n{LOOSE}")
    assert [one.number for one in unsupported(report)] == ["7台"]

    rewrite(report, LOOSE.replace(was, now))
    assert [one.number for one in unsupported(report)] == [now, "7台"]
