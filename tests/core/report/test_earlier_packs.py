"""Reports that carry a pack of an earlier day, which says of nothing that it may stay blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.commands.packs import pack_named
from core.document.canonical import digest
from core.document.signing import refusals
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.completeness import completeness
from core.report.pack_update import propose_update, take_update
from core.report.report import Report
from core.report.stages import STAGES, freeze, sign, standing_final
from tests.core.intake.forms.filled import filled_throughout

PACKS = ("hunan-county-2023", "national-project-2020", "pidu-2025")


def earlier(name: str) -> Pack:
    """The pack as it was before 可空."""
    pack = pack_named(name)
    figures = re.sub(r'(?:, )?可空: (?:"[^"]*"|[^,}]+)', "", pack.files["figures.yaml"].decode())
    figures = figures.replace("{, ", "{")
    head = re.sub(r'^版本: "\d+"', '版本: "1"', pack.files["pack.yaml"].decode(), flags=re.MULTILINE)
    assert "可空" not in figures
    return read_pack({**pack.files, "figures.yaml": figures.encode(), "pack.yaml": head.encode()})


def unfilled(report: Report) -> list[str]:
    return [key for page in completeness(report).values() for key in page.unfilled]


@pytest.mark.parametrize("name", PACKS)
def test_an_earlier_pack_asks_for_what_must_be_and_for_gaps_in_texts(name: str) -> None:
    old = Report.in_memory(earlier(name))
    new = Report.in_memory(pack_named(name))

    assert 0 < len(unfilled(old)) <= len(unfilled(new))
    figures = old.pack.definitions.figures
    assert {key for key in unfilled(old) if key in figures and figures[key].required} <= set(unfilled(new))


@pytest.mark.parametrize("name", PACKS)
def test_a_final_report_of_an_earlier_pack_stays_final_and_is_asked_more_once_it_is_updated(
    name: str, tmp_path: Path
) -> None:
    entries = dict(filled_throughout(earlier(name), sections=True).graph.state.entries.all)
    path = tmp_path / "报告.jxzp"
    report = Report.create(path, earlier(name), who="张明", entries=entries)
    for stage in STAGES:
        sign(report, stage, "张明", digest(report))
    freeze(report, "张明", digest(report))
    report.close()

    again = Report.open(path, who="李红", read_only=True)
    assert standing_final(again) is not None
    again.close()
    with_new = Report.in_memory(earlier(name), entries={})
    update = propose_update(with_new, pack_named(name))
    before = len(unfilled(with_new))
    take_update(with_new, update)
    assert len(unfilled(with_new)) > before


def test_a_report_of_an_earlier_pack_can_be_finished_without_an_update() -> None:
    report = Report.in_memory(earlier("national-project-2020"))
    assert [words for words in refusals(report) if "没有填" in words]
    for _ in range(9):
        for key in unfilled(report):
            name = key.split("[")[0]
            if name in report.pack.definitions.listings and name == key:
                report.tick_none(key, True)  # type: ignore[arg-type]
            else:
                report.set(key, "2023" if report.definition(key).kind.is_year else "写明")  # type: ignore[arg-type]

    assert not [words for words in refusals(report) if "没有填" in words]
