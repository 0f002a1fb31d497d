"""Imported reports are finished: nothing blank, what is asked answered, the forms withheld or filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.commands.packs import pack_named
from core.commands.sample import make_sample
from core.document.canonical import digest
from core.document.review import review
from core.document.signing import freeze, refusals, sign
from core.figures.keys import Row
from core.figures.template import BLANK
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.numbers.troubles import Refused
from core.pack.sections import BODY
from core.report.findings import answer, dismiss, standing_proofs, standings
from core.report.report import Report
from core.report.stages import STAGES, standing_final
from core.report.withholding import withhold
from tests.source import ROOT

SAMPLE = ROOT / "resources" / "examples" / "sample.txt"


def imported(path: Path) -> Report:
    """A finished text as a report, its forms withheld."""
    pack = pack_named("hunan-county-2023")
    report = Report.in_memory(pack, entries=propose(pack, read_source(path).body).entries)
    for form in pack.forms:
        withhold(report, form, "财政局今年只收正文")
    return report


def finish(report: Report) -> None:
    """Answers what is asked and signs to the end."""
    review(report)
    for standing in standings(report):
        if standing.is_open:
            answer(report, standing.finding, "已核对，情况属实。")
    for stage in STAGES:
        sign(report, stage, stage)
    freeze(report, "王建成")


def test_a_text_without_its_forms_is_finished_once_they_are_withheld() -> None:
    report = imported(SAMPLE)
    finish(report)

    assert standing_final(report) is not None


def test_without_withholding_them_the_forms_are_asked() -> None:
    pack = pack_named("hunan-county-2023")
    report = Report.in_memory(pack, entries=propose(pack, read_source(SAMPLE).body).entries)

    with pytest.raises(Refused, match="没有填"):
        finish(report)


def test_the_real_report_is_finished_as_it_was_written(real_texts: Path) -> None:
    report = imported(next((real_texts / "seed").glob("*.txt")))
    assert not [words for words in refusals(report) if "没有填" in words]
    finish(report)

    assert standing_final(report) is not None


def test_the_sample_is_finished_with_all_its_forms(tmp_path: Path) -> None:
    report = make_sample(tmp_path / "示例.jxzp", "张明")
    before = digest(report)
    finish(report)

    assert digest(report) == before
    report.close()


@pytest.mark.parametrize(
    "left",
    [
        "全年查处XX起。",
        "涉及金额（待填）。",
        "涉及　　万元，已收回。",
        "20××年度继续推进。",
        "完成？？项。",
        "奖金为万元。",
        "共____人。",
    ],
)
def test_what_a_draft_left_in_a_text_is_a_blank_until_it_is_set_aside(left: str) -> None:
    report = imported(SAMPLE)
    key = report.cell(BODY, Row("结果应用"))
    report.set(key, f"{report.entry(key)}{left}")

    with pytest.raises(Refused, match=r"1 处没有填：.*正文"):
        finish(report)
    if BLANK[:1] not in left and "_" not in left:
        for proof in standing_proofs(report):
            dismiss(report, proof.finding)
        finish(report)
        assert standing_final(report) is not None
