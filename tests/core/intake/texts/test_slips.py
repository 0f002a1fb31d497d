"""A slip of the hand in any number that a relation binds is quoted by a finding."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.commands.checking import check_report
from core.commands.packs import pack_named
from core.intake.texts.text_proposal import propose
from core.pack.pack import Pack
from core.report.report import Report
from tests.core.intake.texts.mutating import Slip, check_text, is_found, slips

SAMPLE = Path(__file__).resolve().parents[4] / "resources" / "examples" / "sample.txt"
LEAST = 0.95
FEW = 60


@pytest.fixture(scope="module")
def hunan() -> Pack:
    return pack_named("hunan-county-2023")


def _text(name: str, request: pytest.FixtureRequest) -> str:
    if name == "sample":
        return SAMPLE.read_text("utf-8")
    folder: Path = request.getfixturevalue("real_texts")
    return next((folder / "seed").glob("*.txt")).read_text("utf-8")


def _share_found(pack: Pack, chosen: list[Slip], in_report: bool) -> tuple[float, float]:
    """The share of slips that some finding quotes, and of those found the share that are 错误."""
    verdicts: list[str] = []
    for slip in chosen:
        if in_report:
            report = Report.in_memory(pack, entries=propose(pack, slip.text).entries)
            verdicts.append(is_found(check_report(report, "", None), slip, ""))
        else:
            verdicts.append(is_found(check_text(pack, slip.text), slip, slip.text))
    found = [v for v in verdicts if v]
    return len(found) / len(verdicts), found.count("错误") / max(1, len(found))


@pytest.mark.parametrize("name", ["sample", "seed"])
@pytest.mark.parametrize("in_report", [False, True], ids=["text", "report"])
def test_a_slip_in_a_bound_number_is_quoted(hunan, request, name, in_report) -> None:
    every = slips(hunan, _text(name, request))
    chosen = random.Random(7).sample(every, min(FEW, len(every)))

    found, errors = _share_found(hunan, chosen, in_report)

    assert len(every) > 300
    assert found >= LEAST
    assert errors >= 0.9


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["sample", "seed"])
@pytest.mark.parametrize("in_report", [False, True], ids=["text", "report"])
def test_every_slip_in_every_bound_number_is_quoted(hunan, request, name, in_report, capsys) -> None:
    every = slips(hunan, _text(name, request))

    found, errors = _share_found(hunan, every, in_report)

    with capsys.disabled():
        print(
            f"\n{name} {'report' if in_report else 'text'}: {len(every)} slips, {found:.1%} quoted, {errors:.1%} of them 错误"
        )
    assert found >= LEAST
